"""Contradictions between sources as text for people, side by side where there is room, and as JSON."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from quizkit.cli.output import counted
from quizkit.domain.conflict import Side
from quizkit.domain.safe_text import safe_text

if TYPE_CHECKING:
    from quizkit.storage.conflicts import OfDeck

_SIDE_BY_SIDE_FROM = 80
"""Columns of a terminal that two quotes need beside each other."""
_WIDEST = 120
_GAP = 4
_LONGEST_QUOTE = 300
_MARK = "**"
"""Stands before and behind a value in its quote: a mark that needs no colour."""


def conflicts_in_words(found: Sequence[OfDeck]) -> str:
    """The conflicts, numbered, both quotes of each side by side, in a narrow terminal one under the other."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    return "\n\n".join("\n".join(_one(number, each, width)) for number, each in enumerate(found, 1))


def conflicts_as_json(found: Sequence[OfDeck]) -> dict[str, object]:
    """The conflicts as values that JSON knows."""
    return {
        "conflicts": [
            {
                "number": number,
                "key": each.conflict.key,
                "deck": each.deck,
                "sort": each.conflict.sort,
                "score": each.conflict.score,
                "pick": each.conflict.pick,
                "a": _side_as_json(each.conflict.a, each.files[0]),
                "b": _side_as_json(each.conflict.b, each.files[1]),
            }
            for number, each in enumerate(found, 1)
        ]
    }


def _side_as_json(side: Side, file: str) -> dict[str, object]:
    return {
        "value": side.value,
        "quote": side.evidence.quote,
        "source": side.evidence.source,
        "file": file,
        "line": side.evidence.line,
        "drafts": list(side.drafts),
    }


def _one(number: int, of_deck: OfDeck, width: int) -> Iterator[str]:
    conflict = of_deck.conflict
    decided = f", you picked {conflict.pick}" if conflict.pick else ""
    deck = f", deck {of_deck.deck}" if of_deck.deck else ""
    yield from _wrapped(f"{number}. Possible conflict: {conflict.sort}{decided}{deck} (key {conflict.key})", width)
    room = (width - 3 - _GAP) // 2 if width >= _SIDE_BY_SIDE_FROM else width - 3
    columns = [
        _column(letter, side, file, room)
        for letter, side, file in zip("ab", conflict.sides, of_deck.files, strict=True)
    ]
    if width >= _SIDE_BY_SIDE_FROM:
        from rich.cells import cell_len

        for left, right in zip_longest(*columns, fillvalue=""):
            yield f"   {left}{' ' * (room - cell_len(left) + _GAP)}{right}".rstrip()
    else:
        for column in columns:
            yield from (f"   {line}".rstrip() for line in column)


def _column(letter: str, side: Side, file: str, room: int) -> list[str]:
    place = f"{file}:{side.evidence.line}" if side.evidence.line else file
    lines = _wrapped(f"{letter}) {place}", room) + _wrapped(_marked(side), room)
    teaching = counted(len(side.drafts), "card teaches", "cards teach")
    return [*lines, *_wrapped(f"({teaching} it)", room)]


def _marked(side: Side) -> str:
    """The quote with the value marked, and of a long one what stands about it."""
    quote, value = " ".join(side.evidence.quote.split()), " ".join(side.value.split())
    place = re.search(rf"(?<![^\W_]){re.escape(value)}(?![^\W_])", quote)
    if place is None:
        return f"{_MARK}{value}{_MARK}: {quote[:_LONGEST_QUOTE]}"
    before, after = quote[: place.start()], quote[place.end() :]
    if len(quote) > _LONGEST_QUOTE:
        half = _LONGEST_QUOTE // 2
        before = f"…{before[-half:].partition(' ')[2]}" if len(before) > half else before
        after = f"{after[:half].rpartition(' ')[0]}…" if len(after) > half else after
    return f"{before}{_MARK}{value}{_MARK}{after}"


def _wrapped(text: str, room: int) -> list[str]:
    """Lines of no more than ``room`` columns, wide characters counted as wide."""
    from rich.cells import cell_len

    lines = wrap(safe_text(text).replace("\n", " "), max(10, room))
    if all(cell_len(line) <= room for line in lines):
        return lines
    return [part for line in lines for part in wrap(line, max(5, room // 2))]
