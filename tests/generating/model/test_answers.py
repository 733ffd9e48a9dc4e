"""Whatever a model wraps its cards in, the whole ones are read and nothing else is."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.generating.model.answers import MOST_CARDS, Told, read_answer

ONE = Told("What is RNA?", "an acid", "RNA is an acid.", 1)
TWO = Told("Who found it?", "Ada", "Ada found it.", 2)


def written(card: Told) -> str:
    fields = {"statement": card.number, "question": card.question, "answer": card.answer, "quote": card.quote}
    return json.dumps(fields)


@pytest.mark.parametrize(
    "text",
    [
        f"[{written(ONE)}, {written(TWO)}]",
        f"Here you are:\n```json\n[{written(ONE)},\n {written(TWO)},\n]\n```\nAsk for more!",
        f"{written(ONE)}\n{written(TWO)}\n",
        f'{{"cards": [{written(ONE)} {written(TWO)}]}}',
        f"{written(ONE)[:-1]},}} and {{so}} on {written(TWO)}",
        f"{written(ONE)}\n{written(ONE)}{written(TWO)}",
    ],
)
def test_cards_are_found_in_fences_prose_lists_and_lines(text: str) -> None:
    answer = read_answer(text)
    assert (answer.cards, answer.broken) == ((ONE, TWO), 0)


def test_a_single_card_with_other_names_line_ends_and_numbers_is_read() -> None:
    text = '{"Number": "[7]", "front": "How\nmany?", "back": 20, "evidence": "20 of\n them", "tags": ["a", "b"]}'
    assert read_answer(text).cards == (Told("How many?", "20", "20 of them", 7),)


def test_what_was_cut_off_is_counted_and_what_stands_before_is_kept() -> None:
    answer = read_answer(f"[{written(ONE)}, {written(TWO)[:40]}")
    assert (answer.cards, answer.broken) == ((ONE,), 1)


def test_a_card_with_broken_marks_costs_only_itself() -> None:
    answer = read_answer(f'[{{"question": "Who said "no"?", "answer": "Ada"}}, {written(TWO)}]')
    assert (answer.cards, answer.broken) == ((TWO,), 1)


@pytest.mark.parametrize("text", ["[]", "```json\n[ ]\n```", "There is nothing worth a card: []"])
def test_an_empty_list_says_that_there_is_nothing(text: str) -> None:
    assert read_answer(text).is_empty


@pytest.mark.parametrize("text", ["", "I cannot help with that.", "{}", '{"question": "Why?"}', "[1, 2]"])
def test_garbage_holds_no_card_and_does_not_say_that_there_is_none(text: str) -> None:
    answer = read_answer(text)
    assert (answer.cards, answer.is_empty) == ((), False)


def test_no_more_cards_are_taken_than_any_answer_has() -> None:
    text = "".join(written(Told(f"What is {n}?", "x", "x", n)) for n in range(MOST_CARDS + 50))
    assert len(read_answer(text).cards) == MOST_CARDS


@pytest.mark.parametrize(
    "piece", ["{", '{"":"', '{"a":', '{"a":"b",', '"', '{"a":[1,', '{"question":"{', "[ ", '{"a"          ']
)
def test_ten_megabytes_of_nonsense_take_seconds(piece: str) -> None:
    text = piece * (10_000_000 // len(piece))
    start = time.process_time()
    assert read_answer(text).cards == ()
    assert time.process_time() - start < 10


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_around_a_card_makes_reading_fail(before: str, after: str) -> None:
    cards = read_answer(before + "\n" + written(ONE) + "\n" + after).cards
    assert ONE in cards or '"' in before


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_whatever_a_card_holds_is_read_but_for_folded_white_space(question: str, answer: str) -> None:
    (card,) = read_answer(written(Told(question, answer, "", 3))).cards
    assert card == Told(" ".join(question.split()), " ".join(answer.split()), "", 3)
