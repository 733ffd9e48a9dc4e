"""A first day in a real terminal: the program in a pseudo-terminal, its screen read as an eye would read it."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pyte
import pytest

from quizkit.domain.day import study_day
from quizkit.storage.database import open_database
from quizkit.storage.progress import ProgressStore
from quizkit.storage.quizzes import QuizStore

COLUMNS, LINES = 80, 24
PATIENCE = 120.0
"""Seconds that a busy machine may take for one step."""


class Terminal:
    """A program on a terminal of 80 by 24: keys go in, and the screen is what a terminal would show."""

    def __init__(self, home: Path, *arguments: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV", "PYTHONPATH") if name in os.environ}
        environment = kept | {"HOME": str(home), "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(home)
            os.execve(sys.executable, [sys.executable, "-m", "quizkit", *arguments], environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    @property
    def text(self) -> str:
        """All that is on the screen."""
        return "\n".join(self._screen.display)

    def press(self, keys: str) -> None:
        """Press keys, as bytes go to a program from a keyboard."""
        os.write(self._terminal, keys.encode())

    def wait_for(self, *texts: str) -> str:
        """Wait until one of the texts stands on the screen; gives that one."""
        return self.wait(lambda: next((text for text in texts if text in self.text), ""), " or ".join(texts))

    def wait_for_line(self, pattern: str) -> str:
        """Wait until a line of the screen begins like that."""
        return self.wait(lambda: next(filter(re.compile(pattern).match, self._screen.display), ""), pattern)

    def wait(self, found: Callable[[], str], what: str) -> str:
        until = time.monotonic() + PATIENCE
        while not (answer := found()):
            left = until - time.monotonic()
            assert left > 0, f"{what} did not come within {PATIENCE:.0f} s; the screen says:\n{self.text}"
            assert self._read(min(left, 1.0)), f"the program ended before {what} came; the screen says:\n{self.text}"
        return answer

    def leave(self) -> int:
        """Wait until the program has ended; its exit code."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._read(1.0):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def close(self) -> None:
        """End the program, should it still run."""
        os.close(self._terminal)
        try:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        except (ProcessLookupError, ChildProcessError):
            return

    def _read(self, seconds: float) -> bool:
        """Take what the program writes within some time; False where it has ended."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return True
        try:
            written = os.read(self._terminal, 65536)
        except OSError as error:
            if error.errno == errno.EIO:  # So Linux says that nobody is at the other end.
                return False
            raise
        self._stream.feed(written)
        return bool(written)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    terminal = Terminal(home)
    yield terminal
    terminal.close()


class Kept:
    """What stands in the library while the program runs."""

    def __init__(self, home: Path) -> None:
        self._engine = open_database(home / ".local" / "share" / "quizkit" / "library.db")
        self.progress = ProgressStore(self._engine)
        self.quizzes = QuizStore(self._engine)

    @property
    def reviews(self) -> int:
        return self.progress.reviews_on(self.today)

    @property
    def today(self) -> date:
        return study_day(datetime.now().astimezone(), 4)

    def close(self) -> None:
        self._engine.dispose()


def test_a_first_day_from_the_welcome_to_the_package_for_anki(terminal: Terminal, home: Path) -> None:
    terminal.wait_for("Welcome.")
    assert "State of AI in 2026" in terminal.text
    kept = Kept(home)
    assert kept.reviews == 0

    terminal.press("\r")
    for done in range(5):
        terminal.wait_for("Show the answer")
        assert f"{done + 1} of " in terminal.text
        terminal.press(" ")
        terminal.wait_for("3 Good")
        terminal.press("3")
        terminal.wait_for(f"{done + 2} of ")
    assert kept.reviews == 5

    terminal.press("u")
    terminal.wait_for("is taken back")
    assert kept.reviews == 4

    terminal.press("q")
    terminal.wait_for("4 reviewed today")

    take_a_quiz_in_the_head(terminal)
    (quiz,) = kept.quizzes.results(9)
    assert quiz.asked == 5
    assert f"{quiz.right} of 5 right" in terminal.text
    assert kept.reviews == 4
    terminal.press("\r")
    terminal.wait_for("4 reviewed today")

    terminal.press("t")
    terminal.wait_for("Statistics")
    terminal.press("q")
    terminal.wait_for("4 reviewed today")

    terminal.press("e")
    terminal.wait_for("state-of-ai-2026.apkg")
    terminal.press("\r")
    terminal.wait_for("written to")
    with zipfile.ZipFile(home / "state-of-ai-2026.apkg") as package:
        assert {"collection.anki2", "media"} <= set(package.namelist())
    terminal.press("\x1b")
    terminal.wait_for("4 reviewed today")

    assert kept.progress.check().is_sound
    kept.close()
    terminal.press("q")
    assert terminal.leave() == 0


def test_study_alone_opens_on_the_first_question(home: Path) -> None:
    terminal = Terminal(home, "study")
    try:
        terminal.wait_for("Show the answer")
        terminal.press("q")
        terminal.wait_for("Decks and topics")
        terminal.press("q")
        assert terminal.leave() == 0
    finally:
        terminal.close()


def test_a_quiz_from_the_command_line_opens_on_its_first_question_with_the_learners_own_keys(home: Path) -> None:
    settings = home / ".config" / "quizkit" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "high-contrast"\n[keys]\n"quiz.leave.q" = "x"\n')
    terminal = Terminal(home, "quiz", "--questions", "2", "--mode", "open", "--seed", "1")
    try:
        terminal.wait_for("1 of 2")
        terminal.press("x")
        terminal.wait_for("Decks and topics")
        terminal.press("q")
        assert terminal.leave() == 0
    finally:
        terminal.close()


def test_a_theme_that_there_is_not_is_told_before_any_screen_is_shown(home: Path) -> None:
    settings = home / ".config" / "quizkit" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "nrod"\n')
    terminal = Terminal(home)
    try:
        assert terminal.leave() == 2
        assert "Did you mean nord?" in terminal.text.replace("\n", "")
    finally:
        terminal.close()


def take_a_quiz_in_the_head(terminal: Terminal) -> None:
    """Five questions, each answered as it is asked: a card that is a choice stays one."""
    terminal.press("z")
    terminal.wait_for("Ask about")
    terminal.press("mm")
    terminal.wait_for("in the head")
    for number in ("20", "30", "50", "100", "5"):
        terminal.press("n")
        terminal.wait_for_line(rf"\W*{number} ")
    terminal.press("\r")
    for done in range(5):
        terminal.wait_for(f"{done + 1} of 5")
        if terminal.wait_for("Show the answer", "Press the letter") == "Show the answer":
            terminal.press(" ")
            terminal.wait_for("I was right")
            terminal.press("y")
        else:
            terminal.press("a")
            terminal.wait_for("next question")
            terminal.press("\r")
    terminal.wait_for("By topic")
