"""Due dates moved fairly: over a pause, and over some days after an absence. Intervals and ease stay as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from heapq import heapify, heapreplace

from quizkit.domain.schedule import Graduated, Learning

Dated = Learning | Graduated
"""A schedule that has a date."""


def after_pause(schedules: Mapping[str, Dated], today: date, back: date) -> dict[str, Dated]:
    """The schedules that a pause from ``today`` on changes; on ``back`` the learner studies again.

    As if the pause had not been: what is due on its first day is due on the first day after it, what is due on its
    second on the second, and so on. So cards keep their order and distances and do not all come on one day. What was
    overdue when it began comes on the first day after it. What is due from ``back`` on stays where it is.
    """
    length = back - today
    return {
        key: replace(schedule, due=max(schedule.due, today) + length)
        for key, schedule in schedules.items()
        if schedule.due < back
    }


def spread_out(schedules: Mapping[str, Dated], today: date, room: Sequence[int]) -> dict[str, Dated]:
    """The schedules that change where a backlog, all due by ``today``, is spread over days, today the first of them.

    ``room`` is how many of the cards each day takes, in all as many as there are. Most at risk of being forgotten
    first: the later a card is in relation to its interval, the earlier it comes; of equals the older date first.
    What comes today keeps its date.
    """

    def risk(key: str) -> tuple[float, date, str]:
        schedule = schedules[key]
        return -(today - schedule.due).days / schedule.interval, schedule.due, key

    days = (today + timedelta(days=at) for at, number in enumerate(room) for _ in range(number))
    placed = zip(sorted(schedules, key=risk), days, strict=True)
    return {key: replace(schedules[key], due=day) for key, day in placed if day > today}


def room_on_days(backlog: int, waiting: Sequence[int]) -> list[int]:
    """How many cards of a backlog each day takes, so that the days are as even as can be.

    ``waiting`` is what is due on each day already. Card by card the emptiest day takes one, of equals the earliest.
    """
    room = [0] * len(waiting)
    emptiest = [(number, day) for day, number in enumerate(waiting)]
    heapify(emptiest)
    for _ in range(backlog):
        number, day = emptiest[0]
        room[day] += 1
        heapreplace(emptiest, (number + 1, day))
    return room
