"""The program as a learner meets it: a home of its own, and nothing of the tester's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizkit.cli.main import run
from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.formats.deck_yaml import write_deck


@dataclass(frozen=True)
class Told:
    """What a command gave back: its exit code, its data and its messages."""

    code: int
    out: str
    err: str


def clean_environment(home: Path) -> dict[str, str]:
    """The environment without whatever would lead to the tester's own library, settings or colours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "QUIZKIT_", "_QUIZKIT")) and name not in ("NO_COLOR", "FORCE_COLOR")
    }
    return kept | {"HOME": str(home), "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}


def heed_interrupts() -> None:
    """In a child about to start: what runs the tests in the background may have had interrupts ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and the folder to work in, for commands in this process too."""
    home = tmp_path / "home"
    work = tmp_path / "work"
    home.mkdir()
    work.mkdir()
    environment = clean_environment(home)
    for name in set(os.environ) - set(environment):
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(work)
    return home


@pytest.fixture
def quizkit(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run a command in this process: fast, and as ``main`` would but for what makes a program of it."""

    def tell(*arguments: str | Path) -> Told:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return tell


@pytest.fixture
def program(home: Path) -> Callable[..., Told]:
    """Run ``python -m quizkit`` in a process of its own, where pipes and exit codes are the real ones."""

    def tell(*arguments: str | Path, stdin: str | bytes = b"", **environment: str) -> Told:
        done = subprocess.run(
            [sys.executable, "-m", "quizkit", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            check=False,
            timeout=120,
            env=clean_environment(home) | environment,
        )
        return Told(done.returncode, done.stdout.decode(), done.stderr.decode())

    return tell


NOTES = """# Cell biology

The EMBL (European Molecular Biology Laboratory) keeps the genomes of many cells in Hinxton.

The NIH (National Institutes of Health) pays for most studies of human cells in the United States.

Francis Collins launched the HGP (Human Genome Project) in October 1990 to read all human genes.

The book "The Double Helix" by James Watson describes how the structure of DNA was found.
"""


@pytest.fixture
def notes(home: Path) -> Path:
    """A document with facts in it, in the folder to work in."""
    file = Path("notes.md")
    file.write_text(NOTES)
    return file


@pytest.fixture
def biology() -> Deck:
    """A deck of two topics and three cards, one of each kind."""
    cell, dna = Evidence("cell", "Ribosomes build proteins.", 3), Evidence("cell", "DNA was described in 1953.", 9)
    return Deck(
        "biology",
        "Biology",
        (
            Card("cell/0000000001/subject", CardKind.QUESTION, "What builds proteins?", "Ribosomes", "Cell", (cell,)),
            Card("cell/0000000002/when", CardKind.CLOZE, "DNA was described in […].", "1953", "DNA", (dna,)),
            Card(
                "cell/0000000002/what", CardKind.CHOICE, "What was described?", "DNA", "DNA", (dna,),
                choices=("DNA", "RNA", "ATP"),
            ),
        ),
        (
            DeckSource(
                "cell", "cell.md", "The cell",
                statements={"0000000001": "Ribosomes build proteins.", "0000000002": "DNA was described in 1953."},
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def deck_file(biology: Deck, home: Path) -> Path:
    """The deck as a file in the folder to work in."""
    file = Path("biology.yaml")
    file.write_text(write_deck(biology))
    return file
