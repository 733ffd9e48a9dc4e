"""Documents in, a deck out: what stays, what is new, what is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizkit.domain.card import Origin
from quizkit.domain.deck import Deck, DeckChanges
from quizkit.domain.draft import Generated
from quizkit.domain.errors import SourceError
from quizkit.library.add import Reading, generate_from, make_deck, without_card

CELLS = """# Cell biology

The EMBL (European Molecular Biology Laboratory) keeps the genomes of many cells in Hinxton.

The NIH (National Institutes of Health) pays for most studies of human cells in the United States.
"""
STARS = """# Stars

The ESA (European Space Agency) launched the Gaia telescope to map one billion stars.

The book "Cosmos" by Carl Sagan describes the stars and the planets to readers who know neither.
"""


def deck_of(*paths: Path, known: Deck | None = None, stdin: str = "") -> Deck:
    made = generate_from(paths, Reading(stdin=stdin.encode), known)
    return make_deck(without_drafts(made.generated), slug="deck", title="Deck", known=known)


def without_drafts(generated: Generated) -> Generated:
    """All that was generated as cards: what the verdict says to this text or that is not what is tested here."""
    every = sorted((*generated.cards, *generated.drafts), key=lambda draft: draft.card.evidence[0].line)
    return replace(generated, cards=tuple(every), drafts=())


@pytest.fixture
def cells(tmp_path: Path) -> Path:
    file = tmp_path / "cells.md"
    file.write_text(CELLS)
    return file


@pytest.fixture
def stars(tmp_path: Path) -> Path:
    file = tmp_path / "stars.md"
    file.write_text(STARS)
    return file


def keys(deck: Deck, source: str) -> list[str]:
    return [card.key for card in deck.cards if card.key.startswith(f"{source}/")]


def test_the_same_documents_give_the_same_deck(cells: Path, stars: Path) -> None:
    assert deck_of(cells, stars) == deck_of(cells, stars)


def test_added_again_unchanged_every_card_is_kept(cells: Path) -> None:
    first = deck_of(cells)
    again = deck_of(cells, known=first)
    assert again == first
    assert first.cards


def test_a_deck_keeps_the_words_of_every_statement_that_has_a_card_and_of_no_other(cells: Path) -> None:
    cells.write_text(CELLS + "\nOh yes.\n")
    deck = deck_of(cells)
    (source,) = deck.sources
    assert set(source.statements) == {card.key.split("/")[1] for card in deck.cards}
    assert set(source.statements.values()) < {line for line in CELLS.splitlines() if line}


def test_a_reworded_statement_keeps_its_cards_keys_and_the_deck_its_new_words(cells: Path) -> None:
    first = deck_of(cells)
    cells.write_text(CELLS.replace("keeps the genomes", "keeps all the genomes"))
    again = deck_of(cells, known=first)
    assert keys(again, "cells") == keys(first, "cells")
    assert DeckChanges.between(first, again).reworded
    assert any("keeps all the genomes" in words for words in again.sources[0].statements.values())
    cells.write_text(CELLS.replace("keeps the genomes", "keeps nearly all the genomes"))
    assert keys(deck_of(cells, known=again), "cells") == keys(first, "cells")


def test_a_fact_that_left_its_document_takes_its_card_along(cells: Path) -> None:
    first = deck_of(cells)
    cells.write_text(CELLS.partition("The NIH")[0])
    changes = DeckChanges.between(first, deck_of(cells, known=first))
    assert changes.kept
    assert changes.gone
    assert not changes.new


def test_cards_of_documents_that_are_not_given_again_stay(cells: Path, stars: Path) -> None:
    first = deck_of(cells)
    both = deck_of(stars, known=first)
    assert set(first.cards) < set(both.cards)
    assert [source.slug for source in both.sources] == ["cells", "stars"]
    assert deck_of(cells, known=both) == both


def test_the_learners_own_words_stay_even_when_the_document_changes(cells: Path) -> None:
    first = deck_of(cells)
    edited = replace(first.cards[0], question="What is the EMBL?", origin=Origin.EDITED)
    kind = edited.kind
    if kind == "cloze":
        edited = replace(edited, question="The EMBL is the […].")
    written = replace(edited, key="cells/own/card", origin=Origin.WRITTEN)
    known = replace(first, cards=(edited, written, *first.cards[1:]))
    again = deck_of(cells, known=known)
    assert again.cards[:2] == (edited, written)
    cells.write_text(STARS)
    changed = deck_of(cells, known=known)
    assert {edited, written} < set(changed.cards)
    assert not set(first.cards[1:]) & set(changed.cards)


def test_documents_of_one_name_in_two_folders_get_distinct_slugs_and_keep_them(tmp_path: Path) -> None:
    for folder, text in (("a", CELLS), ("b", STARS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.md").write_text(text)
    first = deck_of(tmp_path / "a", tmp_path / "b")
    assert [source.slug for source in first.sources] == ["notes", "notes-2"]
    only_b = deck_of(tmp_path / "b", known=first)
    assert {card.key for card in only_b.cards} == {card.key for card in first.cards}
    assert only_b.sources == first.sources


def test_a_renamed_document_is_known_by_its_words(cells: Path, tmp_path: Path) -> None:
    first = deck_of(cells)
    renamed = cells.rename(tmp_path / "biology.md")
    again = deck_of(renamed, known=first)
    assert DeckChanges.between(first, again) == DeckChanges(kept=tuple(card.key for card in first.cards))
    assert again.sources[0].file == "biology.md"


def test_another_document_of_a_known_slug_does_not_take_its_place(cells: Path, tmp_path: Path) -> None:
    first = deck_of(cells)
    other = tmp_path / "cells.txt"
    other.write_text(STARS)
    both = deck_of(other, known=first)
    assert set(first.cards) < set(both.cards)
    assert [source.slug for source in both.sources] == ["cells", "cells-2"]


def test_two_texts_from_standard_input_are_two_documents() -> None:
    first = deck_of(Path("-"), stdin=CELLS)
    both = deck_of(Path("-"), stdin=STARS, known=first)
    assert set(first.cards) < set(both.cards)
    assert deck_of(Path("-"), stdin=CELLS, known=both) == both


def test_a_document_given_by_its_folder_and_by_its_name_is_read_once(cells: Path) -> None:
    made = generate_from([cells.parent, cells], Reading(), None)
    assert [source.slug for source in made.generated.sources] == ["cells"]


def test_a_broken_document_does_not_stop_the_others(cells: Path) -> None:
    empty = cells.with_name("empty.md")
    empty.write_text("")
    made = generate_from([empty, cells, cells.with_name("nowhere.md")], Reading(), None)
    assert without_drafts(made.generated).cards
    assert [str(error).partition(":")[0] for error in made.broken] == [
        str(cells.with_name("nowhere.md")),
        "empty.md",
    ]


def test_where_no_document_can_be_read_every_error_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"one\.md.*\n.*two\.md"):
        generate_from([tmp_path / "one.md", tmp_path / "two.md"], Reading(), None)


def test_documents_without_a_fact_cost_no_deck_its_cards(cells: Path) -> None:
    first = deck_of(cells)
    cells.write_text("# Oh\n\nOh! Ah!\n")
    with pytest.raises(SourceError, match=r"cells\.md: no fact was found"):
        deck_of(cells, known=first)


def test_a_document_without_a_card_among_others_is_named(cells: Path) -> None:
    poem = cells.with_name("poem.md")
    poem.write_text("# Oh\n\nOh! Ah!\n")
    generated = generate_from([cells, poem], Reading(), None).generated
    assert [source.file for source in without_card(without_drafts(generated))] == ["poem.md"]


def test_standard_input_is_held_to_the_size_limit() -> None:
    with pytest.raises(SourceError, match=r"standard input: more than .* --max-size"):
        generate_from([Path("-")], Reading(max_bytes=10, stdin=CELLS.encode), None)


def test_progress_is_reported_up_to_its_end(cells: Path) -> None:
    reports: list[tuple[int, int]] = []
    generate_from([cells], Reading(), None, lambda done, of: reports.append((done, of)))
    assert reports[-1][0] == reports[-1][1] > 0
