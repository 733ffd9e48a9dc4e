"""Many rows at once, by the shortest road that SQLAlchemy leaves open: it compiles, the driver does the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert the rows, whose values stand in the order of ``names``; columns that are not named keep their defaults.

    What an ``insert()`` with a dictionary for every row does, in a third of the time: a package brings 100,000 cards.
    """
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=list(names))
    convert = [_conversion(connection, table, name) for name in names]
    columns = [
        list(map(how, column)) if how else column for how, column in zip(convert, zip(*rows, strict=True), strict=True)
    ]
    if compiled.positional:
        order = [names.index(name) for name in compiled.positiontup or names]
        connection.exec_driver_sql(str(compiled), list(zip(*(columns[at] for at in order), strict=True)))
    else:
        named = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        connection.exec_driver_sql(str(compiled), named)


def _conversion(connection: Connection, table: Table, name: str) -> Callable[[Any], Any] | None:
    """How the column's values become the driver's; each value once, for the same dates come again and again."""
    processor = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if processor is None:
        return None
    how = processor
    known: dict[Any, Any] = {}

    def convert(value: Any) -> Any:
        found = known.get(value)
        if found is None:
            found = known[value] = how(value)
        return found

    return convert
