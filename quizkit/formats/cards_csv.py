"""Decks as tables of text: Anki's own text format, with its headers, and any other CSV or TSV with a question a row.

Written are the columns that Anki wants for quizkit's note types, in plain text (``#html:false``), so that a spreadsheet
shows them as they are. A table carries the words of cards: key, kind, question, answer, choices, accept, topic. Quotes
and sources stand there to be read; they are not read back. A list has one member a line.

Read are tables with Anki's headers, with a first row of names (question, answer, topic ... or front, back), or without
either: then the first column asks and the second answers. Of notes with more fields the others follow the answer. The
key of a card is that of the column ``Key``, else Anki's GUID makes it as in a package, else the question (see
``derived_keys``).
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from quizkit.domain.card import BLANK, Card, CardKind, Origin
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.domain.slug import slugify
from quizkit.formats.anki_cloze import parse_cloze
from quizkit.formats.anki_design import FIELDS, NOTE_TYPES
from quizkit.formats.anki_rows import Subdecks, note_guid
from quizkit.formats.anki_text import readable
from quizkit.formats.derived_keys import DerivedKeys
from quizkit.formats.node import shown
from quizkit.formats.table_head import TableHead, read_head

_OWN = {note_type.name: kind for kind, note_type in NOTE_TYPES.items()}
_CLOZE = re.compile(r"\{\{c\d{1,3}(?:,\d{1,3})*::", re.IGNORECASE)
_DELETION = re.compile(r"\{\{c\d{1,3}(?:,\d{1,3})*::.*?\}\}", re.IGNORECASE | re.DOTALL)
_MEMBER = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_TOPICS = ("leech", "marked")
_UNREAD = ("evidence", "source", "media")
_WIDEST = 20_000_000
"""Characters that one cell may hold."""


def write_table(deck: Deck, separator: str) -> str:
    """The deck as a table whose columns are parted by ``separator``, a comma or a tab."""
    subdecks = Subdecks(deck)
    names = {subdeck.deck_id: subdeck.name for subdeck in subdecks.decks}
    columns = ("GUID", "Note type", "Deck", "Tags", *FIELDS)
    made = io.StringIO()
    made.write(f"#separator:{'tab' if separator == chr(9) else 'comma'}\n#html:false\n")
    for number, what in enumerate(("guid", "notetype", "deck", "tags"), 1):
        made.write(f"#{what} column:{number}\n")
    made.write(f"#columns:{separator.join(columns)}\n")
    rows = csv.writer(made, delimiter=separator, lineterminator="\r\n")
    titles = {source.slug: source.title or source.file for source in deck.sources}
    for card in deck.cards:
        fields = _fields(card, titles)
        head = (note_guid(card.key), NOTE_TYPES[card.kind].name, names[subdecks.number(card.topic)])
        rows.writerow((*head, subdecks.tags(card.topic).strip(), *(fields.get(name, "") for name in FIELDS)))
    return _SURROGATES.sub("\ufffd", made.getvalue().replace("\r\n", "\n").replace("\r", "\n"))


def read_table(text: str, name: str) -> list[Deck]:
    """The decks that the table ``text`` of the file ``name`` holds; a table that names none is a deck itself.

    Raises DeckError, naming file and line, for what is no table or has rows of unequal length.
    """
    head, rest = read_head(text, name)
    table = _Table(head, name)
    width = 0
    for line, row in _rows(rest, head, name):
        width = width or len(row)
        if len(row) != width:
            raise DeckError(
                f"{name}:{line}: this row has {len(row)} columns, the first one {width}; "
                "put cells that hold the separator or a line break in double quotes"
            )
        table.add(line, row)
    return table.decks()


def _fields(card: Card, titles: Mapping[str, str]) -> dict[str, str]:
    question = card.question
    if card.kind is CardKind.CLOZE:
        question = question.replace(BLANK, _deletion(card.answer))
    return {
        "Question": question,
        "Answer": card.answer,
        "Choices": "\n".join(map(_one_line, card.choices)),
        "Accept": "\n".join(map(_one_line, card.accept)),
        "Evidence": "\n".join(_one_line(evidence.quote) for evidence in card.evidence),
        "Source": "\n".join(dict.fromkeys(_one_line(titles.get(e.source, e.source)) for e in card.evidence)),
        "Topic": card.topic,
        "Key": card.key,
    }


def _deletion(answer: str) -> str:
    return f"{{{{c1::{answer}}}}}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows(text: str, head: TableHead, name: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with the line on which it begins."""
    before = csv.field_size_limit(_WIDEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=head.separator, strict=True)
    line = head.lines + 1
    try:
        for row in reader:
            if any(row):
                yield line, row
            line = head.lines + reader.line_num + 1
    except csv.Error as error:
        raise DeckError(f"{name}:{line}: no row of a table: {error}; mend the quotes there") from error
    finally:
        csv.field_size_limit(before)


@dataclass(slots=True)
class _Table:
    """The cards found so far, by the title of their deck."""

    head: TableHead
    name: str
    found: dict[str, list[Card]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    keys: DerivedKeys = field(default_factory=DerivedKeys)

    def add(self, line: int, row: list[str]) -> None:
        """Take the cards of a row."""
        note_type = self.head.special("notetype", row) or self.head.note_type
        cells = self.head.fields(row, FIELDS if note_type in _OWN else ())
        path = [part for part in (self.head.special("deck", row) or self.head.deck).split("::") if part.strip()]
        title = path[0].strip() if path else self._title
        topic = cells.get("topic") or " / ".join(path[1:]) or _topic_of(self.head.special("tags", row)) or title
        for card in self._cards(note_type, cells, self.head.special("guid", row), topic):
            if fault := card.fault():
                raise DeckError(f"{self.name}:{line}: {shown(card.question or card.key)} is no card: {fault}")
            if card.key in self.lines:
                first = self.lines[card.key]
                raise DeckError(f"{self.name}:{line}: the key {shown(card.key)} stands on line {first}, too")
            self.lines[card.key] = line
            self.found.setdefault(title, []).append(card)

    def decks(self) -> list[Deck]:
        """All that was found."""
        if not self.found:
            raise DeckError(f"{self.name}: no row with a question and an answer; is it a table of cards?")
        return [
            Deck(slugify(self._stem if title == self._title else title), title, tuple(cards))
            for title, cards in self.found.items()
        ]

    def _cards(self, note_type: str, cells: Mapping[str, str], guid: str, topic: str) -> Iterator[Card]:
        asked, answer, key = cells.get("question", ""), cells.get("answer", ""), cells.get("key", "").strip()
        own = _OWN.get(note_type)
        others = [text for name, text in cells.items() if name not in _KNOWN and text.strip()]
        if own is None and _CLOZE.search(asked):
            cloze, extra = parse_cloze(asked), "\n".join(map(self._shown, (answer, *others))).strip()
            for number in sorted(cloze.numbers):
                blanks = "; ".join(map(self._shown, cloze.answers(number)))
                told = f"{blanks}\n{extra}" if extra else blanks
                accept = (blanks,) if extra else ()
                made = (f"{key}-{number}" if key else "") or _guid_key(guid, number)
                made = made or self.keys.give(_DELETION.sub(BLANK, asked), str(number))
                yield _card(made, CardKind.CLOZE, self._shown(cloze.question(number)), told, topic, accept)
            return
        if own is CardKind.CLOZE:
            asked = asked.replace(_deletion(answer), BLANK)
        question, told = self._shown(asked), "\n".join(filter(None, map(self._shown, (answer, *others))))
        right = _lines(cells.get("accept", ""))
        choices = self._members(cells.get("choices", ""))
        choices = tuple(told if choice == _one_line(told) else choice for choice in choices)
        kind = own or (CardKind.CHOICE if choices else CardKind.CLOZE if BLANK in question else CardKind.QUESTION)
        if kind is CardKind.CHOICE and told not in choices:
            # Anki's plain text runs the options together: what is left is the question.
            kind, choices = CardKind.QUESTION, ()
        made = key or _guid_key(guid, 1) or self.keys.give(question, "answer")
        yield _card(made, kind, question, told, topic, right, choices)

    def _members(self, cell: str) -> tuple[str, ...]:
        """The members of a list, one a line; in HTML those of its ``li``."""
        if self.head.is_html and "<li" in cell:
            return tuple(readable(member, []) for member in _MEMBER.findall(cell))
        return _lines(cell)

    def _shown(self, cell: str) -> str:
        return readable(cell, []) if self.head.is_html else cell

    @property
    def _stem(self) -> str:
        return re.sub(r"(?i)\.(csv|tsv|txt)\Z", "", re.split(r"[/\\]", self.name)[-1])

    @property
    def _title(self) -> str:
        return self._stem or "Table"


_KNOWN = ("question", "answer", "topic", "key", "choices", "accept", "kind", "extra", *_UNREAD)


def _card(
    key: str,
    kind: CardKind,
    question: str,
    answer: str,
    topic: str,
    accept: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
) -> Card:
    return Card(key, kind, question, answer, topic, (), accept, choices, origin=Origin.WRITTEN)


def _guid_key(guid: str, number: int) -> str:
    """The key that the same note has when it comes in a package; see ``anki_import``."""
    return f"anki/{hashlib.sha256(guid.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}/{number}" if guid else ""


def _topic_of(tags: str) -> str:
    tag = next((tag for tag in tags.split() if tag.casefold() not in _NO_TOPICS), "")
    return " / ".join(filter(None, tag.replace("_", " ").split("::"))).strip()


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line for line in cell.split("\n") if line.strip()) if cell else ()
