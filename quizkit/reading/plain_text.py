"""Plain text, and web pages copied as text: no markup, so the form of the lines has to tell.

A line is a bullet, a label (short, without an end mark), or body. A label right above body or bullets is their heading;
all other labels are menus, tags and lists of names, which no card is made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from quizkit.domain.source import Form
from quizkit.reading.blocks import Block, Outline
from quizkit.reading.characters import Characters, Lines
from quizkit.reading.furniture import (
    furniture_reason,
    is_aside_heading,
    is_cut_off,
    is_empty_heading,
    is_goals_heading,
)
from quizkit.reading.speech import attribution, is_quoted, opening_time

_BULLET = re.compile(
    r"\s*(?:(?:[-–—*•·▪◦●○■□‣➢►✓»]\s+)+(?:\(?\d{1,3}[.)]\s*(?=\D))?|\(?\d{1,3}[.)]\s+|\d{1,3}\.(?=[A-Z])|\(?[a-z]\)\s+)(?=\S)"
)
_ASKED = re.compile(r"\s*(?:q(?:uestion)?(?:\s*\d+)?\s*[:.)]\s*)?(?=\S)", re.IGNORECASE)
_ANSWERED = re.compile(r"\s*a(?:nswer)?(?:\s*\d+)?\s*:\s*(?=\S)", re.IGNORECASE)
_ENDED = re.compile(r"[.!?。！？][\"”’'»)\]]*(?:\s*\[\d+\])*$")
_RULE = re.compile(r"\W*")
_TABLE = re.compile(r"\t.*\t|(?:\|.*){3}|\S {3,}\S.* {3,}\S")
_CODE = re.compile(
    r"\s*(?:[$#>]{1,3} \S|"
    r"(?:def|class|import|from|return|const|let|var|function|public|private|if|for|while)\b.*[;{:(]\s*$|"
    r".*(?:[;{}]|=>|\);)\s*$|[\w.]+\(.*\)\s*$|<[/\w].*>\s*$)"
)
_LABEL_WORDS = 12


class _Looks(Enum):
    BLANK = auto()
    FURNITURE = auto()
    LABEL = auto()
    BULLET = auto()
    QUESTION = auto()
    QUOTE = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    looks: _Looks
    characters: Characters
    reason: str = ""
    time: str = ""
    is_indented: bool = False

    @property
    def text(self) -> str:
        return self.characters.text


def read_plain_text(lines: Lines) -> Outline:
    """What a text without markup holds."""
    outline = Outline()
    drafted = [_look(number, line) for number, line in enumerate(lines.lines, 1)]
    drafted = list(_with_promotion_around(_joined(_notes_style(drafted))))
    outline.title = _title(drafted)
    _Walk(outline).go(drafted)
    return outline


def _look(number: int, line: Characters) -> _Line:
    whole = line.folded()
    indented = line.text[:1].isspace()
    if not whole or _RULE.fullmatch(whole.text):
        return _Line(number, _Looks.BLANK, whole)
    if _TABLE.search(line.text.strip()) and not _ENDED.search(whole.text):
        return _Line(number, _Looks.FURNITURE, whole, "a table")
    if _CODE.match(line.text) and not re.match(r"\w+ \w+ \w+ \w+", whole.text):
        return _Line(number, _Looks.FURNITURE, whole, "code")
    if reason := furniture_reason(whole.text):
        return _Line(number, _Looks.FURNITURE, whole, reason)
    if match := _BULLET.match(line.text):
        return _Line(number, _Looks.BULLET, line[match.end() :].folded(), is_indented=indented)
    time, starts = opening_time(whole.text)
    if starts:
        rest = whole[starts:]
        if not _ENDED.search(rest.text) and len(rest.text.split()) <= _LABEL_WORDS:
            return _Line(number, _Looks.FURNITURE, whole, "an index of chapters")
        return _Line(number, _Looks.BODY, rest, time=time)
    return _Line(number, _looks_of_words(whole.text), whole, is_indented=indented)


def _looks_of_words(text: str) -> _Looks:
    if is_quoted(text):
        return _Looks.QUOTE
    if text.endswith(("?", "？")) and len(text.split()) <= 30 and not re.search(r"[.!?]\s", text):
        return _Looks.QUESTION
    if _ENDED.search(text) or (len(text.split()) > _LABEL_WORDS and not _is_title_case(text)):
        return _Looks.BODY
    # Scripts without spaces between words: length tells instead.
    return _Looks.BODY if len(text) > 40 and " " not in text and not text.isascii() else _Looks.LABEL


def _is_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return " | " in text or sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _notes_style(lines: list[_Line]) -> list[_Line]:
    """In notes that start their lines small and end them with nothing, a line of four words is a statement."""
    written = [line for line in lines if line.looks in (_Looks.LABEL, _Looks.BODY)]
    small = sum(line.text[0].islower() for line in written)
    if not written or small < 0.6 * len(written):
        return lines
    return [
        replace(line, looks=_Looks.BODY)
        if line.looks is _Looks.LABEL and line.text[0].islower() and len(line.text.split()) >= 4
        else line
        for line in lines
    ]


def _joined(lines: list[_Line]) -> Iterator[_Line]:
    """The lines with those joined that a hard line break tore apart."""
    bodies = [line for line in lines if line.looks is not _Looks.BLANK]
    longest = max((len(line.text) for line in bodies), default=0)
    is_wrapped = longest <= 110 and sum(len(line.text) > 0.6 * longest for line in bodies) > 0.4 * len(bodies) > 1
    held: _Line | None = None
    for line in lines:
        if held is not None and _continues(held, line, longest if is_wrapped else 0):
            characters = Characters.joined([held.characters, line.characters])
            looks = held.looks if held.looks is _Looks.BULLET else _looks_of_words(characters.text)
            held = replace(held, characters=characters, looks=looks)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _continues(held: _Line, line: _Line, width: int) -> bool:
    if held.looks not in (_Looks.BODY, _Looks.LABEL, _Looks.BULLET) or line.looks in (
        _Looks.BLANK,
        _Looks.BULLET,
        _Looks.FURNITURE,
    ):
        return False
    if held.looks is _Looks.BULLET:
        return line.is_indented and not _ENDED.search(held.text)
    if width:
        last = held.text.rsplit("\n", 1)[-1]
        return held.looks is _Looks.BODY or (len(last) > 0.6 * width and line.text[0].islower())
    return line.text[0].islower() and not _ENDED.search(held.text) and len(held.text) > 40


def _with_promotion_around(lines: Iterator[_Line]) -> Iterator[_Line]:
    """A short sentence right beside promotion belongs to it: "Life is too short. / Try it free →"."""
    written = [line for line in lines if line.looks is not _Looks.BLANK]
    for before, line, after in zip([None, *written], written, [*written[1:], None], strict=False):
        beside = any(n is not None and n.reason == "promotion or a menu" for n in (before, after))
        if beside and line.looks in (_Looks.BODY, _Looks.QUESTION) and len(line.text.split()) < 12:
            yield replace(line, looks=_Looks.FURNITURE, reason="promotion or a menu")
        else:
            yield line


def _title(lines: Sequence[_Line]) -> str:
    """The longest label above the first text: menus and bylines beside it are shorter."""
    labels = []
    for line in lines[:12]:
        if line.looks is _Looks.LABEL and not is_empty_heading(line.text):
            labels.append(line.text)
        elif line.looks in (_Looks.BODY, _Looks.BULLET) and labels:
            break
    return max(labels, key=len, default="")


class _Walk:
    """Goes down the lines and knows under which heading, question or aside it is."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.section = ""
        self.asked = ""
        self.aside = ""

    def go(self, lines: Sequence[_Line]) -> None:
        for line, below in zip(lines, [*lines[1:], None], strict=True):
            self._step(line, lines, below)

    def _step(self, line: _Line, lines: Sequence[_Line], below: _Line | None) -> None:
        if line.looks is _Looks.FURNITURE:
            self._pass_over(line, line.reason)
        elif self.outline.title and line.text.startswith(self.outline.title):
            self._pass_over(line, "the title")
        elif (said := attribution(line.text)) and line.looks is _Looks.LABEL:
            self._attribute(line, *said)
        elif line.looks is _Looks.LABEL or is_empty_heading(line.text):
            self._label(line, lines)
        elif self.aside:
            self._pass_over(line, self.aside)
        elif line.looks is _Looks.QUESTION and below is not None and below.looks is _Looks.BODY:
            match = _ASKED.match(line.text)
            self.asked = line.text[match.end() if match else 0 :]
        elif is_cut_off(line.text) and line.looks is not _Looks.QUOTE and len(line.text.split(". ")) == 1:
            self._pass_over(line, "cut off")
        else:
            self._keep(line)

    def _label(self, line: _Line, lines: Sequence[_Line]) -> None:
        heads = _heads_text(line, lines)
        if is_aside_heading(line.text):
            self.aside = f"under “{line.text}”"
        elif is_goals_heading(line.text):
            self.aside = "tells what one will learn"
        elif self.aside.startswith("under “Comment"):
            pass
        elif heads or is_empty_heading(line.text):
            self.aside = ""
        if heads or is_empty_heading(line.text):
            self.section = "" if is_empty_heading(line.text) else line.text.rstrip(":").strip()
            self.asked = ""
            self._pass_over(line, "a heading")
        else:
            self._pass_over(line, "a label without a sentence")

    def _keep(self, line: _Line) -> None:
        characters, form = line.characters, Form.PROSE
        if line.looks is _Looks.BULLET:
            form = Form.BULLET
        elif line.looks is _Looks.QUOTE:
            characters, form = characters[1:-1].folded(), Form.QUOTE
        elif self.asked:
            form = Form.ANSWER
            if match := _ANSWERED.match(characters.text):
                characters = characters[match.end() :]
        asked = self.asked if form is Form.ANSWER else ""
        if characters:
            self.outline.blocks.append(Block(characters, form, self.section, time=line.time, asked=asked))

    def _attribute(self, line: _Line, speaker: str, time: str) -> None:
        """Give the block just read its speaker; without one the line is a label."""
        self._pass_over(line, "who said it")
        if self.outline.blocks and not self.outline.blocks[-1].speaker:
            last = self.outline.blocks[-1]
            self.outline.blocks[-1] = replace(last, speaker=speaker, time=time, form=Form.QUOTE)

    def _pass_over(self, line: _Line, reason: str) -> None:
        self.outline.pass_over(line.number, line.text, reason)


def _heads_text(label: _Line, lines: Sequence[_Line]) -> bool:
    """Whether the next line that is neither a time nor a teaser is text: then the label is its heading."""
    for line in lines:
        if line.number <= label.number:
            continue
        if line.looks is _Looks.FURNITURE and line.reason == "a time stamp":
            continue
        return line.looks in (_Looks.BODY, _Looks.BULLET, _Looks.QUOTE, _Looks.QUESTION)
    return False
