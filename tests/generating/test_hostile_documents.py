"""Documents may hold anything: nothing crashes, and nothing takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.errors import SourceError
from tests.generating.made import generated, notes

_PLAIN = "The Bank of England was founded in London in 1694 by merchants of the city."
_PATIENCE = 10.0
"""Seconds. What is in order takes well under one; what grows with the square of its length takes minutes."""

_HOSTILE = {
    "one long word": "x" * 10_000,
    "digits": "1" * 10_000,
    "commas between digits": "1," * 5_000,
    "dotted letters": "a." * 5_000,
    "hyphens": "a-" * 5_000,
    "apostrophes": "a'b’" * 2_500,
    "negations": "n't" * 3_000,
    "capitals": "A" * 5_000 + " (A)",
    "an acronym of small words": "of " * 3_000 + "(OO)",
    "an acronym that fits in many ways": "Aa " * 60 + "(AAAAAAAA)",
    "opened brackets": "(" * 5_000,
    "brackets and names": "Aa Bb (author of " * 500,
    "quotation marks": '"' * 5_000,
    "book titles": 'the book "abc" by Ab ' * 500,
    "a link": "http://" + "a/" * 5_000,
    "money": "$1," * 3_000,
    "spans": "1–" * 5_000,
    "clauses": "the bank is a unit, " * 700,
    "dashes": "the bank is — " * 700,
    "reasons": "the bank is big because " * 500,
    "contrasts": "not but rather than " * 500,
    "claims": "Ada Bell says that " * 500,
    "pictures": "👩‍👩‍👧 " * 1_000,
    "right to left": "\u202eשלום עולם\u202c " * 1_000,
    "escapes": "\x1b[31mred\x1b[0m the bank is a unit. " * 100,
    "markup": "[bold]the[/bold] <script>alert(1)</script> bank is old & big " * 100,
    "combining marks": "e" + "\u0301" * 5_000,
    "control characters": "the \x07bank\x08 is \x7fa unit",
    "blanks": "the bank lent […] 5 coins to […] men in 1694 ",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_text_neither_crashes_nor_takes_long(name: str) -> None:
    started = time.perf_counter()
    result = generated(notes(_HOSTILE[name], _PLAIN, f"The bank of {_HOSTILE[name]} is in the city of London."))
    assert time.perf_counter() - started < _PATIENCE
    for draft in (*result.cards, *result.drafts):
        assert draft.card.fault() == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80), max_size=4))
@settings(max_examples=60, deadline=None)
def test_arbitrary_text_gives_cards_without_fault_or_none(lines: list[str]) -> None:
    result = generated(notes(_PLAIN, *lines))
    assert all(draft.card.fault() == "" for draft in (*result.cards, *result.drafts))


@given(st.text(st.sampled_from("ab AB12.,;:—()\"“”'’%$\n- The is was of Rome"), max_size=200))
@settings(max_examples=60, deadline=None)
def test_text_of_marks_and_small_words_gives_cards_without_fault_or_none(text: str) -> None:
    try:
        result = generated(text, notes(_PLAIN))
    except SourceError:
        return
    assert all(draft.card.fault() == "" for draft in (*result.cards, *result.drafts))


def test_a_document_that_says_one_thing_often_asks_for_it_once() -> None:
    assert generated(notes(*[_PLAIN] * 50)).cards == generated(notes(_PLAIN)).cards


def test_no_documents_give_nothing() -> None:
    result = generated()
    assert (result.cards, result.drafts, result.left_out) == ((), (), ())
