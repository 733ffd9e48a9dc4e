"""What a learner asks for when sitting down to study."""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.domain.errors import SettingsError
from quizkit.study.marking import check_flag


@dataclass(frozen=True, slots=True)
class Sitting:
    """All that waits, or what deck (its slug), topic, source (its slug), flag and search leave of it.

    ``new`` and ``reviews`` stand in for the cards a day of the settings; either counts what was done earlier today, in
    whatever deck. ``ahead``: what is due in so many coming days is asked too. After ``minutes`` no further card is
    asked. With ``typed`` answers are typed, else those of the kinds that the settings name.

    Raises SettingsError where a number makes no sense.
    """

    deck: str | None = None
    topic: str | None = None
    source: str | None = None
    flag: int | None = None
    search: str | None = None
    new: int | None = None
    reviews: int | None = None
    ahead: int = 0
    minutes: int | None = None
    typed: bool = False

    def __post_init__(self) -> None:
        for number, least, what in (
            (self.new, 0, "new cards"),
            (self.reviews, 0, "reviews"),
            (self.ahead, 0, "days ahead"),
            (self.minutes, 1, "minutes"),
        ):
            if number is not None and number < least:
                raise SettingsError(f"{number} {what} make no sense: give {least} or more")
        if self.ahead > _FARTHEST:
            raise SettingsError(f"{self.ahead} days ahead make no sense: give {_FARTHEST} or less")
        if self.flag is not None:
            check_flag(self.flag)


_FARTHEST = 36_500
"""Days: no card is due later, and calendars have an end."""
