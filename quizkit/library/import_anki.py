"""Anki packages into the library: notes as cards, with media and progress, all of a package or nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.domain.arrival import Known, Package, Taken
from quizkit.domain.day import study_day
from quizkit.library.arrivals import came, settle

if TYPE_CHECKING:
    from quizkit.storage.arrivals import ArrivalStore
    from quizkit.storage.media import MediaStore

PACKAGES = (".apkg", ".colpkg")
"""The suffixes of Anki's packages."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a package: all that it brings, and what of it was taken over."""

    package: Package
    taken: Taken


def import_package(
    path: Path,
    store: ArrivalStore,
    media: MediaStore,
    *,
    now: datetime,
    local: Callable[[datetime], datetime],
    day_starts_at: int,
    largest: int,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Imported:
    """Take the package over.

    ``now`` is the learner's local time, ``local`` turns any moment into it, ``largest`` bytes are what the package may
    unpack to, ``tell`` hears how many cards of how many are read. Raises DeckError and StorageError; then nothing of it
    is in the library.
    """
    from quizkit.formats.anki_archive import open_archive
    from quizkit.formats.anki_import import read_package

    with _no_collecting(), media.arriving() as arriving:
        with open_archive(path, largest) as archive:
            package = read_package(archive, arriving.keep, now=now, local=local, day_starts_at=day_starts_at, tell=tell)
        arriving.settle()

        def settled(known: Known) -> Taken:
            return settle(package.arrivals, known)

        taken = store.take(package, now, study_day(now, day_starts_at), settled, came)
    return Imported(package, taken)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let Python not look for cycles meanwhile: there are none, and the search takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
