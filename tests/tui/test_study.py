"""Keys and clicks on the study screen, judged by what is in the library afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from textual.content import Content
from textual.widgets import Static

from quizkit.domain.deck import Deck
from quizkit.domain.log import Retracted, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Learning, New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.screens.summary import SummaryScreen

from .conftest import CARDS
from .looking import seen

FIRST, SECOND, THIRD = (card.key for card in CARDS)


async def test_a_rating_is_in_the_library_before_the_next_question_shows(
    room: StudyRoom, progress: ProgressStore, today: date
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "3")
        assert progress.schedule(FIRST) == Learning(1, 250, today + timedelta(days=1))
        assert seen(app, "#question") == CARDS[1].question


@pytest.mark.parametrize(("key", "rating"), [("1", 1), ("2", 2), ("3", 3), ("4", 4)])
async def test_each_number_key_gives_its_rating(
    room: StudyRoom, progress: ProgressStore, key: str, rating: int
) -> None:
    async with QuizkitApp(room).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", key)
    [entry] = progress.entries(FIRST)
    assert isinstance(entry.event, Reviewed)
    assert entry.event.rating == Rating(rating)


async def test_the_key_that_shows_answers_does_not_close_the_summary(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *["space", "3"] * 3, "space", "space")
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)


async def test_the_answer_is_hidden_until_it_is_asked_for(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert (seen(app, "#answer"), seen(app, "#evidence")) == ("", "")
        await pilot.press("space")
        assert seen(app, "#answer") == "Ribosomes"
        assert "— Jane Doe at 00:12:31 · The cell in brief, line 3" in seen(app, "#evidence")


async def test_a_number_before_the_answer_rates_nothing_and_says_why(room: StudyRoom, progress: ProgressStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "3")
        assert "press space" in seen(app, "#message")
    assert progress.entries(FIRST) == []


async def test_keys_that_mean_nothing_change_nothing(room: StudyRoom, progress: ProgressStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "5", "0", "y", "f5", "tab", "space", "space", "enter", "9", "z")
        assert seen(app, "#question") == CARDS[0].question
    assert progress.entries(FIRST) == []


async def test_undo_takes_the_last_rating_back_and_shows_that_card_again(
    room: StudyRoom, progress: ProgressStore
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "4", "u")
        assert seen(app, "#question") == CARDS[0].question
        assert seen(app, "#answer") == ""
    assert progress.schedule(FIRST) == New()
    assert isinstance(progress.entries(FIRST)[-1].event, Retracted)


async def test_undo_with_nothing_to_undo_writes_nothing(room: StudyRoom, progress: ProgressStore) -> None:
    async with QuizkitApp(room).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "u", "space", "u")
    assert progress.entries(FIRST) == []


async def test_a_card_not_known_comes_again_the_same_day_and_the_drill_moves_no_date(
    room: StudyRoom, progress: ProgressStore, today: date
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "1", "space", "3", "space", "3")
        assert seen(app, "#question") == CARDS[0].question
        assert seen(app, "#label") == "Once more today · The cell in brief"
        await pilot.press("space")
        assert ["later today" in seen(app, f".{name}") for name in ("again", "hard", "good", "easy")] == [
            True,
            True,
            False,
            False,
        ]
        await pilot.press("3")
        assert isinstance(app.screen, SummaryScreen)
    assert progress.schedule(FIRST) == Learning(1, 250, today + timedelta(days=1), has_passed=False)
    assert [entry.event.is_drill for entry in progress.entries(FIRST) if isinstance(entry.event, Reviewed)] == [
        False,
        True,
    ]


async def test_the_ratings_say_when_the_card_comes_back(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space")
        assert seen(app, ".again").split("\n") == ["1 Again", "later today", "then tomorrow"]
        assert seen(app, ".good").split("\n")[:2] == ["3 Good", "tomorrow"]


async def test_a_choice_card_marks_the_right_option_by_a_sign(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "3", "space", "3")
        assert seen(app, "#choices").split("\n") == ["  a)  Ribosomes", "  b)  Mitochondria", "  c)  Vacuoles"]
        await pilot.press("space")
        assert seen(app, "#choices").split("\n")[1] == "✓ b)  Mitochondria"


async def test_the_answer_stands_out_in_the_quote(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space")
        visual = app.screen.query_one("#evidence", Static).visual
    assert isinstance(visual, Content)
    assert [visual.plain[s.start : s.end] for s in visual.spans if str(s.style).startswith("bold")] == ["Ribosomes"]


async def test_the_mouse_reveals_and_rates(room: StudyRoom, progress: ProgressStore) -> None:
    async with QuizkitApp(room).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.click("#reveal")
        await pilot.click(".easy")
    [entry] = progress.entries(FIRST)
    assert isinstance(entry.event, Reviewed)
    assert entry.event.rating is Rating.EASY


async def test_q_goes_home_with_everything_saved_and_the_next_session_goes_on(
    room: StudyRoom, progress: ProgressStore
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "3", "q")
        assert isinstance(app.screen, HomeScreen)
        assert progress.schedule(FIRST) != New()
        await pilot.press("enter")
        assert seen(app, "#question") == CARDS[1].question


async def test_the_summary_counts_reviews_and_shows_what_was_missed(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "1", "space", "3", "space", "3", "space", "4")
        assert isinstance(app.screen, SummaryScreen)
        assert "2 of 3 reviews remembered   67 %" in seen(app, "#figures")
        assert "tomorrow" in seen(app, "#figures")
        assert seen(app, "#missed") == "What builds proteins?\n→ Ribosomes"
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)


async def test_undo_on_the_summary_goes_back_to_the_last_card(room: StudyRoom, progress: ProgressStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "3", "space", "3", "space", "3", "u")
        assert isinstance(app.screen, StudyScreen)
        assert seen(app, "#question") == CARDS[2].question
        assert progress.schedule(THIRD) == New()
        await pilot.press("space", "4", "q")
        assert isinstance(app.screen, HomeScreen)
    assert progress.schedule(THIRD) != New()


async def test_with_nothing_left_the_summary_says_when_the_next_card_comes(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "3", "space", "3", "space", "3", "enter")
        await pilot.press("enter")
        assert isinstance(app.screen, SummaryScreen)
        assert seen(app, "#headline") == "Nothing to study here now"
        assert "The next card comes tomorrow." in seen(app, "#figures")


async def test_a_rating_that_cannot_be_saved_is_said_and_the_card_stays(
    room: StudyRoom, progress: ProgressStore, engine: Engine
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space")
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE log RENAME TO elsewhere"))
        await pilot.press("3")
        assert seen(app, "#message").startswith("✗ Not saved, so the card stays here:")
        assert seen(app, "#question") == CARDS[0].question
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO log"))
        assert progress.schedule(FIRST) == New()
        await pilot.press("3")
        assert (seen(app, "#message"), seen(app, "#question")) == ("", CARDS[1].question)
    assert progress.schedule(FIRST) != New()


async def test_the_time_taken_is_kept_with_the_review_and_time_away_is_not_counted(
    room: StudyRoom, progress: ProgressStore
) -> None:
    now = 100.0
    app = QuizkitApp(room, stopwatch=lambda: now)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        now += 7
        await pilot.press("space", "3", "space")
        now += 3_600
        await pilot.pause(1.1)
        assert seen(app, "#how").startswith("⏸ paused")
        await pilot.press("j")
        assert not seen(app, "#how").startswith("⏸")
        now += 5
        await pilot.press("3")
    seconds = [entry.event.seconds for key in (FIRST, SECOND) for entry in progress.entries(key)]  # type: ignore[union-attr]
    assert seconds == [7, 60 + 5]


async def test_a_long_answer_scrolls_to_its_end(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    long = replace(deck.cards[0], answer="\n".join(f"line {number}" for number in range(200)))
    decks.save(replace(deck, cards=(long,)), moment)
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space")
        face = app.screen.query_one("CardFace")
        await pilot.press("j", "down")
        assert face.scroll_y > 0
        await pilot.press("pagedown", "pageup", *["pagedown"] * 30)
        assert face.scroll_y == face.max_scroll_y


@pytest.mark.parametrize("size", [(40, 10), (200, 60), (80, 24)])
async def test_a_resize_in_mid_card_loses_nothing(
    room: StudyRoom, progress: ProgressStore, size: tuple[int, int]
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "space")
        await pilot.resize_terminal(*size)
        assert seen(app, "#answer") == "Ribosomes"
        await pilot.press("3")
    assert progress.schedule(FIRST) != New()


async def test_the_question_keeps_its_lines_when_the_answer_needs_a_scrollbar(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    long = replace(CARDS[0], evidence=(replace(CARDS[0].evidence[0], quote="Ribosomes build proteins. " * 60),))
    decks.save(replace(deck, cards=(long,)), moment)
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        before = app.screen.query_one("#question").size.width
        await pilot.press("space")
        await pilot.pause()
        assert app.screen.query_one("CardFace").max_scroll_y > 0
        assert app.screen.query_one("#question").size.width == before
