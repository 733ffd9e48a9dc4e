"""Every card with where it stands today, read at once: the other half of statistics, beside the log's ``history``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from quizkit.domain.schedule import FIRST_INTERVALS
from quizkit.storage.database import reading
from quizkit.storage.progress_tables import marks, schedules
from quizkit.storage.tables import cards, evidence

_STEPS = (0, *FIRST_INTERVALS)


@dataclass(frozen=True, slots=True)
class CardNow:
    """A card of one deck; one that two decks share comes twice. Retired cards do not come.

    ``interval`` is in days, 0 for a new card, whose ``due`` is None.
    """

    deck: str
    key: str
    topic: str
    interval: int
    due: date | None
    lapses: int
    is_suspended: bool
    buried_until: date | None

    def is_aside(self, today: date) -> bool:
        """Whether it is suspended, or buried beyond ``today``."""
        return self.is_suspended or (self.buried_until is not None and self.buried_until > today)


def read_collection(engine: Engine) -> list[CardNow]:
    """All cards, deck by deck, in learning order. Raises StorageError."""
    wanted = (
        select(
            cards.c.deck, cards.c.key, cards.c.topic, schedules.c.step, schedules.c.interval, schedules.c.due,
            schedules.c.lapses, marks.c.is_suspended, marks.c.buried_until,
        )
        .outerjoin(schedules, schedules.c.key == cards.c.key)
        .outerjoin(marks, marks.c.key == cards.c.key)
        .where(cards.c.is_retired.is_(False))
        .order_by(cards.c.deck, cards.c.position, cards.c.key)
    )  # fmt: skip
    with reading(engine) as connection:
        return [
            CardNow(deck, key, topic, interval or _STEPS[step or 0], due, lapses or 0, bool(suspended), buried)
            for deck, key, topic, step, interval, due, lapses, suspended, buried in connection.execute(wanted)
        ]


def read_sources(engine: Engine) -> dict[tuple[str, str], list[str]]:
    """The slugs of the sources that prove each card, by deck and key. Raises StorageError."""
    found: dict[tuple[str, str], list[str]] = {}
    wanted = (
        select(evidence.c.deck, evidence.c.key, evidence.c.source)
        .distinct()
        .order_by(evidence.c.deck, evidence.c.key, evidence.c.source)
    )
    with reading(engine) as connection:
        for deck, key, source in connection.execute(wanted):
            found.setdefault((deck, key), []).append(source)
    return found
