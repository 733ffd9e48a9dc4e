"""One picture per screen at 80x24. Look at a changed one before you accept it: pytest tests/tui --snapshot-update."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from quizkit.domain.card import Evidence
from quizkit.domain.conflict import Conflict, ConflictSort, Side
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.held import Revision
from quizkit.domain.log import Reason, Rescheduled
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.study.sitting import Sitting
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.browse import BrowseScreen
from quizkit.tui.screens.home import Scope
from quizkit.tui.widgets.found_list import FoundList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures are the same on a machine whose owner wants no colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def begun(decks: DeckStore, progress: ProgressStore, deck: Deck, moment: datetime) -> StudyRoom:
    """The room a week after the first session, two cards of three seen, one of them reviewed since and missed."""
    decks.save(deck, moment - timedelta(days=7))
    session_of(decks, progress, moment - timedelta(days=7), Rating.GOOD, Rating.GOOD)
    session_of(decks, progress, moment - timedelta(days=6), Rating.AGAIN)
    return StudyRoom(decks, progress, Settings(), lambda: moment)


def session_of(decks: DeckStore, progress: ProgressStore, moment: datetime, *ratings: Rating) -> None:
    """A session in the past."""
    session = StudyRoom(decks, progress, Settings(), lambda: moment).start(new_limit=2)
    for rating in ratings:
        session.reveal()
        session.rate(rating)


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param((), id="home"),
        pytest.param(("t",), id="stats"),
        *(pytest.param(("t", key), id=f"stats_{key}") for key in "23456"),
        pytest.param(("question_mark",), id="help"),
        pytest.param(("c",), id="catch_up"),
        pytest.param(("m",), id="more"),
        pytest.param(("enter",), id="question"),
        pytest.param(("enter", "space"), id="answer"),
        pytest.param(("end", "enter", "space"), id="choice"),
        pytest.param(("end", "enter", "a"), id="chosen"),
        pytest.param(("enter", "o"), id="source"),
        pytest.param(("enter", "t"), id="topic"),
        pytest.param(("enter", "question_mark"), id="study_help"),
        pytest.param(("enter", "space", "1", "space", "3", "space", "3", "space", "3"), id="summary"),
    ],
)
def test_the_screen_looks_as_it_was_approved(
    begun: StudyRoom, snap_compare: Callable[..., bool], keys: tuple[str, ...]
) -> None:
    assert snap_compare(QuizkitApp(begun, stopwatch=lambda: 0.0), press=keys, terminal_size=SIZE)


@pytest.mark.parametrize(
    "typed", [pytest.param("ribo", id="typing"), pytest.param("ribosomes and ATP\n", id="compared")]
)
def test_typing_an_answer_looks_as_it_was_approved(
    begun: StudyRoom, snap_compare: Callable[..., bool], typed: str
) -> None:
    app = QuizkitApp(begun, (Scope("Biology"), begun.sit_down(Sitting(typed=True))), stopwatch=lambda: 0.0)
    keys = [{"\n": "enter", " ": "space"}.get(character, character) for character in typed]
    assert snap_compare(app, press=keys, terminal_size=SIZE)


def test_a_leech_looks_as_it_was_approved(
    begun: StudyRoom, progress: ProgressStore, deck: Deck, moment: datetime, snap_compare: Callable[..., bool]
) -> None:
    schedule = Graduated(30, 250, moment.date() - timedelta(days=9), lapses=7)
    progress.record(Rescheduled(deck.cards[1].key, moment.date(), moment, Reason.IMPORTED, schedule))
    assert snap_compare(QuizkitApp(begun), press=("enter", "space", "1"), terminal_size=SIZE)


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("z", "down", "space"), id="setup"),
        pytest.param(("z", "end", "space", "enter"), id="choice"),
        pytest.param(("z", "down", "space", "m", "enter", *"ribosom"), id="typed"),
        pytest.param(("z", "down", "space", "m", "enter", *"ribosme", "enter"), id="outcome"),
        pytest.param(("z", "m", "m", "enter", "space"), id="open"),
        pytest.param(("z", "end", "space", "enter", "a", "enter"), id="result"),
    ],
)
def test_a_quiz_looks_as_it_was_approved(
    begun: StudyRoom, snap_compare: Callable[..., bool], keys: tuple[str, ...]
) -> None:
    assert snap_compare(QuizkitApp(begun, chance=Random(4)), press=keys, terminal_size=SIZE)


def test_the_first_start_looks_as_it_was_approved(room: StudyRoom, snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(QuizkitApp(room), terminal_size=SIZE)


@pytest.mark.parametrize("keys", [pytest.param(("d",), id="drafts"), pytest.param(("d", "e"), id="edit")])
def test_the_drafts_look_as_they_were_approved(
    begun: StudyRoom,
    decks: DeckStore,
    deck: Deck,
    moment: datetime,
    snap_compare: Callable[..., bool],
    keys: tuple[str, ...],
) -> None:
    reasons = ("rule: what", "− the question is short")
    decks.save(replace(deck, cards=deck.cards[1:]), moment, [Draft(deck.cards[0], Verdict(0.42, Fate.DRAFT, reasons))])
    assert snap_compare(QuizkitApp(begun), press=keys, terminal_size=SIZE)


def test_a_conflict_looks_as_it_was_approved(
    begun: StudyRoom, decks: DeckStore, moment: datetime, snap_compare: Callable[..., bool]
) -> None:
    def side(value: str, file: str) -> Side:
        return Side(Evidence(file, f"The bridge was opened to traffic in {value}.", 3), value, f"{file}/1")

    conflict = Conflict(ConflictSort.DATE, side("1896", "memoir"), side("1898", "programme"))
    held = decks.held("biology")
    assert held.deck is not None
    revision = Revision(held.deck, held.drafts, conflicts=(conflict,))
    decks.revise("biology", moment, lambda held: revision)
    assert snap_compare(QuizkitApp(begun), press=("d", "c"), terminal_size=SIZE)


@pytest.mark.parametrize("keys", [pytest.param((), id="list"), pytest.param(("enter",), id="card")])
def test_browsing_looks_as_it_was_approved(
    begun: StudyRoom, snap_compare: Callable[..., bool], keys: tuple[str, ...]
) -> None:
    async def browse(pilot: Pilot[None]) -> None:
        await pilot.press("b")
        # A thread reads the cards.
        while isinstance(pilot.app.screen, BrowseScreen) and pilot.app.screen.query_one(FoundList).chosen is None:
            await pilot.pause(0.02)
        await pilot.press(*keys)
        await pilot.pause()

    assert snap_compare(QuizkitApp(begun), run_before=browse, terminal_size=SIZE)


def test_adding_looks_as_it_was_approved(begun: StudyRoom, snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(QuizkitApp(begun), press=("a", *"~/notes/cell.md"), terminal_size=SIZE)


def test_exporting_looks_as_it_was_approved(begun: StudyRoom, snap_compare: Callable[..., bool]) -> None:
    async def export(pilot: Pilot[None]) -> None:
        await pilot.press("e")
        # A thread asks what Anki will do.
        while not str(pilot.app.screen.query_one("#preview", Static).visual):
            await pilot.pause(0.02)
        await pilot.pause()

    assert snap_compare(QuizkitApp(begun), run_before=export, terminal_size=SIZE)
