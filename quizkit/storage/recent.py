"""The learner's last days, for the first screen: what is asked here costs the same however long the log is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Date, Engine, and_, case, column, exists, func, select, values

from quizkit.domain.rating import Rating
from quizkit.domain.retention import Retention
from quizkit.storage.database import reading
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import log
from quizkit.storage.standing import is_review, stands
from quizkit.storage.tables import cards

_FIRST_LOOK = 32
"""Days that a streak is looked for in at once; then twice as many, and so on."""


@dataclass(frozen=True, slots=True)
class Past:
    """A review that stands, drills left out."""

    key: str
    day: date
    is_pass: bool
    is_first: bool
    seconds: float


class RecentPast:
    """What was done lately in one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reviews(self, limit: int) -> list[Past]:
        """The last ``limit`` reviews, the latest first."""
        wanted = (
            select(log.c.key, log.c.day, log.c.rating, log.c.seconds, case((_is_first(), 1), else_=0))
            .where(is_review(), stands())
            .order_by(log.c.number.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [
                Past(key, day, Rating(rating).is_pass, bool(is_first), seconds)
                for key, day, rating, seconds, is_first in connection.execute(wanted)
            ]

    def retention_on(self, day: date) -> Retention:
        """The retention of a day's reviews, a card's first one left out."""
        passes = func.coalesce(func.sum(case((log.c.rating > int(Rating.AGAIN), 1), else_=0)), 0)
        counted = select(func.count(), passes).select_from(log).where(log.c.day == day, is_review(), stands())
        with reading(self._engine) as connection:
            row = connection.execute(counted.where(~_is_first())).one()
        return Retention(row[0], row[1])

    def days_in_a_row(self, last: date) -> int:
        """How many days in a row, back from ``last``, have a review."""
        days, look = 0, _FIRST_LOOK
        with reading(self._engine) as connection:
            while True:
                asked = [last - timedelta(days=days + at) for at in range(look)]
                studied = _studied(connection, asked)
                gap = next((at for at, day in enumerate(asked) if day not in studied), None)
                if gap is not None:
                    return days + gap
                days, look = days + look, look * 2

    def topics(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Key and topic of every card of these keys that is there, once for each topic that it has."""
        with reading(self._engine) as connection:
            return [
                (row.key, row.topic)
                for portion in in_portions(keys)
                for row in connection.execute(
                    select(cards.c.key, cards.c.topic)
                    .distinct()
                    .where(cards.c.key.in_(portion), cards.c.is_retired.is_(False))
                )
            ]


def _studied(connection: Connection, days: Iterable[date]) -> set[date]:
    asked = values(column("day", Date), name="asked").data([(day,) for day in days]).cte("asked")
    has_review = exists().where(log.c.day == asked.c.day, is_review(), stands())
    return set(connection.execute(select(asked.c.day).where(has_review)).scalars())


def _is_first() -> ColumnElement[bool]:
    earlier = log.alias("earlier")
    came_before = and_(earlier.c.key == log.c.key, earlier.c.number < log.c.number)
    return ~exists().where(came_before, is_review(earlier), stands(earlier))
