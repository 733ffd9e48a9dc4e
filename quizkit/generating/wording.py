"""Words put together again: as one would write them, with a blank in them, with a capital in front."""

from __future__ import annotations

from collections.abc import Sequence

from quizkit.generating.tagging import Word

Words = tuple[Word, ...]


def spoken(words: Sequence[Word]) -> str:
    """Words as one would write them, whether or not they stood side by side."""
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        if before is None:
            text = word.text
        elif before.end == word.start or word.tag in (",", ".", "-RRB-", "''", "POS") or before.tag in ("-LRB-", "``"):
            text += word.text
        else:
            text += " " + word.text
    return text


def blanked(words: Words, start: int, stop: int, blank: str) -> str:
    """The words with ``blank`` for those from ``start`` to ``stop``, spaced as the statement has it."""
    before, after = spoken(words[:start]), spoken(words[stop:])
    if before and words[start - 1].end < words[start].start:
        before += " "
    if after and words[stop - 1].end < words[stop].start:
        after = " " + after
    return before + blank + after


def capitalized(text: str) -> str:
    """A capital in front, unless the first word has a spelling of its own: xAI, gpt-oss-120b."""
    first = text.split(" ", 1)[0]
    if any(char.isupper() or char.isdigit() for char in first):
        return text
    return text[:1].upper() + text[1:]


def is_balanced(words: Sequence[Word]) -> bool:
    """Whether every bracket and quotation mark among the words has its other half."""
    tags = [w.tag for w in words]
    marks = sum(w.text == '"' for w in words)
    return tags.count("-LRB-") == tags.count("-RRB-") and tags.count("``") == tags.count("''") and marks % 2 == 0
