"""Whether a document is in the one language that the rules know."""

from __future__ import annotations

import re

from quizkit.domain.source import Source

_FUNCTION_WORDS = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "that",
        "for",
        "with",
        "as",
        "are",
        "was",
        "by",
        "it",
        "on",
        "from",
        "or",
        "at",
    )
)
_ENOUGH = 0.12
"""Share of these words in English prose is 0.25 to 0.35, in notes 0.15; French and German stay below 0.06."""


def is_english(source: Source) -> bool:
    """Whether a document's statements hold as many small English words as English must."""
    words = [word for s in source.statements for word in re.findall(r"[^\W\d_]+", s.text.lower())]
    return bool(words) and sum(word in _FUNCTION_WORDS for word in words) >= _ENOUGH * len(words)
