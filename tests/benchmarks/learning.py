"""How long the first screen, statistics and catching up take on a large library.

    python -m tests.benchmarks.large_library /tmp/large.db
    python -m tests.benchmarks.learning /tmp/large.db

The library is copied first. Measured on 2026-11-29 with 100,000 cards, 900,000 reviews and 45,000 cards overdue, in
seconds of processor time on one core of a busy two-core machine:

    home: what waits 0.8, the last days at a glance 0.1 (what waits with the reviews of every deck: 1.7)
    statistics: read log and cards 4.1; count a range 0.3, all time 0.4; by topic 0.1, by source 0.2; hardest 0.3
    45,000 cards: plan a spread or a pause 0.6, carry it out 2.4, take it back 3.5
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from quizkit.domain.settings import Settings
from quizkit.storage.agenda import Scope
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.figures import Figures
from quizkit.study.recall import By
from quizkit.study.room import StudyRoom
from quizkit.study.statistics import Statistics

Result = TypeVar("Result")


def measure(library: Path) -> None:
    """Print what each step takes, on a copy of the library."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library.db"
        shutil.copy(library, copy)
        engine = open_database(copy)
        room = StudyRoom(DeckStore(engine), ProgressStore(engine), Settings(), lambda: datetime.now().astimezone())
        _home(room)
        _statistics(room)
        _catching_up(room)
        engine.dispose()


def _home(room: StudyRoom) -> None:
    timed("home: what waits", lambda: room.overview(with_reviews=False))
    timed("home: the last days", room.glance)
    timed("decks: with reviews", room.overview)


def _statistics(room: StudyRoom) -> None:
    def read() -> Statistics:
        reader = room.read_statistics()
        while reader.read_on():
            pass
        return reader.statistics()

    statistics = timed("statistics: read all", read)
    for days in (None, 365, 30):
        figures = timed(f"statistics: count {days or 'all'} days", lambda days=days: Figures(statistics, days))  # type: ignore[misc]
    for what in By:
        timed(f"statistics: by {what}", lambda what=what: figures.by(what))  # type: ignore[misc]
    timed("statistics: hardest", lambda: figures.hardest(100))
    timed("statistics: forecast", lambda: figures.forecast(30))


def _catching_up(room: StudyRoom) -> None:
    catch_up = room.catch_up
    for name, plan in (
        ("spread", lambda: catch_up.spread(30, Scope())),
        ("pause", lambda: catch_up.pause(catch_up.today + timedelta(days=14))),
    ):
        planned = timed(f"{name}: plan", plan)
        timed(f"{name}: carry out {planned.moved:,}", lambda planned=planned: catch_up.carry_out(planned))  # type: ignore[misc]
        timed(f"{name}: take back", catch_up.undo)


def timed(what: str, work: Callable[[], Result]) -> Result:
    """Do the work, and print its processor time and its time by the clock."""
    processor, clock = time.process_time(), time.perf_counter()
    result = work()
    print(f"{what:<36} {time.process_time() - processor:7.2f} s  by the clock {time.perf_counter() - clock:7.2f} s")
    return result


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
