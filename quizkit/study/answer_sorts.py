"""What sort of thing an answer is, and other things of that sort that can be made up: numbers, years, months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log10
from random import Random
from typing import TypeVar

from quizkit.domain.card import Card
from quizkit.study.answer_words import MONTHS, fold, words_of
from quizkit.study.word import Sort, Word, spelt

Thing = TypeVar("Thing")

_OPENINGS = frozenset(
    spelt("because to by so for due through only every at as more less than over under up since after before without")
)
_YEAR = r"(?:1[0-9]|20)\d\d"
_DIGITS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SPELT = spelt("zero one two three four five six seven eight nine ten eleven twelve")
_MANY = spelt("hundreds thousands millions billions trillions")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def sort_of(card: Card) -> tuple[str, ...]:
    """What sort of thing the card asks for: only answers of one sort can be taken for each other."""
    question = fold(card.question)
    if re.search(r"\bwhy\b|\bfor what (?:reason|purpose)\b", question):
        return ("why",)
    sort = sort_of_answer(card.answer)
    if sort[0] == "name" and re.search(r"\bwho(?:se|m)?\b", question):
        return ("person",)
    return sort


def sort_of_answer(answer: str) -> tuple[str, ...]:
    """What sort of thing an answer is by its form: a number with its unit, a year, a name, a phrase so long."""
    words = words_of(answer)
    content = [word for word in words if word.sort is not Sort.LIGHT]
    if not content:
        return ("sign",)
    if len(content) == 1 and content[0].meaning in MONTHS:
        return ("month",)
    number = next((word for word in content if word.sort is Sort.NUMBER), None)
    if number is not None and (number is content[0] or any(word.sort is Sort.UNIT for word in content)):
        return _sort_of_number(number, content)
    if len(content) == 1 and content[0].is_acronym:
        return ("name", "1")
    parts = [answer[word.start : word.end] for word in content]
    if all(part[0].isupper() or part[0].isdigit() for part in parts) and len(parts) <= 5:
        return ("name", str(min(len(parts), 2)))
    if len(content) > 6:
        return ("clause",)
    opening = words[0].meaning if words[0].meaning in _OPENINGS else ""
    return ("phrase", opening, "1" if len(content) == 1 else "2-3" if len(content) <= 3 else "4-6")


def _sort_of_number(number: Word, content: Sequence[Word]) -> tuple[str, ...]:
    numbers = [word.meaning for word in content if word.sort is Sort.NUMBER]
    rest = [word.meaning for word in content if word.sort is not Sort.NUMBER]
    if number.meaning.startswith("date "):
        return ("date", re.sub(r"\d+", "n", number.meaning), str(len(numbers)))
    if not rest and all(re.fullmatch(_YEAR, meaning) for meaning in numbers):
        return ("year", str(len(numbers)))
    form = re.sub(r"[\d/.:-]+", "n", number.meaning)
    # Nobody takes 5 trillion for a number of weeks: only the order of magnitude is shared.
    return ("number", str(len(numbers)), form, _magnitude(number.meaning), *rest)


def _magnitude(meaning: str) -> str:
    if not re.fullmatch(r"\d{1,30}", meaning) or int(meaning) == 0:
        return ""
    return str(round(log10(int(meaning)) / 2))


def made_up(answer: str, random: Random) -> Iterator[str]:
    """The answer with another number, year or month in it; none where it holds none."""
    sort = sort_of_answer(answer)
    if sort[0] == "month" or (sort[0] == "date" and _MONTH.search(answer)):
        yield from _with_other_months(answer, random)
    elif sort[0] == "year" or (sort[0] == "date" and re.search(_YEAR, answer)):
        yield from _with_other_years(answer, random)
    elif many := re.fullmatch(rf"(.*\b)?({'|'.join(_MANY)})\b.*", answer, re.IGNORECASE):
        for word in _shuffled([word for word in _MANY if word != many[2].casefold()], random):
            yield answer[: many.start(2)] + _as_begun(word, many[2]) + answer[many.end(2) :]
    elif sort[0] == "number":
        yield from _with_other_numbers(answer, random)


def _with_other_months(answer: str, random: Random) -> Iterator[str]:
    for month in _shuffled(MONTHS, random):
        yield _MONTH.sub(month.title(), answer)


def _with_other_years(answer: str, random: Random) -> Iterator[str]:
    for shift in _shuffled([-5, -4, -3, -2, -1, 1, 2, 3], random):
        parts = re.split(rf"({_YEAR})", answer)
        yield "".join(str(int(part) + shift) if at % 2 else part for at, part in enumerate(parts))


def _with_other_numbers(answer: str, random: Random) -> Iterator[str]:
    digits = _DIGITS.findall(answer)
    if not digits:
        yield from _with_other_number_words(answer, random)
        return
    if is_share(answer):
        yield from _with_other_shares(answer, random)
        return
    is_halved = all(float(number.replace(",", "")) % 2 == 0 for number in digits)
    for factor in _shuffled([2, 3, 5, 10, *((0.5,) if is_halved else ())], random):
        parts = re.split(f"({_DIGITS.pattern})", answer)
        yield "".join(_times(part, factor) if at % 2 else part for at, part in enumerate(parts))


def is_share(answer: str) -> bool:
    """Whether it is a percentage up to 100: nothing over 100 is taken for one that is."""
    digits = [float(number.replace(",", "")) for number in _DIGITS.findall(answer)]
    is_percent = re.search(r"%|\bper ?cent", answer, re.IGNORECASE) is not None
    return is_percent and bool(digits) and max(digits) <= 100


def _with_other_shares(answer: str, random: Random) -> Iterator[str]:
    """All percentages moved up or down together, between 0 and 100, a small one by little."""
    parts = re.split(f"({_DIGITS.pattern})", answer)
    values = [float(part) for part in parts[1::2]]
    steps = [0.2, 0.4, 0.6] if max(values) < 1 else [1, 2, 3, 4] if max(values) < 10 else [5, 10, 15, 20, 30]
    for shift in _shuffled([sign * step for step in steps for sign in (1, -1)], random):
        if min(values) + shift > 0 and max(values) + shift <= 100:
            moved = [
                f"{float(part) + shift:.{max(len(part.partition('.')[2]), shift % 1 > 0)}f}" if at % 2 else part
                for at, part in enumerate(parts)
            ]
            yield "".join(moved)


def _with_other_number_words(answer: str, random: Random) -> Iterator[str]:
    """All number words moved up or down together: "three to four" becomes "five to six"."""
    parts = re.split(rf"(?i)\b({'|'.join(_SPELT)})\b", answer)
    values = [_SPELT.index(part.casefold()) for part in parts[1::2]]
    if not values:
        return
    tail = parts[-1] + "s" if values == [1] and parts[-1][-1:].isalpha() else parts[-1]
    for shift in _shuffled([by for by in range(-3, 7) if by], random):
        if min(values) + shift < 2 <= min(values) or not 0 <= min(values) + shift <= max(values) + shift < len(_SPELT):
            continue
        moved = [
            _as_begun(_SPELT[_SPELT.index(part.casefold()) + shift], part) if at % 2 else part
            for at, part in enumerate([*parts[:-1], tail])
        ]
        yield "".join(moved)


def _times(digits: str, factor: float) -> str:
    """Another number, written as this one is: with as many decimals, and with commas where it has some."""
    places = len(digits.partition(".")[2])
    value = float(digits.replace(",", "")) * factor
    return f"{value or 1 + factor:{',' if ',' in digits else ''}.{places}f}"


def _as_begun(word: str, model: str) -> str:
    return word.title() if model[:1].isupper() else word


def _shuffled(things: Sequence[Thing], random: Random) -> list[Thing]:
    return random.sample(things, len(things))
