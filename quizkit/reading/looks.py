"""Plain text: what each line looks like, once those are joined that a hard line break tore apart.

A line is a bullet, a label (short, without an end mark), a question, a quotation or body. Its form decides; its words
are asked only where the form does not tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quizkit.reading.characters import Characters, Lines
from quizkit.reading.furniture import PROMOTION, furniture_reason, is_chapter, is_ended
from quizkit.reading.speech import is_quoted, opening_name, opening_time, question_and_answer, question_starts
from quizkit.reading.torn_lines import Looks, TornLine, joined

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|does|do|did|makes?|uses?|contains?|produces?|means)\b"
)
_QUESTION_WORD = re.compile(r"(?:how|why|what|when|where|who|which)\b", re.IGNORECASE)
_EXPLAINED = re.compile(r"[^\W_][^:]{0,60}: (?=[^\W\dA-Z])\S+(?: \S+){2}")

_LABEL_WORDS = 12
_SLOGAN_WORDS = 8
_QUESTION_WORDS = 30

TEXT = frozenset({Looks.BODY, Looks.BULLET, Looks.QUOTE, Looks.QUESTION})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of plain text, or several joined; ``reason`` tells why it is furniture."""

    number: int
    looks: Looks
    characters: Characters
    reason: str = ""
    time: str = ""
    is_numbered: bool = False

    @property
    def text(self) -> str:
        """Its words, white space folded, without the bullet."""
        return self.characters.text


def looked_at(lines: Lines) -> list[Line]:
    """The lines of a plain text, each with its looks, in order; blank ones too."""
    torn = [TornLine.of(number, characters) for number, characters in lines.parts()]
    whole = [_look(line) for line in joined(torn)]
    return _with_promotion_around(_notes_style(whole))


def _look(torn: TornLine) -> Line:
    """What a whole line looks like."""
    characters = Characters.joined(torn.parts)
    number, text = torn.number, characters.text
    if torn.looks in (Looks.BLANK, Looks.FURNITURE, Looks.LABEL):
        return Line(number, torn.looks, characters, torn.reason)
    is_listed = torn.looks is Looks.BULLET
    if reason := furniture_reason(text, is_listed=is_listed):
        return Line(number, Looks.FURNITURE, characters, reason)
    time, starts = opening_time(text)
    if starts:
        rest = characters[starts:]
        if is_chapter(rest.text):
            return Line(number, Looks.FURNITURE, characters, "an index of chapters")
        return Line(number, Looks.BULLET if is_listed else Looks.BODY, rest, time=time)
    looks = Looks.BULLET if is_listed else _looks_of_words(text)
    return Line(number, looks, characters, is_numbered=torn.is_numbered)


def _looks_of_words(text: str) -> Looks:
    if is_quoted(text):
        return Looks.QUOTE
    if question_starts(text):
        return Looks.BODY if question_and_answer(text)[0] else Looks.QUESTION
    if text.endswith(("?", "？")) and len(text.split()) <= _QUESTION_WORDS and not re.search(r"[.!?]\s", text):
        return Looks.QUESTION
    if is_ended(text) or opening_name(text)[1] or (len(text.split()) > _LABEL_WORDS and not _is_title_case(text)):
        return Looks.BODY
    # "Vmax: the highest rate" explains a word; "China: The Open Race" is a heading.
    if _EXPLAINED.match(text):
        return Looks.BODY
    # Scripts without spaces between words: length tells instead.
    return Looks.BODY if len(text) > 40 and " " not in text and not text.isascii() else Looks.LABEL


def _is_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text[:400]) if len(word) > 3]
    return " | " in text or sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _notes_style(lines: list[Line]) -> list[Line]:
    """In notes that end their lines with nothing, a line with a verb, or one that begins small, is a statement."""
    written = [line for line in lines if line.looks in (Looks.LABEL, Looks.BODY)]
    bare = {line.number for line in written if line.looks is Looks.LABEL and _is_bare_statement(line.text)}
    if len(bare) < 0.4 * len(written):
        return lines
    return [
        replace(line, looks=Looks.BODY) if line.looks is Looks.LABEL and line.number in bare else line for line in lines
    ]


def _is_bare_statement(text: str) -> bool:
    if len(text.split()) < 4 or text.endswith(":") or _QUESTION_WORD.match(text):
        return False
    return text[0].islower() or (bool(_FINITE.search(text)) and not _is_title_case(text))


def _with_promotion_around(lines: list[Line]) -> list[Line]:
    """Below the last long text of a page, short sentences that lead up to promotion belong to it."""
    written = [line for line in lines if line.looks is not Looks.BLANK]
    longs = (at for at in range(len(written) - 1, -1, -1) if _is_long_text(written[at]))
    tail = written[next(longs, len(written)) + 1 :]
    leading = {
        id(line)
        for at, line in enumerate(tail)
        if _is_slogan(line) and any(near.reason == PROMOTION for near in tail[at : at + 3])
    }
    return [replace(line, looks=Looks.FURNITURE, reason=PROMOTION) if id(line) in leading else line for line in lines]


def _is_slogan(line: Line) -> bool:
    return line.looks in (Looks.BODY, Looks.QUESTION) and len(line.text.split()) <= _SLOGAN_WORDS


def _is_long_text(line: Line) -> bool:
    return line.looks in TEXT and len(line.text.split()) >= _LABEL_WORDS
