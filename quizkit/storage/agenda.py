"""Questions that need content and progress at once: which cards wait, and how the learner stands by topic.

The two are stored apart and owned by ``decks`` and ``progress``; here, and only here, a query joins them, by key. So a
session over a large library costs what is due and shown, not what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Subquery,
    Table,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    not_,
    select,
)

from quizkit.domain.log import MOVED_DATES
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import LEECH_FROM, MATURE_FROM
from quizkit.domain.search import Search
from quizkit.storage.database import reading
from quizkit.storage.marks import aside_among, bears_flag, is_aside
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import log, marks, schedules
from quizkit.storage.rows import REVIEWED
from quizkit.storage.searching import finds_card
from quizkit.storage.standing import is_review, stands
from quizkit.storage.tables import cards, evidence


@dataclass(frozen=True, slots=True)
class Scope:
    """What is studied: all, or what meets every condition given.

    ``deck`` and ``source`` are slugs (a card is of a source if its evidence is), ``flag`` is 1 to 7. What a ``search``
    finds of drafts and retired cards is left aside.
    """

    deck: str | None = None
    topic: str | None = None
    source: str | None = None
    flag: int | None = None
    search: Search | None = None

    def holds(self) -> list[ColumnElement[bool]]:
        """The conditions under which a row of ``cards`` belongs to it; retired cards never do."""
        conditions: list[ColumnElement[bool]] = [cards.c.is_retired.is_(False)]
        if self.deck is not None:
            conditions.append(cards.c.deck == self.deck)
        if self.topic is not None:
            conditions.append(cards.c.topic == self.topic)
        if self.source is not None:
            of_card = and_(evidence.c.deck == cards.c.deck, evidence.c.key == cards.c.key)
            conditions.append(exists().where(of_card, evidence.c.source == self.source))
        if self.flag is not None:
            conditions.append(bears_flag(cards.c.key, self.flag))
        if self.search is not None:
            conditions.append(finds_card(self.search))
        return conditions


@dataclass(frozen=True, slots=True)
class Tally:
    """How the cards of a deck, a topic or a library stand; a card that two decks share counts once in each tally.

    ``deck`` and ``topic`` are "" where the tally is not by deck or topic. ``due`` and ``new_waiting`` (cards without
    progress) leave out what is suspended or buried; the other figures do not.
    """

    deck: str
    topic: str
    cards: int
    seen: int
    due: int
    young: int
    mature: int
    leeches: int
    reviews: int
    passes: int
    new_waiting: int = 0
    suspended: int = 0

    @classmethod
    def together(cls, tallies: Iterable[Tally]) -> Tally:
        """The sum of tallies that share no card, such as those of a deck's topics."""
        each = list(tallies)
        return cls(
            deck="",
            topic="",
            cards=sum(tally.cards for tally in each),
            seen=sum(tally.seen for tally in each),
            due=sum(tally.due for tally in each),
            young=sum(tally.young for tally in each),
            mature=sum(tally.mature for tally in each),
            leeches=sum(tally.leeches for tally in each),
            reviews=sum(tally.reviews for tally in each),
            passes=sum(tally.passes for tally in each),
            new_waiting=sum(tally.new_waiting for tally in each),
            suspended=sum(tally.suspended for tally in each),
        )


class Agenda:
    """What waits in one library; suspended and buried cards do not wait. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, today: date, scope: Scope, ahead: int = 0) -> list[str]:
        """The keys of all cards that are due, oldest due first, then in learning order.

        ``ahead`` counts the days beyond ``today`` whose cards are wanted too.
        """
        waiting = (
            select(cards.c.key)
            .select_from(_outwards(schedules, scope))
            .where(schedules.c.due <= today + timedelta(days=ahead), ~is_aside(schedules.c.key, today))
            .order_by(schedules.c.due, cards.c.position, cards.c.deck)
        )
        return self._keys(waiting)

    def new(
        self, limit: int, scope: Scope, today: date, is_wanted: Callable[[str], bool] = lambda key: True
    ) -> list[str]:
        """The keys of the first ``limit`` cards without progress, in learning order, all decks at the same pace.

        Those that are not wanted are passed over: it is asked key by key, in that order, until there are enough.
        """
        waiting = (
            select(cards.c.key)
            .where(~exists().where(schedules.c.key == cards.c.key), ~is_aside(cards.c.key, today), *scope.holds())
            .order_by(cards.c.position, cards.c.deck, cards.c.key)
        )
        return self._keys(waiting, limit, is_wanted)

    def drills(self, day: date, scope: Scope) -> list[str]:
        """The keys of the cards whose last standing entry of ``day`` scored below 4, the longest waiting first.

        A pause or a spread only moves dates: what was to be drilled before it, is to be after it.
        """
        later = log.alias("later")
        is_last = ~exists().where(
            later.c.day == day,
            later.c.key == log.c.key,
            later.c.number > log.c.number,
            func.coalesce(later.c.reason, "").not_in(MOVED_DATES),
            stands(later),
        )
        waiting = (
            select(cards.c.key)
            .select_from(_outwards(log, scope))
            .where(log.c.day == day, log.c.type == REVIEWED, log.c.rating < int(Rating.GOOD), stands(), is_last)
            .where(~is_aside(log.c.key, day))
            .order_by(log.c.number)
        )
        return self._keys(waiting)

    def next_due(self, scope: Scope, today: date) -> date | None:
        """The earliest date at which a card of the scope is asked; None where no card has a date.

        A buried card is asked on the day it is buried until, at the earliest, and a suspended one never.
        """
        belongs = exists().where(cards.c.key == schedules.c.key, *scope.holds())
        in_order = select(schedules.c.due).where(belongs, ~is_aside(schedules.c.key, today)).order_by(schedules.c.due)
        of_buried = (
            select(schedules.c.due, marks.c.buried_until)
            .join(marks, marks.c.key == schedules.c.key)
            .where(belongs, marks.c.is_suspended.is_(False), marks.c.buried_until > today)
        )
        with reading(self._engine) as connection:
            dates = list(connection.execute(in_order.limit(1)).scalars())
            dates += [max(row.due, row.buried_until) for row in connection.execute(of_buried)]
        return min(dates, default=None)

    def places(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        """The deck and the topic of every card of these keys, once for each deck that has it; not in order."""
        with reading(self._engine) as connection:
            return [
                (row.deck, row.topic)
                for portion in in_portions(keys)
                for row in connection.execute(
                    select(cards.c.deck, cards.c.topic).where(cards.c.key.in_(portion), cards.c.is_retired.is_(False))
                )
            ]

    def tally(self, today: date, scope: Scope) -> Tally:
        """How all cards of the scope stand together."""
        return self._tallies(today, scope)[0]

    def tally_by_topic(self, today: date, scope: Scope) -> list[Tally]:
        """How the cards of the scope stand, topic by topic in learning order, over all its decks."""
        return self._tallies(today, scope, "topic")

    def tally_by_deck_and_topic(self, today: date, scope: Scope, *, with_reviews: bool = True) -> list[Tally]:
        """How the cards of the scope stand, deck by deck and topic by topic in learning order.

        Reviews and passes take a pass over the whole log: without them they are 0, and the tally is quick.
        """
        return self._tallies(today, scope, "deck", "topic", with_reviews=with_reviews)

    def _tallies(self, today: date, scope: Scope, *by: str, with_reviews: bool = True) -> list[Tally]:
        live = _live(scope, by)
        history = _history() if with_reviews else _no_history()
        groups = [live.c[name] for name in by]
        counted = (
            select(*groups, *_figures(today, history))
            .select_from(live)
            .outerjoin(schedules, schedules.c.key == live.c.key)
            .outerjoin(history, history.c.key == live.c.key)
            .outerjoin(marks, marks.c.key == live.c.key)
            .group_by(*groups)
            .order_by(*(live.c[name] for name in by if name == "deck"), func.min(live.c.position), *groups)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(counted).mappings().all()
        return [Tally(**({"deck": "", "topic": ""} | dict(row))) for row in rows]

    def _keys(
        self, waiting: Select[str], limit: int | None = None, is_wanted: Callable[[str], bool] = lambda key: True
    ) -> list[str]:
        # A card that two decks share comes once: a query that left the second out would have to see all cards first.
        found: dict[str, None] = {}
        if limit is not None and limit <= 0:
            return []
        with reading(self._engine) as connection:
            for key in connection.execute(waiting, execution_options={"yield_per": 100}).scalars():
                if key is not None and key not in found and is_wanted(key):
                    found[key] = None
                if len(found) == limit:
                    break
        return list(found)


def learnt(connection: Connection, deck: str) -> frozenset[str]:
    """The keys of the deck's cards that have a schedule."""
    of_deck = exists().where(cards.c.key == schedules.c.key, *Scope(deck).holds())
    return frozenset(connection.execute(select(schedules.c.key).where(of_deck)).scalars())


def _outwards(progress: Table, scope: Scope) -> FromClause:
    """Rows of progress, each with its card, the card's columns empty where it is not of the scope.

    An outer join, so that a database goes from the few rows that wait to their cards: asked for an inner one, and
    without statistics, it would rather walk through the whole deck.
    """
    return progress.outerjoin(cards, and_(cards.c.key == progress.c.key, *scope.holds()))


def _live(scope: Scope, by: Sequence[str]) -> Subquery:
    """The keys of the scope, each once in every group."""
    columns = [*(cards.c[name] for name in by), cards.c.key]
    if "deck" in by:  # There a key stands once, and sorting all of them is saved.
        return select(*columns, cards.c.position).where(*scope.holds()).subquery("live")
    return (
        select(*columns, func.min(cards.c.position).label("position"))
        .where(*scope.holds())
        .group_by(*columns)
        .subquery("live")
    )


def _history() -> Subquery:
    """Reviews and passes by key; the first review of a card tells nothing of memory and is left out.

    One pass over the log, which may be long: number and rating of each review are packed into one whole number, so that
    the smallest one of a card holds the rating of its first review.
    """
    retraction = log.alias("retraction")
    retracted = select(retraction.c.entry).where(retraction.c.entry.is_not(None))
    first_rating = func.min(log.c.number * 8 + log.c.rating) % 8
    is_pass = case((log.c.rating > int(Rating.AGAIN), 1), else_=0)
    return (
        select(
            log.c.key,
            (func.count() - 1).label("reviews"),
            (func.sum(is_pass) - case((first_rating > int(Rating.AGAIN), 1), else_=0)).label("passes"),
        )
        .where(is_review(), log.c.number.not_in(retracted))
        .group_by(log.c.key)
        .subquery("history")
    )


def _no_history() -> Subquery:
    """The columns of ``_history``, and no row."""
    nothing = select(log.c.key, literal(0).label("reviews"), literal(0).label("passes"))
    return nothing.where(false()).subquery("history")


def _figures(today: date, history: Subquery) -> list[ColumnElement[int]]:
    is_mature = and_(schedules.c.interval.is_not(None), schedules.c.interval >= MATURE_FROM)
    has_schedule = schedules.c.key.is_not(None)
    # Without marks the row is empty, and what is compared with it is neither true nor false.
    is_asked = func.coalesce(not_(aside_among(marks, today)), True)

    def how_many(name: str, condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(name)

    return [
        func.count().label("cards"),
        func.count(schedules.c.key).label("seen"),
        how_many("due", and_(schedules.c.due <= today, is_asked)),
        how_many("young", and_(has_schedule, not_(is_mature))),
        how_many("mature", is_mature),
        how_many("leeches", schedules.c.lapses >= LEECH_FROM),
        func.coalesce(func.sum(history.c.reviews), 0).label("reviews"),
        func.coalesce(func.sum(history.c.passes), 0).label("passes"),
        how_many("new_waiting", and_(not_(has_schedule), is_asked)),
        how_many("suspended", marks.c.is_suspended.is_(True)),
    ]
