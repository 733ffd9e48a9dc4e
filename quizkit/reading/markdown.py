"""Markdown, with front matter: markdown-it tells the blocks, and the characters are found again in the file.

Tables, code, math, footnotes and raw HTML are passed over: what is in them is no sentence of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from quizkit.reading.blocks import Block, Outline
from quizkit.reading.characters import Characters, Lines
from quizkit.reading.front_matter import FrontMatter, read_front_matter
from quizkit.reading.inline import spelling, visible
from quizkit.reading.marked_up import BOLD_LEVEL, Passage, is_bold_heading, outline_passages

_NOT_TEXT = {
    "fence": "code",
    "code_block": "code",
    "html_block": "raw HTML",
    "math_block": "a formula",
    "math_block_label": "a formula",
}
_PASSED_OVER = {"table": "a table", "footnote_block": "a footnote"}
_HEADING_LINE = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_CODE_PROMPT = re.compile(r"^#(?:!|include|define|if|!/)", re.MULTILINE)
_TASK = re.compile(r"\[[ xX]\]\s+")
_MOST_WORK = 10_000_000_000
"""Brackets times characters: some seconds."""


def looks_like_markdown(lines: Lines) -> bool:
    """Whether a file without a telling name is Markdown: front matter, or headings with # signs."""
    if read_front_matter(lines).ends:
        return True
    return len(_HEADING_LINE.findall(lines.text)) >= 2 and not _CODE_PROMPT.search(lines.text)


def read_markdown(lines: Lines) -> Outline:
    """What a Markdown document holds."""
    # "text_join" would hide where entities and escapes are spelled.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")
    parser.core.ruler.at("inline", _parse_inline)
    parser.use(footnote_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    front = read_front_matter(lines)
    outline = Outline(title=front.title, url=front.url)
    _outline_front_matter(front, lines, outline)
    rest = lines.text[lines.starts[front.ends] :] if front.ends < len(lines.starts) else ""
    outline_passages(_Walk(lines).go(parser.parse("\n" * front.ends + rest)), outline)
    return outline


def _parse_inline(state: StateCore) -> None:
    """markdown-it's own step, but for blocks of so many brackets that it would try pairs of them for minutes."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.content.count("[") * len(token.content) > _MOST_WORK:
            token.children = [Token("text", "", 0, content=token.content.replace("\n", " "))]
        else:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


@dataclass(slots=True)
class _Walk:
    """Goes down the tokens and knows which lists, quotations and passed-over parts it is in."""

    lines: Lines
    passages: list[Passage] = field(default_factory=list)
    lists: int = 0
    quotes: int = 0
    passed: list[str] = field(default_factory=list)

    def go(self, tokens: list[Token]) -> list[Passage]:
        for index, token in enumerate(tokens):
            if token.type != "inline":
                self._structure(token)
            elif level := self._level(tokens[index - 1], token):
                self._add(token, self._seen(token), level=level)
            elif not self.passed:
                self._inline(token)
            elif "footnote_block" in self.passed:
                self._pass_over(token, _PASSED_OVER["footnote_block"])
        return self.passages

    def _level(self, before: Token, token: Token) -> int:
        """The level of a heading; 0 where the text is none."""
        if before.type == "heading_open":
            return int(before.tag[1:])
        children = [child.type for child in token.children or [] if child.type != "text" or child.content]
        if before.type == "paragraph_open" and before.level == 0 and children[:1] == ["strong_open"]:
            is_all_bold = children.index("strong_close") == len(children) - 1 if "strong_close" in children else False
            if is_all_bold and is_bold_heading(self._seen(token).folded().text):
                return BOLD_LEVEL
        return 0

    def _structure(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self.lists -= 1
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case kind if kind in _NOT_TEXT:
                self._pass_over(token, _NOT_TEXT[kind])
            case kind if (part := kind.rpartition("_")[0]) in _PASSED_OVER:
                if kind.endswith("_open"):
                    self.passed.append(part)
                    self._pass_over(token, _PASSED_OVER[part])
                else:
                    self.passed.pop()

    def _inline(self, token: Token) -> None:
        seen = self._seen(token)
        if self.lists and (task := _TASK.match(seen.text)):
            seen = seen[task.end() :]
        self._add(token, seen)

    def _seen(self, token: Token) -> Characters:
        return visible(token, spelling(token, self.lines))

    def _pass_over(self, token: Token, reason: str) -> None:
        self._add(token, Characters("", ()), reason=reason)

    def _add(self, token: Token, seen: Characters, *, level: int = 0, reason: str = "") -> None:
        # A token without lines is of no line that could be told of.
        number = token.map[0] if token.map else 0
        raw = self.lines.lines[number].text if token.map else ""
        is_link = not level and not reason and _is_link(token)
        self.passages.append(
            Passage(seen, number + 1, raw, level, self.lists > 0, self.quotes > 0, is_link=is_link, reason=reason)
        )


def _outline_front_matter(front: FrontMatter, lines: Lines, outline: Outline) -> None:
    """The description in it is prose like any other; the rest is passed over."""
    kept = {lines.place(prose).line for prose in front.prose}
    outline.blocks.extend(Block(prose) for prose in front.prose)
    for number, line in enumerate(lines.lines[: front.ends], 1):
        if number not in kept and any(char.isalnum() for char in line.text):
            outline.pass_over(number, line.text, "front matter")


def _is_link(token: Token) -> bool:
    """Whether all that is to be seen are links, as in menus and tables of contents."""
    inside = links = 0
    for child in token.children or []:
        if child.type == "link_open":
            inside, links = inside + 1, links + 1
        elif child.type == "link_close":
            inside -= 1
        elif not inside and child.type in ("text", "code_inline") and re.search(r"\w", child.content):
            return False
    return links > 0
