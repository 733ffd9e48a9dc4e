"""HTML parsed as browsers do, and written down line by line: what a terminal can show of lists, tables and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from resiliparse.parse.html import COMMENT, ELEMENT, TEXT, HTMLTree

if TYPE_CHECKING:
    from resiliparse.parse.html import Node

MARK = "quizkit:"
"""What a comment that is to come through begins with."""

SPACES = re.compile(r"[ \t\n\r\f]+")
_DROPPED = frozenset(("script", "style", "head", "title", "template", "noscript", "rp", "select", "textarea", "input"))
_LINE = frozenset(
    (
        *("div", "p", "section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "dl"),
        *("table", "caption", "tr", "dt", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary"),
        *("address", "form", "fieldset", "center"),
    )
)
_SHOWN_ELSEWHERE = {
    "audio": "sound",
    "video": "video",
    "object": "file",
    "embed": "file",
    "iframe": "page",
    "source": "file",
}
_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_DEEPEST = 200
"""Levels of elements that are told apart; what lies deeper is shown as its text."""


def laid_out(source: str, media: list[str]) -> str:
    """The text of an HTML fragment; the names of the media files in it are added to ``media``."""
    # In the body from the start: a comment before it would be left out of it.
    body = HTMLTree.parse(f"<body>{source}").body
    if body is None:
        return ""
    written = _Written(media)
    written.children(body, 0)
    return written.text()


class _Written:
    """Text as it grows, element by element."""

    def __init__(self, media: list[str]) -> None:
        self._media = media
        self._out: list[str] = []
        self._lists: list[int | None] = []
        self._is_preformatted = False

    def text(self) -> str:
        """All of it, each line trimmed but for what was laid out by hand."""
        return "\n".join(filter(str.strip, map(_line, "".join(self._out).split("\n"))))

    def children(self, parent: Node, depth: int) -> None:
        child = parent.first_child
        while child is not None:
            self._node(child, depth)
            child = child.next

    def _node(self, node: Node, depth: int) -> None:
        kind = node.type
        if kind == TEXT:
            words = node.value or ""
            if self._is_preformatted:
                self._out.append(words.replace("\r", "").replace("\n", "\n\x01"))
            else:
                self._out.append(SPACES.sub(" ", words).replace("\x00", ""))
            return
        if kind == COMMENT:  # The templates mark their conditions with them.
            remark = node.value or ""
            self._out.append(remark if remark.startswith(MARK) else "")
            return
        if kind != ELEMENT:
            return
        if depth > _DEEPEST:
            self._out.append(SPACES.sub(" ", node.text or ""))
            return
        self._element(node, str(node.tag), depth)

    def _element(self, node: Node, tag: str, depth: int) -> None:
        if tag in _DROPPED:
            return
        if tag == "br":
            self._out.append("\n\x01" if self._is_preformatted else "\n")
        elif tag == "hr":
            self._out.append("\n")
        elif tag == "img":
            self._file("image", _attribute(node, "src"), _attribute(node, "alt"))
        elif tag == "svg":
            self._out.append("[image]")
        elif tag in _SHOWN_ELSEWHERE:
            source = _attribute(node, "src") or _attribute(node, "data") or _attribute(_first(node, "source"), "src")
            self._file(_SHOWN_ELSEWHERE[tag], source, "")
        elif tag in ("sup", "sub"):
            self._small(node, depth, *(("^", _RAISED) if tag == "sup" else ("_", _LOWERED)))
        elif tag == "rt":
            self._out.append("(")
            self.children(node, depth + 1)
            self._out.append(")")
        elif tag == "q":
            self._out.append("“")
            self.children(node, depth + 1)
            self._out.append("”")
        elif tag == "pre":
            outer, self._is_preformatted = self._is_preformatted, True
            self._out.append("\n\x01")
            self.children(node, depth + 1)
            self._out.append("\n")
            self._is_preformatted = outer
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
            self._out.append("\n")
            self.children(node, depth + 1)
            self._lists.pop()
            self._out.append("\n")
        elif tag == "li":
            self._out.append(f"\n{self._bullet()} ")
            self.children(node, depth + 1)
            self._out.append("\n")
        elif tag in ("td", "th"):
            if _has_cell_before(node):
                self._out.append(" | ")
            self.children(node, depth + 1)
        elif tag == "a":
            self._link(node, depth)
        elif tag in _LINE:
            self._out.append("\n")
            self.children(node, depth + 1)
            self._out.append("\n")
        else:
            self.children(node, depth + 1)

    def _bullet(self) -> str:
        indent = "\x02" * (len(self._lists) - 1)
        if not self._lists or (number := self._lists[-1]) is None:
            return f"{indent}•"
        self._lists[-1] = number + 1
        return f"{indent}{number + 1}."

    def _file(self, what: str, source: str, other_words: str) -> None:
        if not source or source.startswith("data:"):
            self._out.append(f"[{what}: {other_words}]" if other_words else f"[{what}]")
            return
        name = source if re.match(r"[a-z]+://", source, re.IGNORECASE) else unquote(source)
        if name is not source or "://" not in name:
            self._media.append(name)
        self._out.append(f"[{what}: {name}]")

    def _small(self, node: Node, depth: int, sign: str, signs: dict[str, str]) -> None:
        """Raised or lowered text: in small signs where all of it has some, else after ``^`` or ``_``."""
        outer, self._out = self._out, []
        self.children(node, depth + 1)
        words = "".join(self._out).strip()
        self._out = outer
        if all(char in signs for char in words):
            self._out.append("".join(signs[char] for char in words))
        elif words:
            self._out.append(f"{sign}{words}" if len(words) == 1 else f"{sign}({words})")

    def _link(self, node: Node, depth: int) -> None:
        start = len(self._out)
        self.children(node, depth + 1)
        address = _attribute(node, "href")
        words = "".join(self._out[start:])
        if re.match(r"https?://", address) and address.rstrip("/") not in words:
            self._out.append(f" ({address})" if words.strip() else address)


def _line(line: str) -> str:
    """A finished line. One that begins with \\x01 was laid out by hand; \\x02 is a step of indentation."""
    if line.startswith("\x01"):
        return line.replace("\x01", "").replace("\xa0", " ").rstrip()
    return SPACES.sub(" ", line).replace("\xa0", " ").strip(" ").replace("\x02", "  ")


def _attribute(node: Node | None, name: str) -> str:
    found = node.getattr(name) if node is not None else None  # type: ignore[attr-defined]
    return " ".join((found or "").split())


def _first(node: Node, tag: str) -> Node | None:
    found: Node | None = node.query_selector(tag)  # type: ignore[attr-defined]
    return found


def _has_cell_before(node: Node) -> bool:
    before = node.prev
    while before is not None:
        if before.type == ELEMENT:
            return True
        before = before.prev
    return False
