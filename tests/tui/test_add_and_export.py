"""Documents in and decks out without leaving the screen."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from textual.pilot import Pilot

from quizkit.domain.deck import Deck
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore
from quizkit.storage.exports import ExportStore
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.screens.add import AddScreen
from quizkit.tui.screens.drafts import DraftsScreen
from quizkit.tui.screens.export import ExportScreen
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.widgets.fields import LineField
from quizkit.tui.widgets.path_field import PathField
from quizkit.tui.widgets.progress_line import ProgressLine
from quizkit.tui.words import counted

from .conftest import CARDS
from .looking import screen_text, seen

SIZE = (80, 24)
FACTS = """# Cell biology

The EMBL (European Molecular Biology Laboratory) keeps the genomes of many cells in Hinxton.

Francis Collins launched the HGP (Human Genome Project) in October 1990 to read all human genes.

The book "The Double Helix" by James Watson describes how the structure of DNA was found.
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A library in a file: the screen works in threads, each with a connection of its own."""
    engine = open_database(tmp_path / "library.db")
    yield engine
    engine.dispose()


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to work in, with a document and a picture."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "genes.md").write_text(FACTS)
    (folder / "genes.png").write_bytes(b"\x89PNG")
    monkeypatch.chdir(folder)
    return folder


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what a thread has to bring."""
    for _ in range(4000):
        await pilot.pause(0.025)
        if is_so():
            return
    raise AssertionError(screen_text(pilot.app))  # type: ignore[arg-type]


def typed(text: str) -> list[str]:
    return ["space" if char == " " else char for char in text]


async def test_a_document_becomes_cards_and_what_came_is_told_and_the_drafts_are_a_key_away(
    room: StudyRoom, decks: DeckStore, work: Path
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", *typed("genes.md"), "enter")
        await until(pilot, lambda: seen(app, "#message").startswith("✓ Done."))
        cards = decks.load("genes").cards
        assert cards
        assert seen(app, "#outcome").startswith(f"genes: {len(cards)} new, none reworded, none kept, none gone")
        waiting = DraftStore(decks.engine).counts().get("genes", 0)
        assert waiting
        assert f"{counted(waiting, 'draft')} to look through: press ctrl+d." in seen(app, "#message")
        await pilot.press("ctrl+d")
        assert isinstance(app.screen, DraftsScreen)
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)
        assert "Cell biology" in screen_text(app)


async def test_the_deck_may_be_chosen_and_one_that_is_there_is_offered(
    room: StudyRoom, decks: DeckStore, work: Path
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", *typed("genes.md"), "tab")
        deck = app.screen.query_one("#deck", LineField)
        assert (deck.has_focus, deck.placeholder) == (True, "genes")
        await pilot.press(*"bio")
        await pilot.pause()
        await pilot.press("right", "ctrl+s")
        await until(pilot, lambda: seen(app, "#message").startswith("✓ Done."))
        assert len(decks.load("biology").cards) > len(CARDS)
        assert "3 kept" in seen(app, "#outcome")


@pytest.mark.parametrize(
    ("path", "message"),
    [("", "Which document?"), ("gone.md", "✗ gone.md: no such file"), ("genes.png", "✗ genes.png: ")],
)
async def test_what_cannot_be_read_is_told_and_the_screen_stays(
    room: StudyRoom, decks: DeckStore, work: Path, path: str, message: str
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", *typed(path), "enter")
        await until(pilot, lambda: seen(app, "#message").startswith(message))
        assert isinstance(app.screen, AddScreen)
        assert decks.slugs() == ["biology"]
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_escape_stops_the_work_and_nothing_is_saved(room: StudyRoom, decks: DeckStore, work: Path) -> None:
    (work / "many").mkdir()
    for number in range(300):
        (work / "many" / f"{number}.md").write_text(FACTS.replace("Human", f"Human{number}"))
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", *typed("many"), "enter", "escape")
        await until(pilot, lambda: seen(app, "#message") == "Stopped. Nothing was saved.")
        assert decks.slugs() == ["biology"]
        assert seen(app, "#stage") == ""
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_how_far_the_work_is_can_be_seen(room: StudyRoom, work: Path) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", *typed("genes.md"))
        line, told = app.screen.query_one(ProgressLine), []
        # A test cannot look in between: it is woken when nothing is left to do.
        app.watch(line, "done", lambda: told.append((line.done, line.display)), init=False)
        await pilot.press("enter")
        await until(pilot, lambda: seen(app, "#message").startswith("✓"))
        assert not line.display
    assert max(done for done, _ in told) > 1
    assert all(is_shown for done, is_shown in told if done)


async def test_tab_completes_a_path_with_what_can_be_read_and_goes_on_where_nothing_is_offered(
    room: StudyRoom, work: Path
) -> None:
    (work / "genealogy").mkdir()
    (work / "genealogy" / "tree.txt").write_text("x")
    (work / ".gene").mkdir()
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", *"gene")
        await pilot.pause()
        field = app.screen.query_one(PathField)
        await pilot.press("tab")
        assert field.value == "genealogy/"
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("tab")
        assert field.value == "genealogy/tree.txt"
        await pilot.press("ctrl+u", *"genes")
        await pilot.pause()
        await pilot.press("tab")
        assert field.value == "genes.md"
        await pilot.press("tab")
        assert not field.has_focus


async def test_a_deck_is_exported_for_anki_and_what_anki_will_do_is_told_beforehand(
    room: StudyRoom, decks: DeckStore, work: Path
) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        assert isinstance(app.screen, ExportScreen)
        await until(pilot, lambda: seen(app, "#preview").startswith("Anki will add 3 cards"))
        assert CARDS[0].question in seen(app, "#preview")
        await pilot.press("enter")
        await until(pilot, lambda: seen(app, "#message").startswith("✓ 3 cards written to "))
        assert zipfile.is_zipfile(work / "biology.apkg")
        assert set(ExportStore(decks.engine).last("biology")) == {card.key for card in CARDS}
        await until(pilot, lambda: "Anki will add 0, update 0 and leave 3" in seen(app, "#preview"))
        assert "It replaces the file" not in seen(app, "#preview")
        await pilot.press("escape")
        await pilot.press("e")
        await until(pilot, lambda: seen(app, "#preview").startswith("It replaces the file that is there."))
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_ending_tells_the_format_and_an_unknown_one_is_told(room: StudyRoom, work: Path) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "ctrl+u", *typed("out.json"))
        await until(pilot, lambda: seen(app, "#preview").startswith("3 cards as json."))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: seen(app, "#message").startswith("✓"))
        assert len(json.loads((work / "out.json").read_text())["cards"]) == 3
        await pilot.press("ctrl+u", *typed("out.pdf"), "enter")
        await until(pilot, lambda: "names no deck format" in seen(app, "#message"))
        await pilot.press("ctrl+u", "enter")
        await until(pilot, lambda: seen(app, "#message").startswith("Where to?"))
        assert not (work / "out.pdf").exists()


async def test_another_deck_may_be_chosen_and_the_file_follows_it(
    room: StudyRoom, decks: DeckStore, work: Path
) -> None:
    decks.save(Deck("zoology", "Zoology", CARDS[:1]), room.clock())
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "shift+tab", "ctrl+u", *"zoology")
        await until(pilot, lambda: seen(app, "#preview").startswith("Anki will add 1 card"))
        assert app.screen.query_one(PathField).value == "zoology.apkg"
        await pilot.press("ctrl+u", *"zoo", "enter")
        await until(pilot, lambda: seen(app, "#message").startswith("✗ there is no deck zoo"))


async def test_a_file_that_cannot_be_written_is_told(room: StudyRoom, work: Path) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "ctrl+u", *typed("gone/out.yaml"), "enter")
        await until(pilot, lambda: seen(app, "#message").startswith("✗ "))
        assert isinstance(app.screen, ExportScreen)
