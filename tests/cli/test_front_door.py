"""What every command shares: help, messages, exit codes, pipes."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from quizkit import __version__
from quizkit.cli.main import app

from .conftest import Told, clean_environment, heed_interrupts

CHECKOUT = Path(__file__).parents[2]
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]

Run = Callable[..., Told]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_what_it_does_and_its_example_runs(
    command: str, quizkit: Run, program: Run, notes: Path
) -> None:
    shutil.copytree(CHECKOUT / "decks", "decks")
    if command == "import":
        program("export", "state-of-ai-2026", "--to", "spanish.apkg")
    told = quizkit(command, "--help")
    examples = [line.strip() for line in told.out.splitlines() if line.strip().startswith("Example: ")]
    assert len(examples) == 1, told.out
    name, *arguments = shlex.split(examples[0].removeprefix("Example: "))
    assert (name, arguments[0]) == ("quizkit", command)
    done = program(*arguments)
    assert done.code == 0, done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"quizkit {command}" in (CHECKOUT / "README.md").read_text()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_cuts_no_sentence_short(command: str, quizkit: Run) -> None:
    line = next(line for line in quizkit("--help").out.splitlines() if line.split()[:1] == [command])
    assert line.endswith(".")
    assert not line.endswith("...")


def test_help_lists_the_exit_codes(quizkit: Run) -> None:
    told = quizkit("-h").out
    for line in ("  3    a document cannot be read, or gives no card", "  8    check found log and schedules apart"):
        assert line in told


def test_the_version_is_told(program: Run) -> None:
    assert program("--version") == Told(0, f"quizkit {__version__}\n", "")


def test_a_misspelt_command_gets_a_suggestion_and_exit_code_2(quizkit: Run) -> None:
    assert quizkit("studdy") == Told(
        2, "", "quizkit: No such command 'studdy'. Did you mean 'study'? See quizkit --help\n"
    )


def test_a_missing_argument_points_to_the_help_of_its_command(quizkit: Run) -> None:
    assert quizkit("export", "--to", "x.apkg") == Told(
        2, "", "quizkit: Missing argument 'DECK'. See quizkit export --help\n"
    )


def test_a_wrong_setting_is_a_message_and_exit_code_2(quizkit: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZKIT_NEW_PER_DAY", "many")
    told = quizkit("due")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("quizkit: new_per_day is 'many': give a whole number")


def test_off_a_terminal_quizkit_alone_prints_what_is_due(program: Run, deck_file: Path) -> None:
    program("load", deck_file)
    alone, due = program(), program("due")
    assert alone == due
    assert alone.code == 0
    assert "biology" in alone.out


def test_off_a_terminal_study_points_to_plain(program: Run) -> None:
    told = program("study")
    assert (told.code, told.out) == (2, "")
    assert told.err == "quizkit: study needs a terminal for its screen; without one use: quizkit study --plain\n"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["decks", "--json"], ["due"]])
def test_a_full_disk_behind_standard_output_is_a_message_and_exit_code_7(arguments: list[str], home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "quizkit", *arguments],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=clean_environment(home),
        )  # fmt: skip
    assert done.returncode == 7
    last = done.stderr.splitlines()[-1]
    assert last.startswith("quizkit: standard output: not written: No space left on device")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["decks"], ["due", "--json"]])
def test_a_reader_that_leaves_early_is_no_error_to_tell(arguments: list[str], home: Path, program: Run) -> None:
    program("decks")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "quizkit", *arguments],
            stdout=writing, stderr=subprocess.PIPE, text=True, check=False, env=clean_environment(home),
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_standard_output_that_is_closed_is_a_message(home: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m quizkit decks --json >&-', sys.executable],
        stderr=subprocess.PIPE, text=True, check=False, env=clean_environment(home),
    )  # fmt: skip
    assert done.returncode == 7
    assert "standard output is closed" in done.stderr


@pytest.mark.parametrize(("command", "code"), [("generate -", 3), ("load - --deck x", 4), ("study --plain", 0)])
def test_standard_input_that_is_closed_is_an_empty_one(command: str, code: int, home: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m quizkit {command} <&-', sys.executable],
        capture_output=True, text=True, check=False, env=clean_environment(home),
    )  # fmt: skip
    assert done.returncode == code
    assert "fault" not in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_is_quiet_and_has_its_exit_code(number: int, code: int, home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "quizkit", "generate", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment(home),
        preexec_fn=heed_interrupts,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        # It waits for a document on standard input once its signals are set; no output tells when that is.
        _wait_until_reading(process.pid)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (code, b"", b"")


def _wait_until_reading(pid: int) -> None:
    """Return when the process sleeps in a read of its standard input."""
    import time

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        state = Path(f"/proc/{pid}/wchan").read_text()
        if "pipe" in state:
            return
        time.sleep(0.02)
    raise AssertionError("the process never read its standard input")


def test_a_fault_of_the_program_is_told_without_a_traceback_and_kept_in_a_file(
    quizkit: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A standard output that takes no bytes: Python knows none, so nothing in the program foresees it.
    monkeypatch.setattr("sys.stdout", io.StringIO())
    told = quizkit("decks", "--json")
    faults = home / ".local" / "state" / "quizkit" / "faults.log"
    assert told.code == 70
    assert "quizkit: a fault in quizkit itself, AttributeError: " in told.err
    assert told.err.endswith(f"quizkit: please report it with the end of {faults}\n")
    assert "Traceback" not in told.err
    assert "Traceback (most recent call last)" in faults.read_text()


def test_no_colour_reaches_a_pipe(program: Run, deck_file: Path) -> None:
    program("load", deck_file)
    for arguments in (["--help"], ["decks"], ["stats"], ["studdy"]):
        told = program(*arguments, FORCE_COLOR="1")
        assert "\x1b" not in told.out + told.err


def test_the_library_may_be_named_before_or_behind_the_command_or_in_the_environment(
    program: Run, deck_file: Path
) -> None:
    program("load", deck_file, "--db", "a.db")
    listed = [program("--db", "a.db", "decks"), program("decks", "--db", "a.db"), program("decks", QUIZKIT_DB="a.db")]
    assert {told.out for told in listed} == {listed[0].out}
    assert "biology" in listed[0].out
    assert "biology" not in program("decks").out


def test_decks_complete_in_the_shell_and_pressing_the_key_makes_no_library(
    program: Run, deck_file: Path, home: Path
) -> None:
    asked = {"_QUIZKIT_COMPLETE": "complete_bash", "COMP_WORDS": "quizkit export bio", "COMP_CWORD": "2"}
    assert program(**asked).out.split() == []
    assert not (home / ".local" / "share").exists()
    program("load", deck_file)
    assert program(**asked).out.split() == ["biology"]
