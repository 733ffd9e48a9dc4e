"""Decks as Anki packages (.apkg).

A card is one note. What makes a second export update the first instead of doubling it:

- The GUID comes from the card's key alone. A reworded card stays the same note, in whatever deck it stands; a card
  that two decks share is one note in Anki. A card that changes its *kind* changes its note type, and Anki then keeps
  the note as it was.
- A note's ``mod`` is the moment its content last changed here, in whole seconds. Anki takes over newer notes only, so
  the learner's own edits outlive the export of an unchanged card.
- A deck's id comes from its slug, a subdeck's from slug and topic. Anki applies decks to new cards only: a card that
  moves to another topic is followed by its tag.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import genanki

from quizkit.domain.card import CardKind, Media
from quizkit.domain.deck import Deck
from quizkit.domain.errors import WriteError
from quizkit.domain.marks import Marks
from quizkit.formats.anki_design import CSS, DESIGNED_AT, FIELDS, NOTE_TYPES, NoteType
from quizkit.formats.anki_progress import Progress
from quizkit.formats.anki_rows import Contents, Subdecks, package_rows

_SCHEDULER_VERSION = 2  # what genanki's empty collection does not say: Anki would shift the answers of a log by one
_COLLECTION = "collection.anki2"
_LEVEL = 1  # of deflate: a tenth larger than at the usual 6, in a quarter of the time


def write_package(
    deck: Deck,
    path: Path,
    changed: Mapping[str, datetime],
    progress: Progress | None = None,
    marks: Mapping[str, Marks] | None = None,
    media: Callable[[Media], Path | None] = lambda media: None,
) -> None:
    """Write the deck to ``path``; ``changed`` tells by card key the moment when the card's content last changed.

    A card that ``changed`` does not name counts as never changed: Anki adds it where it is missing, and leaves it alone
    where it is there. With ``progress`` the schedules and the log go along; flags and what is suspended always do.
    ``media`` tells where a card's picture or sound is, under a name that is made of its content. Equal input gives an
    equal file. Raises OSError, and WriteError where SQLite fails.
    """
    moments = {card.key: int(changed[card.key].timestamp()) if card.key in changed else 0 for card in deck.cards}
    named = dict.fromkeys(file for card in deck.cards for file in card.media)
    files = {file: place for file in named if (place := media(file)) is not None}
    package = _Package(Contents(deck, moments, marks or {}, progress, files))
    # Note and card ids count milliseconds from here: the day of the last change is what Anki shows as "created".
    newest = max([DESIGNED_AT, *moments.values()])
    package.write_to_file(path, newest)


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type that is as old as its design, not as the export."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        fields: dict[str, Any] = super().to_json(DESIGNED_AT, deck_id)
        return fields


class _Package(genanki.Package):  # type: ignore[misc]
    """A package whose notes are written many at a time, each with its own modification time, and leaves nothing behind.

    genanki makes the collection, the note types, the decks and the file. Its own notes would all be as old as the file,
    and take several times as long.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._subdecks = Subdecks(contents.deck)
        # A content that goes by two names is one file.
        super().__init__(self._subdecks.decks, list(dict.fromkeys(map(str, contents.media.values()))))
        for kind in dict.fromkeys(card.kind for card in contents.deck.cards):
            self.decks[0].add_model(MODELS[kind])

    def write_to_file(self, file: Path, timestamp: float) -> None:
        """Write the collection and pack it, each once: genanki's own packing is without compression.

        Ids count milliseconds from ``timestamp``, in seconds since 1970.
        """
        with tempfile.TemporaryDirectory() as folder:
            collection = Path(folder, _COLLECTION)
            try:
                with closing(sqlite3.connect(collection)) as connection:
                    self.write_to_db(connection.cursor(), timestamp, count(int(timestamp * 1000)))
            except sqlite3.Error as error:
                raise WriteError(
                    f"{Path(folder).parent}: no Anki package could be made there ({error}); free some space, or set"
                    " TMPDIR to a folder that has some"
                ) from error
            names = [Path(place).name for place in self.media_files]
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as made:
                _add(made, _COLLECTION, collection)
                with made.open("media", "w") as listed:
                    listed.write(json.dumps(dict(enumerate(names))).encode())
                for number, place in enumerate(self.media_files):
                    _add(made, str(number), place)

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        # The file is thrown away where anything goes wrong: no need for SQLite to be able to go back.
        # Large pages hold more notes and are fewer to write.
        cursor.executescript("PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        super().write_to_db(cursor, timestamp, id_gen)
        self._set_calendar(cursor)
        indexes = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for notes, cards, log in package_rows(self._contents, self._subdecks, id_gen):
            cursor.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')", notes)
            cursor.executemany(
                "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)", cards
            )
            cursor.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", log)
        for _, sql in indexes:
            cursor.execute(sql)
        cursor.connection.commit()

    def _set_calendar(self, cursor: sqlite3.Cursor) -> None:
        """Say which scheduler the numbers are for, and what the days are counted from."""
        conf, created_at = cursor.execute("SELECT conf, crt FROM col").fetchone()
        conf = json.loads(conf) | {"schedVer": _SCHEDULER_VERSION}
        if progress := self._contents.progress:
            conf["rollover"] = progress.day_starts_at
            created_at = progress.created_at
        cursor.execute("UPDATE col SET conf = ?, crt = ?", (json.dumps(conf), created_at))


def _add(made: zipfile.ZipFile, name: str, place: Path | str) -> None:
    """Pack the file at ``place`` under ``name``, without its time of day: the same bytes for the same deck."""
    # Named, not described by a ZipInfo: that would be packed at the usual level, whatever the archive says.
    with Path(place).open("rb") as source, made.open(name, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _model(note_type: NoteType) -> _Model:
    return _Model(
        note_type.number,
        note_type.name,
        fields=[{"name": name, "font": "Arial"} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": note_type.front, "afmt": note_type.back}],
        css=CSS,
        model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
    )


MODELS: dict[CardKind, _Model] = {kind: _model(note_type) for kind, note_type in NOTE_TYPES.items()}
