"""The words of the cards of a session: put in the learner's own, taken back, and read where they come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from quizkit.domain.card import Card
from quizkit.domain.errors import NotFoundError
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore
from quizkit.study.deeds import Deed, Reworded
from quizkit.study.source_text import SourceText, source_texts


class Wording:
    """Cards of one deck, or each of the first deck that has it. Every method may raise StorageError and NotFoundError.

    What the learner words is decided as `quizkit drafts edit` decides it, so that no later edition overwrites it.
    """

    def __init__(self, decks: DeckStore, deck: str | None) -> None:
        self._decks = decks
        self._decisions = DraftStore(decks.engine)
        self._deck = deck

    def edit(self, words: Card, moment: datetime) -> Reworded:
        """Give the card of that key these words. Raises DeckError where they break a rule of cards."""
        before, deck = self._standing(words.key)
        # To the decisions a topic is one of the card's words; the learner who takes it back thinks of the topic.
        deed = Deed.RETAGGED if replace(before, topic=words.topic) == words != before else Deed.EDITED
        return Reworded(deed, before, (self._decisions.edit(deck, words.key, words, moment),))

    def split(self, words: Card, second: Card, moment: datetime) -> Reworded:
        """Give the card of that key these words, and its statement a second card. Raises as ``edit`` does."""
        before, deck = self._standing(words.key)
        return Reworded(Deed.SPLIT, before, self._decisions.split(deck, words, second, moment))

    def take_back(self, done: Reworded, moment: datetime) -> None:
        """Give the card the words that it had before."""
        self._decisions.take_back(done.decided, moment)

    def topics(self) -> list[str]:
        """The topics that there are, in the order in which a learner meets them."""
        return self._decks.topics(self._deck)

    def sources(self, card: Card) -> tuple[SourceText, ...]:
        """What the library keeps of the documents that the card was made from."""
        return source_texts(card, self._deck or self._decks.deck_of(card.key), self._decks)

    def _standing(self, key: str) -> tuple[Card, str]:
        """The card as it stands, and the deck that its words are in."""
        deck = self._deck or self._decks.deck_of(key)
        found = self._decks.cards([key], deck).get(key)
        if found is None:
            raise NotFoundError(f"{deck} has no card {key} any more; go on with the next one")
        return found, deck
