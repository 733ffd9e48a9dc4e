"""Many schedules set at once, and that taken back as a whole.

What is set at once is a batch: one moment and one reason are all that its entries share, and no two batches share
both. Every change is one transaction of entries and schedules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from quizkit.domain.log import Reason, Rescheduled, Retracted, replay
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from quizkit.storage.agenda import Scope
from quizkit.storage.database import reading, writing
from quizkit.storage.marks import is_aside
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import log, schedules
from quizkit.storage.rows import RESCHEDULED, entry_of, event_row, schedule_of, schedule_row
from quizkit.storage.standing import stands
from quizkit.storage.tables import cards
from quizkit.storage.without import schedules_without

Report = Callable[[int, int], None]
"""Told how many cards of how many are done."""

_LOOKED_BACK = 100_000
"""Entries of the log behind its newest among which a standing pause is looked for: the log may be long."""

_LEARNERS_OWN = (Reason.PAUSED.value, Reason.SPREAD.value, Reason.RESET.value)


@dataclass(frozen=True, slots=True)
class Batch:
    """What was set at once: why, on which study day, and how many cards.

    ``back`` is the day on which a pause ends and the learner studies again, where one was found in the log;
    None for other reasons.
    """

    reason: Reason
    day: date
    at: datetime
    cards: int
    back: date | None = None


class ReschedulingStore:
    """Sets the schedules of one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due_before(self, day: date, scope: Scope, unless_aside: date | None = None) -> dict[str, Learning | Graduated]:
        """The schedules due before ``day``, by key; those suspended, or buried on ``unless_aside``, left out."""
        of_scope = exists().where(cards.c.key == schedules.c.key, *scope.holds())
        wanted = select(schedules).where(schedules.c.due < day, of_scope)
        if unless_aside is not None:
            wanted = wanted.where(~is_aside(schedules.c.key, unless_aside))
        return self._dated(wanted)

    def of_deck(self, deck: str) -> dict[str, Learning | Graduated]:
        """The schedules of a deck's cards, by key."""
        of_scope = exists().where(cards.c.key == schedules.c.key, *Scope(deck).holds())
        return self._dated(select(schedules).where(of_scope))

    def keys_like(self, reference: str) -> list[str]:
        """The card of that key, or else those whose key begins so, with or without its source."""
        begins = or_(
            cards.c.key.startswith(reference, autoescape=True), cards.c.key.contains(f"/{reference}", autoescape=True)
        )
        wanted = select(cards.c.key).distinct().where(cards.c.is_retired.is_(False)).order_by(cards.c.key)
        with reading(self._engine) as connection:
            exact = connection.execute(wanted.where(cards.c.key == reference)).scalars().all()
            # SQLite compares beginnings without regard to case.
            return list(exact) or [
                key
                for key in connection.execute(wanted.where(begins)).scalars()
                if key.startswith(reference) or f"/{reference}" in key
            ]

    def due_on(self, first: date, days: int) -> list[int]:
        """How many cards are due on each of so many days; suspended ones are never asked."""
        is_card = exists().where(cards.c.key == schedules.c.key, *Scope().holds())
        counted = (
            select(schedules.c.due, func.count())
            .where(schedules.c.due >= first, schedules.c.due < first + timedelta(days=days), is_card)
            .where(~is_aside(schedules.c.key, date.max))
            .group_by(schedules.c.due)
        )
        with reading(self._engine) as connection:
            found = {row[0]: int(row[1]) for row in connection.execute(counted)}
        return [found.get(first + timedelta(days=at), 0) for at in range(days)]

    def set_all(
        self,
        before: Mapping[str, Schedule],
        after: Mapping[str, Schedule],
        reason: Reason,
        day: date,
        at: datetime,
        report: Report,
    ) -> Batch:
        """Set the schedules to ``after``, all or none; those that are no longer as in ``before`` are left as they are.

        So a card that is reviewed in another window at this moment keeps its review.
        """
        done = 0
        with writing(self._engine) as connection:
            at = _moment_of_its_own(connection, reason, at)
            for keys in in_portions(after):
                now = _schedules(connection, keys)
                changed = {key: after[key] for key in keys if now.get(key, New()) == before[key]}
                _write(connection, [Rescheduled(key, day, at, reason, given) for key, given in changed.items()])
                _store(connection, changed, now)
                done += len(changed)
                report(done, len(after))
        return Batch(reason, day, at, done)

    def last(self) -> Batch | None:
        """The batch that ``take_back`` would take back; None where none stands."""
        with reading(self._engine) as connection:
            return _last(connection)

    def pause(self, today: date) -> Batch | None:
        """The last pause that stands, if ``today`` falls in it; None also where much happened since."""
        newest = select(func.coalesce(func.max(log.c.number), 0)).scalar_subquery()
        with reading(self._engine) as connection:
            batch = _last(connection, (Reason.PAUSED.value,), log.c.number > newest - _LOOKED_BACK)
        return batch if batch and batch.back and batch.back > today else None

    def take_back(self, day: date, at: datetime, report: Report) -> Batch | None:
        """Take the last batch that stands back, as a whole; None where there is none.

        Its cards get the schedules that their other entries lead to: reviews since then stay, and count on the
        schedule before it.
        """
        done = 0
        with writing(self._engine) as connection:
            batch = _last(connection)
            if batch is None:
                return None
            entries = select(log.c.key, log.c.number).where(*_in_batch(batch.reason, batch.at), stands())
            numbers = {row.key: row.number for row in connection.execute(entries)}
            for keys in in_portions(numbers):
                now = _schedules(connection, keys)
                given = schedules_without(connection, batch.reason, {key: numbers[key] for key in keys}, now)
                _write(connection, [Retracted(key, day, at, numbers[key]) for key in keys])
                _store(connection, given, now)
                done += len(keys)
                report(done, len(numbers))
        return batch

    def of_keys(self, keys: Iterable[str]) -> dict[str, Learning | Graduated]:
        """The schedules of these cards, by key; new cards have none."""
        found: dict[str, Learning | Graduated] = {}
        for portion in in_portions(keys):
            found |= self._dated(select(schedules).where(schedules.c.key.in_(portion)))
        return found

    def _dated(self, wanted: Select[Any]) -> dict[str, Learning | Graduated]:
        found: dict[str, Learning | Graduated] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(wanted):
                schedule = schedule_of(row)
                assert not isinstance(schedule, New)
                found[row.key] = schedule
        return found


def _in_batch(reason: Reason, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return log.c.type == RESCHEDULED, log.c.reason == reason.value, log.c.at == at


def _last(
    connection: Connection, reasons: Collection[str] = _LEARNERS_OWN, *where: ColumnElement[bool]
) -> Batch | None:
    own = select(log).where(log.c.type == RESCHEDULED, log.c.reason.in_(reasons), stands(), *where)
    row = connection.execute(own.order_by(log.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    reason = Reason(row.reason)
    counted = select(func.count()).select_from(log).where(*_in_batch(reason, row.at), stands())
    back = _end_of_pause(connection, row) if reason is Reason.PAUSED else None
    return Batch(reason, row.day, row.at, connection.execute(counted).scalar_one(), back)


def _end_of_pause(connection: Connection, row: Row[Any]) -> date:
    """A pause moves every date by its length, and what was overdue as if it were due on its first day.

    So one of its entries tells the length, and the log of that card what date it had before.
    """
    earlier = select(log).where(log.c.key == row.key, log.c.number < row.number).order_by(log.c.number)
    before = replay(entry_of(each) for each in connection.execute(earlier))
    day: date = row.day
    due: date = row.due
    return day + (due - (day if isinstance(before, New) else max(before.due, day)))


def _moment_of_its_own(connection: Connection, reason: Reason, at: datetime) -> datetime:
    """``at``, or the first microsecond behind it at which nothing was set for this reason."""
    while connection.execute(select(exists().where(*_in_batch(reason, at)))).scalar_one():
        at += timedelta(microseconds=1)
    return at


def _schedules(connection: Connection, keys: Iterable[str]) -> dict[str, Schedule]:
    found = connection.execute(select(schedules).where(schedules.c.key.in_(list(keys))).with_for_update())
    return {row.key: schedule_of(row) for row in found}


def _write(connection: Connection, events: Iterable[Rescheduled | Retracted]) -> None:
    if rows := [event_row(event) for event in events]:
        connection.execute(insert(log), rows)


def _store(connection: Connection, given: Mapping[str, Schedule], now: Mapping[str, Schedule]) -> None:
    """Write these schedules where ``now`` is what is stored."""
    if gone := [key for key, schedule in given.items() if isinstance(schedule, New) and key in now]:
        connection.execute(delete(schedules).where(schedules.c.key.in_(gone)))
    dated = [{"key": key, **schedule_row(to)} for key, to in given.items() if not isinstance(to, New)]
    if made := [row for row in dated if row["key"] not in now]:
        connection.execute(insert(schedules), made)
    if changed := [{"at_key": row.pop("key"), **row} for row in dated if row["key"] in now]:
        connection.execute(update(schedules).where(schedules.c.key == bindparam("at_key")), changed)
