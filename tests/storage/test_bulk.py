"""Many rows at once: the same rows as one by one, and the same indexes."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, Text, insert, inspect, select, type_coerce

from quizkit.storage.bulk import indexes_at_the_end, insert_rows
from quizkit.storage.database import open_database, reading, writing
from quizkit.storage.progress_tables import log, schedules
from quizkit.storage.tables import cards, decks

from .made import NOON, texts

MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
WORDS = ("key", "question", "answer", "topic", "accept", "media", "changed_at", "is_retired", "position")
REST: dict[str, Any] = {"deck": "it's 100 %", "kind": "question", "rule": "", "choices": (), "origin": "written"}

rows_of_cards = st.lists(
    st.tuples(
        texts, texts, texts, texts, st.lists(texts, max_size=2).map(tuple),
        st.lists(st.tuples(texts, texts), max_size=2).map(tuple), MOMENTS, st.booleans(), st.integers(0, 2**40),
    ),
    unique_by=lambda row: row[0],
    max_size=6,
)  # fmt: skip


def due_rows(number: int) -> list[tuple[str, date]]:
    return [(f"a/{n}/x", date(2026, 3, 2)) for n in range(number)]


def indexes(connection: Connection) -> list[tuple[str | None, list[str | None]]]:
    return sorted((one["name"], one["column_names"]) for one in inspect(connection).get_indexes("schedules"))


def schedule(connection: Connection, rows: list[tuple[str, date]]) -> None:
    insert_rows(connection, schedules, ("key", "due"), rows, state="graduated", interval=9, ease=250, lapses=0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows_of_cards)
def test_many_rows_at_once_are_those_that_one_by_one_would_be(engine: Engine, rows: list[tuple[Any, ...]]) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(insert(decks).values(slug=REST["deck"], title="", description=""))
        insert_rows(connection, cards, WORDS, rows, **REST)
        at_once = connection.execute(select(cards).order_by(cards.c.key)).all()
        connection.execute(cards.delete())
        for row in rows:
            connection.execute(insert(cards).values({**REST, **dict(zip(WORDS, row, strict=True))}))
        assert at_once == connection.execute(select(cards).order_by(cards.c.key)).all()
        transaction.rollback()


def test_rows_that_are_alike_in_everything_come_in_all_the_same(engine: Engine, today: date) -> None:
    with writing(engine) as connection:
        alike = [("a/1/x", today, NOON, 3, True, 4.5)] * 3
        insert_rows(connection, log, ("key", "day", "at", "rating", "is_drill", "seconds"), alike, type="reviewed")
        found = connection.execute(select(log)).all()
    assert [(row.key, row.day, row.at, row.rating, row.is_drill, row.seconds) for row in found] == alike


def test_no_rows_are_no_statement(engine: Engine) -> None:
    with writing(engine) as connection:
        insert_rows(connection, schedules, ("key", "due"), [])
        assert connection.execute(select(schedules)).all() == []


def test_many_rows_find_no_index_in_their_way_and_leave_the_same_behind(engine: Engine) -> None:
    with writing(engine) as connection:
        before = indexes(connection)
        with indexes_at_the_end(connection, {schedules: 10_000}):
            assert indexes(connection) == []
            schedule(connection, due_rows(3))
        assert indexes(connection) == before != []


@pytest.mark.parametrize(("here", "coming"), [(0, 9_999), (10_001, 10_000)])
def test_indexes_stay_where_few_rows_come_or_more_are_there(engine: Engine, here: int, coming: int) -> None:
    with writing(engine) as connection:
        schedule(connection, due_rows(here))
        before = indexes(connection)
        with indexes_at_the_end(connection, {schedules: coming}):
            assert indexes(connection) == before


def test_indexes_are_there_again_where_it_failed(engine: Engine) -> None:
    with reading(engine) as connection:
        before = indexes(connection)
    with suppress(ZeroDivisionError), writing(engine) as connection:  # noqa: SIM117
        with indexes_at_the_end(connection, {schedules: 10_000}):
            schedule(connection, due_rows(3))
            raise ZeroDivisionError
    with reading(engine) as connection:
        assert indexes(connection) == before
        assert connection.execute(select(schedules)).all() == []


@settings(max_examples=30, deadline=None)
@given(moment=MOMENTS.map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)))
def test_milliseconds_stand_as_the_moment_that_they_are(moment: datetime) -> None:
    milliseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    engine = open_database("sqlite://")
    with writing(engine) as connection:
        more = {"type": "reviewed", "rating": 3, "is_drill": False, "seconds": 0.0, "day": date(2026, 3, 2)}
        insert_rows(connection, log, ("at", "key"), [(milliseconds, "a/1/x")], **more)
        connection.execute(insert(log).values(at=moment, key="a/1/x", **more))
        at_once, one = connection.execute(select(type_coerce(log.c.at, Text))).scalars()
    engine.dispose()
    assert at_once == one
