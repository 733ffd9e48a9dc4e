"""The study room: where a learner sees what waits, and sits down to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizkit.domain.day import study_day
from quizkit.domain.errors import NotFoundError
from quizkit.domain.schedule import New, is_due
from quizkit.domain.search import read_search
from quizkit.domain.settings import Settings
from quizkit.storage.agenda import Agenda, Scope, Tally
from quizkit.storage.decks import DeckStore
from quizkit.storage.finding import Finder
from quizkit.storage.marks import MarkStore
from quizkit.storage.progress import ProgressStore
from quizkit.storage.recent import RecentPast
from quizkit.storage.rescheduling import ReschedulingStore
from quizkit.study.catch_up import CatchUp
from quizkit.study.glance import Glance, glance
from quizkit.study.marking import Marking
from quizkit.study.queue import Limits, Part, Turn, todays_queue
from quizkit.study.session import StudySession
from quizkit.study.sitting import Sitting
from quizkit.study.statistics import StatisticsReader
from quizkit.study.stats import Counts, DeckOverview, Overview, Stats

if TYPE_CHECKING:
    from quizkit.study.quiz_room import QuizRoom

_ALL = 1_000_000
"""Reviews: more than anyone does in a day."""


class StudyRoom:
    """The learner's decks and progress; ``clock`` tells the local time. Every method may raise StorageError.

    Where a deck, a topic or a source is named that is not there, NotFoundError names those that are. Topics may be
    named in upper or lower case.
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
    def decks(self) -> DeckStore:
        """The library's content, for the screens that change it."""
        return self._decks

    @property
    def progress(self) -> ProgressStore:
        """What the learner did, for the screens that show it."""
        return self._progress

    @property
    def clock(self) -> Callable[[], datetime]:
        """What tells the learner's local time."""
        return self._clock

    @property
    def today(self) -> date:
        """The study day: it begins at the hour that the learner chose."""
        return study_day(self._clock(), self._settings.day_starts_at)

    def start(self, deck: str | None = None, topic: str | None = None, new_limit: int | None = None) -> StudySession:
        """Sit down to all that waits in a deck, a topic or the library; ``new_limit`` as in ``Sitting``."""
        return self.sit_down(Sitting(deck, topic, new=new_limit))

    def sit_down(self, sitting: Sitting) -> StudySession:
        """Open a session on what is asked for.

        Raises NotFoundError where no card has that flag, or the search finds none: to have none due is no error.
        """
        today = self.today
        scope = self._scope(sitting.deck, sitting.topic, sitting.source, sitting.flag)
        if sitting.search is not None:
            scope = replace(scope, search=read_search(sitting.search, today))
        limits = self._limits(today, sitting.new, sitting.reviews, sitting.ahead)
        queue = todays_queue(self._agenda, today, scope, limits)
        if not queue:
            self._refuse_nothing_of(sitting)
        return StudySession(
            queue,
            self._decks,
            self._progress,
            self._settings,
            self._clock,
            deck=scope.deck,
            ahead=sitting.ahead,
            minutes=sitting.minutes,
            typed=sitting.typed,
        )

    def sit_down_to_more(self, deck: str | None, topic: str | None, new: int, ahead: int) -> StudySession:
        """Open a session beyond the day's limits: so many new cards more, and what is due in the coming days.

        What waits today anyway comes first.
        """
        limit = max(self._settings.new_per_day, self._progress.introduced_on(self.today)) + new
        return self.sit_down(Sitting(deck, topic, new=limit, reviews=_ALL if ahead else None, ahead=ahead))

    def overview(self, *, with_reviews: bool = True) -> Overview:
        """Every deck with its topics, and what waits today.

        Without reviews their number, passes and retention are left out of the counts: they take a pass over the log.
        """
        today, everything = self.today, Scope()
        limits = self._limits(today)
        queue = todays_queue(self._agenda, today, everything, limits)
        waits = Counter(turn.part for turn in queue)
        asked = {turn.key for turn in queue if turn.part is Part.DUE}
        # What a sibling or the day's limit puts off does not wait today, wherever it stands.
        later = Counter(self._agenda.places(key for key in self._agenda.due(today, everything) if key not in asked))
        topics: dict[str, list[Tally]] = {}
        for tally in self._agenda.tally_by_deck_and_topic(today, everything, with_reviews=with_reviews):
            tally = replace(tally, due=tally.due - later[tally.deck, tally.topic])
            topics.setdefault(tally.deck, []).append(tally)
        decks = []
        for slug, title in self._decks.titles().items():
            of_deck = topics.get(slug, [])
            counts = Counts.of(Tally.together(of_deck))
            new_today = min(limits.new, counts.new_waiting)
            decks.append(DeckOverview(slug, title, counts, _by_topic(of_deck), new_today))
        # Not the sums over the decks: a card that two of them share waits once.
        reviewed = self._progress.reviews_on(today)
        return Overview(tuple(decks), waits[Part.NEW], waits[Part.DUE], waits[Part.DRILL], reviewed)

    def stats(self, deck: str | None = None, topic: str | None = None) -> Stats:
        """The counts of a deck, a topic or the library, and of each topic in it."""
        today, scope = self.today, self._scope(deck, topic)
        total = Counts.of(self._agenda.tally(today, scope))
        return Stats(total, _by_topic(self._agenda.tally_by_topic(today, scope)))

    def read_statistics(self) -> StatisticsReader:
        """Begin to read all that statistics are counted from; a long log is read a portion at a time."""
        return StatisticsReader(self._decks, self.today)

    def glance(self) -> Glance:
        """The learner's last days: streak, yesterday's retention, the weakest topic."""
        return glance(RecentPast(self._progress.engine), self.today)

    @property
    def catch_up(self) -> CatchUp:
        """What moves due dates: pause, spread, reset, and their undo."""
        return CatchUp(ReschedulingStore(self._progress.engine), self._settings, self._clock)

    def scope(self, deck: str | None = None, topic: str | None = None) -> Scope:
        """The deck, the topic or the library as it is stored: names are checked, and topics get their own case."""
        return self._scope(deck, topic)

    def next_due(self, deck: str | None = None, topic: str | None = None) -> date | None:
        """When the next card of a deck, a topic or the library is asked; None where no card has a date yet.

        A card that is due, but has to wait because a sibling had its turn or the day's limit is reached, comes
        tomorrow.
        """
        today, scope = self.today, self._scope(deck, topic)
        earliest = self._agenda.next_due(scope, today)
        if earliest is None or earliest > today:
            return earliest
        waits = todays_queue(self._agenda, today, scope, self._limits(today, new_limit=0))
        return today if any(turn.part is Part.DUE for turn in waits) else today + timedelta(days=1)

    @property
    def pause_after(self) -> int:
        """Seconds without a sign of the learner after which the time of a review stops counting."""
        return self._settings.pause_after

    @property
    def quizzes(self) -> QuizRoom:
        """The room for quizzes on the same library, by the same clock."""
        # Here, for most commands never come by: comparing answers takes a library and some tables.
        from quizkit.study.quiz_room import QuizRoom

        return QuizRoom(self._decks, self._scope, lambda: self.today, self._clock)

    def start_on(self, keys: Iterable[str]) -> StudySession:
        """Sit down to those of these cards that are due or new, in this order, whatever the day's limits say.

        Suspended and buried cards, and those whose day has not come, are left out: their schedule stays as it is.
        """
        today, each = self.today, list(dict.fromkeys(keys))
        schedules, marks = self._progress.schedules(each), MarkStore(self._progress.engine).marks(each)
        awake = [key for key in each if not marks[key].is_aside(today)]
        queue = [Turn(key, Part.DUE) for key in awake if is_due(schedules[key], today)]
        queue += [Turn(key, Part.NEW) for key in awake if isinstance(schedules[key], New)]
        return StudySession(queue, self._decks, self._progress, self._settings, self._clock)

    @property
    def marking(self) -> Marking:
        """The marks on the cards: suspended, buried, flagged."""
        return Marking(MarkStore(self._progress.engine), lambda: self.today)

    def source_titles(self) -> dict[str, str]:
        """The title of every source by its slug, for showing where evidence comes from."""
        return self._decks.source_titles()

    def _refuse_nothing_of(self, sitting: Sitting) -> None:
        finder = Finder(self._progress.engine)
        if sitting.flag and not finder.count(read_search(f"flag:{sitting.flag}", self.today)):
            raise NotFoundError(
                f"no card has flag {sitting.flag}; `quizkit cards is:flagged` lists those that have one"
            )
        if sitting.search is not None and not finder.count(read_search(sitting.search, self.today)):
            raise NotFoundError(f"the search {sitting.search} finds no card; try it with `quizkit cards`")

    def _limits(
        self, today: date, new_limit: int | None = None, review_limit: int | None = None, ahead: int = 0
    ) -> Limits:
        """What is left of the day's limits."""
        settings = self._settings
        introduced = self._progress.introduced_on(today)
        new = settings.new_per_day if new_limit is None else new_limit
        reviews = settings.reviews_per_day if review_limit is None else review_limit
        if reviews is not None:
            reviews = max(0, reviews - (self._progress.reviews_on(today) - introduced))
        met = self._progress.reviewed_on(today) if settings.bury_siblings else ()
        return Limits(max(0, new - introduced), reviews, ahead, settings.bury_siblings, met)

    def _scope(self, deck: str | None, topic: str | None, source: str | None = None, flag: int | None = None) -> Scope:
        if source is not None and source not in (there_are := sorted(self._decks.source_titles())):
            raise _not_found("source", source, there_are)
        if deck is not None and deck not in (there_is := self._decks.slugs()):
            raise _not_found("deck", deck, there_is)
        if topic is None:
            return Scope(deck, source=source, flag=flag)
        topics = self._decks.topics(deck)
        if topic in topics:
            return Scope(deck, topic, source, flag)
        alike = [name for name in topics if name.casefold() == topic.casefold()]
        if not alike:
            raise _not_found("topic", topic, topics)
        return Scope(deck, alike[0], source, flag)


def _by_topic(tallies: Iterable[Tally]) -> tuple[tuple[str, Counts], ...]:
    return tuple((tally.topic, Counts.of(tally)) for tally in tallies)


def _not_found(what: str, name: str, there_is: list[str]) -> NotFoundError:
    if not there_is:
        return NotFoundError(f"there is no {what} {name}, and no other yet; make a deck with `quizkit add`")
    by_folded = {known.casefold(): known for known in there_is}
    close = get_close_matches(name.casefold(), by_folded, n=1)
    meant = f" Did you mean {by_folded[close[0]]}?" if close else ""
    return NotFoundError(f"there is no {what} {name}; the {what}s are: {', '.join(there_is)}.{meant}")
