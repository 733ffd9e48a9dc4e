"""What the learner may choose."""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.domain.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Read from file and environment in ``cli``, passed down, never looked up.

    ``new_per_day`` cards are introduced a day at most; ``day_starts_at`` is the hour at which a study day begins.
    """

    new_per_day: int = 20
    day_starts_at: int = 4

    def __post_init__(self) -> None:
        if self.new_per_day < 0:
            raise SettingsError(f"new_per_day is {self.new_per_day}: give 0 or more")
        if not 0 <= self.day_starts_at <= 23:
            raise SettingsError(f"day_starts_at is {self.day_starts_at}: give an hour from 0 to 23")
