"""The pictures and sounds of cards: files beside the library, each under the SHA-256 of its content.

Files and not blobs: whoever shows them wants a file, a package brings gigabytes of them, and a library of text stays
quick to copy. No name from outside is ever part of a path, one content is kept once whatever it is called, and a file
that no card names any more harms nobody. A database that is no file has its media in the learner's data folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from platformdirs import user_data_path
from sqlalchemy import Engine

from quizkit.domain.card import Media
from quizkit.domain.errors import StorageError
from quizkit.storage.database import file_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


class MediaStore:
    """The media of one library; its folder is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, engine: Engine) -> MediaStore:
        """The media of the library behind ``engine``."""
        file = file_of(engine)
        if file is not None:
            return cls(file.with_name(f"{file.name}.media"))
        return cls(user_data_path("quizkit", appauthor=False) / "media")

    def path(self, media: Media) -> Path | None:
        """The file, with the ending that programs know it by; None where it is not there, or no digest names it."""
        if not _DIGEST.fullmatch(media.digest):
            return None
        place = self._place(media.name, media.digest)
        if place.is_file():
            return place
        # The same content may have come under another ending.
        return next(iter(sorted(place.parent.glob(f"{media.digest}*"))), None)

    @contextmanager
    def arriving(self) -> Iterator[Arriving]:
        """Take files in; where the block fails, those that were not there before are gone. Raises StorageError."""
        arriving = Arriving(self)
        try:
            yield arriving
            arriving.settle()
        except BaseException:
            arriving.sweep()
            raise

    def _place(self, name: str, digest: str) -> Path:
        suffix = PurePath(name).suffix
        return self.folder / digest[:2] / f"{digest}{suffix.lower() if _SUFFIX.fullmatch(suffix) else ''}"


class Arriving:
    """Files on their way in."""

    def __init__(self, store: MediaStore) -> None:
        self._store = store
        self._new: list[Path] = []
        self._made: set[Path] = set()
        self._token = secrets.token_hex(8)

    def keep(self, name: str, portions: Iterator[bytes]) -> str:
        """Write the content of a file called ``name`` and give its digest. Raises StorageError."""
        folder = self._store.folder
        unfinished = folder / f".{self._token}.{len(self._new)}.part"
        digest = hashlib.sha256()
        try:
            self._make(folder)
            with unfinished.open("wb") as written:
                for portion in portions:
                    digest.update(portion)
                    written.write(portion)
            place = self._store._place(name, digest.hexdigest())
            if place.exists():
                unfinished.unlink()
            else:
                self._make(place.parent)
                unfinished.replace(place)
                self._new.append(place)
        except OSError as error:
            raise StorageError(
                f"{folder}: the media of the package cannot be kept there ({error.strerror or error}); make room there,"
                " or give yourself the right to write"
            ) from error
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise
        return digest.hexdigest()

    def _make(self, folder: Path) -> None:
        if folder not in self._made:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._made.add(folder)

    def settle(self) -> None:
        """Bring what came to the disk, before a card of the library names it."""
        if self._new and hasattr(os, "sync"):
            os.sync()

    def sweep(self) -> None:
        """Delete what came."""
        for place in self._new:
            with suppress(OSError):
                place.unlink()
