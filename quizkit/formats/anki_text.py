"""The HTML of Anki's fields and templates as text that a terminal can show.

Lists, tables, line breaks, code, readings over characters and small raised numbers stay readable; scripts and styles
go. What cannot be shown is named: ``[image: heart.png]``, ``[sound: moo.mp3]``, ``[formula: x^2]``. resiliparse
parses as browsers do; the commonest fields, with line breaks and emphasis alone, need no parser, and a test holds both
roads to one result.
"""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from resiliparse.parse.html import COMMENT, ELEMENT, TEXT, HTMLTree

if TYPE_CHECKING:
    from resiliparse.parse.html import Node

_EASY_TAG = re.compile(
    r"<(?:(?P<line>/?(?:div|p)|br)|/?(?:b|i|u|em|strong|span|font))(?:\s+[a-z-]+=(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>",
    re.IGNORECASE,
)
_DIV = re.compile(r"</?div", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LINES = re.compile(r"[ \xa0]*\n[ \n\xa0]*")
_SOUND = re.compile(r"\[sound:([^\]\n]+)\]", re.IGNORECASE)
_LATEX = re.compile(
    r"\[latex\](.*?)\[/latex\]|\[(\$\$?)\](.*?)\[/\$\$?\]|\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL | re.IGNORECASE
)

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


def readable(source: str, media: list[str]) -> str:
    """The text of an HTML fragment; the names of the media files in it are added to ``media``."""
    if _is_its_own_text(source):
        return source
    if "<" in source:
        easy = _EASY_TAG.sub(_easily, source)
        text = _unmarked(easy) if "<" not in easy and _opens_what_it_closes(source) else _parsed(source, media)
    else:
        text = _unmarked(source)
    if "[" in text or "\\" in text:
        text = _named(text, media)
    return text


def _is_its_own_text(source: str) -> bool:
    # Most fields are, and these questions are the cheapest there are.
    return (
        source.isprintable()
        and "<" not in source
        and "&" not in source
        and "[" not in source
        and "\\" not in source
        and "  " not in source
        and source == source.strip()
    )


def by_parser(source: str, media: list[str]) -> str:
    """What ``readable`` gives, always on the long road."""
    return _named(_parsed(source, media), media)


def _opens_what_it_closes(source: str) -> bool:
    """Whether every ``</div>`` ends a ``<div>``: to browsers one alone is nothing, and no end of a line."""
    depth = 0
    for tag in _DIV.finditer(source):
        depth += -1 if tag[0][1] == "/" else 1
        if depth < 0:
            return False
    return True


def _easily(tag: re.Match[str]) -> str:
    return "\x00" if tag["line"] else ""


def _unmarked(source: str) -> str:
    """Text without elements; a NUL stands where a line ends."""
    text = html.unescape(source) if "&" in source else source
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    return _tidy(text.replace("\x00", "\n"))


def _tidy(text: str) -> str:
    text = text.replace("\xa0", " ")
    return _LINES.sub("\n", text).strip() if "\n" in text else text.strip()


def _named(text: str, media: list[str]) -> str:
    def sound(match: re.Match[str]) -> str:
        media.append(match[1].strip())
        return f"[sound: {match[1].strip()}]"

    def formula(match: re.Match[str]) -> str:
        old, sign, dollars, *new = match.groups()
        if old is not None or dollars is not None:
            # Anki keeps pictures of these under a hash of what it sets; pictures that are not there are passed over.
            tex = (
                old
                if old is not None
                else f"${dollars}$"
                if sign == "$"
                else f"\\begin{{displaymath}}{dollars}\\end{{displaymath}}"
            )
            digest = hashlib.sha1(tex.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
            media.extend((f"latex-{digest}.png", f"latex-{digest}.svg"))
        words = " ".join(next(part for part in (old, dollars, *new) if part is not None).split())
        return f"[formula: {words}]"

    if "[" in text and ":" in text:
        text = _SOUND.sub(sound, text)
    return _LATEX.sub(formula, text)


def _parsed(source: str, media: list[str]) -> str:
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
                self._out.append(_SPACES.sub(" ", words).replace("\x00", ""))
            return
        if kind == COMMENT:  # The templates mark their conditions with them.
            remark = node.value or ""
            self._out.append(remark if remark.startswith(MARK) else "")
            return
        if kind != ELEMENT:
            return
        if depth > _DEEPEST:
            self._out.append(_SPACES.sub(" ", node.text or ""))
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
    return _SPACES.sub(" ", line).replace("\xa0", " ").strip(" ").replace("\x02", "  ")


MARK = "quizkit:"
"""What a comment that is to come through begins with."""


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
