"""When a card is due and why: three states, each with the fields that make sense for it and no others.

Mature and leech are computed, never stored: nothing can contradict them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STARTING_EASE = 250
"""Hundredths: SM-2 gives every new card the E-Factor 2.5."""

LOWEST_EASE = 130
"""Hundredths: SM-2 lets no E-Factor fall below 1.3."""

FIRST_INTERVALS = (1, 6)
"""Days: I(1) and I(2) of SM-2, the same for every card."""

MATURE_FROM = 21
"""Days of interval from which a card counts as mature."""

LEECH_FROM = 8
"""Lapses from which a card counts as a leech."""


@dataclass(frozen=True, slots=True)
class New:
    """Never rated, or rated and taken back."""


@dataclass(frozen=True, slots=True)
class Learning:
    """On the fixed first intervals: step 1 is one day, step 2 is six.

    ``ease`` is in hundredths. ``has_passed`` tells whether any review was ever passed: only then is an AGAIN a lapse.
    """

    step: int
    ease: int
    due: date
    lapses: int = 0
    has_passed: bool = True

    def __post_init__(self) -> None:
        if self.step not in (1, 2):
            raise ValueError(f"step {self.step}: SM-2 has two fixed intervals")
        if not self.has_passed and (self.step == 2 or self.lapses):
            raise ValueError("a card without a pass is on step 1 and has no lapse")
        _check_numbers(self.ease, self.lapses)

    @property
    def interval(self) -> int:
        """Whole days between the review that set ``due`` and ``due``."""
        return FIRST_INTERVALS[self.step - 1]


@dataclass(frozen=True, slots=True)
class Graduated:
    """Past the fixed intervals: the next one is the last one times the ease (hundredths)."""

    interval: int
    ease: int
    due: date
    lapses: int = 0

    def __post_init__(self) -> None:
        if self.interval < 1:
            raise ValueError(f"interval {self.interval}: at least one day")
        _check_numbers(self.ease, self.lapses)


Schedule = New | Learning | Graduated


def is_due(schedule: Schedule, today: date) -> bool:
    """Whether the card is to be reviewed today; a new card is never due, it waits for its turn."""
    return not isinstance(schedule, New) and schedule.due <= today


def is_mature(schedule: Schedule) -> bool:
    """Whether the card's interval has reached 21 days."""
    return isinstance(schedule, Graduated) and schedule.interval >= MATURE_FROM


def is_leech(schedule: Schedule) -> bool:
    """Whether the card was forgotten so often that another review will hardly help."""
    return not isinstance(schedule, New) and schedule.lapses >= LEECH_FROM


def _check_numbers(ease: int, lapses: int) -> None:
    if ease < LOWEST_EASE:
        raise ValueError(f"ease {ease}: never below {LOWEST_EASE}")
    if lapses < 0:
        raise ValueError(f"lapses {lapses}: never negative")
