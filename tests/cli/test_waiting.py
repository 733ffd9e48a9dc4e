"""The progress bar: on a terminal and for long work only."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from .conftest import clean_environment

WORK = """
import sys, time
from quizkit.cli.waiting import progress_bar
with progress_bar("Making [red]cards") as report:
    report(3, 40)
    time.sleep(float(sys.argv[1]))
sys.stderr.write("done")
"""


def on_terminal(home: Path, seconds: float, **environment: str) -> bytes:
    """What work of so many seconds shows on a terminal behind its standard error."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(seconds)],
        stderr=theirs, env=clean_environment(home) | {"TERM": "xterm"} | environment,
    ):  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed.
                break
    os.close(ours)
    return shown


def test_long_work_shows_a_bar_in_colour(home: Path) -> None:
    shown = on_terminal(home, 1.5)
    assert b"Making [red]cards" in shown
    assert b"3/40" in shown
    assert b"\x1b[3" in shown


def test_no_color_takes_the_colours_from_the_bar(home: Path) -> None:
    shown = on_terminal(home, 1.5, NO_COLOR="1")
    assert b"Making [red]cards" in shown
    assert b"\x1b[3" not in shown


def test_short_work_shows_no_bar(home: Path) -> None:
    assert on_terminal(home, 0) == b"done"


def test_a_dumb_terminal_gets_no_bar(home: Path) -> None:
    assert on_terminal(home, 1.5, TERM="dumb") == b"done"


def test_a_pipe_gets_no_bar(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORK, "1.5"], capture_output=True, check=True, env=clean_environment(home)
    )
    assert (done.stdout, done.stderr) == (b"", b"done")
