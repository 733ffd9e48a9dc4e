"""What the learner did with one card, whole: as it leaves quizkit with the card, and as it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizkit.domain.log import Entry, Rescheduled, Retracted, Reviewed
from quizkit.domain.schedule import New, Schedule
from quizkit.domain.sm2 import reschedule


@dataclass(frozen=True, slots=True)
class Learnt:
    """The card's schedule and the entries of the log that stand, oldest first; retractions are not among them."""

    schedule: Schedule
    entries: tuple[Entry, ...] = ()

    def steps(self) -> Iterator[tuple[Schedule, Reviewed | Rescheduled, Schedule]]:
        """Every entry between the schedule that it found and the one that it left; a drill leaves what it found."""
        before: Schedule = New()
        for entry in self.entries:
            match entry.event:
                case Reviewed(is_drill=True) as event:
                    yield before, event, before
                    continue
                case Reviewed(rating=rating, day=day) as event:
                    after = reschedule(before, rating, day)
                case Rescheduled(schedule=after) as event:
                    pass
                case Retracted():
                    continue
            yield before, event, after
            before = after


NOTHING_LEARNT = Learnt(New())
