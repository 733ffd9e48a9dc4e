"""The scheduler against the published text, by table, and the laws that hold for every sequence of ratings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.rating import Rating
from quizkit.domain.schedule import LOWEST_EASE, Graduated, Learning, New, Schedule, is_due, is_leech, is_mature
from quizkit.domain.sm2 import LONGEST_INTERVAL, next_interval, preview, reschedule

AGAIN, HARD, GOOD, EASY = Rating
TODAY = date(2026, 3, 2)


def studied(*ratings: Rating, start: Schedule | None = None) -> list[Learning | Graduated]:
    """The schedule after each rating, every review on the day it is due."""
    schedule: Schedule = start or New()
    seen: list[Learning | Graduated] = []
    for rating in ratings:
        day = TODAY if isinstance(schedule, New) else schedule.due
        schedule = reschedule(schedule, rating, day)
        assert not isinstance(schedule, New)
        seen.append(schedule)
    return seen


@pytest.mark.parametrize(
    ("ratings", "intervals", "eases"),
    [
        ([GOOD] * 4, [1, 6, 15, 38], [250] * 4),
        ([EASY] * 4 + [GOOD], [1, 6, 17, 50, 145], [260, 270, 280, 290, 290]),
        ([HARD] * 10, [1, 6, 13, 26, 47, 79, 121, 167, 218, 284], [236, 222, 208, 194, 180, 166, 152, 138, 130, 130]),
        ([GOOD, GOOD, HARD, EASY, GOOD], [1, 6, 15, 37, 92], [250, 250, 236, 246, 246]),
        # After AGAIN the card is as if memorized anew: I(1) at once, I(2) after the next pass.
        ([AGAIN, GOOD, GOOD, GOOD], [1, 6, 15, 38], [250] * 4),
        ([AGAIN, AGAIN, GOOD], [1, 1, 6], [250] * 3),
        ([GOOD, AGAIN, GOOD, GOOD], [1, 1, 6, 15], [250] * 4),
        ([GOOD, GOOD, AGAIN, GOOD, GOOD], [1, 6, 1, 6, 15], [250] * 5),
        ([HARD, HARD, GOOD, AGAIN, GOOD, GOOD], [1, 6, 14, 1, 6, 14], [236, 222, 222, 222, 222, 222]),
    ],
)
def test_a_sequence_of_ratings_gives_the_published_intervals(
    ratings: list[Rating], intervals: list[int], eases: list[int]
) -> None:
    schedules = studied(*ratings)
    assert [schedule.interval for schedule in schedules] == intervals
    assert [schedule.ease for schedule in schedules] == eases


def test_the_interval_is_exact_where_binary_floats_round_wrongly() -> None:
    assert 25 * 2.2 > 55  # What floats make of it: rounded up, 56 days.
    assert next_interval(25, 220) == 55
    graduated = Graduated(25, 220, TODAY)
    assert reschedule(graduated, GOOD, TODAY) == Graduated(55, 220, TODAY + timedelta(days=55))


def test_an_interval_is_rounded_up_to_whole_days() -> None:
    assert next_interval(1, 130) == 2
    assert next_interval(10, 130) == 13
    assert next_interval(11, 130) == 15


def test_again_on_a_new_card_is_no_lapse() -> None:
    assert reschedule(New(), AGAIN, TODAY) == Learning(1, 250, TODAY + timedelta(days=1), has_passed=False)


def test_again_on_a_card_that_was_never_passed_is_no_lapse() -> None:
    never_passed = Learning(1, 250, TODAY, has_passed=False)
    assert reschedule(never_passed, AGAIN, TODAY) == Learning(1, 250, TODAY + timedelta(days=1), has_passed=False)


@pytest.mark.parametrize(
    "passed", [Learning(1, 236, TODAY), Learning(2, 236, TODAY, lapses=3), Graduated(38, 236, TODAY, lapses=3)]
)
def test_again_after_any_pass_is_a_lapse_and_starts_over_with_the_same_ease(passed: Learning | Graduated) -> None:
    again = reschedule(passed, AGAIN, TODAY)
    assert again == Learning(1, 236, TODAY + timedelta(days=1), lapses=passed.lapses + 1)


def test_an_overdue_card_grows_from_the_interval_that_was_planned_and_counts_from_today() -> None:
    late = TODAY + timedelta(days=100)
    assert reschedule(Graduated(10, 250, TODAY), GOOD, late) == Graduated(25, 250, late + timedelta(days=25))


def test_no_interval_leaves_the_calendar() -> None:
    grown = studied(*[EASY] * 40)[-1]
    assert grown.interval == LONGEST_INTERVAL


def test_the_preview_is_what_the_ratings_then_do() -> None:
    schedule = Graduated(15, 250, TODAY, lapses=1)
    assert preview(schedule, TODAY) == {rating: reschedule(schedule, rating, TODAY) for rating in Rating}
    assert [shown.interval for shown in preview(schedule, TODAY).values() if not isinstance(shown, New)] == [
        1, 36, 38, 39,
    ]  # fmt: skip


def test_a_card_is_due_on_its_day_and_after_it_and_a_new_one_never() -> None:
    schedule = Graduated(15, 250, TODAY)
    assert not is_due(schedule, TODAY - timedelta(days=1))
    assert is_due(schedule, TODAY)
    assert is_due(schedule, TODAY + timedelta(days=1))
    assert not is_due(New(), TODAY)


def test_a_card_is_mature_from_21_days_and_a_leech_from_8_lapses() -> None:
    assert not is_mature(Graduated(20, 250, TODAY))
    assert is_mature(Graduated(21, 250, TODAY))
    assert not is_leech(Learning(1, 250, TODAY, lapses=7))
    assert is_leech(Learning(1, 250, TODAY, lapses=8))


ratings = st.lists(st.sampled_from(Rating), max_size=40)


@given(ratings)
def test_the_ease_never_falls_below_the_floor(sequence: list[Rating]) -> None:
    assert all(schedule.ease >= LOWEST_EASE for schedule in studied(*sequence))


@given(ratings, st.sampled_from([HARD, GOOD, EASY]))
def test_a_pass_never_shortens_an_interval(sequence: list[Rating], passed: Rating) -> None:
    before = studied(*sequence)
    planned = before[-1].interval if before else 0
    assert studied(*sequence, passed)[-1].interval >= planned


@given(ratings)
def test_again_always_brings_the_card_back_tomorrow(sequence: list[Rating]) -> None:
    before = studied(*sequence)
    day = before[-1].due if before else TODAY
    assert studied(*sequence, AGAIN)[-1].due == day + timedelta(days=1)


@given(ratings)
def test_a_better_rating_never_brings_a_card_back_sooner(sequence: list[Rating]) -> None:
    before = studied(*sequence)
    schedule: Schedule = before[-1] if before else New()
    dues = [next_.due for next_ in preview(schedule, TODAY).values() if not isinstance(next_, New)]
    assert dues == sorted(dues)
