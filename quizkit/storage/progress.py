"""What the learner did: the log, which only grows, and the schedules that follow from it.

Content is not needed here: what asks for both stands in ``agenda``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, exists, func, insert, select, update

from quizkit.domain.errors import NotFoundError
from quizkit.domain.log import Entry, Event, Rescheduled, Retracted, Reviewed, replay
from quizkit.domain.schedule import New, Schedule
from quizkit.domain.sm2 import reschedule
from quizkit.storage.checking import Checked, check
from quizkit.storage.database import reading, writing
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import log, schedules
from quizkit.storage.rows import entry_of, event_row, schedule_of, schedule_row
from quizkit.storage.standing import is_review, stands


class ProgressStore:
    """The learner's progress in one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def record(self, event: Reviewed | Rescheduled, *, answers: Schedule | None = None) -> Entry:
        """Write the event and the schedule it leads to, both or neither, and give the entry as it was written.

        ``answers`` is the schedule that the learner saw when rating. Where another session has changed it since, the
        card has had its review: this one is kept as a drill, history that moves no date.
        """
        with writing(self.engine) as connection:
            before = _schedule(connection, event.key)
            if isinstance(event, Reviewed) and answers is not None and before != answers:
                event = replace(event, is_drill=True)
            entry = _append(connection, event)
            _store(connection, event.key, _after(before, event))
        return entry

    def retract(self, number: int, day: date, at: datetime) -> Entry:
        """Take entry ``number`` back: its card's schedule is what the other entries lead to.

        Raises NotFoundError where there is no such entry, or it was taken back before.
        """
        with writing(self.engine) as connection:
            row = connection.execute(select(log).where(log.c.number == number, stands())).one_or_none()
            if row is None:
                raise NotFoundError(f"the log has no entry {number} that could be taken back; look at the last one")
            entry = _append(connection, Retracted(row.key, day, at, number))
            _store(connection, row.key, replay(_entries(connection, row.key)))
        return entry

    def schedule(self, key: str) -> Schedule:
        """When the card is due; New where it has no progress."""
        with reading(self.engine) as connection:
            return _schedule(connection, key)

    def schedules(self, keys: Iterable[str]) -> dict[str, Schedule]:
        """The schedule of every key given."""
        found: dict[str, Schedule] = {key: New() for key in keys}
        with reading(self.engine) as connection:
            for portion in in_portions(found):
                for row in connection.execute(select(schedules).where(schedules.c.key.in_(portion))):
                    found[row.key] = schedule_of(row)
        return found

    def entries(self, key: str) -> list[Entry]:
        """All that happened to the card, oldest first, with what was taken back."""
        with reading(self.engine) as connection:
            return _entries(connection, key)

    def introduced_on(self, day: date) -> int:
        """How many cards had their first review on ``day``; one whose schedule was imported is not introduced."""
        return self._count(day, _is_first_of_its_card())

    def reviews_on(self, day: date) -> int:
        """How many reviews of ``day`` stand; drills are not counted."""
        return self._count(day)

    def reviewed_on(self, day: date) -> list[str]:
        """The keys of the cards that a review of ``day`` stands for; drills are none."""
        found = select(log.c.key).distinct().where(log.c.day == day, is_review(), stands())
        with reading(self.engine) as connection:
            return list(connection.execute(found).scalars())

    def was_reviewed(self, key: str, day: date) -> bool:
        """Whether a review of the card on ``day`` stands; a drill is none."""
        found = select(log.c.number).where(log.c.day == day, log.c.key == key, is_review(), stands()).limit(1)
        with reading(self.engine) as connection:
            return connection.execute(found).scalar_one_or_none() is not None

    def check(self) -> Checked:
        """Compare the log with the schedules, card by card; the library is left as it is."""
        return check(self.engine)

    def _count(self, day: date, *conditions: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(log).where(log.c.day == day, is_review(), stands(), *conditions)
        with reading(self.engine) as connection:
            return connection.execute(counted).scalar_one()


def _after(before: Schedule, event: Reviewed | Rescheduled) -> Schedule:
    match event:
        case Rescheduled(schedule=given):
            return given
        case Reviewed(is_drill=True):
            return before
        case Reviewed(rating=rating, day=day):
            return reschedule(before, rating, day)


def _schedule(connection: Connection, key: str) -> Schedule:
    # The lock is for databases that let two write at once; SQLite has none and needs none.
    row = connection.execute(select(schedules).where(schedules.c.key == key).with_for_update()).one_or_none()
    return schedule_of(row)


def _entries(connection: Connection, key: str) -> list[Entry]:
    rows = connection.execute(select(log).where(log.c.key == key).order_by(log.c.number))
    return [entry_of(row) for row in rows]


def _append(connection: Connection, event: Event) -> Entry:
    written = connection.execute(insert(log).values(event_row(event)))
    return Entry(written.inserted_primary_key[0], event)  # type: ignore[index]


def _store(connection: Connection, key: str, schedule: Schedule) -> None:
    if isinstance(schedule, New):
        connection.execute(delete(schedules).where(schedules.c.key == key))
        return
    row = schedule_row(schedule)
    if not connection.execute(update(schedules).where(schedules.c.key == key).values(row)).rowcount:
        connection.execute(insert(schedules).values(key=key, **row))


def _is_first_of_its_card() -> ColumnElement[bool]:
    earlier = log.alias("earlier")
    came_before = and_(earlier.c.key == log.c.key, earlier.c.number < log.c.number)
    return ~exists().where(came_before, earlier.c.is_drill.is_not(True), stands(earlier))
