"""The drafts screen, the form that edits a card, and the conflicts: keys pressed, the store looked at."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from textual import events

from quizkit.domain.card import BLANK, Card, CardKind, Evidence, Origin
from quizkit.domain.conflict import Conflict, ConflictSort, Side
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.held import Revision
from quizkit.domain.settings import Settings
from quizkit.storage.conflicts import ConflictStore
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.conflicts import ConflictsScreen
from quizkit.tui.screens.drafts import DraftsScreen
from quizkit.tui.screens.edit import EditScreen
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.widgets.fields import LineField, TextField

from .conftest import CARDS
from .looking import screen_text, seen

QUESTION, CLOZE, CHOICE = CARDS
SIZE = (80, 24)


@pytest.fixture
def waiting(decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime) -> StudyRoom:
    """A room in which all three cards are drafts that wait."""
    reasons = ("rule: what", "− the question is short")
    drafts = [Draft(card, Verdict(0.42, Fate.DRAFT, reasons)) for card in CARDS]
    decks.save(replace(deck, cards=()), moment, drafts)
    return StudyRoom(decks, progress, Settings(), lambda: moment)


@pytest.fixture
def contested(decks: DeckStore, waiting: StudyRoom, moment: datetime) -> StudyRoom:
    """The same room, where the first two drafts contradict each other, and so do the last two."""

    def side(card: Card, value: str) -> Side:
        return Side(Evidence("cell", f"It was {value} of them.", 3), value, card.statement_key, (card.key,))

    conflicts = (
        Conflict(ConflictSort.AMOUNT, side(QUESTION, "19"), side(CLOZE, "20")),
        Conflict(ConflictSort.DATE, side(CLOZE, "1953"), side(CHOICE, "1954")),
    )
    held = decks.held("biology")
    assert held.deck is not None
    revision = Revision(held.deck, held.drafts, conflicts=conflicts)
    decks.revise("biology", moment, lambda held: revision)
    return waiting


def cards(decks: DeckStore) -> dict[str, Card]:
    return {card.key: card for card in decks.load("biology").cards}


def drafts(decks: DeckStore) -> list[str]:
    return [key for _, key in DraftStore(decks.engine).places()]


async def test_a_draft_shows_its_quote_its_score_and_its_reasons(waiting: StudyRoom) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d")
        assert seen(app, "#question") == QUESTION.question
        assert seen(app, "#answer") == QUESTION.answer
        assert QUESTION.evidence[0].quote in seen(app, "#evidence")
        assert "0.42" in seen(app, "#verdict")
        assert "rule: what · − the question is short" in seen(app, "#verdict")
        assert "1 of 3" in seen(app, "#how")


async def test_one_key_accepts_one_rejects_and_undo_takes_each_back(waiting: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "a")
        assert list(cards(decks)) == [QUESTION.key]
        assert seen(app, "#message") == f"✓ Accepted: {QUESTION.question}"
        await pilot.press("x")
        assert drafts(decks) == [CHOICE.key]
        assert "1 of 1 · 1 accepted · 1 rejected" in seen(app, "#how")
        await pilot.press("u", "u", "u")
        assert cards(decks) == {}
        assert len(drafts(decks)) == 3
        assert seen(app, "#message") == "Taken back: it is not accepted."


async def test_drafts_are_passed_over_in_both_directions(waiting: StudyRoom) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "n", "right", "l")
        assert seen(app, "#question") == QUESTION.question
        await pilot.press("p")
        assert seen(app, "#question") == CHOICE.question


async def test_when_none_is_left_the_screen_says_so_and_home_is_a_key_away(waiting: StudyRoom) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "a", "a", "a", "a", "x", "e", "n")
        assert isinstance(app.screen, DraftsScreen)
        assert "No drafts wait." in seen(app, "#message")
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)


async def test_a_draft_is_edited_in_place_and_becomes_a_card_in_the_learners_words(
    waiting: StudyRoom, decks: DeckStore
) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "e", "backspace", *" in cells?".replace(" ", "_"))
        await pilot.press("tab", "tab", "m", "enter", "n", "tab", *"ology", "ctrl+s")
        card = cards(decks)[QUESTION.key]
        assert (card.question, card.accept, card.topic) == ("What builds proteins_in_cells?", ("m", "n"), "Cellology")
        assert card.origin is Origin.EDITED
        assert isinstance(app.screen, DraftsScreen)
        assert seen(app, "#question") == CLOZE.question
        await pilot.press("u")
        assert drafts(decks)[0] == QUESTION.key


async def test_words_that_make_no_card_are_told_in_the_form_and_nothing_typed_is_lost(
    waiting: StudyRoom, decks: DeckStore
) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "e", "x", "tab", *["backspace"] * 20, "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert "its question or its answer is empty" in seen(app, "#message")
        assert app.screen.query_one("#question", TextField).text == f"{QUESTION.question}x"
        await pilot.press("escape", "escape")
        assert cards(decks) == {}
        assert seen(app, "#question") == QUESTION.question


async def test_a_form_left_as_it_was_changes_nothing(waiting: StudyRoom, decks: DeckStore) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "e", "ctrl+s")
        assert isinstance(app.screen, DraftsScreen)
        assert len(drafts(decks)) == 3


async def test_a_choice_is_edited_with_its_choices_and_a_blank_makes_a_cloze(
    waiting: StudyRoom, decks: DeckStore
) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "p", "e", "tab", "tab", "enter", *"Walls", "ctrl+s")
        assert cards(decks)[CHOICE.key].choices == (*CHOICE.choices, "Walls")
        await pilot.press("p", "e", "ctrl+a")
        app.screen.query_one("#question", TextField).text = f"{BLANK} build proteins."
        await pilot.press("ctrl+s")
        assert {card.kind for card in cards(decks).values()} == {CardKind.CHOICE, CardKind.CLOZE}


async def test_hostile_words_are_shown_harmless_and_stay_as_they_are_where_nobody_touched_them(
    decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime
) -> None:
    hostile = "\x1b]0;evil\x07 \x1b[2J [red]x[/] \u202eback"
    card = replace(QUESTION, question=hostile, answer=f"a {hostile}", accept=(f"b {hostile}",), topic=f"t {hostile}")
    decks.save(replace(deck, cards=()), moment, [Draft(card, Verdict(0.4, Fate.DRAFT, (hostile,)))])
    app = QuizkitApp(StudyRoom(decks, progress, Settings(), lambda: moment))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d")
        assert not set(screen_text(app)) & {"\x1b", "\x07", "\u202e"}
        await pilot.press("e", "tab", "!")
        assert not set(screen_text(app)) & {"\x1b", "\x07", "\u202e"}
        await pilot.press("ctrl+s")
        saved = cards(decks)[QUESTION.key]
        assert (saved.question, saved.accept, saved.topic) == (hostile, card.accept, card.topic)
        assert saved.answer.endswith("!")


async def test_what_is_pasted_is_made_safe(waiting: StudyRoom) -> None:
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "e")
        answer, topic = app.screen.query_one("#answer", TextField), app.screen.query_one("#topic", LineField)
        for field in (answer, topic):
            field.focus()
            await pilot.pause()
            app.screen.post_message(events.Paste("a\x1b[2Jb"))
            await pilot.pause()
        assert answer.text.endswith("a␛[2Jb")
        assert topic.value.endswith("a␛[2Jb")


async def test_the_learners_editor_is_told_of_where_there_is_none_to_open(
    waiting: StudyRoom, decks: DeckStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "HOME", str(tmp_path))
    app = QuizkitApp(waiting)
    async with app.run_test(size=SIZE) as pilot:
        # A test has no terminal that could be handed over.
        await pilot.press("d", "E")
        assert seen(app, "#message").startswith("✗ Nothing was changed: ")
        assert len(drafts(decks)) == 3


async def test_a_conflict_shows_both_sides_and_a_pick_decides_what_becomes_a_card(
    contested: StudyRoom, decks: DeckStore
) -> None:
    app = QuizkitApp(contested)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d")
        assert "2 conflicts" in seen(app, "#how")
        await pilot.press("c")
        assert isinstance(app.screen, ConflictsScreen)
        assert seen(app, "#a").startswith("a  19\n\nIt was 19 of them.")
        assert "1 draft teaches it" in seen(app, "#b")
        await pilot.press("a")
        assert list(cards(decks)) == [QUESTION.key]
        assert drafts(decks) == [CHOICE.key]
        assert seen(app, "#message") == "✓ “19” is right: 1 draft accepted, 1 rejected."
        await pilot.press("u")
        assert len(drafts(decks)) == 3
        assert seen(app, "#a").startswith("a  19")


@pytest.mark.parametrize(
    ("key", "kept"),
    [("b", {CLOZE.key}), ("o", {QUESTION.key, CLOZE.key}), ("n", set())],
)
async def test_each_pick_has_its_key(contested: StudyRoom, decks: DeckStore, key: str, kept: set[str]) -> None:
    app = QuizkitApp(contested)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "c", key)
        assert set(cards(decks)) == kept
        assert len(ConflictStore(decks.engine).open()) == 1


async def test_conflicts_are_passed_over_and_after_them_the_drafts_are_looked_at_again(
    contested: StudyRoom, decks: DeckStore
) -> None:
    app = QuizkitApp(contested)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "c", "right")
        assert seen(app, "#a").startswith("a  1953")
        await pilot.press("left", "a", "o")
        assert seen(app, "#hint").startswith("✓ No conflict waits")
        await pilot.press("u", "u", "u", "b", "q")
        assert isinstance(app.screen, DraftsScreen)
        assert drafts(decks) == [CHOICE.key]
        assert seen(app, "#question") == CHOICE.question
        assert "1 conflict" in seen(app, "#how")


async def test_where_the_library_fails_the_draft_stays_and_the_learner_is_told(
    contested: StudyRoom, engine: Engine
) -> None:
    app = QuizkitApp(contested)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d", "a", "c")
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE picks"))
        await pilot.press("a", "j", "k", "u")
        assert seen(app, "#message").startswith("✗ Not saved: ")
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE decisions"))
        await pilot.press("q", "x", "j", "k", "pagedown", "pageup")
        assert seen(app, "#message").startswith("✗ Not saved, so the draft stays here: ")
        await pilot.press("u")
        assert seen(app, "#message").startswith("✗ Not taken back: ")
        await pilot.press("e", "!", "ctrl+s")
        assert isinstance(app.screen, EditScreen)
        assert seen(app, "#message").startswith("✗ Not saved: ")
