"""Open the database: the one place that knows which database it is.

All else in this room is written in SQLAlchemy Core that PostgreSQL would take as well. Reading and writing go through
``reading`` and ``writing`` below: each is one transaction, and no error but StorageError comes out of them.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from quizkit.domain.errors import StorageError
from quizkit.storage.edition import SHIPPED, Migrations, edition_of, migrate
from quizkit.storage.trouble import no_library, refused, told_of

_WRITES = "quizkit_writes"
_MEMORY = ("", ":memory:")


def open_database(location: Path | str, *, migrations: Migrations = SHIPPED, patience: float = 10.0) -> Engine:
    """The library at ``location``, a path or a SQLAlchemy URL; made, or brought to the newest edition, if need be.

    Folders are made for the learner's eyes only. A library of an older edition is copied beside itself before it is
    changed. ``patience``: seconds to wait for another program that holds the library. Raises StorageError.
    """
    url = _url(location)
    if _is_file(url):
        _make_room_for(Path(str(url.database)))
    engine = _engine(url, patience)
    try:
        _bring_up_to_date(engine, migrations, patience)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the library throughout. Raises StorageError."""
    with told_of(place_of(engine)), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that has the right to write from its start, kept whole or not at all. Raises StorageError."""
    with told_of(place_of(engine), writes=True), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def place_of(engine: Engine) -> str:
    """What to call the library in a message: its path, or its URL without the password."""
    if _is_file(engine.url):
        return str(engine.url.database)
    return engine.url.render_as_string(hide_password=True)


def file_of(engine: Engine) -> Path | None:
    """The file that is the library; None where it lies in memory, or in a database that is no file of ours."""
    return Path(str(engine.url.database)) if _is_file(engine.url) else None


def damage(engine: Engine) -> list[str]:
    """What the database itself finds wrong with its file, in its own words; empty where all is well."""
    if engine.dialect.name != "sqlite":
        return []
    with reading(engine) as connection:
        found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
        if found != ["ok"]:
            return found
        orphans = connection.execute(text("PRAGMA foreign_key_check"))
        return [f"{table}: row {number} without its {parent}" for table, number, parent, _ in orphans]


def _url(location: Path | str) -> URL:
    if isinstance(location, Path) or "://" not in location:
        # Absolute: the learner can find it, and no path can pass for SQLite's ":memory:".
        return URL.create("sqlite", database=str(Path(location).absolute()))
    try:
        return make_url(location)
    except (ArgumentError, ValueError) as error:
        raise no_library(location, "that is no database URL; one looks like sqlite:////home/you/library.db") from error


def _is_file(url: URL) -> bool:
    path = url.database or ""
    return url.get_backend_name() == "sqlite" and path not in _MEMORY and not path.startswith("file:")


def _make_room_for(path: Path) -> None:
    try:
        if path.is_dir():
            raise no_library(str(path), f"that is a folder; name a file in it, such as {path / 'library.db'}")
        missing = [folder for folder in path.parents if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, ValueError) as error:
        raise refused(str(path), error) from error


def _engine(url: URL, patience: float) -> Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url)
        options: dict[str, Any] = {"connect_args": {"timeout": patience, "isolation_level": None}}
        if url.database in (None, *_MEMORY):
            # One connection for all threads: each connection to memory would be a database of its own.
            options["poolclass"] = StaticPool
            options["connect_args"]["check_same_thread"] = False
        engine = create_engine(url, **options)
    except (ArgumentError, NoSuchModuleError, ImportError, TypeError) as error:
        name = url.render_as_string(hide_password=True)
        raise no_library(name, f"quizkit cannot use that database ({error})") from error
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # FULL: a rating that was answered is on the disk, whatever becomes of the machine.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    # KiB, taken only as pages are touched: with the 2 MB that it has otherwise, SQLite reads and writes the pages of
    # its indexes again and again while 100,000 cards come in.
    connection.execute("PRAGMA cache_size=-65536")


def _begin(connection: Connection) -> None:
    # Who is going to write must say so at once: of two that read first and write then, SQLite turns one away.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine, migrations: Migrations, patience: float) -> None:
    place = place_of(engine)
    with reading(engine) as connection:
        found = edition_of(connection, place)
    if engine.dialect.name == "sqlite" and _is_file(engine.url):
        _write_ahead(engine, patience)
    if found == migrations.newest:
        return
    with writing(engine) as connection:
        # Another program may have done it while this one waited.
        found = edition_of(connection, place)
        if found == migrations.newest:
            return
        migrations.refuse_unknown(found, place)
        if found and _is_file(engine.url):
            _back_up(Path(place), found)
        migrate(connection, migrations)


def _write_ahead(engine: Engine, patience: float) -> None:
    """Let readers read while another writes; the file remembers it, so that this happens once."""
    until = time.monotonic() + patience
    with told_of(place_of(engine)), closing(engine.raw_connection()) as pooled:
        cursor = pooled.cursor()
        while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                # Here SQLite does not wait for others by itself.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)


def _back_up(path: Path, edition: str) -> None:
    """Copy the library beside itself, whole or not at all; a copy of the same edition is replaced."""
    copy = path.with_name(f"{path.name}.{edition}.backup")
    unfinished = path.with_name(f"{copy.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(copy)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise StorageError(
            f"{path}: not brought to the newest edition: its copy {copy} cannot be made ({error}); make room there"
        ) from error
