"""Which cards today, in what order."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import heapify, heappop, heappush

from quizkit.storage.agenda import Agenda, Scope


class Part(StrEnum):
    """Why a card is in the queue."""

    DUE = "due"
    NEW = "new"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class Turn:
    """A card's place in the queue."""

    key: str
    part: Part


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many turns are left, the current one among them."""

    due: int
    new: int
    drills: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what waits is asked: ``new`` cards at most, and ``reviews`` due ones (None: all).

    ``ahead`` counts the days beyond today whose cards are asked too. The statements of the cards ``met`` today have had
    their turn: with ``bury_siblings`` only one card of a statement is asked a day.
    """

    new: int
    reviews: int | None = None
    ahead: int = 0
    bury_siblings: bool = False
    met: Collection[str] = ()


def todays_queue(agenda: Agenda, today: date, scope: Scope, limits: Limits) -> list[Turn]:
    """What waits today: the due cards, oldest first, then the new ones, then the drills.

    Siblings are kept apart. The drills are those of earlier today that were left when the program was closed.

    That a sibling waits for tomorrow is not stored: the log of the day tells it, so that an undo gives the statement
    its turn back, and no mark is left to be swept up.
    """
    has_turn = _Statements(limits.met).take if limits.bury_siblings else (lambda key: True)
    due = apart(list(filter(has_turn, agenda.due(today, scope, limits.ahead)))[: limits.reviews])
    new = apart(agenda.new(limits.new, scope, today, has_turn), after=due[-1] if due else "")
    drills = apart(agenda.drills(today, scope), after=(new or due or [""])[-1])
    parts = ((Part.DUE, due), (Part.NEW, new), (Part.DRILL, drills))
    return [Turn(key, part) for part, keys in parts for key in keys]


class _Statements:
    """The statements that have had their turn today; a key that names none is alone."""

    def __init__(self, met: Iterable[str]) -> None:
        self._met = {statement for statement in map(_statement, met) if statement}

    def take(self, key: str) -> bool:
        """Whether it is the card's turn; from then on its siblings have to wait."""
        statement = _statement(key)
        if statement in self._met:
            return False
        if statement:
            self._met.add(statement)
        return True


def _statement(key: str) -> str:
    """The source and the fingerprint that siblings share; "" for a shorter key, of which a deck may be full."""
    family, _, _ = key.rpartition("/")
    return family if "/" in family else ""


def apart(keys: Iterable[str], after: str = "") -> list[str]:
    """The keys with no sibling next to another, nor the first one next to ``after``, where that can be done.

    Otherwise they keep their order: each place takes the first key that may stand there.
    """
    waiting = _Families(keys)
    ordered: list[str] = []
    last = _family(after)
    while waiting.left:
        # A family that fills more than half of what is left stays apart only if it takes every other place from now.
        largest = waiting.largest()
        is_pressing = largest != last and 2 * waiting.size(largest) > waiting.left
        last = largest if is_pressing else waiting.first(unless=last)
        ordered.append(waiting.take(last))
    return ordered


def is_sibling(key: str, other: str) -> bool:
    """Whether both keys are cards of one statement, or one card."""
    return _family(key) == _family(other)


def _family(key: str) -> str:
    """What siblings share: the key without its answer slot (``Card.statement_key``); a key without one is alone."""
    return key.rpartition("/")[0] or key


class _Families:
    """Keys in their order, by family; heaps find the next one, for a deck may be one large family.

    Entries of the heaps go stale when a family loses a key, and are dropped when they come to the top.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._families: dict[str, deque[tuple[int, str]]] = {}
        self.left = 0
        for place, key in enumerate(keys):
            self._families.setdefault(_family(key), deque()).append((place, key))
            self.left += 1
        self._firsts = [(members[0][0], family) for family, members in self._families.items()]
        self._sizes = [(-len(members), family) for family, members in self._families.items()]
        heapify(self._firsts)
        heapify(self._sizes)

    def size(self, family: str) -> int:
        return len(self._families[family])

    def largest(self) -> str:
        while -self._sizes[0][0] != self.size(self._sizes[0][1]):
            heappop(self._sizes)
        return self._sizes[0][1]

    def first(self, unless: str) -> str:
        """The family of the first key; that of the first key of another family, where it would be ``unless``."""
        first = self._first()
        if first != unless:
            return first
        set_aside = heappop(self._firsts)
        other = self._first() if self.left > self.size(first) else first
        heappush(self._firsts, set_aside)
        return other

    def take(self, family: str) -> str:
        members = self._families[family]
        key = members.popleft()[1]
        self.left -= 1
        if members:
            heappush(self._firsts, (members[0][0], family))
            heappush(self._sizes, (-len(members), family))
        return key

    def _first(self) -> str:
        while not self._is_head(*self._firsts[0]):
            heappop(self._firsts)
        return self._firsts[0][1]

    def _is_head(self, place: int, family: str) -> bool:
        members = self._families[family]
        return bool(members) and members[0][0] == place
