"""The library opened for one command: clock, settings and stores put together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quizkit.cli.options import database_of
from quizkit.cli.output import counted, tell
from quizkit.cli.settings import Choices, default_location, read_choices
from quizkit.domain.errors import StorageError
from quizkit.domain.settings import Settings
from quizkit.tui.look import DEFAULT_LOOK, Look

if TYPE_CHECKING:
    from quizkit.library.drafts import LearnersDrafts
    from quizkit.storage.arrivals import ArrivalStore
    from quizkit.storage.decks import DeckStore
    from quizkit.storage.media import MediaStore
    from quizkit.storage.progress import ProgressStore
    from quizkit.study.catch_up import CatchUp
    from quizkit.study.room import StudyRoom


@dataclass(frozen=True, slots=True)
class Library:
    """The two stores, and the room to study in for the commands that enter it."""

    decks: DeckStore
    progress: ProgressStore
    settings: Settings
    look: Look = DEFAULT_LOOK

    def drafts(self) -> LearnersDrafts:
        """The drafts that wait, by the learner's clock."""
        from quizkit.library.drafts import LearnersDrafts

        return LearnersDrafts(self.decks, now)

    def catch_up(self) -> CatchUp:
        """What moves due dates, by the learner's settings and clock."""
        from quizkit.storage.rescheduling import ReschedulingStore
        from quizkit.study.catch_up import CatchUp

        return CatchUp(ReschedulingStore(self.progress.engine), self.settings, now)

    def room(self) -> StudyRoom:
        """The room to study in, by the learner's settings and clock."""
        from quizkit.study.room import StudyRoom

        return StudyRoom(self.decks, self.progress, self.settings, now)

    def arrivals(self) -> ArrivalStore:
        """The way in for cards from other programs."""
        from quizkit.storage.arrivals import ArrivalStore

        return ArrivalStore(self.decks.engine)

    def media(self) -> MediaStore:
        """The pictures and sounds of cards."""
        from quizkit.storage.media import MediaStore

        return MediaStore.beside(self.decks.engine)


def local(moment: datetime) -> datetime:
    """Any moment in the learner's local time, as it was then: summer time is not winter time."""
    return moment.astimezone()


def now() -> datetime:
    """The learner's local time: the one place where quizkit reads the clock."""
    return datetime.now().astimezone()


def choices_of(context: typer.Context, database: str | None) -> Choices:
    """The learner's choices; ``--db`` may stand before the command or behind it, and the latter wins."""
    return read_choices(os.environ, database or database_of(context))


def _is_new(location: Path | str) -> bool:
    """Whether a library that the learner named is not there yet: the name may be mistyped.

    Of a path that is not there only the last folder is made. Raises StorageError where more is missing.
    """
    if not isinstance(location, Path) or location == default_location() or os.path.lexists(location):
        return False
    above = location.absolute().parent.parent
    if not location.parent.exists() and not above.exists():
        raise StorageError(f"{location}: there is no folder {above}; make it first, or name another file with --db")
    return True


@contextmanager
def open_library(context: typer.Context, database: str | None = None) -> Iterator[Library]:
    """The learner's library, made on first use and given the bundled deck. Raises StorageError."""
    from quizkit.library.load import BUNDLED, load_bundled_deck
    from quizkit.storage.database import open_database
    from quizkit.storage.decks import DeckStore
    from quizkit.storage.progress import ProgressStore

    choices = choices_of(context, database)
    is_new = _is_new(choices.database)
    engine = open_database(choices.database)
    if is_new:
        tell(f"quizkit: made a new library: {choices.database}")
    try:
        decks = DeckStore(engine)
        if brought := load_bundled_deck(decks, now()):
            number = counted(len(brought.deck.cards), "card")
            tell(f"quizkit: loaded {BUNDLED}, the deck that comes with quizkit ({number})")
        yield Library(decks, ProgressStore(engine), choices.settings, choices.look)
    finally:
        engine.dispose()
