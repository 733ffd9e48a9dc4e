"""Text that remembers where each of its characters stands in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from quizkit.domain.source import Place


@dataclass(frozen=True, slots=True)
class Characters:
    """A passage with, for each character, its offset in the decoded file."""

    text: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int) -> Characters:
        """``text`` as it stands in the file from offset ``start`` on."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def joined(cls, parts: Sequence[Characters]) -> Characters:
        """The parts one after the other, with a space where a line ended."""
        text = ""
        at: tuple[int, ...] = ()
        for part in parts:
            if not part.text:
                continue
            if text:
                text, at = text + " ", (*at, at[-1])
            text, at = text + part.text, at + part.at
        return cls(text, at)

    def __getitem__(self, cut: slice) -> Characters:
        return Characters(self.text[cut], self.at[cut])

    def __bool__(self) -> bool:
        return bool(self.text)

    def folded(self) -> Characters:
        """White space made single spaces, none at the ends; invisible marks that break words dropped."""
        text: list[str] = []
        at: list[int] = []
        for char, offset in zip(self.text, self.at, strict=True):
            if char in "\u200b\ufeff\u00ad":
                continue
            if char.isspace():
                if text and text[-1] != " ":
                    text.append(" ")
                    at.append(offset)
                continue
            text.append(char)
            at.append(offset)
        if text and text[-1] == " ":
            text.pop()
            at.pop()
        return Characters("".join(text), tuple(at))


class Lines:
    """The lines of a decoded file, without their ends, and which line an offset stands on."""

    def __init__(self, text: str) -> None:
        ended = text.splitlines(keepends=True)
        self.starts = [0, *accumulate(map(len, ended))][: len(ended)]
        self.lines = [
            Characters.of(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), start)
            for line, start in zip(ended, self.starts, strict=True)
        ]

    def place(self, characters: Characters) -> Place:
        """Where a passage, which must not be empty, stands."""
        start, end = characters.at[0], characters.at[-1] + 1
        return Place(bisect_right(self.starts, start), start, end)
