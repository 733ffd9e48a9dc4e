"""Progress on its way to Anki, judged by Anki's own backend: dates, numbers, the log and the graphs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from anki import import_export_pb2, stats_pb2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.learnt import Learnt
from quizkit.domain.log import Entry, Reason, Rescheduled, Reviewed, replay
from quizkit.domain.marks import Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from quizkit.formats.anki_package import write_package
from quizkit.formats.anki_progress import Progress

from .anki_profile import MONDAY, AnkiProfile
from .hostile_decks import question_card

FIRST = date(2026, 1, 5)


@st.composite
def learnt(draw: st.DrawFn, key: str) -> Learnt:
    """Some reviews, drills and schedules set otherwise, on days that follow each other."""
    events: list[Reviewed | Rescheduled] = []
    moment = datetime(2026, 1, 5, 12, tzinfo=UTC)
    for _ in range(draw(st.integers(0, 8))):
        moment += timedelta(days=draw(st.integers(0, 40)), milliseconds=draw(st.integers(0, 3)))
        day = moment.date()
        if draw(st.integers(0, 5)) == 0:
            dated = Graduated(draw(st.integers(1, 900)), draw(st.integers(130, 400)), day + timedelta(days=9), 2)
            reason = draw(st.sampled_from(Reason))
            schedule = New() if reason is Reason.RESET else dated
            events.append(Rescheduled(key, day, moment, reason, schedule))
        else:
            rating, is_drill = draw(st.sampled_from(Rating)), draw(st.booleans()) and bool(events)
            events.append(Reviewed(key, day, moment, rating, is_drill, draw(st.floats(0, 90))))
    entries = tuple(Entry(number, event) for number, event in enumerate(events, 1))
    return Learnt(replay(entries), entries)


def take_over(anki: AnkiProfile, package: Path, *, with_progress: bool = True) -> None:
    """Import as a learner does who ticks "Import any learning progress"."""
    options = import_export_pb2.ImportAnkiPackageOptions(with_scheduling=with_progress)
    anki.col._backend.import_anki_package(package_path=str(package), options=options)


def write(known: dict[str, Learnt], folder: Path, day_starts_at: int = 4) -> tuple[Path, tuple[Card, ...]]:
    cards = tuple(question_card(number, key=key) for number, key in enumerate(known))
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    path = folder / "p.apkg"
    write_package(Deck("d", "D", cards), path, dict.fromkeys(known, MONDAY), Progress(known, zone, day_starts_at))
    return path, cards


def today(day_starts_at: int = 4) -> date:
    return (datetime.now().astimezone() - timedelta(hours=day_starts_at)).date()


def expected(schedule: Schedule, days: date) -> tuple[Any, ...]:
    """Type, queue, days until due, interval, ease and lapses."""
    if isinstance(schedule, New):
        return (0, 0, None, 0, 0, 0)
    return (2, 2, (schedule.due - days).days, schedule.interval, schedule.ease * 10, schedule.lapses)


def found(anki: AnkiProfile) -> dict[str, tuple[Any, ...]]:
    return {
        key: (row[0], row[1], row[2] - anki.col.sched.today if row[0] else None, row[3], row[4], row[6])
        for key, row in anki.progress().items()
    }


def graph_of_reviews(anki: AnkiProfile) -> Any:
    told = anki.col._backend.graphs(search="", days=0)
    return stats_pb2.GraphsResponse.FromString(told) if isinstance(told, bytes) else told


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_due_ease_interval_lapses_and_log_are_equal_card_by_card(data: st.DataObject, tmp_path: Path) -> None:
    keys = [f"cell/{n}/x" for n in range(data.draw(st.integers(1, 5)))]
    known = {key: data.draw(learnt(key)) for key in keys}
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        anki = AnkiProfile(Path(folder))
        try:
            take_over(anki, write(known, Path(folder))[0])
            assert found(anki) == {key: expected(known[key].schedule, today()) for key in keys}
            for key in keys:
                (card,) = anki.note(key).cards()
                rows = anki.col.db.all("select ease, time, type, ivl from revlog where cid = ? order by id", card.id)
                events = [entry.event for entry in known[key].entries]
                assert [row[0] for row in rows] == [getattr(event, "rating", 0) for event in events]
                assert [row[1] for row in rows] == [int(getattr(event, "seconds", 0) * 1000) for event in events]
                reviews = [event for event in events if isinstance(event, Reviewed)]
                is_new = isinstance(known[key].schedule, New)
                assert anki.progress()[key][5] == (0 if is_new else len(reviews))
                if rows and not is_new:
                    assert rows[-1][3] == known[key].schedule.interval  # type: ignore[union-attr]
            assert anki.complaints() == []
            reviews_in_graph = sum(
                getattr(count, field.name)
                for count in graph_of_reviews(anki).reviews.count.values()
                for field in count.DESCRIPTOR.fields
            )
            told = sum(isinstance(entry.event, Reviewed) for each in known.values() for entry in each.entries)
            assert reviews_in_graph == told
        finally:
            anki.close()


def reviewed(number: int, day: date, rating: Rating, is_drill: bool = False, seconds: float = 2.5) -> Entry:
    moment = datetime(day.year, day.month, day.day, 12, number, tzinfo=UTC)
    return Entry(number, Reviewed("cell/1/x", day, moment, rating, is_drill, seconds))


def test_the_log_says_what_each_review_found_and_left(tmp_path: Path, anki: AnkiProfile) -> None:
    entries = (
        reviewed(1, FIRST, Rating.AGAIN),
        reviewed(2, FIRST, Rating.GOOD, is_drill=True),
        reviewed(3, FIRST + timedelta(1), Rating.HARD),
        reviewed(4, FIRST + timedelta(7), Rating.EASY),
        reviewed(5, FIRST + timedelta(30), Rating.AGAIN),
    )
    schedule = replay(entries)
    take_over(anki, write({"cell/1/x": Learnt(schedule, entries)}, tmp_path)[0])
    assert anki.col.db.all("select ease, ivl, lastIvl, factor, time, type from revlog order by id") == [
        [1, 1, 0, 2500, 2500, 0],  # a first review, failed: learning
        [3, 1, 1, 0, 2500, 3],  # the drill: "filtered", without an ease
        [2, 6, 1, 2360, 2500, 0],  # passed for the first time
        [4, 15, 6, 2460, 2500, 1],  # a review
        [1, 1, 15, 2460, 2500, 1],  # a lapse
    ]
    (stamp,) = anki.col.db.list("select id from revlog order by id limit 1")
    assert stamp == int(entries[0].event.at.timestamp() * 1000)
    assert isinstance(schedule, Learning)
    assert schedule.lapses == 1


def test_a_reset_and_a_schedule_set_otherwise_are_no_answers_to_anki(tmp_path: Path, anki: AnkiProfile) -> None:
    moment = datetime(2026, 1, 5, 12, tzinfo=UTC)
    given = Graduated(40, 210, date(2026, 3, 1), 1)
    entries = (
        Entry(1, Rescheduled("cell/1/x", FIRST, moment, Reason.IMPORTED, given)),
        Entry(2, Rescheduled("cell/1/x", FIRST, moment, Reason.RESET, New())),
        Entry(3, Rescheduled("cell/1/x", FIRST, moment, Reason.SPREAD, given)),
    )
    take_over(anki, write({"cell/1/x": Learnt(given, entries)}, tmp_path)[0])
    stamp = int(moment.timestamp() * 1000)
    assert anki.col.db.all("select id, ease, ivl, lastIvl, factor, type from revlog order by id") == [
        [stamp, 0, 40, 0, 2100, 5],
        [stamp + 1, 0, 0, 40, 0, 4],
        [stamp + 2, 0, 40, 0, 2100, 5],
    ]
    assert anki.complaints() == []


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("in_zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Europe/Berlin"], indirect=True)
@pytest.mark.parametrize("day_starts_at", [0, 4, 23])
@pytest.mark.usefixtures("in_zone")
def test_dates_stay_wherever_and_whenever_the_day_starts(day_starts_at: int, tmp_path: Path, anki: AnkiProfile) -> None:
    now = today(day_starts_at)
    known = {
        f"cell/{days}/x": Learnt(Graduated(30, 250, now + timedelta(days=days)), ())
        for days in (-5000, -200, -1, 0, 1, 180, 36_500)
    }
    take_over(anki, write(known, tmp_path, day_starts_at)[0])
    assert {key: row[2] for key, row in found(anki).items()} == {key: int(key.split("/")[1]) for key in known}
    assert anki.complaints() == []


def test_flags_and_suspended_cards_arrive_and_a_suspended_card_keeps_its_date(
    tmp_path: Path, anki: AnkiProfile
) -> None:
    cards = tuple(question_card(number, key=f"cell/{number}/x") for number in range(4))
    marks = {
        "cell/0/x": Marks(is_suspended=True),
        "cell/1/x": Marks(flag=3),
        "cell/2/x": Marks(is_suspended=True, flag=7, buried_until=date(2026, 1, 1)),
    }
    known = {"cell/2/x": Learnt(Graduated(30, 250, today() + timedelta(days=9)), ())}
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    write_package(Deck("d", "D", cards), tmp_path / "p.apkg", {}, Progress(known, zone, 4), marks)
    take_over(anki, tmp_path / "p.apkg")
    assert anki.col.db.all("select type, queue, flags from cards order by id") == [
        [0, -1, 0],
        [0, 0, 3],
        [2, -1, 7],
        [0, 0, 0],
    ]
    assert found(anki)["cell/2/x"][2] == 9
    assert anki.complaints() == []


def test_without_the_learners_tick_cards_come_in_as_new(tmp_path: Path, anki: AnkiProfile) -> None:
    known = {"cell/1/x": Learnt(Graduated(30, 250, date(2026, 3, 1)), ())}
    take_over(anki, write(known, tmp_path)[0], with_progress=False)
    assert found(anki) == {"cell/1/x": (0, 0, None, 0, 0, 0)}
    assert anki.complaints() == []


def test_anki_goes_on_where_quizkit_stopped_and_a_later_export_leaves_it_alone(
    tmp_path: Path, anki: AnkiProfile
) -> None:
    known = {"cell/1/x": Learnt(Graduated(30, 250, today() - timedelta(days=2), 1), ())}
    package, _ = write(known, tmp_path)
    take_over(anki, package)
    assert anki.review(1) == ["cell/1/x"]
    row = anki.progress()["cell/1/x"]
    assert row[3] > 30
    take_over(anki, package)
    assert anki.progress()["cell/1/x"] == row
