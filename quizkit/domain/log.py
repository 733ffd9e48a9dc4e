"""The learner's history: a log that only grows, and the schedule that follows from it.

The log is the truth, the schedule its cache: ``replay`` of a card's entries gives the stored schedule, and
``quizkit check`` verifies that it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizkit.domain.rating import Rating
from quizkit.domain.schedule import New, Schedule
from quizkit.domain.sm2 import reschedule


class Reason(StrEnum):
    """Why a schedule was set otherwise than by a rating."""

    PAUSED = "paused"
    SPREAD = "spread"
    RESET = "reset"
    IMPORTED = "imported"
    FROM_ANKI = "from Anki"


MOVED_DATES = (Reason.PAUSED, Reason.SPREAD)
"""Reasons for which a schedule is set to what it was but for its date."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A card was shown and rated.

    ``day`` is the study day, ``at`` the moment in UTC, ``seconds`` how long the learner took. A drill is a same-day
    repeat: it is history and changes nothing.
    """

    key: str
    day: date
    at: datetime
    rating: Rating
    is_drill: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """A schedule was set, for ``reason``, without a rating."""

    key: str
    day: date
    at: datetime
    reason: Reason
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Retracted:
    """An undo: entry number ``entry`` of the same card counts no more."""

    key: str
    day: date
    at: datetime
    entry: int


Event = Reviewed | Rescheduled | Retracted


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the log; numbers only grow."""

    number: int
    event: Event


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count, in order: those retracted, and the retractions, left out."""
    ordered = sorted(entries, key=lambda entry: entry.number)
    retracted = {entry.event.entry for entry in ordered if isinstance(entry.event, Retracted)}
    return [e for e in ordered if e.number not in retracted and not isinstance(e.event, Retracted)]


def replay(entries: Iterable[Entry]) -> Schedule:
    """The schedule that the entries of **one** card lead to."""
    schedule: Schedule = New()
    for entry in standing(entries):
        match entry.event:
            case Reviewed(is_drill=False, rating=rating, day=day):
                schedule = reschedule(schedule, rating, day)
            case Rescheduled(schedule=given):
                schedule = given
    return schedule
