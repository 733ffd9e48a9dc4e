"""What documents may hold: shown as text, never obeyed, never breaking the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from rich.cells import cell_len
from textual.events import Paste
from textual.widgets import Footer

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.log import Reason, Rescheduled
from quizkit.domain.safe_text import safe_text
from quizkit.domain.schedule import Graduated, New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.study.sitting import Sitting
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.home import Scope
from quizkit.tui.screens.leech import LeechScreen
from quizkit.tui.screens.summary import SummaryScreen
from quizkit.tui.widgets.fields import LineField

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


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_shown_safely_in_every_form_and_view_of_a_session(
    decks: DeckStore, progress: ProgressStore, moment: datetime, text: str
) -> None:
    card = replace(
        CARDS[2],
        question=text,
        answer=text,
        topic=text,
        choices=(text, "another", "a third"),
        accept=(text,),
        evidence=(Evidence("cell", f"Before {text} after", 3, text, text),),
    )
    source = DeckSource("cell", text, text, text, {"0000000003": f"Before {text} after, and on."})
    decks.save(Deck("hostile", text, (card,), (source,)), moment)
    schedule = Graduated(30, 250, moment.date(), lapses=7)
    progress.record(Rescheduled(card.key, moment.date(), moment, Reason.IMPORTED, schedule))
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=(80, 24)) as pilot:
        # The source, the forms, the option that was chosen, the leech: each with all that it shows of the card.
        for keys in (("enter",), ("o",), ("q", "e"), ("escape", "t"), ("escape", "x"), ("escape", "b"), ("1",)):
            await pilot.press(*keys)
            await pilot.pause()
            shown = screen_text(app)
            assert all(char == "\n" or char.isprintable() or char in "\u200d\u200b" for char in shown), keys
            assert all(cell_len(line) == 80 for line in shown.split("\n")), keys
        assert isinstance(app.screen, LeechScreen)
        await pilot.press("enter", "space", "3")
        assert app.is_running
        assert isinstance(app.screen, SummaryScreen)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_that_is_typed_as_an_answer_is_compared_and_shown_safely(room: StudyRoom, text: str) -> None:
    app = QuizkitApp(room, (Scope(text), room.sit_down(Sitting(typed=True))))
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one(LineField).post_message(Paste(text))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        shown = screen_text(app)
        assert all(char == "\n" or char.isprintable() or char in "\u200d\u200b" for char in shown)
        assert seen(app, "CardFace #given").startswith("✗ Not the answer")
