"""What statistics are counted from, read once and a portion at a time; ``figures`` counts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quizkit.domain.history import History, Stage
from quizkit.storage.collection import CardNow, read_collection, read_sources
from quizkit.storage.decks import DeckStore
from quizkit.storage.history import HistoryReader
from quizkit.study.recall import Streak


@dataclass(frozen=True, slots=True)
class Statistics:
    """The learner's history, the cards as they stand today, and what they are called.

    ``sources`` are the slugs of the sources that prove a card, by its deck and key.
    """

    history: History
    cards: Sequence[CardNow]
    sources: Mapping[tuple[str, str], Sequence[str]]
    deck_titles: Mapping[str, str]
    source_titles: Mapping[str, str]
    today: date

    @property
    def streak(self) -> Streak:
        """The days in a row with a review that reach to today or yesterday."""
        drill = int(Stage.DRILL)
        studied = {day for day, _, _, stage, _ in self.history.ratings() if stage != drill}
        today = self.today.toordinal()
        is_done = today in studied
        last = day = today if is_done else today - 1
        while day in studied:
            day -= 1
        return Streak(last - day, is_done)


class StatisticsReader:
    """Call ``read_on`` until it says False, then take ``statistics``: ``done`` of ``of`` entries of the log are read.

    Every method may raise StorageError.
    """

    def __init__(self, decks: DeckStore, today: date) -> None:
        self._decks = decks
        self._today = today
        self._history = HistoryReader(decks.engine)

    @property
    def done(self) -> int:
        return self._history.done

    @property
    def of(self) -> int:
        return self._history.of

    def read_on(self) -> bool:
        """Read one portion more; False where that was the last."""
        return self._history.read_on()

    def statistics(self) -> Statistics:
        """What was read, beside the cards as they stand now."""
        return Statistics(
            history=self._history.history,
            cards=read_collection(self._decks.engine),
            sources=read_sources(self._decks.engine),
            deck_titles=self._decks.titles(),
            source_titles=self._decks.source_titles(),
            today=self._today,
        )
