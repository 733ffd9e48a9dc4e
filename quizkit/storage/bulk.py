"""Many rows at once, by the shortest road that SQLAlchemy leaves open: it compiles, the driver does the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain, islice
from json.encoder import encode_basestring_ascii
from typing import Any

from sqlalchemy import JSON, Connection, Table, Text, func, insert, literal_column, null, select

from quizkit.storage.schema import Moment

_MANY = 10_000
"""Rows from which on it is worth while to build indexes anew."""

_EPOCH, _MILLISECOND = datetime(1970, 1, 1), timedelta(milliseconds=1)

_AT_ONCE = 5_000
"""Rows: as many as make the single statement cheap and the memory small."""


@contextmanager
def indexes_at_the_end(connection: Connection, tables: Mapping[Table, int]) -> Iterator[None]:
    """Insert within the block; the indexes of a table that more rows come to than it has are built when all are in.

    ``tables`` tells how many rows come to each. An index that is built at once is sorted first, in a third of the time
    that it takes to grow row by row. All of it is part of the transaction: where the block fails nothing has happened.
    """
    put_off = [
        index
        for table, number in tables.items()
        if number >= _MANY and not _has_more(connection, table, number)
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    for index in put_off:
        index.drop(connection)
    yield
    for index in put_off:
        index.create(connection)


def _has_more(connection: Connection, table: Table, number: int) -> bool:
    """Whether the table has more than ``number`` rows; no more of them are counted."""
    some = select(table.primary_key.columns[0]).limit(number + 1).subquery()
    return bool(connection.execute(select(func.count()).select_from(some)).scalar_one() > number)


def insert_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]], **same: Any
) -> None:
    """Insert the rows, whose values stand in the order of ``names``; ``same`` are columns with one value in all rows.

    Moments are in UTC, or whole milliseconds since 1970. Columns that are not named keep their defaults. What an
    ``insert()`` with a dictionary for each row does, in a fraction of the time: a package brings 100,000 cards.
    """
    left = iter(rows)
    while portion := list(islice(left, _AT_ONCE)):
        _insert_portion(connection, table, names, portion, same)


def _insert_portion(
    connection: Connection, table: Table, names: Sequence[str], rows: list[Sequence[Any]], same: Mapping[str, Any]
) -> None:
    differing: dict[str, Sequence[Any]] = {}
    written: dict[str, Any] = {}
    for name, column in chain(zip(names, zip(*rows, strict=True), strict=True), ((n, (v,)) for n, v in same.items())):
        turned = _for_driver(connection, table, name, column)
        # What is the same in all rows stands in the statement: nothing is copied for each of them. The first column
        # never does, for a statement for many rows needs one that may differ.
        if name != names[0] and _is_one(turned) and _is_plain(turned[0]):
            written[name] = _as_sql(connection, turned[0])
        else:
            differing[name] = turned if name in names else [*turned] * len(rows)
    compiled = insert(table).values(written).compile(dialect=connection.dialect, column_keys=list(differing))
    if compiled.positional:
        in_order = [differing[name] for name in compiled.positiontup or differing]
        connection.exec_driver_sql(str(compiled), list(zip(*in_order, strict=True)))
    else:
        in_rows = zip(*differing.values(), strict=True)
        connection.exec_driver_sql(str(compiled), [dict(zip(differing, row, strict=True)) for row in in_rows])


def _for_driver(connection: Connection, table: Table, name: str, column: Sequence[Any]) -> Sequence[Any]:
    """The values as the driver wants them, each different one turned once: the same dates and lists come again."""
    kept = table.c[name].type
    if isinstance(kept, Moment):
        is_sqlite = connection.dialect.name == "sqlite"
        if isinstance(column[0], int):
            return list(map(_text_of, column)) if is_sqlite else [_EPOCH + _MILLISECOND * at for at in column]
        # In UTC already: what the type would bring there has nothing to do but to take time.
        column, kept = [moment.replace(tzinfo=None) for moment in column], kept.impl_instance
    if isinstance(kept, JSON) and _are_lists_of_text(column):
        return [f"[{', '.join(map(encode_basestring_ascii, texts))}]" for texts in column]
    turn = kept.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if turn is None:
        return column
    if _is_one(column):
        return [turn(column[0])] * len(column)
    known = set(column)
    if len(known) * 2 > len(column):
        return list(map(turn, column))
    turned = {value: turn(value) for value in known}
    return [turned[value] for value in column]


def _are_lists_of_text(column: Sequence[Any]) -> bool:
    return {type(one) for one in column} == {tuple} and {type(text) for one in column for text in one} <= {str}


def _text_of(at: int) -> str:
    """A moment as SQLAlchemy writes it for SQLite, in a fifth of the time that it takes to make a datetime of it."""
    seconds, milliseconds = divmod(at, 1000)
    day, second = divmod(seconds, 86_400)
    return f"{_day(day)} {_second(second)}.{milliseconds:03}000"


@lru_cache(1 << 12)
def _day(number: int) -> str:
    return (_EPOCH + timedelta(days=number)).date().isoformat()


@lru_cache(1 << 17)
def _second(number: int) -> str:
    return f"{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}"


def _is_one(column: Sequence[Any]) -> bool:
    return column[0] == column[-1] and column.count(column[0]) == len(column)


def _is_plain(value: object) -> bool:
    """Whether a value of the driver's can stand in a statement as it is; in texts, some databases read % as theirs."""
    return value is None or type(value) is int or (type(value) is str and value.isprintable() and "%" not in value)


def _as_sql(connection: Connection, value: int | str | None) -> Any:
    if value is None:
        return null()
    if isinstance(value, int):
        return literal_column(str(value))
    literal: Any = Text().literal_processor(connection.dialect)  # type: ignore[no-untyped-call]
    return literal_column(literal(value))
