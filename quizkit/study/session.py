"""One sitting, without a screen: what is asked, what was answered, what comes next.

The order of things is kept here, once, for every front. A rating is on the disk before the next card is shown, and all
that the next card needs is read before the rating is written: where the library fails, nothing has happened, and the
learner can rate the same card again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from quizkit.domain.card import Card
from quizkit.domain.day import study_day
from quizkit.domain.errors import QuizkitError
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Schedule
from quizkit.domain.settings import Settings
from quizkit.domain.sm2 import preview, reschedule
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.queue import Part, Turn
from quizkit.study.waiting import Ahead, Shown, WaitingCards


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many turns are left, the current one among them."""

    due: int
    new: int
    drills: int


@dataclass(frozen=True, slots=True)
class TopicResult:
    """A topic's reviews of one session, drills left out."""

    topic: str
    reviews: int
    passes: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to: the ratings that stand, first ones of new cards among the reviews.

    ``topics`` stand in the order in which they were met; ``missed`` are the cards whose review was rated AGAIN.
    """

    reviews: int
    passes: int
    drills: int
    topics: tuple[TopicResult, ...]
    missed: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class _Rated:
    """A rating that stands: entry ``number`` of the log."""

    shown: Shown
    rating: Rating
    number: int
    is_drill: bool


class StudySession:
    """Ask, reveal, rate, undo; every rating is saved at once.

    What scores below 4 comes again at the end until it does not. Where ``minutes`` are set, no card is asked once they
    are over, and the one before the learner may be finished. ``ahead`` counts the coming days whose cards are asked
    too.

    Two sessions may run on one library: a card that the other one has asked meanwhile is passed over, and where both
    ask it at once, the later rating counts as a drill.
    """

    def __init__(
        self,
        queue: Iterable[Turn],
        decks: DeckStore,
        progress: ProgressStore,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        deck: str | None = None,
        ahead: int = 0,
        minutes: int | None = None,
    ) -> None:
        self._progress = progress
        self._settings = settings
        self._clock = clock
        self._waiting = WaitingCards(queue, decks, progress, deck, ahead)
        self._ends_at = None if minutes is None else clock() + timedelta(minutes=minutes)
        self._rated: list[_Rated] = []
        self._is_revealed = False
        first = self._waiting.look_ahead(self._day(clock()), after="")
        self._waiting.move_on(first)
        self._shown = first.shown

    @property
    def current(self) -> Card | None:
        """The card that is asked; None where all is done."""
        return self._shown.card if self._shown else None

    @property
    def is_revealed(self) -> bool:
        """Whether the answer of the current card is shown."""
        return self._is_revealed

    @property
    def is_drill(self) -> bool:
        """Whether the current card is asked once more today: its schedule stays as it is."""
        return self._shown is not None and self._shown.part is Part.DRILL

    @property
    def is_new(self) -> bool:
        """Whether the current card is asked for the first time."""
        return self._shown is not None and self._shown.part is Part.NEW

    @property
    def can_undo(self) -> bool:
        """Whether a rating of this session stands."""
        return bool(self._rated)

    @property
    def is_out_of_time(self) -> bool:
        """Whether the session ended because its minutes were over, with cards still waiting."""
        return self._shown is None and bool(self._waiting.count())

    @property
    def done(self) -> int:
        """How many ratings of this session stand."""
        return len(self._rated)

    @property
    def remaining(self) -> Remaining:
        """How many turns are left, the current one among them; drills are added as cards are missed."""
        left = self._waiting.count()
        if self._shown:
            left[self._shown.part] += 1
        return Remaining(left[Part.DUE], left[Part.NEW], left[Part.DRILL])

    def reveal(self) -> None:
        """Show the answer of the current card. Raises QuizkitError where no card is left."""
        self._asked()
        self._is_revealed = True

    def preview(self) -> dict[Rating, Schedule]:
        """What each rating of the current card would lead to; a drill leaves the schedule as it is.

        Raises QuizkitError where no card is left.
        """
        shown = self._asked()
        if self.is_drill:
            return dict.fromkeys(Rating, shown.schedule)
        return preview(shown.schedule, self._day(self._clock()))

    def rate(self, rating: Rating, seconds: float = 0.0) -> None:
        """Save the rating of the current card, then ask the next one; ``seconds`` is how long the learner took.

        Raises QuizkitError where no answer is shown, and StorageError where nothing could be saved: then the card
        stays.
        """
        shown = self._asked()
        if not self._is_revealed:
            raise QuizkitError(f"{shown.card.key}: not rated: its answer was not shown yet; reveal it first")
        moment = self._clock()
        day, key = self._day(moment), shown.card.key
        is_over = self._ends_at is not None and moment >= self._ends_at
        following = Ahead(None, ()) if is_over else self._waiting.look_ahead(day, after=key)
        review = Reviewed(key, day, moment.astimezone(UTC), rating, self.is_drill, max(0.0, seconds))
        entry = self._progress.record(review, answers=shown.schedule)
        is_drill = isinstance(entry.event, Reviewed) and entry.event.is_drill
        self._rated.append(_Rated(shown, rating, entry.number, is_drill))
        self._is_revealed = False
        self._waiting.move_on(following)
        self._shown = following.shown
        if not rating.calls_for_drill:
            return
        drill = Turn(key, Part.DRILL)
        if following.shown or is_over:
            self._waiting.put_last(drill)
        else:
            schedule = shown.schedule if is_drill else reschedule(shown.schedule, rating, day)
            self._shown = Shown(drill, Part.DRILL, shown.card, schedule)

    def undo(self) -> bool:
        """Take the last rating back and ask its card again; False where no rating of this session stands.

        The log keeps both, the rating and that it was taken back. Raises StorageError where that could not be saved.
        """
        if not self._rated:
            return False
        last, moment = self._rated[-1], self._clock()
        self._progress.retract(last.number, self._day(moment), moment.astimezone(UTC))
        self._rated.pop()
        if self._shown:
            self._waiting.put_first(self._shown.turn)
        if last.rating.calls_for_drill:
            self._waiting.remove(Turn(last.shown.card.key, Part.DRILL))
        self._shown = last.shown
        self._is_revealed = False
        return True

    def summary(self) -> Summary:
        """What the session came to so far."""
        reviews = [rated for rated in self._rated if not rated.is_drill]
        topics: dict[str, list[bool]] = {}
        for rated in reviews:
            topics.setdefault(rated.shown.card.topic, []).append(rated.rating.is_pass)
        missed = {rated.shown.card.key: rated.shown.card for rated in reviews if not rated.rating.is_pass}
        return Summary(
            reviews=len(reviews),
            passes=sum(rated.rating.is_pass for rated in reviews),
            drills=len(self._rated) - len(reviews),
            topics=tuple(TopicResult(topic, len(passed), sum(passed)) for topic, passed in topics.items()),
            missed=tuple(missed.values()),
        )

    def _asked(self) -> Shown:
        if self._shown is None:
            raise QuizkitError("no card is left in this session; start another one")
        return self._shown

    def _day(self, moment: datetime) -> date:
        return study_day(moment, self._settings.day_starts_at)
