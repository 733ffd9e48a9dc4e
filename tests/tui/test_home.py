"""The first screen, the statistics, the help, and how one leaves."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import Engine, text
from textual.widgets import OptionList, Static

from quizkit.domain.deck import Deck
from quizkit.domain.errors import NotFoundError
from quizkit.domain.schedule import New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.study.sitting import Sitting
from quizkit.tui.app import QuizkitApp, run
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.home import HomeScreen, Scope
from quizkit.tui.screens.more import MoreScreen
from quizkit.tui.screens.stats import StatsScreen
from quizkit.tui.screens.study import StudyScreen

from .conftest import CARDS
from .looking import colors, rows, screen_text, seen


async def test_home_lists_decks_and_topics_with_what_waits(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)):
        assert rows(app) == ["▸ Biology · 3 3 3", "Cell · 2 2 2", "Energy · 1 1 1"]
        assert seen(app, "#today").startswith("Today  0 due, 3 new")


async def test_a_newcomer_is_greeted_and_someone_who_has_begun_is_not(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        assert seen(app, "#note").startswith("Welcome.")
        await pilot.press("enter", "space", "3", "q")
        assert seen(app, "#note") == ""
        assert "1 reviewed today" in seen(app, "#today")


async def test_a_library_without_decks_says_how_to_make_one(
    decks: DeckStore, progress: ProgressStore, moment: datetime
) -> None:
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "quizkit add PATH" in seen(app, "#note")
        await pilot.press("enter", "j")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("keys", [("j", "j", "s"), ("down", "down", "enter"), ("end", "enter"), ("G", "s")])
async def test_what_is_selected_is_what_is_studied(room: StudyRoom, keys: tuple[str, ...]) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert isinstance(app.screen, StudyScreen)
        assert seen(app, "#question") == CARDS[2].question


async def test_a_click_on_a_topic_studies_it(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(OptionList, offset=(6, 2))
        assert seen(app, "#question") == CARDS[2].question


async def test_the_selection_is_where_it_was_after_a_session(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "enter", "q")
        assert rows(app)[1].startswith("▸ Cell")


async def test_when_all_is_done_home_says_so(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *["space", "3"] * 3, "enter")
        assert seen(app, "#today").startswith("✓ All done for today")


async def test_whoever_has_done_all_can_go_on_with_more(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    decks.save(deck, moment)
    app = QuizkitApp(StudyRoom(decks, progress, Settings(new_per_day=1), lambda: moment))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "3", "enter")
        assert seen(app, "#today") == "✓ All done for today   1 reviewed today · press m for more"
        await pilot.press("m")
        assert isinstance(app.screen, MoreScreen)
        assert [line.split() for line in seen(app, "#choices").splitlines()] == [
            ["▸", "10", "new", "cards", "more", "2", "cards"],
        ]
        await pilot.press("j", "k", "enter")
        assert seen(app, "#question") == CARDS[1].question
        await pilot.press("space", "3")
    assert progress.reviews_on(moment.date()) == 2


async def test_where_there_is_nothing_more_home_says_so(room: StudyRoom, progress: ProgressStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        for card in CARDS:
            room.marking.suspend([card.key])
        await pilot.press("m")
        assert seen(app, "#note").startswith("There is nothing more here")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
async def test_the_first_line_of_home_stays_one_line(room: StudyRoom, width: int) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.press("enter", "space", "1", "q")
        assert len(seen(app, "#today")) <= width - 4
        assert "1 to drill again" in seen(app, "#today")


async def test_help_on_home_tells_what_new_today_means(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        assert seen(app, "#note").startswith("new today: ")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("before", [(), ("enter",), ("t",)])
async def test_help_shows_how_to_close_it_in_every_window(
    room: StudyRoom, size: tuple[int, int], before: tuple[str, ...]
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*before, "question_mark")
        await pilot.pause()
        assert "close this help." in " ".join(screen_text(app).replace("│", " ").split())


async def test_a_card_left_to_drill_is_not_called_done(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "1", *["space", "3"] * 2, "q")
        assert "1 to drill again" in seen(app, "#today")


async def test_a_library_that_cannot_be_read_is_said_on_the_screen(room: StudyRoom, engine: Engine) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE schedules RENAME TO elsewhere"))
        await pilot.press("enter")
        assert seen(app, "#note").startswith("✗ ")
        await pilot.press("t")
        assert isinstance(app.screen, HomeScreen)


async def test_statistics_are_a_key_away(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        assert isinstance(app.screen, StatsScreen)
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("before", [(), ("t",), ("enter",), ("enter", "space")])
async def test_help_names_every_key_that_works_on_the_screen_below(room: StudyRoom, before: tuple[str, ...]) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*before)
        below = app.screen
        wanted = {b.binding.description for b in below.active_bindings.values() if b.binding.id}
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        told = "\n".join(str(widget.visual) for widget in app.screen.query(Static))
        assert [description for description in wanted if description not in told] == []
        await pilot.press("q")
        assert app.screen is below


@pytest.mark.parametrize("keys", [("q",), ("ctrl+q",), ("enter", "q", "q"), ("t", "q", "q"), ("enter", "ctrl+q")])
async def test_the_app_can_be_left_from_everywhere(room: StudyRoom, keys: tuple[str, ...]) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert not app.is_running
    assert app.return_code == 0


@pytest.mark.parametrize("theme", ["textual-light", "nord", "ansi-dark"])
async def test_another_theme_can_be_chosen(room: StudyRoom, progress: ProgressStore, theme: str) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.press("enter", "space", "3", "q", "t", "q", "question_mark", "q")
    assert progress.schedule(CARDS[0].key) != New()


async def test_a_session_can_be_open_from_the_start(room: StudyRoom) -> None:
    app = QuizkitApp(room, (Scope("Biology", "biology", "Energy"), room.start("biology", "Energy")))
    async with app.run_test(size=(80, 24)) as pilot:
        assert seen(app, "#question") == CARDS[2].question
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)


def test_an_unknown_deck_is_refused_before_a_screen_is_shown(room: StudyRoom) -> None:
    with pytest.raises(NotFoundError):
        run(room, Sitting(deck="chemistry"))


async def test_no_color_is_respected(room: StudyRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space")
        assert [color for color in colors(app) if len(set(color)) > 1] == []
