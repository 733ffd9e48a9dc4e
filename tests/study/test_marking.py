"""Marks as a learner sets them, judged by what is asked afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizkit.domain.errors import SettingsError
from quizkit.domain.marks import NO_MARKS, Marks
from tests.study.conftest import Desk, asked_until_the_end


def test_a_suspended_card_is_asked_no_more_until_it_is_unsuspended(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    marking = desk.room.marking
    marking.suspend(["s/1/a"])
    assert asked_until_the_end(desk.room.start()) == ["s/2/a"]
    assert desk.room.overview().new_today == 0
    marking.unsuspend(["s/1/a"])
    assert asked_until_the_end(desk.room.start()) == ["s/1/a"]


def test_a_buried_card_comes_again_on_the_next_study_day(desk: Desk) -> None:
    desk.put("s/1/a")
    desk.room.marking.bury(["s/1/a"])
    assert desk.room.start().current is None
    desk.now += timedelta(days=1)
    assert asked_until_the_end(desk.room.start()) == ["s/1/a"]


def test_a_buried_card_may_be_asked_today_after_all(desk: Desk) -> None:
    desk.put("s/1/a")
    desk.room.marking.bury(["s/1/a"])
    desk.room.marking.unsuspend(["s/1/a"])
    assert asked_until_the_end(desk.room.start()) == ["s/1/a"]


def test_every_mark_can_be_taken_back(desk: Desk) -> None:
    marking, keys = desk.room.marking, ["s/1/a", "s/2/a"]
    marking.flag(["s/1/a"], 4)
    stood = marking.marks(keys)
    assert stood == {"s/1/a": Marks(flag=4), "s/2/a": NO_MARKS}
    for before in (marking.suspend(keys), marking.bury(keys), marking.flag(keys, 0), marking.unsuspend(keys)):
        marking.take_back(before)
    marking.take_back(stood)
    assert marking.marks(keys) == stood


@pytest.mark.parametrize("flag", [-1, 8])
def test_a_flag_that_is_none_is_refused(desk: Desk, flag: int) -> None:
    with pytest.raises(SettingsError, match=f"there is no flag {flag}: give a number from 0 to 7"):
        desk.room.marking.flag(["s/1/a"], flag)
