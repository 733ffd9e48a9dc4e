"""A round through the drafts that wait, without a screen: one at a time, decided or passed over, each step undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from quizkit.domain.card import Card
from quizkit.domain.errors import NotFoundError
from quizkit.domain.held import Decision
from quizkit.storage.decisions import Decided
from quizkit.storage.drafts import DraftStore, Waiting


@dataclass(frozen=True, slots=True)
class _Step:
    """A decision of this round, and the place in it that the draft had."""

    at: int
    decided: Decided


class DraftRound:
    """The drafts of a library, deck by deck in learning order; ``clock`` tells the local time.

    Every decision is saved at once. A draft is read when its turn comes: one that was decided elsewhere meanwhile is
    passed over. Every method may raise StorageError; what decides raises NotFoundError where no draft is left.
    """

    def __init__(self, store: DraftStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._places = store.places()
        self._at = 0
        self._steps: list[_Step] = []
        self._current = self._read()

    @property
    def current(self) -> Waiting | None:
        """The draft whose turn it is; None where none waits any more."""
        return self._current

    @property
    def place(self) -> int:
        """Where in the round it stands, counted from 1; 0 where none is left."""
        return self._at + 1 if self._places else 0

    @property
    def waiting(self) -> int:
        """How many drafts wait."""
        return len(self._places)

    @property
    def can_undo(self) -> bool:
        """Whether a decision of this round stands."""
        return bool(self._steps)

    def count(self, decision: Decision) -> int:
        """How many standing decisions of this round are of that sort."""
        return sum(step.decided.decision is decision for step in self._steps)

    def move(self, steps: int) -> None:
        """Pass the draft over, to a later or (``steps`` below 0) an earlier one; the last is followed by the first."""
        if self._places:
            self._at = (self._at + steps) % len(self._places)
        self._current = self._read()

    def accept(self) -> Decided:
        """Make the draft a card; the next one's turn comes."""
        here = self._here()
        return self._done(self._store.accept(here.deck, here.draft.card.key, self._clock()))

    def edit(self, words: Card) -> Decided:
        """Make the draft a card in the learner's own words, which nothing overwrites. Raises DeckError."""
        here = self._here()
        return self._done(self._store.edit(here.deck, here.draft.card.key, words, self._clock()))

    def reject(self) -> Decided:
        """Let the draft never come back; the next one's turn comes."""
        here = self._here()
        return self._done(self._store.reject(here.deck, here.draft.card.key, self._clock()))

    def undo(self) -> Decided | None:
        """Take the last decision of this round back, and turn to its draft; None where there is none.

        Raises NotFoundError where the same draft was decided on again elsewhere.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        place = (step.decided.deck, step.decided.card.key)
        self._store.take_back([step.decided], self._clock())
        self._steps.pop()
        self._at = min(step.at, len(self._places))
        self._places.insert(self._at, place)
        self._current = self._read()
        return step.decided

    def look_again(self) -> None:
        """Read anew what waits: it may have been decided elsewhere. Decisions before this are not undone any more."""
        was = self._places[self._at : self._at + 1]
        self._places = self._store.places()
        self._steps.clear()
        self._at = self._places.index(was[0]) if was and was[0] in self._places else 0
        self._current = self._read()

    def _here(self) -> Waiting:
        if self._current is None:
            raise NotFoundError("no draft waits any more: there is nothing to decide")
        return self._current

    def _done(self, decided: Decided) -> Decided:
        self._steps.append(_Step(self._at, decided))
        self._places.pop(self._at)
        self._current = self._read()
        return decided

    def _read(self) -> Waiting | None:
        while self._places:
            self._at %= len(self._places)
            deck, key = self._places[self._at]
            if draft := self._store.one(deck, key):
                return Waiting(deck, draft)
            self._places.pop(self._at)
        self._at = 0
        return None
