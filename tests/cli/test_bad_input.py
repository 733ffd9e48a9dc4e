"""Whatever is wrong with what the learner gives: a clear message, the documented exit code, nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Told, clean_environment

Run = Callable[..., Told]


def refused(told: Told, code: int, *words: str) -> None:
    """The command left with ``code`` and a message that holds ``words``, and printed no data."""
    assert (told.code, told.out) == (code, ""), told
    assert told.err.startswith("quizkit: ")
    assert "Traceback" not in told.err
    for word in words:
        assert word in told.err


@pytest.fixture(params=["generate", "add"])
def reading(request: pytest.FixtureRequest) -> str:
    """The commands that read documents."""
    return str(request.param)


def test_a_path_that_is_not_there(quizkit: Run, reading: str) -> None:
    refused(quizkit(reading, "nowhere.md"), 3, "nowhere.md", "no such file")


def test_a_folder_without_readable_documents(quizkit: Run, reading: str) -> None:
    Path("pictures").mkdir()
    Path("pictures/a.png").write_bytes(b"\x89PNG")
    refused(quizkit(reading, "pictures"), 3, "pictures", "no document")


def test_a_binary(quizkit: Run, reading: str) -> None:
    Path("a.txt").write_bytes(b"\x7fELF\0\1\2")
    refused(quizkit(reading, "a.txt"), 3, "a.txt", "not text")


def test_an_empty_file(quizkit: Run, reading: str) -> None:
    Path("empty.md").write_bytes(b"")
    refused(quizkit(reading, "empty.md"), 3, "empty.md", "empty")


def test_latin_1_names_the_likely_encoding_and_is_read_with_it(quizkit: Run) -> None:
    text = "Zürich liegt in der Schweiz. Die Universität Zürich wurde im Jahr 1833 gegründet. Größe zählt für Ärzte."
    Path("a.txt").write_bytes(text.encode("latin-1"))
    refused(quizkit("generate", "a.txt"), 3, "a.txt:1", "--encoding")
    assert "not UTF-8" not in quizkit("generate", "a.txt", "--encoding", "latin-1").err


def test_an_encoding_that_does_not_exist(quizkit: Run, notes: Path) -> None:
    refused(quizkit("generate", notes, "--encoding", "klingon"), 3, "klingon")


def test_a_file_over_the_size_limit(quizkit: Run, notes: Path, reading: str) -> None:
    with Path("big.txt").open("wb") as big:
        big.truncate(20_000_001)
    refused(quizkit(reading, "big.txt"), 3, "big.txt", "--max-size")
    refused(quizkit(reading, notes, "--max-size", "100"), 3, "notes.md", "--max-size")


def test_a_document_with_no_fact_in_it(quizkit: Run, reading: str) -> None:
    Path("poem.md").write_text("# Oh\n\nOh! Ah!\n")
    refused(quizkit(reading, "poem.md"), 3, "poem.md", "no fact")


def test_a_broken_document_among_good_ones_stops_only_itself(quizkit: Run, notes: Path) -> None:
    Path("empty.md").write_bytes(b"")
    told = quizkit("generate", "empty.md", notes)
    assert told.code == 3
    assert "What does EMBL stand for?" in told.out
    assert "quizkit: empty.md: is empty" in told.err
    added = quizkit("add", "empty.md", notes, "--deck", "cells")
    assert added.code == 3
    assert "cells" in quizkit("decks").out


def test_standard_input_without_a_name_for_the_deck(program: Run) -> None:
    refused(program("add", "-", stdin="The NIH (National Institutes of Health) pays for studies."), 2, "--deck NAME")


def test_generate_writes_deck_files_only(quizkit: Run, notes: Path) -> None:
    refused(quizkit("generate", notes, "--to", "cards.apkg"), 2, "cards.apkg", "quizkit export")
    refused(quizkit("generate", notes, "--to", "cards.yaml", "--json"), 2, "--json")
    assert [file.name for file in Path().iterdir()] == ["notes.md"]


def test_generate_does_not_write_over_a_file_that_is_no_deck(quizkit: Run, notes: Path) -> None:
    Path("shopping.yaml").write_text("- milk\n- bread\n")
    refused(quizkit("generate", notes, "--to", "shopping.yaml"), 4, "shopping.yaml")
    assert Path("shopping.yaml").read_text() == "- milk\n- bread\n"


def test_generate_to_a_full_disk(quizkit: Run, notes: Path) -> None:
    refused(quizkit("generate", notes, "--to", "/dev/full/x.yaml"), 7, "/dev/full/x.yaml: not written")


@pytest.mark.parametrize("name", ["deck.docx", "deck"])
def test_a_deck_file_of_no_known_suffix(name: str, quizkit: Run) -> None:
    Path(name).write_text("title: x")
    refused(quizkit("load", name), 4, name, ".yaml, .yml, .json")


def test_a_deck_file_that_is_not_there(quizkit: Run) -> None:
    refused(quizkit("load", "nowhere.yaml"), 4, "nowhere.yaml", "cannot be read")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("version: 1\ntitle: [\n", ["deck.yaml"]),
        ("version: 1\ntitle: T\ncards: []\ncolour: red\n", ["deck.yaml", "4", "colour"]),
        ("version: 1\ntitle: !!python/object/apply:os.system ['touch owned']\ncards: []\n", ["deck.yaml", "2"]),
        ("", ["deck.yaml"]),
    ],
)
def test_a_broken_deck_file(content: str, words: list[str], quizkit: Run) -> None:
    Path("deck.yaml").write_text(content)
    refused(quizkit("load", "deck.yaml"), 4, *words)
    assert not Path("owned").exists()


def test_two_cards_with_one_key_are_both_named_by_line(quizkit: Run, deck_file: Path) -> None:
    text = deck_file.read_text().replace("cell/0000000002/what", "cell/0000000002/when")
    lines = [str(at) for at, line in enumerate(text.splitlines(), 1) if "key: cell/0000000002/when" in line]
    deck_file.write_text(text)
    refused(quizkit("load", deck_file), 4, "cell/0000000002/when", *lines)


def test_a_deck_file_that_is_no_utf8_is_named_by_line(quizkit: Run) -> None:
    Path("deck.yaml").write_bytes(b"version: 1\ntitle: caf\xe9\n")
    refused(quizkit("load", "deck.yaml"), 4, "deck.yaml:2", "UTF-8")


def test_a_file_that_is_no_library(quizkit: Run) -> None:
    Path("letter.db").write_text("Dear library, " * 100)
    refused(quizkit("decks", "--db", "letter.db"), 6, "letter.db")
    assert Path("letter.db").read_text() == "Dear library, " * 100


def test_a_library_of_a_newer_version(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file, "--db", "new.db")
    with sqlite3.connect("new.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'from_tomorrow'")
    database.close()
    refused(quizkit("decks", "--db", "new.db"), 6, "new.db", "newer")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_data_directory(quizkit: Run, home: Path) -> None:
    (home / ".local" / "share").mkdir(parents=True)
    (home / ".local" / "share").chmod(0o555)
    refused(quizkit("decks"), 6, "share/quizkit")


def test_a_data_directory_that_cannot_be_made(quizkit: Run, home: Path) -> None:
    (home / ".local").write_text("a file where a folder should be")
    refused(quizkit("decks"), 6, ".local/share/quizkit")


def test_a_library_on_a_device_that_holds_nothing(quizkit: Run) -> None:
    refused(quizkit("decks", "--db", "/dev/full/library.db"), 6, "/dev/full/library.db")


def test_a_disk_that_fills_up_while_a_deck_is_written(home: Path, notes: Path) -> None:
    # No file may grow over one block: the write breaks off half-way, as on a full disk.
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 1; exec "$0" -m quizkit generate notes.md --to cells.yaml', sys.executable],
        capture_output=True, text=True, check=False, env=clean_environment(home) | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    refused(Told(done.returncode, done.stdout, done.stderr), 7, "cells.yaml: not written: File too large")
    assert [file.name for file in Path().iterdir()] == ["notes.md"]


@pytest.mark.parametrize(
    "arguments", [("study", "--plain", "--minutes", "99999999999"), ("cards", "--limit", "99999999999999999999")]
)
def test_a_number_out_of_all_bounds_is_refused_as_an_option(quizkit: Run, arguments: tuple[str, ...]) -> None:
    refused(quizkit(*arguments), 2, arguments[-2])
