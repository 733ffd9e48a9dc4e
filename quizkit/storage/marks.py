"""The marks that the learner set on cards, by key; the log and the schedules know nothing of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, delete, exists, insert, or_, select, update

from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.storage.database import reading, writing
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import marks
from quizkit.storage.tables import cards


class MarkStore:
    """The marks on the cards of one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def marks(self, keys: Iterable[str]) -> dict[str, Marks]:
        """The marks of every key given."""
        with reading(self.engine) as connection:
            return _read(connection, keys)

    def of_deck(self, deck: str) -> dict[str, Marks]:
        """The marks on the deck's cards, by key; cards that bear none are not among them."""
        belongs = exists().where(cards.c.key == marks.c.key, cards.c.deck == deck, cards.c.is_retired.is_(False))
        with reading(self.engine) as connection:
            rows = connection.execute(select(marks).where(belongs))
            borne = {row.key: Marks(row.is_suspended, row.flag, row.buried_until) for row in rows}
        return {key: each for key, each in borne.items() if each != NO_MARKS}

    def change(self, keys: Iterable[str], how: Callable[[Marks], Marks]) -> dict[str, Marks]:
        """Change the marks of all these cards, or of none; gives what they were before, for ``put`` to bring back."""
        with writing(self.engine) as connection:
            before = _read(connection, keys)
            _write(connection, {key: how(borne) for key, borne in before.items()}, before)
        return before

    def put(self, given: Mapping[str, Marks]) -> None:
        """Give every key these marks, whatever it bore."""
        with writing(self.engine) as connection:
            _write(connection, given, _read(connection, given))


def is_aside(key: ColumnElement[str], today: date) -> ColumnElement[bool]:
    """The card of that key is suspended, or buried beyond ``today``: ``Marks.is_aside`` as a condition."""
    return exists().where(marks.c.key == key, or_(marks.c.is_suspended, marks.c.buried_until > today))


def bears_flag(key: ColumnElement[str], flag: int) -> ColumnElement[bool]:
    """The card of that key bears this flag."""
    return exists().where(marks.c.key == key, marks.c.flag == flag)


def aside_among(borne: FromClause, today: date) -> ColumnElement[bool]:
    """``is_aside`` where the marks are joined already; a card without any is not aside."""
    return or_(borne.c.is_suspended.is_(True), borne.c.buried_until > today)


def _read(connection: Connection, keys: Iterable[str]) -> dict[str, Marks]:
    found = dict.fromkeys(keys, NO_MARKS)
    for portion in in_portions(list(found)):
        for row in connection.execute(select(marks).where(marks.c.key.in_(portion))):
            found[row.key] = Marks(row.is_suspended, row.flag, row.buried_until)
    return found


def _write(connection: Connection, given: Mapping[str, Marks], before: Mapping[str, Marks]) -> None:
    for key, borne in given.items():
        if borne == before[key]:
            continue
        if borne == NO_MARKS:
            connection.execute(delete(marks).where(marks.c.key == key))
            continue
        row = {"is_suspended": borne.is_suspended, "flag": borne.flag, "buried_until": borne.buried_until}
        if before[key] == NO_MARKS and not _is_there(connection, key):
            connection.execute(insert(marks).values(key=key, **row))
        else:
            connection.execute(update(marks).where(marks.c.key == key).values(row))


def _is_there(connection: Connection, key: str) -> bool:
    # A row may bear no mark: whoever wrote it, it must not be in the way.
    return bool(connection.execute(select(exists().where(marks.c.key == key))).scalar_one())
