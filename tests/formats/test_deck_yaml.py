"""Decks as YAML: read back equal, easy to compare, and precise about what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.card import CardKind, Origin
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.errors import DeckError
from quizkit.formats.deck_yaml import read_deck, write_deck

from .hostile_decks import HOSTILE, decks, question_card, texts

CELL = """\
version: 1
title: The cell
cards:
  - key: cell/ab12cd34e1/amount
    kind: question
    question: From how many amino acids do ribosomes build proteins?
    answer: 20
    topic: Cell
    evidence:
      - source: cell
        quote: Ribosomes build proteins from 20 amino acids.
        line: 14
sources:
  - id: cell
    file: cell.md
    title: The cell
"""


def complaint(text: str) -> str:
    with pytest.raises(DeckError) as error:
        read_deck(text, "cell.yaml")
    return str(error.value)


@settings(max_examples=200, deadline=None)
@given(decks())
def test_every_deck_is_read_back_equal_and_written_the_same_again(deck: Deck) -> None:
    text = write_deck(deck)
    assert read_deck(text, "deck.yaml") == deck
    assert write_deck(read_deck(text, "deck.yaml")) == text
    assert text.encode()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HOSTILE) | texts)
def test_other_readers_of_yaml_get_the_same_text(text: str) -> None:
    written = write_deck(Deck("deck", text, (), description=text + "."))
    read = yaml.safe_load(written)
    assert (read["title"], read["description"]) == (text, text + ".")


def test_a_deck_looks_as_the_readme_says(cell_deck: Deck) -> None:
    assert write_deck(replace(cell_deck, cards=cell_deck.cards[:1], description="")) == (
        """\
# A deck of quizkit, in learning order. The README tells what each field means.
version: 1
title: The cell

cards:
  - key: cell/ab12cd34e1/amount
    kind: question
    question: From how many amino acids do ribosomes build proteins?
    answer: "20"
    accept:
      - twenty
    topic: Cell
    rule: amount
    origin: generated
    evidence:
      - source: cell
        quote: Ribosomes build proteins from 20 amino acids.
        line: 14
        speaker: Ada Lovelace
        time: "1:30"

sources:
  - id: cell
    file: notes/cell.md
    title: Notes on the cell
    url: https://example.org/cell?a=1&b=2
    statements:
      ab12cd34e1: x
"""
    )


def test_a_reworded_card_changes_one_line(cell_deck: Deck) -> None:
    card, *others = cell_deck.cards
    reworded = replace(cell_deck, cards=(replace(card, question="How many amino acids? " * 30), *others))
    before, after = write_deck(cell_deck).splitlines(), write_deck(reworded).splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_text_of_several_lines_is_written_on_several_lines() -> None:
    text = write_deck(Deck("d", "t", (), description="One.\n\n  - two\nthree: 3"))
    assert "description: |-\n  One.\n\n    - two\n  three: 3\n" in text


@pytest.mark.parametrize("text", ["y", "N", "yes", "null", "1:30", "0o17", "12e4567890", "2026-01-31"])
def test_text_that_some_reader_of_yaml_would_misread_is_quoted(text: str) -> None:
    assert f'title: "{text}"\n' in write_deck(Deck("d", text, ()))


def test_a_long_fingerprint_is_read_back() -> None:
    deck = Deck("d", "t", (), (DeckSource("s", "f", "t", "", {"x" * 2000: "y"}),))
    assert read_deck(write_deck(deck), "d.yaml") == deck


def test_half_a_character_is_refused_on_writing() -> None:
    with pytest.raises(DeckError, match="half a character"):
        write_deck(Deck("d", "t", (question_card(evidence=(), answer="a\ud800"),)))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("state-of-ai-2026.yaml", "state-of-ai-2026"),
        ("decks/Cell Biology.YML", "cell-biology"),
        ("cell.v2.yaml", "cell-v2"),
        ("<stdin>", "stdin"),
    ],
)
def test_the_files_name_gives_the_slug(name: str, slug: str) -> None:
    assert read_deck(CELL, name).slug == slug


def test_a_card_that_does_not_say_who_worded_it_was_typed_by_hand() -> None:
    (card,) = read_deck(CELL, "cell.yaml").cards
    assert card.origin is Origin.WRITTEN
    assert card.answer == "20"


def test_line_ends_of_windows_are_read() -> None:
    assert read_deck(CELL.replace("\n", "\r\n"), "cell.yaml") == read_deck(CELL, "cell.yaml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("answer:", "anwser:", "line 7: unknown field 'anwser'; did you mean 'answer'?"),
        ("answer:", "frobnicate:", "line 7: unknown field 'frobnicate'; known here: 'key', 'kind', 'question',"),
        ("    file: cell.md\n", "", "line 14: a source has no field 'file'; add it"),
        ("    topic: Cell\n", "", "line 4: a card has no field 'topic'; add it"),
        ("version: 1\n", "", "line 1: a deck has no field 'version'; add it"),
        ("version: 1", "version: one", "line 1: version must be a whole number, not 'one'"),
        ("version: 1", "version: 2\nnews: 1", "line 1: version 2 is unknown to this quizkit"),
        ("title: The cell", "title: [a, b]", "line 2: title must be text, not a list"),
        ("line: 14", "line: many", "line 12: line must be a whole number, not 'many'"),
        ("line: 14", "line: -1", "line 12: line must be a whole number, not '-1'"),
        ("answer: 20", "accept: twenty\n    answer: 20", "line 7: accept must be a list, not text"),
        ("topic: Cell", "topic: {a: b}", "line 8: topic must be text, not a group of fields"),
        ("kind: question", "kind: qestion", "line 5: the kind 'qestion' is unknown; did you mean 'question'?"),
        ("topic: Cell", "topic: Cell\n    origin: me", "line 9: the origin 'me' is unknown; known here: 'generated',"),
        (
            "answer: 20",
            'answer: ""',
            "line 4: the card 'cell/ab12cd34e1/amount' breaks a rule of cards: its question or",
        ),
        (
            "kind: question",
            "kind: cloze",
            "line 4: the card 'cell/ab12cd34e1/amount' breaks a rule of cards: it is a clo",
        ),
        ("source: cell", "source: cel", "line 10: the source 'cel' is not listed under sources; did you mean 'cell'?"),
        ("quote: Rib", "quotes: Rib", "line 11: unknown field 'quotes'; did you mean 'quote'?"),
    ],
)
def test_what_is_wrong_in_a_deck_is_told_with_its_line(old: str, new: str, message: str) -> None:
    assert old in CELL
    assert complaint(CELL.replace(old, new, 1)).startswith(f"cell.yaml, {message}")


@pytest.mark.parametrize("text", ["just text", "- a\n- b", "42"])
def test_a_file_that_is_no_deck_at_all_is_told(text: str) -> None:
    assert "a deck must be a group of fields" in complaint(text)


def test_cards_that_are_no_list_are_told() -> None:
    assert complaint("version: 1\ntitle: t\ncards: none\n") == "cell.yaml, line 3: cards must be a list, not text"


def test_two_cards_with_one_key_are_told_with_both_lines() -> None:
    card = CELL[CELL.index("  - key") : CELL.index("sources:")]
    message = complaint(CELL.replace(card, card + card))
    assert message.startswith("cell.yaml, line 13: a card with the key 'cell/ab12cd34e1/amount'")
    assert "cell.yaml, line 4" in message


def test_two_sources_with_one_id_are_told_with_both_lines() -> None:
    message = complaint(CELL + "  - id: cell\n    file: f\n    title: t\n")
    assert message.startswith("cell.yaml, line 17: the source 'cell'")
    assert "cell.yaml, line 14" in message


def test_hostile_names_cannot_reach_the_terminal_in_a_message() -> None:
    message = complaint(CELL.replace("answer:", '"\\e[31m' + "x" * 5000 + '":'))
    assert "\x1b" not in message
    assert len(message) < 400


@pytest.mark.parametrize("kind", list(CardKind))
def test_evidence_from_a_source_that_is_not_listed_is_refused_on_writing(cell_deck: Deck, kind: CardKind) -> None:
    with pytest.raises(DeckError, match="'cell', which the deck does not list"):
        write_deck(replace(cell_deck, cards=tuple(c for c in cell_deck.cards if c.kind is kind), sources=()))


def test_two_sources_with_one_id_are_refused_on_writing(cell_deck: Deck) -> None:
    with pytest.raises(DeckError, match="two sources have the id 'cell'"):
        write_deck(replace(cell_deck, sources=cell_deck.sources * 2))
