"""Generated cards with the verdict on them, and what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quizkit.domain.card import Card
from quizkit.domain.conflict import Conflict
from quizkit.domain.source import Source


class Fate(StrEnum):
    """What becomes of a generated card."""

    CARD = "card"
    DRAFT = "draft"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely a reader would keep the card: ``score`` from 0 to 1, and the reasons that moved it."""

    score: float
    fate: Fate
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A generated card, and the verdict on it."""

    card: Card
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement, or a draft of it, that became no card, and why; ``line`` 0 speaks of the whole source.

    ``statement`` is the statement's text: a line may hold several.
    """

    source: str
    line: int
    text: str
    reasons: tuple[str, ...]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Generated:
    """All that came of some documents: the cards in learning order, the drafts that wait, and what was left out.

    ``anchors`` gives, by source slug and by the fingerprint that the cards' keys hold, the words of each statement.
    ``conflicts`` are the places where two of the sources contradict each other; what they concern waits as a draft.
    """

    sources: tuple[Source, ...]
    cards: tuple[Draft, ...]
    drafts: tuple[Draft, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    anchors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
