"""One sitting, without a screen: what is asked, what was answered, what comes next.

The order of things is kept here, once, for every front. A rating is on the disk before the next card is shown, and all
that the next card needs is read before the rating is written: where the library fails, nothing has happened, and the
learner can rate the same card again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from quizkit.domain.card import Card, CardKind
from quizkit.domain.day import study_day
from quizkit.domain.errors import QuizkitError
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Schedule
from quizkit.domain.settings import Settings
from quizkit.domain.sm2 import preview, reschedule
from quizkit.storage.decks import DeckStore
from quizkit.storage.marks import MarkStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.answering import Answered, answered
from quizkit.study.deeds import Deed, Done, Flagged, Rated, Reworded, SetAside
from quizkit.study.leech import Leech, leech_of
from quizkit.study.marking import Marking
from quizkit.study.queue import Part, Remaining, Turn
from quizkit.study.source_text import SourceText
from quizkit.study.summary import Summary, sum_up
from quizkit.study.waiting import Ahead, Shown, WaitingCards
from quizkit.study.wording import Wording

_TYPABLE = (CardKind.QUESTION, CardKind.CLOZE)
"""Kinds of cards whose answers can be typed; a choice is chosen."""


class StudySession:
    """Ask, reveal, rate, set aside, reword, undo; everything is saved at once.

    What scores below 4 comes again at the end until it does not. Where ``minutes`` are set, no card is asked once they
    are over, and the one before the learner may be finished. ``ahead`` counts the coming days whose cards are asked
    too. With ``typed`` answers are typed, whatever kinds of cards the settings name for that; choices are chosen.

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
        typed: bool = False,
    ) -> None:
        self._progress = progress
        self._marking = Marking(MarkStore(progress.engine), lambda: self._day(clock()))
        self._wording = Wording(decks, deck)
        self._settings = settings
        self._clock = clock
        self._ends_at = None if minutes is None else clock() + timedelta(minutes=minutes)
        self._waiting = WaitingCards(queue, decks, progress, deck, ahead)
        self._done: list[Done] = []
        self._typed = _TYPABLE if typed else settings.typed
        self._is_revealed = False
        self._answered: Answered | None = None
        self._fresh_leech: Leech | None = None
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
    def is_typed(self) -> bool:
        """Whether the answer of the current card is to be typed; an option of a choice card can be chosen anyway."""
        return self._shown is not None and self._shown.card.kind in self._typed

    @property
    def types_all(self) -> bool:
        """Whether the answers of all cards are typed, but for choices."""
        return set(_TYPABLE) <= set(self._typed)

    @property
    def answered(self) -> Answered | None:
        """What the learner answered to the current card, compared; None where the answer was only looked at."""
        return self._answered

    @property
    def is_drill(self) -> bool:
        """Whether the current card is asked once more today: its schedule stays as it is."""
        return self._shown is not None and self._shown.part is Part.DRILL

    @property
    def is_new(self) -> bool:
        """Whether the current card is asked for the first time."""
        return self._shown is not None and self._shown.part is Part.NEW

    @property
    def flag(self) -> int:
        """The flag of the current card, 1 to 7; 0 where it has none, or no card is left. Reads the library."""
        return self._marking.marks([self._shown.card.key])[self._shown.card.key].flag if self._shown else 0

    @property
    def leech(self) -> Leech | None:
        """The current card, if it is a leech."""
        return leech_of(self._shown.card, self._shown.schedule) if self._shown else None

    @property
    def fresh_leech(self) -> Leech | None:
        """The card that the last rating made a leech, or at which it is time to speak of it again."""
        return self._fresh_leech

    @property
    def can_undo(self) -> bool:
        """Whether anything that was done in this session stands."""
        return bool(self._done)

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

    def answer(self, given: str) -> Answered:
        """Compare what the learner typed or chose with the answer, and show the answer; nothing is rated by that.

        Raises QuizkitError where no card is left, or its answer is shown already.
        """
        shown = self._asked()
        if self._is_revealed:
            raise QuizkitError(f"{shown.card.key}: its answer is shown already; rate how well you knew it")
        self._answered = answered(given, shown.card)
        self._is_revealed = True
        return self._answered

    def turn_typing(self) -> None:
        """Let all answers be typed from now on, or none where they are, until the session ends."""
        self._typed = () if self.types_all else _TYPABLE

    def topics(self) -> list[str]:
        """The topics that a card may be put under: those of the deck, or of all. Raises StorageError."""
        return self._wording.topics()

    def sources(self) -> tuple[SourceText, ...]:
        """What the library keeps of the current card's sources, the evidence marked in it.

        Raises QuizkitError where no card is left, and StorageError.
        """
        return self._wording.sources(self._asked().card)

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
        day, key, seconds = self._day(moment), shown.card.key, max(0.0, seconds)
        following = self._look_ahead(moment, key)
        review = Reviewed(key, day, moment.astimezone(UTC), rating, self.is_drill, seconds)
        entry = self._progress.record(review, answers=shown.schedule)
        is_drill = isinstance(entry.event, Reviewed) and entry.event.is_drill
        schedule = shown.schedule if is_drill else reschedule(shown.schedule, rating, day)
        self._done.append(Rated(shown, rating, entry.number, is_drill, seconds))
        leech = None if is_drill or rating.is_pass else leech_of(shown.card, schedule)
        self._fresh_leech = leech if leech and leech.is_fresh else None
        self._move_on(following)
        if not rating.calls_for_drill:
            return
        drill = Turn(key, Part.DRILL)
        if following.shown or self._is_over(moment):
            self._waiting.put_last(drill)
        else:
            self._shown = Shown(drill, Part.DRILL, shown.card, schedule)

    def bury(self) -> None:
        """Let the current card wait until the next study day, and ask the next one. Raises as ``rate`` does."""
        self._set_aside(Deed.BURIED, self._asked().card.key)

    def suspend(self, card: Card | None = None) -> None:
        """Let the current card, or another, be asked no more until it is unsuspended. Raises as ``rate`` does."""
        self._set_aside(Deed.SUSPENDED, (card or self._asked().card).key)

    def set_flag(self, flag: int) -> None:
        """Give the current card flag 1 to 7, or none with 0. Raises QuizkitError where that cannot be."""
        self._done.append(Flagged(self._marking.flag([self._asked().card.key], flag)))

    def edit(self, words: Card) -> None:
        """Put the card of that key, the current one or another, in the learner's own words; no edition overwrites them.

        Raises DeckError where the words break a rule of cards, StorageError where they could not be saved.
        """
        self._reword(self._wording.edit(words, self._clock()))

    def split(self, words: Card, second: Card) -> None:
        """``edit`` a card, and write a second one of the same statement beside it, which comes as a new card.

        Whatever key ``second`` has, it gets one of its own. Raises as ``edit`` does; then neither is saved.
        """
        self._reword(self._wording.split(words, second, self._clock()))

    def words_of(self, card: Card) -> Card:
        """A card of this session in the words that it has by now."""
        return self._waiting.words_of(card)

    def undo(self) -> Deed | None:
        """Take the last thing back that was done in this session, and tell what; None where nothing stands.

        A card that was rated or set aside is asked again. The log keeps both, the rating and that it was taken back.
        Raises StorageError where that could not be saved, and NotFoundError where words were edited again elsewhere.
        """
        if not self._done:
            return None
        last, moment = self._done[-1], self._clock()
        match last:
            case Rated(shown=shown, number=number, rating=rating):
                self._progress.retract(number, self._day(moment), moment.astimezone(UTC))
                self._ask_again(shown)
                if rating.calls_for_drill:
                    self._waiting.remove(Turn(shown.card.key, Part.DRILL))
            case SetAside(before=before, turns=turns, shown=was_shown):
                self._marking.take_back(before)
                if was_shown:
                    self._ask_again(was_shown)
                self._waiting.put_back(turns)
            case Flagged(before=before):
                self._marking.take_back(before)
            case Reworded(before=card):
                self._wording.take_back(last, moment)
                self._show_words(card)
        self._done.pop()
        self._fresh_leech = None
        return last.deed

    def summary(self) -> Summary:
        """What the session came to so far."""
        return sum_up(self._rated, self._waiting.words_of)

    @property
    def _rated(self) -> list[Rated]:
        return [done for done in self._done if isinstance(done, Rated)]

    def _set_aside(self, deed: Deed, key: str) -> None:
        is_current = self._shown is not None and self._shown.card.key == key
        following = self._look_ahead(self._clock(), key)
        before = (self._marking.bury if deed is Deed.BURIED else self._marking.suspend)([key])
        shown = self._shown if is_current else None
        if is_current:
            self._move_on(following)
        self._done.append(SetAside(deed, before, self._waiting.take_out(key), shown))

    def _reword(self, done: Reworded) -> None:
        self._done.append(done)
        self._show_words(done.decided[0].card)

    def _show_words(self, card: Card) -> None:
        self._waiting.reword(card)
        if self._shown and self._shown.card.key == card.key:
            self._shown = replace(self._shown, card=card)

    def _look_ahead(self, moment: datetime, after: str) -> Ahead:
        if self._is_over(moment):
            return Ahead(None, ())
        return self._waiting.look_ahead(self._day(moment), after)

    def _is_over(self, moment: datetime) -> bool:
        return self._ends_at is not None and moment >= self._ends_at

    def _move_on(self, following: Ahead) -> None:
        self._waiting.move_on(following)
        self._show(following.shown)

    def _ask_again(self, shown: Shown) -> None:
        if self._shown:
            self._waiting.put_first(self._shown.turn)
        self._show(replace(shown, card=self._waiting.words_of(shown.card)))

    def _show(self, shown: Shown | None) -> None:
        self._shown = shown
        self._is_revealed = False
        self._answered = None

    def _asked(self) -> Shown:
        if self._shown is None:
            raise QuizkitError("no card is left in this session; start another one")
        return self._shown

    def _day(self, moment: datetime) -> date:
        return study_day(moment, self._settings.day_starts_at)
