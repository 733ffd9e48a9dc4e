"""A library with all its stores, for what comes in from other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select

from quizkit.domain.card import Card
from quizkit.library.import_anki import Imported, import_package
from quizkit.storage.arrivals import ArrivalStore
from quizkit.storage.decks import DeckStore
from quizkit.storage.marks import MarkStore
from quizkit.storage.media import MediaStore
from quizkit.storage.progress import ProgressStore
from quizkit.storage.progress_tables import log


@dataclass
class Shelf:
    """A library with all its stores."""

    engine: Engine
    folder: Path

    def __post_init__(self) -> None:
        self.decks = DeckStore(self.engine)
        self.progress = ProgressStore(self.engine)
        self.media = MediaStore(self.folder)
        self.marks = MarkStore(self.engine)

    def take(self, path: Path, *, largest: int = 10**9) -> Imported:
        return import_package(
            path,
            ArrivalStore(self.engine),
            self.media,
            now=datetime.now().astimezone(),
            local=lambda moment: moment.astimezone(),
            day_starts_at=4,
            largest=largest,
        )

    def cards(self) -> list[Card]:
        return [card for slug in self.decks.slugs() for card in self.decks.load(slug).cards]

    def key(self, question: str) -> str:
        (key,) = [card.key for card in self.cards() if card.question == question]
        return key

    def reviews(self) -> int:
        with self.engine.connect() as connection:
            return connection.execute(
                select(func.count()).select_from(log).where(log.c.type == "reviewed")
            ).scalar_one()
