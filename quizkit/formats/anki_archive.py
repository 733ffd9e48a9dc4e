"""An Anki package as a file: a zip archive that holds a collection, a list of media, and the media.

Three editions are about. The oldest holds ``collection.anki2``, the next ``collection.anki21``; both list their media
as JSON. The newest holds ``collection.anki21b``, lists its media as a protobuf message, and compresses both and every
media file with zstd; a collection of the oldest edition that only says "update Anki" lies beside it. A package comes
from anywhere: what it unpacks to is limited, and no name in it is ever used as a path.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING
from unicodedata import normalize

from quizkit.domain.errors import DeckError
from quizkit.formats.node import shown
from quizkit.formats.wire import message_fields, message_map, text_of

if TYPE_CHECKING:
    from zstandard import ZstdDecompressor

LARGEST = 4_000_000_000
"""Bytes that a package may unpack to where nothing else is said: collections with years of audio stay below."""

_NEWEST = "collection.anki21b"
_COLLECTIONS = (_NEWEST, "collection.anki21", "collection.anki2")
_KNOWN_EDITIONS = (0, 1, 2, 3)  # of the package, as its `meta` tells: 3 is the one with zstd
_MEDIA_LIST = "media"
_PORTION = 1 << 18
_LARGEST_LIST = 32_000_000
"""Bytes that the list of media may unpack to, for it is read as a whole: half a million files have room in it."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)
"""What zipfile raises for a damaged, an encrypted or an oddly compressed member."""


@dataclass(slots=True)
class AnkiArchive:
    """An open package: ``collection`` is a copy of its database, ``media`` gives the archive's member by file name.

    ``left`` counts down the bytes that the package may still unpack to.
    """

    name: str
    collection: Path
    media: Mapping[str, str]
    is_newest: bool
    left: int
    _zip: zipfile.ZipFile

    def has_media(self, name: str) -> bool:
        """Whether the file is not only listed but there."""
        return name in self.media and self.media[name] in self._zip.NameToInfo

    def media_portions(self, name: str) -> Iterator[bytes]:
        """The content of a media file, a portion at a time. Raises DeckError."""
        yield from self._portions(self.media[name], is_compressed=self.is_newest)

    def _portions(self, member: str, *, is_compressed: bool) -> Iterator[bytes]:
        place = f"{self.name}, {shown(member)}"
        try:
            with self._zip.open(member) as packed:
                for portion in _unpacked(packed, place) if is_compressed else iter(lambda: packed.read(_PORTION), b""):
                    self.left -= len(portion)
                    if self.left < 0:
                        raise DeckError(f"{place}: unpacks to more than allowed; if you trust it, raise --max-size")
                    yield portion
        except _UNREADABLE as error:
            raise DeckError(
                f"{place}: cannot be unpacked ({error}); export the package anew, or copy it again"
            ) from error

    def _content(self, member: str, *, is_compressed: bool) -> bytes:
        """All of a member that is to be in memory at once, unless it is too large for that."""
        portions, size = [], 0
        for portion in self._portions(member, is_compressed=is_compressed):
            size += len(portion)
            if size > _LARGEST_LIST:
                raise DeckError(
                    f"{self.name}, {shown(member)}: unpacks to more than {_LARGEST_LIST // 1_000_000} MB, which no list"
                    " of media does; nothing of the package was taken"
                )
            portions.append(portion)
        return b"".join(portions)

    def _unpack(self, member: str, target: Path, *, is_compressed: bool) -> None:
        with target.open("wb") as written:
            written.writelines(self._portions(member, is_compressed=is_compressed))


@contextmanager
def open_archive(path: Path, largest: int = LARGEST) -> Iterator[AnkiArchive]:
    """The package at ``path``, whose collection is unpacked for as long as the block lasts. Raises DeckError."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise DeckError(f"{path}: there is no such file; check the path") from error
    except zipfile.BadZipFile as error:
        raise DeckError(f"{path}: no Anki package: not a zip archive, or cut short; export it anew") from error
    except OSError as error:
        raise DeckError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    with archive, TemporaryDirectory(prefix="quizkit-") as folder:
        member = next((name for name in _COLLECTIONS if name in archive.NameToInfo), None)
        if member is None:
            raise DeckError(f"{path}: no Anki package: it holds no collection; choose an .apkg or .colpkg file")
        opened = AnkiArchive(str(path), Path(folder, "collection"), {}, member == _NEWEST, largest, archive)
        _refuse_newer(opened, archive)
        opened._unpack(member, opened.collection, is_compressed=opened.is_newest)
        if _MEDIA_LIST in archive.NameToInfo:
            listed = opened._content(_MEDIA_LIST, is_compressed=opened.is_newest)
            opened.media = _media_of(listed, opened)
        yield opened


def _refuse_newer(opened: AnkiArchive, archive: zipfile.ZipFile) -> None:
    if "meta" in archive.NameToInfo:
        meta = opened._content("meta", is_compressed=False)
        edition = message_map(meta, f"{opened.name}, 'meta'").get(1, 0)
        if edition not in _KNOWN_EDITIONS:
            raise DeckError(
                f"{opened.name}: a newer Anki made this package (edition {edition!r}); export it with"
                ' "Support older Anki versions" ticked'
            )


def _unpacked(packed: IO[bytes], place: str) -> Iterator[bytes]:
    import zstandard

    try:
        with _decompressor().stream_reader(packed) as reader:
            yield from iter(lambda: reader.read(_PORTION), b"")
    except zstandard.ZstdError as error:
        raise DeckError(f"{place}: damaged ({error}); export the package anew, or copy it again") from error


@cache
def _decompressor() -> ZstdDecompressor:
    """One for all members, which are read one after the other; the window is the largest that Anki writes."""
    from zstandard import ZstdDecompressor

    return ZstdDecompressor(max_window_size=1 << 27)


def _media_of(listed: bytes, opened: AnkiArchive) -> dict[str, str]:
    """The archive's members by the names of the media files that they are."""
    place = f"{opened.name}, media list"
    named: list[tuple[str, str]] = []
    if opened.is_newest:
        entries = [value for number, value in message_fields(listed, place) if number == 1]
        for position, entry in enumerate(entries):
            fields = message_map(entry, place) if isinstance(entry, bytes) else {}
            named.append((text_of(fields.get(1)), str(fields.get(255, position))))
    else:
        try:
            found = json.loads(listed or b"{}")
        except (ValueError, RecursionError) as error:
            raise DeckError(f"{place}: damaged ({error}); export the package anew") from error
        named = [(name, member) for member, name in found.items()] if isinstance(found, dict) else []
    media = {}
    for name, member in named:
        if not isinstance(name, str):
            raise DeckError(f"{place}: the name of a file is not text; export the package anew")
        if not name or name in (".", "..") or any(char in name for char in "/\\\0") or name[1:2] == ":":
            raise DeckError(
                f"{place}: {shown(name)} is no name of a file but a path that leads elsewhere; nothing of the package"
                " was taken"
            )
        media[normalize("NFC", name)] = member
    return media
