"""Which day a late night belongs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from quizkit.domain.day import study_day

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.mark.parametrize(
    ("moment", "starts_at", "day"),
    [
        (datetime(2026, 3, 3, 3, 59, 59), 4, MONDAY),
        (datetime(2026, 3, 3, 4, 0), 4, TUESDAY),
        (datetime(2026, 3, 3, 23, 59), 4, TUESDAY),
        (datetime(2026, 3, 3, 0, 0), 0, TUESDAY),
        (datetime(2026, 3, 3, 22, 59), 23, MONDAY),
        (datetime(2026, 1, 1, 1, 0), 4, date(2025, 12, 31)),
    ],
)
def test_a_study_day_begins_at_the_hour_of_the_setting(moment: datetime, starts_at: int, day: date) -> None:
    assert study_day(moment, starts_at) == day


def test_the_learners_own_clock_counts_and_not_that_of_greenwich() -> None:
    in_tokyo = datetime(2026, 3, 3, 4, 30, tzinfo=timezone(timedelta(hours=9)))
    assert study_day(in_tokyo, 4) == TUESDAY
