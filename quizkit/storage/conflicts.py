"""Where the sources of a deck contradict each other, and which side the learner picked.

A pick and all that follows from it, cards accepted and rejected, is one transaction, and one step back takes it all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select

from quizkit.domain.card import Card, Evidence, Origin
from quizkit.domain.conflict import Conflict, ConflictSort, Pick, Side
from quizkit.domain.errors import NotFoundError
from quizkit.storage.database import reading, writing
from quizkit.storage.decisions import accept_draft, reject_draft, standing, take_back
from quizkit.storage.tables import conflicts, decisions, picks, sources


@dataclass(frozen=True, slots=True)
class OfDeck:
    """A conflict, the deck that it is of, and the file of either side's source."""

    deck: str
    conflict: Conflict
    files: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Picked:
    """What the learner picked, and the cards that were accepted and rejected by it."""

    deck: str
    conflict: Conflict
    accepted: tuple[Card, ...] = ()
    rejected: tuple[Card, ...] = ()


class ConflictStore:
    """The conflicts of one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def open(self, deck: str | None = None) -> list[OfDeck]:
        """What the learner has not decided, deck by deck in the order of the documents."""
        return [found for found in self.every(deck) if found.conflict.pick is None]

    def every(self, deck: str | None = None) -> list[OfDeck]:
        """What was decided too."""
        wanted = select(conflicts).order_by(conflicts.c.deck, conflicts.c.position)
        if deck is not None:
            wanted = wanted.where(conflicts.c.deck == deck)
        with reading(self.engine) as connection:
            rows = connection.execute(wanted).all()
            files = {(s.deck, s.slug): s.file for s in connection.execute(select(sources))} if rows else {}
            picked = {name: read_picks(connection, name) for name in {row.deck for row in rows}}
        found = []
        for row in rows:
            conflict = _conflict(row, picked[row.deck].get(row.key))
            a, b = (files.get((row.deck, s.evidence.source), s.evidence.source) for s in conflict.sides)
            found.append(OfDeck(row.deck, conflict, (a, b)))
        return found

    def pick(self, deck: str, key: str, pick: Pick, moment: datetime) -> Picked:
        """Let the drafts of the side that is right become cards, and reject those of the other for good.

        Words of the learner's own are let alone. Raises NotFoundError where the deck has no such conflict.
        """
        with writing(self.engine) as connection:
            row = connection.execute(
                select(conflicts).where(conflicts.c.deck == deck, conflicts.c.key == key)
            ).one_or_none()
            if row is None:
                raise NotFoundError(f"{deck} has no conflict {key}; `quizkit conflicts` lists them")
            conflict = _conflict(row, pick)
            before = _last_decision(connection)
            right, wrong = conflict.wins(pick)
            accepted = [accept_draft(connection, deck, k, moment).card for k in right if _waits(connection, deck, k)]
            rejected = [reject_draft(connection, deck, k, moment).card for k in wrong if _may_go(connection, deck, k)]
            values = {"deck": deck, "key": key, "at": moment, "pick": pick.value}
            connection.execute(insert(picks).values(after=before, until=_last_decision(connection), **values))
        return Picked(deck, conflict, tuple(accepted), tuple(rejected))

    def undo(self, moment: datetime) -> Picked | None:
        """Take the last pick back with all that followed from it; None where something was decided since, or nothing.

        Then it is the last decision on a draft that an undo takes back.
        """
        with writing(self.engine) as connection:
            last = connection.execute(select(picks).order_by(picks.c.number.desc()).limit(1)).one_or_none()
            if last is None or _last_decision(connection) > last.until:
                return None
            while _last_decision(connection) > last.after:
                take_back(connection, moment)
            connection.execute(delete(picks).where(picks.c.number == last.number))
            of_it = select(conflicts).where(conflicts.c.deck == last.deck, conflicts.c.key == last.key)
            row = connection.execute(of_it).one_or_none()
        if row is None:
            # An edition that no longer holds the conflict came since.
            return Picked(last.deck, _gone(last.pick))
        return Picked(last.deck, _conflict(row, Pick(last.pick)))


def read_conflicts(connection: Connection, deck: str) -> tuple[Conflict, ...]:
    """All conflicts of a deck, those that are decided with what was picked."""
    picked = read_picks(connection, deck)
    rows = connection.execute(select(conflicts).where(conflicts.c.deck == deck).order_by(conflicts.c.position))
    return tuple(_conflict(row, picked.get(row.key)) for row in rows)


def read_picks(connection: Connection, deck: str) -> dict[str, Pick]:
    """What the learner picked, by conflict."""
    in_order = select(picks.c.key, picks.c.pick).where(picks.c.deck == deck).order_by(picks.c.number)
    return {row.key: Pick(row.pick) for row in connection.execute(in_order)}


def write_conflicts(connection: Connection, deck: str, now: Iterable[Conflict]) -> None:
    """Make these the conflicts of the deck; what was picked is remembered for those that come back."""
    connection.execute(delete(conflicts).where(conflicts.c.deck == deck))
    rows = [
        {
            "deck": deck,
            "key": conflict.key,
            "position": position,
            "sort": conflict.sort.value,
            "score": conflict.score,
            "a": asdict(conflict.a),
            "b": asdict(conflict.b),
        }
        for position, conflict in enumerate(now)
    ]
    if rows:
        connection.execute(insert(conflicts), rows)


def _conflict(row: Row[Any], pick: Pick | None) -> Conflict:
    return Conflict(ConflictSort(row.sort), _side(row.a), _side(row.b), row.score, pick)


def _side(kept: dict[str, Any]) -> Side:
    return Side(Evidence(**kept["evidence"]), kept["value"], kept["statement"], tuple(kept["drafts"]))


def _gone(pick: str) -> Conflict:
    nothing = Side(Evidence("", ""), "", "")
    return Conflict(ConflictSort.NAME, nothing, nothing, pick=Pick(pick))


def _last_decision(connection: Connection) -> int:
    last: int = connection.execute(select(func.coalesce(func.max(decisions.c.number), 0))).scalar_one()
    return last


def _waits(connection: Connection, deck: str, key: str) -> bool:
    """Whether there is a draft to accept, or one to accept after all."""
    found = standing(connection, deck, key)
    return found is not None and not found.is_card


def _may_go(connection: Connection, deck: str, key: str) -> bool:
    """Whether there is a draft or a card to reject that the learner did not word."""
    found = standing(connection, deck, key)
    return found is not None and bool(found.before) and found.card.origin is Origin.GENERATED
