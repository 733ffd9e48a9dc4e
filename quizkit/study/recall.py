"""The figures of statistics: values only; how they are counted stands in ``statistics``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quizkit.domain.rating import Rating
from quizkit.domain.retention import Retention
from quizkit.study.stats import Counts

_NO_REVIEWS = Retention()


class By(StrEnum):
    """What statistics are put side by side by."""

    TOPIC = "topic"
    DECK = "deck"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Recall:
    """Retention of cards that were young, and that were mature, when they were reviewed."""

    young: Retention = _NO_REVIEWS
    mature: Retention = _NO_REVIEWS

    @property
    def all(self) -> Retention:
        """Of both together."""
        return self.young + self.mature


_NOTHING_RECALLED = Recall()


@dataclass(frozen=True, slots=True)
class Line:
    """One topic, deck or source, or the total.

    ``name`` is the topic, or the slug of the deck or source ("" where a card has no source); ``title`` is how it is
    called. ``counts`` tell how its cards stand today, with reviews and passes of the range; ``before`` is the retention
    of the range of equal length before it, None where the range is all time. ``due_next_week``: cards due from
    tomorrow on for seven days, those that are due today not among them.
    """

    name: str
    title: str
    counts: Counts
    recall: Recall
    before: Retention | None
    due_next_week: int

    @property
    def trend(self) -> float | None:
        """How much the retention rose since the range before, -1 to 1; None where either has too few reviews."""
        now, before = self.recall.all, self.before
        if before is None or not (now.is_telling and before.is_telling):
            return None
        assert now.share is not None
        assert before.share is not None
        return now.share - before.share


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on a day: ``new`` cards reviewed for the first time, drills, and how long all of it took.

    The other reviews are those of ``recall``.
    """

    day: date
    new: int = 0
    drills: int = 0
    seconds: float = 0.0
    recall: Recall = _NOTHING_RECALLED

    @property
    def reviews(self) -> int:
        """All reviews, first ones among them."""
        return self.new + self.recall.all.reviews

    @property
    def minutes(self) -> float:
        return self.seconds / 60


@dataclass(frozen=True, slots=True)
class Hard:
    """A card that is often forgotten: its lapses ever, and its retention in the range."""

    deck: str
    key: str
    lapses: int
    recall: Retention


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with a review; today counts once it has one, and does not break the row before."""

    days: int
    is_today_done: bool


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """How often each rating was given, drills left out, by what the card was."""

    first: dict[Rating, int]
    young: dict[Rating, int]
    mature: dict[Rating, int]
