"""Which day of study a moment belongs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def study_day(moment: datetime, starts_at: int) -> date:
    """The date that a moment counts for, where days begin ``starts_at`` hours after midnight.

    A late night belongs to the evening before: with 4, Tuesday 3:59 is still Monday. ``moment`` is the learner's local
    time; the schedule itself knows dates only.
    """
    return (moment - timedelta(hours=starts_at)).date()
