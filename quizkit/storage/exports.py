"""What the Anki packages of a deck held: the next export can tell beforehand what it will add and change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, or_, select

from quizkit.storage.database import reading, writing
from quizkit.storage.tables import cards, exports


@dataclass(frozen=True, slots=True)
class Exported:
    """A card as a package held it: exported ``at``, under ``topic``, with the words that it got at ``changed_at``."""

    at: datetime
    topic: str
    changed_at: datetime


class ExportStore:
    """The record of a library's exports to Anki. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def last(self, deck: str) -> dict[str, Exported]:
        """By key, how each card last went out with the deck; those that the deck has lost since are among them.

        A card of the deck that went out with another deck is told as well: in Anki both are one note.
        """
        of_deck = select(cards.c.key).where(cards.c.deck == deck, cards.c.is_retired.is_(False))
        met = select(exports).where(or_(exports.c.deck == deck, exports.c.key.in_(of_deck))).order_by(exports.c.at)
        with reading(self._engine) as connection:
            return {row.key: Exported(row.at, row.topic, row.changed_at) for row in connection.execute(met)}

    def record(self, deck: str, now: Mapping[str, Exported]) -> None:
        """Remember that the cards went out with the deck; those of earlier exports that did not are kept in mind."""
        with writing(self._engine) as connection:
            before = connection.execute(select(exports).where(exports.c.deck == deck))
            rows = [dict(row._mapping) for row in before if row.key not in now]
            rows += [
                {"deck": deck, "key": key, "at": card.at, "topic": card.topic, "changed_at": card.changed_at}
                for key, card in now.items()
            ]
            connection.execute(delete(exports).where(exports.c.deck == deck))
            if rows:
                connection.execute(insert(exports), rows)
