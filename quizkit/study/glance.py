"""The learner's last days at a glance: streak, yesterday, the weakest topic, how long today will take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from quizkit.domain.retention import Retention
from quizkit.storage.recent import Past, RecentPast
from quizkit.study.recall import Streak

LAST_REVIEWS = 2_000
"""Reviews that a glance looks at: what was weak long ago is not what is weak now, and the log may be long."""

_ENOUGH_TIMES = 10
"""Reviews below which their median time says nothing."""

_LONGEST_TIME = 300.0
"""Seconds. A review that took longer was an interruption, or came from elsewhere."""

_ENOUGH_DAYS = 3
"""Days of study below which none of them is a usual one."""

_USUAL_DAYS = 3
"""Days' usual work above which what is due is a backlog."""

_LEAST_BACKLOG = 20
"""Cards: fewer are no backlog, however little the learner does on other days."""


@dataclass(frozen=True, slots=True)
class Weakest:
    """The topic with the lowest retention, of those with enough reviews."""

    topic: str
    retention: Retention


@dataclass(frozen=True, slots=True)
class Glance:
    """What the last days tell; nothing is made up where they tell nothing.

    ``seconds`` is the learner's median for one review, ``usual`` the median number of reviews on a day of study; None
    where there are too few to say.
    """

    streak: Streak
    yesterday: Retention
    weakest: Weakest | None
    seconds: float | None
    usual: int | None

    def minutes(self, cards: int) -> int | None:
        """How long so many cards will take, rounded up; None where that cannot be said."""
        if self.seconds is None or not cards:
            return None
        return -int(-cards * self.seconds // 60)

    def is_backlog(self, due: int) -> bool:
        """Whether so many due cards are more than three usual days' work."""
        return self.usual is not None and due >= _LEAST_BACKLOG and due > _USUAL_DAYS * self.usual


def glance(past: RecentPast, today: date) -> Glance:
    """How the learner stands on ``today``. Raises StorageError."""
    reviews = past.reviews(LAST_REVIEWS)
    before = past.days_in_a_row(today - timedelta(days=1))
    is_done = any(review.day == today for review in reviews)
    return Glance(
        streak=Streak(before + is_done, is_done),
        yesterday=past.retention_on(today - timedelta(days=1)),
        weakest=_weakest(reviews, past.topics({review.key for review in reviews})),
        seconds=_usual_seconds(reviews),
        usual=_usual_reviews(reviews, today),
    )


def _weakest(reviews: Iterable[Past], topics: Iterable[tuple[str, str]]) -> Weakest | None:
    """By the lower end of the interval, so that a few unlucky reviews do not outdo many bad ones."""
    of_key: dict[str, list[str]] = {}
    for key, topic in topics:
        of_key.setdefault(key, []).append(topic)
    found: dict[str, Retention] = {}
    for review in reviews:
        if not review.is_first:
            for topic in of_key.get(review.key, ()):
                found[topic] = found.get(topic, Retention()) + Retention(1, int(review.is_pass))
    telling = [(each.interval[0], topic) for topic, each in found.items() if each.interval and each.is_telling]
    # Of one topic there is none that is weaker than others.
    if len(telling) < 2:
        return None
    _, topic = min(telling)
    return Weakest(topic, found[topic])


def _usual_seconds(reviews: Iterable[Past]) -> float | None:
    times = [review.seconds for review in reviews if 0 < review.seconds <= _LONGEST_TIME][:200]
    return median(times) if len(times) >= _ENOUGH_TIMES else None


def _usual_reviews(reviews: Sequence[Past], today: date) -> int | None:
    days = Counter(review.day for review in reviews if review.day < today)
    if len(reviews) == LAST_REVIEWS:
        # The oldest day is cut off.
        days.pop(min(days, default=today), None)
    return round(median(days.values())) if len(days) >= _ENOUGH_DAYS else None
