"""Drafts that wait, and what the learner says to them and to cards: yes, in other words, or no for good.

Every decision is one transaction with the means to take it back. The learner's progress is never touched here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    ColumnElement,
    Engine,
    func,
    or_,
    select,
)

from quizkit.domain.card import Card
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.held import Decision
from quizkit.storage.card_json import card_of_json
from quizkit.storage.database import reading, writing
from quizkit.storage.decisions import (
    Decided,
    accept_draft,
    add_sibling,
    edit_draft,
    reject_draft,
    standing_of,
    take_back,
)
from quizkit.storage.held import draft_of
from quizkit.storage.tables import cards, decisions, drafts


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits, and the deck that it would become a card of."""

    deck: str
    draft: Draft


class State(StrEnum):
    """Where a key stands in a deck."""

    WAITING = "waiting"
    CARD = "card"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Named:
    """A key of a deck, and where it stands."""

    deck: str
    key: str
    state: State


_last_decisions = select(func.max(decisions.c.number)).group_by(decisions.c.deck, decisions.c.key)
_is_rejected = (decisions.c.number.in_(_last_decisions), decisions.c.decision == Decision.REJECTED.value)
_WHERE: tuple[tuple[State, Column[str], Column[str], tuple[ColumnElement[bool], ...]], ...] = (
    (State.WAITING, drafts.c.key, drafts.c.deck, ()),
    (State.CARD, cards.c.key, cards.c.deck, (cards.c.is_retired.is_(False),)),
    (State.REJECTED, decisions.c.key, decisions.c.deck, _is_rejected),
)


_NO_VERDICT = Verdict(0.0, Fate.LEFT_OUT, ("you rejected it",))


class DraftStore:
    """The drafts of one library, and the decisions on them. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def waiting(self, deck: str | None = None, topic: str | None = None) -> list[Waiting]:
        """The drafts that wait, deck by deck in learning order."""
        wanted: list[ColumnElement[bool]] = []
        if deck is not None:
            wanted.append(drafts.c.deck == deck)
        if topic is not None:
            wanted.append(drafts.c.topic == topic)
        in_order = select(drafts).where(*wanted).order_by(drafts.c.deck, drafts.c.position)
        with reading(self.engine) as connection:
            return [Waiting(row.deck, draft_of(row)) for row in connection.execute(in_order)]

    def places(self) -> list[tuple[str, str]]:
        """Deck and key of every draft that waits, deck by deck in learning order."""
        in_order = select(drafts.c.deck, drafts.c.key).order_by(drafts.c.deck, drafts.c.position)
        with reading(self.engine) as connection:
            return [(row.deck, row.key) for row in connection.execute(in_order)]

    def one(self, deck: str, key: str) -> Draft | None:
        """The draft of that key; None where it waits no more."""
        with reading(self.engine) as connection:
            row = connection.execute(select(drafts).where(drafts.c.deck == deck, drafts.c.key == key)).one_or_none()
        return None if row is None else draft_of(row)

    def counts(self) -> dict[str, int]:
        """How many drafts wait, by deck; a deck without one is not named."""
        counted = select(drafts.c.deck, func.count().label("number")).group_by(drafts.c.deck).order_by(drafts.c.deck)
        with reading(self.engine) as connection:
            return {row.deck: row.number for row in connection.execute(counted)}

    def topics(self, deck: str | None = None) -> list[str]:
        """The topics of what waits, in learning order."""
        found = select(drafts.c.topic).group_by(drafts.c.topic).order_by(func.min(drafts.c.position), drafts.c.topic)
        with reading(self.engine) as connection:
            return list(connection.execute(found if deck is None else found.where(drafts.c.deck == deck)).scalars())

    def named(self, reference: str, deck: str | None = None) -> list[Named]:
        """What the key, or else the beginning of keys with or without their source, may mean."""
        found: list[Named] = []
        with reading(self.engine) as connection:
            for state, key, of_deck, wanted in _WHERE:
                begins = key.startswith(reference, autoescape=True)
                alike = or_(key == reference, begins, key.contains(f"/{reference}", autoescape=True))
                query = select(of_deck, key).distinct().where(*wanted, alike).order_by(of_deck, key)
                rows = connection.execute(query if deck is None else query.where(of_deck == deck))
                found += [Named(row[0], row[1], state) for row in rows]
        return [name for name in found if name.key == reference] or [
            name for name in found if name.key.startswith(reference) or f"/{reference}" in name.key
        ]

    def keys(self, beginning: str, states: Collection[State], most: int) -> list[str]:
        """At most so many keys that stand in one of the states and begin so; the states in their order."""
        found: dict[str, None] = {}
        with reading(self.engine) as connection:
            for state, key, _, wanted in _WHERE:
                if state in states:
                    begins = key.startswith(beginning, autoescape=True)
                    query = select(key).distinct().where(*wanted, begins).order_by(key).limit(most)
                    found |= dict.fromkeys(connection.execute(query).scalars())
        return list(found)[:most]

    def words(self, deck: str, key: str) -> Card:
        """The card, or the draft, as it stands. Raises NotFoundError where the deck has neither."""
        with reading(self.engine) as connection:
            return standing_of(connection, deck, key).card

    def rejected(self, deck: str | None = None) -> list[Waiting]:
        """What the learner rejected for good, in the order in which it was; the score is 0."""
        found = select(decisions).where(*_is_rejected)
        if deck is not None:
            found = found.where(decisions.c.deck == deck)
        with reading(self.engine) as connection:
            rows = connection.execute(found.order_by(decisions.c.number))
            return [Waiting(row.deck, Draft(card_of_json(row.card), _NO_VERDICT)) for row in rows]

    def accept(self, deck: str, key: str, moment: datetime) -> Decided:
        """Make the draft a card, where learning order wants it; what was rejected may be accepted after all.

        Raises NotFoundError where no such draft waits and none was rejected.
        """
        with writing(self.engine) as connection:
            return accept_draft(connection, deck, key, moment)

    def accept_all(self, places: Iterable[tuple[str, str]], moment: datetime) -> list[Decided]:
        """``accept`` the draft of every deck and key, all or none."""
        with writing(self.engine) as connection:
            return [accept_draft(connection, deck, key, moment) for deck, key in places]

    def edit(self, deck: str, key: str, words: Card, moment: datetime) -> Decided:
        """Make the draft, or the card, one in the learner's own words; they are never overwritten.

        Raises NotFoundError where the deck has neither, DeckError where the words break a rule of cards or the card
        would get another key.
        """
        with writing(self.engine) as connection:
            return edit_draft(connection, deck, key, words, moment)

    def edit_all(self, edits: Iterable[tuple[str, Card]], moment: datetime) -> list[Decided]:
        """``edit`` every card, each after the deck that it is in, all or none."""
        with writing(self.engine) as connection:
            return [edit_draft(connection, deck, words.key, words, moment) for deck, words in edits]

    def reject_all(self, places: Iterable[tuple[str, str]], moment: datetime) -> list[Decided]:
        """``reject`` the draft, or the card, of every deck and key, all or none."""
        with writing(self.engine) as connection:
            return [reject_draft(connection, deck, key, moment) for deck, key in places]

    def reject(self, deck: str, key: str, moment: datetime) -> Decided:
        """Let the draft, or the card, never come back; the log of a card stays.

        Raises NotFoundError where the deck has neither, or it was rejected before.
        """
        with writing(self.engine) as connection:
            return reject_draft(connection, deck, key, moment)

    def add_sibling(self, deck: str, key: str, words: Card, moment: datetime) -> Decided:
        """Put a further card of the same statement beside the card, in the learner's own words, with a key of its own.

        Raises NotFoundError where the deck has no card of that key, DeckError where the words break a rule of cards.
        """
        with writing(self.engine) as connection:
            return add_sibling(connection, deck, key, words, moment)

    def split(self, deck: str, words: Card, second: Card, moment: datetime) -> tuple[Decided, Decided]:
        """``edit`` the card of that key and ``add_sibling`` beside it, both or neither; ``second`` gets its own key."""
        with writing(self.engine) as connection:
            edited = edit_draft(connection, deck, words.key, words, moment)
            return edited, add_sibling(connection, deck, words.key, second, moment)

    def take_back(self, decided: Sequence[Decided], moment: datetime) -> None:
        """Take these decisions back, the last one first, all or none, whatever was decided on other cards since.

        Raises NotFoundError where one of the cards was decided on again.
        """
        with writing(self.engine) as connection:
            for each in reversed(decided):
                take_back(connection, moment, each.number)

    def undo(self, moment: datetime) -> Decided | None:
        """Take the last decision of all back; None where there is none.

        What was decided on is again what it was before: a draft in its place, a card, or rejected.
        """
        with writing(self.engine) as connection:
            return take_back(connection, moment)
