"""Decks as Markdown, in the ``Q:``, ``A:``, ``C:`` notation of hashcards and repeater.

A question begins with ``Q:`` and its answer with ``A:``, a cloze with ``C:``, each at the start of a line; text may go
on for several lines, up to the next mark or a line ``---``. What a cloze asks for stands in brackets, one card for each
pair; a bracket that is only text has a backslash before it. Headings between cards are topics. ``name`` in the front
matter is the deck's title. A line of the text that would look like a mark or a fence is written with a space before it,
one that would look like a heading with a backslash. What stands in fenced code begins no card.

What the notation has no room for stands in a comment that other programs pass over: the key, the options of a choice
card, what else is right. Written are the words of cards; quotes and sources stay behind. White space around a text is
not kept. Cards without a comment get their keys from what they ask (see ``derived_keys``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quizkit.domain.card import BLANK, Card, CardKind, Origin
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.domain.slug import slugify
from quizkit.formats.derived_keys import DerivedKeys
from quizkit.formats.node import shown

_RULE = "---"
_MARK = re.compile(r"(?P<mark>[QAC]):(?P<text>.*)", re.DOTALL)
_LIKE_A_MARK = re.compile(r" *(?:[QAC]:|---|```|~~~|<!-- quizkit )")
_LIKE_A_HEADING = re.compile(r"\\*#{1,6}\s")
_FENCE = "```"
_OPENS_CODE = re.compile(r"(`{3,}(?=[^`]*\Z)|~{3,})")
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*\s*\Z")
_COMMENT = re.compile(r"<!-- quizkit (\{.*\}) -->\s*\Z")
_TITLE = re.compile(r"(?:name|title)\s*[:=]\s*(.*?)\s*\Z", re.IGNORECASE)
_BRACKETS = re.compile(r"\\[\[\]\\]|!?\[|\]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def write_markdown(deck: Deck) -> str:
    """The deck as Markdown."""
    lines = [_RULE, f"name = {json.dumps(_one_line(deck.title) or deck.slug, ensure_ascii=False)}", _RULE, ""]
    topic = None
    for card in deck.cards:
        heading = _one_line(card.topic).strip("# ")
        if heading != topic:
            lines += [f"# {heading}", ""]
            topic = heading
        lines += [_comment(card, heading), *_card_lines(card), "", _RULE, ""]
    return _SURROGATES.sub("\ufffd", "\n".join(lines))


def read_markdown(text: str, name: str) -> Deck:
    """The deck that ``text`` holds; its slug is that of the file ``name``. Raises DeckError with file and line."""
    stem = re.sub(r"(?i)\.(md|markdown)\Z", "", re.split(r"[/\\]", name)[-1])
    title, first, lines = _front_matter(_broken(text).split("\n"), name)
    reading = _Reading(name, title or stem, topic=title or stem)
    code = _in_fences(lines)
    for number, line in enumerate(lines, first):
        reading.take(number, line, is_code=number - first in code)
    reading.end()
    if not reading.cards:
        raise DeckError(f"{name}: no card in it; a card begins with a line Q: or C:")
    return Deck(slugify(stem), reading.title, tuple(reading.cards))


def _in_fences(lines: Sequence[str]) -> set[int]:
    """The places of all lines in fenced code, the fences among them; a fence that nothing closes is text."""
    code: set[int] = set()
    unclosed: dict[str, int] = {}
    at = 0
    while at < len(lines):
        fence, end = _OPENS_CODE.match(lines[at]), 0
        # Where a fence was not closed, no longer one is: to look again would cost a file of fences its square.
        if fence and len(fence[1]) < unclosed.get(fence[1][0], len(fence[1]) + 1):
            closing = re.compile(rf"{fence[1][0]}{{{len(fence[1])},}}\s*\Z")
            end = next((n for n in range(at + 1, len(lines)) if closing.match(lines[n])), 0)
            if end:
                code.update(range(at, end + 1))
            else:
                unclosed[fence[1][0]] = len(fence[1])
        at = max(at, end) + 1
    return code


def _comment(card: Card, heading: str) -> str:
    said: dict[str, Any] = {"key": card.key}
    said |= {name: list(map(_broken, texts)) for name in ("choices", "accept") if (texts := getattr(card, name))}
    if card.topic != heading:
        said["topic"] = card.topic
    return f"<!-- quizkit {json.dumps(said, ensure_ascii=False).replace('>', chr(92) + 'u003e')} -->"


def _card_lines(card: Card) -> Iterator[str]:
    if card.kind is CardKind.CLOZE:
        parts = [_bracketed(part) for part in card.question.split(BLANK)]
        yield from _marked("C", f"[{_bracketed(card.answer)}]".join(parts))
        return
    yield from _marked("Q", card.question)
    yield from _marked("A", card.answer)


def _marked(mark: str, text: str) -> Iterator[str]:
    first, *others = _broken(text).strip().split("\n")
    yield f"{mark}: {first}" if first else f"{mark}:"
    for line in others:
        yield f" {line}" if _LIKE_A_MARK.match(line) else f"\\{line}" if _LIKE_A_HEADING.match(line) else line


def _bracketed(text: str) -> str:
    return re.sub(r"[\[\]\\]", r"\\\g<0>", text)


def _broken(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _front_matter(lines: list[str], name: str) -> tuple[str, int, list[str]]:
    """The title in it, the number of the first line after it, and the lines from there on."""
    if not lines or lines[0].strip() != _RULE:
        return "", 1, lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() == _RULE), 0)
    if not end:
        raise DeckError(f"{name}:1: the front matter has no end; close it with a line {_RULE}")
    title = next((match[1] for line in lines[1:end] if (match := _TITLE.match(line))), "")
    try:
        value = json.loads(title) if title.startswith('"') else title.strip("'")
    except ValueError:
        value = title.strip('"')
    return str(value), end + 2, lines[end + 1 :]


@dataclass(slots=True)
class _Reading:
    """The cards read so far, and the texts of the one that is being read."""

    name: str
    title: str
    topic: str
    cards: list[Card] = field(default_factory=list)
    keys: DerivedKeys = field(default_factory=DerivedKeys)
    lines: dict[str, int] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    began: int = 0
    mark: str = ""

    def take(self, number: int, line: str, *, is_code: bool = False) -> None:
        """Read on by a line; in a block of code no mark begins anything."""
        if is_code:
            self._go_on(line)
        elif line.rstrip() == _RULE:
            self.end()
        elif match := _MARK.fullmatch(line):
            self._open(number, match["mark"], match["text"].lstrip())
        elif comment := _COMMENT.match(line):
            self.end()
            self.said = self._read_comment(number, comment[1])
        elif (heading := _HEADING.match(line)) and not self._is_in_text():
            self.end()
            self.topic = heading[1]
        else:
            self._go_on(line)

    def _go_on(self, line: str) -> None:
        """The line belongs to the text that is being read; outside a card it is nothing."""
        if self.mark:
            escapes = {" ": _LIKE_A_MARK, "\\": _LIKE_A_HEADING}
            is_escaped = (like := escapes.get(line[:1])) is not None and like.match(line)
            self.texts[self.mark].append(line[1:] if is_escaped else line)

    def _is_in_text(self) -> bool:
        """Whether a line that looks like a heading is none: in a question that has no answer yet, or in code."""
        fences = sum(line.lstrip().startswith(_FENCE) for line in self.texts.get(self.mark, ()))
        return self.mark == "Q" or fences % 2 == 1

    def end(self) -> None:
        """The card that was being read is whole."""
        if not self.mark:
            return
        texts = {mark: "\n".join(lines).strip() for mark, lines in self.texts.items()}
        if not texts.get("Q", texts.get("C", "")):
            self._refuse(self.began, "a card that asks nothing; write its question behind the mark")
        if self.mark == "Q" or not texts.get("A", "-"):
            self._refuse(self.began, "a question without an answer; add a line that begins with A:")
        for card in self._clozes(texts["C"]) if self.mark == "C" else self._question(texts["Q"], texts["A"]):
            card = self._with_comment(card)
            if fault := card.fault():
                self._refuse(self.began, f"{shown(card.question)} is no card: {fault}")
            if card.key in self.lines:
                self._refuse(self.began, f"the key {shown(card.key)} stands on line {self.lines[card.key]}, too")
            self.lines[card.key] = self.began
            self.cards.append(card)
        self.texts, self.mark, self.said = {}, "", {}

    def _open(self, number: int, mark: str, text: str) -> None:
        if mark == "A":
            if self.mark != "Q":
                self._refuse(number, "an answer without a question; add a line that begins with Q: above it")
        else:
            self.end()
            self.began = number
        self.texts[mark] = [text]
        self.mark = mark

    def _question(self, question: str, answer: str) -> Iterator[Card]:
        key = self.said.get("key") or self.keys.give(question, "answer")
        yield Card(key, CardKind.QUESTION, question, answer, self.topic, (), origin=Origin.WRITTEN)

    def _clozes(self, text: str) -> Iterator[Card]:
        pieces = list(_pieces(text))
        hidden = [piece for piece, is_hidden in pieces if is_hidden]
        if any(is_hidden is None for _, is_hidden in pieces) or not hidden or not all(map(str.strip, hidden)):
            self._refuse(self.began, "a cloze wants what it asks for in brackets, as in C: [Paris] is a capital.")
        asked = "".join(BLANK if is_hidden else piece for piece, is_hidden in pieces)
        # A card with a comment is one card, and may ask for its answer in several places.
        is_one = "key" in self.said and len(set(hidden)) == 1
        for number in range(1 if is_one else len(hidden)):
            places = iter(range(len(hidden)))
            question = "".join(
                (BLANK if next(places) == number or is_one else piece) if is_hidden else piece
                for piece, is_hidden in pieces
            )
            key = self.said.get("key", "")
            key = (key if is_one else f"{key}-{number + 1}") if key else self.keys.give(asked, str(number + 1))
            yield Card(key, CardKind.CLOZE, question, hidden[number], self.topic, (), origin=Origin.WRITTEN)

    def _with_comment(self, card: Card) -> Card:
        choices = tuple(self.said.get("choices", ()))
        kind = CardKind.CHOICE if choices and card.kind is CardKind.QUESTION else card.kind
        if choices:
            # White space around a text is not kept; the right option is still the answer.
            choices = tuple(card.answer if choice.strip() == card.answer else choice for choice in choices)
        topic = self.said.get("topic", card.topic)
        return replace(card, kind=kind, topic=topic, choices=choices, accept=tuple(self.said.get("accept", ())))

    def _read_comment(self, number: int, text: str) -> dict[str, Any]:
        wanted = {"key": str, "topic": str, "choices": list, "accept": list}
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            self._refuse(number, "quizkit's comment is broken; mend it, or delete it: then the card is a new one")
        for name, value in said.items():
            is_text = not isinstance(value, list) or all(isinstance(member, str) for member in value)
            if name not in wanted or not isinstance(value, wanted[name]) or not is_text:
                self._refuse(number, f"quizkit's comment says {shown(name)} in a way that is unknown; delete that")
        return dict(said)

    def _refuse(self, line: int, problem: str) -> Any:
        raise DeckError(f"{self.name}:{line}: {problem}")


def _pieces(text: str) -> Iterator[tuple[str, bool | None]]:
    """The text in pieces, each with whether it stands in brackets; None for a bracket without its partner."""
    at = 0
    outside: list[str] = []
    inside: list[str] | None = None
    is_picture = False
    for sign in _BRACKETS.finditer(text):
        here = outside if inside is None else inside
        here.append(text[at : sign.start()])
        at = sign.end()
        if sign[0].startswith("\\"):
            here.append(sign[0][1])
        elif sign[0] == "![":
            is_picture = True
            here.append("![")
        elif sign[0] == "]" and is_picture:
            is_picture = False
            here.append("]")
        elif sign[0] == "[" and inside is None:
            yield "".join(outside), False
            outside, inside = [], []
        elif sign[0] == "]" and inside is not None:
            yield "".join(inside), True
            inside = None
        else:
            yield sign[0], None
    yield "".join(inside if inside is not None else outside) + text[at:], None if inside is not None else False
