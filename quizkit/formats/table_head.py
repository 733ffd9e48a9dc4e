"""What stands above a table of cards: Anki's headers, or a row of names; and which column is what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

from quizkit.domain.errors import DeckError
from quizkit.formats.node import shown

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_SPECIAL = ("guid", "notetype", "deck", "tags")
_NAMES = {
    "question": ("question", "front", "term", "prompt", "ask", "text"),
    "answer": ("answer", "back", "definition", "meaning", "back extra"),
    "topic": ("topic", "section", "category", "chapter"),
    "choices": ("choices", "options"),
    "accept": ("accept", "also right"),
    "key": ("key",),
    "guid": ("guid",),
    "notetype": ("notetype", "note type"),
    "deck": ("deck",),
    "tags": ("tags",),
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names}
_SAMPLE, _ROWS = 100_000, 20
"""Characters and rows that are looked at to find the separator."""

_NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TableHead:
    """``lines`` stand above the rows; ``columns`` names them in order, where anything does.

    ``at`` tells the columns, from 0, of Anki's special ones: guid, notetype, deck and tags.
    """

    separator: str
    is_html: bool = False
    lines: int = 0
    columns: tuple[str, ...] = ()
    note_type: str = ""
    deck: str = ""
    at: Mapping[str, int] = field(default_factory=lambda: _NOTHING)

    def special(self, what: str, row: Sequence[str]) -> str:
        """What the row says of its guid, notetype, deck or tags; "" where it says nothing."""
        place = self.at.get(what, -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    def fields(self, row: Sequence[str], names: Sequence[str]) -> dict[str, str]:
        """The other cells by what they are: question, answer, topic ...; those of other names by their name.

        ``names`` are those of the note type's fields, for a table that does not name its columns.
        """
        places = [place for place in range(len(row)) if place not in self.at.values()]
        if self.columns:
            named = [self.columns[place] if place < len(self.columns) else "" for place in places]
        else:
            named = [*(names or ("question", "answer")), *[""] * len(places)][: len(places)]
        found: dict[str, str] = {}
        for place, name in zip(places, named, strict=True):
            role = _ROLES.get(name.strip().casefold(), name.strip().casefold()) or f"column {place + 1}"
            # Two columns of one name: the second is one of the others.
            found[role if role not in found else f"{role} {place + 1}"] = row[place]
        return found


def read_head(text: str, name: str) -> tuple[TableHead, str]:
    """What stands above the table, and the text of its rows. Raises DeckError where a header makes no sense."""
    said: dict[str, str] = {}
    at: dict[str, int] = {}
    lines = 0
    while header := re.match(r"#([^\n]*)(?:\n|\Z)", text):
        lines += 1
        what, colon, value = header[1].rstrip("\r").partition(":")
        what = what.strip().casefold()
        if colon and what.removesuffix(" column") in _SPECIAL and what.endswith(" column"):
            if not re.fullmatch(r"[1-9]\d{0,3}", value.strip()):
                raise DeckError(f"{name}:{lines}: {shown(value)} is no column; count them from 1")
            at[what.removesuffix(" column")] = int(value) - 1
        elif colon:
            said[what] = value
        text = text[header.end() :]
    if not lines and (told := re.match(r"sep=([^\w\s]|\t)\r?\n", text, re.IGNORECASE)):
        # What spreadsheets write for each other.
        said["separator"], lines, text = told[1], 1, text[told.end() :]
    separator = _separator(said.get("separator", ""), text, name)
    columns = tuple(_cells(said["columns"], separator)) if "columns" in said else ()
    if not columns and (names := _names_in_first_row(text, separator)):
        columns, lines = names, lines + 1
        text = text.partition("\n")[2]
    for place, column in enumerate(columns):
        role = _ROLES.get(column.strip().casefold(), "")
        if role in _SPECIAL:
            at.setdefault(role, place)
    head = TableHead(
        separator,
        is_html=said.get("html", "").strip().casefold() == "true",
        lines=lines,
        columns=columns,
        note_type=said.get("notetype", "").strip(),
        deck=said.get("deck", "").strip(),
        at=at,
    )
    return head, text


def _separator(said: str, text: str, name: str) -> str:
    if said:
        known = said if len(said) == 1 else _SEPARATORS.get(said.strip().casefold(), "")
        if not known:
            raise DeckError(f"{name}: the separator {shown(said)} is unknown; use one of {', '.join(_SEPARATORS)}")
        return known
    if name.casefold().endswith((".tsv", ".txt")) and "\t" in text:
        return "\t"
    # The one that parts the first rows into as many columns each; where several do, the usual one.
    widths = {sign: [len(row) for row in _first_rows(text[:_SAMPLE], sign)] for sign in ",;\t|"}
    even = [sign for sign, found in widths.items() if found and min(found) == max(found) > 1]
    return even[0] if even else max(widths, key=lambda sign: sum(found > 1 for found in widths[sign]))


def _first_rows(text: str, separator: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [row for row in islice(rows, _ROWS) if any(row)]
    except csv.Error:
        return []


def _names_in_first_row(text: str, separator: str) -> tuple[str, ...]:
    """The names of the columns where the first row is made of such; else none."""
    cells = tuple(_cells(text.partition("\n")[0], separator))
    roles = [_ROLES.get(cell.strip().casefold(), "") for cell in cells]
    is_named = "question" in roles and ("answer" in roles or "text" in (cell.strip().casefold() for cell in cells))
    return cells if is_named else ()


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(line.rstrip("\r")), delimiter=separator), [])
