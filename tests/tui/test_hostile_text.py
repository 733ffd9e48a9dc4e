"""What documents may hold: shown as text, never obeyed, never breaking the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from textual.widgets import Footer

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.safe_text import safe_text
from quizkit.domain.schedule import New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp

from .conftest import CARDS
from .looking import screen_text, seen

HOSTILE = [
    "[red]alarm",
    "[/]",
    "[/red] [b",
    "[@click=app.quit]x[/]",
    "\x1b]0;evil\x07 title",
    "\x1b[2J cleared",
    "a\u200bb \u202eright to left\u202c",
    "x" * 10_000,
    "שלום עולם, مرحبا بالعالم",
    "👩‍👩‍👧‍👦 🇫🇷 e\u0301 日本語の長い文章です。",
    "| a | b |\n|---|---|\n\tcode  $x^2$",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_shown_and_the_session_goes_on(
    decks: DeckStore, progress: ProgressStore, moment: datetime, text: str
) -> None:
    card: Card = replace(
        CARDS[0],
        question=text,
        answer=text,
        topic=text,
        evidence=(Evidence("cell", f"Before {text} after", 3, text, text),),
    )
    decks.save(Deck("hostile", text, (card, CARDS[2]), (DeckSource("cell", "cell.md", text),)), moment)
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (("t",), ("q",), ("enter",), ("space",)):
            await pilot.press(*keys)
            shown = screen_text(app)
            assert all(char == "\n" or char.isprintable() or char in "\u200d\u200b" for char in shown), keys
        assert seen(app, "#question") == safe_text(text)
        assert seen(app, "#answer") == safe_text(text)
        assert f"Before {safe_text(text)} after" in seen(app, "#evidence")
        answer, face = app.screen.query_one("#answer"), app.screen.query_one("CardFace")
        for _ in range(100):
            # A question of many pages: the answer comes into sight with the screen's next refresh.
            if face.region.contains(answer.region.x + 5, answer.region.y):
                break
            await pilot.pause(0.02)
        assert await pilot.click("#answer", offset=(5, 0))
        assert app.is_running
        assert app.screen.query_one(Footer).region.y == 23
        await pilot.press("1", "space", "3", "space", "4", "enter", "q")
    assert progress.schedule(card.key) != New()
