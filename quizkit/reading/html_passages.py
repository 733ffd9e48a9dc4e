"""The tree of an HTML page -> its passages, each character at its place in the file."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from resiliparse.parse.html import ElementNode

from quizkit.reading.blocks import FORMULA
from quizkit.reading.characters import Characters, Lines
from quizkit.reading.furniture import is_ended
from quizkit.reading.html_looks import (
    BLOCKS,
    PROSE,
    UNSEEN,
    heading_ends,
    is_formula,
    is_layout,
    is_permalink,
    is_reference,
    level_of,
    reason_against,
)
from quizkit.reading.html_runs import Runs, marks_in, without_marks
from quizkit.reading.html_words import Words, raised
from quizkit.reading.marked_up import BOLD_LEVEL, Passage, is_bold_heading

if TYPE_CHECKING:
    from resiliparse.parse.html import Node

QUESTION_LEVEL = BOLD_LEVEL + 1
"""A question in a list of questions and answers heads its answer and nothing else."""

_SIGNATURE = re.compile(r"[({=<\[].*[)}=>\]]|^-{1,2}\w")
_LABEL_WORDS = 12
_LONGEST_TOLD = 300
"""Characters: a page may be one line, so not the line is told of what was passed over."""
_LINKED = 0.8
"""Share of a passage's letters from which it is a menu entry."""

_COUNTED = {"ul": "list", "ol": "list", "menu": "list", "dir": "list", "strong": "b", "th": "td"}


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, and the runs of text that it is made of."""

    passage: Passage
    runs: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    """An element that the walk is in."""

    tag: str
    is_block: bool
    level: int = 0
    reason: str = ""
    is_told: bool = False


def passages_of(body: Node, runs: Runs, lines: Lines) -> tuple[list[Found], int]:
    """The passages of a page in its order, and how deep its elements are nested."""
    walk = _Walk(runs, lines)
    walk.go(body)
    return walk.found, walk.deepest


@dataclass(slots=True)
class _Walk:
    """Goes through the tree without recursion: pages nest as deep as they like."""

    runs: Runs
    lines: Lines
    found: list[Found] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    open: list[_Open] = field(default_factory=list)
    inside: dict[str, int] = field(default_factory=dict)
    passed: list[_Open] = field(default_factory=list)
    blocks: list[_Open] = field(default_factory=list)
    term: Characters | None = None
    deepest: int = 0

    def go(self, body: Node) -> None:
        node = body.first_child
        while node is not None:
            tag = node.tag or ""
            if tag == "#text":
                self._text(node.value or "")
            elif isinstance(node, ElementNode) and self._enter(node, tag):
                if (child := node.first_child) is not None:
                    node = child
                    continue
                self._leave()
            while node is not None and (following := node.next) is None:
                node = node.parent if self.open else None
                if node is not None:
                    self._leave()
            node = following if node is not None else None
        self._end_passage()

    def _enter(self, element: ElementNode, tag: str) -> bool:
        """Note an element; False where nothing in it is to be read."""
        if is_formula(element, tag):
            self.words.put(FORMULA)
            return False
        if tag == "br":
            self._break()
            return False
        if tag in UNSEEN or tag == "img" or (tag == "sup" and not self._is_in("sup") and is_reference(element)):
            return False
        reason = reason_against(element, tag)
        if tag == "table" and not self.passed and not is_layout(element, self.inside.get("table", 0)):
            reason = "a table"
        level = level_of(element, tag)
        if reason and not level and tag not in BLOCKS:
            return False
        entered = _Open(tag, tag in BLOCKS or bool(level), level, reason)
        if entered.is_block:
            self._end_passage()
            self.blocks.append(entered)
        if tag == "dl":
            self.term = None
        if reason:
            self.passed.append(entered)
        self.open.append(entered)
        self.deepest = max(self.deepest, len(self.open))
        self._count(tag, 1)
        return True

    def _leave(self) -> None:
        left = self.open.pop()
        if left.is_block:
            self._end_passage()
            self.blocks.pop()
        if left.reason:
            self.passed.pop()
        self._count(left.tag, -1)

    def _count(self, tag: str, step: int) -> None:
        name = _COUNTED.get(tag, tag)
        self.inside[name] = self.inside.get(name, 0) + step

    def _is_in(self, name: str) -> bool:
        return self.inside.get(name, 0) > 0

    def _text(self, value: str) -> None:
        seen = without_marks(value)
        if seen[:1].isspace():
            self.words.put(" ")
        for run in marks_in(value):
            said = self.runs.characters(run)
            is_linked = self._is_in("a")
            if is_linked and is_permalink(said.text):
                continue
            if self._is_in("sup"):
                said = raised(said)
            if said:
                self.words.add(run, said, is_linked=is_linked, is_bold=self._is_in("b"))
        if seen[-1:].isspace():
            self.words.put(" ")

    def _break(self) -> None:
        """One line break parts lines, two part paragraphs."""
        if self.words.is_at_line_end():
            self._end_passage()
        else:
            self.words.put("\n")

    def _end_passage(self) -> None:
        words, self.words = self.words, Words()
        seen = Characters("".join(words.text), words.at)
        whole = seen.folded()
        # Where broken markup moved text to another place, nothing in the file is the passage.
        if not whole or whole.at[0] > whole.at[-1]:
            return
        line = self.lines.place(whole).line
        if self.passed:
            first = self.passed[0]
            if not first.is_told:
                first.is_told = True
                self._found(Passage(Characters("", ()), line, whole.text, reason=first.reason), words)
        elif passage := self._passage(seen, whole, line, words):
            self._found(passage, words)

    def _found(self, passage: Passage, words: Words) -> None:
        told = passage.raw[:_LONGEST_TOLD]
        self.found.append(Found(replace(passage, raw=told), tuple(words.runs)))

    def _passage(self, seen: Characters, whole: Characters, line: int, words: Words) -> Passage | None:
        level = max((block.level for block in self.blocks), default=0)
        block = self.blocks[-1].tag if self.blocks else "body"
        is_listed, is_quoted = self._is_in("list"), self._is_in("blockquote")
        if level:
            return Passage(whole[: heading_ends(whole.text)].folded(), line, whole.text, level)
        if block in ("dt", "summary") and whole.text.endswith(("?", "？")):
            return Passage(whole, line, whole.text, QUESTION_LEVEL)
        if self._is_in("dt"):
            return self._keep_term(whole, line)
        if self._is_in("dd") and self.term is not None and not is_listed:
            return Passage(self._with_term(whole), line, whole.text, is_listed=True)
        self.term = None
        is_linked = words.linked > _LINKED * words.seen
        if words.bold == words.seen and not (is_listed or is_quoted or is_linked) and is_bold_heading(whole.text):
            return Passage(whole, line, whole.text, BOLD_LEVEL)
        is_label = len(whole.text.split()) < _LABEL_WORDS and not is_ended(whole.text)
        is_text = is_listed or is_quoted or block in PROSE
        reason = "a label without a sentence" if is_label and not is_text else ""
        # Line ends tell who said a quotation; without one the folded text is the same and cheaper.
        kept = seen if "\n" in seen.text else whole
        return Passage(kept, line, whole.text, 0, is_listed, is_quoted, is_linked, reason)

    def _keep_term(self, whole: Characters, line: int) -> Passage | None:
        """Keep a term for what explains it; a function's signature explains itself."""
        if _SIGNATURE.search(whole.text):
            return Passage(whole, line, whole.text, reason="code")
        if self.term is None:
            self.term = whole
        return None

    def _with_term(self, explained: Characters) -> Characters:
        """ "Term: what it is", as a bullet of a glossary says it."""
        term, self.term = self.term, None
        if term is None:
            return explained
        bare = term[: len(term.text.rstrip(" :："))]
        at = array("q", bare.at)
        at.extend([bare.at[-1]] * 2)
        at.extend(explained.at)
        return Characters(f"{bare.text}: {explained.text}", at)
