"""How much two statements say the same: cosine of their words, rare words weighing more."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_TOO_COMMON = 0.2
"""Share of the statements from which a word tells nothing; such words are left out, or all pairs would be compared."""
_NEAREST = 40
_MOST_HOLDERS = 300
"""Statements that may share a word before it is too common to compare them by: keeps large documents from n × n."""


class Likeness:
    """The statements of all documents, ready to be compared; a statement is named by its place in the sequence."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(_stems(text)) for text in texts]
        seen_in = Counter(stem for count in counts for stem in count)
        total = len(texts)
        limit = min(max(3, _TOO_COMMON * total), _MOST_HOLDERS)
        self._nearest: dict[int, list[tuple[float, int]]] = {}
        self._vectors: list[dict[str, float]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, count in enumerate(counts):
            weights = {
                stem: (1 + math.log(times)) * math.log(1 + total / seen_in[stem])
                for stem, times in count.items()
                if seen_in[stem] <= limit
            }
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            self._vectors.append({stem: weight / length for stem, weight in weights.items()})
            for stem in weights:
                self._holders[stem].append(number)

    def between(self, one: int, other: int) -> float:
        """From 0, nothing in common, to 1, the same words."""
        a, b = self._vectors[one], self._vectors[other]
        if len(a) > len(b):
            a, b = b, a
        return sum(weight * b[stem] for stem, weight in a.items() if stem in b)

    def nearest(self, one: int) -> list[tuple[float, int]]:
        """The statements most like one, the most alike first; forty at the most."""
        if one in self._nearest:
            return self._nearest[one]
        found: dict[int, float] = defaultdict(float)
        for stem, weight in self._vectors[one].items():
            for other in self._holders[stem]:
                if other != one:
                    found[other] += weight * self._vectors[other][stem]
        pairs = ((alike, other) for other, alike in found.items())
        self._nearest[one] = nsmallest(_NEAREST, pairs, key=lambda pair: (-pair[0], pair[1]))
        return self._nearest[one]


def _stems(text: str) -> Iterable[str]:
    """Words without their commonest endings; a lemmatiser does no better for likeness and takes far longer."""
    for word in _WORD.findall(text.lower()):
        if len(word) < 3 and not any(char.isdigit() for char in word):
            continue
        yield re.sub(r"(?:ing|ed|es|s|['’]s)$", "", word) if len(word) > 4 else word
