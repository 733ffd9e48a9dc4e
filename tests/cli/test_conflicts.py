"""``quizkit conflicts``: what a learner sees of contradictions, and how one is decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Told

Command = Callable[..., Told]

ONE = """# The Karsten Bridge

- The Karsten Bridge was opened to traffic in 1896.
- The Karsten Bridge crosses the river Ulm at Brenau.
- The engineer Paul Karsten surveyed the banks of the Ulm.
- KBC stands for Karsten Bridge Company.
"""
OTHER = """# Bridges of Brenau

- Paul Karsten planned the bridge over the Ulm.
- Trains cross the Karsten Bridge, which was opened to traffic in 1898.
- Brenau lies on the north bank of the Ulm.
"""


@pytest.fixture
def pair(home: Path) -> tuple[Path, Path]:
    """Two documents that tell one year differently."""
    files = Path("one.md"), Path("other.md")
    for file, text in zip(files, (ONE, OTHER), strict=True):
        file.write_text(text)
    return files


def test_both_quotes_stand_side_by_side_with_file_line_and_marked_value(
    quizkit: Command, pair: tuple[Path, Path]
) -> None:
    told = quizkit("conflicts", *pair)
    assert told.code == 0
    assert "1. Possible conflict: date" in told.out
    heads = next(line for line in told.out.splitlines() if "one.md:3" in line)
    assert "other.md:4" in heads
    assert "**1896**" in told.out
    assert "**1898**" in told.out


def test_in_a_narrow_terminal_one_stands_under_the_other(
    quizkit: Command, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    told = quizkit("conflicts", *pair)
    assert max(map(len, told.out.splitlines())) <= 40
    heads = [line.strip() for line in told.out.splitlines() if ".md:" in line]
    assert heads == ["a) one.md:3", "b) other.md:4"]


def test_documents_are_compared_without_a_library(quizkit: Command, pair: tuple[Path, Path], home: Path) -> None:
    assert quizkit("conflicts", *pair).code == 0
    assert not list(home.rglob("*.db"))


def test_json_gives_both_sides(quizkit: Command, pair: tuple[Path, Path]) -> None:
    (conflict,) = json.loads(quizkit("conflicts", *pair, "--json").out)["conflicts"]
    assert (conflict["sort"], conflict["pick"], conflict["number"]) == ("date", None, 1)
    assert {conflict[side]["value"] for side in "ab"} == {"1896", "1898"}
    assert {(conflict[side]["file"], conflict[side]["line"]) for side in "ab"} == {("one.md", 3), ("other.md", 4)}


def test_one_document_is_told_to_be_one_too_few(quizkit: Command, pair: tuple[Path, Path]) -> None:
    told = quizkit("conflicts", pair[0])
    assert "No contradictions found." in told.out
    assert "give two or more" in told.err


def test_a_learner_adds_looks_and_picks(quizkit: Command, pair: tuple[Path, Path]) -> None:
    added = quizkit("add", *pair, "--deck", "bridge")
    assert "1 possible contradiction between sources" in added.err
    told = quizkit("conflicts")
    assert "deck bridge" in told.out
    assert "quizkit conflicts pick 1 a" in told.out
    picked = quizkit("conflicts", "pick", "1", "b")
    assert picked.code == 0
    assert "accepted" in picked.out
    assert quizkit("conflicts").out == "No conflicts wait to be decided.\n"
    assert "you picked b" in quizkit("conflicts", "--all").out
    quizkit("add", *pair, "--deck", "bridge")
    assert quizkit("conflicts").out == "No conflicts wait to be decided.\n"


def test_a_pick_as_json_names_the_cards(quizkit: Command, pair: tuple[Path, Path]) -> None:
    quizkit("add", *pair, "--deck", "bridge")
    key = json.loads(quizkit("conflicts", "--json").out)["conflicts"][0]["key"]
    told = json.loads(quizkit("conflicts", "pick", key, "neither", "--json").out)
    assert (told["deck"], told["key"], told["pick"], told["accepted"]) == ("bridge", key, "neither", [])


def test_undo_takes_the_pick_back(quizkit: Command, pair: tuple[Path, Path]) -> None:
    quizkit("add", *pair, "--deck", "bridge")
    quizkit("conflicts", "pick", "1", "both")
    assert quizkit("drafts", "undo").code == 0
    assert "1. Possible conflict" in quizkit("conflicts").out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("pick",), 2, "pick takes a conflict and one of a, b, both, neither"),
        (("pick", "1", "c"), 2, "pick takes"),
        (("pick", "1", "a", "b"), 2, "pick takes"),
        (("pick", "1", "a"), 5, "nothing waits to be decided"),
        (("pick", "no-such-key", "a"), 5, "no conflict no-such-key"),
        (("--deck", "nope"), 5, "there is no deck nope"),
        (("nowhere.md",), 3, "nowhere.md"),
        (("one.md", "--deck", "bridge"), 2, "give one of them"),
    ],
)
def test_nonsense_is_answered_in_words(
    quizkit: Command, pair: tuple[Path, Path], words: tuple[str, ...], code: int, message: str
) -> None:
    told = quizkit("conflicts", *words)
    assert told.code == code
    assert message in told.err
    assert "Traceback" not in told.err


def test_what_a_terminal_would_obey_is_shown_not_sent(quizkit: Command, pair: tuple[Path, Path]) -> None:
    pair[0].write_text(ONE.replace("The Karsten Bridge was", "The \x1b[31mKarsten Bridge was"))
    told = quizkit("conflicts", *pair)
    assert "\x1b" not in told.out
