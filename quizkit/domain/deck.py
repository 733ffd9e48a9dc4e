"""A named set of cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from quizkit.domain.card import Card
from quizkit.domain.errors import DeckError

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DeckSource:
    """A document that a deck's cards are made from.

    ``statements`` keeps, by fingerprint, the words of every statement that has a card: a later edition of the document
    finds its statements by them, and the cards keep their keys.
    """

    slug: str
    file: str
    title: str
    url: str = ""
    statements: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards in the order in which a learner should meet them.

    Raises DeckError where two cards share a key, or a card breaks a rule of cards.
    """

    slug: str
    title: str
    cards: tuple[Card, ...]
    sources: tuple[DeckSource, ...] = ()
    description: str = ""

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for card in self.cards:
            if card.key in seen:
                raise DeckError(f"deck {self.slug}: two cards have the key {card.key}; give one of them another")
            if fault := card.fault():
                raise DeckError(f"deck {self.slug}, card {card.key}: {fault}")
            seen.add(card.key)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in order of their first card."""
        return tuple(dict.fromkeys(card.topic for card in self.cards))


@dataclass(frozen=True, slots=True)
class DeckChanges:
    """What a new edition of a deck brings, as cards' keys; where a quote stands in its document is no wording."""

    kept: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @classmethod
    def between(cls, before: Deck | None, after: Deck) -> DeckChanges:
        """Compare two editions card by card, in the order of ``after``, what is gone in the order of ``before``."""
        old = {card.key: _wording(card) for card in before.cards} if before else {}
        now = {card.key for card in after.cards}
        return cls(
            kept=tuple(c.key for c in after.cards if old.get(c.key) == _wording(c)),
            reworded=tuple(c.key for c in after.cards if c.key in old and old[c.key] != _wording(c)),
            new=tuple(c.key for c in after.cards if c.key not in old),
            gone=tuple(key for key in old if key not in now),
        )


def _wording(card: Card) -> Card:
    return replace(card, evidence=tuple(replace(evidence, line=0) for evidence in card.evidence))
