"""What a database complains of, told in the learner's words; no other error of it leaves this room."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from quizkit.domain.errors import StorageError

_ANOTHER_FILE = "name another file with --db or QUIZKIT_DB"

_DAMAGED = (
    "the file is damaged",
    f"bring back a copy of it, or {_ANOTHER_FILE}; do not delete it, most of it can be saved",
)

_SQLITE_TROUBLE = {  # By the first words of SQLite's error names; the finer ones share their beginnings.
    "SQLITE_FULL": ("the disk is full", "make room and try again; what was saved before is still there"),
    "SQLITE_BUSY": ("another program keeps the library locked", "close it, or wait a moment and try again"),
    "SQLITE_LOCKED": ("another program keeps the library locked", "close it, or wait a moment and try again"),
    "SQLITE_READONLY": (
        "you may not write there",
        f"give yourself the right to write to the file and its folder, or {_ANOTHER_FILE}",
    ),
    "SQLITE_CANTOPEN": (
        "it cannot be opened",
        f"check that you may read and write the file and its folder, or {_ANOTHER_FILE}",
    ),
    "SQLITE_NOTADB": ("that file is no quizkit library", f"{_ANOTHER_FILE}, or move this one away"),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR": ("the disk cannot be read or written", "check the disk and the room on it, then try again"),
}

_NO_TEXT = "Could not decode to UTF-8"
"""How Python begins to tell of a text in the database that is none."""


@contextmanager
def told_of(place: str, *, writes: bool = False) -> Iterator[None]:
    """Tell every error of the database at ``place`` as a StorageError: what is wrong and what to do.

    ``writes`` says that something was to be saved.
    """
    unsaved = "nothing was saved: " if writes else ""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        problem, way_out = _in_words(error)
        raise StorageError(f"{place}: {problem}; {way_out}") from error
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged schema names parts of it, and they are no text any more.
        problem, way_out = _DAMAGED
        raise StorageError(f"{place}: {problem}; {way_out}") from error
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise StorageError(
            f"{place}: {unsaved}a text holds half a character (U+{ord(half):04X}), which no database keeps; "
            "take it out and try again"
        ) from error
    except OverflowError as error:
        raise StorageError(
            f"{place}: {unsaved}a number is too large for a database; correct it and try again"
        ) from error


def refused(place: str, error: OSError | ValueError) -> StorageError:
    """What the file system says about ``place``, in words."""
    match error:
        case PermissionError():
            problem = "you may not read or write there"
        case FileExistsError() | NotADirectoryError():
            problem = "a file stands where a folder is needed"
        case OSError(strerror=str(words)):
            problem = words
        case _:
            problem = str(error)
    return StorageError(f"{place}: the library cannot be opened: {problem}; {_ANOTHER_FILE}")


def no_library(place: str, problem: str) -> StorageError:
    """There is something at ``place``, and it is no quizkit library."""
    return StorageError(f"{place}: {problem}; {_ANOTHER_FILE}")


def _in_words(error: Exception) -> tuple[str, str]:
    origin = getattr(error, "orig", None) or error
    name = getattr(origin, "sqlite_errorname", "") or ""
    for beginning, words in _SQLITE_TROUBLE.items():
        if name.startswith(beginning):
            return words
    if str(origin).startswith(_NO_TEXT):
        return _DAMAGED
    first_line = str(origin).partition("\n")[0]
    return f"the database answers: {first_line}", f"check that it is there and yours, or {_ANOTHER_FILE}"
