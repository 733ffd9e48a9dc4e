"""SM-2, the arithmetic of spaced repetition.

Source: P. A. Woźniak, "Application of a computer to improve the results obtained in working with the SuperMemo method"
(1990), chapter 3.2. The published text leaves forks in the road; ours:

- AGAIN, HARD, GOOD, EASY are its qualities 2, 3, 4, 5.
- I(1) = 1 day, I(2) = 6 days, I(n) = I(n-1) × EF, rounded **up** to whole days.
- EF' = EF + (0.1 - (5-q) × (0.08 + (5-q) × 0.02)), never below 1.3. The interval uses the ease as it stands **after**
  the change.
- Below quality 3 the ease stays as it was and the repetitions start over at I(1), "as if memorized anew": the day's
  AGAIN gives I(1), the next pass I(2). (Some programs count the pass after a lapse as the first one: 1, 1, 6.)
- What scored below 4 comes again the same day until it scores 4. Those drills change neither ease nor interval; the
  session handles them (``study/session.py``), so they never reach this file.
- The ease is kept in whole hundredths: with binary floats ``ceil(25 * 2.2)`` is 56 where the exact answer is 55.
- An overdue card: the interval grows from the one that was *planned*, not from the days that really went by, and the
  new due date counts from today. The published text knows no lateness.
"""

from __future__ import annotations

from datetime import date, timedelta

from quizkit.domain.rating import Rating
from quizkit.domain.schedule import (
    FIRST_INTERVALS,
    LOWEST_EASE,
    STARTING_EASE,
    Graduated,
    Learning,
    New,
    Schedule,
)

# The published formula at quality 3, 4 and 5, in hundredths: exact, where 0.08 and 0.02 in binary are not.
_EASE_CHANGE = {Rating.HARD: -14, Rating.GOOD: 0, Rating.EASY: 10}

LONGEST_INTERVAL = 36_500
"""Days. A hundred years: beyond it a date would leave the calendar that databases and Anki can hold."""


def reschedule(schedule: Schedule, rating: Rating, today: date) -> Schedule:
    """The schedule after a review (not a drill) of the card, rated ``rating`` on ``today``."""
    if rating is Rating.AGAIN:
        return _start_over(schedule, today)
    match schedule:
        case New():
            return _learning(1, next_ease(STARTING_EASE, rating), today, lapses=0)
        case Learning(step=1, ease=ease, lapses=lapses):
            return _learning(2, next_ease(ease, rating), today, lapses)
        case Learning(ease=ease, lapses=lapses) | Graduated(ease=ease, lapses=lapses):
            ease = next_ease(ease, rating)
            interval = next_interval(schedule.interval, ease)
            return Graduated(interval, ease, today + timedelta(days=interval), lapses)


def preview(schedule: Schedule, today: date) -> dict[Rating, Schedule]:
    """What each rating would lead to; the same arithmetic labels the buttons and applies the choice."""
    return {rating: reschedule(schedule, rating, today) for rating in Rating}


def next_ease(ease: int, rating: Rating) -> int:
    """The ease, in hundredths, after a pass rated ``rating``."""
    return max(LOWEST_EASE, ease + _EASE_CHANGE[rating])


def next_interval(interval: int, ease: int) -> int:
    """Whole days until a graduated card is due again; ``ease`` in hundredths.

    Rounded up as SM-2 asks: to the nearest day, 1 × 1.3 would stay one day for ever.
    """
    return min(LONGEST_INTERVAL, -(-interval * ease // 100))


def _learning(step: int, ease: int, today: date, lapses: int) -> Learning:
    return Learning(step, ease, today + timedelta(days=FIRST_INTERVALS[step - 1]), lapses)


def _start_over(schedule: Schedule, today: date) -> Learning:
    tomorrow = today + timedelta(days=FIRST_INTERVALS[0])
    match schedule:
        case New():
            return Learning(1, STARTING_EASE, tomorrow, has_passed=False)
        case Learning(has_passed=False, ease=ease):
            return Learning(1, ease, tomorrow, has_passed=False)
        case Learning(ease=ease, lapses=lapses) | Graduated(ease=ease, lapses=lapses):
            return Learning(1, ease, tomorrow, lapses + 1)
