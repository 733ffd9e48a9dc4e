"""Drafts that wait for the learner: listed, accepted, put in other words, rejected for good; and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from quizkit.domain.card import Card
from quizkit.domain.errors import NotFoundError
from quizkit.storage.conflicts import ConflictStore, Picked
from quizkit.storage.decisions import Decided
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore, Named, State, Waiting

SHORTEST_REFERENCE = 4
"""Characters: what is shorter than this must be a whole key."""

_ACCEPTABLE = (State.WAITING, State.REJECTED)
_LIVING = (State.WAITING, State.CARD)
_MOST_TOLD = 5


class LearnersDrafts:
    """The drafts of a library; ``clock`` tells the local time. Every method may raise StorageError.

    A draft is named by its key, or by a beginning of it, with or without its source, that no other has. Where nothing
    or more than one thing answers to a name, NotFoundError says so.
    """

    def __init__(self, decks: DeckStore, clock: Callable[[], datetime]) -> None:
        self._decks = decks
        self._store = DraftStore(decks.engine)
        self._conflicts = ConflictStore(decks.engine)
        self._clock = clock

    def waiting(self, deck: str | None = None, topic: str | None = None) -> list[Waiting]:
        """The drafts that wait, deck by deck in learning order; a topic may be named in upper or lower case."""
        self._check(deck)
        return self._store.waiting(deck, self._topic(deck, topic))

    def rejected(self, deck: str | None = None) -> list[Waiting]:
        """What was rejected for good, in the order in which it was."""
        self._check(deck)
        return self._store.rejected(deck)

    def counts(self) -> dict[str, int]:
        """How many drafts wait, by deck; a deck without one is not named."""
        return self._store.counts()

    def words(self, reference: str, deck: str | None = None) -> tuple[str, Card]:
        """The draft, or the card, as it stands, after the deck that it is in."""
        named = self._named(reference, deck, _LIVING)
        return named.deck, self._store.words(named.deck, named.key)

    def accept(self, references: Sequence[str], deck: str | None = None) -> list[Decided]:
        """Make cards of drafts, all or none; of what was rejected too, if it is named."""
        named = [self._named(reference, deck, _ACCEPTABLE) for reference in references]
        return self._store.accept_all(dict.fromkeys((each.deck, each.key) for each in named), self._clock())

    def accept_all(self, deck: str | None = None, topic: str | None = None) -> list[Decided]:
        """Make cards of all that wait, all or none, but for what another source contradicts: that is to pick."""
        waiting = self.waiting(deck, topic)
        disputed = {
            (found.deck, key)
            for found in self._conflicts.open(deck)
            for side in found.conflict.sides
            for key in side.drafts
        }
        told = [(each.deck, each.draft.card.key) for each in waiting]
        return self._store.accept_all([each for each in told if each not in disputed], self._clock())

    def edit(self, deck: str, words: Card) -> Decided:
        """Make the draft, or the card, of that key one in the learner's own words, which nothing overwrites."""
        return self._store.edit(deck, words.key, words, self._clock())

    def reject(self, references: Sequence[str], deck: str | None = None) -> list[Decided]:
        """Let drafts, or cards, never come back: all, or none."""
        named = [self._named(reference, deck, _LIVING) for reference in references]
        return self._store.reject_all(dict.fromkeys((each.deck, each.key) for each in named), self._clock())

    def cards(self, references: Sequence[str], deck: str | None = None) -> list[tuple[str, str]]:
        """Deck and key of the cards that are named, drafts left aside. All names are looked up."""
        named = [self._named(reference, deck, (State.CARD,)) for reference in references]
        return list(dict.fromkeys((each.deck, each.key) for each in named))

    def retag(self, places: Sequence[tuple[str, str]], topic: str) -> list[Decided]:
        """Move the cards of these decks and keys to a topic, all or none; it is the learner's word and stays.

        Those that have it already are let alone. Raises DeckError for a topic without a letter.
        """
        worded = ((deck, self._store.words(deck, key)) for deck, key in places)
        moved = [(deck, replace(card, topic=topic.strip())) for deck, card in worded if card.topic != topic.strip()]
        return self._store.edit_all(moved, self._clock())

    def reject_all(self, places: Sequence[tuple[str, str]]) -> list[Decided]:
        """Let the drafts, or cards, of these decks and keys never come back: all, or none."""
        return self._store.reject_all(places, self._clock())

    def take_back(self, decided: Sequence[Decided]) -> None:
        """Take these decisions back, all or none. Raises NotFoundError where a card was decided on again since."""
        self._store.take_back(decided, self._clock())

    def undo(self) -> Decided | Picked | None:
        """Take the last decision back, a pick with all that followed from it; None where none is left."""
        return self._conflicts.undo(self._clock()) or self._store.undo(self._clock())

    def _check(self, deck: str | None) -> None:
        if deck is not None:
            self._decks.require(deck)

    def _topic(self, deck: str | None, topic: str | None) -> str | None:
        if topic is None:
            return None
        there_is = list(dict.fromkeys([*self._store.topics(deck), *self._decks.topics(deck)]))
        alike = [name for name in there_is if name == topic] or [
            name for name in there_is if name.casefold() == topic.casefold()
        ]
        if not alike:
            raise NotFoundError(f"there is no topic {topic}; the topics are: {', '.join(there_is) or 'none yet'}")
        return alike[0]

    def _named(self, reference: str, deck: str | None, states: Sequence[State]) -> Named:
        self._check(deck)
        found = self._store.named(reference, deck)
        is_exact = any(name.key == reference for name in found)
        wants_card = tuple(states) == (State.CARD,)
        lists = "`quizkit cards`" if wants_card else "`quizkit drafts`"
        what, sought = ("card", "card") if wants_card else ("draft", "draft and no card")
        if len(reference) < SHORTEST_REFERENCE and not is_exact:
            raise NotFoundError(
                f"{reference or 'nothing'} names no {what}: give its key, or at least the first "
                f"{SHORTEST_REFERENCE} characters of it; {lists} lists the keys"
            )
        fitting = [name for name in found if name.state in states]
        if not fitting and found and found[0].state is State.WAITING:
            raise NotFoundError(
                f"{found[0].key} of {found[0].deck} is a draft yet; `quizkit drafts accept` makes it a card"
            )
        if not fitting and found:
            is_now = "rejected already" if found[0].state is State.REJECTED else "a card already"
            raise NotFoundError(f"{found[0].key} of {found[0].deck} is {is_now}; `quizkit drafts` lists what waits")
        if not fitting:
            raise NotFoundError(f"there is no {sought} {reference}; {lists} lists the keys")
        if len(fitting) == 1:
            return fitting[0]
        if len({name.key for name in fitting}) == 1:
            decks = ", ".join(name.deck for name in fitting)
            raise NotFoundError(f"{fitting[0].key} is in several decks ({decks}): name one with --deck")
        meant = sorted({name.key for name in fitting})
        keys = ", ".join(meant[:_MOST_TOLD]) + (", ..." if len(meant) > _MOST_TOLD else "")
        raise NotFoundError(f"{reference} may mean {keys}; give more of the key")
