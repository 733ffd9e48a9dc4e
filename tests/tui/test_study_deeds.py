"""Keys of the study screen beside the ratings, judged by what is in the library afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import Engine, text
from textual.pilot import Pilot

from quizkit.domain.card import Card, CardKind, Origin
from quizkit.domain.deck import Deck
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.study.sitting import Sitting
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.edit import EditScreen
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.home import HomeScreen, Scope
from quizkit.tui.screens.leech import LeechScreen
from quizkit.tui.screens.source import SourceScreen
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.screens.summary import SummaryScreen

from .conftest import CARDS, QUOTE
from .looking import screen_text, seen

FIRST, SECOND, THIRD = (card.key for card in CARDS)
SIZE = (80, 24)


def marks_of(room: StudyRoom, key: str) -> Marks:
    return room.marking.marks([key])[key]


def card_of(decks: DeckStore, key: str) -> Card:
    return decks.cards([key])[key]


def make_leech(progress: ProgressStore, moment: datetime, lapses: int) -> None:
    schedule = Graduated(30, 250, moment.date(), lapses)
    progress.record(Rescheduled(FIRST, moment.date(), moment, Reason.IMPORTED, schedule))


async def write(pilot: Pilot[None], words: str) -> None:
    """Type over what stands in the field that has the focus."""
    await pilot.press("end", "ctrl+u", *(character if character != " " else "space" for character in words))


@pytest.mark.parametrize(("key", "marks"), [("minus", "buried"), ("at", "suspended")])
async def test_a_card_is_set_aside_with_one_key_and_comes_back_with_u(
    room: StudyRoom, today: date, key: str, marks: str
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", key)
        assert seen(app, "#question") == CARDS[1].question
        borne = marks_of(room, FIRST)
        assert (borne.is_buried(today), borne.is_suspended) == (marks == "buried", marks == "suspended")
        await pilot.press("u")
        assert seen(app, "#question") == CARDS[0].question
        assert marks_of(room, FIRST) == NO_MARKS


async def test_when_all_cards_are_set_aside_the_summary_comes_and_undo_goes_back(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "minus", "at", "minus")
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("u")
        assert isinstance(app.screen, StudyScreen)
        assert seen(app, "#question") == CARDS[2].question
        assert marks_of(room, THIRD) == NO_MARKS


async def test_flags_are_set_cleared_and_cycled_and_named_beside_the_card(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "asterisk")
        assert marks_of(room, FIRST).flag == 1
        assert seen(app, "#label") == "New card · ⚑1 red · The cell in brief"
        await pilot.press("asterisk")
        assert marks_of(room, FIRST).flag == 0
        await pilot.press("space", "f", "f", "f")
        assert marks_of(room, FIRST).flag == 3
        assert seen(app, "#answer") == "Ribosomes"
        await pilot.press("u", "u")
        assert marks_of(room, FIRST).flag == 1
        assert "⚑1 red" in seen(app, "#label")


async def test_a_card_is_edited_in_place_and_undone(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "e")
        assert isinstance(app.screen, EditScreen)
        await write(pilot, "What makes proteins?")
        await pilot.press("ctrl+s")
        assert (seen(app, "#question"), seen(app, "#answer")) == ("What makes proteins?", "Ribosomes")
        assert "no new edition overwrites them" in seen(app, "#message")
        assert card_of(decks, FIRST) == replace(CARDS[0], question="What makes proteins?", origin=Origin.EDITED)
        await pilot.press("u")
        assert seen(app, "#question") == CARDS[0].question
    assert card_of(decks, FIRST) == CARDS[0]


async def test_an_edit_that_is_left_changes_nothing(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "e")
        await write(pilot, "Other")
        await pilot.press("escape")
        assert "again drops your words" in seen(app, "#message")
        await pilot.press("escape")
        assert seen(app, "#question") == CARDS[0].question
        await pilot.press("e", "ctrl+s", "u")
    assert card_of(decks, FIRST) == CARDS[0]


async def test_a_card_is_put_under_another_topic_that_is_offered(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "t")
        await write(pilot, "en")
        await pilot.pause(0.1)
        await pilot.press("right", "enter")
        assert isinstance(app.screen, StudyScreen)
        assert card_of(decks, FIRST).topic == "Energy"
        assert "Energy" in seen(app, "#where")
        await pilot.press("u")
    assert card_of(decks, FIRST) == CARDS[0]


async def test_typing_replaces_the_topic_and_a_new_one_is_called_new(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "t", *"Plants", "enter")
        assert card_of(decks, FIRST).topic == "Plants"
        assert seen(app, "#message") == "✓ This card stands under Plants now, a new topic."
        await pilot.press("u")
        assert seen(app, "#message") == "The card stands under its old topic again."
        await pilot.press("t", *"Energy", "enter")
        assert seen(app, "#message") == "✓ This card stands under Energy now."


async def test_an_undo_with_nothing_left_says_so(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "asterisk", "u")
        assert seen(app, "#message") == "The flag is what it was."
        await pilot.press("u")
        assert seen(app, "#message") == "There is nothing to take back."


async def test_typing_is_turned_on_and_off_in_the_middle_of_a_session(room: StudyRoom, progress: ProgressStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "I", *"ribosomes", "enter")
        assert seen(app, "#given").startswith("✓ Right")
        await pilot.press("3", "escape", "I")
        assert seen(app, "#message").startswith("Answers are given in the head")
        await pilot.press("space", "I", "4")
        assert [len(progress.entries(key)) for key in (FIRST, SECOND, THIRD)] == [1, 1, 0]
        await pilot.press("b")
        assert seen(app, "#answer") == "Mitochondria"


@pytest.mark.parametrize("keys", [("escape",), ("enter",), ("end", "ctrl+u", "enter")])
async def test_a_topic_that_is_left_or_empty_changes_nothing(
    room: StudyRoom, decks: DeckStore, keys: tuple[str, ...]
) -> None:
    async with QuizkitApp(room).run_test(size=SIZE) as pilot:
        await pilot.press("enter", "t", *keys)
    assert card_of(decks, FIRST) == CARDS[0]


async def test_a_card_is_split_in_two_and_made_one_again(room: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "x", "ctrl+s")
        await write(pilot, "How many amino acids?")
        await pilot.press("tab")
        await write(pilot, "20")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, StudyScreen)
        second = card_of(decks, "cell/0000000001/own-1")
        assert (second.question, second.answer, second.origin) == ("How many amino acids?", "20", Origin.WRITTEN)
        assert card_of(decks, FIRST).question == CARDS[0].question
        await pilot.press("u")
    assert card_of(decks, FIRST) == CARDS[0]
    assert decks.cards(["cell/0000000001/own-1"]) == {}


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+s", "escape"), ("ctrl+s", "ctrl+s")])
async def test_a_split_that_is_left_half_way_changes_nothing(
    room: StudyRoom, decks: DeckStore, deck: Deck, keys: tuple[str, ...]
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "x", *keys)
        assert isinstance(app.screen, StudyScreen)
    assert decks.load("biology").cards == deck.cards


async def test_the_source_opens_at_the_evidence_and_closes_on_the_same_card(
    decks: DeckStore, deck: Deck, room: StudyRoom, moment: datetime
) -> None:
    many = {f"{n:010}": f"Statement number {n}." for n in range(100, 200)}
    statements = many | {"0000000001": QUOTE} | {f"9{key[1:]}": words + " More." for key, words in many.items()}
    decks.save(replace(deck, sources=(replace(deck.sources[0], statements=statements),)), moment)
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "o")
        await pilot.pause(0.2)
        assert isinstance(app.screen, SourceScreen)
        assert "Ribosomes build proteins" in screen_text(app)
        assert "3 ▸" in screen_text(app)
        assert "cell.md" in screen_text(app)
        await pilot.press("g", "j", "down", "k", "pagedown", "pageup", "G")
        assert "Statement number 199. More." in screen_text(app)
        await pilot.press("n")
        assert "Ribosomes build proteins" in screen_text(app)
        await pilot.press("q")
        assert seen(app, "#answer") == "Ribosomes"


async def test_a_card_without_a_source_says_so(decks: DeckStore, deck: Deck, room: StudyRoom, moment: datetime) -> None:
    decks.save(replace(deck, cards=(replace(CARDS[0], evidence=()),)), moment)
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "o")
        assert seen(app, "#message") == "This card names no source."


async def test_an_option_is_chosen_by_its_letter_and_right_or_wrong_is_shown(
    room: StudyRoom, progress: ProgressStore
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "enter", "a")
        assert seen(app, "#choices").split("\n")[:2] == ["✗ a)  Ribosomes   your choice", "✓ b)  Mitochondria"]
        assert seen(app, "#given") == "✗ Not the answer"
        assert seen(app, ".again").startswith("1 Again ◂")
        await pilot.press("3", "b", "u", "b")
        assert seen(app, "#given") == "✓ Right"
        assert [seen(app, f".{name}")[:7] for name in ("again", "good")] == ["1 Again", "3 Good "]
    assert progress.schedule(THIRD) == New()


async def test_where_options_are_open_their_letters_mean_nothing_else(
    decks: DeckStore, deck: Deck, room: StudyRoom, moment: datetime
) -> None:
    many = replace(CARDS[2], choices=("a", "b", "c", "d", "Mitochondria", "f"))
    decks.save(replace(deck, cards=(many,)), moment)
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "e")
        assert seen(app, "#given") == "✓ Right"
        await pilot.press("e")
        assert isinstance(app.screen, EditScreen)


async def test_typed_answers_are_compared_and_a_rating_is_suggested_never_forced(
    room: StudyRoom, progress: ProgressStore
) -> None:
    app = QuizkitApp(room, (Scope("Biology"), room.sit_down(Sitting(typed=True))))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"qu1", "enter")
        assert isinstance(app.screen, StudyScreen)
        assert seen(app, "#given").startswith("✗ Not the answer")
        assert "◂" in seen(app, ".again")
        assert progress.entries(FIRST) == []
        await pilot.press("4", *"20", "enter")
        assert seen(app, "#given").startswith("✓ Right")
        assert "◂" in seen(app, ".good")
        await pilot.press("3")
    assert [e.event.rating for e in progress.entries(FIRST) if isinstance(e.event, Reviewed)] == [Rating.EASY]
    assert progress.schedule(SECOND) != New()


async def test_the_field_can_be_left_for_the_other_keys_and_come_back_to(room: StudyRoom) -> None:
    app = QuizkitApp(room, (Scope("Biology"), room.sit_down(Sitting(typed=True))))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape", "minus")
        assert seen(app, "#question") == CARDS[1].question
        await pilot.press("2", "escape", "i", "0", "enter")
        assert seen(app, "#given").startswith("✓ Right")
        await pilot.press("u")
        assert seen(app, "#question") == CARDS[0].question
        await pilot.press("enter")
        assert (seen(app, "#answer"), seen(app, "#given")) == ("Ribosomes", "")
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)


async def test_what_is_typed_and_pasted_may_be_hostile(room: StudyRoom) -> None:
    app = QuizkitApp(room, (Scope("Biology"), room.sit_down(Sitting(typed=True))))
    async with app.run_test(size=SIZE) as pilot:
        field = app.screen.query_one("#given.-textual-compact")
        from textual.events import Paste

        field.post_message(Paste("[red]\x1b]0;evil\x07[/] \u202e日本語 " + "x" * 10_000))
        await pilot.pause()
        await pilot.press("enter")
        shown = screen_text(app)
        assert all(char == "\n" or char.isprintable() for char in shown)
        assert "日本語" in seen(app, "CardFace #given")


@pytest.mark.parametrize(("key", "screen"), [("e", EditScreen), ("x", EditScreen), ("enter", StudyScreen)])
async def test_a_new_leech_is_shown_with_its_evidence_and_can_be_mended(
    room: StudyRoom, progress: ProgressStore, moment: datetime, key: str, screen: type
) -> None:
    make_leech(progress, moment, 7)
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "1")
        assert isinstance(app.screen, LeechScreen)
        assert "Forgotten 8 times" in screen_text(app)
        assert "Ribosomes build proteins from 20 amino acids" in screen_text(app)
        await pilot.press("j", "k", key)
        assert isinstance(app.screen, screen)


async def test_a_new_leech_can_be_suspended_while_the_next_card_is_asked(
    room: StudyRoom, progress: ProgressStore, moment: datetime
) -> None:
    make_leech(progress, moment, 7)
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "1", "at")
        assert marks_of(room, FIRST).is_suspended
        assert seen(app, "#question") == CARDS[1].question
        await pilot.press("u", "u")
        assert seen(app, "#question") == CARDS[0].question
    assert marks_of(room, FIRST) == NO_MARKS


async def test_a_card_that_is_a_leech_says_so_and_offers_what_helps(
    room: StudyRoom, progress: ProgressStore, moment: datetime
) -> None:
    make_leech(progress, moment, 9)
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        assert seen(app, "#label").startswith("Review · leech · ")
        await pilot.press("space")
        assert seen(app, "#message").startswith("Forgotten 9 times")


@pytest.mark.parametrize(("table", "keys"), [("marks", ("minus",)), ("marks", ("at",)), ("decisions", ("u",))])
async def test_what_cannot_be_saved_is_said_and_the_card_stays(
    room: StudyRoom, engine: Engine, table: str, keys: tuple[str, ...]
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "e")
        await write(pilot, "Other words?")
        await pilot.press("ctrl+s")
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {table} RENAME TO elsewhere"))
        await pilot.press(*keys)
        assert seen(app, "#message").startswith("✗ ")
        assert seen(app, "#question") == "Other words?"


async def test_when_the_time_is_up_the_summary_says_what_is_left(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    decks.save(deck, moment)
    now = moment
    room = StudyRoom(decks, progress, Settings(), lambda: now)
    app = QuizkitApp(room, (Scope("Biology"), room.sit_down(Sitting(minutes=10))))
    async with app.run_test(size=SIZE) as pilot:
        now = moment.replace(hour=13)
        await pilot.press("space", "3")
        assert isinstance(app.screen, SummaryScreen)
        assert seen(app, "#headline") == "✓ Time is up, 2 cards left for later"


async def test_the_kinds_that_the_settings_name_are_typed(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    decks.save(deck, moment)
    app = QuizkitApp(StudyRoom(decks, progress, Settings(typed=(CardKind.CLOZE,)), lambda: moment))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "3", *"20", "enter")
        assert seen(app, "#given").startswith("✓ Right")


async def test_the_footer_at_80_columns_shows_how_to_get_help_and_leave(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        last = screen_text(app).split("\n")[-1]
        for what in ("Show answer", "Rate", "Undo", "Edit", "Source", "Home", "Help"):
            assert what in last
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
