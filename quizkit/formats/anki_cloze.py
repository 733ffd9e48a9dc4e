"""Cloze deletions: ``{{c1::text::hint}}``, nested, for several cards at once, any number of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizkit.domain.card import BLANK

_TOKENS = re.compile(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::|\}\}|::", re.IGNORECASE)
# Deletions with nothing in them that opens, closes or divides: nearly all.
_SIMPLE = re.compile(
    r"\{\{c(\d{1,3})::((?:[^{}:]|:(?!:))*)(?:::((?:[^{}:]|:(?!:))*))?\}\}",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\{\{c\d", re.IGNORECASE)
_OCCLUSION = "image-occlusion:"
_DEEPEST = 50


@dataclass(slots=True)
class _Deletion:
    """``numbers`` are those of the cards that ask for it; what stands behind ``::`` is the hint."""

    numbers: frozenset[int]
    parts: list[str | _Deletion]
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class NestedCloze:
    """A field with deletions, some of which may hold others."""

    parts: tuple[str | _Deletion, ...]
    numbers: frozenset[int]

    def question(self, number: int) -> str:
        """The field with a blank for each deletion of card ``number``, all others shown; "" where it has none."""
        return _question(self.parts, number) if number in self.numbers else ""

    def answers(self, number: int) -> list[str]:
        """What the blanks of card ``number`` stand for, in order, each once."""
        found: list[str] = []
        _answers(self.parts, number, found)
        return list(dict.fromkeys(found))


class FlatCloze:
    """A field whose deletions hold no others, as nearly all: it gives what a NestedCloze would, sooner.

    ``pieces`` are, in turns of four, text outside of deletions, a deletion's number, its text and its hint or None.
    """

    __slots__ = ("hints", "numbers", "outside", "texts")

    def __init__(self, pieces: list[str]) -> None:
        self.outside = pieces[::4]
        self.numbers = list(map(int, pieces[1::4]))
        self.texts = pieces[2::4]
        self.hints: list[str | None] = [*pieces[3::4]]

    def question(self, number: int) -> str:
        """The field with a blank for each deletion of card ``number``, all others shown; "" where it has none."""
        if number not in self.numbers:
            return ""
        shown = []
        for outside, one, text, hint in zip(self.outside, self.numbers, self.texts, self.hints, strict=False):
            shown.append(outside)
            if one == number:
                shown.append(_blank(hint))
            elif not text.startswith(_OCCLUSION):
                shown.append(text)
        shown.append(self.outside[-1])
        return "".join(shown)

    def answers(self, number: int) -> list[str]:
        """What the blanks of card ``number`` stand for, in order, each once."""
        found = [_told(text) for one, text in zip(self.numbers, self.texts, strict=True) if one == number]
        return found if len(found) < 2 else list(dict.fromkeys(found))


Cloze = FlatCloze | NestedCloze


def parse_cloze(source: str) -> Cloze:
    """The field's deletions; braces that open none, and deletions that never end, are text."""
    pieces = _SIMPLE.split(source)
    return FlatCloze(pieces) if len(pieces) // 4 == len(_OPENING.findall(source)) else parse_nested(source)


def parse_nested(source: str) -> NestedCloze:
    """What ``parse_cloze`` gives, always on the long road."""
    root: list[str | _Deletion] = []
    open_ones: list[tuple[str, _Deletion]] = []
    numbers: set[int] = set()
    at = 0

    def here() -> list[str | _Deletion]:
        return open_ones[-1][1].parts if open_ones else root

    def add(text: str) -> None:
        if not text:
            return
        if open_ones and open_ones[-1][1].hint is not None:
            open_ones[-1][1].hint += text
        else:
            here().append(text)

    for token in _TOKENS.finditer(source):
        add(source[at : token.start()])
        at = token.end()
        if token[1] and len(open_ones) < _DEEPEST:
            of_cards = frozenset(int(number) for number in token[1].split(","))
            open_ones.append((token[0], _Deletion(of_cards, [])))
        elif token[0] == "}}" and open_ones:
            _, closed = open_ones.pop()
            numbers |= closed.numbers
            here().append(closed)
        elif token[0] == "::" and open_ones and open_ones[-1][1].hint is None:
            open_ones[-1][1].hint = ""
        else:
            add(token[0])
    add(source[at:])
    while open_ones:
        opening, unended = open_ones.pop()
        here().extend([opening, *unended.parts, *([] if unended.hint is None else ["::", unended.hint])])
    return NestedCloze(tuple(root), frozenset(numbers))


def _question(parts: tuple[str | _Deletion, ...] | list[str | _Deletion], number: int) -> str:
    shown = []
    for part in parts:
        if isinstance(part, str):
            shown.append(part)
        elif number in part.numbers:
            shown.append(_blank(part.hint))
        elif not _is_occlusion(part):
            shown.append(_question(part.parts, number))
    return "".join(shown)


def _answers(parts: tuple[str | _Deletion, ...] | list[str | _Deletion], number: int, found: list[str]) -> None:
    for part in parts:
        if isinstance(part, str):
            continue
        if number not in part.numbers:
            _answers(part.parts, number, found)
        elif _is_occlusion(part):
            found.append(_told("".join(map(str, part.parts))))
        else:
            found.append(_question(part.parts, 0))


def _blank(hint: str | None) -> str:
    return f"{BLANK} ({hint})" if hint and hint.strip() else BLANK


def _told(text: str) -> str:
    """What a blank stands for; an occlusion's text is only where in the image it lies."""
    is_occlusion = text.startswith(_OCCLUSION)
    return f"[covered part of the image: {text.removeprefix(_OCCLUSION)}]" if is_occlusion else text


def _is_occlusion(part: _Deletion) -> bool:
    return bool(part.parts) and isinstance(part.parts[0], str) and part.parts[0].startswith(_OCCLUSION)
