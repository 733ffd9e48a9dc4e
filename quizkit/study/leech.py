"""Cards that were forgotten so often that another review will hardly help."""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.domain.card import Card
from quizkit.domain.schedule import LEECH_FROM, New, Schedule, is_leech


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that was forgotten ``lapses`` times."""

    card: Card
    lapses: int

    @property
    def is_fresh(self) -> bool:
        """Whether it is time to speak of it: when the card becomes a leech, and then at every fourth lapse.

        At each one it would be a nag, and what nags is passed over.
        """
        return (self.lapses - LEECH_FROM) % (LEECH_FROM // 2) == 0


def leech_of(card: Card, schedule: Schedule) -> Leech | None:
    """The leech that a card of that schedule is, or None."""
    return Leech(card, schedule.lapses) if not isinstance(schedule, New) and is_leech(schedule) else None
