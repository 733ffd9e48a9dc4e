"""The screen for browsing: searched, marked, changed and undone by keys; the store looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from textual import events
from textual.pilot import Pilot

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import New
from quizkit.domain.settings import Settings
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore
from quizkit.storage.marks import MarkStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.browse import BrowseScreen
from quizkit.tui.screens.card import CardScreen
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.widgets.fields import LineField
from quizkit.tui.widgets.found_list import PAGE, FoundList

from .conftest import CARDS
from .looking import screen_text, seen

QUESTION, CLOZE, CHOICE = CARDS
SIZE = (80, 24)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A library in a file: the screen reads it in threads, each with a connection of its own."""
    engine = open_database(tmp_path / "library.db")
    yield engine
    engine.dispose()


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what a thread has to bring."""
    for _ in range(400):
        await pilot.pause(0.025)
        if is_so():
            return
    raise AssertionError(screen_text(pilot.app))  # type: ignore[arg-type]


def found(app: QuizkitApp) -> str:
    return seen(app, "#how").split(" ")[0]


async def search(pilot: Pilot[None], app: QuizkitApp, text: str, number: str) -> None:
    await pilot.press("slash", "ctrl+u", *(("space" if char == " " else char) for char in text), "enter")
    await until(pilot, lambda: found(app) == number)


def marks(engine: Engine, *cards: Card) -> list[Marks]:
    return list(MarkStore(engine).marks(card.key for card in cards).values())


def topics(decks: DeckStore) -> list[str]:
    return [decks.cards([card.key])[card.key].topic for card in CARDS]


async def test_all_cards_are_listed_and_a_search_is_made_while_it_is_typed(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        for card in CARDS:
            assert card.question[:30] in screen_text(app)
        await pilot.press("slash", *"atp")
        await until(pilot, lambda: found(app) == "1")
        assert QUESTION.question not in screen_text(app)
        await pilot.press("down", "q")
        assert isinstance(app.screen, HomeScreen)


async def test_letters_that_arrive_together_with_the_search_key_are_searched_for(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        for key, char in (("slash", "/"), ("t", "t"), ("o", "o"), ("x", "x")):
            app.post_message(events.Key(key, char))
        await pilot.pause()
        assert app.screen.query_one(LineField).value == "tox"


async def test_a_search_that_makes_no_sense_is_told_and_finds_nothing_that_a_key_could_change(
    room: StudyRoom, engine: Engine
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await search(pilot, app, "topic:cell", "2")
        await pilot.press("slash", *" is:", "enter")
        assert seen(app, "#message").startswith("the search makes no sense at character 12")
        assert found(app) == "0"
        assert QUESTION.question not in screen_text(app)
        await pilot.press("A", "s", "o")
        assert marks(engine, *CARDS) == [NO_MARKS] * 3
        assert found(app) == "0"
        await search(pilot, app, "topic:cell", "2")


async def test_all_that_are_marked_at_once_are_those_that_the_line_asks_for_now(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("slash", *"is:nonsense", "down", "A")
        assert "marked" not in seen(app, "#how")


async def test_marked_cards_are_suspended_together_and_asked_again_by_undo(room: StudyRoom, engine: Engine) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("space", "j", "space", "s")
        assert marks(engine, *CARDS) == [Marks(is_suspended=True), NO_MARKS, Marks(is_suspended=True)]
        assert seen(app, "#message") == "✓ 2 cards suspended."
        await until(pilot, lambda: "suspended" in screen_text(app).split("✓")[0])
        assert screen_text(app).count("●") == 2
        await pilot.press("u")
        assert marks(engine, *CARDS) == [NO_MARKS] * 3
        assert seen(app, "#message") == "✓ Taken back: 2 cards suspended."


async def test_what_is_suspended_already_is_asked_again_by_the_same_key(room: StudyRoom, engine: Engine) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("s")
        await until(pilot, lambda: "suspended" in screen_text(app).split("✓")[0])
        await pilot.press("s")
        assert marks(engine, QUESTION) == [NO_MARKS]


async def test_a_card_is_flagged_and_buried_and_each_is_undone_in_turn(
    room: StudyRoom, engine: Engine, today: date
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("f", "3", "enter")
        assert marks(engine, QUESTION) == [Marks(flag=3)]
        await until(pilot, lambda: "flag 3" in screen_text(app))
        await pilot.press("b")
        assert marks(engine, QUESTION)[0].is_buried(today)
        await until(pilot, lambda: "buried +1" in screen_text(app))
        await pilot.press("u", "u", "u")
        assert marks(engine, QUESTION) == [NO_MARKS]


@pytest.mark.parametrize("flag", ["9", "x", ""])
async def test_a_flag_that_there_is_not_is_told(room: StudyRoom, engine: Engine, flag: str) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("f", *flag, "enter")
        assert seen(app, "#message").startswith("✗ Nothing was changed: there is no flag")
        await pilot.press("f", "escape")
        assert marks(engine, QUESTION) == [NO_MARKS]


async def test_all_that_was_found_is_marked_and_moved_to_another_topic(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await search(pilot, app, "topic:cell", "2")
        await pilot.press("A", "t", *"Tiny", "enter")
        assert topics(decks) == ["Tiny", "Tiny", "Energy"]
        await until(pilot, lambda: found(app) == "0")
        await pilot.press("u")
        assert topics(decks) == ["Cell", "Cell", "Energy"]
        await until(pilot, lambda: found(app) == "2")


async def test_a_topic_without_a_letter_is_refused_and_escape_leaves_it(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("t", "ctrl+u", "enter")
        assert "it has no topic" in seen(app, "#message")
        await pilot.press("t", "x", "escape")
        assert topics(decks) == ["Cell", "Cell", "Energy"]


async def test_a_known_topic_is_offered_while_typing(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("t", "ctrl+u", *"ener")
        await pilot.pause()
        await pilot.press("right", "enter")
        assert topics(decks) == ["Energy", "Cell", "Energy"]


async def test_a_card_is_edited_in_place_and_put_back_by_undo(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("e", "!", "ctrl+s")
        assert decks.cards([QUESTION.key])[QUESTION.key].question == f"{QUESTION.question}!"
        await until(pilot, lambda: f"{QUESTION.question}!" in screen_text(app))
        await pilot.press("u")
        assert decks.cards([QUESTION.key])[QUESTION.key] == QUESTION


async def test_a_card_shows_its_evidence_and_its_history_and_may_be_edited_from_there(
    room: StudyRoom, decks: DeckStore, progress: ProgressStore
) -> None:
    session = room.start()
    session.reveal()
    session.rate(Rating.HARD, 7.2)
    session.undo()
    session.reveal()
    session.rate(Rating.GOOD)
    app = QuizkitApp(room)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("enter")
        assert isinstance(app.screen, CardScreen)
        assert "due tomorrow (2026-03-03), interval 1 day, ease 2.50, no lapse" in seen(app, "#standing")
        history = seen(app, "#history").splitlines()
        assert [line.split("  ")[1] for line in history[1:]] == ["Good", "undo", "Hard, 7 s (taken back)"]
        assert "The cell in brief, line 3" in screen_text(app)
        await pilot.press("e", "?", "ctrl+s")
        assert isinstance(app.screen, BrowseScreen)
        assert decks.cards([QUESTION.key])[QUESTION.key].question.endswith("??")


async def test_a_card_is_made_new_again_and_its_schedule_comes_back_by_undo(
    room: StudyRoom, progress: ProgressStore
) -> None:
    session = room.start()
    session.reveal()
    session.rate(Rating.GOOD)
    before = progress.schedule(QUESTION.key)
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: "tomorrow" in screen_text(app))
        await pilot.press("r")
        assert progress.schedule(QUESTION.key) == New()
        assert seen(app, "#message") == "✓ 1 card new again."
        await pilot.press("u")
        assert progress.schedule(QUESTION.key) == before
        await pilot.press("j", "r")
        assert seen(app, "#message") == "That changes nothing."
        assert progress.check().is_sound


async def test_marked_cards_are_rejected_only_after_a_yes(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("A", "x")
        assert "Reject 3 marked cards for good?" in screen_text(app)
        await pilot.press("enter", "n")
        assert len(decks.cards([card.key for card in CARDS])) == 3
        await pilot.press("x", "y")
        assert seen(app, "#message") == "✓ 3 cards rejected for good."
        assert not decks.cards([card.key for card in CARDS])
        await pilot.press("u")
        assert len(decks.cards([card.key for card in CARDS])) == 3


async def test_the_keys_of_a_session_suspend_bury_and_flag_here_too(
    room: StudyRoom, engine: Engine, today: date
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("at", "minus", "asterisk", "4", "enter")
        assert marks(engine, QUESTION)[0].is_suspended
        assert marks(engine, QUESTION)[0].is_buried(today)
        assert marks(engine, QUESTION)[0].flag == 4


async def test_a_column_takes_room_only_where_it_says_something(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        assert seen(app, "#columns").split() == ["question", "due"]
        assert "? Help" in screen_text(app)
        await pilot.press("s")
        await until(pilot, lambda: seen(app, "#columns").split() == ["question", "due", "marks"])


async def test_a_rejected_card_is_gone_and_comes_back_by_undo(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.press("x")
        assert QUESTION.key not in decks.cards([QUESTION.key])
        await until(pilot, lambda: found(app) == "2")
        await pilot.press("u")
        assert decks.cards([QUESTION.key])[QUESTION.key] == QUESTION
        await until(pilot, lambda: found(app) == "3")


async def test_drafts_are_found_looked_at_and_let_alone_by_what_only_cards_bear(
    room: StudyRoom, decks: DeckStore, deck: Deck, moment: datetime, engine: Engine
) -> None:
    decks.save(replace(deck, cards=CARDS[1:]), moment, [Draft(QUESTION, Verdict(0.4, Fate.DRAFT))])
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await search(pilot, app, "is:draft or kind:cloze", "2")
        assert "draft" in screen_text(app).split("marks")[1]
        await pilot.press("enter")
        assert seen(app, "#standing").startswith("A draft")
        await pilot.press("q", "s")
        assert seen(app, "#message").startswith("Drafts and retired cards are let alone")
        assert marks(engine, *CARDS) == [NO_MARKS] * 3
        await search(pilot, app, "is:retired", "1")
        await pilot.press("enter")
        assert seen(app, "#question") == QUESTION.question
        assert QUESTION.evidence[0].quote[:40] in screen_text(app)
        for key in "ex":
            await pilot.press("q", key)
            assert seen(app, "#message").startswith("This card is gone from its document.")
            await pilot.press("enter")
        assert [key for _, key in DraftStore(engine).places()] == [QUESTION.key]


async def test_a_long_list_is_read_as_it_comes_into_sight_and_sorted_at_a_key(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    many = tuple(replace(QUESTION, key=f"cell/{n:010}/x", question=f"Number {n}?") for n in range(3 * PAGE + 7))
    decks.save(replace(deck, cards=many), moment)
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: "Number 5?" in screen_text(app))
        await pilot.press("end")
        await until(pilot, lambda: f"Number {3 * PAGE + 6}?" in screen_text(app))
        await pilot.press("pageup", "pageup", "k")
        at = app.screen.query_one(FoundList).cursor
        await until(pilot, lambda: f"▸  Number {at}?" in screen_text(app))
        await pilot.press("space")
        assert app.screen.query_one(FoundList).marked == [("biology", many[at].key)]
        await pilot.press("o")
        await until(pilot, lambda: seen(app, "#how").endswith("by due"))
        await pilot.press("escape")
        assert "marked" not in seen(app, "#how")
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_mouse_chooses_a_card_and_opens_it(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        await pilot.click(FoundList, offset=(8, 2))
        assert app.screen.query_one(FoundList).cursor == 2
        await pilot.double_click(FoundList, offset=(8, 1))
        await pilot.pause()
        assert isinstance(app.screen, CardScreen)
        assert seen(app, "#question") == CLOZE.question


async def test_hostile_cards_are_listed_and_shown_harmless_at_every_width(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    hostile = "\x1b]0;evil\x07\x1b[2J [red]x[/] \u202eback\n日本語👩\u200d🚀 " + "x" * 3000
    card = replace(QUESTION, question=hostile, answer=hostile, topic=hostile)
    decks.save(replace(deck, cards=(card,)), moment)
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "1")
        for width in (30, 60, 120):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert not set(screen_text(app)) & {"\x1b", "\x07", "\u202e"}
        await pilot.press("enter")
        assert not set(screen_text(app)) & {"\x1b", "\x07", "\u202e"}


async def test_where_the_library_fails_the_learner_is_told_and_the_list_stays(room: StudyRoom, engine: Engine) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: found(app) == "3")
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE evidence"))
        for key in ("enter", "e"):
            await pilot.press(key)
            assert seen(app, "#message").startswith("✗ ")
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE marks"))
        await pilot.press("s")
        assert seen(app, "#message").startswith("✗ ")
        await pilot.press("slash", *"atp", "enter")
        await until(pilot, lambda: seen(app, "#message").startswith("✗ "))
        assert QUESTION.question in screen_text(app)
