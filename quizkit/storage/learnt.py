"""What the learner did with a whole deck, read at once: for what carries it elsewhere."""

from __future__ import annotations

from sqlalchemy import Engine, exists, select

from quizkit.domain.learnt import Learnt
from quizkit.domain.log import Entry
from quizkit.domain.schedule import New, Schedule
from quizkit.storage.database import reading
from quizkit.storage.progress_tables import log, schedules
from quizkit.storage.rows import entry_of, schedule_of
from quizkit.storage.standing import stands
from quizkit.storage.tables import cards


def read_learnt(engine: Engine, deck: str) -> dict[str, Learnt]:
    """By key, the schedule and the standing log of every card of the deck that has any. Raises StorageError."""

    def of_deck(key: object) -> object:
        return exists().where(cards.c.key == key, cards.c.deck == deck, cards.c.is_retired.is_(False))

    dated = select(schedules).where(of_deck(schedules.c.key))  # type: ignore[arg-type]
    told = select(log).where(of_deck(log.c.key), stands()).order_by(log.c.number)  # type: ignore[arg-type]
    entries: dict[str, list[Entry]] = {}
    with reading(engine) as connection:
        found: dict[str, Schedule] = {row.key: schedule_of(row) for row in connection.execute(dated)}
        for row in connection.execute(told, execution_options={"yield_per": 1000}):
            entries.setdefault(row.key, []).append(entry_of(row))
    return {
        key: Learnt(found.get(key, New()), tuple(entries.get(key, ()))) for key in dict.fromkeys([*found, *entries])
    }
