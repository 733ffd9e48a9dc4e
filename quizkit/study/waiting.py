"""The cards that wait in a session: read as they are needed, passed over where their turn is gone."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice

from quizkit.domain.card import Card
from quizkit.domain.schedule import New, Schedule, is_due
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.queue import Part, Turn, is_sibling

_AHEAD = 20
"""Cards are read this many at a time: a session is not the collection."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card before the learner, and the schedule that a rating answers to.

    ``part`` is what it is shown as; ``turn`` is how it waited: after four in the morning a drill may have become due.
    """

    turn: Turn
    part: Part
    card: Card
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes next (None: nothing), and the turns that are gone from the queue once it has come."""

    shown: Shown | None
    gone: tuple[Turn, ...]


class WaitingCards:
    """The queue of a session, with what is known of its cards."""

    def __init__(
        self, queue: Iterable[Turn], decks: DeckStore, progress: ProgressStore, deck: str | None, ahead: int = 0
    ) -> None:
        self._line: deque[Turn] = deque()
        self._drills: deque[Turn] = deque()
        self._count: Counter[Part] = Counter()
        for turn in queue:
            self.put_last(turn)
        self._decks = decks
        self._progress = progress
        self._deck = deck
        self._ahead = timedelta(days=ahead)
        self._cards: dict[str, Card | None] = {}

    def look_ahead(self, day: date, after: str) -> Ahead:
        """What comes next on ``day`` after the card of key ``after``; the queue is left as it is.

        Cards that were retired, or rated in another session, are passed over. Raises StorageError.
        """
        gone = []
        for at, turn in enumerate(self._order(after)):
            gone.append(turn)
            if shown := self._as_shown(turn, day, partial(islice, self._order(after), at, at + _AHEAD)):
                return Ahead(shown, tuple(gone))
        return Ahead(None, tuple(gone))

    def move_on(self, ahead: Ahead) -> None:
        """Take out of the queue what comes next, and what was passed over for it."""
        for turn in ahead.gone:
            self.remove(turn)

    def put_first(self, turn: Turn) -> None:
        self._where(turn).appendleft(turn)
        self._count[turn.part] += 1

    def put_last(self, turn: Turn) -> None:
        self._where(turn).append(turn)
        self._count[turn.part] += 1

    def remove(self, turn: Turn) -> None:
        self._where(turn).remove(turn)
        self._count[turn.part] -= 1

    def take_out(self, key: str) -> tuple[tuple[int, Turn], ...]:
        """Let every turn of a card be gone; gives them with their places, for ``put_back``."""
        gone = [(at, turn) for turns in (self._line, self._drills) for at, turn in enumerate(turns) if turn.key == key]
        for _, turn in gone:
            self.remove(turn)
        return tuple(gone)

    def put_back(self, turns: Iterable[tuple[int, Turn]]) -> None:
        """Let turns wait where they waited before they were taken out."""
        for at, turn in turns:
            self._where(turn).insert(at, turn)
            self._count[turn.part] += 1

    def reword(self, card: Card) -> None:
        """The card has other words from now on."""
        self._cards[card.key] = card

    def words_of(self, card: Card) -> Card:
        """The card in the words that it has by now."""
        return self._cards.get(card.key) or card

    def count(self) -> Counter[Part]:
        """How many turns of each part wait."""
        return +self._count

    def _where(self, turn: Turn) -> deque[Turn]:
        # Apart, so that what comes next is found without a walk through all that waits.
        return self._drills if turn.part is Part.DRILL else self._line

    def _order(self, after: str) -> Iterator[Turn]:
        """The turns as they come; of the drills first those that are no sibling of what was shown before."""
        yield from self._line
        yield from sorted(self._drills, key=lambda turn: is_sibling(turn.key, after))

    def _as_shown(self, turn: Turn, day: date, ahead: Callable[[], Iterable[Turn]]) -> Shown | None:
        if turn.key not in self._cards:
            keys = [each.key for each in ahead()]
            self._cards |= dict.fromkeys(keys) | self._decks.cards(keys, self._deck)
        card = self._cards[turn.key]
        if card is None:
            return None
        schedule = self._progress.schedule(turn.key)
        if is_due(schedule, day):
            return Shown(turn, Part.DUE, card, schedule)
        if turn.part is Part.DUE and is_due(schedule, day + self._ahead):
            # Not due yet, and asked all the same; unless it has had its review today, in another session.
            return None if self._progress.was_reviewed(turn.key, day) else Shown(turn, Part.DUE, card, schedule)
        waits_as = Part.NEW if isinstance(schedule, New) else Part.DRILL
        return Shown(turn, waits_as, card, schedule) if turn.part is waits_as else None
