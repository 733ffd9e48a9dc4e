"""Whether the library is sound: the log, replayed, must lead to the schedules that are stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, Engine, exists, select

from quizkit.domain.log import Entry, replay
from quizkit.domain.schedule import New, Schedule
from quizkit.storage.database import damage, reading
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import log, schedules
from quizkit.storage.rows import entry_of, schedule_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A card whose stored schedule is not the one that its entries lead to."""

    key: str
    stored: Schedule
    replayed: Schedule


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong: ``damage`` is the database's own findings, in its words.

    Where the file is damaged nothing in it can be trusted, and nothing was compared.
    """

    entries: int
    cards: int
    differences: tuple[Difference, ...]
    damage: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.differences and not self.damage


def check(engine: Engine) -> Checked:
    """Replay the whole log, a card at a time: memory does not grow with it. Raises StorageError."""
    if found := damage(engine):
        return Checked(0, 0, (), tuple(found))
    entries = cards = 0
    differences: list[Difference] = []
    with reading(engine) as connection:
        replayed: dict[str, Schedule] = {}
        for key, of_card in _by_card(connection):
            entries, cards = entries + len(of_card), cards + 1
            replayed[key] = replay(of_card)
            if len(replayed) == 500:
                differences += _compared(connection, replayed)
                replayed.clear()
        differences += _compared(connection, replayed)
        differences += _without_entries(connection)
    return Checked(entries, cards, tuple(differences), ())


def _by_card(connection: Connection) -> Iterator[tuple[str, list[Entry]]]:
    in_order = select(log).order_by(log.c.key, log.c.number)
    rows = connection.execute(in_order, execution_options={"yield_per": 1000})
    for key, of_card in groupby(rows, lambda row: str(row.key)):
        yield key, [entry_of(row) for row in of_card]


def _compared(connection: Connection, replayed: dict[str, Schedule]) -> Iterator[Difference]:
    stored: dict[str, Schedule] = {}
    for portion in in_portions(replayed):
        for row in connection.execute(select(schedules).where(schedules.c.key.in_(portion))):
            stored[row.key] = schedule_of(row)
    for key, schedule in replayed.items():
        if stored.get(key, New()) != schedule:
            yield Difference(key, stored.get(key, New()), schedule)


def _without_entries(connection: Connection) -> Iterator[Difference]:
    alone = select(schedules).where(~exists().where(log.c.key == schedules.c.key)).order_by(schedules.c.key)
    for row in connection.execute(alone):
        yield Difference(row.key, schedule_of(row), New())
