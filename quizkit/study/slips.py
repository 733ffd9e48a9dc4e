"""Whether a word is another one with a slip of the fingers, or another word."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from quizkit.study.word import Sort, Word

_MEANT_APART = (
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("macro", "micro"),
    ("maxi", "mini"),
    ("ab", "ad"),
    ("ante", "anti"),
)
"""Beginnings that are one or two letters apart and mean the opposite."""

_NAMED_APART = (
    ("er", "or", "ee"),
    ("ate", "ite", "ide"),
    ("ose", "ase"),
    ("ane", "ene", "yne", "ine", "one", "ol"),
)
"""Endings that are a letter apart and name another thing: employer and employee, nitrate and nitrite."""


def is_slip(said: Word, right: Word) -> bool:
    """Whether ``said`` is ``right`` in another number (GPU, GPUs), or mistyped.

    One wrong letter in a word of five, two from nine; never the first letter, for there "un-" and "ir-" stand; never
    in acronyms, numbers and scripts whose characters are words.
    """
    if right.sort is not Sort.PLAIN or said.sort is not Sort.PLAIN:
        return False
    typed, meant = stem(said.meaning), stem(right.meaning)
    if typed == meant:
        return True
    shorter = min(len(typed), len(meant))
    if shorter < 5 or right.is_acronym or typed[0] != meant[0] or max(typed + meant) >= "\u2e80":
        return False
    allowed = 1 if shorter < 9 else 2
    return OSA.distance(typed, meant, score_cutoff=allowed) <= allowed and not _is_another(typed, meant)


def stem(word: str) -> str:
    """The word without the ending of its plural."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


def _is_another(typed: str, meant: str) -> bool:
    for one, other in _MEANT_APART:
        for first, second in ((one, other), (other, one)):
            if typed.startswith(first) and meant.startswith(second):
                return True
    for endings in _NAMED_APART:
        ends = [next((end for end in endings if word.endswith(end)), "") for word in (typed, meant)]
        if all(ends) and ends[0] != ends[1] and typed.removesuffix(ends[0]) == meant.removesuffix(ends[1]):
            return True
    return False
