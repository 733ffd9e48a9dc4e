"""What was learnt of a card, and the marks on it, as JSON, both directions: what goes along with a deck's JSON.

``schedule`` is the state with its numbers (``interval`` in days, ``ease`` in hundredths, ``due`` a date), left out for
a new card. ``log`` lists what stands in the log, oldest first; moments are in UTC. ``suspended`` and ``flag`` are left
out where there are none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from quizkit.domain.learnt import NOTHING_LEARNT, Learnt
from quizkit.domain.log import Entry, Reason, Rescheduled, Retracted, Reviewed
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from quizkit.formats.node import Node, shown

_Value = TypeVar("_Value")
_EVENT = ("type", "at", "day")


@dataclass(frozen=True, slots=True)
class CardProgress:
    """What goes along with a card."""

    learnt: Learnt = NOTHING_LEARNT
    marks: Marks = NO_MARKS


def progress_fields(progress: CardProgress) -> dict[str, Any]:
    """The progress as JSON values; empty where there is none. A card that is buried is not told: that is over soon."""
    fields: dict[str, Any] = {}
    if schedule := _schedule_fields(progress.learnt.schedule):
        fields["schedule"] = schedule
    if progress.learnt.entries:
        fields["log"] = [_event_fields(entry) for entry in progress.learnt.entries]
    if progress.marks.is_suspended:
        fields["suspended"] = True
    if progress.marks.flag:
        fields["flag"] = progress.marks.flag
    return fields


def read_progress(node: Node, key: str) -> CardProgress:
    """What ``progress_fields`` gave for the card ``key``, its entries numbered from 1. Raises DeckError."""
    found = node.fields("progress", (), ("schedule", "log", "suspended", "flag"))
    schedule = _schedule(found["schedule"]) if "schedule" in found else New()
    log = found["log"].items("log") if "log" in found else []
    entries = tuple(Entry(number, _event(each, key)) for number, each in enumerate(log, 1))
    is_suspended = "suspended" in found and _is_true(found["suspended"])
    flag = found["flag"].number("flag") if "flag" in found else 0
    return CardProgress(Learnt(schedule, entries), _made(node, lambda: Marks(is_suspended, flag)))


def _schedule_fields(schedule: Schedule) -> dict[str, Any]:
    match schedule:
        case New():
            return {}
        case Learning(step=step, has_passed=has_passed):
            own = {"state": "learning", "step": step, "has_passed": has_passed}
        case Graduated(interval=interval):
            own = {"state": "graduated", "interval": interval}
    return own | {"ease": schedule.ease, "due": schedule.due.isoformat(), "lapses": schedule.lapses}


def _event_fields(entry: Entry) -> dict[str, Any]:
    event = entry.event
    fields = {"type": "reviewed", "at": event.at.isoformat(), "day": event.day.isoformat()}
    match event:
        case Reviewed(rating=rating, is_drill=is_drill, seconds=seconds):
            return fields | {"rating": int(rating), "is_drill": is_drill, "seconds": seconds}
        case Rescheduled(reason=reason, schedule=schedule):
            return fields | {"type": "rescheduled", "reason": reason, "schedule": _schedule_fields(schedule)}
        case Retracted():
            raise ValueError("what was taken back is not told")


def _schedule(node: Node) -> Schedule:
    if node.value == {}:
        return New()
    always = ("state", "ease", "due", "lapses")
    found = node.fields("a schedule", always, ("step", "has_passed", "interval"))
    ease, lapses = found["ease"].number("ease"), found["lapses"].number("lapses")
    due = _date(found["due"])
    match found["state"].value:
        case "learning":
            step = node.fields("a schedule of state learning", (*always, "step", "has_passed"), ())["step"]
            passed = _is_true(found["has_passed"])
            return _made(node, lambda: Learning(step.number("step"), ease, due, lapses, has_passed=passed))
        case "graduated":
            interval = node.fields("a schedule of state graduated", (*always, "interval"), ())["interval"]
            return _made(node, lambda: Graduated(interval.number("interval"), ease, due, lapses))
    return found["state"].refuse("the state of a schedule is 'learning' or 'graduated'")


def _event(node: Node, key: str) -> Reviewed | Rescheduled:
    kind = node.entries("an entry of the log").get("type")
    if kind is not None and kind.value == "rescheduled":
        found = node.fields("an entry of the log", (*_EVENT, "reason", "schedule"), ())
        reason = _made(found["reason"], lambda: Reason(found["reason"].text("reason")))
        return Rescheduled(key, _date(found["day"]), _moment(found["at"]), reason, _schedule(found["schedule"]))
    found = node.fields("an entry of the log", (*_EVENT, "rating"), ("is_drill", "seconds"))
    if found["type"].value != "reviewed":
        found["type"].refuse("an entry of the log is 'reviewed' or 'rescheduled'")
    rating = _made(found["rating"], lambda: Rating(found["rating"].number("rating")))
    is_drill = "is_drill" in found and _is_true(found["is_drill"])
    seconds = _seconds(found["seconds"]) if "seconds" in found else 0.0
    return Reviewed(key, _date(found["day"]), _moment(found["at"]), rating, is_drill, seconds)


def _is_true(node: Node) -> bool:
    if not isinstance(node.value, bool):
        node.refuse("here stands true or false")
    return node.value


def _seconds(node: Node) -> float:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float) or not 0 <= node.value < 1e9:
        node.refuse("seconds are a number from 0")
    return float(node.value)


def _date(node: Node) -> date:
    return _made(node, lambda: date.fromisoformat(node.text("a date")))


def _moment(node: Node) -> datetime:
    moment = _made(node, lambda: datetime.fromisoformat(node.text("a moment")))
    return moment if moment.tzinfo is not None else node.refuse("the moment has no time zone; add +00:00 for UTC")


def _made(node: Node, make: Callable[[], _Value]) -> _Value:
    """What ``make`` gives; a value that it will not take is a DeckError with its place."""
    try:
        return make()
    except ValueError as error:
        node.refuse(f"{shown(str(node.value)) if isinstance(node.value, str) else 'this'} makes no sense: {error}")
