"""A study room with a clock that a test can turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.log import Reason, Rescheduled
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.study.session import StudySession

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Desk:
    """A library, the room to study it in, and the time of day: ``now`` is what the room's clock shows."""

    def __init__(self, engine: Engine, make_card: Callable[..., Card], today: date) -> None:
        self.make_card = make_card
        self.today = today
        self.now = datetime.combine(today, time(12)).astimezone()
        self.decks, self.progress = DeckStore(engine), ProgressStore(engine)
        self.room = self.with_settings(Settings())

    def with_settings(self, settings: Settings) -> StudyRoom:
        self.room = StudyRoom(self.decks, self.progress, settings, lambda: self.now)
        return self.room

    def put(self, *keys: str, deck: str = "biology", topic: str = "Cell") -> None:
        """A deck of cards with these keys; "key@topic" puts one under another topic."""
        cards = []
        for key in keys:
            name, _, other = key.partition("@")
            cards.append(self.make_card(key=name, topic=other or topic))
        self.decks.save(Deck(deck, deck.title(), tuple(cards)), self.now)

    def make_due(self, *keys: str, days_ago: int = 0, interval: int = 10) -> None:
        """Cards that were learnt elsewhere and are due so many days ago."""
        for key in keys:
            schedule = Graduated(interval, 250, self.today - timedelta(days=days_ago))
            self.progress.record(Rescheduled(key, self.today, self.now, Reason.IMPORTED, schedule))


def shown(session: StudySession) -> str:
    """The key of the card that is asked; "" where none is."""
    return session.current.key if session.current else ""


def answer(session: StudySession, *ratings: Rating) -> list[str]:
    """Reveal and rate, one card after the other; the keys in the order in which they were asked."""
    asked = []
    for rating in ratings:
        asked.append(shown(session))
        session.reveal()
        session.rate(rating, 2.0)
    return asked


def asked_until_the_end(session: StudySession, ratings: Iterable[Rating] = ()) -> list[str]:
    """Study to the end, with these ratings and then GOOD throughout; the keys as they were asked."""
    given = iter(ratings)
    asked = []
    while session.current:
        asked += answer(session, next(given, Rating.GOOD))
    return asked


@pytest.fixture
def desk(engine: Engine, make_card: Callable[..., Card], today: date) -> Desk:
    return Desk(engine, make_card, today)
