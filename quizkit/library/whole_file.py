"""Files written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quizkit.domain.errors import WriteError

_SURELY_LEFT = 3600
"""Seconds: nothing takes so long to write that a half-written file so old has a writer yet."""


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path beside ``target`` to write to; it takes the place of ``target`` when the block ends well.

    Whatever goes wrong, an interrupt included, ``target`` is left as it was and the half-written file is removed. A
    new file gets the permissions that the learner's umask gives, an existing one keeps its own; a symbolic link stays
    one and what it points to is replaced. What a killed writer of the same file left beside it an hour ago or more is
    removed. Raises WriteError.
    """
    try:
        place = Path(os.path.realpath(target))
        beside = _make_beside(place)
    except OSError as error:
        raise _write_error(target, error) from error
    try:
        yield beside
        _settle(beside, place)
    except OSError as error:
        raise _write_error(target, error) from error
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _clear_left_over(place: Path) -> None:
    """Remove what writers of the same file left beside it when they were killed, long ago enough to be sure of it."""
    left_over = re.compile(rf"\.{re.escape(place.name[:100])}\.[0-9a-f]{{8}}\.part")
    with suppress(OSError), os.scandir(place.parent) as found:
        for file in found:
            if left_over.fullmatch(file.name) and file.is_file(follow_symlinks=False):
                age = time.time() - file.stat(follow_symlinks=False).st_mtime
                if age > _SURELY_LEFT:
                    Path(file.path).unlink()


def _make_beside(place: Path) -> Path:
    if place.is_dir():
        raise IsADirectoryError(21, "that is a folder")
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(13, "the file is write-protected")
    beside = place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}.part")
    _clear_left_over(place)
    # Opened by hand: tempfile would make it private, and the umask could no longer say who may read it.
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    return beside


def _settle(beside: Path, place: Path) -> None:
    """Bring the bytes to the disk, then the name: after a power cut either edition stands there whole."""
    with suppress(FileNotFoundError):
        beside.chmod(place.stat().st_mode & 0o7777)
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    beside.replace(place)
    with suppress(OSError):  # Some file systems cannot sync a folder; the file itself is safe by now.
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _write_error(target: Path, error: OSError) -> WriteError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            problem, way_out = f"there is no folder {target.parent}", "make it first, or give another place"
        case IsADirectoryError():
            problem, way_out = "that is a folder", f"give a file name, such as {target / 'deck.yaml'}"
        case PermissionError():
            problem, way_out = "you may not write there", "give another place, or change its permissions"
        case _:
            problem, way_out = error.strerror or str(error), "make room there, or give another place"
    return WriteError(f"{target}: not written: {problem}; {way_out}")
