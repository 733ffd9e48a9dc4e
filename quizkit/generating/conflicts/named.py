"""Names and versions of products in a statement: where they stand, and whether each stands for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizkit.generating.conflicts.words import folded
from quizkit.generating.lexicon import LISTING, MONTHS, ROLES
from quizkit.generating.tagging import Word
from quizkit.generating.wording import Words

_VERSION = re.compile(r"v?\d{1,3}(?:\.\d{1,3}){0,2}")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a product: the words of its name but for the number, and the number."""

    family: frozenset[str]
    number: str

    def agrees_with(self, other: Version) -> bool:
        """Whether one number is the other one told less exactly: GPT-5 may be GPT-5.2."""
        a, b = self.number.split("."), other.number.split(".")
        return a[: len(b)] == b[: len(a)]


def versions(words: Words) -> Iterator[tuple[Words, str, Word]]:
    """Names with a version number in them: "Opus 4.5", "GPT-5.2", "Leafnode 7 Pro"; with the number and its word."""
    index = 0
    while index < len(words):
        end = index
        while end < len(words) and (words[end].is_name or (end > index and _is_number(words[end]))):
            end += 1
        name = words[index:end]
        if name and name[0].lower not in MONTHS and not re.fullmatch(r"q[1-4]", name[0].lower):
            found = _number_in(name)
            if found is not None:
                yield found
        index = max(end, index + 1)


def _is_number(word: Word) -> bool:
    return word.tag == "CD" and bool(_VERSION.fullmatch(word.text)) and len(word.text.partition(".")[0]) < 3


def _number_in(name: Words) -> tuple[Words, str, Word] | None:
    for word in name:
        if _is_number(word):
            return name, word.text.lstrip("v"), word
        beside = re.fullmatch(r"([^\W\d]{2,})-?(\d{1,2}(?:\.\d{1,2})*)", word.text)
        if beside and (len(name) > 1 or "-" in word.text):
            return name, beside[2], word
    return None


def names_with_role(words: Words, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[Words, bool, Words]]:
    """The names, whether each stands for itself, and the name that an "and" joins it to.

    A name that goes before a noun ("the Paris firm"), stands in a bracket, is an example ("models like
    Jamba") or in a list of three and more does not: what
    another source puts in its place need not contradict it.
    """
    names = list(_names(words, taken))
    joined: list[list[tuple[int, int]]] = []
    for start, end in names:
        between = words[joined[-1][-1][1] : start] if joined else ()
        is_joined = 0 < len(between) <= 2 and all(w.tag in (",", "CC") for w in between)
        if joined and is_joined:
            joined[-1].append((start, end))
        else:
            joined.append([(start, end)])
    depth = [0]
    for word in words:
        depth.append(depth[-1] + {"-LRB-": 1, "-RRB-": -1}.get(word.tag, 0))
    for group in joined:
        after = words[group[-1][1]] if group[-1][1] < len(words) else None
        is_listed = len(group) > 2 or (len(group) == 2 and "," in [w.text for w in words[group[0][1] : group[1][0]]])
        goes_before = after is not None and (after.is_noun or after.tag in ("POS", "CD", "JJ", "VBG"))
        for number, (start, end) in enumerate(group):
            other = group[1 - number] if len(group) == 2 else (0, 0)
            is_example = start > 0 and words[start - 1].lower in LISTING
            stands = not (is_listed or goes_before or is_example or depth[start] > 0)
            yield words[start:end], stands, words[other[0] : other[1]]


_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir dame lord lady captain colonel general major father sister brother saint st
    king queen emperor president minister judge
    """.split()  # noqa: SIM905
)
"""What goes before a person's name and is no part of it."""


def _names(words: Words, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where names begin and end: stretches of capitalised words, those of dates and amounts left out."""
    index = 0
    while index < len(words):
        end = index
        while end < len(words) and (words[end].is_name or (end > index and _is_number(words[end]))):
            end += 1
        while end - index > 1 and words[index].lower in _TITLES:
            index += 1
        if end > index:
            name = words[index:end]
            is_taken = any(name[0].start < until and name[-1].end > since for since, until in taken)
            if not is_taken and name[0].lower not in MONTHS and parts(name):
                yield index, end
        index = max(end, index + 1)


def family(name: str) -> frozenset[str]:
    """The words of a product's name without its version."""
    told = (folded(part) for part in re.split(r"[\s-]", name))
    return frozenset(re.sub(r"\d[\d.]*$", "", part) for part in told if not _VERSION.fullmatch(part)) - {""}


def office_of(words: Words, first: int, last: int) -> str:
    """What the person named from ``first`` to ``last`` is said to be: "the geologist A", "A, a geologist", "is A"."""
    before = first
    while before and (words[before - 1].is_noun or words[before - 1].tag in ("JJ", ".") or _links(words[before - 1])):
        before -= 1
        if words[before].lower in ROLES:
            return words[before].lower
    after = list(words[last : last + 7])
    opens = bool(after) and (after[0].text == "," or _links(after[0]))
    for word in after[1:] if opens else ():
        if word.lower in ROLES:
            return word.lower
        if not (word.is_noun or word.tag in ("DT", "JJ", "PRP$", "POS")):
            break
    return ""


def _links(word: Word) -> bool:
    return word.lower in ("is", "was", ",")


def parts(name: Words) -> frozenset[str]:
    """The words of a name, folded, by which it is compared with others."""
    return frozenset(folded(w.text) for w in name if len(w.text) > 1 or w.text.isdigit())
