"""Taking a quiz with the keyboard, and what of it is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import Engine, text
from textual.pilot import Pilot

from quizkit.domain.deck import Deck
from quizkit.domain.quiz import Mode, QuizResult, QuizScope
from quizkit.domain.schedule import New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.screens.quiz import QuizScreen
from quizkit.tui.screens.quiz_result import QuizResultScreen
from quizkit.tui.screens.quiz_setup import QuizSetupScreen
from quizkit.tui.screens.study import StudyScreen

from .looking import rows, screen_text, seen

SIZE = (80, 24)


def app_of(room: StudyRoom) -> QuizkitApp:
    return QuizkitApp(room, chance=Random(1))


def kept(room: StudyRoom) -> QuizResult:
    return room.quizzes.history(1)[0]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def answer_right(pilot: Pilot[None], room: StudyRoom) -> None:
    """Whatever is asked, as it is asked."""
    screen = pilot.app.screen
    assert isinstance(screen, QuizScreen)
    question = screen._session.current
    assert question is not None
    match question.mode:
        case Mode.CHOICE:
            await press(pilot, "abcdef"[question.options.index(question.card.answer)], "enter")
        case Mode.TYPED:
            await press(pilot, *question.card.answer.casefold(), "enter", "enter")
        case Mode.OPEN:
            await press(pilot, "space", "y")


async def test_a_quiz_from_home_to_its_result_leaves_the_schedule_alone(
    room: StudyRoom, progress: ProgressStore
) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z")
        assert isinstance(app.screen, QuizSetupScreen)
        await press(pilot, "enter")
        for _ in range(3):
            await answer_right(pilot, room)
        assert isinstance(app.screen, QuizResultScreen)
        assert seen(app, "#headline") == "3 of 3 right, 100 %"
        assert "Nothing was missed." in seen(app, "#figures")
        await press(pilot, "s")  # There is nothing to study.
        assert isinstance(app.screen, QuizResultScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)
    result = kept(room)
    assert (result.asked, result.right, result.mode, result.scope) == (3, 3, Mode.CHOICE, QuizScope())
    assert progress.schedule("cell/0000000001/subject") == New()


async def test_topics_are_ticked_and_number_mode_and_time_chosen_by_key(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "down", "space", "n", "m", "m", "t")
        assert rows(app) == ["[-] Biology 3", "▸ [x] Cell 2", "[ ] Energy 1"]
        assert [seen(app, f"#{name}").split("\n")[1] for name in ("number", "mode", "minutes")] == [
            "20",
            "in the head",
            "2 minutes",
        ]
        await press(pilot, "enter", "space", "y", "space", "n")
        assert isinstance(app.screen, QuizResultScreen)
    result = kept(room)
    assert (result.asked, result.right, result.mode) == (2, 1, Mode.OPEN)
    assert result.scope == QuizScope(("biology",), ("Cell",))


async def test_ticking_a_deck_ticks_all_its_topics_and_means_everything_where_it_is_alone(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "space")
        assert rows(app) == ["▸ [x] Biology 3", "[x] Cell 2", "[x] Energy 1"]
        await press(pilot, "space")
        assert rows(app) == ["▸ [ ] Biology 3", "[ ] Cell 2", "[ ] Energy 1"]
        await press(pilot, "space", "m", "enter", "escape")
        assert isinstance(app.screen, HomeScreen)
    assert room.quizzes.history(1) == []


async def test_a_typed_answer_shows_the_difference_and_may_be_overruled(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "down", "space", "m", "enter")
        screen = app.screen
        assert isinstance(screen, QuizScreen)
        for _ in range(2):
            question = screen._session.current
            assert question is not None
            said = "ribosome" if question.card.answer == "Ribosomes" else "19"
            await press(pilot, *said, "enter")
            if said == "ribosome":
                assert "≈ Right, but for a detail" in seen(app, "#verdict")
                assert seen(app, "#difference") == "Ribosome(s)"
            else:
                assert "✗ Wrong" in seen(app, "#verdict")
                await press(pilot, "o")
                assert "✓ Right" in seen(app, "#verdict")
            await press(pilot, "enter")
        assert isinstance(app.screen, QuizResultScreen)
    assert kept(room).right == 2
    assert {answer.given for answer in kept(room).answers} == {"ribosome", "19"}


async def test_a_quiz_left_early_is_told_as_broken_off_and_a_wrong_answer_stands_by_the_right_one(
    room: StudyRoom,
) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "down", "space", "m", "enter", *"xyz", "enter")
        assert "✗ Wrong: you said xyz" in seen(app, "#verdict")
        await press(pilot, "enter")
        app.screen.action_leave()  # type: ignore[attr-defined]
        await pilot.pause()
        assert seen(app, "#headline") == "0 of 1 right, 0 %; broken off after 1 of 2"
        assert "you said: xyz" in seen(app, "#missed")


async def test_a_result_longer_than_the_window_names_the_key_that_scrolls_it(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=(80, 9)) as pilot:
        await press(pilot, "z", "enter")
        for _ in range(3):
            await answer_right(pilot, room)
        assert isinstance(app.screen, QuizResultScreen)
        assert "Scroll down" in screen_text(app)
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert "Scroll down" not in screen_text(app)


async def test_letters_that_work_elsewhere_are_typed_into_an_answer(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "down", "space", "m", "enter", "q", "o", "u", "question_mark", "space", "y", "enter")
        assert isinstance(app.screen, QuizScreen)
    assert kept(room).answers[0].given == "qou? y"


async def test_an_open_judgement_is_undone(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "down", "space", "m", "m", "enter", "space", "n", "u")
        assert seen(app, "#answer") != ""
        await press(pilot, "y")
        assert kept(room).answers[0].is_right
        await press(pilot, "q")
        assert isinstance(app.screen, QuizResultScreen)
        assert seen(app, "#headline") == "1 of 1 right, 100 %; broken off after 1 of 2"


async def test_what_was_missed_is_studied_afterwards(room: StudyRoom, progress: ProgressStore) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "end", "space", "enter")
        screen = app.screen
        assert isinstance(screen, QuizScreen)
        question = screen._session.current
        assert question is not None
        await press(pilot, "abc"[(question.options.index("Mitochondria") + 1) % 3])
        assert "✗ Wrong: you said" in seen(app, "#verdict")
        await press(pilot, "enter")
        assert "What makes the ATP?" in seen(app, "#missed")
        await press(pilot, "s")
        assert isinstance(app.screen, StudyScreen)
        await press(pilot, "space", "3")
    assert progress.schedule("cell/0000000003/subject") != New()


async def test_the_last_score_stands_beside_the_new_one(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        for judged in ("n", "y"):
            await press(pilot, "z", "down", "space", "m", "m", "enter", "space", judged, "space", judged)
            if judged == "y":
                assert "Before: 0 % (in the head, 2 March)" in seen(app, "#figures")
                assert seen(app, "#topics").split("\n")[1].split() == ["Cell", "2", "of", "2", "100", "%", "0", "%"]
            await press(pilot, "enter")


async def test_the_time_limit_ends_the_quiz_and_says_so(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    now = moment
    decks.save(deck, moment)
    room = StudyRoom(decks, progress, Settings(), lambda: now)
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "m", "m", "t", "enter")
        assert "2:00 left" in seen(app, "TitleBar #how")
        await answer_right(pilot, room)
        now += timedelta(minutes=3)
        screen = app.screen
        assert isinstance(screen, QuizScreen)
        screen._tick()
        await pilot.pause()
        assert isinstance(app.screen, QuizResultScreen)
        assert seen(app, "#headline") == "The time is over: 1 of 3 right, 33 %"


async def test_the_mouse_does_what_the_keys_do(room: StudyRoom) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "down", "space")
        for button in ("#mode", "#mode"):
            await pilot.click(button)
        await press(pilot, "enter")
        for button in ("#way", "#right", "#way", "#wrong"):
            await pilot.click(f"AnswerBar {button}")
            await pilot.pause()
        assert isinstance(app.screen, QuizResultScreen)
    assert (kept(room).asked, kept(room).right) == (2, 1)


async def test_what_cannot_be_kept_is_told_and_the_question_stays(room: StudyRoom, engine: Engine) -> None:
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "down", "space", "m", "m", "enter", "space")
        with engine.begin() as connection:
            connection.execute(
                text("CREATE TRIGGER full BEFORE INSERT ON quiz_answers BEGIN SELECT RAISE(ABORT, 'disk full'); END")
            )
        await press(pilot, "y")
        assert "✗" in seen(app, "#message")
        assert isinstance(app.screen, QuizScreen)
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER full"))
        await press(pilot, "y")
        assert seen(app, "#message") == ""
    assert kept(room).right == 1


async def test_without_a_card_to_ask_about_the_setup_says_so(room: StudyRoom) -> None:
    room.marking.suspend([f"cell/000000000{n}/{slot}" for n, slot in ((1, "subject"), (2, "amount"), (3, "subject"))])
    app = app_of(room)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "enter")
        assert "no card to ask about" in seen(app, "#note")
        await press(pilot, "q")
        assert isinstance(app.screen, HomeScreen)


async def test_hostile_text_is_shown_and_asked_as_text(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime, today: date
) -> None:
    from dataclasses import replace

    evil = "[red]x[/] [@click=app.quit]y[/] \x1b]0;evil\x07"
    card = replace(deck.cards[0], question=f"What is {evil}?", answer=evil, topic=evil)
    decks.save(replace(deck, cards=(card,)), moment)
    app = app_of(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "z", "m", "enter", "[", "r", "e", "d", "]", "enter")
        shown = screen_text(app)
        assert "[red]x[/]" in shown
        assert "\x1b" not in shown
        await press(pilot, "enter")
        assert "[@click=app.quit]" in screen_text(app)
