"""Plain text, and web pages copied as text: no markup, so the form of the lines has to tell.

A label right above text is its heading; all other labels are menus, tags and lists of names, which no card is made
from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizkit.domain.source import Form
from quizkit.reading.blocks import Block, Outline
from quizkit.reading.characters import Lines
from quizkit.reading.furniture import is_cut_off
from quizkit.reading.headings import LONGEST_HEADING, Heading, kind_of_heading, topic_of
from quizkit.reading.looks import TEXT, Line, looked_at
from quizkit.reading.speech import answer_starts, attribution, opening_name, question_starts
from quizkit.reading.torn_lines import Looks

_LEADS_IN = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|must|shall|should|will|may|said|says|includes?|following|consists?|namely"
    r"|such as|as follows)\b.*:$"
)
_AFTER_TITLE = re.compile(r"\s*[|·:–—-]")
_LINES_ABOVE_TEXT = 12
_LONG_TEXT = 40
"""Words: so long is no teaser."""


def read_plain_text(lines: Lines) -> Outline:
    """What a text without markup holds."""
    outline = Outline()
    looked = _with_numbered_headings(looked_at(lines))
    outline.title = _title(looked)
    _Walk(outline, looked).go()
    return outline


def _with_numbered_headings(lines: list[Line]) -> list[Line]:
    """ "1. The cell" between paragraphs is a heading; between other bullets it is one of them."""
    written = [index for index, line in enumerate(lines) if line.looks is not Looks.BLANK]
    for before, at, after in zip([None, *written], written, written[1:], strict=False):
        line = lines[at]
        is_alone = lines[after].looks is Looks.BODY and (before is None or not lines[before].is_numbered)
        if line.is_numbered and is_alone and len(line.text.split()) <= 8 and line.text[-1:] not in ".!?;,":
            lines[at] = replace(line, looks=Looks.LABEL)
    return lines


def _title(lines: Sequence[Line]) -> str:
    """The longest label above the first text: menus and bylines beside it are shorter."""
    labels: list[str] = []
    for line in lines[:_LINES_ABOVE_TEXT]:
        if line.looks is Looks.LABEL and len(line.text) <= LONGEST_HEADING:
            is_aside = line.text.startswith("(") and line.text.endswith(")")
            is_no_title = is_aside or line.text.endswith(":") or attribution(line.text)
            if kind_of_heading(line.text) is Heading.REAL and not is_no_title:
                labels.append(line.text)
        elif line.looks in TEXT and labels:
            break
    return max(labels, key=len, default="")


class _Walk:
    """Goes down the lines and knows under which heading, question or aside it is."""

    def __init__(self, outline: Outline, lines: list[Line]) -> None:
        self.outline = outline
        self.lines = lines
        self.below = _next_written(lines)
        self.last_heading = _last_heading(lines, self.below)
        self.speaks_first = _speaker_stands_first(lines)
        self.section = ""
        self.asked = ""
        self.has_answer = False
        self.aside = ""
        self.aside_kind = Heading.REAL
        self.speaker = ("", "")

    def go(self) -> None:
        for index, line in enumerate(self.lines):
            self._step(index, line)

    def _step(self, index: int, line: Line) -> None:
        below = self.below[index]
        if line.looks is Looks.BLANK:
            if self.has_answer:
                self.asked = ""
        elif line.looks is Looks.FURNITURE:
            self._pass_over(line, line.reason)
        elif line.looks is Looks.LABEL and self._is_title(line.text):
            self._pass_over(line, "the title")
        elif line.looks is Looks.LABEL and (said := attribution(line.text)):
            self._attribute(line, *said)
        elif line.looks is Looks.LABEL or kind_of_heading(line.text) is not Heading.REAL:
            self._label(index, line, below)
        elif self.aside:
            self._pass_over(line, self.aside)
        elif line.looks is Looks.QUESTION:
            self._ask(line, below)
        else:
            self._keep(line)

    def _is_title(self, text: str) -> bool:
        title = self.outline.title
        return (
            bool(title) and text.startswith(title) and (text == title or bool(_AFTER_TITLE.match(text[len(title) :])))
        )

    def _label(self, index: int, line: Line, below: Line | None) -> None:
        kind = kind_of_heading(line.text)
        heads = below is not None and below.looks in TEXT
        if kind is Heading.ASIDE_AT_END and index < self.last_heading:
            kind = Heading.REAL
        if self.aside and self.aside_kind is Heading.COMMENTS:
            kind = Heading.COMMENTS
        if kind in (Heading.ASIDE, Heading.ASIDE_AT_END, Heading.GOALS, Heading.COMMENTS):
            self.aside, self.aside_kind = self.aside or f"under “{line.text}”", kind
        elif kind is Heading.EMPTY or (heads and (self.aside_kind is Heading.GOALS or self._has_much_text(index))):
            self.aside = ""
        if kind is Heading.REAL and (not heads or self.aside):
            self._pass_over(line, self.aside or "a label without a sentence")
            return
        self.asked, self.speaker = "", ("", "")
        if kind is Heading.REAL and _LEADS_IN.search(line.text):
            self._pass_over(line, "leads in to what follows")
            return
        self.section = topic_of(line.text) if kind is Heading.REAL else ""
        self._pass_over(line, "a heading")

    def _has_much_text(self, index: int) -> bool:
        """Whether a label has more below it than the one sentence of a teaser."""
        texts = 0
        for line in self.lines[index + 1 :]:
            if line.looks is Looks.LABEL:
                return False
            if line.looks in TEXT:
                texts += 1
                if texts >= 3 or len(line.text.split()) >= _LONG_TEXT:
                    return True
        return False

    def _ask(self, line: Line, below: Line | None) -> None:
        if below is None or below.looks not in (Looks.BODY, Looks.BULLET, Looks.QUOTE):
            self._pass_over(line, "a question without an answer")
            return
        starts = question_starts(line.text) or opening_name(line.text)[2]
        self.asked, self.has_answer = line.text[starts:], False

    def _keep(self, line: Line) -> None:
        characters, form, asked = line.characters, Form.PROSE, ""
        if line.looks is Looks.BULLET:
            form = Form.BULLET
        elif line.looks is Looks.QUOTE:
            characters, form = characters[1:-1].folded(), Form.QUOTE
        if self.asked and form is Form.PROSE:
            form, asked = Form.ANSWER, self.asked
            characters = characters[answer_starts(characters.text) :]
        self.has_answer = bool(self.asked)
        speaker, time = self.speaker
        if characters:
            block = Block(characters, form, self.section, speaker, line.time or time, asked)
            self.outline.blocks.append(block)

    def _attribute(self, line: Line, speaker: str, time: str) -> None:
        """Give the block just read, or those that come, their speaker."""
        self._pass_over(line, "who said it")
        if self.speaks_first:
            self.speaker = (speaker, time)
            return
        last = self.outline.blocks[-1] if self.outline.blocks else None
        # A name behind a dash may as well be one of a list of names.
        if last is not None and not last.speaker and (time or last.form is Form.QUOTE):
            self.outline.blocks[-1] = replace(last, speaker=speaker, time=time, form=Form.QUOTE)

    def _pass_over(self, line: Line, reason: str) -> None:
        self.outline.pass_over(line.number, line.text, reason)


def _last_heading(lines: Sequence[Line], below: Sequence[Line | None]) -> int:
    """Where the last heading that names a topic stands; -1 where there is none."""
    for index in range(len(lines) - 1, -1, -1):
        line, text = lines[index], below[index]
        heads = line.looks is Looks.LABEL and text is not None and text.looks in TEXT
        if heads and kind_of_heading(line.text) is Heading.REAL:
            return index
    return -1


def _next_written(lines: Sequence[Line]) -> list[Line | None]:
    """For each line the next that is no blank, time stamp or cut-off teaser."""
    found: list[Line | None] = []
    below: Line | None = None
    for line in reversed(lines):
        found.append(below)
        is_stamp = line.looks is Looks.FURNITURE and line.reason == "a time stamp"
        if line.looks is not Looks.BLANK and not is_stamp and not is_cut_off(line.text):
            below = line
    return found[::-1]


def _speaker_stands_first(lines: Sequence[Line]) -> bool:
    """Whether "Ada 12:03" stands above what Ada said, as in transcripts, and not below it, as under quotations."""
    written = [line for line in lines if line.looks is not Looks.BLANK]
    names = [
        index
        for index, line in enumerate(written)
        if line.looks is Looks.LABEL and (said := attribution(line.text)) and said[1]
    ]
    if not names or names[-1] + 1 >= len(written) or written[names[-1] + 1].looks not in TEXT:
        return False
    return not any(index and written[index - 1].looks is Looks.QUOTE for index in names)
