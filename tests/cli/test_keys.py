"""``quizkit keys``, and what the settings file says of keys and themes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Told

Run = Callable[..., Told]


@pytest.fixture
def settings(home: Path) -> Path:
    file = home / ".config" / "quizkit" / "settings.toml"
    file.parent.mkdir(parents=True)
    return file


def keys_of(quizkit: Run, name: str) -> list[str]:
    told = quizkit("keys", "--json")
    assert told.code == 0, told.err
    (keys,) = [binding["keys"] for binding in json.loads(told.out)["keys"] if binding["id"] == name]
    found: list[str] = keys
    return found


def test_the_keys_are_listed_with_name_and_place(quizkit: Run) -> None:
    told = quizkit("keys")
    assert told.out.splitlines()[0].split() == ["WHERE", "NAME", "KEYS", "WHAT", "IT", "DOES"]
    assert any(line.split()[:3] == ["home", "home.quiz", "z"] for line in told.out.splitlines())


@pytest.mark.parametrize("line", ['"home.quiz" = "f5, Z"', 'home.quiz = "f5,Z"'])
def test_changed_keys_are_listed_as_they_are_now(quizkit: Run, settings: Path, line: str) -> None:
    settings.write_text(f"[keys]\n{line}\n")
    assert keys_of(quizkit, "home.quiz") == ["f5", "Z"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[keys]\n"home.quizz" = "x"', "Did you mean home.quiz?"),
        ('[keys]\n"home.quiz" = "t"', "t would be both"),
        ('[keys]\n"home.quiz" = 5', "give keys in quotes"),
        ('keys = "x"', "write a table [keys]"),
        ("theme = 7", "give a name in quotes"),
    ],
)
def test_keys_and_themes_that_make_no_sense_are_told(quizkit: Run, settings: Path, text: str, problem: str) -> None:
    settings.write_text(text)
    told = quizkit("keys")
    assert told.code == 2
    assert problem in told.err


def test_commands_without_a_screen_do_not_mind_a_wrong_theme(quizkit: Run, settings: Path) -> None:
    settings.write_text('theme = "nowhere"')
    assert quizkit("due").code == 0
