"""A library of a learner of many years: 100,000 cards and a log of a million entries, all of it consistent.

    python -m tests.benchmarks.large_library FILE [CARDS] [ENTRIES]

writes it to FILE, in some two minutes; what measures it stands beside this file.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule, is_mature
from quizkit.domain.sm2 import reschedule
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress_tables import log, schedules
from quizkit.storage.rows import event_row, schedule_row

DECKS, TOPICS, SOURCES = 10, 20, 5


def build(file: Path, cards: int = 100_000, entries: int = 1_000_000) -> None:
    """Write the library; the last day of study is yesterday."""
    engine = open_database(file)
    until = datetime.now().date()
    keys = _write_decks(engine, cards)
    # A tenth of the cards are new; the others were met over the years.
    seen = keys[: cards * 9 // 10]
    events, left = _study(seen, entries, until)
    for table, rows in ((log, events), (schedules, left)):
        for at in range(0, len(rows), 50_000):
            with engine.begin() as connection:
                connection.execute(insert(table), rows[at : at + 50_000])
    engine.dispose()


def _write_decks(engine: Engine, number: int) -> list[str]:
    store, keys = DeckStore(engine), []
    for deck in range(DECKS):
        made = []
        for at in range(number // DECKS):
            source = f"source-{deck}-{at % SOURCES}"
            key = f"{source}/{deck:02}{at // 2:08x}/{at % 2}"
            keys.append(key)
            topic = f"Topic {deck * TOPICS + at * TOPICS * DECKS // number:03}"
            proof = Evidence(source, f"Value {at} of deck {deck} is {at * 7}.", at + 1)
            made.append(
                Card(key, CardKind.QUESTION, f"What is value {at} of deck {deck}?", str(at * 7), topic, (proof,))
            )
        sources = tuple(
            DeckSource(f"source-{deck}-{n}", f"{deck}-{n}.txt", f"Source {n} of {deck}") for n in range(SOURCES)
        )
        store.save(Deck(f"deck-{deck}", f"Deck {deck}", tuple(made), sources), datetime(2020, 1, 1, tzinfo=UTC))
    return keys


def _study(keys: list[str], entries: int, until: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    chance = random.Random(4)
    each = max(1, entries // len(keys))
    events = []
    left = []
    for at, key in enumerate(keys):
        schedule: Schedule = New()
        day = until - timedelta(days=chance.randrange(30, 1800))
        number = each + (at < entries - each * len(keys))
        for rating in _ratings(chance, schedule, number):
            if day >= until:
                break
            moment = datetime.combine(day, time(12), UTC)
            events.append(Reviewed(key, day, moment, rating, seconds=chance.uniform(3, 20)))
            schedule = reschedule(schedule, rating, day)
            assert not isinstance(schedule, New)
            # Half a year at most: else a card would be seen ten times in a century.
            day = min(schedule.due, day + timedelta(days=180)) + timedelta(days=chance.choice((0, 0, 0, 1, 2)))
        assert isinstance(schedule, Learning | Graduated)
        left.append({"key": key, **schedule_row(schedule)})
    events.sort(key=lambda event: event.day)
    return [event_row(event) for event in events], left


def _ratings(chance: random.Random, schedule: Schedule, number: int) -> Iterator[Rating]:
    for _ in range(number):
        weights = (8, 12, 65, 15) if is_mature(schedule) else (15, 15, 55, 15)
        yield chance.choices(list(Rating), weights)[0]


if __name__ == "__main__":
    build(Path(sys.argv[1]), *map(int, sys.argv[2:]))
