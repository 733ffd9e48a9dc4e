"""All that a library holds of one deck: its cards, what waits, what the learner decided, what words came in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from quizkit.domain.card import Card
from quizkit.domain.conflict import Conflict
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft


class Decision(StrEnum):
    """What the learner said to a draft or a card."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Road(StrEnum):
    """How cards come into a library."""

    FILE = "file"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Came:
    """Cards as they came by a road. By ``FILE`` they are all of the deck file; others of the deck never were in it."""

    road: Road
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Held:
    """A deck in its library; ``deck`` is None where there is none yet.

    ``drafts`` wait in learning order. ``decided`` tells the standing decision by key, and ``rejected`` the words of
    what was rejected for good. ``from_file`` and ``from_document`` are the words that cards last came with by either
    road: what differs from them was worded by the learner. ``learnt`` are the keys of the cards with progress.
    """

    deck: Deck | None = None
    drafts: tuple[Draft, ...] = ()
    decided: Mapping[str, Decision] = field(default_factory=dict)
    rejected: Mapping[str, Card] = field(default_factory=dict)
    from_file: Mapping[str, Card] = field(default_factory=dict)
    from_document: Mapping[str, Card] = field(default_factory=dict)
    learnt: Collection[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """What a deck is to be from now on: its cards, the drafts that wait, and what came by which road."""

    deck: Deck
    drafts: Sequence[Draft] = ()
    came: Came | None = None
    conflicts: Sequence[Conflict] | None = None
    """Where its sources contradict each other now; None where that stays as it was."""
