"""Opening a library: made where there is none, brought up to date, and every trouble told in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

from quizkit.domain.errors import StorageError
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.storage.database import open_database, reading
from quizkit.storage.decks import DeckStore
from quizkit.storage.edition import SHIPPED, Migrations
from quizkit.storage.progress import ProgressStore
from quizkit.storage.schema import metadata

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = "cell/1/a"


def rate(engine: Engine, rating: Rating = Rating.GOOD, key: str = KEY) -> None:
    ProgressStore(engine).record(Reviewed(key, TODAY, NOON, rating))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "quizkit" / "library.db"


@pytest.fixture
def library(place: Path) -> Path:
    """A library on the disk with one review in it."""
    engine = open_database(place)
    rate(engine)
    engine.dispose()
    return place


def entries_in(place: Path) -> int:
    engine = open_database(place)
    try:
        return len(ProgressStore(engine).entries(KEY))
    finally:
        engine.dispose()


def test_missing_folders_are_made_for_the_learners_eyes_only(tmp_path: Path) -> None:
    place = tmp_path / "a" / "b" / "library.db"
    open_database(place).dispose()
    assert place.is_file()
    assert [oct(folder.stat().st_mode & 0o777) for folder in (tmp_path / "a", tmp_path / "a" / "b")] == ["0o700"] * 2


def test_a_path_may_be_given_as_text_and_need_not_be_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("library.db", ":memory:", "a file?with#signs%20.db"):
        open_database(name).dispose()
        assert (tmp_path / name).is_file()


def test_a_rating_is_on_the_disk_before_the_next_and_readers_do_not_wait(place: Path) -> None:
    engine = open_database(place)
    with reading(engine) as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_the_shipped_edition_is_the_last_that_the_scripts_lead_to() -> None:
    assert ScriptDirectory(SHIPPED.folder).get_current_head() == SHIPPED.newest


def test_the_migrations_build_the_tables_that_the_code_expects(engine: Engine) -> None:
    expected = create_engine("sqlite://")
    metadata.create_all(expected)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    built, wanted = inspect(engine), inspect(expected)
    for table in metadata.tables:  # What Alembic does not compare.
        assert built.get_check_constraints(table) == wanted.get_check_constraints(table)
        assert built.get_pk_constraint(table) == wanted.get_pk_constraint(table)
    with reading(engine) as connection:
        for table in ("log", "decisions"):
            made_by = f"SELECT sql FROM sqlite_master WHERE name = '{table}'"
            assert "AUTOINCREMENT" in connection.exec_driver_sql(made_by).scalar_one()


def test_a_library_of_the_newest_edition_opens_without_alembic(library: Path) -> None:
    script = (
        "import sys; from quizkit.storage.database import open_database; "
        f"open_database({str(library)!r}).dispose(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


LATER = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "quizkit_9999", "{newest}", None, None

def upgrade():
    op.add_column("decks", sa.Column("colour", sa.Text()))
    {then}
"""


def later_edition(folder: Path, then: str = "") -> Migrations:
    """The shipped migrations and one more, which ends with ``then``."""
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "quizkit_9999_later.py").write_text(LATER.format(newest=SHIPPED.newest, then=then))
    return Migrations(folder, "quizkit_9999")


def test_an_older_library_is_copied_and_then_brought_up_to_date(library: Path, tmp_path: Path) -> None:
    later = later_edition(tmp_path / "100% later")
    engine = open_database(library, migrations=later)
    assert "colour" in {column["name"] for column in inspect(engine).get_columns("decks")}
    assert len(ProgressStore(engine).entries(KEY)) == 1
    engine.dispose()
    copy = library.with_name(f"library.db.{SHIPPED.newest}.backup")
    assert sorted(path.name for path in library.parent.iterdir()) == ["library.db", copy.name]
    assert entries_in(copy) == 1


def test_a_library_of_a_newer_edition_is_refused_and_left_as_it_is(library: Path, tmp_path: Path) -> None:
    open_database(library, migrations=later_edition(tmp_path / "later")).dispose()
    before = library.read_bytes()
    with pytest.raises(StorageError, match=r"library\.db: a newer quizkit made this library \(quizkit_9999;.*update"):
        open_database(library)
    assert library.read_bytes() == before


def test_a_migration_that_fails_leaves_the_library_as_it_was(library: Path, tmp_path: Path) -> None:
    broken = later_edition(tmp_path / "broken", then='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(StorageError, match="nowhere"):
        open_database(library, migrations=broken)
    assert entries_in(library) == 1


def test_a_migration_does_not_begin_where_the_copy_cannot_be_made(library: Path, tmp_path: Path) -> None:
    library.with_name(f"library.db.{SHIPPED.newest}.backup").mkdir()
    with pytest.raises(StorageError, match=r"its copy .*backup cannot be made"):
        open_database(library, migrations=later_edition(tmp_path / "later"))
    assert entries_in(library) == 1


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    place.touch()
    engine = open_database(place)
    assert DeckStore(engine).is_empty()
    engine.dispose()


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "notes.md"
    place.write_text("# Cell\n\n" + "Ribosomes build proteins.\n" * 100)
    before = place.read_bytes()
    with pytest.raises(StorageError, match=r"notes\.md: that file is no quizkit library; name another file with --db"):
        open_database(place)
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE bookmarks (url TEXT)",
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('27c6a30d7c24')",
    ],
)
def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path, sql: str) -> None:
    place = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(sql)
    before = place.read_bytes()
    with pytest.raises(StorageError, match=r"places\.sqlite: that is another program's database; name another file"):
        open_database(place)
    assert place.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["places.sqlite"]


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"that is a folder; name a file in it, such as .*library\.db"):
        open_database(tmp_path)


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="a file stands where a folder is needed"):
        open_database(tmp_path / "file" / "deeper" / "library.db")


def test_a_place_where_nobody_may_write_is_refused() -> None:
    # Not even root: the kernel keeps no files of ours there.
    with pytest.raises(StorageError, match=r"/proc/quizkit/library\.db: the library cannot be opened: "):
        open_database(Path("/proc/quizkit/library.db"))
    with pytest.raises(StorageError, match=r"/proc/library\.db: it cannot be opened; check that you may"):
        open_database(Path("/proc/library.db"))


@pytest.fixture
def powerless() -> Iterator[None]:
    """A learner with no special rights, be the tests run as root."""
    am_root = os.geteuid() == 0
    if am_root:
        os.seteuid(65534)
    yield
    if am_root:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    request.getfixturevalue("powerless")
    with pytest.raises(StorageError, match=r"library\.db: .*: you may not read or write there; name"):
        open_database(closed / "deeper" / "library.db")


@pytest.mark.parametrize(("name", "words"), [("x" * 300, "File name too long"), ("a\0b", "null byte")])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(StorageError, match=f"the library cannot be opened: .*{words}; name another file"):
        open_database(tmp_path / name / "library.db")


def test_a_library_that_may_not_be_written_can_be_read_and_says_so(library: Path) -> None:
    engine = open_database(f"sqlite:///file:{library}?mode=ro&uri=true")
    assert len(ProgressStore(engine).entries(KEY)) == 1
    with pytest.raises(StorageError, match="you may not write there; give yourself the right"):
        rate(engine)
    assert len(ProgressStore(engine).entries(KEY)) == 1
    engine.dispose()


def test_a_library_that_another_program_keeps_locked_is_waited_for_and_then_told(library: Path) -> None:
    engine = open_database(library, patience=0.1)
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another program keeps the library locked; close it, or wait"):
            rate(engine)
        assert len(ProgressStore(engine).entries(KEY)) == 1  # Reading does not wait.
        other.execute("ROLLBACK")
    rate(engine)
    assert len(ProgressStore(engine).entries(KEY)) == 2
    engine.dispose()


def keep_in_the_old_way(library: Path) -> sqlite3.Connection:
    """Another program that has turned write-ahead logging off, as a copy tool might, and is writing."""
    other = sqlite3.connect(library, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")
    return other


def test_opening_waits_for_another_program_and_then_tells(library: Path) -> None:
    with closing(keep_in_the_old_way(library)), pytest.raises(StorageError, match="keeps the library locked"):
        open_database(library, patience=0.1)


def test_opening_goes_on_as_soon_as_the_other_program_is_done(library: Path) -> None:
    with closing(keep_in_the_old_way(library)) as other:
        done = Timer(0.2, lambda: other.execute("COMMIT"))
        done.start()
        engine = open_database(library, patience=30)
        done.join()
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    engine.dispose()


@pytest.mark.parametrize("column", ["name", "sql"])
def test_a_library_whose_schema_is_no_text_any_more_is_damaged(library: Path, column: str) -> None:
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        broken = f"UPDATE sqlite_master SET {column} = CAST(x'ff' || {column} || x'ac' AS TEXT) WHERE name = 'log'"
        connection.execute(broken)
        connection.commit()
    with pytest.raises(StorageError, match=r"library\.db: the file is damaged; bring back a copy"):
        open_database(library)


def test_a_damaged_library_is_told_and_not_made_worse(library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_log_key_number'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(library.read_bytes())
    content[(page - 1) * size : (page - 1) * size + 100] = b"\xff" * 100
    library.write_bytes(content)
    engine = open_database(library)
    store = ProgressStore(engine)
    for ask in (store.check, lambda: store.entries(KEY)):
        with pytest.raises(StorageError, match=r"library\.db: the file is damaged; bring back a copy"):
            ask()
    engine.dispose()
    assert library.read_bytes() == content


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE schedules SET ease = 100", "CHECK constraint failed in schedules"),
        ("INSERT INTO statements VALUES ('biology', 'cell', 'f', 0, 'x')", "statements: row 1 without its sources"),
    ],
)
def test_check_tells_what_the_database_itself_finds_wrong(library: Path, sql: str, words: str) -> None:
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql)
    engine = open_database(library)
    found = ProgressStore(engine).check()
    engine.dispose()
    assert found.damage == (words,)
    assert not found.is_sound


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nosuchdatabase://here", "quizkit cannot use that database"),
        ("sqlite://user@host/library.db", "quizkit cannot use that database"),
        ("://", "that is no database URL"),
    ],
)
def test_a_url_that_leads_nowhere_is_told(url: str, words: str) -> None:
    with pytest.raises(StorageError, match=words):
        open_database(url)


def test_a_message_never_shows_a_password() -> None:
    with pytest.raises(StorageError) as caught:
        open_database("nosuchdatabase://me:secret@here/library")
    assert "secret" not in str(caught.value)
