"""How well the learner knew a card."""

from __future__ import annotations

from enum import IntEnum


class Rating(IntEnum):
    """The four answers to "how well did you know it?", numbered as the keys that give them."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def is_pass(self) -> bool:
        """Whether the learner remembered, with whatever effort."""
        return self is not Rating.AGAIN

    @property
    def calls_for_drill(self) -> bool:
        """Whether the card comes again the same day: SM-2 repeats all that scored below 4."""
        return self < Rating.GOOD
