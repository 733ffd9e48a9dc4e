"""Which entries of the log count, as conditions of a query: what ``domain.log.standing`` says in Python."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, and_, exists

from quizkit.storage.progress_tables import log
from quizkit.storage.rows import RETRACTED, REVIEWED


def stands(entries: FromClause = log) -> ColumnElement[bool]:
    """The entry is no retraction and was not taken back; ``entries`` is the log or an alias of it."""
    retraction = log.alias(f"retraction_of_{entries.name}")  # type: ignore[attr-defined]
    return and_(entries.c.type != RETRACTED, ~exists().where(retraction.c.entry == entries.c.number))


def is_review(entries: FromClause = log) -> ColumnElement[bool]:
    """The entry is a review and no drill."""
    return and_(entries.c.type == REVIEWED, entries.c.is_drill.is_(False))
