"""Typed values in a clause: money, shares, dates, counts with their unit. A known type is what makes a good answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from quizkit.generating.lexicon import APPROXIMATE, APPROXIMATIONS, MONTHS, SCALES, SPANS
from quizkit.generating.tagging import Word
from quizkit.generating.wording import Words

_YEAR = re.compile(r"(?:1[0-9]|20)\d{2}(?:[–-](?:\d{2}|\d{4}))?")
_DECADE = re.compile(r"(?:1[0-9]|20)\d0s")
_ERAS = frozenset(("BC", "AD", "BCE", "CE"))
_MONEY = re.compile(r"[$€£¥]\s?\d.*")


class ValueType(StrEnum):
    """What kind of answer a value is."""

    MONEY = "amount of money"
    SHARE = "percentage"
    DATE = "date"
    COUNT = "number"
    SPAN = "length of time"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a list of words: ``first`` to ``last`` (exclusive) is the value, ``unit`` the noun that it counts."""

    type: ValueType
    first: int
    last: int
    unit: Words = ()
    approximate_from: int = 0
    """Where the words begin that soften it: "approximately", "up to"."""


def values(words: Words) -> Iterator[Value]:
    """The values among the words, left to right; version numbers and list numbers are none."""
    index = 0
    while index < len(words):
        found = _date(words, index) or _number(words, index)
        if found is None:
            index += 1
            continue
        yield found
        index = found.last


def _date(words: Words, index: int) -> Value | None:
    found = _day_or_year(words, index)
    era = words[index + 1 : index + 2] if found is None else words[found.last : found.last + 1]
    if found is None and words[index].tag == "CD" and words[index].text.isdigit() and era and era[0].text in _ERAS:
        return Value(ValueType.DATE, index, index + 2, approximate_from=index)
    if found is not None and words[found.last - 1].lower in MONTHS:
        # "15 March 44 BC": the year may have two digits where an era follows.
        year = words[found.last : found.last + 2]
        if len(year) == 2 and year[0].tag == "CD" and year[1].text in _ERAS:
            return replace(found, last=found.last + 2)
    return replace(found, last=found.last + 1) if found is not None and era and era[0].text in _ERAS else found


def _day_or_year(words: Words, index: int) -> Value | None:
    word = words[index]
    after = words[index + 1 : index + 4]
    if word.tag == "CD" and after and after[0].lower in MONTHS and word.text.isdigit() and int(word.text) <= 31:
        has_year = len(after) > 1 and bool(_YEAR.fullmatch(after[1].text))
        return Value(ValueType.DATE, index, index + (3 if has_year else 2), approximate_from=index)
    if word.lower in MONTHS and word.text[0].isupper():
        end = index + 1
        if after and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", after[0].text):
            end += 1
            if len(after) > 2 and after[1].text == "," and _YEAR.fullmatch(after[2].text):
                return Value(ValueType.DATE, index, end + 2, approximate_from=index)
        if end < len(words) and _YEAR.fullmatch(words[end].text):
            end += 1
        elif end == index + 1 and not (_is_preposition(words, index) or _with_part(words, index) < index):
            return None
        return Value(ValueType.DATE, _with_part(words, index), end, approximate_from=index)
    if _is_early_year(words, index):
        return Value(ValueType.DATE, index, index + 1, approximate_from=index)
    if _YEAR.fullmatch(word.text) or _DECADE.fullmatch(word.text):
        follows_name = index > 0 and words[index - 1].is_name and words[index - 1].lower not in MONTHS
        counts = (
            bool(after) and (after[0].is_noun or after[0].tag in ("JJ", "CD")) and not _is_preposition(words, index)
        )
        if follows_name or counts:
            return None
        return Value(ValueType.DATE, _with_part(words, index), index + 1, approximate_from=index)
    return None


def _is_early_year(words: Words, index: int) -> bool:
    """Whether three digits are a year: "in 476", "in the year 985", and nothing behind that they could count."""
    if not re.fullmatch(r"[1-9]\d{2}", words[index].text) or not index:
        return False
    before = words[index - 1].lower
    follows = words[index + 1].tag if index + 1 < len(words) else ""
    counts = (
        follows[:2] in ("NN", "JJ", "CD", "VB")
        or follows in ("SYM", "POS", "%")
        or words[index].end
        == (words[index + 1].start if index + 1 < len(words) and words[index + 1].text not in ",.;:)" else -1)
    )
    return (before == "year" or before in ("in", "since", "until")) and not counts


def _with_part(words: Words, index: int) -> int:
    """The index of "early", "late", "mid" or "the end of" before a date, if there."""
    if index and words[index - 1].lower in ("early", "late", "mid", "mid-", "q1", "q2", "q3", "q4"):
        return index - 1
    return index


def _is_preposition(words: Words, index: int) -> bool:
    return index > 0 and words[index - 1].tag in ("IN", "TO")


def _number(words: Words, index: int) -> Value | None:
    word = words[index]
    if word.tag != "CD" or _YEAR.fullmatch(word.text) or (index and _names_a_version(words[index - 1], word)):
        return None
    end = index + 1
    while end < len(words) and words[end].tag == "CD" and not _YEAR.fullmatch(words[end].text):
        end += 1
    if index and words[index - 1].lower == "between" and end + 1 < len(words) and words[end].lower == "and":
        end = end + 2 if words[end + 1].tag == "CD" else end
    further = _range_goes_on(words, end)
    if further:
        end = further
        while end < len(words) and words[end].tag == "CD":
            end += 1
    if (word.lower in ("one", "half") or word.lower in SCALES) and end == index + 1:
        return None
    softened = _softened_from(words, index)
    if _MONEY.fullmatch(word.text):
        return Value(ValueType.MONEY, index, end, approximate_from=softened)
    if words[end - 1].text.endswith(("%", "%+")) or (end < len(words) and words[end].lower == "percent"):
        return Value(ValueType.SHARE, index, end, approximate_from=softened)
    unit = _unit(words, end)
    is_adjective = (
        bool(unit) and words[end - 1].text.rstrip("+")[-1:].isalpha() and unit[0].tag == "NN" and word.text[0].isdigit()
    )
    if not unit or (is_adjective and end == index + 1):
        return None
    spans = unit[-1].lower in SPANS or unit[0].lower in SPANS
    return Value(ValueType.SPAN if spans else ValueType.COUNT, index, end, unit, softened)


def _softened_from(words: Words, index: int) -> int:
    """Where the words begin that soften the number at ``index``: "about", "up to", "as little as"."""
    for length in (3, 2, 1):
        if index >= length and " ".join(w.lower for w in words[index - length : index]) in APPROXIMATIONS:
            return _softened_from(words, index - length)
    return index


def _names_a_version(before: Word, number: Word) -> bool:
    """Whether a number belongs to the name before it: "Claude 3", "Opus 4.5", "step 2", "#490"."""
    if number.lower in SCALES or not number.text[0].isdigit():
        return False
    return before.is_name or before.lower in (
        "version",
        "step",
        "chapter",
        "figure",
        "part",
        "phase",
        "level",
        "no",
        "#",
    )


def _range_goes_on(words: Words, end: int) -> int:
    """Behind the second number of "15% to 50%" and "three and a half"; 0 where the number stands alone."""
    if end + 1 >= len(words):
        return 0
    if words[end].lower == "to":
        second = end + 1 + (words[end + 1].lower in APPROXIMATE)
        return second + 1 if second < len(words) and words[second].tag == "CD" else 0
    if words[end].lower == "and" and words[end + 1].lower in ("half", "a"):
        second = end + 1 + (words[end + 1].lower == "a")
        return second + 1 if second < len(words) and words[second].lower == "half" else 0
    return 0


def _unit(words: Words, start: int) -> Words:
    """The noun that a number counts, with the adjectives before it and one "of" phrase after it."""
    end = start
    while (
        end < len(words)
        and words[end].tag in ("JJ", "JJR", "NN", "NNP", "VBN", "VBG", "NNS", "NNPS")
        and end - start < 5
    ):
        end += 1
        if words[end - 1].tag in ("NNS", "NNPS"):
            break
    while end > start and not words[end - 1].is_noun:
        end -= 1
    if end == start:
        return ()
    if end + 1 < len(words) and words[end].lower == "of" and words[end + 1].is_noun:
        end += 2
        while end < len(words) and words[end].is_noun:
            end += 1
    return words[start:end]
