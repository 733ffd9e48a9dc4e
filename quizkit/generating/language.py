"""Whether a document is in the one language that the rules know."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from quizkit.domain.source import Source
from quizkit.generating.lexicon import FUNCTION_WORDS

_ENOUGH = 0.7
"""Share of the small words that an English dictionary has: 0.93 to 1 in English, to 0.53 in its neighbours."""

_SAMPLE = 600
"""Words: more of them would tell no more."""


def is_english(source: Source) -> bool:
    """Whether the words that a document writes small are English words."""
    found = (word for s in source.statements for word in re.findall(r"[^\W\d_]+", s.text) if word.islower())
    words = list(islice(found, _SAMPLE))
    return bool(words) and sum(map(_is_english, words)) >= _ENOUGH * len(words)


@cache
def _is_english(word: str) -> bool:
    import lemminflect

    return word in FUNCTION_WORDS or (word.isascii() and len(word) > 1 and bool(lemminflect.getAllLemmas(word)))
