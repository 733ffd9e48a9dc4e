"""Documents added as a screen does it: reported, stopped, and what could not be read told apart."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.errors import SettingsError, SourceError
from quizkit.library.adding import Stage, Stopped, add_documents
from quizkit.storage.decks import DeckStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FACTS = """# Cell biology

The EMBL (European Molecular Biology Laboratory) keeps the genomes of many cells in Hinxton.

Francis Collins launched the HGP (Human Genome Project) in October 1990 to read all human genes.
"""


@pytest.fixture
def decks(engine: Engine) -> DeckStore:
    return DeckStore(engine)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One document with facts, one with none, and one that is no text."""
    folder = tmp_path / "My Notes"
    folder.mkdir()
    (folder / "a.md").write_text(FACTS)
    (folder / "b.txt").write_text("Nothing here worth a question, or is there?\n")
    (folder / "c.txt").write_bytes(b"\x00\x01\x02" * 100)
    return folder


def ignore(stage: Stage, done: int, of: int) -> None:
    """A report that nobody reads."""


def test_cards_come_into_a_deck_named_after_the_folder_and_what_is_broken_is_told(
    decks: DeckStore, folder: Path
) -> None:
    added = add_documents(decks, [folder], "", lambda: NOON, ignore)
    assert decks.titles() == {"my-notes": "My Notes"}
    assert {card.answer for card in added.brought.deck.cards} >= {"Human Genome Project"}
    assert [Path(str(error).partition(":")[0]).name for error in added.broken] == ["c.txt"]
    assert [source.file for source in added.fruitless] == ["b.txt"]


def test_a_deck_gets_the_name_that_it_is_given_or_the_title_of_its_one_document(decks: DeckStore, folder: Path) -> None:
    add_documents(decks, [folder / "a.md"], "Life", lambda: NOON, ignore)
    add_documents(decks, [folder / "a.md"], "", lambda: NOON, ignore)
    assert decks.titles() == {"a": "Cell biology", "life": "Life"}


def test_a_document_that_is_added_again_changes_nothing(decks: DeckStore, folder: Path) -> None:
    add_documents(decks, [folder / "a.md"], "", lambda: NOON, ignore)
    again = add_documents(decks, [folder / "a.md"], "", lambda: NOON, ignore).brought
    assert (len(again.changes.new), len(again.changes.gone), len(again.changes.reworded)) == (0, 0, 0)


def test_every_stage_is_reported_in_order(decks: DeckStore, folder: Path) -> None:
    told: list[tuple[Stage, int, int]] = []
    add_documents(decks, [folder], "", lambda: NOON, lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == list(Stage)
    assert [step for step in told if step[0] is Stage.READING] == [(Stage.READING, n, 3) for n in range(3)]


@pytest.mark.parametrize("stage", Stage)
def test_stopped_at_any_stage_nothing_is_saved(decks: DeckStore, folder: Path, stage: Stage) -> None:
    def stop(now: Stage, done: int, of: int) -> None:
        if now is stage:
            raise Stopped

    with pytest.raises(Stopped):
        add_documents(decks, [folder], "", lambda: NOON, stop)
    assert decks.is_empty()


def test_what_cannot_be_read_or_named_is_told(decks: DeckStore, folder: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        add_documents(decks, [folder / "gone.md"], "", lambda: NOON, ignore)
    with pytest.raises(SettingsError, match="suggests a name"):
        add_documents(decks, [Path("/")], "", lambda: NOON, ignore)
