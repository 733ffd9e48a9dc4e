"""Where two sources tell one fact with different values: a conflict that only the learner can decide."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from quizkit.domain.card import Evidence


class ConflictSort(StrEnum):
    """What the two sources tell differently."""

    DATE = "date"
    AMOUNT = "amount"
    VERSION = "version"
    NAME = "name"
    SPELLING = "spelling"


class Pick(StrEnum):
    """What the learner decided: which side is right."""

    A = "a"
    B = "b"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Side:
    """What one source tells: ``value`` stands verbatim in the quote of ``evidence``.

    ``drafts`` are the keys of the cards that would teach this value, ``statement`` what their keys begin with.
    """

    evidence: Evidence
    value: str
    statement: str
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that may contradict each other. ``score`` tells how alike the two are in all but the value.

    ``pick`` is None until the learner decided.
    """

    sort: ConflictSort
    a: Side
    b: Side
    score: float = 0.0
    pick: Pick | None = None

    @property
    def key(self) -> str:
        """Ten hexadecimal digits that name the conflict for good: by its statements and its values, not its wording."""
        sides = sorted((side.statement, " ".join(side.value.casefold().split())) for side in (self.a, self.b))
        told = "\n".join("\t".join(side) for side in sides)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:10]

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, a first."""
        return self.a, self.b

    def wins(self, pick: Pick) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys of the drafts that become cards by a decision, and of those that are rejected by it."""
        a, b = self.a.drafts, self.b.drafts
        match pick:
            case Pick.A:
                return a, tuple(key for key in b if key not in a)
            case Pick.B:
                return b, tuple(key for key in a if key not in b)
            case Pick.BOTH:
                return tuple(dict.fromkeys((*a, *b))), ()
            case Pick.NEITHER:
                return (), tuple(dict.fromkeys((*a, *b)))
