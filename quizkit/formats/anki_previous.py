"""What an earlier package of a deck held, or one that Anki wrote of it: for telling what the next one will change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quizkit.domain.card import CardKind
from quizkit.formats.anki_archive import open_archive
from quizkit.formats.anki_collection import open_collection, read_collection
from quizkit.formats.anki_design import FIELDS, NOTE_TYPES
from quizkit.formats.anki_rows import note_guid
from quizkit.formats.anki_text import readable

_KINDS = {note_type.number: kind for kind, note_type in NOTE_TYPES.items()}
_TOPIC, _KEY = FIELDS.index("Topic"), FIELDS.index("Key")


@dataclass(frozen=True, slots=True)
class Packaged:
    """A note of quizkit's own in a package: the topic in its words, and when it was last changed, here or in Anki."""

    topic: str
    changed_at: datetime
    kind: CardKind


def read_previous(path: Path) -> dict[str, Packaged]:
    """By card key, the notes of quizkit's own that the package holds; others are passed over. Raises DeckError."""
    found: dict[str, Packaged] = {}
    with open_archive(path) as archive, open_collection(archive.collection, archive.name) as database:
        read_collection(database, archive.name)
        for guid, number, moment, joined in database.execute("SELECT guid, mid, mod, flds FROM notes"):
            fields = str(joined).split("\x1f")
            if number not in _KINDS or len(fields) != len(FIELDS):
                continue
            key = readable(fields[_KEY], [])
            # The key is text that anybody may change in Anki; the GUID is made of it.
            if note_guid(key) == guid:
                changed_at = datetime.fromtimestamp(min(max(int(moment), 0), 2**32), UTC)
                found[key] = Packaged(readable(fields[_TOPIC], []), changed_at, _KINDS[number])
    return found
