"""``quizkit coverage``: counts by source and section, statement by statement, of documents and of decks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Told

Command = Callable[..., Told]


def test_a_document_is_counted_by_section_without_a_library(quizkit: Command, notes: Path, home: Path) -> None:
    told = quizkit("coverage", notes)
    assert told.code == 0
    assert told.out.startswith("notes.md: ")
    assert " statements: " in told.out
    assert "CARDS" in told.out
    assert not list(home.rglob("*.db"))


def test_all_lists_every_statement_with_its_line(quizkit: Command, home: Path) -> None:
    Path("two.md").write_text("# Two\n\nRNA stands for ribonucleic acid.\n\nRibosomes build proteins.\n")
    told = quizkit("coverage", "two.md", "--all")
    for line, text in ((3, "RNA stands for ribonucleic acid."), (5, "Ribosomes build proteins.")):
        assert f"two.md:{line}  {text}" in told.out


def test_json_adds_up(quizkit: Command, notes: Path) -> None:
    (source,) = json.loads(quizkit("coverage", notes, "--json").out)["sources"]
    assert sum(source["counts"].values()) == len(source["statements"]) > 0
    assert {statement["standing"] for statement in source["statements"]} <= set(source["counts"])
    assert all(statement["keys"] or statement["reasons"] for statement in source["statements"])


def test_a_deck_alone_says_what_cannot_be_known(quizkit: Command, deck_file: Path) -> None:
    quizkit("load", deck_file)
    told = quizkit("coverage", "--deck", "biology")
    assert "cell.md: 2 statements known: 2 with cards, 0 with drafts" in told.out
    assert "name them too to see what has no card" in told.err


def test_a_deck_with_its_document_is_compared_with_it(quizkit: Command, notes: Path) -> None:
    quizkit("add", notes, "--deck", "bio")
    notes.write_text(notes.read_text() + "\nATP stands for adenosine triphosphate.\n")
    (source,) = json.loads(quizkit("coverage", notes, "--deck", "bio", "--json").out)["sources"]
    standings = {statement["text"]: statement["standing"] for statement in source["statements"]}
    assert standings["ATP stands for adenosine triphosphate."] == "nothing"
    assert {"card", "draft"} & set(standings.values())


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "name documents, or a deck"),
        (("nowhere.md",), 3, "nowhere.md"),
        (("--deck", "nope"), 5, "there is no deck nope"),
    ],
)
def test_nonsense_is_answered_in_words(quizkit: Command, words: tuple[str, ...], code: int, message: str) -> None:
    told = quizkit("coverage", *words)
    assert told.code == code
    assert message in told.err


def test_a_broken_document_beside_a_good_one_is_told(quizkit: Command, notes: Path) -> None:
    Path("broken.md").write_bytes(b"\xff\xfe\x00\xd8")
    told = quizkit("coverage", notes, "broken.md")
    assert told.code == 3
    assert "notes.md: " in told.out
    assert "broken.md" in told.err
