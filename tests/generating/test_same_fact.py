"""One fact is one card, however often the documents tell it."""

from __future__ import annotations

from collections import defaultdict

from quizkit.domain.card import Card
from quizkit.generating.likeness import Likeness
from tests.generating.made import SMALL_LIBRARY, cards_of, generated, notes

_BANTING = "Insulin was discovered by Frederick Banting in Toronto in 1921."
_BESIDE = "The wool of the sheep in the hills is warm."


def _with_answer(answer: str, *texts: str) -> list[Card]:
    return [card for card in cards_of(*texts) if card.answer == answer]


def test_no_two_cards_of_a_statement_have_one_answer_or_one_question() -> None:
    of_statement: dict[str, list[Card]] = defaultdict(list)
    for card in cards_of(*SMALL_LIBRARY):
        of_statement[card.statement_key].append(card)
    assert any(len(cards) > 1 for cards in of_statement.values())
    for cards in of_statement.values():
        assert len({card.question for card in cards}) == len(cards)
        assert len({card.answer.lower() for card in cards}) == len(cards)


def test_of_two_drafts_that_ask_the_same_the_other_is_left_out_with_that_reason() -> None:
    result = generated(
        notes("The Bank of England (BoE) has printed 40 million notes of the pound since 1844.", _BESIDE)
    )
    left = [entry for entry in result.left_out if "asks the same" in entry.reasons[0]]
    assert left
    assert all("Bank of England" in entry.text for entry in left)


def test_a_statement_has_five_cards_at_the_most() -> None:
    told = (
        "The Cape Fear Bank (CFB) was founded by William Paterson in Oslo on 4 August 1789, "
        "The Cape Fear Bank lent 40 million florins to Spain in 1801; The Cape Fear Bank sold 30 ships to France in "
        "1805; The Cape Fear Bank bought 12 mills in Kent in 1811; The Cape Fear Bank closed 9 offices in Peru in 1820."
    )
    cards = [card for card in cards_of(notes(told, _BESIDE)) if "Cape" in card.evidence[0].quote]
    assert len(cards) == 5
    left = [reason for entry in generated(notes(told, _BESIDE)).left_out for reason in entry.reasons]
    assert "the statement has enough cards" in left


def test_the_same_statement_in_two_documents_is_one_card_with_two_pieces_of_evidence() -> None:
    (card,) = _with_answer("1921", notes(_BANTING, _BESIDE), notes(_BESIDE, _BANTING, heading="Medicine"))
    assert [(e.source, e.line, e.quote) for e in card.evidence] == [("first", 5, _BANTING), ("second", 6, _BANTING)]


def test_the_same_fact_in_other_words_is_one_card_with_two_pieces_of_evidence() -> None:
    reworded = "In Toronto, insulin was discovered by Frederick Banting and his student in 1921."
    (card,) = _with_answer("1921", notes(_BANTING, _BESIDE), notes(reworded, _BESIDE))
    assert {e.source for e in card.evidence} == {"first", "second"}


def test_two_facts_with_one_answer_stay_two_cards() -> None:
    other = "The treaty between Ireland and Britain was signed in London in 1921."
    cards = _with_answer("1921", notes(_BANTING, _BESIDE), notes(other, _BESIDE))
    assert len(cards) == 2
    assert all(len(card.evidence) == 1 for card in cards)


def test_what_was_joined_is_left_out_with_the_question_that_asks_it() -> None:
    result = generated(notes(_BANTING, _BESIDE), notes(_BESIDE, _BANTING))
    reasons = [reason for entry in result.left_out if entry.source == "second" for reason in entry.reasons]
    assert any(reason.startswith("the same fact has a card: “When was") for reason in reasons)


def test_likeness_goes_from_nothing_in_common_to_the_same_words() -> None:
    likeness = Likeness(
        [
            "The heart pumps blood through the body.",
            "Blood is pumped by the heart.",
            "The heart pumps blood through the body.",
            "Bond prices fall when rates rise.",
            "Routers forward packets between networks.",
            "Sourdough rises with wild yeast.",
        ]
    )
    assert round(likeness.between(0, 2), 6) == 1
    assert 0 < likeness.between(0, 1) < 1
    assert likeness.between(0, 3) == 0
    assert [number for _, number in likeness.nearest(0)] == [2, 1]
    assert likeness.nearest(3) == []


def test_likeness_does_not_depend_on_the_order_of_a_pair() -> None:
    likeness = Likeness(["The heart pumps blood.", "Blood fills the heart of a whale.", "Whales eat krill.", "A", "B"])
    assert likeness.between(0, 1) == likeness.between(1, 0)


def test_rare_words_weigh_more_than_frequent_ones() -> None:
    likeness = Likeness(
        [
            "insulin treats patients",
            "insulin heals tissue",
            "doctors meet patients",
            "nurses help patients",
            *(f"filler number {word}" for word in ("one", "two", "three", "four", "five", "six", "seven", "eight")),
        ]
    )
    assert likeness.between(0, 1) > likeness.between(0, 2) > 0
