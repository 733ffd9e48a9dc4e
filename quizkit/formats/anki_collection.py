"""Anki's database: note types, decks, the calendar, and the rows of cards and reviews, whatever edition it has.

Until schema 11 note types, decks and settings are JSON in the one row of ``col``; from schema 15 on they have tables
of their own, with protobuf messages in them. Notes, cards and reviews are the same in all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from quizkit.domain.errors import DeckError
from quizkit.formats.wire import message_map, text_of

LARGEST_TEXT = 100_000_000
"""Bytes of one text in a collection: what is larger was made to fill the memory."""

_JSON_SCHEMA, _TABLES_FROM, NEWEST_SCHEMA = 11, 15, 18


def _whole_numbers(*columns: str) -> str:
    """The columns as whole numbers, whatever a stranger's database holds in them."""
    return ", ".join(f"IFNULL(CAST({column} AS INTEGER), 0)" for column in columns)


_CARDS = f"""SELECT n.id, CAST(n.guid AS TEXT), n.mid, CAST(n.tags AS TEXT), CAST(n.flds AS TEXT), c.id,
    {_whole_numbers("c.ord", "c.did", "c.type", "c.queue", "c.due", "c.ivl", "c.factor", "c.lapses")},
    {_whole_numbers("c.odue", "c.odid", "c.flags")}
FROM notes n JOIN cards c ON c.nid = n.id ORDER BY n.id, c.ord, c.id"""
_REVIEWS = f"SELECT cid, id, {_whole_numbers('ease', 'time', 'type', 'factor')} FROM revlog ORDER BY cid, id"
_SETTINGS = "SELECT key, CAST(val AS TEXT) FROM config WHERE key IN ('creationOffset', 'schedVer')"
_TEMPLATES = "SELECT ntid, name, CAST(config AS BLOB) FROM templates ORDER BY ntid, ord"
_AT_ONCE = 1_000  # rows
_NEEDED = {"col", "notes", "cards", "revlog"}


@dataclass(frozen=True, slots=True)
class NoteType:
    """One of Anki's note types: the names of its fields, and each template's name, front and back."""

    number: int
    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """A deck by the parts of its path, with what its author says of it."""

    path: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class AnkiCollection:
    """What all cards of a collection share.

    ``created`` is in seconds since 1970: due days count from its date. ``minutes_west`` is where that was, None where
    the collection does not tell. ``counts_as_version_1``: the first scheduler had three answers in learning.
    """

    created: int
    minutes_west: int | None
    counts_as_version_1: bool
    note_types: dict[int, NoteType] = field(default_factory=dict)
    decks: dict[int, AnkiDeck] = field(default_factory=dict)


@contextmanager
def open_collection(file: Path, place: str) -> Iterator[sqlite3.Connection]:
    """The database for reading, every complaint of SQLite told as a DeckError that names the ``place``."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_TEXT)
            # Whatever a stranger's database defines must not run, and no text can be too odd to be read.
            database.execute("PRAGMA trusted_schema=OFF")
            database.create_collation("unicase", _in_any_case)
            database.text_factory = lambda text: text.decode("utf-8", "replace")
            yield database
    except UnicodeDecodeError as error:
        # SQLite's complaint names a part of a damaged schema that is no text any more.
        raise DeckError(
            f"{place}: its collection is damaged (its schema is no text); export the package anew"
        ) from error
    except sqlite3.Error as error:
        raise DeckError(f"{place}: its collection is damaged ({error}); export the package anew") from error


def read_collection(database: sqlite3.Connection, place: str) -> AnkiCollection:
    """What all cards share. Raises DeckError for a database that is no collection, or a newer Anki's."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := _NEEDED - tables:
        raise DeckError(
            f"{place}: its collection is no Anki collection: it has no table {min(missing)}; export it anew"
        )
    row = database.execute("SELECT CAST(ver AS INTEGER), CAST(crt AS INTEGER) FROM col").fetchone()
    if row is None:
        raise DeckError(f"{place}: its collection is empty of settings; export the package anew")
    schema, created = row
    if schema > NEWEST_SCHEMA:
        raise DeckError(
            f"{place}: a newer Anki made its collection (schema {schema}; this quizkit reads up to {NEWEST_SCHEMA});"
            ' export it with "Support older Anki versions" ticked, or update quizkit'
        )
    if _JSON_SCHEMA < schema < _TABLES_FROM or schema < 1:
        raise DeckError(f"{place}: its collection is of schema {schema}, in between two editions; export it anew")
    try:
        return _of_tables(database, created, place) if schema >= _TABLES_FROM else _of_json(database, created)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DeckError(
            f"{place}: note types or decks of its collection cannot be read ({error}); export it anew"
        ) from error


def card_rows(database: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Every card with its note, note by note; see ``_CARDS`` for the columns."""
    careful, done = database.text_factory, 0
    try:
        # Read in C, in half the time, but only as far as all text is UTF-8.
        database.text_factory = str
        rows = database.execute(_CARDS)
        while portion := rows.fetchmany(_AT_ONCE):
            yield from portion
            done += len(portion)
    except sqlite3.OperationalError:
        database.text_factory = careful
        yield from islice(database.execute(_CARDS), done, None)
    finally:
        database.text_factory = careful


def count_cards(database: sqlite3.Connection) -> int:
    """How many cards the collection holds."""
    return int(database.execute("SELECT COUNT(*) FROM cards").fetchone()[0])


def review_rows(database: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The review log card by card, oldest first: card, milliseconds, answer, milliseconds taken, type, factor."""
    return iter(database.execute(_REVIEWS))


def _of_json(database: sqlite3.Connection, created: int) -> AnkiCollection:
    conf, models, decks = (
        json.loads(text or "{}")
        for text in database.execute(
            "SELECT CAST(conf AS TEXT), CAST(models AS TEXT), CAST(decks AS TEXT) FROM col"
        ).fetchone()
    )
    note_types = {}
    for number, model in models.items():
        fields = tuple(one["name"] for one in sorted(model["flds"], key=lambda one: one.get("ord", 0)))
        templates = sorted(model["tmpls"], key=lambda one: one.get("ord", 0))
        note_types[int(number)] = NoteType(
            int(number),
            str(model.get("name", number)),
            model.get("type", 0) == 1,
            fields,
            tuple((str(t.get("name", "")), str(t.get("qfmt", "")), str(t.get("afmt", ""))) for t in templates),
        )
    return AnkiCollection(
        created,
        _whole(conf.get("creationOffset")),
        conf.get("schedVer", 1) == 1,
        note_types,
        {int(n): AnkiDeck(_path(str(d["name"]), "::"), str(d.get("desc") or "")) for n, d in decks.items()},
    )


def _of_tables(database: sqlite3.Connection, created: int, place: str) -> AnkiCollection:
    conf = {}
    for key, value in database.execute(_SETTINGS):
        conf[key] = json.loads(value)
    fields: dict[int, list[str]] = {}
    for number, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(number, []).append(name)
    templates: dict[int, list[tuple[str, str, str]]] = {}
    for number, name, config in database.execute(_TEMPLATES):
        sides = message_map(config or b"", f"{place}, template {name}")
        templates.setdefault(number, []).append((name, text_of(sides.get(1)), text_of(sides.get(2))))
    note_types = {}
    for number, name, config in database.execute("SELECT id, name, CAST(config AS BLOB) FROM notetypes"):
        is_cloze = message_map(config or b"", f"{place}, note type {name}").get(1, 0) == 1
        note_types[number] = NoteType(
            number, name, is_cloze, tuple(fields.get(number, ())), tuple(templates.get(number, ()))
        )
    decks = {}
    for number, name, kind in database.execute("SELECT id, name, CAST(kind AS BLOB) FROM decks"):
        normal = message_map(kind or b"", f"{place}, deck {name}").get(1, b"")
        about = message_map(normal, f"{place}, deck {name}").get(4) if isinstance(normal, bytes) else None
        decks[number] = AnkiDeck(_path(name, "\x1f"), text_of(about))
    return AnkiCollection(created, _whole(conf.get("creationOffset")), conf.get("schedVer", 2) == 1, note_types, decks)


def _in_any_case(one: str, other: str) -> int:
    """How Anki sorts names; its tables cannot be read without it."""
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())


def _path(name: str, divider: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(part.split()) for part in name.split(divider)))) or ("Anki",)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 24 * 60 else None
