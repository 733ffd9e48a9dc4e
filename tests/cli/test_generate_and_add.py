"""``generate`` and ``add``: from documents to cards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.formats.cards_json import read_cards
from quizkit.formats.deck_yaml import read_deck

from .conftest import NOTES, Told

Run = Callable[..., Told]


def test_cards_are_printed_with_answer_and_evidence_and_the_library_is_not_touched(
    quizkit: Run, notes: Path, home: Path
) -> None:
    told = quizkit("generate", notes)
    assert told.code == 0
    assert (
        "What does EMBL stand for?\n  = European Molecular Biology Laboratory\n"
        '  "The EMBL (European Molecular Biology Laboratory) keeps the genomes of many cells in Hinxton." notes.md:3\n'
    ) in told.out
    assert "cards from 1 document" in told.err
    assert list(home.iterdir()) == []


def test_why_tells_the_verdicts_and_all_that_was_left_out(quizkit: Run, notes: Path) -> None:
    notes.write_text(NOTES + "\nOh yes.\n")
    told = quizkit("generate", notes, "--why")
    assert "  why: 0." in told.out
    assert "LEFT OUT" in told.out
    assert "notes.md:11 Oh yes.\n  why: " in told.out
    assert "notes.md:1 # Cell biology (a heading)" in told.out


def test_why_is_told_even_where_no_card_came_of_it(quizkit: Run) -> None:
    Path("poem.md").write_text("# Oh\n\nOh! Ah!\n")
    told = quizkit("generate", "poem.md", "--why")
    assert told.code == 3
    assert "poem.md:3" in told.out


def test_json_is_the_same_to_the_byte_and_reads_back(program: Run, notes: Path) -> None:
    # Two processes: the order of sets differs between them.
    first, second = program("generate", notes, "--json"), program("generate", notes, "--json")
    assert first.out == second.out
    deck = read_cards(first.out, "notes.json")
    assert (deck.slug, deck.title) == ("notes", "Cell biology")
    assert deck.cards


def test_json_with_why_tells_verdicts_too(quizkit: Run, notes: Path) -> None:
    told = json.loads(quizkit("generate", notes, "--json", "--why").out)
    cards = [card["id"] for card in told["cards"] if card["fate"] == "card"]
    assert list(told["verdicts"]) == cards
    assert all(left["reasons"] for left in told["left_out"])
    assert told["passed_over"] == [{"source": "notes", "line": 1, "text": "# Cell biology", "reason": "a heading"}]


def test_a_deck_file_is_written_and_matched_again(quizkit: Run, notes: Path) -> None:
    first = quizkit("generate", notes, "--to", "cells.yaml", "--title", "Cells")
    assert (first.code, first.out) == (0, "")
    assert "cells.yaml: " in first.err
    before = Path("cells.yaml").read_bytes()
    deck = read_deck(before.decode(), "cells.yaml")
    assert deck.title == "Cells"
    assert "none new, none reworded" in quizkit("generate", notes, "--to", "cells.yaml").err
    assert Path("cells.yaml").read_bytes() == before
    notes.write_text(NOTES.replace("keeps the genomes", "keeps all the genomes"))
    assert "none new, 1 reworded" in quizkit("generate", notes, "--to", "cells.yaml").err
    again = read_deck(Path("cells.yaml").read_text(), "cells.yaml")
    assert [card.key for card in again.cards] == [card.key for card in deck.cards]


def test_standard_input_is_a_document_too(program: Run) -> None:
    told = program("generate", "-", stdin=NOTES)
    assert told.code == 0
    assert 'in Hinxton." stdin:3' in told.out
    assert program("add", "-", "--deck", "Cells", stdin=NOTES.encode("utf-16")).out.startswith("cells: ")


def test_an_added_document_is_a_deck_and_added_again_tells_what_changed(quizkit: Run, notes: Path) -> None:
    first = quizkit("add", notes)
    assert (first.code, first.out.partition(":")[0]) == (0, "notes")
    row = next(row for row in json.loads(quizkit("decks", "--json").out) if row["deck"] == "notes")
    assert first.out.startswith(f"notes: {row['cards']} new, none reworded, none kept, none gone")
    assert row["title"] == "Cell biology"
    notes.write_text(NOTES.replace("keeps the genomes", "keeps all the genomes"))
    assert quizkit("add", notes).out.startswith(f"notes: none new, 1 reworded, {row['cards'] - 1} kept, none gone")


def test_what_was_learnt_stays_when_a_document_is_added_again(program: Run, quizkit: Run, notes: Path) -> None:
    quizkit("add", notes)
    program("study", "--plain", "--deck", "notes", stdin="\n3\n\n3\n")
    notes.write_text(NOTES.replace("keeps the genomes", "keeps all the genomes"))
    quizkit("add", notes)
    assert json.loads(quizkit("stats", "--deck", "notes", "--json").out)["total"]["seen"] == 2


def test_a_folder_is_a_deck_of_its_name_and_a_named_deck_takes_further_documents(quizkit: Run) -> None:
    Path("Biology").mkdir()
    Path("Biology/cells.md").write_text(NOTES)
    assert quizkit("add", "Biology").out.startswith("biology: ")
    Path("stars.md").write_text("# Stars\n\nThe ESA (European Space Agency) launched the Gaia telescope.\n")
    told = quizkit("add", "stars.md", "--deck", "Biology")
    assert "none gone" in told.out
    assert "Biology" in quizkit("decks").out
    assert "stars" not in quizkit("decks").out


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\x1b[2J", "\u202e"])
def test_nothing_in_a_document_reaches_the_terminal_as_a_command(hostile: str, quizkit: Run, notes: Path) -> None:
    notes.write_text(NOTES.replace("human genes", f"human {hostile}genes") + f"\n{hostile}Oh yes [red]indeed[/red].\n")
    told = quizkit("generate", notes, "--why")
    assert "[red]indeed[/red]" in told.out
    assert not set("\x1b\x07\u202e") & set(told.out + told.err)


def test_a_document_of_headings_alone_is_told_as_one_without_statements(quizkit: Run) -> None:
    Path("a.md").write_text("# A\n", encoding="utf-8")
    told = quizkit("generate", "a.md")
    assert told.code == 3
    assert "it holds no statement" in told.err
    assert "English" not in told.err


def test_drafts_that_were_printed_are_not_said_to_be_left_out(quizkit: Run, notes: Path) -> None:
    assert "--drafts prints" in quizkit("generate", notes).err
    assert "--drafts prints" not in quizkit("generate", notes, "--why").err
