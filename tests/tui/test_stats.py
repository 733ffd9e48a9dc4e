"""The statistics: six pages, for any range and deck."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from textual.widgets import OptionList

from quizkit.domain.deck import Deck
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Learning
from quizkit.storage import history
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.screens.stats import StatsScreen
from quizkit.tui.widgets.page_tabs import PageTabs
from quizkit.tui.widgets.row_list import RowList

from .conftest import CARDS
from .looking import screen_text, seen

SIZE = (80, 24)


@pytest.fixture
def studied(room: StudyRoom, decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime) -> StudyRoom:
    """Thirty days of study: one card is missed every third day, one every sixth, and another deck's card is hard."""
    rock = replace(CARDS[0], key="rock/0000000001/x", question="What is hard?", topic="Rocks")
    decks.save(Deck("geology", "Geology", (rock,)), moment)
    for days_ago in range(30, 0, -1):
        at = moment - timedelta(days=days_ago)
        for key, misses in ((CARDS[0].key, days_ago % 3 == 0), (CARDS[2].key, days_ago % 6 == 0)):
            rating = Rating.AGAIN if misses else Rating.GOOD
            progress.record(Reviewed(key, at.date(), at, rating, seconds=30.0))
    lapsed = Learning(1, 250, moment.date(), lapses=9)
    progress.record(Rescheduled(rock.key, moment.date(), moment, Reason.IMPORTED, lapsed))
    return room


def rows(app: QuizkitApp, which: str) -> list[str]:
    """The rows of a list, white space folded."""
    found = app.screen.query_one(which, RowList).query_one(OptionList)
    return [" ".join(str(option.prompt).split()) for option in found.options]


async def test_topics_stand_side_by_side_with_interval_and_too_few_is_said(studied: StudyRoom) -> None:
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t")
        assert isinstance(app.screen, StatsScreen)
        assert rows(app, "#lines") == [
            "▸ All topics 4 3 58 78 % 65–86 · ·",
            "Cell 2 1 29 69 % 51–83 · ·",
            "Energy 1 1 29 86 % 69–95 · ·",
            "Rocks 1 1 · · · · ·",
        ]
        await pilot.press("r", "r", "r", "r")
        assert "30 days" in seen(app, "#how")
        await pilot.press("R")
        assert "7 days" in seen(app, "#how")
        assert rows(app, "#lines")[1] == "Cell 2 1 6 too few · · ·"


async def test_the_weakest_topic_comes_first_on_a_key(studied: StudyRoom) -> None:
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", "w")
        assert [row.split()[0] for row in rows(app, "#lines")[1:]] == ["Cell", "Energy", "Rocks"]
        assert "weakest first: by the lower end of the 95 %" in seen(app, "#legend")
        assert seen(app, "#how").endswith("weakest first")
        await pilot.press("d", "d")
        assert "Geology" in seen(app, "#how")
        assert [row.split()[0] for row in rows(app, "#lines")[1:]] == ["Rocks"]


async def test_no_row_wraps_in_a_narrow_window(studied: StudyRoom) -> None:
    app = QuizkitApp(studied)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press("t")
        lines = app.screen.query_one("#lines", RowList)
        assert all(
            len(str(option.prompt)) <= lines.content_size.width for option in lines.query_one(OptionList).options
        )


async def test_where_no_card_was_forgotten_the_page_of_the_hardest_says_so(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", "w", "6")
        assert seen(app, "#plot").startswith("No card was forgotten in this range")


async def test_decks_and_sources_may_stand_there_instead(studied: StudyRoom) -> None:
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", "b")
        assert [row.split()[0] for row in rows(app, "#lines")[1:]] == ["Biology", "Geology"]
        await pilot.press("b")
        assert rows(app, "#lines")[1].startswith("The cell in brief 4 3")


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("2", ["Reviews a day, one year", "Streak 30 days", "60 reviews on 30 days", "Minutes a day"]),
        ("3", ["Due on the next 30 days", "today", "Today 1 Next 7 days 0"]),
        ("4", ["Retention, each 7 days", "Young", "Mature", "too few to say", "●"]),
        ("5", ["Intervals of all cards seen", "Ratings of the range", "Again", "first reviews"]),
        ("6", ["Most often forgotten", "What is hard? 9"]),
    ],
)
async def test_every_page_tells_its_figures(studied: StudyRoom, key: str, told: list[str]) -> None:
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", key)
        await pilot.pause()
        shown = " ".join(screen_text(app).split())
        assert [words for words in told if words not in shown] == []


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 50)])
async def test_every_page_stands_at_every_size_also_without_reviews(room: StudyRoom, size: tuple[int, int]) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=size) as pilot:
        await pilot.press("t")
        for _ in range(6):
            await pilot.press("right", "r")
        await pilot.resize_terminal(70, 20)
        assert isinstance(app.screen, StatsScreen)
        await pilot.press("1")
        assert "it begins with a card's second review" in seen(app, "#legend")
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)


async def test_a_page_is_opened_by_the_mouse_too(studied: StudyRoom) -> None:
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t")
        await pilot.click(PageTabs, offset=(27, 0))
        assert "Due on the next 30 days" in screen_text(app)


async def test_a_long_log_is_read_while_the_screen_stands(studied: StudyRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_PORTION", 1)
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert rows(app, "#lines")[1] == "Cell 2 1 29 69 % 51–83 · ·"


async def test_one_may_leave_while_the_log_is_read(studied: StudyRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_PORTION", 1)
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", "4", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_a_library_that_fails_meanwhile_is_told(studied: StudyRoom, engine: Engine) -> None:
    app = QuizkitApp(studied)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t")
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE evidence RENAME TO elsewhere"))
        await pilot.press("6")
        assert seen(app, "#plot").startswith("✗ ")
