"""What the screen for browsing does with cards, many at once, each change with the way back; no Textual here.

It stands on both rooms below: words and topics are decisions (``library``), marks and schedules progress (``study``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from quizkit.domain.card import Card
from quizkit.domain.errors import NotFoundError, QuizkitError
from quizkit.domain.log import Entry
from quizkit.domain.marks import Marks
from quizkit.library.drafts import LearnersDrafts
from quizkit.storage.decisions import Decided
from quizkit.storage.decks import DeckStore
from quizkit.storage.finding import Finder, Found
from quizkit.storage.progress import ProgressStore
from quizkit.study.catch_up import CatchUp
from quizkit.study.marking import Marking
from quizkit.tui.words import counted

Places = Sequence[tuple[str, str]]
"""Cards by deck and key."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What was done, in words, and what takes it back."""

    what: str
    take_back: Callable[[], object]


class CardDesk:
    """Changes cards of one library; what changes something gives what was done, in words, "" where it was nothing.

    Every method may raise StorageError. All of one change is saved, or nothing.
    """

    def __init__(
        self, decks: DeckStore, progress: ProgressStore, drafts: LearnersDrafts, marking: Marking, catch_up: CatchUp
    ) -> None:
        self.finder = Finder(decks.engine)
        self._decks = decks
        self._progress = progress
        self._drafts = drafts
        self._marking = marking
        self._catch_up = catch_up
        self._steps: list[_Step] = []

    @property
    def today(self) -> date:
        """The study day."""
        return self._catch_up.today

    @property
    def can_undo(self) -> bool:
        """Whether a change made here stands."""
        return bool(self._steps)

    def whole(self, found: Found) -> Card:
        """The card, or draft, with its evidence. Raises NotFoundError where it is gone."""
        if found.is_draft:
            return self._drafts.words(found.card.key, found.deck)[1]
        card = self.finder.whole(*found.place)
        if card is None:
            raise NotFoundError(f"{found.card.key} of {found.deck} is no card any more; search again")
        return card

    def history(self, key: str) -> list[Entry]:
        """All that happened to the card, oldest first, with what was taken back."""
        return self._progress.entries(key)

    def titles(self) -> dict[str, str]:
        """The titles of all sources by slug."""
        return self._decks.source_titles()

    def topics(self) -> list[str]:
        """All topics, in the order in which a learner meets them."""
        return self._decks.topics()

    def edit(self, deck: str, words: Card) -> str:
        """Put a card in the learner's own words; a draft becomes a card. Raises DeckError."""
        decided = self._drafts.edit(deck, words)
        return self._decided([decided], "put in your own words")

    def retag(self, places: Places, topic: str) -> str:
        """Move cards to a topic, for good. Raises DeckError for a topic without a letter."""
        return self._decided(self._drafts.retag(places, topic), f"moved to {topic.strip()}")

    def reject(self, places: Places) -> str:
        """Let cards never come back."""
        return self._decided(self._drafts.reject_all(places), "rejected for good")

    def suspend(self, places: Places) -> str:
        """Suspend the cards; where all of them are suspended, let them be asked again."""
        keys = _keys(places)
        if all(borne.is_suspended for borne in self._marking.marks(keys).values()):
            return self._marked(self._marking.unsuspend(keys), "asked again")
        return self._marked(self._marking.suspend(keys), "suspended")

    def bury(self, places: Places) -> str:
        """Let the cards wait until the next study day."""
        return self._marked(self._marking.bury(_keys(places)), "buried until tomorrow")

    def flag(self, places: Places, flag: int) -> str:
        """Give the cards flag 1 to 7, or none with 0."""
        what = f"flagged {flag}" if flag else "no longer flagged"
        return self._marked(self._marking.flag(_keys(places), flag), what)

    def reset(self, places: Places) -> str:
        """Make the cards new again; their reviews stay in the log."""
        plan = self._catch_up.reset(_keys(places))
        if not plan.moved:
            return ""
        batch = self._catch_up.carry_out(plan)

        def take_back() -> None:
            if self._catch_up.last() != batch:
                raise QuizkitError("schedules were set anew since; `quizkit undo` takes that back first")
            self._catch_up.undo()

        return self._done(plan.moved, "new again", take_back)

    def undo(self) -> str:
        """Take the last change back; "" where there is none. Raises QuizkitError where it cannot be: then it stands."""
        if not self._steps:
            return ""
        step = self._steps[-1]
        step.take_back()
        self._steps.pop()
        return f"Taken back: {step.what}"

    def _decided(self, decided: Sequence[Decided], what: str) -> str:
        return self._done(len(decided), what, lambda: self._drafts.take_back(decided))

    def _marked(self, before: dict[str, Marks], what: str) -> str:
        return self._done(len(before), what, lambda: self._marking.take_back(before))

    def _done(self, number: int, what: str, take_back: Callable[[], object]) -> str:
        if not number:
            return ""
        self._steps.append(_Step(f"{counted(number, 'card')} {what}", take_back))
        return self._steps[-1].what


def _keys(places: Places) -> list[str]:
    return list(dict.fromkeys(key for _, key in places))
