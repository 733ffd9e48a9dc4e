"""Tables of cards: what is written comes back, what others wrote is understood, what is broken has its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from anki import import_export_pb2
from anki.collection import ExportLimit
from hypothesis import assume, given, settings

from quizkit.domain.card import BLANK, Card, CardKind, Origin
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.formats.cards_csv import read_table, write_table

from .anki_profile import AnkiProfile, export, shown
from .hostile_decks import cards, choice_card, cloze_card, filled, question_card

SEPARATORS = pytest.mark.parametrize("separator", [",", "\t"])


def words(card: Card) -> Card:
    """What a table carries of a card: no proofs, a list's members on one line each."""

    def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line for text in texts if (line := " ".join(text.split())))

    def broken(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    choices = tuple(broken(card.answer) if c == " ".join(card.answer.split()) else c for c in lines(card.choices))
    return replace(
        card,
        question=broken(card.question),
        answer=broken(card.answer),
        topic=broken(card.topic),
        evidence=(),
        accept=lines(card.accept),
        choices=choices,
        rule="",
        origin=Origin.WRITTEN,
        media=(),
    )


def read_one(text: str, name: str = "notes.csv") -> tuple[Card, ...]:
    (deck,) = read_table(text, name)
    return deck.cards


@SEPARATORS
def test_every_kind_comes_back(separator: str, cell_deck: Deck) -> None:
    (back,) = read_table(write_table(cell_deck, separator), "cell.csv")
    assert back.cards == tuple(map(words, cell_deck.cards))
    assert back.title == cell_deck.title


@settings(max_examples=100, deadline=None)
@given(card=cards("key/1", []), title=filled)
def test_whatever_a_card_says_it_comes_back(card: Card, title: str) -> None:
    assume(card.kind is not CardKind.CLOZE or f"{{{{c1::{card.answer}}}}}" not in card.question)
    assume(words(card).fault() == "")
    assume(not any("\ud800" <= sign <= "\udfff" for sign in f"{card}"))
    for separator in ",\t":
        assert read_one(write_table(Deck("d", title, (card,)), separator)) == (words(card),)


def test_what_was_read_is_written_as_it_was(cell_deck: Deck) -> None:
    (back,) = read_table(text := write_table(replace(cell_deck, sources=()), "\t"), "cell.tsv")
    unproven = replace(cell_deck, cards=tuple(replace(card, evidence=()) for card in cell_deck.cards))
    assert write_table(back, "\t").splitlines()[6:] == write_table(unproven, "\t").splitlines()[6:]
    assert text.startswith("#separator:tab\n#html:false\n#guid column:1\n")


def test_anki_takes_the_table_for_the_notes_of_the_package(cell_deck: Deck, tmp_path: Path, anki: AnkiProfile) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg"))
    question, cloze, choice = cell_deck.cards
    hard = "Is <T> a & b: {{c1::x}} }}?\nSay it."
    changed = (replace(question, question=hard), replace(cloze, answer="30"), replace(choice, question="Which?"))
    table = tmp_path / "cell.tsv"
    table.write_text(write_table(replace(cell_deck, cards=changed), "\t"))
    metadata = anki.col.get_csv_metadata(str(table), None)
    log = anki.col.import_csv(import_export_pb2.ImportCsvRequest(path=str(table), metadata=metadata)).log
    assert (len(log.updated), len(log.new), anki.col.note_count()) == (3, 0, 3)
    assert anki.sides(question.key)[0] == "Cell Is <T> a & b: {{c1::x}} }}? Say it."
    assert "from 30 amino acids" in anki.sides(cloze.key)[1]
    assert anki.sides(choice.key)[0].startswith("Cell Which? ")
    assert anki.complaints() == []


@pytest.mark.parametrize("with_html", [True, False])
def test_a_table_that_anki_wrote_names_the_cards_as_its_package_does(
    with_html: bool, cell_deck: Deck, tmp_path: Path, anki: AnkiProfile
) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg"))
    basic, cloze = anki.col.models.by_name("Basic"), anki.col.models.by_name("Cloze")
    for model, fields in ((basic, ("a &lt;b&gt;", "one<br>two")), (cloze, ("{{c1::Paris}}, {{c2::Rome}}", ""))):
        note = anki.col.new_note(model)
        note.fields[:2] = list(fields)
        note.tags = ["Big_Cities::Europe"]
        anki.col.add_note(note, anki.col.decks.id("Geography"))
    table = tmp_path / "all.txt"
    anki.col.export_note_csv(
        out_path=str(table), limit=None, with_html=with_html, with_tags=True, with_deck=True, with_notetype=True,
        with_guid=True,
    )  # fmt: skip
    decks = {deck.title: deck.cards for deck in read_table(table.read_text(), "all.txt")}
    assert [card.key for card in decks["The cell"]] == [card.key for card in cell_deck.cards]
    assert [card.question for card in decks["The cell"]] == [card.question for card in cell_deck.cards]
    choice = cell_deck.cards[2]
    assert set(decks["The cell"][2].choices) == (set(choice.choices) if with_html else set())
    assert decks["The cell"][2].answer == choice.answer
    asked, *clozes = decks["Geography"]
    assert (asked.question, asked.topic) == ("a <b>", "Big Cities / Europe")
    assert asked.answer.split() == ["one", "two"]
    assert asked.key.startswith("anki/")
    if with_html:
        assert [(c.question, c.answer) for c in clozes] == [(f"{BLANK}, Rome", "Paris"), (f"Paris, {BLANK}", "Rome")]
        assert clozes[0].statement_key == clozes[1].statement_key


def test_two_columns_without_any_header_are_question_and_answer() -> None:
    first, second = read_one("What builds proteins?,Ribosomes\nWhat is DNA?,A molecule\n", "cell.csv")
    assert (first.question, first.answer, first.topic, first.kind) == (
        "What builds proteins?", "Ribosomes", "cell", CardKind.QUESTION
    )  # fmt: skip
    assert second.key != first.key


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_and_the_columns_are_told_by_the_first_row(sign: str) -> None:
    rows = [("Topic", "Front", "Back", "Note"), ("Cell", "What?", "That, this", "a mnemonic")]
    text = "\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)
    (card,) = read_one(text)
    assert (card.question, card.answer, card.topic) == ("What?", "That, this\na mnemonic", "Cell")


def test_the_first_line_of_a_spreadsheet_tells_the_separator() -> None:
    (card,) = read_one("sep=;\r\nWhat, then?;this, that\r\n")
    assert (card.question, card.answer) == ("What, then?", "this, that")


def test_another_answer_or_another_file_leaves_the_key_alone_and_another_question_does_not() -> None:
    (one,) = read_one("What?,This\n", "a.csv")
    assert read_one("what? ,That\n", "b.csv")[0].key == one.key
    assert read_one("Which?,This\n")[0].key != one.key
    twice = read_one("What?,This\nWhat?,That\n")
    assert [card.key for card in twice] == [one.key, f"{one.key}-2"]


def test_clozes_of_one_text_are_siblings_whatever_their_answers() -> None:
    before = read_one("{{c1::Paris}} lies on the {{c2::Seine}}.,\n")
    after = read_one("{{c1::Rome}} lies on the {{c2::Tiber}}.,\n")
    assert [card.key for card in before] == [card.key for card in after]
    assert len({card.statement_key for card in before}) == 1
    assert [card.question for card in after] == [f"{BLANK} lies on the Tiber.", f"Rome lies on the {BLANK}."]


def test_a_quoted_cell_may_hold_anything_and_lines_are_counted_through_it() -> None:
    with pytest.raises(DeckError, match=r"^notes\.csv:5: this row has 1 columns, the first one 2; "):
        read_table('#html:false\n"a\nb","c"\n\nalone\n', "notes.csv")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no row with a question and an answer"),
        ("What?,\n", r"notes\.csv:1: 'What\?' is no card: its question or its answer is empty"),
        ('a,"b"c\n', r"notes\.csv:1: no row of a table"),
        ('a,"b\n', r"notes\.csv:1: no row of a table"),
        ("#separator:nothing\na,b\n", r"the separator 'nothing' is unknown"),
        ("#guid column:x\na,b\n", r"notes\.csv:1: 'x' is no column"),
        ("Key,Front,Back\nk,a,b\nk,c,d\n", r"notes\.csv:3: the key 'k' stands on line 2, too"),
        ("Key,Front,Back\nk k,a,b\n", r"notes\.csv:2: 'a' is no card: its key is empty or holds white space"),
    ],
)
def test_what_is_broken_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(DeckError, match=told):
        read_table(text, "notes.csv")


def test_scripts_and_terminal_escapes_are_text_and_stay_harmless() -> None:
    (card,) = read_one("#html:true\n<script>alert(1)</script>What&lt;T&gt;?\x1b[31m,<b>that</b>\n")
    assert "alert" not in card.question
    assert (card.question.startswith("What<T>?"), card.answer) == (True, "that")
    (raw,) = read_one("<b>What?</b>,this\n")
    assert raw.question == "<b>What?</b>"


def test_the_kinds_of_own_notes_are_known_by_their_note_type() -> None:
    text = write_table(
        Deck("d", "D", (question_card(question="{{c1::x}} {{Question}}"), cloze_card(), choice_card())), ","
    )
    assert [card.kind for card in read_one(text)] == [CardKind.QUESTION, CardKind.CLOZE, CardKind.CHOICE]
    assert shown(text)
    assert ExportLimit is not None
