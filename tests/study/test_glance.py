"""The last days at a glance, and what is not said where they tell nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.retention import Retention
from quizkit.storage.recent import RecentPast
from quizkit.study import glance as glancing
from quizkit.study.glance import Glance, Weakest
from quizkit.study.recall import Streak
from tests.study.conftest import Desk

AGAIN, HARD, GOOD, EASY = Rating


def rate(desk: Desk, key: str, rating: Rating, *, days_ago: int = 0, seconds: float = 6.0, drill: bool = False) -> int:
    day, moment = desk.today - timedelta(days=days_ago), desk.now - timedelta(days=days_ago)
    return desk.progress.record(Reviewed(key, day, moment, rating, drill, seconds)).number


def test_without_a_history_nothing_is_made_up(desk: Desk) -> None:
    desk.put("a/1/x")
    found = desk.room.glance()
    assert found == Glance(Streak(0, False), Retention(), None, None, None)
    assert found.minutes(500) is None
    assert not found.is_backlog(500)


def test_the_streak_reaches_to_today_or_yesterday(desk: Desk, engine: Engine) -> None:
    desk.put("a/1/x")
    for days_ago in range(1, 100):
        rate(desk, "a/1/x", GOOD, days_ago=days_ago)
    assert desk.room.glance().streak == Streak(99, False)
    number = rate(desk, "a/1/x", GOOD)
    assert desk.room.glance().streak == Streak(100, True)
    desk.progress.retract(number, desk.today, desk.now)
    rate(desk, "a/1/x", GOOD, drill=True)
    assert desk.room.glance().streak == Streak(99, False)
    assert RecentPast(engine).days_in_a_row(desk.today) == 0


def test_yesterdays_retention_leaves_first_reviews_and_drills_out(desk: Desk) -> None:
    desk.put("a/1/x", "a/2/x")
    rate(desk, "a/1/x", GOOD, days_ago=2)
    rate(desk, "a/1/x", AGAIN, days_ago=1)
    rate(desk, "a/1/x", GOOD, days_ago=1, drill=True)
    rate(desk, "a/2/x", GOOD, days_ago=1)
    rate(desk, "a/2/x", GOOD)
    assert desk.room.glance().yesterday == Retention(1, 0)


def test_the_weakest_topic_is_one_with_enough_reviews(desk: Desk) -> None:
    desk.put("a/1/x@Cell", "a/2/x@Energy", "a/3/x@Rocks")
    for key, passes, misses in (("a/1/x", 16, 4), ("a/2/x", 19, 1), ("a/3/x", 0, 5)):
        rate(desk, key, GOOD, days_ago=9)
        for rating, number in ((GOOD, passes), (AGAIN, misses)):
            for _ in range(number):
                rate(desk, key, rating, days_ago=1)
    # Rocks is worse, but of five reviews nobody can tell.
    assert desk.room.glance().weakest == Weakest("Cell", Retention(20, 16))


def test_one_topic_alone_is_not_the_weakest(desk: Desk) -> None:
    desk.put("a/1/x@Cell")
    for _ in range(30):
        rate(desk, "a/1/x", AGAIN)
    assert desk.room.glance().weakest is None


def test_minutes_follow_from_the_median_review_and_are_rounded_up(desk: Desk) -> None:
    desk.put("a/1/x")
    for seconds in (0.0, 4000.0, *[6.0] * 5, *[20.0] * 4):
        rate(desk, "a/1/x", GOOD, seconds=seconds)
    # One took no time and one was an interruption: nine are too few to say.
    assert desk.room.glance().minutes(10) is None
    rate(desk, "a/1/x", GOOD, seconds=6.0)
    found = desk.room.glance()
    assert found.seconds == 6.0
    assert (found.minutes(0), found.minutes(10), found.minutes(11)) == (None, 1, 2)


def test_a_backlog_is_more_than_three_usual_days(desk: Desk) -> None:
    desk.put("a/1/x")
    for days_ago, number in ((40, 8), (39, 10), (38, 12), (0, 1)):
        for _ in range(number):
            rate(desk, "a/1/x", GOOD, days_ago=days_ago)
    found = desk.room.glance()
    assert found.usual == 10
    assert (found.is_backlog(30), found.is_backlog(31)) == (False, True)
    assert not Glance(Streak(0, False), Retention(), None, None, usual=2).is_backlog(19)


def test_a_day_that_the_look_back_cuts_off_is_no_usual_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("a/1/x")
    for days_ago in (4, 3, 2, 1):
        for _ in range(9 if days_ago == 4 else 5):
            rate(desk, "a/1/x", GOOD, days_ago=days_ago)
    monkeypatch.setattr(glancing, "LAST_REVIEWS", 16)
    assert desk.room.glance().usual == 5
    monkeypatch.setattr(glancing, "LAST_REVIEWS", 5)
    assert desk.room.glance().usual is None
