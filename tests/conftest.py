"""What tests of every room share: a date, a library, a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from quizkit.domain.card import Card, CardKind, Evidence

if TYPE_CHECKING:
    from sqlalchemy import Engine

_CARD = Card(
    key="cell/1a2b3c4d5e/subject",
    kind=CardKind.QUESTION,
    question="What builds proteins?",
    answer="Ribosomes",
    topic="Cell",
    evidence=(Evidence("cell", "Ribosomes build proteins from 20 amino acids.", 14),),
)


@pytest.fixture
def today() -> date:
    """The day of all tests."""
    return date(2026, 3, 2)


@pytest.fixture
def engine() -> Iterator[Engine]:
    """A fresh, empty library in memory."""
    from quizkit.storage.database import open_database

    engine = open_database("sqlite://")
    yield engine
    engine.dispose()


@pytest.fixture
def make_card() -> Callable[..., Card]:
    """Makes a good card, but for the changes asked for."""

    def make(**changes: Any) -> Card:
        return replace(_CARD, **changes)

    return make
