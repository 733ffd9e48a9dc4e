"""Quizzes in and out of the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.errors import NotFoundError
from quizkit.domain.quiz import Mode, QuizAnswer, QuizScope
from quizkit.storage.decks import DeckStore
from quizkit.storage.quizzes import QuizStore

if TYPE_CHECKING:
    from sqlalchemy import Engine

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def store(engine: Engine) -> QuizStore:
    return QuizStore(engine)


def answer(position: int, *, is_right: bool = True, given: str = "x", seconds: float = 1.5) -> QuizAnswer:
    return QuizAnswer(position, f"k/s/{position}", "Cell", given, is_right, seconds)


def test_a_quiz_comes_back_as_it_was_kept(store: QuizStore, today: date) -> None:
    scope = QuizScope(("biology",), ("Cell", "Energy"))
    number = store.begin(today, AT, Mode.CHOICE, scope)
    store.keep(number, [answer(2), answer(1, is_right=False, given="\x1b[2J[red]")])
    result = store.result(number)
    assert (result.day, result.at, result.mode, result.scope) == (today, AT, Mode.CHOICE, scope)
    assert result.answers == (answer(1, is_right=False, given="\x1b[2J[red]"), answer(2))
    assert result.seconds == 3


def test_an_answer_is_replaced_and_taken_back_by_its_position(store: QuizStore, today: date) -> None:
    number = store.begin(today, AT, Mode.OPEN, QuizScope())
    store.keep(number, [answer(1), answer(2)])
    store.keep(number, [answer(2, is_right=False, seconds=4)])
    assert store.result(number).answers == (answer(1), answer(2, is_right=False, seconds=4))
    store.take_back(number, 2)
    assert store.result(number).answers == (answer(1),)
    assert store.result(number).seconds == 1.5


def test_quizzes_without_answers_are_not_told_of(store: QuizStore, today: date) -> None:
    numbers = [store.begin(today, AT, Mode.OPEN, QuizScope()) for _ in range(3)]
    store.keep(numbers[0], [answer(1)])
    store.keep(numbers[2], [answer(1)])
    assert [result.number for result in store.results(9)] == [numbers[2], numbers[0]]
    assert [result.number for result in store.results(9, before=numbers[2])] == [numbers[0]]
    with pytest.raises(NotFoundError, match="there is no quiz 99"):
        store.result(99)


def test_cards_around_others_come_once_and_from_no_further_than_a_hundred_places(
    engine: Engine, store: QuizStore, make_card: Callable[..., Card]
) -> None:
    cards = tuple(make_card(key=f"k/{n}/a", answer=f"answer {n}") for n in range(400))
    DeckStore(engine).save(Deck("large", "Large", cards), AT)
    found = [card.key for card in store.around(["k/200/a", "k/210/a", "k/3/a"])]
    assert len(found) == len(set(found))
    assert set(found) == {f"k/{n}/a" for n in (*range(104), *range(100, 311))}


def test_a_card_that_two_decks_share_is_asked_once(
    engine: Engine, store: QuizStore, make_card: Callable[..., Card]
) -> None:
    for slug in ("one", "two"):
        DeckStore(engine).save(Deck(slug, slug, (make_card(),)), AT)
    assert store.keys(QuizScope()) == [make_card().key]
    assert store.keys(QuizScope(("two",))) == [make_card().key]
    assert store.keys(QuizScope(topics=("Energy",))) == []
