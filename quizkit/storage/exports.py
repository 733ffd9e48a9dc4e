"""What the Anki packages of a deck held: the next export can tell beforehand what it will add and change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, and_, delete, exists, func, insert, literal, or_, select, update

from quizkit.domain.deck import Deck
from quizkit.storage.database import reading, writing
from quizkit.storage.portions import in_portions
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

    def record(self, deck: Deck, at: datetime, changed: Mapping[str, datetime]) -> None:
        """Remember that the deck went out, its cards ``changed`` when that tells by key.

        Cards of earlier exports that did not go out now are kept in mind.
        """
        with writing(self._engine) as connection:
            if _record_as_stored(connection, deck, at, changed):
                return
            for portion in in_portions(card.key for card in deck.cards):
                connection.execute(delete(exports).where(exports.c.deck == deck.slug, exports.c.key.in_(portion)))
            rows = [
                {"deck": deck.slug, "key": c.key, "at": at, "topic": c.topic, "changed_at": changed[c.key]}
                for c in deck.cards
            ]
            if rows:
                connection.execute(insert(exports), rows)


def _record_as_stored(connection: Connection, deck: Deck, at: datetime, changed: Mapping[str, datetime]) -> bool:
    """Let the database copy what it has of the cards; False, and nothing, where that is not what went out any more."""
    newest = max(changed.values(), default=at)
    live = and_(cards.c.deck == deck.slug, cards.c.is_retired.is_(False))
    held, last = connection.execute(select(func.count(), func.max(cards.c.changed_at)).where(live)).one()
    if held != len(deck.cards) or (last or newest) > newest:
        return False
    met = and_(exports.c.deck == deck.slug, exports.c.key == cards.c.key)
    now = {"at": at, "topic": cards.c.topic, "changed_at": cards.c.changed_at}
    # A deck goes out again and again: what was recorded is renewed in its place, and only what is new is put in.
    renewed = connection.execute(update(exports).where(met, live).values(now)).rowcount
    if renewed < held:
        # In the order of the keys: an index grows fastest at one end.
        told = (cards.c.deck, cards.c.key, literal(at, exports.c.at.type), cards.c.topic, cards.c.changed_at)
        new = select(*told).where(live, ~exists().where(met)).order_by(cards.c.key)
        connection.execute(insert(exports).from_select(["deck", "key", *now], new))
    return True
