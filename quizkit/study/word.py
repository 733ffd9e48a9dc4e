"""A word of an answer, in the form in which two answers are compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Sort(Enum):
    """What a word weighs when two answers are compared."""

    PLAIN = "plain"
    NUMBER = "number"
    """Numbers, dates, times: right or wrong, never nearly right."""
    UNIT = "unit"
    LIGHT = "light"
    """Words that carry a sentence and no fact."""
    TURNING = "turning"
    """Words that turn an answer round (not, without) or leave it open (or)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word by its ``meaning``; it stands at ``start`` to ``end`` in the text that it was read from."""

    meaning: str
    start: int
    end: int
    sort: Sort = Sort.PLAIN
    is_acronym: bool = False


def spelt(words: str) -> list[str]:
    """The words of a table that is written as one text."""
    return words.split()
