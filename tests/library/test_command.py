"""A command is bounded in time and output, and never left behind."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from quizkit.domain.errors import ModelError
from quizkit.library.command import MOST_BYTES, Output, run

FAKE = Path(__file__).with_name("fake_model.py")
LIMA = "[1] Lima was founded in 1535 by settlers from Spain.\n"


def fake(behaviour: str, file: Path, text: str = LIMA, seconds: float = 20) -> Output:
    return run([sys.executable, str(FAKE), behaviour, str(file)], text, seconds)


def is_silent(file: Path) -> bool:
    """Whether nobody writes to the file any more."""
    size = file.stat().st_size
    time.sleep(0.3)
    return file.stat().st_size == size


def test_a_command_gets_the_text_and_gives_what_it_writes(tmp_path: Path) -> None:
    output = fake("good", tmp_path / "log")
    assert output.trouble is None
    assert "In which year was Lima founded" in output.text


def test_a_text_that_fills_every_pipe_is_no_problem() -> None:
    text = "äöü\n" * 500_000
    output = run([sys.executable, "-c", "import sys; sys.stdout.write(sys.stdin.read())"], text, 30)
    assert (output.trouble, output.text) == (None, text)


def test_a_command_need_not_read_its_text(tmp_path: Path) -> None:
    output = fake("deaf", tmp_path / "log", LIMA * 100_000)
    assert output.trouble is None
    assert "Lima" in output.text


def test_a_command_that_talks_much_on_standard_error_is_not_blocked(tmp_path: Path) -> None:
    output = fake("shouts", tmp_path / "log")
    assert output.trouble is None
    assert "Lima" in output.text


@pytest.mark.parametrize("behaviour", ["slow", "stubborn"])
def test_after_its_time_a_command_is_ended_with_its_children(behaviour: str, tmp_path: Path) -> None:
    start = time.monotonic()
    output = fake(behaviour, tmp_path / "log", seconds=1.5)
    assert time.monotonic() - start < 6
    assert "not done after 1.5 seconds; allow more: --model-timeout" in str(output.trouble)
    assert is_silent(tmp_path / "log.ticks")
    assert ("Lima" in output.text) == (behaviour == "slow")


def test_an_interrupt_ends_the_command_with_its_children(tmp_path: Path) -> None:
    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    # Not SIGINT itself: it is for whoever runs the tests.
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            fake("slow", tmp_path / "log")
    finally:
        signal.signal(signal.SIGALRM, before)
    assert is_silent(tmp_path / "log.ticks")


def test_a_command_that_leaves_a_child_behind_is_not_waited_for(tmp_path: Path) -> None:
    start = time.monotonic()
    output = fake("leaves a child", tmp_path / "log")
    assert output.trouble is None
    assert "Lima" in output.text
    assert time.monotonic() - start < 10


def test_no_more_is_read_than_an_answer_can_be(tmp_path: Path) -> None:
    output = fake("floods", tmp_path / "log")
    assert "wrote more than 4 MB" in str(output.trouble)
    assert "Lima" in output.text
    assert len(output.text) < MOST_BYTES + 100_000


def test_a_failing_command_is_told_with_its_status_and_its_last_words(tmp_path: Path) -> None:
    output = fake("fails", tmp_path / "log")
    assert str(output.trouble).endswith(
        "failed with exit status 3; the last it said:\n  two\n  three\n  \x1b[31mrate limit reached"
    )
    assert "Lima" in output.text


def test_a_command_that_was_killed_is_told_so() -> None:
    output = run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], "", 20)
    assert "was ended by signal 9, and said nothing" in str(output.trouble)


def test_what_is_no_command_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no program")
    (tmp_path / "text").chmod(0o755)
    with pytest.raises(ModelError, match="nowhere-to-be-found: no such command"):
        run(["nowhere-to-be-found"], "", 5)
    with pytest.raises(ModelError, match=r"text: cannot be run \(Exec format error\)"):
        run([str(tmp_path / "text")], "", 5)
    with pytest.raises(ModelError, match="cannot be run"):
        run([str(tmp_path)], "", 5)


def test_no_shell_reads_the_words(tmp_path: Path) -> None:
    output = run([sys.executable, "-c", "import sys; print(sys.argv[1])", f"$HOME; touch {tmp_path}/owned"], "", 20)
    assert output.text.strip() == f"$HOME; touch {tmp_path}/owned"
    assert not (tmp_path / "owned").exists()
