"""Decks as JSON: read back equal, and in the form that the scorer reads."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from quizkit.domain.card import Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.errors import DeckError
from quizkit.formats.cards_json import read_cards, write_cards

from .hostile_decks import decks, question_card

CARD = {
    "id": "cell/ab12cd34e1/amount",
    "kind": "question",
    "fate": "card",
    "topic": "Cell",
    "question": "How many?",
    "answer": "20",
    "source": "cell",
    "quote": "20 amino acids",
}
CELL = {"sources": [{"id": "cell", "file": "cell.md", "title": "The cell"}], "cards": [CARD]}


def complaint(text: str) -> str:
    with pytest.raises(DeckError) as error:
        read_cards(text, "cell.json")
    return str(error.value)


@settings(max_examples=200, deadline=None)
@given(decks())
@example(Deck("d", "half a character: \ud800", ()))
def test_every_deck_is_read_back_equal_from_text_that_any_file_can_hold(deck: Deck) -> None:
    text = write_cards(deck)
    assert read_cards(text, "other.json") == deck
    assert write_cards(read_cards(text, "other.json")).encode() == text.encode()


def test_cards_have_the_fields_that_the_scorer_reads(cell_deck: Deck) -> None:
    data = json.loads(write_cards(cell_deck))
    assert data["sources"][0]["file"] == "notes/cell.md"
    question, cloze, choice = data["cards"]
    assert question == {
        "id": "cell/ab12cd34e1/amount",
        "kind": "question",
        "rule": "amount",
        "fate": "card",
        "topic": "Cell",
        "question": "From how many amino acids do ribosomes build proteins?",
        "answer": "20",
        "accept": ["twenty"],
        "source": "cell",
        "quote": "Ribosomes build proteins from 20 amino acids.",
        "line": 14,
        "speaker": "Ada Lovelace",
        "time": "1:30",
        "origin": "generated",
    }
    assert cloze["kind"] == "cloze"
    assert choice["choices"] == ["fats", "proteins", "sugars", "nucleic acids"]


def test_more_evidence_than_one_is_listed_and_read_back() -> None:
    evidence = (Evidence("a", "q", speaker="Ada"), Evidence("b", "r", 7))
    deck = Deck("d", "t", (question_card(evidence=evidence),), (DeckSource("a", "a", "a"), DeckSource("b", "b", "b")))
    (card,) = json.loads(write_cards(deck))["cards"]
    assert (card["source"], card["quote"], card["speaker"]) == ("a", "q", "Ada")
    assert card["evidence"][1] == {"source": "b", "quote": "r", "line": 7}
    assert read_cards(write_cards(deck), "d.json") == deck


def test_drafts_stand_after_the_cards_with_score_and_reasons_and_are_not_read_back(cell_deck: Deck) -> None:
    draft = Draft(question_card(2), Verdict(0.41, Fate.DRAFT, ("the answer is long",)))
    text = write_cards(cell_deck, [draft])
    last = json.loads(text)["cards"][-1]
    assert (last["fate"], last["score"], last["reasons"]) == ("draft", 0.41, ["the answer is long"])
    assert read_cards(text, "cell.json") == cell_deck


def test_what_a_terminal_would_obey_is_escaped() -> None:
    text = write_cards(Deck("d", "\x1b[31m \x9b31m \u202e é 日本", ()))
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "é 日本" in text


def test_the_scorers_own_form_is_a_deck_named_after_its_file() -> None:
    deck = read_cards(json.dumps(CELL), "cards/My Cell.json")
    assert (deck.slug, deck.title) == ("my-cell", "My Cell")
    assert deck.cards[0].evidence == (Evidence("cell", "20 amino acids"),)


def test_a_slug_that_is_no_slug_is_made_one() -> None:
    assert read_cards(json.dumps({"slug": "../../x", **CELL}), "cell.json").slug == "x"


def test_broken_json_is_told_with_line_and_column() -> None:
    assert complaint('{\n "cards": [,]\n}').startswith("cell.json, line 2, column 12: not valid JSON")


@pytest.mark.parametrize(
    "text", [pytest.param("[" * 100_000, id="deep"), pytest.param('{"version": ' + "1" * 5000 + "}", id="long number")]
)
def test_json_that_would_bring_the_reader_down_is_refused(text: str) -> None:
    assert complaint(text).startswith("cell.json")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"anwser": "x"}, "cell.json, cards 1, anwser: unknown field 'anwser'; did you mean 'answer'?"),
        ({"id": 7}, "cell.json, cards 1, id: key must be text, not a number"),
        ({"accept": "20"}, "cell.json, cards 1, accept: accept must be a list, not text"),
        ({"accept": [None]}, "cell.json, cards 1, accept 1: a member of accept must be text, not nothing"),
        ({"answer": True}, "cell.json, cards 1, answer: answer must be text, not yes or no"),
        ({"line": 1.5}, "cell.json, cards 1, line: line must be a whole number, not a number"),
        ({"line": True}, "cell.json, cards 1, line: line must be a whole number, not yes or no"),
        ({"fate": "gone"}, "cell.json, cards 1, fate: the fate of a card is 'card' or 'draft'"),
        ({"source": "x"}, "cell.json, cards 1, source: the source 'x' is not listed under sources"),
    ],
)
def test_what_is_wrong_in_a_card_is_told_with_its_place(changes: dict[str, object], message: str) -> None:
    assert complaint(json.dumps({**CELL, "cards": [CARD | changes]})).startswith(message)


def test_a_card_without_an_id_is_told() -> None:
    card = {name: value for name, value in CARD.items() if name != "id"}
    assert complaint(json.dumps({**CELL, "cards": [card]})) == "cell.json, cards 1: a card has no field 'id'; add it"


def test_two_cards_with_one_id_are_told_with_both_places() -> None:
    message = complaint(json.dumps({**CELL, "cards": [CARD, CARD]}))
    assert "cards 2: a card with the key" in message
    assert "cards 1" in message


def test_a_field_that_stands_twice_is_told() -> None:
    assert "the field 'cards' stands twice" in complaint('{"sources": [], "cards": [], "cards": []}')


@pytest.mark.parametrize("text", ["[]", "3", "null", '"x"'])
def test_json_that_is_no_deck_is_told(text: str) -> None:
    assert "a deck must be a group of fields" in complaint(text)


def test_a_file_of_a_newer_version_is_told_so() -> None:
    assert "update quizkit" in complaint('{"version": 99, "news": {}}')


def test_evidence_from_a_source_that_is_not_listed_is_refused_on_writing(cell_deck: Deck) -> None:
    with pytest.raises(DeckError, match="which the deck does not list"):
        write_cards(replace(cell_deck, sources=()))
