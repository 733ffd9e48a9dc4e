"""Markdown, with front matter: markdown-it tells the blocks, and the characters are found again in the file.

Tables, code, math, footnotes and raw HTML are passed over: what is in them is no sentence of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from quizkit.domain.source import Form
from quizkit.reading.blocks import Block, Outline
from quizkit.reading.characters import Characters, Lines
from quizkit.reading.front_matter import FrontMatter, read_front_matter
from quizkit.reading.furniture import furniture_reason, is_chapter, is_ended
from quizkit.reading.headings import Heading, kind_of_heading, topic_of
from quizkit.reading.inline import spelling, visible
from quizkit.reading.speech import answer_starts, attribution, is_quoted, opening_time, question_starts

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
_BOLD_LEVEL = 7
"""A paragraph all in bold is a heading below the six that Markdown knows."""
_LABEL_WORDS = 12
_NO_LEVEL = 99
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
    walk = _Walk(lines, Outline(title=front.title, url=front.url))
    walk.front_matter(front)
    rest = lines.text[lines.starts[front.ends] :] if front.ends < len(lines.starts) else ""
    walk.go(parser.parse("\n" * front.ends + rest))
    return walk.outline


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
    """Goes down the tokens and knows under which headings, question or aside it is."""

    lines: Lines
    outline: Outline
    sections: list[tuple[int, str]] = field(default_factory=list)
    asked: str = ""
    aside: str = ""
    aside_level: int = 0
    lists: int = 0
    quotes: int = 0
    passed: list[str] = field(default_factory=list)

    def go(self, tokens: list[Token]) -> None:
        heads = {index: self._heading_at(tokens, index) for index, token in enumerate(tokens) if token.type == "inline"}
        headings = [(index, *head) for index, head in heads.items() if head]
        tops = sum(level == 1 for _, level, _ in headings)
        real = [level if kind_of_heading(text) is Heading.REAL else _NO_LEVEL for _, level, text in headings]
        # For each heading the highest of those below it that names a topic.
        highest = [*accumulate(reversed(real), min, initial=_NO_LEVEL)][-2::-1]
        below = {index: level for (index, _, _), level in zip(headings, highest, strict=True)}
        for index, token in enumerate(tokens):
            if head := heads.get(index):
                self._heading(token, *head, tops, below[index])
            elif token.type != "inline":
                self._structure(token)
            elif not self.passed:
                self._inline(token)
            elif "footnote_block" in self.passed:
                self._pass_over(token, _PASSED_OVER["footnote_block"])

    def _heading_at(self, tokens: list[Token], index: int) -> tuple[int, str] | None:
        """Level and words of a heading; None where the text is none."""
        before, token = tokens[index - 1], tokens[index]
        if before.type == "heading_open":
            return int(before.tag[1:]), self._seen(token).folded().text
        children = [child.type for child in token.children or [] if child.type != "text" or child.content]
        if before.type == "paragraph_open" and before.level == 0 and children[:1] == ["strong_open"]:
            words = self._seen(token).folded().text
            is_all_bold = children.index("strong_close") == len(children) - 1 if "strong_close" in children else False
            if is_all_bold and len(words.split()) <= _LABEL_WORDS and not words.endswith((".", "!", "。", ",", ";")):
                return _BOLD_LEVEL, words
        return None

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

    def _heading(self, token: Token, level: int, text: str, tops: int, highest_below: int) -> None:
        if self.aside and level > self.aside_level:
            self._pass_over(token, self.aside)
            return
        self._pass_over(token, "a heading")
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

    def _inline(self, token: Token) -> None:
        seen = self._seen(token)
        if self.lists and (task := _TASK.match(seen.text)):
            seen = seen[task.end() :]
        characters = seen.folded()
        if self.aside:
            self._pass_over(token, self.aside)
        elif reason := furniture_reason(characters.text, is_listed=bool(self.lists)):
            self._pass_over(token, reason)
        elif _is_link(token) and not is_ended(characters.text):
            self._pass_over(token, "a link")
        elif characters:
            self._keep(token, seen)

    def _keep(self, token: Token, seen: Characters) -> None:
        characters, said = self._without_attribution(token, seen)
        if not characters:
            return
        time, starts = opening_time(characters.text)
        if starts and is_chapter(characters.text[starts:]):
            self._pass_over(token, "an index of chapters")
            return
        characters = characters[starts:]
        if asks := question_starts(characters.text):
            self.asked = characters.text[asks:]
            if characters.text.endswith(("?", "？")):
                return
        form = Form.PROSE
        if self.quotes:
            form = Form.QUOTE
        if is_quoted(characters.text):
            characters, form = characters[1:-1].folded(), Form.QUOTE
        elif self.lists and form is Form.PROSE:
            form = Form.BULLET
        elif self.asked and form is Form.PROSE:
            characters, form = characters[answer_starts(characters.text) :], Form.ANSWER
        if (
            form is Form.PROSE
            and len(characters.text.split()) < 4
            and not is_ended(characters.text)
            and " " in characters.text
        ):
            self._pass_over(token, "a label without a sentence")
            return
        section = self.sections[-1][1] if self.sections else ""
        asked = self.asked if form is Form.ANSWER else ""
        self.outline.blocks.append(Block(characters, form, section, said[0], said[1] or time, asked))

    def _without_attribution(self, token: Token, seen: Characters) -> tuple[Characters, tuple[str, str]]:
        """A quotation and who said it: named in its last line, or in a paragraph of its own below it."""
        whole, blocks = seen.folded(), self.outline.blocks
        if (said := attribution(whole.text)) and blocks and (self.quotes or blocks[-1].form is Form.QUOTE):
            blocks[-1] = replace(blocks[-1], form=Form.QUOTE, speaker=said[0], time=said[1])
            self._pass_over(token, "who said it")
            return Characters("", ()), ("", "")
        quoted, line_end, last = seen.text.rpartition("\n")
        if line_end and (said := attribution(last)) and (self.quotes or is_quoted(quoted.strip())):
            return seen[: len(quoted)].folded(), said
        return whole, ("", "")

    def front_matter(self, front: FrontMatter) -> None:
        """The description in it is prose like any other; the rest is passed over."""
        kept = {self.lines.place(prose).line for prose in front.prose}
        self.outline.blocks.extend(Block(prose) for prose in front.prose)
        for number, line in enumerate(self.lines.lines[: front.ends], 1):
            if number not in kept and any(char.isalnum() for char in line.text):
                self.outline.pass_over(number, line.text, "front matter")

    def _seen(self, token: Token) -> Characters:
        return visible(token, spelling(token, self.lines))

    def _pass_over(self, token: Token, reason: str) -> None:
        if token.map:
            self.outline.pass_over(token.map[0] + 1, self.lines.lines[token.map[0]].text, reason)


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
