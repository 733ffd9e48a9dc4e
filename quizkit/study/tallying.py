"""Counters that change while the history is gone through; what is told of them are the values of ``recall``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quizkit.domain.retention import Retention
from quizkit.study.recall import Day, Recall


@dataclass(slots=True)
class OfCard:
    """A card's reviews and passes, first ones left out, in the range and in the one before it."""

    young: int = 0
    young_passes: int = 0
    mature: int = 0
    mature_passes: int = 0
    reviews_before: int = 0
    passes_before: int = 0

    def add(self, other: OfCard) -> None:
        """Make it the sum of both."""
        self.young += other.young
        self.young_passes += other.young_passes
        self.mature += other.mature
        self.mature_passes += other.mature_passes
        self.reviews_before += other.reviews_before
        self.passes_before += other.passes_before

    @property
    def recall(self) -> Recall:
        return Recall(Retention(self.young, self.young_passes), Retention(self.mature, self.mature_passes))


@dataclass(slots=True)
class OfDay:
    """A day's reviews by what the card was, its drills, and how long all of it took."""

    first: int = 0
    young: int = 0
    young_passes: int = 0
    mature: int = 0
    mature_passes: int = 0
    drills: int = 0
    seconds: float = 0.0

    def as_day(self, day: date) -> Day:
        """What is told of it."""
        recall = Recall(Retention(self.young, self.young_passes), Retention(self.mature, self.mature_passes))
        return Day(day, self.first, self.drills, self.seconds, recall)
