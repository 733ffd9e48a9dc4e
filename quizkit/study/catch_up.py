"""Pause, spread a backlog, start cards anew; and take that back.

Each is one batch of entries in the log, with its reason: ``undo`` takes the last one back as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quizkit.domain.catch_up import after_pause, room_on_days, spread_out
from quizkit.domain.day import study_day
from quizkit.domain.errors import NotFoundError, SettingsError
from quizkit.domain.log import Reason
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from quizkit.domain.settings import Settings
from quizkit.storage.agenda import Scope
from quizkit.storage.rescheduling import Batch, Report, ReschedulingStore

LONGEST_PAUSE = 3650
"""Days: ten years. A date beyond it is a slip of the pen."""

LONGEST_SPREAD = 365
"""Days."""

_SHORTEST_NAME = 4
"""Characters of a key that name a card; fewer would mean many."""

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be set: nothing is, until ``CatchUp.carry_out`` is given it.

    ``cards`` is how many were looked at: for a spread the whole backlog, of which those that come today stay.
    """

    reason: Reason
    before: Mapping[str, Schedule]
    after: Mapping[str, Schedule]
    cards: int

    @property
    def moved(self) -> int:
        """How many cards get another schedule."""
        return len(self.after)

    def by_day(self) -> list[tuple[date, int]]:
        """How many of the moved cards are due on each day then, without days of none."""
        days = Counter(given.due for given in self.after.values() if not isinstance(given, New))
        return sorted(days.items())


class CatchUp:
    """Moves due dates in one library; ``clock`` tells the local time. Every method may raise StorageError."""

    def __init__(self, store: ReschedulingStore, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    @property
    def today(self) -> date:
        """The study day."""
        return study_day(self._clock(), self._settings.day_starts_at)

    def pause(self, back: date) -> Plan:
        """Study again on ``back``: what is due before it moves behind it, see ``domain.catch_up.after_pause``.

        Raises SettingsError where that is no coming day, or ten years away.
        """
        today = self.today
        if back <= today:
            raise SettingsError(f"{back} is not to come: give the day on which you study again, from tomorrow on")
        if back > today + timedelta(days=LONGEST_PAUSE):
            raise SettingsError(f"{back} is more than ten years away: give an earlier day")
        before = self._store.due_before(back, Scope())
        return Plan(Reason.PAUSED, before, after_pause(before, today, back), len(before))

    def spread(self, days: int, scope: Scope) -> Plan:
        """Spread what is due over ``days``, today among them; suspended and buried cards are left out.

        Days that have much to do already, of other decks too, take fewer. Raises SettingsError where ``days`` makes no
        sense.
        """
        if not 2 <= days <= LONGEST_SPREAD:
            raise SettingsError(f"a backlog is spread over 2 to {LONGEST_SPREAD} days, not {days}")
        today = self.today
        tomorrow = today + timedelta(days=1)
        before = self._store.due_before(tomorrow, scope, unless_aside=today)
        everything = before if scope == Scope() else self._store.due_before(tomorrow, Scope(), unless_aside=today)
        waiting = [len(everything) - len(before), *self._store.due_on(tomorrow, days - 1)]
        after = spread_out(before, today, room_on_days(len(before), waiting))
        return Plan(Reason.SPREAD, before, after, len(before))

    def reset(self, keys: Sequence[str]) -> Plan:
        """Make these cards new again, as if never reviewed; what was reviewed stays in the log.

        Those that are new are left as they are.
        """
        return _reset(self._store.of_keys(keys), len(set(keys)))

    def reset_deck(self, deck: str) -> Plan:
        """Make all cards of a deck new again; those of them that other decks have, too, are new there as well."""
        before = self._store.of_deck(deck)
        return _reset(before, len(before))

    def keys_of(self, references: Sequence[str]) -> list[str]:
        """The cards that are named by their keys, or by a beginning of them, with or without the source.

        Raises NotFoundError where a name means no card or several.
        """
        return list(dict.fromkeys(map(self._key_of, references)))

    def carry_out(self, plan: Plan, report: Report = lambda done, of: None) -> Batch:
        """Set what is planned, all or nothing."""
        moment = self._clock()
        return self._store.set_all(plan.before, plan.after, plan.reason, self.today, moment, report)

    def last(self) -> Batch | None:
        """What ``undo`` would take back; None where there is nothing."""
        return self._store.last()

    def paused_until(self) -> date | None:
        """The day on which a pause that stands ends; None where none stands, or it is over."""
        pause = self._store.pause(self.today)
        return pause.back if pause else None

    def undo(self, report: Report = lambda done, of: None) -> Batch | None:
        """Take the last pause, spread or reset back as a whole, then the one before it; None where none is left.

        Cards reviewed since keep their reviews, which then count on the schedule before it.
        """
        return self._store.take_back(self.today, self._clock(), report)

    def _key_of(self, reference: str) -> str:
        found = self._store.keys_like(reference) if len(reference) >= _SHORTEST_NAME else []
        if not found:
            raise NotFoundError(
                f"there is no card {reference}: give a key, or at least {_SHORTEST_NAME} characters of its beginning"
            )
        if len(found) > 1:
            more = ", ..." if len(found) > _MOST_TOLD else ""
            raise NotFoundError(f"{reference} may mean {', '.join(found[:_MOST_TOLD])}{more}; give more of the key")
        return found[0]


def _reset(before: Mapping[str, Learning | Graduated], cards: int) -> Plan:
    return Plan(Reason.RESET, before, dict.fromkeys(before, New()), cards)
