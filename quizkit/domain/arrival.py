"""Cards that come from another program with all that was learnt of them there, and what of it a library takes over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from quizkit.domain.card import Card
from quizkit.domain.log import Reason
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import New, Schedule


class PastReview(NamedTuple):
    """A review made elsewhere, ``at`` so many milliseconds since 1970; a tuple, for packages hold millions of them."""

    at: int
    day: date
    rating: Rating
    is_drill: bool
    seconds: float


class Arrival(NamedTuple):
    """A card as it comes, for the deck ``deck`` (a slug).

    ``touched`` is the moment, in milliseconds since 1970, of the last thing that happened to its schedule there, 0
    where nothing tells. ``is_home`` says that the card is one of quizkit's own, come back: its words are not news.
    """

    deck: str
    card: Card
    schedule: Schedule = New()
    reviews: Sequence[PastReview] = ()
    touched: int = 0
    is_suspended: bool = False
    is_buried: bool = False
    flag: int = 0
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class ArrivingDeck:
    """What is said of a deck that arrives."""

    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """All that a package brings: its decks by slug, its cards in learning order, and what was not understood, in words.

    ``notes`` counts those that the cards stand for; ``left_out`` says why some cards have no words to show.
    """

    decks: Mapping[str, ArrivingDeck]
    arrivals: Sequence[Arrival]
    notes: int = 0
    left_out: Sequence[str] = ()
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card that the library has: its deck, and the words that it last arrived with ("" where it never did).

    A retired one is gone from its deck's newest edition.
    """

    deck: str
    card: Card
    came: str = ""
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class KnownProgress:
    """What the library knows of a card's progress.

    ``reviews`` are the moments of its reviews, ``touched`` that of the last thing that the learner did to it here, in
    milliseconds since 1970.
    """

    schedule: Schedule
    reviews: Sequence[tuple[int, Rating]] = ()
    touched: int = 0
    has_entries: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the library has of the keys that arrive. A card that two decks share stands for each of them.

    ``marked`` are those that bear marks.
    """

    cards: Mapping[str, Sequence[KnownCard]] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    progress: Mapping[str, KnownProgress] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()


class Progress(NamedTuple):
    """Reviews to write to the log of the card ``key``, and the schedule that stands after them.

    ``reason`` is why it is another than the reviews lead to; None where it is the one that they lead to.
    """

    key: str
    reviews: Sequence[PastReview]
    reason: Reason | None
    schedule: Schedule


@dataclass(slots=True)
class Taken:
    """What of a package is taken over. ``reworded`` are known cards with the words that they are to have now."""

    new: list[Arrival] = field(default_factory=list)
    reworded: list[KnownCard] = field(default_factory=list)
    settled: list[KnownCard] = field(default_factory=list)
    """Cards whose words stay, but what they last arrived with is another."""
    progress: list[Progress] = field(default_factory=list)
    marked: list[Arrival] = field(default_factory=list)
    kept: int = 0
    contested: list[Card] = field(default_factory=list)
    """The learner's cards that both sides changed: they stay."""
    rejected: int = 0
    home: int = 0
    reviews: int = 0
