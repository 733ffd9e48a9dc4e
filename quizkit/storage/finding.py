"""Cards and drafts found by a search, a page at a time: what is read is what is shown.

A page is named by how many come before it, not by the card before it: a learner may scroll to any place of a long list,
and what lies between need not be read for it. In learning order the database only steps through an index to get there;
other orders sort the keys of all that was found, never their texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Subquery,
    func,
    literal,
    null,
    select,
    union_all,
)

from quizkit.domain.card import Card, CardKind, Origin
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.domain.schedule import New, Schedule
from quizkit.domain.search import Search
from quizkit.storage.card_json import card_of_json
from quizkit.storage.database import reading
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import marks, schedules
from quizkit.storage.rows import schedule_of
from quizkit.storage.searching import finds_card, finds_draft, interval_of
from quizkit.storage.stored_cards import read_cards
from quizkit.storage.tables import cards, drafts


class Order(StrEnum):
    """What a list is sorted by; what is alike stands in learning order, and new cards and drafts behind others."""

    LEARNING = "learning order"
    DUE = "due"
    TOPIC = "topic"
    INTERVAL = "interval"
    LAPSES = "lapses"


@dataclass(frozen=True, slots=True)
class Found:
    """A card of a deck, or a draft, with how it stands; its evidence is left out. A draft is New and bears no mark."""

    deck: str
    card: Card
    schedule: Schedule
    marks: Marks
    is_draft: bool = False
    is_retired: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """Deck and key: what names it."""
        return self.deck, self.card.key


class Finder:
    """Finds in one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, search: Search) -> int:
        """How many cards and drafts it finds; a card that two decks share is one in each."""
        counted = select(func.count()).select_from(cards).where(finds_card(search))
        with reading(self._engine) as connection:
            number = connection.execute(counted).scalar_one()
            if search.asks_for_drafts:
                of_drafts = select(func.count()).select_from(drafts).where(finds_draft(search))
                number += connection.execute(of_drafts).scalar_one()
        return number

    def page(self, search: Search, order: Order = Order.LEARNING, first: int = 0, most: int = 100) -> list[Found]:
        """At most so many of what it finds, beyond the ``first`` ones, in that order."""
        with reading(self._engine) as connection:
            rows = connection.execute(_in_order(search, order).offset(first).limit(most)).all()
            return _read(connection, [(row.deck, row.key, bool(row.is_draft)) for row in rows])

    def places(self, search: Search) -> list[tuple[str, str]]:
        """Deck and key of all cards that it finds, in learning order; drafts are left out."""
        found = select(cards.c.deck, cards.c.key).where(finds_card(search))
        with reading(self._engine) as connection:
            rows = connection.execute(found.order_by(cards.c.deck, cards.c.position))
            return [(row.deck, row.key) for row in rows]

    def whole(self, deck: str, key: str) -> Card | None:
        """The card with its evidence, a retired one too; None where the deck never had it."""
        with reading(self._engine) as connection:
            stored = next(read_cards(connection, cards.c.deck == deck, cards.c.key == key), None)
        return stored.card if stored else None

    def named(self, places: Sequence[tuple[str, str]]) -> list[Found]:
        """The cards of these decks and keys as they stand now, in the order given; what is gone is left out."""
        with reading(self._engine) as connection:
            return _read(connection, [(deck, key, False) for deck, key in places])


def _in_order(search: Search, order: Order) -> Select[Any]:
    if not search.asks_for_drafts:
        found: FromClause = cards
        listed = select(cards.c.deck, cards.c.key, literal(0).label("is_draft")).where(finds_card(search))
    else:
        found = _with_drafts(search)
        listed = select(found.c.deck, found.c.key, found.c.is_draft)
    in_learning_order = (found.c.deck, found.c.position, found.c.key)
    if order is Order.LEARNING:
        return listed.order_by(*in_learning_order)
    if order is Order.TOPIC:
        return listed.order_by(found.c.topic, *in_learning_order)
    by: dict[Order, ColumnElement[Any]] = {
        Order.DUE: schedules.c.due,
        Order.INTERVAL: interval_of(),
        Order.LAPSES: schedules.c.lapses.desc(),
    }
    # Joined by another name: the search may ask about schedules, too.
    listed = listed.select_from(found.outerjoin(schedules, schedules.c.key == found.c.key))
    return listed.order_by(schedules.c.key.is_(null()), by[order], *in_learning_order)


def _with_drafts(search: Search) -> Subquery:
    names = ("deck", "position", "key", "topic")
    of_cards = select(*(cards.c[name] for name in names), literal(0).label("is_draft")).where(finds_card(search))
    of_drafts = select(*(drafts.c[name] for name in names), literal(1).label("is_draft")).where(finds_draft(search))
    return union_all(of_cards, of_drafts).subquery("found")


def _read(connection: Connection, wanted: Sequence[tuple[str, str, bool]]) -> list[Found]:
    keys = list(dict.fromkeys(key for _, key, _ in wanted))
    found: dict[tuple[str, str, bool], Found] = {}
    for portion in in_portions(keys):
        scheduled = {
            row.key: schedule_of(row)
            for row in connection.execute(select(schedules).where(schedules.c.key.in_(portion)))
        }
        marked = {
            row.key: Marks(row.is_suspended, row.flag, row.buried_until)
            for row in connection.execute(select(marks).where(marks.c.key.in_(portion)))
        }
        for row in connection.execute(select(cards).where(cards.c.key.in_(portion))):
            found[row.deck, row.key, False] = Found(
                row.deck,
                _card(row),
                scheduled.get(row.key, New()),
                marked.get(row.key, NO_MARKS),
                is_retired=row.is_retired,
            )
        if any(is_draft for _, _, is_draft in wanted):
            for row in connection.execute(select(drafts).where(drafts.c.key.in_(portion))):
                card = card_of_json(row.card)
                found[row.deck, row.key, True] = Found(row.deck, card, New(), NO_MARKS, is_draft=True)
    return [found[place] for place in wanted if place in found]


def _card(row: Any) -> Card:
    return Card(
        row.key,
        CardKind(row.kind),
        row.question,
        row.answer,
        row.topic,
        (),
        tuple(row.accept),
        tuple(row.choices),
        row.rule,
        Origin(row.origin),
    )
