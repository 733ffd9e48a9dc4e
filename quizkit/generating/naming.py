"""Where a name stands among words, and whether it is that of a version."""

from __future__ import annotations

from quizkit.generating.tagging import Word
from quizkit.generating.wording import Words


def name_at(words: Words, start: int) -> Words:
    """The name that begins at ``start``: its capitalised words and version number; empty where none does."""
    end = start
    while end < len(words) and (words[end].is_name or (end > start and names_version(words[end]))):
        end += 1
    return words[start:end]


def is_version(words: Words) -> bool:
    """Whether a noun phrase names a version of something, which releases and announces nothing itself: "Large 3"."""
    return len(words) > 1 and words[0].is_name and names_version(words[-1])


def names_version(word: Word) -> bool:
    """Whether a word is a number that a name may end with."""
    return word.tag == "CD" and word.text[0].isdigit() and len(word.text) <= 4 and not word.text.endswith("%")
