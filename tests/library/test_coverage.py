"""Which statements have cards, drafts or nothing: of documents, of a deck with its documents, and of a deck alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.draft import Draft, Fate, Generated, Verdict
from quizkit.domain.held import Held
from quizkit.library.coverage import Standing, coverage_held, coverage_in, coverage_of
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore
from tests.generating.made import deck_of, generated, notes

if TYPE_CHECKING:
    from sqlalchemy import Engine

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RNA = "RNA stands for ribonucleic acid."
FIBROSIS = "Cystic fibrosis (CF) is an inherited disease that damages the lungs of children."
RIBOSOMES = "Ribosomes build proteins from 20 amino acids."
TEXT = notes(RNA, FIBROSIS, "Hurrah!", heading="Cells") + notes(RIBOSOMES, heading="Proteins").partition("\n\n")[
    2
].replace("##", "\n##")


def taught(result: Generated, *statements: str) -> Generated:
    """The documents with one card for each of the statements, whatever score the rules would give it."""
    cards = []
    for source in result.sources:
        for statement in source.statements:
            if statement.text in statements:
                proof = Evidence(source.slug, statement.text, statement.places[0].line)
                key = f"{source.slug}/{statement.fingerprint}/it"
                topic = statement.section or "Topic"
                card = Card(key, CardKind.QUESTION, f"What about {statement.text}", "it", topic, (proof,))
                cards.append(Draft(card, Verdict(0.9, Fate.CARD)))
    return replace(result, cards=tuple(cards), drafts=())


def test_every_statement_of_a_document_is_counted_once() -> None:
    result = generated(TEXT)
    (source,) = coverage_of(result)
    assert [covered.text for covered in source.statements] == [s.text for s in result.sources[0].statements]
    assert source.counts().total() == len(source.statements) == sum(c.total() for c in source.by_section().values())
    assert list(source.by_section()) == ["Cells", "Proteins"]


def test_a_statement_tells_its_line_and_the_cards_that_it_proves() -> None:
    (source,) = coverage_of(taught(generated(TEXT), RNA))
    first = source.statements[0]
    assert first.standing is Standing.CARD
    assert TEXT.splitlines()[first.line - 1] == f"- {first.text}"
    assert [key.partition("/")[0] for key in first.keys] == ["first"]


def test_a_statement_without_a_card_tells_why() -> None:
    (source,) = coverage_of(generated(TEXT))
    hurrah = next(covered for covered in source.statements if covered.text == "Hurrah!")
    assert (hurrah.standing, hurrah.keys) == (Standing.NOTHING, ())
    assert hurrah.reasons == ("no rule found a fact in it",)


def test_reasons_are_those_of_the_statement_and_not_of_its_neighbours_on_the_line() -> None:
    text = "# Notes\n\nRNA stands for ribonucleic acid. Hurrah! It is very big, this thing.\n"
    (source,) = coverage_of(generated(text))
    reasons = {covered.text: covered.reasons for covered in source.statements}
    assert reasons["Hurrah!"] == ("no rule found a fact in it",)
    assert reasons.get("RNA stands for ribonucleic acid.") != reasons["Hurrah!"]


def test_drafts_count_as_drafts() -> None:
    result = taught(generated(TEXT), RNA)
    (source,) = coverage_of(replace(result, cards=(), drafts=result.cards))
    assert source.counts()[Standing.CARD] == 0
    assert source.counts()[Standing.DRAFT] == 1


def test_a_fact_told_in_two_documents_covers_both() -> None:
    result = taught(generated(notes(RNA), notes(RNA)), RNA)
    one, other = (draft.card for draft in result.cards)
    both = replace(one, evidence=(*one.evidence, *other.evidence))
    result = replace(result, cards=(Draft(both, result.cards[0].verdict),))
    assert [source.counts()[Standing.CARD] for source in coverage_of(result)] == [1, 1]


def test_a_document_in_another_language_says_that_nothing_came_of_it() -> None:
    french = notes(
        "La cellule est l'unité fondamentale de tous les êtres vivants.",
        "Le noyau contient l'information génétique de la cellule.",
        "Les mitochondries produisent l'énergie dont la cellule a besoin pour vivre.",
    )
    (source,) = coverage_of(generated(french))
    assert source.counts() == {Standing.NOTHING: 3}
    assert "English" in source.reasons[0]


def test_a_deck_with_its_document_tells_what_is_in_it_and_what_is_not() -> None:
    result = taught(generated(TEXT), RNA, FIBROSIS, RIBOSOMES)
    rna, fibrosis, _ = deck_of(result).cards
    held = Held(deck=replace(deck_of(result), cards=(rna,)), rejected={fibrosis.key: fibrosis})
    (source,) = coverage_in(held, result)
    found = {covered.text: (covered.standing, covered.reasons) for covered in source.statements}
    assert found[RNA] == (Standing.CARD, ())
    assert found[FIBROSIS] == (Standing.REJECTED, ())
    assert found[RIBOSOMES] == (Standing.NOTHING, ("it is new to the deck: add the document again",))
    assert found["Hurrah!"] == (Standing.NOTHING, ("no rule found a fact in it",))


def test_a_deck_alone_tells_the_statements_that_the_library_keeps(engine: Engine) -> None:
    result = taught(generated(TEXT), RNA, FIBROSIS, RIBOSOMES)
    store = DeckStore(engine)
    deck = deck_of(result)
    store.save(replace(deck, cards=deck.cards[:1]), NOON, drafts=result.cards[1:])
    DraftStore(engine).reject("deck", deck.cards[2].key, NOON)
    (source,) = coverage_held(store.held("deck"))
    assert not source.is_whole
    known = {covered.text: (covered.standing, covered.section) for covered in source.statements}
    assert known == {
        RNA: (Standing.CARD, "Cells"),
        FIBROSIS: (Standing.DRAFT, "Cells"),
        RIBOSOMES: (Standing.REJECTED, "Proteins"),
    }
    assert all(covered.line > 0 for covered in source.statements)


def test_no_deck_has_no_coverage() -> None:
    assert coverage_held(Held()) == []
