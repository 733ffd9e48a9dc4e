"""``stats``: what is put side by side, and for which days."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.storage.database import open_database
from quizkit.storage.progress import ProgressStore

from .conftest import Told

Run = Callable[..., Told]
KEY = "cell/0000000001/subject"


@pytest.fixture
def studied(quizkit: Run, deck_file: Path) -> Path:
    """A library whose first card was reviewed on each of the last 41 days but today, every fourth time in vain."""
    quizkit("load", deck_file, "--db", "library.db")
    engine = open_database(Path("library.db"))
    store, now = ProgressStore(engine), datetime.now().astimezone()
    for days_ago in range(41, 0, -1):
        moment = now - timedelta(days=days_ago, hours=4)
        rating = Rating.GOOD if days_ago % 4 else Rating.AGAIN
        store.record(Reviewed(KEY, moment.date(), moment, rating, seconds=30.0))
    engine.dispose()
    return Path("library.db")


def told(quizkit: Run, *arguments: str) -> Any:
    done = quizkit("stats", "--db", "library.db", "--json", *arguments)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_topics_tell_their_retention_with_its_interval(quizkit: Run, studied: Path) -> None:
    found = told(quizkit, "--deck", "biology")
    cell, dna = found["topics"]
    assert (cell["topic"], cell["reviews"], cell["passes"], cell["retention"]) == ("Cell", 40, 30, 0.75)
    assert [round(end, 3) for end in cell["interval"]] == [0.598, 0.858]
    assert cell["is_telling"] is True
    assert cell["of_young"]["reviews"] + cell["of_mature"]["reviews"] == 40
    assert (dna["retention"], dna["interval"], dna["is_telling"], dna["before"]) == (None, None, False, None)
    assert found["total"] == {name: cell[name] for name in cell if name not in ("topic", "title")} | {
        "cards": 3,
        "new": 2,
        "new_waiting": 2,
    }


def test_days_limit_the_reviews_and_give_a_trend(quizkit: Run, studied: Path) -> None:
    found = told(quizkit, "--days", "21")["total"]
    assert (found["reviews"], found["before"]["reviews"]) == (20, 20)
    assert found["trend"] == 0.0
    assert told(quizkit, "--days", "7")["total"]["trend"] is None


@pytest.mark.parametrize(("by", "names"), [("deck", ["biology", "state-of-ai-2026"]), ("source", None)])
def test_decks_and_sources_are_named(quizkit: Run, studied: Path, by: str, names: list[str] | None) -> None:
    found = told(quizkit, "--by", by)
    assert sum(row["reviews"] for row in found[f"{by}s"]) == 40
    given = [row[by] for row in found[f"{by}s"]]
    assert given == names if names else "cell" in given


def test_days_tell_minutes_and_the_streak(quizkit: Run, studied: Path) -> None:
    found = told(quizkit, "--by", "day", "--days", "3")
    assert [(day["reviews"], day["new"], day["minutes"]) for day in found["days"]] == [(1, 0, 0.5)] * 2
    assert found["streak"] == {"days": 41, "is_today_done": False}
    lines = quizkit("stats", "--db", "library.db", "--by", "day", "--days", "3").out.splitlines()
    assert lines[0].split()[0] == "DAY"
    assert lines[-1] == "Streak: 41 days; study today to keep it"


def test_a_table_says_where_reviews_are_too_few(quizkit: Run, studied: Path) -> None:
    lines = quizkit("stats", "--db", "library.db", "--days", "9").out.splitlines()
    assert "too few" in lines[-1]
    assert "75%" not in lines[-1]
    assert "60% to 86%" in quizkit("stats", "--db", "library.db").out.splitlines()[-1]


def test_without_reviews_no_day_is_made_up(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    assert quizkit("stats", "--by", "day").out == "No reviews in these days.\n"
    assert json.loads(quizkit("stats", "--by", "day", "--json").out)["days"] == []


@pytest.mark.parametrize("arguments", [["--days", "0"], ["--by", "moon"]])
def test_a_range_or_a_grouping_that_makes_no_sense_is_exit_code_2(quizkit: Run, arguments: list[str]) -> None:
    done = quizkit("stats", *arguments)
    assert (done.code, done.out) == (2, "")
