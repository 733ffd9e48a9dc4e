"""The log read a portion at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from quizkit.domain.history import History
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated
from quizkit.storage import history
from quizkit.storage.history import HistoryReader
from quizkit.storage.progress import ProgressStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def read(engine: Engine) -> tuple[History, list[int]]:
    reader, steps = HistoryReader(engine), []
    more = True
    while more:
        more = reader.read_on()
        steps.append(reader.done)
    return reader.history, steps


@pytest.mark.parametrize("portion", [1, 2, 3, 100])
def test_the_size_of_a_portion_changes_nothing(
    engine: Engine, today: date, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    store = ProgressStore(engine)
    for key in ("a/1/x", "b/1/x"):
        store.record(Reviewed(key, today, NOON, Rating.GOOD, seconds=2.0))
        store.record(Rescheduled(key, today, NOON, Reason.IMPORTED, Graduated(30, 250, today)))
        taken_back = store.record(Reviewed(key, today, NOON, Rating.AGAIN))
        store.retract(taken_back.number, today, NOON)
        store.record(Reviewed(key, today, NOON, Rating.HARD))
    expected, _ = read(engine)
    monkeypatch.setattr(history, "_PORTION", portion)
    found, steps = read(engine)
    assert list(found.ratings()) == list(expected.ratings())
    assert [(card, rating, stage) for _, card, rating, stage, _ in found.ratings()] == [
        (0, 3, 0), (0, 2, 2), (1, 3, 0), (1, 2, 2),
    ]  # fmt: skip
    assert steps[-1] == 10
    assert len(steps) == -(-10 // portion)


def test_an_empty_log_is_read_at_once(engine: Engine) -> None:
    found, steps = read(engine)
    assert (list(found.ratings()), found.keys, steps) == ([], [], [0])
