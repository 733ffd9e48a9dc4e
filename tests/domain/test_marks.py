"""What a card is while it bears a mark."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizkit.domain.marks import NO_MARKS, Marks


def test_a_card_without_marks_is_asked(today: date) -> None:
    assert not NO_MARKS.is_aside(today)


def test_a_suspended_card_is_aside_whatever_the_day(today: date) -> None:
    assert Marks(is_suspended=True).is_aside(today + timedelta(days=999))


def test_a_buried_card_is_aside_until_its_day_has_come(today: date) -> None:
    buried = Marks(buried_until=today + timedelta(days=1))
    assert buried.is_aside(today)
    assert not buried.is_aside(today + timedelta(days=1))


@pytest.mark.parametrize("flag", [-1, 8])
def test_there_are_seven_flags(flag: int) -> None:
    with pytest.raises(ValueError, match="1 to 7"):
        Marks(flag=flag)
