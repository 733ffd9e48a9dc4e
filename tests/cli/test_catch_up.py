"""``pause``, ``spread``, ``reset``, ``undo``: what is moved, and that it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizkit.domain.log import Reason, Rescheduled
from quizkit.domain.schedule import Graduated
from quizkit.storage.database import open_database
from quizkit.storage.progress import ProgressStore

from .conftest import Told

Run = Callable[..., Told]
KEYS = ("cell/0000000001/subject", "cell/0000000002/when", "cell/0000000002/what")


@pytest.fixture
def today() -> date:
    """The study day of the commands, which read the clock."""
    return (datetime.now() - timedelta(hours=4)).date()


@pytest.fixture
def late(quizkit: Run, deck_file: Path, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of its own in which three cards are a day late."""
    monkeypatch.setenv("QUIZKIT_DB", "library.db")
    quizkit("load", deck_file)
    engine = open_database(Path("library.db"))
    for key in KEYS:
        schedule = Graduated(10, 250, today - timedelta(days=1))
        ProgressStore(engine).record(Rescheduled(key, today, datetime.now().astimezone(), Reason.IMPORTED, schedule))
    engine.dispose()


def told(quizkit: Run, *arguments: str) -> Any:
    done = quizkit(*arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def due(quizkit: Run) -> int:
    # Not ``due``: it counts one card of siblings, and two of the three are.
    number = told(quizkit, "stats", "--deck", "biology")["total"]["due"]
    assert isinstance(number, int)
    return number


def test_a_pause_lets_nothing_be_due_and_undo_takes_it_back(quizkit: Run, late: None, today: date) -> None:
    back = today + timedelta(days=9)
    done = quizkit("pause", "--until", str(back))
    assert (done.code, done.err) == (0, "quizkit: take it back with: quizkit undo\n")
    assert done.out == f"A pause until {back:%A}, {back}: 3 cards moved behind it.\n"
    assert due(quizkit) == 0
    assert quizkit("undo", "--dry-run").out == f"Would take back the pause of {today:%A}, {today}: 3 cards.\n"
    assert due(quizkit) == 0
    assert quizkit("undo").out == f"Took back the pause of {today:%A}, {today}: 3 cards.\n"
    assert due(quizkit) == 3
    assert quizkit("undo").out == "There is no pause, spread or reset to take back.\n"
    assert told(quizkit, "undo") == {"dry_run": False, "taken_back": None}
    assert told(quizkit, "check")["is_sound"] is True


def test_a_dry_run_shows_the_days_and_changes_nothing(quizkit: Run, late: None, today: date) -> None:
    done = quizkit("spread", "--days", "3", "--dry-run")
    tomorrow, after = today + timedelta(days=1), today + timedelta(days=2)
    assert done.out.splitlines() == [
        "3 cards due, spread over 3 days: 1 would stay today, 2 come later.",
        "",
        "DAY             CARDS",
        f"{tomorrow:%a} {tomorrow}      1",
        f"{after:%a} {after}      1",
    ]
    assert "nothing was changed" in done.err
    assert due(quizkit) == 3
    assert told(quizkit, "spread", "--days", "3", "--dry-run", "--deck", "biology") == {
        "reason": "spread", "dry_run": True, "cards": 3, "moved": 2,
        "days": [{"day": str(tomorrow), "cards": 1}, {"day": str(after), "cards": 1}],
    }  # fmt: skip


def test_a_spread_leaves_the_first_share_for_today(quizkit: Run, late: None) -> None:
    assert told(quizkit, "spread", "--days", "2", "--topic", "dna")["moved"] == 1
    assert due(quizkit) == 2
    assert told(quizkit, "undo")["taken_back"]["cards"] == 1


def test_a_long_plan_is_cut_short_in_words(quizkit: Run, late: None, today: date) -> None:
    engine = open_database(Path("library.db"))
    for at, key in enumerate(KEYS):
        schedule = Graduated(10, 250, today + timedelta(days=at))
        ProgressStore(engine).record(Rescheduled(key, today, datetime.now().astimezone(), Reason.IMPORTED, schedule))
    engine.dispose()
    lines = quizkit("pause", "--until", str(today + timedelta(days=30)), "--dry-run").out.splitlines()
    assert len(lines) == 6
    assert lines[0].endswith("3 cards would move behind it.")


def test_cards_are_reset_by_key_or_deck(quizkit: Run, late: None) -> None:
    assert quizkit("reset", "0000000001", "--dry-run").out == "1 card would be new again.\n"
    assert quizkit("reset", "0000000001").out == "1 card made new again.\n"
    assert told(quizkit, "stats", "--deck", "biology")["total"]["new"] == 1
    assert quizkit("reset", "--deck", "biology").out == "2 cards made new again.\n"
    assert quizkit("reset", "--deck", "biology") == Told(0, "All of them are new already.\n", "")
    assert told(quizkit, "undo")["taken_back"] == {"reason": "reset", "day": told(quizkit, "due")["day"], "cards": 2}


@pytest.mark.parametrize("arguments", [["pause", "--until", "2400-01-01"], ["spread", "--days", "900"], ["reset"]])
def test_what_makes_no_sense_is_exit_code_2(quizkit: Run, arguments: list[str]) -> None:
    done = quizkit(*arguments)
    assert (done.code, done.out) == (2, "")


def test_a_date_is_written_plainly(quizkit: Run) -> None:
    done = quizkit("pause", "--until", "next week")
    assert (done.code, done.err) == (2, "quizkit: --until next week: not a date; give one such as 2031-01-07\n")


@pytest.mark.parametrize("arguments", [["reset", "zzzz"], ["reset", "--deck", "zoology"]])
def test_a_card_or_deck_that_is_not_there_is_exit_code_5(quizkit: Run, late: None, arguments: list[str]) -> None:
    assert quizkit(*arguments).code == 5


def test_where_nothing_is_due_nothing_moves(quizkit: Run, deck_file: Path, today: date) -> None:
    quizkit("load", deck_file)
    back = today + timedelta(days=2)
    assert quizkit("pause", "--until", str(back)) == Told(
        0, f"Nothing is due before {back:%A}, {back}: no card needs to move.\n", ""
    )
    assert quizkit("spread", "--days", "2") == Told(0, "Nothing is due: there is no backlog to spread.\n", "")
