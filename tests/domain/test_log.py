"""The log: what follows from it, and what an undo leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.log import Entry, Event, Reason, Rescheduled, Retracted, Reviewed, replay, standing
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule

KEY = "cell/1a2b3c4d5e/subject"
TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def log_of(*events: Event) -> list[Entry]:
    return [Entry(number, event) for number, event in enumerate(events, start=1)]


def reviewed(rating: Rating, days: int = 0, *, is_drill: bool = False) -> Reviewed:
    return Reviewed(KEY, TODAY + timedelta(days=days), NOON + timedelta(days=days), rating, is_drill)


def retracted(entry: int) -> Retracted:
    return Retracted(KEY, TODAY, NOON, entry)


def test_without_entries_a_card_is_new() -> None:
    assert replay([]) == New()


def test_the_reviews_one_after_the_other_give_the_schedule() -> None:
    entries = log_of(reviewed(Rating.GOOD), reviewed(Rating.GOOD, 1), reviewed(Rating.GOOD, 7))
    assert replay(entries) == Graduated(15, 250, TODAY + timedelta(days=22))


def test_a_drill_changes_nothing() -> None:
    entries = log_of(reviewed(Rating.HARD), reviewed(Rating.AGAIN, is_drill=True), reviewed(Rating.EASY, is_drill=True))
    assert replay(entries) == Learning(1, 236, TODAY + timedelta(days=1))


def test_what_was_rescheduled_is_as_it_was_set_and_reviews_go_on_from_there() -> None:
    given = Graduated(30, 200, TODAY)
    entries = log_of(reviewed(Rating.GOOD), Rescheduled(KEY, TODAY, NOON, Reason.IMPORTED, given))
    assert replay(entries) == given
    entries.append(Entry(3, reviewed(Rating.GOOD)))
    assert replay(entries) == Graduated(60, 200, TODAY + timedelta(days=60))


def test_a_reset_makes_the_card_new_again() -> None:
    assert replay(log_of(reviewed(Rating.GOOD), Rescheduled(KEY, TODAY, NOON, Reason.RESET, New()))) == New()


def test_the_order_is_that_of_the_numbers() -> None:
    entries = log_of(reviewed(Rating.AGAIN), reviewed(Rating.EASY, 1))
    assert replay(reversed(entries)) == replay(entries)


def test_an_entry_in_the_middle_can_be_taken_back() -> None:
    entries = log_of(reviewed(Rating.GOOD), reviewed(Rating.AGAIN, 1), reviewed(Rating.GOOD, 1), retracted(2))
    assert replay(entries) == Learning(2, 250, TODAY + timedelta(days=7))
    assert [entry.number for entry in standing(entries)] == [1, 3]


steps = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 40), st.booleans()), max_size=20)


def history(given: list[tuple[Rating, int, bool]]) -> list[Entry]:
    day, events = 0, []
    for rating, later, is_drill in given:
        day += later
        events.append(reviewed(rating, day, is_drill=is_drill))
    return log_of(*events)


@given(steps)
def test_replaying_twice_gives_the_same_schedule(given: list[tuple[Rating, int, bool]]) -> None:
    assert replay(history(given)) == replay(history(given))


@given(steps.filter(bool))
def test_taking_the_last_entry_back_gives_the_schedule_before_it(given: list[tuple[Rating, int, bool]]) -> None:
    entries = history(given)
    before: Schedule = replay(entries[:-1])
    last = entries[-1].number
    assert replay([*entries, Entry(last + 1, retracted(last))]) == before
