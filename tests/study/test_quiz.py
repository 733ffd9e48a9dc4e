"""Quizzes: drawn, asked, scored and kept, and the schedule left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.card import Card, CardKind
from quizkit.domain.deck import Deck
from quizkit.domain.errors import NotFoundError, QuizkitError, SettingsError
from quizkit.domain.quiz import Mode, QuizScope, TopicScore
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import New
from quizkit.study.questions import drawn
from quizkit.study.quiz import QuizSession
from quizkit.study.quiz_room import Given, QuizRoom

from .conftest import Desk

if TYPE_CHECKING:
    from sqlalchemy import Engine

AMOUNTS = {"s1": "20", "s2": "37", "s3": "46", "s4": "64"}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Five cards: amounts under Cell, a name under Energy."""
    cards = [
        desk.make_card(key=f"cell/{key}/a", question=f"How many {thing} are there?", answer=answer)
        for (key, answer), thing in zip(AMOUNTS.items(), ("acids", "genes", "chromosomes", "codons"), strict=True)
    ]
    cards.append(desk.make_card(key="cell/s5/a", question="What makes the ATP?", answer="Mitochondria", topic="Energy"))
    desk.decks.save(Deck("biology", "Biology", tuple(cards)), desk.now)
    return desk


def begun(
    desk: Desk, mode: Mode = Mode.TYPED, number: int = 9, minutes: int | None = None, seed: int = 1
) -> QuizSession:
    limit = None if minutes is None else timedelta(minutes=minutes)
    return desk.room.quizzes.sit(desk.room.quizzes.prepare(QuizScope(), mode, number, Random(seed), limit))


def answer_all(session: QuizSession, *, wrong: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    while session.current:
        card = session.current.card
        session.answer("no idea" if card.key in wrong else card.answer)
        session.go_on()


def test_the_same_seed_draws_the_same_questions(desk: Desk) -> None:
    for mode in Mode:
        assert begun(desk, mode, 3, seed=7).quiz == begun(desk, mode, 3, seed=7).quiz


def test_where_there_are_fewer_cards_than_questions_all_are_asked_once(desk: Desk) -> None:
    asked = [question.card.key for question in begun(desk, number=50).quiz.questions]
    assert sorted(asked) == [f"cell/s{n}/a" for n in range(1, 6)]


@settings(deadline=None)
@given(
    families=st.lists(st.integers(1, 4), min_size=1, max_size=8),
    number=st.integers(1, 20),
    seed=st.integers(0, 99),
)
def test_no_two_questions_are_siblings_as_long_as_others_are_left(families: list[int], number: int, seed: int) -> None:
    keys = [f"s/{family}/{slot}" for family, size in enumerate(families) for slot in range(size)]
    found = drawn(keys, number, Random(seed))
    assert len(found) == len(set(found)) == min(number, len(keys))
    assert len({key.rpartition("/")[0] for key in found}) == min(number, len(families))


def test_a_quiz_asks_of_the_chosen_topics_and_decks_only(desk: Desk) -> None:
    quizzes = desk.room.quizzes
    scope = quizzes.scope(["biology"], ["energy"])
    assert scope == QuizScope(("biology",), ("Energy",))
    quiz = quizzes.prepare(scope, Mode.OPEN, 9, Random(1))
    assert [question.card.key for question in quiz.questions] == ["cell/s5/a"]
    assert quizzes.size(scope) == 1
    with pytest.raises(NotFoundError, match="Did you mean Energy"):
        quizzes.scope(topics=["Enrgy"])


def test_suspended_cards_are_not_asked_and_without_any_card_there_is_no_quiz(desk: Desk) -> None:
    desk.room.marking.suspend([f"cell/s{n}/a" for n in range(1, 5)])
    assert [question.card.key for question in begun(desk).quiz.questions] == ["cell/s5/a"]
    desk.room.marking.suspend(["cell/s5/a"])
    with pytest.raises(NotFoundError, match="no card to ask about"):
        begun(desk)


@pytest.mark.parametrize(("number", "minutes"), [(0, None), (3, 0)])
def test_no_questions_and_no_time_are_refused(desk: Desk, number: int, minutes: int | None) -> None:
    with pytest.raises(SettingsError, match="give"):
        begun(desk, number=number, minutes=minutes)


def test_a_quiz_is_scored_in_all_and_by_topic_and_leaves_the_schedule_alone(desk: Desk) -> None:
    session = begun(desk)
    answer_all(session, wrong={"cell/s2/a", "cell/s5/a"})
    result = session.result()
    assert result is not None
    assert (result.asked, result.right) == (5, 3)
    assert set(result.topics) == {TopicScore("Cell", 4, 3), TopicScore("Energy", 1, 0)}
    assert set(result.missed) == {"cell/s2/a", "cell/s5/a"}
    assert result.topic("Nowhere") == TopicScore("Nowhere", 0, 0)
    for key in ("cell/s1/a", "cell/s2/a"):
        assert desk.progress.schedule(key) == New()
        assert desk.progress.entries(key) == []


def test_every_answer_is_kept_at_once(desk: Desk) -> None:
    session = begun(desk)
    assert session.current
    session.answer(session.current.card.answer)
    (kept,) = desk.room.quizzes.history(10)
    assert (kept.asked, kept.right, kept.mode, kept.day) == (1, 1, Mode.TYPED, desk.today)


def test_a_quiz_without_an_answer_leaves_nothing(desk: Desk) -> None:
    assert begun(desk).result() is None
    assert desk.room.quizzes.history(10) == []


def test_an_open_question_is_revealed_then_judged_and_a_judgement_can_be_taken_back(desk: Desk) -> None:
    session = begun(desk, Mode.OPEN)
    first = session.current
    with pytest.raises(QuizkitError, match="see the answer first"):
        session.judge(True)
    session.reveal()
    session.judge(True)
    assert session.current is not first
    assert session.undo()
    assert session.current is first
    assert session.is_revealed
    session.judge(False)
    result = session.result()
    assert result is not None
    assert (result.asked, result.right) == (1, 0)


def test_a_typed_answer_cannot_be_undone_but_the_learner_may_overrule_the_comparison(desk: Desk) -> None:
    session = begun(desk)
    outcome = session.answer("something else entirely")
    assert outcome
    assert not outcome.is_right
    assert not session.undo()
    session.overrule()
    assert session.outcome
    assert session.outcome.is_right
    assert session.right == 1
    result = session.result()
    assert result is not None
    assert result.answers[0].given == "something else entirely"
    assert result.right == 1


def test_what_is_out_of_turn_is_refused(desk: Desk) -> None:
    session = begun(desk)
    with pytest.raises(QuizkitError, match="wants an answer first"):
        session.reveal()
    with pytest.raises(QuizkitError, match="not answered yet"):
        session.go_on()
    with pytest.raises(QuizkitError, match="only a typed answer"):
        session.overrule()
    session.answer("x")
    with pytest.raises(QuizkitError, match="answered already"):
        session.answer("x")
    answer_all_left(session)
    with pytest.raises(QuizkitError, match="is over"):
        session.answer("x")


def answer_all_left(session: QuizSession) -> None:
    session.go_on()
    answer_all(session)


def test_a_choice_is_made_of_answers_of_the_same_sort_and_answered_by_letter(desk: Desk) -> None:
    session = begun(desk, Mode.CHOICE)
    while session.current and session.current.mode is not Mode.CHOICE:
        session.answer(session.current.card.answer)
        session.go_on()
    question = session.current
    assert question
    assert question.card.answer in question.options
    assert set(question.options) <= set(AMOUNTS.values())
    assert len(question.options) == 4
    with pytest.raises(QuizkitError, match="answer with a, b, c or d"):
        session.answer("z")
    outcome = session.answer("abcd"[question.options.index(question.card.answer)])
    assert outcome
    assert outcome.is_right
    assert outcome.given == question.card.answer


def test_where_no_options_can_be_had_the_card_is_asked_to_type_and_says_so(desk: Desk) -> None:
    alone = next(q for q in begun(desk, Mode.CHOICE).quiz.questions if q.card.answer == "Mitochondria")
    assert alone.mode is Mode.TYPED
    assert "No other answers" in alone.why


def test_a_long_answer_is_asked_openly_and_a_choice_card_is_always_a_choice(desk: Desk) -> None:
    long = desk.make_card(
        key="l/s/a", answer="one of those long winding sentences that nobody ever hits word by word from memory"
    )
    choice = desk.make_card(key="c/s/a", kind=CardKind.CHOICE, answer="x", choices=("x", "y", "none of these"))
    desk.decks.save(Deck("biology", "Biology", (long, choice)), desk.now)
    questions = {question.card.key: question for question in begun(desk, Mode.TYPED).quiz.questions}
    assert questions["l/s/a"].mode is Mode.OPEN
    assert "too long" in questions["l/s/a"].why
    assert questions["c/s/a"].mode is Mode.CHOICE
    assert questions["c/s/a"].options[-1] == "none of these"


def test_when_the_time_is_over_what_is_left_counts_as_not_answered(desk: Desk) -> None:
    session = begun(desk, minutes=10)
    assert session.current
    session.answer(session.current.card.answer)
    session.go_on()
    assert session.left == timedelta(minutes=10)
    desk.now += timedelta(minutes=11)
    assert session.answer("too late") is None
    assert session.current is None
    assert session.is_out_of_time
    result = session.result()
    assert result is not None
    assert (result.asked, result.right) == (5, 1)
    assert [answer.given for answer in result.answers[1:]] == ["", "", "", ""]


def test_what_is_answered_when_the_time_runs_out_counts(desk: Desk) -> None:
    session = begun(desk, minutes=10)
    assert session.current
    session.answer(session.current.card.answer)
    desk.now += timedelta(minutes=11)
    session.go_on()
    assert session.is_out_of_time
    result = session.result()
    assert result is not None
    assert (result.asked, result.right) == (5, 1)


def test_the_seconds_of_a_quiz_are_those_of_its_answers(desk: Desk) -> None:
    session = begun(desk)
    for _ in range(2):
        desk.now += timedelta(seconds=4)
        session.answer("x")
        desk.now += timedelta(seconds=60)  # Reading the answer is no part of it.
        session.go_on()
    result = session.result()
    assert result is not None
    assert result.seconds == 8


def test_a_quiz_that_was_left_says_so_and_is_no_measure_for_the_next(desk: Desk) -> None:
    left, whole, last = begun(desk), begun(desk), begun(desk)
    left.answer("no idea")
    answer_all(whole)
    answer_all(last)
    results = [session.result() for session in (left, whole, last)]
    assert [result and (result.is_broken_off, result.asked, result.planned) for result in results] == [
        (True, 1, 5),
        (False, 5, 5),
        (False, 5, 5),
    ]
    assert results[2] is not None
    assert desk.room.quizzes.earlier(results[2], 3) == [results[1]]


def test_earlier_quizzes_are_those_on_the_same_decks_and_topics(desk: Desk) -> None:
    quizzes = desk.room.quizzes
    scopes = [QuizScope(), quizzes.scope(topics=["Cell"]), QuizScope(), QuizScope()]
    results = [quizzes.score(Mode.OPEN, scope, [Given("cell/s1/a", Mode.OPEN, "", (), True)]) for scope in scopes]
    assert [earlier.number for earlier in quizzes.earlier(results[-1], 5)] == [results[2].number, results[0].number]
    assert [earlier.number for earlier in quizzes.earlier(results[-1], 1)] == [results[2].number]
    assert [each.number for each in quizzes.history(2)] == [results[3].number, results[2].number]


def test_answers_from_elsewhere_are_scored_like_those_of_a_session(desk: Desk) -> None:
    quizzes: QuizRoom = desk.room.quizzes
    result = quizzes.score(
        Mode.CHOICE,
        QuizScope(),
        [
            Given("cell/s1/a", Mode.CHOICE, "b", ("37", "20", "46")),
            Given("cell/s2/a", Mode.TYPED, "thirty-seven", seconds=3),
            Given("cell/s3/a", Mode.OPEN, "", is_right=False),
        ],
    )
    assert [answer.is_right for answer in result.answers] == [True, True, False]
    assert result.seconds == 3
    with pytest.raises(NotFoundError, match="answer 1: there is no card nowhere"):
        quizzes.score(Mode.OPEN, QuizScope(), [Given("nowhere", Mode.OPEN, "x")])
    assert len(quizzes.history(9)) == 1


def test_studying_what_was_missed_asks_the_due_and_new_cards_only(desk: Desk) -> None:
    desk.make_due("cell/s1/a")
    desk.make_due("cell/s2/a", days_ago=-3)
    desk.room.marking.suspend(["cell/s3/a"])
    session = desk.room.start_on([f"cell/s{n}/a" for n in range(1, 6)])
    asked = []
    while session.current:
        asked.append(session.current.key)
        session.reveal()
        session.rate(Rating.GOOD)
    assert asked == ["cell/s1/a", "cell/s4/a", "cell/s5/a"]


def test_a_quiz_outlives_its_deck(desk: Desk) -> None:
    answer_all(begun(desk))
    desk.decks.remove("biology")
    (result,) = desk.room.quizzes.history(9)
    assert result.right == 5
    assert desk.room.quizzes.cards(result.missed) == {}


def test_questions_come_from_a_library_with_several_decks(
    engine: Engine, desk: Desk, make_card: Callable[..., Card]
) -> None:
    desk.put("other/s9/a", deck="chemistry")
    scope = desk.room.quizzes.scope(["chemistry", "biology"])
    assert desk.room.quizzes.size(scope) == 6
