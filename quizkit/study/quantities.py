"""Numbers, units and ranges in an answer, each in one form: ``$2M``, ``2,000,000 dollars``, ``two million USD``.

A table of some fifty words does here what quizkit needs; libraries for number words bring whole languages and read
``one`` in "one of them" as a number all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from quizkit.study.word import Sort, Word, spelt

_ONES = spelt(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = {word: 10 * n for n, word in enumerate(spelt("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)}
_SMALL = {word: n for n, word in enumerate(_ONES)} | _TENS
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MANY = {f"{scale}s" for scale in _SCALES} | {"dozens", "tens"}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        spelt(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    form: n for word, n in _ORDINALS.items() if n > 2 for form in (word, f"{word}s")
}
_ROMAN = {
    roman: n
    for n, roman in enumerate(
        spelt("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"),
        start=2,
    )
    if len(roman) > 1
}

_UNITS = {
    "percent": "% pct",
    "permille": "‰",
    "dollar": "$ dollars usd",
    "euro": "€ euros eur",
    "pound": "£ pounds gbp lb lbs",
    "yen": "¥ jpy",
    "rupee": "₹ rupees inr",
    "times": "x × fold",
    "degree": "° degrees deg",
    "second": "seconds sec secs s",
    "minute": "minutes min mins",
    "hour": "hours h hr hrs",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years yr yrs",
    "metre": "metres meter meters m",
    "kilometre": "kilometres kilometer kilometers km",
    "centimetre": "centimetres centimeter centimeters cm",
    "millimetre": "millimetres millimeter millimeters mm",
    "mile": "miles mi",
    "gram": "grams g",
    "kilogram": "kilograms kg",
    "tonne": "tonnes ton tons",
    "litre": "litres liter liters l",
    "kilobyte": "kilobytes kb",
    "megabyte": "megabytes mb",
    "gigabyte": "gigabytes gb",
    "terabyte": "terabytes tb",
    "watt": "watts w",
    "kilowatt": "kilowatts kw",
    "megawatt": "megawatts mw",
    "gigawatt": "gigawatts gw",
    "hertz": "hz",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in (unit, *forms.split())}
CURRENCIES = frozenset({"dollar", "euro", "pound", "yen", "rupee"})
"""Units whose sign stands before the number, and which go without saying: who asks for a price knows the country."""
_LONGEST = 12
"""Words that one number may take: "two hundred and five million ..." and hostile text ends somewhere."""
_ABOUT = frozenset(spelt("about approximately approx roughly around circa ca some in on at by since"))
_TO = frozenset({"to", "and", "or", "bis"})


def in_one_form(words: Sequence[Word]) -> list[Word]:
    """The words with all numbers in digits, units by one name behind their number, and ranges with one unit."""
    return _without_abouts(_with_ranges(_with_units(_with_numbers(words))))


def _with_numbers(words: Sequence[Word]) -> list[Word]:
    """Runs of digits and number words become one word each."""
    words = _with_scales_on_both_ends(words)
    found: list[Word] = []
    at = 0
    while at < len(words):
        value, end = _number_at(words, at)
        if end == at:
            found.append(_lone(words[at]))
            at += 1
            continue
        found.append(Word(value, words[at].start, words[end - 1].end, Sort.NUMBER))
        at = end
    return found


def _with_scales_on_both_ends(words: Sequence[Word]) -> list[Word]:
    """ "5 to 10 trillion" is "5 trillion to 10 trillion"."""
    found: list[Word] = []
    for at, word in enumerate(words):
        found.append(word)
        upper = at + 1 + (at + 1 < len(words) and words[at + 1].meaning == "to")
        if upper + 1 >= len(words) or words[upper + 1].meaning not in _SCALES:
            continue
        ends = [_digits(end) if end.sort is Sort.NUMBER else _SMALL.get(end.meaning) for end in (word, words[upper])]
        if ends[0] is not None and ends[1] is not None and 0 < ends[0] < ends[1] < 1000:
            found.append(replace(words[upper + 1], start=word.end, end=word.end))
    return found


def _lone(word: Word) -> Word:
    if word.meaning in _ROMAN:
        return replace(word, meaning=str(_ROMAN[word.meaning]), sort=Sort.NUMBER)
    if word.meaning in _MANY:
        return replace(word, sort=Sort.NUMBER)
    return word


def _number_at(words: Sequence[Word], at: int) -> tuple[str, int]:
    """The number that begins at ``at``, and where it ends; ``at`` itself where none does."""
    first = words[at]
    if first.sort is Sort.NUMBER and not re.fullmatch(r"-?[\d.]+(?:/\d+)?", first.meaning):
        return first.meaning, at + 1  # A date, a time, an ordinal: nothing is added to it.
    if first.meaning in _ORDINALS and first.meaning != "second":
        return f"{_ORDINALS[first.meaning]}th", at + 1
    total, group, end = Fraction(0), None, at
    last_was_digits = False
    while end < min(len(words), at + _LONGEST):
        word = words[end]
        if (digits := _digits(word)) is not None:
            is_mixed = last_was_digits and "/" in word.meaning and group is not None and group.denominator == 1
            if total or (group is not None and not is_mixed):
                break
            group, last_was_digits = (group or Fraction(0)) + digits, True
        elif (small := _SMALL.get(word.meaning)) is not None:
            if last_was_digits or (group is not None and not _may_follow(group, small)):
                break
            group = (group or Fraction(0)) + small
        elif (scale := _SCALES.get(word.meaning)) is not None and (group is not None or end == at):
            group = Fraction(1) if group is None else group
            group, last_was_digits = group * scale, False
            if scale > 100:
                total, group = total + group, None
        elif word.meaning in _PARTS and end > at and group is not None and words[end - 1].meaning in _SMALL:
            group, end = group / _PARTS[word.meaning], end + 1
            break
        elif word.meaning in ("half", "quarter") and end == at:
            group = Fraction(1, _PARTS[word.meaning])
        elif word.meaning == "and" and end > at and _goes_on(words, end, group):
            if words[end + 1].meaning == "half":
                group, end = (group or Fraction(0)) + Fraction(1, 2), end + 2
                continue
        elif word.meaning in _ORDINALS and group is not None and group >= 20 and _ORDINALS[word.meaning] < 10:
            return f"{total + group + _ORDINALS[word.meaning]}th", end + 1
        else:
            break
        end += 1
    return str(total + (group or 0)), end


def _digits(word: Word) -> Fraction | None:
    if word.sort is not Sort.NUMBER or not re.fullmatch(r"-?\d{1,99}(?:\.\d{1,99})?(?:/0*[1-9]\d*)?", word.meaning):
        return None
    if "/" in word.meaning:
        over, _, under = word.meaning.partition("/")
        return Fraction(int(over), int(under))
    return Fraction(word.meaning)


def _may_follow(group: Fraction, small: int) -> bool:
    """ "twenty" before "five", "hundred" before anything: otherwise a new number begins."""
    if group.denominator != 1:
        return False
    rest = int(group) % 100
    return (rest == 0 and group >= 100) or (rest in _TENS.values() and 0 < small < 10)


def _goes_on(words: Sequence[Word], end: int, group: Fraction | None) -> bool:
    """Whether an "and" stands inside a number: "two hundred and five", "one and a half"."""
    if end + 1 >= len(words):
        return False
    following = words[end + 1].meaning
    if following == "half":
        return group is not None
    return words[end - 1].meaning in _SCALES and following in _SMALL and words[end - 1].sort is Sort.PLAIN


def _with_units(words: Sequence[Word]) -> list[Word]:
    """Units by one name, behind the number: "$ 5" is "5 dollar"."""
    found: list[Word] = []
    waiting: Word | None = None
    for word in words:
        unit = _UNIT_OF.get(word.meaning)
        follows_number = bool(found) and found[-1].sort is Sort.NUMBER
        if word.sort is Sort.PLAIN and unit in CURRENCIES and not follows_number and waiting is None:
            waiting = replace(word, meaning=unit, sort=Sort.UNIT)
            continue
        if word.sort is Sort.PLAIN and unit and (follows_number or not word.meaning[0].isalpha()):
            word = replace(word, meaning=unit, sort=Sort.UNIT)
        found.append(word)
        if waiting is not None:
            found.append(waiting)
            waiting = None
    return found if waiting is None else [*found, waiting]


def _with_ranges(words: Sequence[Word]) -> list[Word]:
    """ "1 to 100 million dollars" and "$1 million–$100 million" are one: what stands once holds for both ends."""
    found = list(words)
    at = 0
    while at < len(found):
        if found[at].sort is not Sort.NUMBER:
            at += 1
            continue
        after = at + 1
        unit = found[after] if after < len(found) and found[after].sort is Sort.UNIT else None
        after += unit is not None
        link = after < len(found) and found[after].meaning in _TO
        upper = after + link
        if upper < len(found) and found[upper].sort is Sort.NUMBER:
            follows = found[upper + 1] if upper + 1 < len(found) else None
            if unit and follows and follows.sort is Sort.UNIT and follows.meaning == unit.meaning:
                del found[at + 1]
                upper -= 1
            elif unit and unit.meaning in CURRENCIES:
                found.insert(upper, found.pop(at + 1))
                upper -= 1
            if found[upper - 1].meaning == "to":
                del found[upper - 1]
        at += 1
    return found


def _without_abouts(words: Sequence[Word]) -> list[Word]:
    """Without "about" and "in" before a number: "in 2031" and "around 2031" answer when as "2031" does."""
    return [
        word
        for word, following in zip_longest(words, words[1:])
        if word.meaning not in _ABOUT or following is None or following.sort is not Sort.NUMBER
    ]
