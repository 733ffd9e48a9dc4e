"""What was saved stays saved: killed processes, full disks, two programs at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.errors import StorageError
from quizkit.domain.log import Reviewed, replay
from quizkit.domain.rating import Rating
from quizkit.storage.database import open_database, reading
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

IMPORTS = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from quizkit.domain.errors import StorageError
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.storage.database import open_database
from quizkit.storage.progress import ProgressStore

place, name = Path(sys.argv[1]), sys.argv[2]
def rate(store, key):
    store.record(Reviewed(key, date(2026, 3, 2), datetime(2026, 3, 2, 12, tzinfo=UTC), Rating.HARD))
"""


def program(script: str, place: Path, name: str = "") -> subprocess.Popen[str]:
    """A program of its own that runs the script on the library."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPORTS + textwrap.dedent(script), str(place), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_program_killed_right_after_a_rating_has_lost_nothing(tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    script = """
        store = ProgressStore(open_database(place))
        for n in range(3):
            rate(store, f"cell/{n}/a")
            print("rated", flush=True)
        sys.stdin.read()
    """
    with program(script, place) as killed:
        assert killed.stdout
        for _ in range(3):
            assert killed.stdout.readline() == "rated\n"
        killed.send_signal(signal.SIGKILL)
        assert killed.wait() == -signal.SIGKILL
    engine = open_database(place)
    store = ProgressStore(engine)
    for key in ("cell/0/a", "cell/1/a", "cell/2/a"):
        assert len(store.entries(key)) == 1
        assert replay(store.entries(key)) == store.schedule(key)
    assert store.check().is_sound
    engine.dispose()


def test_programs_that_make_and_rate_one_library_at_once_lose_nothing(tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    script = """
        print("ready", flush=True)
        sys.stdin.readline()
        store = ProgressStore(open_database(place))
        for n in range(20):
            rate(store, "cell/shared/a")
            rate(store, f"cell/{name}/a")
    """
    programs = [program(script, place, name) for name in ("one", "two", "three")]
    for each in programs:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    for each in programs:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in programs:
        each.communicate(timeout=60)
        assert each.returncode == 0
    engine = open_database(place)
    store = ProgressStore(engine)
    assert len(store.entries("cell/shared/a")) == 60
    assert [len(store.entries(f"cell/{name}/a")) for name in ("one", "two", "three")] == [20] * 3
    assert store.check().is_sound
    engine.dispose()


@pytest.fixture
def full(tmp_path: Path) -> Engine:
    """A library on a disk that holds not one page more."""
    engine = open_database(tmp_path / "library.db")
    with reading(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # As many as there are: SQLite takes the larger.
    return engine


def make_room(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")


def test_on_a_full_disk_a_rating_is_saved_wholly_or_not_at_all(full: Engine) -> None:
    store = ProgressStore(full)
    saved = 0

    def rate_on() -> None:
        nonlocal saved
        while True:
            store.record(Reviewed(f"cell/{saved:0200}/a", TODAY, NOON, Rating.GOOD))
            saved += 1

    with pytest.raises(StorageError, match="the disk is full; make room and try again"):
        rate_on()
    found = store.check()
    assert found.is_sound
    assert found.entries == saved
    make_room(full)
    store.record(Reviewed(f"cell/{saved:0200}/a", TODAY, NOON, Rating.GOOD))
    assert store.check().entries == saved + 1
    full.dispose()


def test_on_a_full_disk_an_edition_of_a_deck_is_saved_wholly_or_not_at_all(
    full: Engine, make_card: Callable[..., Card]
) -> None:
    store = DeckStore(full)
    small = Deck("biology", "Biology", (make_card(),))
    store.save(small, NOON)
    large = Deck("biology", "Biology", tuple(make_card(key=f"cell/{n}/a", answer="x" * 500) for n in range(500)))
    with pytest.raises(StorageError, match="the disk is full"):
        store.save(large, NOON)
    assert store.load("biology") == small
    make_room(full)
    store.save(large, NOON)
    assert store.load("biology") == large
    full.dispose()


def test_where_the_system_lets_a_file_grow_no_further_the_trouble_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    script = """
        import resource
        store = ProgressStore(open_database(place))
        rate(store, "cell/0/a")
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        saved = 1
        try:
            while True:
                rate(store, f"cell/{saved}/a")
                saved += 1
        except StorageError as error:
            print(saved, error, flush=True)
    """
    with program(script, place) as hindered:
        out, _ = hindered.communicate(timeout=60)
    saved, _, message = out.partition(" ")
    assert f"{place}: the disk cannot be read or written; check the disk" in message
    engine = open_database(place)
    found = ProgressStore(engine).check()
    assert (found.is_sound, found.entries) == (True, int(saved))
    engine.dispose()
