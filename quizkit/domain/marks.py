"""What a learner sets on a card beside its schedule: set aside for good or for a day, or flagged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FLAGS = range(1, 8)
"""The flags there are, numbered as Anki numbers its colours; 0 is none."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one card; a card that bears none has ``NO_MARKS``.

    A suspended card is asked no more until it is unsuspended. ``buried_until`` is the first study day on which a buried
    card is asked again; a date that has come means nothing more.
    """

    is_suspended: bool = False
    flag: int = 0
    buried_until: date | None = None

    def __post_init__(self) -> None:
        if self.flag and self.flag not in FLAGS:
            raise ValueError(f"flag {self.flag}: flags are numbered 1 to 7, and 0 is none")

    def is_buried(self, today: date) -> bool:
        """Whether the card waits for a later day."""
        return self.buried_until is not None and self.buried_until > today

    def is_aside(self, today: date) -> bool:
        """Whether the card is not asked on ``today``."""
        return self.is_suspended or self.is_buried(today)


NO_MARKS = Marks()
