"""What a model wrote, read tolerantly: whole cards are taken wherever they stand, all else is passed over.

A card is a JSON object without objects in it. Code fences, prose, a list around, lines of their own, commas too many
or too few and an end that was cut off do no harm. The time taken grows with the answer's length, whatever it holds.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_TEXT = r'"(?:[^"\\]|\\.){0,4000}+"'
_ATOM = rf"(?:{_TEXT}|-?\d{{1,20}}+(?:\.\d{{1,20}}+)?+|true|false|null)"
_VALUE = rf"(?:{_ATOM}|\[(?:\s*+{_ATOM}\s*+,?+){{0,50}}+\s*+\])"
_PAIR = re.compile(rf"(?P<name>{_TEXT})\s*+:\s*+(?P<value>{_VALUE})", re.DOTALL)
# A dozen pairs at most: braces that open again and again would else be read to the end again and again.
_CARD = re.compile(rf"\{{\s*+(?:{_TEXT}\s*+:\s*+{_VALUE}\s*+,?+\s*+){{1,12}}+\}}", re.DOTALL)
_BEGUN = re.compile(r'"(?:question|front)"\s*+:', re.IGNORECASE)
_NONE = re.compile(r"\[\s*+\]")

_NAMES = {
    "question": "question",
    "front": "question",
    "answer": "answer",
    "back": "answer",
    "quote": "quote",
    "evidence": "quote",
    "statement": "statement",
    "number": "statement",
}

MOST_CARDS = 1_000
"""More than that in one answer is no answer any more."""


@dataclass(frozen=True, slots=True)
class Told:
    """A card as a model told it, nothing of it checked; ``number`` is its statement's, 0 where it named none."""

    question: str
    answer: str
    quote: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The cards of an answer, and how many it began but left unreadable or unfinished.

    ``is_empty`` tells that the model said in so many words that there is nothing worth a card.
    """

    cards: tuple[Told, ...]
    broken: int = 0
    is_empty: bool = False


def read_answer(text: str) -> Answer:
    """The cards in what a model wrote, in its order, each once."""
    cards: dict[Told, None] = {}
    whole = 0
    for found in _CARD.finditer(text):
        card = _told(found.group())
        if card is not None:
            whole += 1
            cards[card] = None
        if len(cards) == MOST_CARDS:
            return Answer(tuple(cards))
    begun = sum(1 for _ in _BEGUN.finditer(text))
    return Answer(tuple(cards), max(0, begun - whole), not begun and bool(_NONE.search(text)))


def _told(written: str) -> Told | None:
    fields: dict[str, str] = {}
    for pair in _PAIR.finditer(written):
        try:
            # Line ends inside quotation marks are no JSON, and models write them.
            name, value = (json.loads(pair[part], strict=False) for part in ("name", "value"))
        except ValueError:
            return None
        if (field := _NAMES.get(name.strip().lower())) and isinstance(value, str | int):
            fields.setdefault(field, " ".join(str(value).split()))
    if "question" not in fields or "answer" not in fields:
        return None
    number = re.search(r"\d{1,9}", fields.get("statement", ""))
    return Told(fields["question"], fields["answer"], fields.get("quote", ""), int(number.group()) if number else 0)
