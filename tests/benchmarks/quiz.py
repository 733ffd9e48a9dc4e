"""How long a quiz takes to be drawn from a large library.

    python -m tests.benchmarks.quiz LIBRARY

``LIBRARY`` comes from ``large_library``. Prints seconds of the processor, for a machine may be busy otherwise.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from random import Random

from quizkit.domain.quiz import Mode, QuizScope
from quizkit.domain.settings import Settings
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom


def measure(library: Path) -> None:
    """Draw twenty questions in each mode, from all and from one topic, and say what it took."""
    engine = open_database(library)
    room = StudyRoom(DeckStore(engine), ProgressStore(engine), Settings(), lambda: datetime.now().astimezone())
    topic = room.decks.topics()[0]
    for name, scope in (("everything", QuizScope()), ("one topic", room.quizzes.scope(topics=[topic]))):
        for mode in Mode:
            began = time.process_time()
            quiz = room.quizzes.prepare(scope, mode, 20, Random(1))
            took = time.process_time() - began
            print(
                f"{name}, {mode.value}: {len(quiz.questions)} questions of {room.quizzes.size(scope):,} in {took:.2f} s"
            )
    engine.dispose()


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
