"""Markdown, with YAML front matter: markdown-it tells the blocks, and the characters are found again in the file.

Tables, code, math and raw HTML are passed over: what is in them is no sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

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

_NOT_TEXT = {
    "fence": "code",
    "code_block": "code",
    "html_block": "raw HTML",
    "math_block": "a formula",
    "math_block_label": "a formula",
    "table_open": "a table",
}
_FORMULA = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]")
_HEADING_LINE = re.compile(r"^\s{0,3}#{1,6}\s+\S", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Whether a file without a telling name is Markdown: front matter, or headings with # signs."""
    return bool(re.match(r"---\s*\n.*?\n---\s*\n", text, re.DOTALL)) or len(_HEADING_LINE.findall(text)) >= 2


def read_markdown(lines: Lines, text: str) -> Outline:
    """What a Markdown document holds."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    walk = _Walk(lines, Outline())
    walk.go(parser.parse(text))
    return walk.outline


@dataclass(slots=True)
class _Walk:
    lines: Lines
    outline: Outline
    section: str = ""
    asked: str = ""
    aside: str = ""
    lists: int = 0
    quotes: int = 0
    table: int = 0

    def go(self, tokens: list[Token]) -> None:
        tops = sum(token.type == "heading_open" and token.tag == "h1" for token in tokens)
        for before, token in zip([None, *tokens], tokens, strict=False):
            match token.type:
                case "front_matter":
                    self._front_matter(token)
                case "bullet_list_open" | "ordered_list_open":
                    self.lists += 1
                case "bullet_list_close" | "ordered_list_close":
                    self.lists -= 1
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "table_close":
                    self.table -= 1
                case kind if kind in _NOT_TEXT:
                    self.table += kind == "table_open"
                    self._pass_over(token, _NOT_TEXT[kind])
                case "inline" if not self.table:
                    heading = before if before is not None and before.type == "heading_open" else None
                    self._inline(token, heading.tag if heading else "", tops)

    def _inline(self, token: Token, heading: str, tops: int) -> None:
        characters = _characters(token, self.lines).folded()
        if heading:
            self._heading(token, characters.text, heading, tops)
        elif self.aside:
            self._pass_over(token, self.aside)
        elif _has_formula(token):
            self._pass_over(token, "holds a formula")
        elif reason := furniture_reason(characters.text):
            self._pass_over(token, reason)
        elif is_cut_off(characters.text) and ". " not in characters.text:
            self._pass_over(token, "cut off")
        elif characters:
            self._keep(token, characters)

    def _heading(self, token: Token, text: str, tag: str, tops: int) -> None:
        self._pass_over(token, "a heading")
        self.asked = text if text.endswith("?") else ""
        if tag == "h1" and not self.outline.title:
            self.outline.title = text
        if is_aside_heading(text) or is_goals_heading(text):
            self.aside = f"under “{text}”"
            return
        self.aside = ""
        is_title = tag == "h1" and (tops == 1 or text == self.outline.title)
        if is_title or is_empty_heading(text):
            self.section = ""
        elif not self.asked:
            self.section = text.rstrip(":").strip()

    def _keep(self, token: Token, characters: Characters) -> None:
        if (said := attribution(characters.text)) and self.outline.blocks and self.quotes:
            last = self.outline.blocks[-1]
            self.outline.blocks[-1] = Block(last.characters, Form.QUOTE, last.section, said[0], said[1], last.asked)
            self._pass_over(token, "who said it")
            return
        time, starts = opening_time(characters.text)
        characters = characters[starts:]
        form = Form.PROSE
        if self.quotes:
            form = Form.QUOTE
        elif is_quoted(characters.text):
            characters, form = characters[1:-1], Form.QUOTE
        elif self.lists:
            form = Form.BULLET
        elif self.asked:
            form = Form.ANSWER
        if self._is_label(characters.text, form):
            self._pass_over(token, "a label without a sentence")
            return
        if characters.text.endswith("?") and token.children and token.children[0].type == "strong_open":
            self.asked = characters.text
            return
        self.outline.blocks.append(Block(characters, form, self.section, time=time, asked=self.asked))

    @staticmethod
    def _is_label(text: str, form: Form) -> bool:
        return form is Form.PROSE and len(text.split()) < 4 and not text.endswith((".", "!", "。"))

    def _front_matter(self, token: Token) -> None:
        """Title and address from the front matter; its description is prose like any other."""
        first = token.map[0] + 1 if token.map else 1
        start = self.lines.starts[first] if first < len(self.lines.starts) else 0
        try:
            root = yaml.compose(token.content, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return
        values = _scalars(root)
        self.outline.title = values["title"].value if "title" in values else ""
        self.outline.url = next((values[name].value for name in ("url", "source.url", "link") if name in values), "")
        for name in ("description", "summary", "abstract"):
            if name in values and " " in values[name].value:
                node = values[name]
                begin = start + node.start_mark.index
                raw = token.content[node.start_mark.index : node.end_mark.index]
                shift = raw.find(node.value[:20])
                if shift >= 0 and raw[shift : shift + len(node.value)] == node.value:
                    self.outline.blocks.append(Block(Characters.of(node.value, begin + shift).folded()))

    def _pass_over(self, token: Token, reason: str) -> None:
        first = token.map[0] if token.map else 0
        text = self.lines.lines[first].text if first < len(self.lines.lines) else ""
        self.outline.pass_over(first + 1, text, reason)


def _scalars(root: yaml.Node | None) -> dict[str, yaml.ScalarNode]:
    """The values of a mapping, and of the mappings in it with their names joined by a dot."""
    found: dict[str, yaml.ScalarNode] = {}
    if not isinstance(root, yaml.MappingNode):
        return found
    for name, value in root.value:
        if isinstance(value, yaml.ScalarNode):
            found[str(name.value)] = value
        else:
            found |= {f"{name.value}.{inner}": node for inner, node in _scalars(value).items() if "." not in inner}
    return found


def _has_formula(token: Token) -> bool:
    return bool(_FORMULA.search(token.content)) or any(
        child.type.startswith("math_inline") for child in token.children or []
    )


def _characters(token: Token, lines: Lines) -> Characters:
    """The visible characters of an inline token, each at its place: found again, one after the other, in the file."""
    first, last = token.map if token.map else (0, 0)
    raw = Characters.joined(lines.lines[first:last])
    text: list[str] = []
    at: list[int] = []
    cursor = 0
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            text.append(" ")
            at.append(at[-1] if at else 0)
            continue
        if child.type not in ("text", "text_special", "code_inline"):
            continue
        spelled = child.markup if child.type == "text_special" else child.content
        found = raw.text.find(spelled, cursor)
        if found < 0 or not spelled:
            continue
        cursor = found + len(spelled)
        text.extend(child.content)
        offsets = raw.at[found : found + len(child.content)]
        at.extend(offsets + (offsets[-1],) * (len(child.content) - len(offsets)))
    return Characters("".join(text), tuple(at))
