"""What the learner may choose."""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.domain.card import CardKind
from quizkit.domain.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Read from file and environment in ``cli``, passed down, never looked up.

    ``new_per_day`` cards are introduced a day at most, and ``reviews_per_day`` due ones asked (None: all that are due);
    ``day_starts_at`` is the hour at which a study day begins. With ``bury_siblings`` one card of a statement is asked a
    day, and its siblings wait. ``pause_after`` so many seconds without a sign of the learner the time of a review stops
    counting. ``typed`` are the kinds of cards whose answers are typed.
    """

    new_per_day: int = 20
    day_starts_at: int = 4
    reviews_per_day: int | None = None
    bury_siblings: bool = True
    pause_after: int = 60
    typed: tuple[CardKind, ...] = ()

    def __post_init__(self) -> None:
        if self.new_per_day < 0:
            raise SettingsError(f"new_per_day is {self.new_per_day}: give 0 or more")
        if self.reviews_per_day is not None and self.reviews_per_day < 0:
            raise SettingsError(f"reviews_per_day is {self.reviews_per_day}: give 0 or more")
        if self.pause_after < 1:
            raise SettingsError(f"pause_after is {self.pause_after}: give 1 second or more")
        if not 0 <= self.day_starts_at <= 23:
            raise SettingsError(f"day_starts_at is {self.day_starts_at}: give an hour from 0 to 23")
