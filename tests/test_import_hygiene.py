"""Starting quizkit stays fast: what a command does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "textual",
    "sqlalchemy",
    "alembic",
    "genanki",
    "yaml",
    "resiliparse",
    "textblob",
    "lemminflect",
    "nltk",
    "numpy",
    "rich.table",
)


def loaded_after(statements: str) -> set[str]:
    """The modules that a fresh interpreter holds after ``statements``."""
    program = f"{statements}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_the_front_door_loads_nothing_heavy() -> None:
    assert loaded_after("import quizkit.cli.main") & set(HEAVY) == set()


def test_help_loads_nothing_heavy() -> None:
    assert loaded_after("from quizkit.cli.main import run\nrun(['--help'])") & set(HEAVY) == set()


@pytest.mark.parametrize(
    "room", ["library.add", "library.load", "library.export", "library.drafts", "study.room", "study.session"]
)
def test_what_is_headless_loads_no_screen(room: str) -> None:
    assert not {"textual", "typer"} & loaded_after(f"import quizkit.{room}")
