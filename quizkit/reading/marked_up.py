"""Passages whose format tells headings, lists and quotations: what Markdown and HTML have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from quizkit.domain.source import Form
from quizkit.reading.blocks import Block, Outline
from quizkit.reading.characters import Characters
from quizkit.reading.furniture import furniture_reason, is_chapter, is_ended
from quizkit.reading.headings import Heading, kind_of_heading, topic_of
from quizkit.reading.speech import answer_starts, attribution, is_quoted, opening_time, question_starts

BOLD_LEVEL = 7
"""A paragraph all in bold is a heading below the six that markup languages know."""

_BOLD_WORDS = 12
_NO_LEVEL = 99


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, bullet or heading, in the order of the document.

    ``characters`` are those that a reader sees, line ends kept; ``line`` and ``raw`` tell where it begins and what
    stands there. ``level`` is a heading's, 0 where it is none. ``reason`` tells why the markup alone rules it out.
    """

    characters: Characters
    line: int
    raw: str
    level: int = 0
    is_listed: bool = False
    is_quoted: bool = False
    is_link: bool = False
    reason: str = ""


def is_bold_heading(words: str) -> bool:
    """Whether a paragraph that is all in bold heads what follows."""
    return len(words.split()) <= _BOLD_WORDS and not words.endswith((".", "!", "。", ",", ";"))


def outline_passages(passages: Sequence[Passage], outline: Outline) -> None:
    """Fill ``outline`` with what the passages say, and with what is not the text of the document."""
    _Walk(outline).go(passages)


@dataclass(slots=True)
class _Walk:
    """Goes down the passages and knows under which headings, question or aside it is."""

    outline: Outline
    sections: list[tuple[int, str]] = field(default_factory=list)
    asked: str = ""
    aside: str = ""
    aside_level: int = 0

    def go(self, passages: Sequence[Passage]) -> None:
        headings = [(index, passage) for index, passage in enumerate(passages) if passage.level and not passage.reason]
        words = {index: passage.characters.folded().text for index, passage in headings}
        tops = sum(passage.level == 1 for _, passage in headings)
        real = [p.level if kind_of_heading(words[index]) is Heading.REAL else _NO_LEVEL for index, p in headings]
        # For each heading the highest of those below it that names a topic.
        highest = [*accumulate(reversed(real), min, initial=_NO_LEVEL)][-2::-1]
        below = {index: level for (index, _), level in zip(headings, highest, strict=True)}
        for index, passage in enumerate(passages):
            if passage.reason:
                self._pass_over(passage, passage.reason)
            elif passage.level:
                self._heading(passage, words[index], tops, below[index])
            else:
                self._text(passage)

    def _heading(self, passage: Passage, text: str, tops: int, highest_below: int) -> None:
        level = passage.level
        if self.aside and level > self.aside_level:
            self._pass_over(passage, self.aside)
            return
        self._pass_over(passage, "a heading")
        self.asked = text[question_starts(text) :] if text.endswith(("?", "？")) else ""
        self.aside = ""
        kind = kind_of_heading(text)
        # A title above an aside does not make the aside a part of the text.
        is_at_end = highest_below > level
        if kind in (Heading.ASIDE, Heading.GOALS) or (is_at_end and kind in (Heading.ASIDE_AT_END, Heading.COMMENTS)):
            self.aside, self.aside_level, self.asked = f"under “{text}”", level, ""
            return
        is_title = level == 1 and (tops == 1 or text == self.outline.title)
        if level == 1 and not self.outline.title:
            self.outline.title = text
        self.sections = [(above, topic) for above, topic in self.sections if above < level]
        if text and not is_title and not self.asked and kind is not Heading.EMPTY:
            self.sections.append((level, topic_of(text)))

    def _text(self, passage: Passage) -> None:
        characters = passage.characters.folded()
        if self.aside:
            self._pass_over(passage, self.aside)
        elif reason := furniture_reason(characters.text, is_listed=passage.is_listed):
            self._pass_over(passage, reason)
        elif passage.is_link and not is_ended(characters.text):
            self._pass_over(passage, "a link")
        elif characters:
            self._keep(passage)

    def _keep(self, passage: Passage) -> None:
        characters, said = self._without_attribution(passage)
        if not characters:
            return
        time, starts = opening_time(characters.text)
        if starts and is_chapter(characters.text[starts:]):
            self._pass_over(passage, "an index of chapters")
            return
        characters = characters[starts:]
        if asks := question_starts(characters.text):
            self.asked = characters.text[asks:]
            if characters.text.endswith(("?", "？")):
                return
        form = Form.PROSE
        if passage.is_quoted:
            form = Form.QUOTE
        if is_quoted(characters.text):
            characters, form = characters[1:-1].folded(), Form.QUOTE
        elif passage.is_listed and form is Form.PROSE:
            form = Form.BULLET
        elif self.asked and form is Form.PROSE:
            characters, form = characters[answer_starts(characters.text) :], Form.ANSWER
        if (
            form is Form.PROSE
            and len(characters.text.split()) < 4
            and not is_ended(characters.text)
            # Where no spaces part the words, one may be a sentence.
            and (" " in characters.text or characters.text.isascii())
        ):
            self._pass_over(passage, "a label without a sentence")
            return
        section = self.sections[-1][1] if self.sections else ""
        asked = self.asked if form is Form.ANSWER else ""
        self.outline.blocks.append(Block(characters, form, section, said[0], said[1] or time, asked))

    def _without_attribution(self, passage: Passage) -> tuple[Characters, tuple[str, str]]:
        """A quotation and who said it: named in its last line, or in a paragraph of its own below it."""
        seen, blocks = passage.characters, self.outline.blocks
        whole = seen.folded()
        if (said := attribution(whole.text)) and blocks and (passage.is_quoted or blocks[-1].form is Form.QUOTE):
            blocks[-1] = replace(blocks[-1], form=Form.QUOTE, speaker=said[0], time=said[1])
            self._pass_over(passage, "who said it")
            return Characters("", ()), ("", "")
        quoted, line_end, last = seen.text.rpartition("\n")
        if line_end and (said := attribution(last)) and (passage.is_quoted or is_quoted(quoted.strip())):
            return seen[: len(quoted)].folded(), said
        return whole, ("", "")

    def _pass_over(self, passage: Passage, reason: str) -> None:
        self.outline.pass_over(passage.line, passage.raw, reason)
