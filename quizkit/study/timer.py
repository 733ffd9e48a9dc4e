"""How long a card takes the learner: the time before the screen, not that of the telephone call in between."""

from __future__ import annotations

from collections.abc import Callable


class Timer:
    """Counts seconds from ``start`` on, and pauses by itself.

    ``stopwatch`` gives seconds that only grow. ``pause_after`` so many seconds without a ``touch`` it stops counting,
    and goes on at the next one.
    """

    def __init__(self, stopwatch: Callable[[], float], pause_after: float) -> None:
        self._stopwatch = stopwatch
        self._pause_after = pause_after
        self._counted = 0.0
        self._touched_at = 0.0

    def start(self) -> None:
        """Begin anew: another card is shown."""
        self._counted = 0.0
        self._touched_at = self._stopwatch()

    def touch(self) -> None:
        """The learner is there: a key was pressed, or a line came in."""
        now = self._stopwatch()
        self._counted += self._counting(now)
        self._touched_at = now

    @property
    def seconds(self) -> float:
        """The time counted since ``start``."""
        return self._counted + self._counting(self._stopwatch())

    @property
    def is_paused(self) -> bool:
        """Whether the learner seems to be away."""
        return self._stopwatch() - self._touched_at >= self._pause_after

    def _counting(self, now: float) -> float:
        return max(0.0, min(now - self._touched_at, self._pause_after))
