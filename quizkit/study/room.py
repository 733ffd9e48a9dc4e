"""The study room: where a learner sees what waits, and sits down to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from difflib import get_close_matches

from quizkit.domain.day import study_day
from quizkit.domain.errors import NotFoundError, SettingsError
from quizkit.domain.settings import Settings
from quizkit.storage.agenda import Agenda, Scope, Tally
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.queue import todays_queue
from quizkit.study.session import StudySession
from quizkit.study.stats import Counts, DeckOverview, Overview, Stats


class StudyRoom:
    """The learner's decks and progress; ``clock`` tells the local time. Every method may raise StorageError.

    Where a deck or a topic is named that is not there, NotFoundError names those that are. Topics may be named in
    upper or lower case.
    """

    def __init__(
        self, decks: DeckStore, progress: ProgressStore, settings: Settings, clock: Callable[[], datetime]
    ) -> None:
        self._decks = decks
        self._progress = progress
        self._agenda = Agenda(progress.engine)
        self._settings = settings
        self._clock = clock

    @property
    def today(self) -> date:
        """The study day: it begins at the hour that the learner chose."""
        return study_day(self._clock(), self._settings.day_starts_at)

    def start(self, deck: str | None = None, topic: str | None = None, new_limit: int | None = None) -> StudySession:
        """Sit down to all that waits in a deck, a topic or the library.

        ``new_limit`` stands in for the new cards a day of the settings; either counts what was introduced earlier
        today, in whatever deck.
        """
        if new_limit is not None and new_limit < 0:
            raise SettingsError(f"{new_limit} new cards make no sense: give 0 or more")
        scope = self._scope(deck, topic)
        today = self.today
        queue = todays_queue(self._agenda, today, scope, self._new_left(today, new_limit))
        return StudySession(queue, self._decks, self._progress, self._settings, self._clock, deck=scope.deck)

    def overview(self) -> Overview:
        """Every deck with its topics, and what waits today."""
        today, everything = self.today, Scope()
        left = self._new_left(today)
        topics: dict[str, list[Tally]] = {}
        for tally in self._agenda.tally_by_deck_and_topic(today, everything):
            topics.setdefault(tally.deck, []).append(tally)
        decks = []
        for slug, title in self._decks.titles().items():
            of_deck = topics.get(slug, [])
            counts = Counts.of(Tally.together(of_deck))
            decks.append(DeckOverview(slug, title, counts, _by_topic(of_deck), new_today=min(left, counts.new)))
        # Not the sums over the decks: a card that two of them share waits once.
        new_today = len(self._agenda.new(left, everything))
        due = len(self._agenda.due(today, everything))
        drills = len(self._agenda.drills(today, everything))
        return Overview(tuple(decks), new_today, due, drills, self._progress.reviews_on(today))

    def stats(self, deck: str | None = None, topic: str | None = None) -> Stats:
        """The counts of a deck, a topic or the library, and of each topic in it."""
        today, scope = self.today, self._scope(deck, topic)
        total = Counts.of(self._agenda.tally(today, scope))
        return Stats(total, _by_topic(self._agenda.tally_by_topic(today, scope)))

    def next_due(self, deck: str | None = None, topic: str | None = None) -> date | None:
        """When the next card of a deck, a topic or the library is due; None where no card has a date yet."""
        return self._agenda.next_due(self._scope(deck, topic))

    def source_titles(self) -> dict[str, str]:
        """The title of every source by its slug, for showing where evidence comes from."""
        return self._decks.source_titles()

    def _new_left(self, today: date, new_limit: int | None = None) -> int:
        allowed = self._settings.new_per_day if new_limit is None else new_limit
        return max(0, allowed - self._progress.introduced_on(today))

    def _scope(self, deck: str | None, topic: str | None) -> Scope:
        if deck is not None and deck not in (there_is := self._decks.slugs()):
            raise _not_found("deck", deck, there_is)
        if topic is None:
            return Scope(deck)
        topics = self._decks.topics(deck)
        if topic in topics:
            return Scope(deck, topic)
        alike = [name for name in topics if name.casefold() == topic.casefold()]
        if not alike:
            raise _not_found("topic", topic, topics)
        return Scope(deck, alike[0])


def _by_topic(tallies: Iterable[Tally]) -> tuple[tuple[str, Counts], ...]:
    return tuple((tally.topic, Counts.of(tally)) for tally in tallies)


def _not_found(what: str, name: str, there_is: list[str]) -> NotFoundError:
    if not there_is:
        return NotFoundError(f"there is no {what} {name}, and no other yet; make a deck with `quizkit add`")
    by_folded = {known.casefold(): known for known in there_is}
    close = get_close_matches(name.casefold(), by_folded, n=1)
    meant = f" Did you mean {by_folded[close[0]]}?" if close else ""
    return NotFoundError(f"there is no {what} {name}; the {what}s are: {', '.join(there_is)}.{meant}")
