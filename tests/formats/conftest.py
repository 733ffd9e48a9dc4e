"""A deck to write and read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.domain.deck import Deck, DeckSource

from .anki_profile import AnkiProfile
from .hostile_decks import choice_card, cloze_card, question_card


@pytest.fixture
def cell_deck() -> Deck:
    """One card of each kind."""
    return Deck(
        slug="cell",
        title="The cell",
        description="What every cell does.",
        cards=(question_card(), cloze_card(), choice_card()),
        sources=(
            DeckSource(
                "cell", "notes/cell.md", "Notes on the cell", "https://example.org/cell?a=1&b=2", {"ab12cd34e1": "x"}
            ),
        ),
    )


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[AnkiProfile]:
    (tmp_path / "anki").mkdir()
    profile = AnkiProfile(tmp_path / "anki")
    yield profile
    profile.close()
