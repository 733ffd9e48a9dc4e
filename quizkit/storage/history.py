"""The log read from its beginning, a portion at a time, as statistics need it.

A portion is a transaction of its own: a screen can draw in between, and nobody waits for a reader of a long log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import merge
from typing import Any

from sqlalchemy import Engine, Row, func, select

from quizkit.domain.history import History
from quizkit.storage.database import reading
from quizkit.storage.progress_tables import log
from quizkit.storage.rows import RESCHEDULED, REVIEWED, schedule_of

_PORTION = 25_000
"""Entries: some 50 milliseconds' work."""

_REVIEWS = select(log.c.number, log.c.key, log.c.day, log.c.rating, log.c.is_drill, log.c.seconds).where(
    log.c.type == REVIEWED
)
_RESCHEDULES = select(
    log.c.number, log.c.key, log.c.state, log.c.step, log.c.has_passed, log.c.interval, log.c.ease, log.c.due,
    log.c.lapses,
).where(log.c.type == RESCHEDULED)  # fmt: skip

_Rows = Sequence[Any]


class HistoryReader:
    """Reads what stood in the log when it was made; call ``read_on`` until it says False, then take ``history``.

    Every method may raise StorageError.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.history = History()
        self.done = 0
        with reading(engine) as connection:
            self.of: int = connection.execute(select(func.coalesce(func.max(log.c.number), 0))).scalar_one()
            taken_back = select(log.c.entry).where(log.c.entry.is_not(None))
            self._taken_back = frozenset(connection.execute(taken_back).scalars())

    def read_on(self) -> bool:
        """Read one portion more; False where that was the last."""
        until = min(self.of, self.done + _PORTION)
        here = (log.c.number > self.done, log.c.number <= until)
        with reading(self._engine) as connection:
            reviews: _Rows = connection.execute(_REVIEWS.where(*here).order_by(log.c.number)).all()
            reschedules: _Rows = connection.execute(_RESCHEDULES.where(*here).order_by(log.c.number)).all()
        history, taken_back = self.history, self._taken_back
        schedules = {row.number: row for row in reschedules}
        rows: Iterable[Any] = merge(reviews, reschedules, key=_number) if schedules else reviews
        for row in rows:
            number = row[0]
            if number in taken_back:
                continue
            if number in schedules:
                history.reschedule(row.key, schedule_of(row))
            else:
                _, key, day, rating, is_drill, seconds = row
                history.review(key, day, rating, is_drill, seconds)
        self.done = until
        return until < self.of


def _number(row: Row[Any]) -> int:
    number: int = row[0]
    return number
