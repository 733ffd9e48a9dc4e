"""Text that remembers where each of its characters stands in the document."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizkit.domain.source import Place

INVISIBLE = "\u200b\u2060\ufeff\u00ad"
"""Marks without width that break words or stop them from breaking: of no concern to a reader."""

_UNFOLDED = re.compile(rf"[^\S ]|  |[{INVISIBLE}]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_ENTITY = re.compile(r"&#?\w{1,31};")
_BREAK_IN_LINE = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Characters:
    """A passage with, for each character, its offset in the decoded file."""

    text: str
    at: Sequence[int]

    @classmethod
    def of(cls, text: str, start: int) -> Characters:
        """``text`` as it stands in the file from offset ``start`` on."""
        return cls(text, range(start, start + len(text)))

    @classmethod
    def joined(cls, parts: Iterable[Characters]) -> Characters:
        """The parts one after the other, with a space where a line ended."""
        parts = [part for part in parts if part.text]
        if len(parts) == 1:
            return parts[0]
        at = array("q")
        for part in parts:
            if at:
                at.append(at[-1])
            at.extend(part.at)
        return cls(" ".join(part.text for part in parts), at)

    def __getitem__(self, cut: slice) -> Characters:
        return Characters(self.text[cut], self.at[cut])

    def __bool__(self) -> bool:
        return bool(self.text)

    def folded(self) -> Characters:
        """White space made single spaces, none at the ends; invisible marks dropped."""
        starts = len(self.text) - len(self.text.lstrip())
        trimmed = self[starts : len(self.text.rstrip())] if starts or self.text[-1:].isspace() else self
        if not _UNFOLDED.search(trimmed.text):
            return trimmed
        text: list[str] = []
        at = array("q")
        for char, offset in zip(trimmed.text, trimmed.at, strict=True):
            if char in INVISIBLE:
                continue
            is_space = char.isspace()
            if is_space and (not text or text[-1] == " "):
                continue
            text.append(" " if is_space else char)
            at.append(offset)
        if text and text[-1] == " ":
            text.pop()
            at.pop()
        return Characters("".join(text), at)


class Lines:
    """The lines of a decoded file as editors count them, without their ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        line_ends = [(end.start(), end.end()) for end in _LINE_END.finditer(text)]
        self.starts = [0, *(after for _, after in line_ends)]
        ends = [*(before for before, _ in line_ends), len(text)]
        self.lines = [Characters.of(text[start:end], start) for start, end in zip(self.starts, ends, strict=True)]

    def parts(self) -> Iterator[tuple[int, Characters]]:
        """The lines with their numbers from 1, parted where a page or line break stands that editors do not count."""
        for number, line in enumerate(self.lines, 1):
            start = 0
            for end in _BREAK_IN_LINE.finditer(line.text):
                yield number, line[start : end.start()]
                start = end.end()
            yield number, line[start:]

    def place(self, characters: Characters) -> Place:
        """Where a passage, which must not be empty, stands."""
        start, end = characters.at[0], characters.at[-1] + 1
        if characters.text[-1] != self.text[end - 1] and (entity := _ENTITY.match(self.text, end - 1)):
            end = entity.end()
        return Place(bisect_right(self.starts, start), start, end)
