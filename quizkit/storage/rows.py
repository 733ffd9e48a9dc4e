"""Schedules and events as rows of their tables, both directions.

The one place that knows of nullable columns: outside it a schedule is one of three states, an event one of three types.
"""

from __future__ import annotations

from typing import Any, assert_never

from sqlalchemy import Row

from quizkit.domain.log import Entry, Event, Reason, Rescheduled, Retracted, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule

_NEW = "new"
_LEARNING = "learning"
_GRADUATED = "graduated"

REVIEWED = "reviewed"
RESCHEDULED = "rescheduled"
RETRACTED = "retracted"

_EMPTY = dict.fromkeys(
    (
        *("rating", "is_drill", "seconds", "reason", "entry"),
        *("state", "step", "has_passed", "interval", "ease", "due", "lapses"),
    )
)


def schedule_row(schedule: Learning | Graduated) -> dict[str, Any]:
    """The columns of ``schedules`` but for the key; a New card has no row."""
    row: dict[str, Any] = {"ease": schedule.ease, "due": schedule.due, "lapses": schedule.lapses}
    match schedule:
        case Learning(step=step, has_passed=has_passed):
            return row | {"state": _LEARNING, "step": step, "has_passed": has_passed, "interval": None}
        case Graduated(interval=interval):
            return row | {"state": _GRADUATED, "step": None, "has_passed": None, "interval": interval}
        case _:
            assert_never(schedule)


def schedule_of(row: Row[Any] | None) -> Schedule:
    """The schedule in a row of ``schedules`` or ``log``; no row is a New card."""
    if row is None or row.state == _NEW:
        return New()
    if row.state == _LEARNING:
        return Learning(row.step, row.ease, row.due, row.lapses, has_passed=row.has_passed)
    return Graduated(row.interval, row.ease, row.due, row.lapses)


SCHEDULE_COLUMNS = ("state", "step", "has_passed", "interval", "ease", "due", "lapses")


def schedule_values(schedule: Schedule) -> tuple[Any, ...]:
    """The values of ``SCHEDULE_COLUMNS``: what ``schedule_row`` gives, for many rows at once."""
    match schedule:
        case Graduated(interval, ease, due, lapses):
            return _GRADUATED, None, None, interval, ease, due, lapses
        case Learning(step, ease, due, lapses, has_passed):
            return _LEARNING, step, has_passed, None, ease, due, lapses
    return _NEW, None, None, None, None, None, None


def event_row(event: Event) -> dict[str, Any]:
    """The columns of ``log`` but for the number."""
    row: dict[str, Any] = _EMPTY | {"key": event.key, "day": event.day, "at": event.at}
    match event:
        case Reviewed(rating=rating, is_drill=is_drill, seconds=seconds):
            return row | {"type": REVIEWED, "rating": int(rating), "is_drill": is_drill, "seconds": seconds}
        case Rescheduled(reason=reason, schedule=schedule):
            given = {"state": _NEW} if isinstance(schedule, New) else schedule_row(schedule)
            return row | {"type": RESCHEDULED, "reason": reason.value} | given
        case Retracted(entry=entry):
            return row | {"type": RETRACTED, "entry": entry}
        case _:
            assert_never(event)


def entry_of(row: Row[Any]) -> Entry:
    """The entry in a row of ``log``."""
    event: Event
    if row.type == REVIEWED:
        event = Reviewed(row.key, row.day, row.at, Rating(row.rating), row.is_drill, row.seconds)
    elif row.type == RESCHEDULED:
        event = Rescheduled(row.key, row.day, row.at, Reason(row.reason), schedule_of(row))
    else:
        event = Retracted(row.key, row.day, row.at, row.entry)
    return Entry(row.number, event)
