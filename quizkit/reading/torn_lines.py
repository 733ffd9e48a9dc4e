"""Plain text: lines joined that a hard line break tore apart, by what can be seen before their words are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from quizkit.reading.characters import Characters
from quizkit.reading.furniture import is_ended, is_times_only
from quizkit.reading.speech import answer_starts, attribution, opening_name, opening_time, question_starts

_BULLET = re.compile(
    r"\s*(?:(?:[-–—*•·▪◦●○■□‣➢►✓✔☐☑»]\s+)+(?:\(?\d{1,3}[.)]\s*(?=\D))?"
    r"|(?P<number>\(?\d{1,3}[.)]\s+|\d{1,3}\.(?=[A-Z])|\(?[A-Za-z]\)\s+|\([ivxIVX]{1,5}\)\s+)"
    r"|(?=\[[ xX]\]\s))(?:\[[ xX]\]\s+)?(?=\S)"
)
_MAIL_QUOTE = re.compile(r"\s*(?:>\s?)+(?=\S)")
_HASHES = re.compile(r"\s*#{1,6}\s+(?=\S)")
_WORDY = re.compile(r"(?:[\"“(]?\w[\w'’-]*[,;:)\"”]*\s+){4}")
_CODE = re.compile(
    r"(?:[$%] \S|>>> |</?[a-z][\w-]*[ />]|[\w.]+\([^)]*\);?$|[{}\])]+[;,]?$|@\w+$|//|/\*"
    r"|(?:def|class|import|from|return|const|let|var|function|public|private|static|if|for|while|else|try)\b.*[;{:(]$)"
)
_CODE_END = re.compile(r"(?:[={}()\[\]].*;|[{}]|=>|\);)$")
_ONLY_MARKS = re.compile(r"\W*")

_SHORTEST_TORN = 25
"""Characters: shorter lines are entries of a list rather than the beginning of a sentence."""
_WIDEST_MARGIN = 110
"""Characters: longer lines were not broken by hand or by a mail program."""
_LONGEST_WORD = 25
"""Characters: longer ones belong to scripts that put no spaces between words."""
_RAGGED = 12
"""Characters: how far from the margin a line may have been broken."""


class Looks(Enum):
    """What a line is by its form."""

    BLANK = auto()
    FURNITURE = auto()
    LABEL = auto()
    BULLET = auto()
    QUESTION = auto()
    QUOTE = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class TornLine:
    """A line as it stands, before it is known whether it goes on below."""

    number: int
    looks: Looks
    parts: tuple[Characters, ...]
    reason: str = ""
    width: int = 0
    is_indented: bool = False
    is_numbered: bool = False

    @classmethod
    def of(cls, number: int, line: Characters) -> TornLine:
        """Only by what can be seen in a torn line: blank, fixed (a table's, code, a time, a name), bullet or words."""
        width, indented = len(line.text.rstrip()), line.text[:1].isspace()
        if mail := _MAIL_QUOTE.match(line.text):
            line = line[mail.end() :]
        whole = line.folded()
        if not whole or _ONLY_MARKS.fullmatch(whole.text):
            return cls(number, Looks.BLANK, (whole,))
        if reason := _fixed(line.text, whole.text):
            return cls(number, Looks.FURNITURE, (whole,), reason)
        if (bullet := _BULLET.match(line.text)) and not (whole.text[0] in "—–" and attribution(whole.text)):
            words = line[bullet.end() :].folded()
            is_numbered = bullet["number"] is not None
            return cls(number, Looks.BULLET, (words,), "", width, indented, is_numbered)
        if heading := _HASHES.match(line.text):
            return cls(number, Looks.LABEL, (line[heading.end() :].folded(),))
        return cls(number, Looks.BODY, (whole,), "", width, indented)

    @property
    def last(self) -> str:
        return self.parts[-1].text


def _fixed(line: str, whole: str) -> str:
    """Why a line is no words that could go on below; "" where it may."""
    if (whole.count("|") >= 3 or line.strip().count("\t") >= 2 or _is_in_columns(line)) and not is_ended(whole):
        return "a table"
    if is_times_only(whole):
        return "a time stamp"
    is_code = _CODE.match(whole) or (_CODE_END.search(whole[-200:]) and not _BULLET.match(line))
    return "code" if is_code and not _WORDY.match(whole) else ""


def _is_in_columns(line: str) -> bool:
    return len([cell for cell in line.strip().split("   ") if cell.strip()]) >= 3


def joined(lines: list[TornLine]) -> Iterator[TornLine]:
    """The lines with those joined that a hard line break tore apart."""
    words = [line for line in lines if line.looks is Looks.BODY]
    # Notes that start their lines small: there a small letter does not tell that the line goes on.
    is_small = sum(line.last[0].islower() for line in words) > 0.6 * len(words)
    margin = _margin(lines, is_small)
    held: list[TornLine] = []
    for line in lines:
        if held and _goes_on(held[0], held[-1], line, margin, is_small):
            held.append(line)
            continue
        if held:
            yield _one(held)
        held = [line]
    if held:
        yield _one(held)


def _one(held: list[TornLine]) -> TornLine:
    return replace(held[0], parts=tuple(part for line in held for part in line.parts)) if len(held) > 1 else held[0]


def _margin(lines: list[TornLine], is_small: bool) -> int:
    """How wide a text is that is broken into lines by hand; 0 where it is not.

    In such a text the first word of a line would not have fitted on the line before, and often begins small.
    """
    written = [line for line in lines if line.looks in (Looks.BODY, Looks.BULLET)]
    widths = sorted(line.width for line in written)
    if not widths or widths[int(0.95 * (len(widths) - 1))] > _WIDEST_MARGIN:
        return 0
    width = max(width for width in widths if width <= _WIDEST_MARGIN)
    pairs = [
        (line, below)
        for line, below in pairwise(lines)
        if line.looks in (Looks.BODY, Looks.BULLET) and below.looks is Looks.BODY and not is_ended(line.last)
    ]
    reaching = sum(_reaches(line, below, width) for line, below in pairs)
    small = sum(not below.last[0].isupper() for _, below in pairs)
    # Notes that begin every line small have no ends of sentences either.
    is_prose = not is_small or any(is_ended(line.last) for line in written)
    return width if pairs and is_prose and reaching >= 0.7 * len(pairs) and small >= 0.4 * len(pairs) else 0


def _reaches(line: TornLine, below: TornLine, width: int) -> bool:
    word = len(below.last.split(maxsplit=1)[0])
    # Where no spaces part the words, a line may be broken anywhere.
    return line.width + 1 + (word if word < _LONGEST_WORD else 1) > width - _RAGGED


def _goes_on(first: TornLine, line: TornLine, below: TornLine, margin: int, is_small: bool) -> bool:
    """Whether what begins with ``first`` and has come to ``line`` goes on ``below``."""
    if first.looks not in (Looks.BODY, Looks.BULLET) or below.looks is not Looks.BODY:
        return False
    if attribution(below.last) or opening_time(below.last)[1] or opening_name(below.last)[2]:
        return False
    if question_starts(below.last) or answer_starts(below.last) or (line is first and line.last.endswith(("?", "？"))):
        return False
    if first.looks is Looks.BULLET and below.is_indented:
        return True
    if margin and _reaches(line, below, margin):
        return True
    is_torn = below.last[0].islower() and not is_ended(line.last) and len(line.last) >= _SHORTEST_TORN
    return is_torn and (bool(margin) or not is_small) and first.looks is Looks.BODY
