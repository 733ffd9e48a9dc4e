"""How a card stands and what happened to it, in the words of both fronts. No Textual here, as in ``words``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from quizkit.domain.log import Entry, Rescheduled, Retracted, Reviewed
from quizkit.domain.schedule import New, Schedule, is_leech
from quizkit.tui.words import RATING_NAMES, counted, days_in_words

if TYPE_CHECKING:
    from quizkit.storage.finding import Found


def due_in_words(schedule: Schedule, today: date) -> str:
    """``new``, ``today``, ``3 days ago``, ``in 6 days``: when the card is due."""
    if isinstance(schedule, New):
        return "new"
    days = (schedule.due - today).days
    if days < 0:
        return "yesterday" if days == -1 else f"{days_in_words(-days)} ago"
    return days_in_words(days) if days <= 1 else f"in {days_in_words(days)}"


def interval_in_words(schedule: Schedule) -> str:
    """``38 d``; nothing for a new card."""
    return "" if isinstance(schedule, New) else f"{schedule.interval} d"


def standing_in_words(found: Found, today: date) -> str:
    """What sets a card apart from others, the weightiest first: ``suspended, flag 2, leech``; "" where nothing does."""
    return ", ".join(
        filter(
            None,
            (
                "draft" if found.is_draft else "",
                "retired" if found.is_retired else "",
                "suspended" if found.marks.is_suspended else "",
                "buried" if found.marks.is_buried(today) else "",
                f"flag {found.marks.flag}" if found.marks.flag else "",
                "leech" if is_leech(found.schedule) else "",
            ),
        )
    )


def schedule_in_words(schedule: Schedule, today: date) -> str:
    """``due in 6 days (2026-03-08), interval 6 days, ease 2.36, 1 lapse``."""
    if isinstance(schedule, New):
        return "new: never rated, or made new again"
    interval = counted(schedule.interval, "day")
    lapses = counted(schedule.lapses, "lapse") if schedule.lapses else "no lapse"
    when = f"due {due_in_words(schedule, today)} ({schedule.due})"
    return f"{when}, interval {interval}, ease {schedule.ease / 100:.2f}, {lapses}"


def history_in_words(entries: Sequence[Entry]) -> list[tuple[str, str, bool]]:
    """Day, what happened, and whether it still stands, of each entry, oldest first."""
    taken_back = {entry.event.entry for entry in entries if isinstance(entry.event, Retracted)}
    return [(f"{entry.event.day}", _event_in_words(entry), entry.number not in taken_back) for entry in entries]


def _event_in_words(entry: Entry) -> str:
    match entry.event:
        case Reviewed(rating=rating, is_drill=is_drill, seconds=seconds):
            took = f", {seconds:.0f} s" if seconds else ""
            return f"{RATING_NAMES[rating]}{' (drill)' if is_drill else ''}{took}"
        case Rescheduled(reason=reason, schedule=New()):
            return f"{reason}: new again"
        case Rescheduled(reason=reason, schedule=given):
            return f"{reason}: due {given.due}, interval {given.interval} d"  # type: ignore[union-attr]
        case Retracted():
            return "undo"
