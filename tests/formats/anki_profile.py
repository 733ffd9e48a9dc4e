"""A learner's Anki, driven through its real backend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from anki import import_export_pb2
from anki.collection import Collection

from quizkit.domain.deck import Deck
from quizkit.formats.anki_package import write_package

GOOD = 3
MONDAY = datetime(2028, 1, 3, 12, tzinfo=UTC)
"""Later than any note that the tests make in Anki itself."""


@dataclass(frozen=True)
class Imported:
    """What Anki says of an import, in numbers of notes."""

    new: int
    updated: int
    unchanged: int
    conflicting: int


class AnkiProfile:
    """A fresh collection; ``close`` it."""

    def __init__(self, folder: Path) -> None:
        self.col: Any = Collection(str(folder / "collection.anki2"))

    def close(self) -> None:
        self.col.close()

    def add(self, package: Path) -> Imported:
        options = import_export_pb2.ImportAnkiPackageOptions()
        log = self.col._backend.import_anki_package(package_path=str(package), options=options).log
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def note(self, key: str) -> Any:
        (found,) = [note for note in map(self.col.get_note, self.col.find_notes("")) if note["Key"] == key]
        return found

    def sides(self, key: str) -> tuple[str, str]:
        """What a reader sees on front and back."""
        (card,) = self.note(key).cards()
        output = card.render_output()
        return shown(output.question_text), shown(output.answer_text)

    def back_html(self, key: str) -> str:
        (card,) = self.note(key).cards()
        return str(card.render_output().answer_text)

    def review(self, cards: int) -> list[str]:
        """Answer GOOD to the first cards of the queue until so many have left it; their keys."""
        seen: list[str] = []
        self.col.decks.select(
            next(d.id for d in self.col.decks.all_names_and_ids() if d.id != 1 and "::" not in d.name)
        )
        while len(seen) < cards:
            card = self.col.sched.getCard()
            card.start_timer()
            self.col.sched.answerCard(card, GOOD)
            if (key := card.note()["Key"]) not in seen:
                seen.append(key)
        return seen

    def progress(self) -> dict[str, tuple[Any, ...]]:
        """All that the scheduler knows of each card, and how often the log names it, by key."""
        return {
            self.col.get_note(row[0])["Key"]: tuple(row[1:])
            for row in self.col.db.all(
                "select nid, type, queue, due, ivl, factor, reps, lapses,"
                " (select count() from revlog where cid = cards.id) from cards"
            )
        }

    def complaints(self) -> list[str]:
        """What Anki's own database check finds, its closing words aside."""
        says, is_fine = self.col.fix_integrity()
        lines = [line for line in says.splitlines() if line != "Database rebuilt and optimized."]
        return lines if is_fine else [says]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._hidden += tag in ("style", "script")
        self.text += "\n" if tag in ("div", "br", "hr", "li", "blockquote", "footer") else ""

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data


def shown(html: str) -> str:
    """The text that a browser shows, white space folded."""
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return re.sub(r"\s+", " ", seen.text).strip()


def export(deck: Deck, path: Path, moment: datetime = MONDAY, **later: datetime) -> Path:
    """Write the package; all cards changed at ``moment``, but for those whose answer slot stands in ``later``."""
    changed = {card.key: later.get(card.key.rpartition("/")[2], moment) for card in deck.cards}
    write_package(deck, path, changed)
    return path
