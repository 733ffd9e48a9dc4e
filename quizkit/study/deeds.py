"""What a learner does in a session, each with all that taking it back needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizkit.domain.card import Card
from quizkit.domain.marks import Marks
from quizkit.domain.rating import Rating
from quizkit.storage.decisions import Decided
from quizkit.study.queue import Turn
from quizkit.study.waiting import Shown


class Deed(StrEnum):
    """What was done, and may be taken back."""

    RATED = "rated"
    BURIED = "buried"
    SUSPENDED = "suspended"
    FLAGGED = "flagged"
    EDITED = "edited"
    RETAGGED = "retagged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that stands: entry ``number`` of the log, after ``seconds``."""

    shown: Shown
    rating: Rating
    number: int
    is_drill: bool
    seconds: float

    deed = Deed.RATED


@dataclass(frozen=True, slots=True)
class SetAside:
    """A card buried or suspended: ``before`` are its marks until then, ``turns`` those that it lost in the queue.

    ``shown`` is the card if it was the one before the learner, else None.
    """

    deed: Deed
    before: Mapping[str, Marks]
    turns: tuple[tuple[int, Turn], ...]
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag set, changed or cleared."""

    before: Mapping[str, Marks]

    deed = Deed.FLAGGED


@dataclass(frozen=True, slots=True)
class Reworded:
    """A card in the learner's words, and what was decided for that; ``before`` is the card until then."""

    deed: Deed
    before: Card
    decided: tuple[Decided, ...]


Done = Rated | SetAside | Flagged | Reworded
