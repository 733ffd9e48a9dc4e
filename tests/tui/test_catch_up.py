"""What the first screen tells of the last days, and the dialog to pause, spread and take back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from quizkit.domain.deck import Deck
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.catch_up import CatchUpScreen
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.home import HomeScreen

from .conftest import CARDS
from .looking import screen_text, seen

KEYS = [card.key for card in CARDS]


@pytest.fixture
def late(room: StudyRoom, progress: ProgressStore, today: date, moment: datetime) -> StudyRoom:
    """All three cards are due, the third two days late."""
    for key, days_late in zip(KEYS, (0, 0, 2), strict=True):
        schedule = Graduated(10, 250, today - timedelta(days=days_late))
        progress.record(Rescheduled(key, today, moment, Reason.IMPORTED, schedule))
    return room


def due(progress: ProgressStore, today: date) -> list[int]:
    found = progress.schedules(KEYS).values()
    return [(schedule.due - today).days for schedule in found if not isinstance(schedule, New)]


async def test_a_backlog_is_spread_and_taken_back_by_keys(
    late: StudyRoom, progress: ProgressStore, today: date
) -> None:
    app = QuizkitApp(late)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", *["left"] * 9, "right")
        assert isinstance(app.screen, CatchUpScreen)
        assert "‹ 3 days ›" in seen(app, "#choices")
        assert seen(app, "#then").startswith("3 are due in all: 1 stay today")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert seen(app, "#note").startswith("✓ 2 cards moved over 3 days.")
        assert due(progress, today) == [1, 2, -2]
        await pilot.press("c", "up")
        assert "Take back the spread of Monday, 2 March" in seen(app, "#choices")
        await pilot.press("enter")
        await pilot.pause()
        assert seen(app, "#note") == "✓ Taken back: 2 cards as before the spread."
    assert due(progress, today) == [0, 0, -2]
    assert progress.check().is_sound


async def test_a_pause_moves_what_falls_in_it(late: StudyRoom, progress: ProgressStore, today: date) -> None:
    app = QuizkitApp(late)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "j", "L", "h")
        assert "‹ Sunday, 15 March ›" in seen(app, "#choices")
        assert seen(app, "#then").startswith("3 cards move behind it")
        await pilot.press("enter")
        await pilot.pause()
        assert seen(app, "#today").startswith("✓ All done for today")
    assert due(progress, today) == [13, 13, 13]


async def test_a_pause_names_the_true_day_of_its_first_cards(
    room: StudyRoom, progress: ProgressStore, today: date, moment: datetime
) -> None:
    for key in KEYS[:2]:
        schedule = Graduated(10, 250, today + timedelta(days=1))
        progress.record(Rescheduled(key, today, moment, Reason.IMPORTED, schedule))
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "j")
        assert "‹ Monday, 9 March ›" in seen(app, "#choices")
        # Due on the second day of the pause: so they come on the second day after it.
        assert seen(app, "#then").endswith("the first 2 to Tuesday, 10 March.")


async def test_a_pause_that_stands_is_told_with_its_end_and_leaves_todays_drills(
    late: StudyRoom, progress: ProgressStore
) -> None:
    app = QuizkitApp(late)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "1", "q")
        assert "1 to drill again" in seen(app, "#today")
        await pilot.press("c", "j", "enter")
        await pilot.pause()
        assert "1 to drill again" in seen(app, "#today")
        assert seen(app, "#glance").startswith("Paused until Monday, 9 March")
        await pilot.press("c", "up")
        assert "Take back the pause of 2 March until Monday, 9 March" in seen(app, "#choices")
        await pilot.press("enter")
        await pilot.pause()
        assert "Paused" not in seen(app, "#glance")
    assert progress.check().is_sound


async def test_the_dialog_shows_its_keys_as_it_promises(late: StudyRoom) -> None:
    app = QuizkitApp(late)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "A week more" in screen_text(app)
        await pilot.press("q")
        assert isinstance(app.screen, CatchUpScreen)


async def test_where_nothing_is_due_nothing_happens_and_the_dialog_closes(
    room: StudyRoom, progress: ProgressStore
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        assert seen(app, "#then") == "Nothing is due."
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert seen(app, "#then") == "Nothing falls in this pause."
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)
    assert progress.check().entries == 0


async def test_a_library_that_fails_is_told_in_the_dialog(late: StudyRoom, engine: Engine) -> None:
    app = QuizkitApp(late)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE schedules RENAME TO elsewhere"))
        await pilot.press("right")
        assert seen(app, "#then").startswith("✗ ")
        await pilot.press("enter")
        await pilot.pause()
        assert seen(app, "#then").startswith("✗ ")
        await pilot.press("escape")
        assert seen(app, "#note").startswith("✗ ")


def studied(progress: ProgressStore, moment: datetime, days: int, reviews: int, rating: Rating) -> None:
    """So many reviews of the first card on each of the last days but today."""
    for days_ago in range(days, 0, -1):
        at = moment - timedelta(days=days_ago)
        for _ in range(reviews):
            progress.record(Reviewed(KEYS[0], at.date(), at, rating, seconds=30.0))


async def test_home_tells_streak_yesterday_minutes_and_weakest_topic(
    room: StudyRoom, progress: ProgressStore, moment: datetime
) -> None:
    studied(progress, moment, 4, 25, Rating.GOOD)
    for _ in range(22):
        progress.record(Reviewed(KEYS[2], moment.date() - timedelta(days=3), moment, Rating.AGAIN, seconds=30.0))
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        lines = seen(app, "#glance").splitlines()
        assert lines[0] == "Streak  4 days, study today to keep it   Yesterday  100 % of 25 remembered"
        assert lines[1] == "Weakest topic  0 % of 21 remembered:  Energy"
        assert "about 1 min" in seen(app, "#today")
        await pilot.press("enter", "space", "3", "q")
        assert seen(app, "#glance").startswith("Streak  5 days   Yesterday")


async def test_much_work_is_told_in_hours(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime, today: date
) -> None:
    many = tuple(replace(CARDS[0], key=f"cell/{n:010}/x") for n in range(300))
    decks.save(replace(deck, cards=(*CARDS, *many)), moment)
    studied(progress, moment, 2, 6, Rating.GOOD)
    for card in many:
        progress.record(Rescheduled(card.key, today, moment, Reason.IMPORTED, Graduated(9, 250, today)))
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=(80, 24)):
        # 300 cards at half a minute each: two and a half.
        assert "about 3 hours" in seen(app, "#today")


async def test_a_day_of_few_reviews_gets_no_percentage(
    room: StudyRoom, progress: ProgressStore, moment: datetime
) -> None:
    studied(progress, moment, 2, 1, Rating.GOOD)
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 24)):
        assert seen(app, "#glance").endswith("Yesterday  1 of 1 remembered")


async def test_after_a_long_absence_home_offers_to_spread(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime, today: date
) -> None:
    many = tuple(replace(CARDS[0], key=f"cell/{n:010}/x") for n in range(40))
    decks.save(replace(deck, cards=(*CARDS, *many)), moment)
    studied(progress, moment - timedelta(days=50), 4, 2, Rating.GOOD)
    for card in many:
        progress.record(Rescheduled(card.key, today, moment, Reason.IMPORTED, Graduated(9, 250, today)))
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=(80, 24)) as pilot:
        assert seen(app, "#note").startswith("40 cards are due, more than three usual days of yours.")
        await pilot.press("c", "enter")
        await pilot.pause()
        assert seen(app, "#note").startswith("✓ ")
