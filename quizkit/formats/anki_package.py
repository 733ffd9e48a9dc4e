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

import hashlib
import json
import re
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import genanki

from quizkit.domain.card import Card, CardKind
from quizkit.domain.deck import Deck
from quizkit.domain.errors import WriteError
from quizkit.domain.safe_text import safe_text
from quizkit.formats.anki_design import CSS, DESIGNED_AT, FIELDS, NOTE_TYPES, NoteType
from quizkit.formats.anki_html import as_html, note_fields

_SCHEDULER_VERSION = 2  # what genanki's empty collection does not say: Anki would shift the answers of a log by one
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same deck


def write_package(deck: Deck, path: Path, changed: Mapping[str, datetime]) -> None:
    """Write the deck to ``path``; ``changed`` tells by card key the moment when the card's content last changed.

    A card that ``changed`` does not name counts as never changed: Anki adds it where it is missing, and leaves it alone
    where it is there. Equal input gives an equal file. Raises OSError, and WriteError where SQLite fails.
    """
    moments = {card.key: int(changed[card.key].timestamp()) if card.key in changed else 0 for card in deck.cards}
    package = _Package(_decks(deck, moments))
    # Note and card ids count milliseconds from here: the day of the last change is what Anki shows as "created".
    newest = max([DESIGNED_AT, *moments.values()])
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "raw.apkg")
        try:
            package.write_to_file(raw, newest)
        finally:
            package.sweep()
        _pack(raw, path)


def note_guid(key: str) -> str:
    """The GUID that Anki knows the card ``key`` by, for good."""
    return hashlib.sha256(f"quizkit note {key}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note with its own modification time; genanki gives all of a file the same."""

    def __init__(self, card: Card, fields: dict[str, str], tag: str, moment: int, position: int) -> None:
        super().__init__(
            model=_MODELS[card.kind],
            fields=[fields.get(name, "") for name in FIELDS],
            guid=note_guid(card.key),
            tags=[tag],
            due=position,
        )
        self._moment = moment

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:
        super().write_to_db(cursor, self._moment, deck_id, id_gen)


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type that is as old as its design, not as the export."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        fields: dict[str, Any] = super().to_json(DESIGNED_AT, deck_id)
        return fields


class _Package(genanki.Package):  # type: ignore[misc]
    """A package whose collection says which scheduler it is for, and which leaves nothing behind."""

    _database: Path | None = None

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:
        self._database = Path(cursor.execute("PRAGMA database_list").fetchone()[2])
        try:
            super().write_to_db(cursor, timestamp, id_gen)
            conf = json.loads(cursor.execute("SELECT conf FROM col").fetchone()[0])
            conf["schedVer"] = _SCHEDULER_VERSION
            cursor.execute("UPDATE col SET conf = ?", (json.dumps(conf),))
            cursor.connection.commit()
        except cursor.connection.Error as error:
            raise WriteError(
                f"{self._database.parent}: no Anki package could be made there ({error}); free some space, or set"
                " TMPDIR to a folder that has some"
            ) from error

    def sweep(self) -> None:
        """Delete the database that genanki leaves in the folder for temporary files."""
        if self._database:
            self._database.unlink(missing_ok=True)


def _pack(raw: Path, path: Path) -> None:
    """Copy the package ``raw`` to ``path``, compressed and without the time of day."""
    with zipfile.ZipFile(raw) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            with given.open(name) as source, made.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)


def _decks(deck: Deck, moments: Mapping[str, int]) -> list[genanki.Deck]:
    """The deck, which holds no cards itself, and a subdeck for every topic."""
    title = _name(deck.title) or _name(deck.slug) or "quizkit"
    top = genanki.Deck(_deck_id(deck.slug), title, as_html(deck.description))
    names = {topic: _name(topic) or "…" for topic in deck.topics}
    tags = {topic: _tag(name) for topic, name in names.items()}
    # To Anki, names that differ in case alone are one: the first spelling wins.
    folded = {topic: unicodedata.normalize("NFC", name).casefold() for topic, name in names.items()}
    subdecks: dict[str, genanki.Deck] = {}
    for topic, name in names.items():
        number = _deck_id(f"{deck.slug}\n{folded[topic]}")
        subdecks.setdefault(folded[topic], genanki.Deck(number, f"{title}::{name}"))
    sources = {source.slug: source for source in deck.sources}
    for position, card in enumerate(deck.cards, 1):
        note = _Note(card, note_fields(card, sources), tags[card.topic], moments[card.key], position)
        subdecks[folded[card.topic]].add_note(note)
    return [top, *subdecks.values()]


def _deck_id(name: str) -> int:
    """A stable number among those that Anki's own ids, milliseconds since 1970, are taken from."""
    digest = hashlib.sha256(f"quizkit deck {name}".encode("utf-8", "surrogatepass")).digest()
    return 1_100_000_000_000 + int.from_bytes(digest[:8], "big") % 400_000_000_000


def _name(text: str) -> str:
    """``text`` as one part of a deck's name: on one line, its colons unable to part it."""
    one_line = " ".join(safe_text(text).replace('"', "'").split())
    return re.sub(r":(?=:)|(?<=:):|\A:|:\Z", "∶", one_line)


def _tag(name: str) -> str:
    """A topic's ``name`` as a tag under ``quizkit::``: white space would end it."""
    return "quizkit::" + re.sub(r"\s+", "-", name)


def _model(note_type: NoteType) -> _Model:
    return _Model(
        note_type.number,
        note_type.name,
        fields=[{"name": name, "font": "Arial"} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": note_type.front, "afmt": note_type.back}],
        css=CSS,
        model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
    )


_MODELS: dict[CardKind, _Model] = {kind: _model(note_type) for kind, note_type in NOTE_TYPES.items()}
