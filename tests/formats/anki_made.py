"""Packages that Anki's real backend makes: whole collections, in both of its formats."""

from __future__ import annotations

import json
import sqlite3
import time
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anki import import_export_pb2
from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

DAY = 86_400
FIELDS = "\x1f"


@dataclass(frozen=True)
class Counts:
    """What a collection holds, for comparing."""

    notes: int
    cards: int
    reviews: int


class AnkiMaker:
    """A collection to fill; ``close`` it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.col: Any = Collection(str(folder / "collection.anki2"))

    def close(self) -> None:
        self.col.close()

    def note(self, kind: str, deck: str = "Default", tags: str = "", **fields: str) -> list[int]:
        """Add a note; the numbers of its cards. Spaces in names of fields are underscores here."""
        note = self.col.new_note(self.col.models.by_name(kind))
        for name, text in fields.items():
            note[name.replace("_", " ")] = text
        note.tags = tags.split()
        self.col.add_note(note, self.col.decks.id(deck))
        return [card.id for card in note.cards()]

    def notes(self, kind: str, deck: str, many: list[Mapping[str, str]]) -> None:
        """Add many notes at once."""
        model, place = self.col.models.by_name(kind), self.col.decks.id(deck)
        requests = []
        for fields in many:
            note = self.col.new_note(model)
            for name, text in fields.items():
                note[name] = text
            requests.append(AddNoteRequest(note, place))
        self.col.add_notes(requests)

    def note_type(
        self, name: str, fields: list[str], templates: list[tuple[str, str]], *, is_cloze: bool = False
    ) -> None:
        """Add a note type."""
        models = self.col.models
        made = models.new(name)
        made["type"] = int(is_cloze)
        for one in fields:
            models.add_field(made, models.new_field(one))
        for number, (front, back) in enumerate(templates, 1):
            template = models.new_template(f"Card {number}")
            template["qfmt"], template["afmt"] = front, back
            models.add_template(made, template)
        models.add(made)

    def take(self, package: Path) -> None:
        """Import a package with its progress, as a learner does who ticks that."""
        options = import_export_pb2.ImportAnkiPackageOptions(with_scheduling=True)
        self.col._backend.import_anki_package(package_path=str(package), options=options)

    def media(self, name: str, content: bytes) -> str:
        """Add a file; the name that Anki gives it."""
        return str(self.col.media.write_data(name, content))

    def set(self, card: int, **columns: int) -> None:
        """Write a card's columns as they are, whatever Anki thinks of it."""
        named = ", ".join(f"{name} = ?" for name in columns)
        self.col.db.execute(f"update cards set {named} where id = ?", *columns.values(), card)

    def reviewed(self, card: int, *reviews: tuple[int, int, int]) -> None:
        """Write reviews to the log: milliseconds, answer, type."""
        for at, answer, kind in reviews:
            self.col.db.execute("insert into revlog values (?,?,-1,?,1,1,2500,4200,?)", at, card, answer, kind)

    def package(self, path: Path, *, legacy: bool = False, with_progress: bool = True) -> Path:
        """Export all as ``.apkg``, or ``.colpkg`` by the path's suffix."""
        if path.suffix == ".colpkg":
            self.col.export_collection_package(str(path), True, legacy)
            self.col.reopen(after_full_sync=False)
            return path
        options = ExportAnkiPackageOptions(
            with_scheduling=with_progress, with_deck_configs=True, with_media=True, legacy=legacy
        )
        self.col.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    @staticmethod
    def as_version_1(package: Path, target: Path) -> Path:
        """A copy of a legacy package that says nothing of its scheduler, as those of old."""
        file = target.with_suffix(".db")
        with zipfile.ZipFile(package) as before, zipfile.ZipFile(target, "w") as after:
            file.write_bytes(before.read("collection.anki21"))
            with closing(sqlite3.connect(file)) as database:
                conf = json.loads(database.execute("SELECT conf FROM col").fetchone()[0])
                conf.pop("schedVer", None)
                database.execute("UPDATE col SET conf = ?", (json.dumps(conf),))
                database.commit()
            after.writestr("collection.anki2", file.read_bytes())
            after.writestr("media", "{}")
        return target

    def counts(self) -> Counts:
        """What there is."""
        reviews = self.col.db.scalar("select count() from revlog where ease between 1 and 4")
        return Counts(self.col.note_count(), self.col.card_count(), reviews)


def now_ms() -> int:
    """Milliseconds since 1970: Anki tells its own time."""
    return int(time.time() * 1000)
