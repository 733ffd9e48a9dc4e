"""A study room on a real library, a deck with one card of each kind, and a clock that a test can see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom

if TYPE_CHECKING:
    from sqlalchemy import Engine

QUOTE = "Ribosomes build proteins from 20 amino acids, and mitochondria make the ATP."

CARDS = (
    Card(
        key="cell/0000000001/subject",
        kind=CardKind.QUESTION,
        question="What builds proteins?",
        answer="Ribosomes",
        topic="Cell",
        evidence=(Evidence("cell", QUOTE, 3, "Jane Doe", "00:12:31"),),
    ),
    Card(
        key="cell/0000000002/amount",
        kind=CardKind.CLOZE,
        question="Ribosomes build proteins from […] amino acids.",
        answer="20",
        topic="Cell",
        evidence=(Evidence("cell", QUOTE, 3),),
    ),
    Card(
        key="cell/0000000003/subject",
        kind=CardKind.CHOICE,
        question="What makes the ATP?",
        answer="Mitochondria",
        topic="Energy",
        evidence=(Evidence("cell", QUOTE, 3),),
        choices=("Ribosomes", "Mitochondria", "Vacuoles"),
    ),
)


@pytest.fixture
def deck() -> Deck:
    """Three cards, one of each kind, in two topics."""
    return Deck("biology", "Biology", CARDS, (DeckSource("cell", "cell.md", "The cell in brief"),))


@pytest.fixture
def decks(engine: Engine) -> DeckStore:
    return DeckStore(engine)


@pytest.fixture
def progress(engine: Engine) -> ProgressStore:
    return ProgressStore(engine)


@pytest.fixture
def moment(today: date) -> datetime:
    """Noon of the day of all tests."""
    return datetime(today.year, today.month, today.day, 12, tzinfo=UTC)


@pytest.fixture
def room(decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime) -> StudyRoom:
    """The room with the deck in it, always at noon."""
    decks.save(deck, moment)
    return StudyRoom(decks, progress, Settings(), lambda: moment)
