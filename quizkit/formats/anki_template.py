"""Anki's card templates, compiled: parsed once for each note type, filled for every card.

A template is HTML with ``{{Field}}``, filters before a colon (``{{text:Field}}``), and conditions ``{{#Field}}`` or
``{{^Field}}`` up to ``{{/Field}}``. It is laid out as text once, with marks where fields and conditions stand; a card
then only joins texts. A field's own HTML is laid out by itself, once for each note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizkit.formats.anki_layout import MARK
from quizkit.formats.anki_text import by_parser

_TAG = re.compile(r"\{\{(?P<body>[^{}]*(?:\}(?!\})[^{}]*)*)\}\}")
_OLD_TAG = re.compile(r"<%(?P<body>.{0,1000}?)%>", re.DOTALL)
_OLD_OPENING = re.compile(r"\s*\{\{=<%\s*%>=\}\}")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANSWER_FROM = re.compile(r"<hr\b[^>]{0,200}\bid\s*=\s*[\"']?answer\b[^>]{0,200}>", re.IGNORECASE)
_FIRST_MARK = 0x100000  # The last plane for private use: no font has signs there, so no text is lost.
_PRIVATE = re.compile("[\U00100000-\U0010ffff]")
_MOST_MARKS = 0xFFF0
_DEEPEST = 100

FRONT_SIDE = "FrontSide"


class BrokenTemplateError(Exception):
    """A template that cannot be read; the message tells why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a field: its name, and the filters in the order in which they apply."""

    name: str
    filters: tuple[str, ...] = ()
    is_cloze: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that are shown where the field is filled; with ``is_inverted`` where it is empty."""

    name: str
    is_inverted: bool
    parts: tuple[Part, ...]


Part = str | Slot | Section


@dataclass(frozen=True, slots=True)
class Template:
    """One side of a card, laid out. ``media`` are the files that the template itself shows."""

    parts: tuple[Part, ...]
    media: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()

    def fill(self, value: Callable[[Slot], str], is_filled: Callable[[str], bool]) -> str:
        """The side of one card; ``value`` gives a field's text, ``is_filled`` tells whether it has any."""
        filled: list[str] = []
        _fill(self.parts, value, is_filled, filled)
        return trimmed("".join(filled))


def compile_template(source: str) -> Template:
    """The template ready to be filled. Raises BrokenTemplateError where conditions do not match."""
    marks: list[Part | str] = []
    marked = "".join(_marked(_PRIVATE.sub("\ufffd", source), marks))
    if len(marks) > _MOST_MARKS:
        raise BrokenTemplateError("it has too many fields")
    media: list[str] = []
    text = by_parser(marked, media)
    parts = _tree(text, marks)
    slots = tuple(_slots(parts))
    return Template(parts, tuple(name for name in media if not _PRIVATE.search(name)), slots)


def trimmed(text: str) -> str:
    """The text without empty lines; how its lines are indented stays."""
    text = text.strip()
    if "\n\n" not in text and " \n" not in text:
        return text
    return "\n".join(line for line in map(str.rstrip, text.split("\n")) if line)


def answer_part(source: str) -> str:
    """What of a back stands behind the line that parts it from the front; all of it where there is no line."""
    found = _ANSWER_FROM.search(source)
    if found is None:
        return source
    before, behind = source[: found.start()], source[found.end() :]
    # A line inside a condition cannot be cut at without breaking the condition.
    is_cuttable = len(re.findall(r"\{\{\s*[#^]", before)) == len(re.findall(r"\{\{\s*/", before))
    return behind if is_cuttable else source


def _marked(source: str, marks: list[Part | str]) -> Iterator[str]:
    """The template's HTML with marks for fields (characters) and conditions (comments, which tables keep in place)."""
    pattern = _TAG
    if opening := _OLD_OPENING.match(source):
        source, pattern = source[opening.end() :], _OLD_TAG
    source = _COMMENT.sub("", source)
    open_sections: list[str] = []
    at = 0
    for tag in pattern.finditer(source):
        yield source[at : tag.start()]
        at = tag.end()
        body = tag["body"].strip()
        sign, name = body[:1], body[1:].strip()
        mark = chr(_FIRST_MARK + len(marks))
        if sign in ("#", "^"):
            open_sections.append(name)
            if len(open_sections) > _DEEPEST:
                raise BrokenTemplateError("its conditions are nested too deep")
            marks.append(sign + name)
            yield f"<!--{MARK}{mark}-->"
        elif sign == "/":
            if not open_sections or open_sections.pop() != name:
                raise BrokenTemplateError(f"{{{{/{name}}}}} closes a condition that is not open")
            marks.append("/")
            yield f"<!--{MARK}{mark}-->"
        elif sign != "!":
            *filters, name = body.split(":")
            applied = tuple(one.strip() for one in reversed(filters))
            marks.append(Slot(name.strip(), applied, "cloze" in applied or "cloze-only" in applied))
            yield mark
    if open_sections:
        raise BrokenTemplateError(f"{{{{#{open_sections[-1]}}}}} is never closed")
    yield source[at:]


def _tree(text: str, marks: Sequence[Part | str]) -> tuple[Part, ...]:
    levels: list[tuple[str, list[Part]]] = [("", [])]
    for piece in re.split("([\U00100000-\U0010ffff])", text.replace(MARK, "")):
        if not _PRIVATE.match(piece):
            if piece:
                levels[-1][1].append(piece)
            continue
        mark = marks[ord(piece) - _FIRST_MARK]
        if not isinstance(mark, str):
            levels[-1][1].append(mark)
        elif mark == "/":
            # The opening may have gone with a script or a style.
            if len(levels) > 1:
                opening, parts = levels.pop()
                levels[-1][1].append(Section(opening[1:], opening[0] == "^", tuple(parts)))
        else:
            levels.append((mark, []))
    while len(levels) > 1:
        opening, parts = levels.pop()
        levels[-1][1].append(Section(opening[1:], opening[0] == "^", tuple(parts)))
    return tuple(levels[0][1])


def _fill(
    parts: Sequence[Part], value: Callable[[Slot], str], is_filled: Callable[[str], bool], filled: list[str]
) -> None:
    for part in parts:
        if isinstance(part, str):
            filled.append(part)
        elif isinstance(part, Slot):
            filled.append(value(part))
        elif is_filled(part.name) is not part.is_inverted:
            _fill(part.parts, value, is_filled, filled)


def _slots(parts: Sequence[Part]) -> Iterator[Slot]:
    for part in parts:
        if isinstance(part, Slot):
            yield part
        elif isinstance(part, Section):
            yield from _slots(part.parts)
