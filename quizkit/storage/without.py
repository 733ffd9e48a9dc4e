"""What the schedules of many cards would be without one entry of each: what taking it back leads to.

Replaying the log says it, at some ten entries a card. Where all that the entry did was to move a date, and nothing
came after it, the entry before it says it as well, and a hundred thousand cards take seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from sqlalchemy import Connection, exists, select

from quizkit.domain.log import MOVED_DATES, Reason, replay
from quizkit.domain.schedule import New, Schedule
from quizkit.storage.progress_tables import log, schedules
from quizkit.storage.rows import REVIEWED, entry_of, schedule_of
from quizkit.storage.standing import stands


def schedules_without(
    connection: Connection, reason: Reason, numbers: Mapping[str, int], now: Mapping[str, Schedule]
) -> dict[str, Schedule]:
    """By key, the schedule without entry ``numbers[key]``, which was set for ``reason``; ``now`` is what is stored.

    At most as many keys as one query can take.
    """
    found: dict[str, Schedule] = {}
    if reason in MOVED_DATES:
        found = _by_the_entry_before(connection, numbers, now)
    rest = [key for key in numbers if key not in found]
    return found | _by_replay(connection, numbers, rest)


def _by_the_entry_before(
    connection: Connection, numbers: Mapping[str, int], now: Mapping[str, Schedule]
) -> dict[str, Schedule]:
    """Only of cards that nothing moved since: their schedule is what was set, and the date is all that it changed."""
    first, own = min(numbers.values()), list(numbers.values())
    moves = log.alias("moves")
    is_move = (moves.c.key == schedules.c.key, moves.c.is_drill.is_not(True), stands(moves))
    moved_since = exists().where(*is_move, moves.c.number >= first, moves.c.number.not_in(own))
    # Backwards from there, the first that fits: a card may have a long history.
    before = (
        select(moves.c.number).where(*is_move, moves.c.number < first).order_by(moves.c.number.desc()).limit(1)
    ).scalar_subquery()
    entries = (
        select(log)
        .select_from(schedules.join(log, log.c.number == before))
        .where(schedules.c.key.in_(list(numbers)), ~moved_since)
    )
    found: dict[str, Schedule] = {}
    for row in connection.execute(entries):
        schedule = now[row.key]
        if row.type != REVIEWED:
            found[row.key] = schedule_of(row)
        elif not isinstance(schedule, New):
            # A review sets the date by the interval, from its day on.
            found[row.key] = replace(schedule, due=row.day + timedelta(days=schedule.interval))
    return found


def _by_replay(connection: Connection, numbers: Mapping[str, int], keys: Iterable[str]) -> dict[str, Schedule]:
    of_keys = select(log).where(log.c.key.in_(list(keys))).order_by(log.c.key, log.c.number)
    found: dict[str, Schedule] = {}
    for key, rows in groupby(connection.execute(of_keys), lambda row: str(row.key)):
        found[key] = replay(entry_of(row) for row in rows if row.number != numbers[key])
    return found
