"""What Anki knows of a learner's progress, as quizkit's schedules and reviews.

Anki's ``due`` is a position, a day or a moment, as type and queue of the card tell; days count from the date on which
the collection was made. A card in a filtered deck keeps its true due date aside. Intervals and due dates are taken as
they are, whichever algorithm set them: an FSRS deck goes on with SM-2 from where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from quizkit.domain.arrival import PastReview
from quizkit.domain.day import study_day
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import LOWEST_EASE, STARTING_EASE, Graduated, Learning, New, Schedule
from quizkit.domain.sm2 import LONGEST_INTERVAL

_NEW, _LEARNING, _REVIEW, _RELEARNING = range(4)  # types of cards
_IN_LEARNING = (1, 3)  # queues: due at a moment, due on a day
_CRAM = 3  # the type of a review in a filtered deck that moves no date
_A_MOMENT = 1_000_000_000  # From here on a due number is seconds since 1970; as days it would be millions of years.
_QUARTER = 900_000  # milliseconds: time zones differ by quarters of an hour, so a study day never begins within one
_LATEST = 253_370_764_800_000  # milliseconds: the year 9999
_RATINGS = (None, Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
_FIRST_VERSION = (None, Rating.AGAIN, Rating.GOOD, Rating.EASY, Rating.EASY)
"""What the three answers in learning meant to Anki's first scheduler."""


@dataclass(slots=True)
class Calendar:
    """The days of a collection: ``created`` is the date from which they count; ``local`` gives local time."""

    created: date
    local: Callable[[datetime], datetime]
    day_starts_at: int
    today: date
    _days: dict[int, date] = field(default_factory=dict)
    _dues: dict[int, date] = field(default_factory=dict)

    def day_of(self, milliseconds: int) -> date:
        """The study day of a moment since 1970."""
        quarter = milliseconds // _QUARTER
        day = self._days.get(quarter)
        if day is None:
            moment = datetime.fromtimestamp(min(max(quarter * _QUARTER, 0), _LATEST) / 1000, UTC)
            day = self._days[quarter] = study_day(self.local(moment), self.day_starts_at)
        return day

    def due(self, number: int) -> date:
        """The date that a due number means; one out of all bounds is a hundred years from today, or long ago."""
        day = self._dues.get(number)
        if day is None:
            day = self._dues[number] = self._due(number)
        return day

    def _due(self, number: int) -> date:
        if number >= _A_MOMENT:
            return min(self.day_of(number * 1000), self._last)
        try:
            return min(self.created + timedelta(days=number), self._last)
        except OverflowError:
            return self._last if number > 0 else date.min

    @property
    def _last(self) -> date:
        return self.today + timedelta(days=LONGEST_INTERVAL)


def schedule_of(calendar: Calendar, kind: int, queue: int, due: int, interval: int, ease: int, lapses: int) -> Schedule:
    """The schedule of a card of type ``kind``; ``ease`` is in thousandths, 0 where FSRS never set one."""
    if kind == _NEW or (kind not in (_LEARNING, _REVIEW, _RELEARNING) and queue not in (*_IN_LEARNING, 2)):
        return New()
    hundredths = max(LOWEST_EASE, ease // 10) if ease > 0 else STARTING_EASE
    if kind == _LEARNING:
        return Learning(1, STARTING_EASE, calendar.due(due), has_passed=False)
    # Graduated, be it relearnt today: its interval is what it goes on from.
    return Graduated(
        min(max(interval, 1), LONGEST_INTERVAL), min(hundredths, 100_000), calendar.due(due), max(0, lapses)
    )


def past_reviews(
    rows: Iterable[tuple[int, int, int, int, int, int]], calendar: Calendar, *, is_version_1: bool
) -> tuple[dict[int, list[PastReview]], dict[int, int]]:
    """The reviews by Anki's number of the card, oldest first, and when each card was last touched.

    The first rating of a card on a study day is its review, further ones of the day are drills, and so is what was
    crammed. Entries that tell of a date set by hand are no reviews.
    """
    reviews: dict[int, list[PastReview]] = {}
    touched: dict[int, int] = {}
    last_card: int | None = None
    last_day: date | None = None
    known, day_of, made = calendar._days, calendar.day_of, tuple.__new__
    of_card: list[PastReview] = []
    for card, at, answer, taken, kind, factor in rows:
        if card != last_card:
            last_card, last_day, of_card = card, None, []
        touched[card] = at
        if not 1 <= answer <= 4 or not 0 < at < _LATEST:
            continue
        rating = (_FIRST_VERSION if is_version_1 and kind in (0, 2) else _RATINGS)[answer]
        day = known.get(at // _QUARTER) or day_of(at)
        is_drill = day == last_day or (kind == _CRAM and factor == 0)
        if not is_drill:
            last_day = day
        if not of_card:
            reviews[card] = of_card
        of_card.append(made(PastReview, (at, day, rating, is_drill, max(0, taken) / 1000)))
    return reviews, touched
