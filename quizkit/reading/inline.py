"""Markdown inside a block: the visible characters, each at its place in the file.

markdown-it tells what is text and what is markup but not where it stands, so its tokens are followed through the
block's own spelling, markup by markup.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from quizkit.reading.blocks import FORMULA
from quizkit.reading.characters import Characters, Lines

_DESTINATION = re.compile(r"\s*")
_LABEL = re.compile(r"\s?\[[^\]\n]*\]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TEX = re.compile(r"\\(?:\((?=[^)]*[\\^_={}])|\[(?=[^\]]*[\\^_={}])).{1,2000}?\\[)\]]", re.DOTALL)


def spelling(token: Token, lines: Lines) -> Characters:
    """A block's source, without the marks of quotations, lists and headings before its lines, at its place."""
    first, last = token.map or (0, 0)
    text: list[str] = []
    at = array("q")
    line = first
    for content in token.content.split("\n"):
        words = content.strip()
        # The block's lines are among the file's lines in order; blank ones and marks are skipped.
        while line < last and (found := lines.lines[line].text.rfind(words)) < 0:
            line += 1
        if line >= last:
            break
        offsets = lines.lines[line].at[found : found + len(words)]
        if text:
            text.append("\n")
            at.append(at[-1] if at else 0)
        text.append(words)
        at.extend(offsets)
        line += 1
    return Characters("".join(text), at)


def visible(token: Token, source: Characters) -> Characters:
    """What a reader sees of a block, line ends kept, a formula as one FORMULA."""
    walk = _Follow(source)
    for child in token.children or []:
        walk.follow(child)
    seen = Characters("".join(walk.text), walk.at)
    for formula in _TEX.finditer(source.text):
        starts = bisect_left(seen.at, source.at[formula.start()])
        ends = bisect_left(seen.at, source.at[formula.end() - 1] + 1)
        if starts < ends:
            seen = Characters(seen.text[:starts] + FORMULA * (ends - starts) + seen.text[ends:], seen.at)
    return seen


class _Follow:
    def __init__(self, source: Characters) -> None:
        self.source = source
        self.cursor = 0
        self.text: list[str] = []
        self.at = array("q")

    def follow(self, token: Token) -> None:
        match token.type:
            case "text":
                self._say(token.content)
            case "text_special":
                self._say(token.content, spelled=token.markup)
            case "softbreak" | "hardbreak":
                end = self.source.text.find("\n", self.cursor)
                if end >= 0:
                    self._put("\n", end)
                    self.cursor = end + 1
            case "code_inline":
                self._code(token)
            case "link_open":
                self._skip("<" if token.markup == "autolink" else "[")
            case "link_close":
                self._skip(">" if token.markup == "autolink" else "]")
                if token.markup != "autolink":
                    self._skip_destination()
            case "image":
                self._skip("![")
                self._skip(token.content)
                self._skip("]")
                self._skip_destination()
            case "html_inline":
                if _BREAK.fullmatch(token.content):
                    self._put(" ", self._find(token.content))
                self._skip(token.content)
            case "footnote_ref":
                end = self.source.text.find("]", self.cursor)
                self.cursor = end + 1 if end >= 0 else self.cursor
            case kind if kind.startswith("math_inline"):
                self._put(FORMULA, self._find(token.markup))
                self._skip(token.markup + token.content + token.markup)
            case _:
                self._skip(token.markup)

    def _find(self, spelled: str) -> int:
        """Where ``spelled`` stands next; right here, but for what markdown-it left out of its tokens."""
        if self.source.text.startswith(spelled, self.cursor):
            return self.cursor
        return self.source.text.find(spelled, self.cursor)

    def _skip(self, spelled: str) -> None:
        found = self._find(spelled)
        if found >= 0:
            self.cursor = found + len(spelled)

    def _put(self, char: str, index: int) -> None:
        if 0 <= index < len(self.source.at):
            self.text.append(char)
            self.at.append(self.source.at[index])

    def _say(self, said: str, spelled: str = "") -> None:
        spelled = spelled or said
        found = self._find(spelled) if spelled else -1
        if found < 0:
            return
        offsets: Sequence[int] = self.source.at[found : found + len(spelled)]
        self.cursor = found + len(spelled)
        self.text.append(said)
        if len(said) == len(spelled):
            self.at.extend(offsets)
        else:
            # An escape stands where its character does, an entity such as &amp; where it begins.
            first = offsets[-1] if spelled.startswith("\\") else offsets[0]
            self.at.extend([first] + [offsets[-1]] * (len(said) - 1))

    def _code(self, token: Token) -> None:
        opens = self._find(token.markup)
        starts = opens + len(token.markup)
        # Inside, a line end stands for a space, and one space at each end may be dropped.
        inside = self.source.text[starts:].replace("\n", " ")
        found = inside.find(token.content)
        if opens < 0 or found < 0:
            return
        self.text.append(token.content)
        self.at.extend(self.source.at[starts + found : starts + found + len(token.content)])
        self.cursor = starts + found + len(token.content)
        self._skip(token.markup)

    def _skip_destination(self) -> None:
        text, at = self.source.text, self.cursor
        if text.startswith("(", at):
            limit = len(text)
            at = _after_space(text, at + 1)
            destination = parseLinkDestination(text, at, limit)
            if destination.ok:
                at = _after_space(text, destination.pos)
                title = parseLinkTitle(text, at, limit)
                at = _after_space(text, title.pos) if title.ok else at
            if text.startswith(")", at):
                self.cursor = at + 1
        elif label := _LABEL.match(text, at):
            self.cursor = label.end()


def _after_space(text: str, at: int) -> int:
    match = _DESTINATION.match(text, at)
    return match.end() if match else at
