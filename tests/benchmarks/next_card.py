"""From keypress to painted next card, in a real pseudo-terminal, on a library of 100,000 cards.

    python -m tests.benchmarks.large_library /tmp/large.db
    python -m tests.benchmarks.next_card /tmp/large.db

rates cards in the program itself (so the library is written to: give it a copy) and prints, for the rating that brings
the next question and for the key that shows the answer, the median and the slowest tenth in milliseconds: by the clock
from the keypress to the last byte of the frame with the new text, and the processor's time of the program for the same.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

CARDS = 60
_QUESTION, _RATINGS = re.compile(rb"What is|value \d+"), re.compile(rb"Again")
_FRAME_ENDS = b"\x1b[?2026l"
_PATIENCE = 120.0


def main(library: Path) -> None:
    """Study with the program on ``library`` and print what it took."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "HOME": tempfile.mkdtemp(), "COLUMNS": "80", "LINES": "24"}
    command = [sys.executable, "-m", "quizkit", "--db", str(library), "study", "--new", "99999"]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environment) as program:
        try:
            opened = _until(leader, _QUESTION, time.perf_counter())
            print(f"first question after {opened:.0f} ms")
            _measure(leader, program.pid)
        finally:
            os.write(leader, b"q")
            time.sleep(0.5)
            os.write(leader, b"q")
            program.wait(30)


def _measure(leader: int, pid: int) -> None:
    taken: dict[str, list[tuple[float, float]]] = {"answer": [], "next card": []}
    for _ in range(CARDS):
        for what, key, shown in (("answer", b" ", _RATINGS), ("next card", b"3", _QUESTION)):
            time.sleep(0.25)  # As a learner does, the program is left to finish what it does behind the scenes.
            _drain(leader)
            before, start = _processor(pid), time.perf_counter()
            os.write(leader, key)
            clock = _until(leader, shown, start)
            taken[what].append((clock, _processor(pid) - before))
    for what, times in taken.items():
        for name, of in (("clock", 0), ("processor", 1)):
            each = sorted(time[of] for time in times)
            slow = each[-len(each) // 10]
            print(f"{what}, {name}: median {statistics.median(each):.1f} ms, slowest tenth from {slow:.1f} ms")


def _until(leader: int, shown: re.Pattern[bytes], start: float) -> float:
    """Milliseconds until the end of the frame that holds the text."""
    seen = b""
    while time.perf_counter() - start < _PATIENCE:
        if select.select([leader], [], [], 0.001)[0]:
            seen += os.read(leader, 65536)
            found = shown.search(seen)
            if found and (_FRAME_ENDS in seen[found.end() :] or b"\x1b[?2026h" not in seen):
                return (time.perf_counter() - start) * 1000
    raise AssertionError(f"never shown: {seen[-400:]!r}")


def _drain(leader: int) -> None:
    while select.select([leader], [], [], 0)[0]:
        os.read(leader, 65536)


def _processor(pid: int) -> float:
    """The processor's time of a program so far, all its threads, in milliseconds (Linux)."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


if __name__ == "__main__":
    main(Path(sys.argv[1]))
