"""All ratings that stand, each with what its card was when it was rated: what statistics are made of.

The log does not say what interval a card had at a review; replaying it does. A log of years has a million entries, so
they are kept in columns, and SM-2 is asked once for each state and rating that occurs, not once for each entry.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import IntEnum

from quizkit.domain.rating import Rating
from quizkit.domain.schedule import New, Schedule, is_mature
from quizkit.domain.sm2 import reschedule

_ANY_DAY = date(2000, 1, 1)
"""Stands for all dates: no interval depends on when a card was due."""


class Stage(IntEnum):
    """What a rating was: a card's first review, a review of a young or a mature card, or a drill.

    The card's interval before the review decides; one that was reset and is new again counts as young.
    """

    FIRST = 0
    YOUNG = 1
    MATURE = 2
    DRILL = 3


class History:
    """Ratings in the order of the log. Entries must be told in that order, those taken back left out."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        """The cards, by their place: ``ratings`` names them by it."""
        self._place: dict[str, int] = {}
        self._state = array("l")
        self._had_review = bytearray()
        self._days = array("l")
        self._cards = array("l")
        self._ratings = array("B")
        self._stages = array("B")
        self._seconds = array("f")
        self._schedules: list[Schedule] = [New()]
        self._numbers: dict[Schedule, int] = {New(): 0}
        self._matures = [False]
        self._next: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._days)

    def review(self, key: str, day: date, rating: int, is_drill: bool, seconds: float) -> None:
        """Tell of a rating: the next entry of the log."""
        card = self._card(key)
        if is_drill:
            stage = Stage.DRILL
        else:
            state = self._state[card]
            if self._had_review[card]:
                stage = Stage.MATURE if self._matures[state] else Stage.YOUNG
            else:
                stage = Stage.FIRST
                self._had_review[card] = 1
            after = self._next.get(state * 8 + rating)
            self._state[card] = self._rated(state, rating) if after is None else after
        self._days.append(day.toordinal())
        self._cards.append(card)
        self._ratings.append(rating)
        self._stages.append(stage)
        self._seconds.append(seconds)

    def reschedule(self, key: str, schedule: Schedule) -> None:
        """Tell of a schedule that was set otherwise than by a rating."""
        self._state[self._card(key)] = self._number(schedule)

    def ratings(self) -> Iterator[tuple[int, int, int, int, float]]:
        """Each rating as day (``date.toordinal``), card (a place in ``keys``), rating, stage and seconds."""
        return zip(self._days, self._cards, self._ratings, self._stages, self._seconds, strict=True)

    def _card(self, key: str) -> int:
        card = self._place.get(key)
        if card is None:
            card = self._place[key] = len(self.keys)
            self.keys.append(key)
            self._state.append(0)
            self._had_review.append(0)
        return card

    def _rated(self, state: int, rating: int) -> int:
        after = self._number(reschedule(self._schedules[state], Rating(rating), _ANY_DAY))
        self._next[state * 8 + rating] = after
        return after

    def _number(self, schedule: Schedule) -> int:
        dateless = schedule if isinstance(schedule, New) else replace(schedule, due=_ANY_DAY)
        number = self._numbers.get(dateless)
        if number is None:
            number = self._numbers[dateless] = len(self._schedules)
            self._schedules.append(dateless)
            self._matures.append(is_mature(dateless))
        return number
