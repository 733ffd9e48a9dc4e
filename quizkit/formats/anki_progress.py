"""The learner's progress as Anki keeps it: the columns of a card, and rows of the review log.

What is what:

- A card with a schedule is one of Anki's review cards, whatever step of SM-2 it is on: both count whole days. A card
  without one is new there.
- A review is an answer of kind "learning" until the card was passed once, "review" after that.
- A drill is an answer of kind "filtered" without an ease, as in a filtered deck that does not reschedule: Anki counts
  it among the answers and takes nothing from it for retention or memory.
- What was set without a rating is a manual entry, which Anki's statistics pass over.
- What was taken back never happened: it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from quizkit.domain.learnt import NOTHING_LEARNT, Learnt
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.marks import Marks
from quizkit.domain.schedule import Learning, New, Schedule

DAY_ZERO = date(2014, 9, 19)
"""The day from which a package counts its days, for all packages the same: equal input, equal file."""

_NEW, _REVIEW = 0, 2  # A card's type, and its queue
_SUSPENDED = -1  # A queue
_LEARNED, _REVIEWED, _FILTERED, _MANUAL, _RESCHEDULED = 0, 1, 3, 4, 5  # An entry's kind
_LONGEST = 2**31 - 1

LogRow = tuple[int, int, int, int, int, int, int, int, int]
"""A row of ``revlog``: id, cid, usn, ease, ivl, lastIvl, factor, time, type."""


class Scheduled(NamedTuple):
    """The columns of ``cards`` that tell how a card stands; ease in permille."""

    type: int
    queue: int
    due: int
    interval: int = 0
    ease: int = 0
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    data: str = ""

    def marked(self, marks: Marks) -> Scheduled:
        """The same with the learner's marks; that a card is buried is over by the time of the import."""
        return self._replace(queue=_SUSPENDED if marks.is_suspended else self.queue, flag=marks.flag)


def new_card(position: int) -> Scheduled:
    """A card that is to be learnt as the ``position``-th."""
    return Scheduled(_NEW, _NEW, position)


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress that a package carries: by key what was learnt, and the learner's clock.

    ``zone`` is where the learner is *now*, and ``day_starts_at`` the hour at which a day of study begins: by them Anki
    turns day numbers into dates.
    """

    learnt: Mapping[str, Learnt]
    zone: tzinfo
    day_starts_at: int

    @property
    def created_at(self) -> int:
        """The seconds since 1970 that the collection takes for its birth: day number 0.

        Noon: Anki asks for the date alone, with the offset of the day of the import, so that no summer time moves it.
        """
        return int(self._noon(DAY_ZERO).timestamp())

    def card(self, key: str, position: int) -> Scheduled:
        """How the card stands; without a schedule it is new, to be learnt as the ``position``-th."""
        learnt = self.learnt.get(key, NOTHING_LEARNT)
        schedule = learnt.schedule
        if isinstance(schedule, New):
            return new_card(position)
        answers = [entry.event for entry in learnt.entries if isinstance(entry.event, Reviewed)]
        reviews = _reviews_since_reset(learnt)
        data = ""
        # Anki's database check wants the moment of the last review, and none where the log has no review.
        if reviews or not learnt.entries:
            last = max(reviews, default=self._noon(schedule.due - timedelta(days=schedule.interval)))
            data = f'{{"lrt":{int(last.timestamp())}}}'
        due = (schedule.due - DAY_ZERO).days
        return Scheduled(
            *(_REVIEW, _REVIEW, due, schedule.interval, _ease(schedule), len(answers), schedule.lapses), data=data
        )

    def log(self, key: str, number: int, taken: set[int]) -> Iterator[LogRow]:
        """The rows of ``revlog`` for the card, which is ``number`` in the package.

        A row's id is its moment in milliseconds; where that is ``taken`` by another row, the next one that is free.
        """
        learnt = self.learnt.get(key)
        for before, event, after in learnt.steps() if learnt else ():
            moment = int(event.at.timestamp() * 1000)
            while moment in taken:
                moment += 1
            taken.add(moment)
            interval, last = _interval(after), _interval(before)
            match event:
                case Rescheduled(reason=reason):
                    kind = _MANUAL if reason is Reason.RESET else _RESCHEDULED
                    yield moment, number, -1, 0, interval, last, _ease(after), 0, kind
                case Reviewed(rating=rating, seconds=seconds, is_drill=is_drill):
                    kind = _FILTERED if is_drill else _LEARNED if _is_to_be_passed(before) else _REVIEWED
                    took = min(int(seconds * 1000), _LONGEST)
                    yield moment, number, -1, int(rating), interval, last, 0 if is_drill else _ease(after), took, kind

    def _noon(self, day: date) -> datetime:
        return datetime.combine(day, time(12), self.zone)


def _reviews_since_reset(learnt: Learnt) -> list[datetime]:
    moments: list[datetime] = []
    for entry in learnt.entries:
        match entry.event:
            case Rescheduled(reason=Reason.RESET):
                moments.clear()
            case Reviewed(is_drill=False, at=at):
                moments.append(at)
    return moments


def _is_to_be_passed(schedule: Schedule) -> bool:
    return isinstance(schedule, New) or (isinstance(schedule, Learning) and not schedule.has_passed)


def _interval(schedule: Schedule) -> int:
    return 0 if isinstance(schedule, New) else schedule.interval


def _ease(schedule: Schedule) -> int:
    """In permille, two bytes wide; ours is in hundredths."""
    return 0 if isinstance(schedule, New) else min(schedule.ease * 10, 0xFFFF)
