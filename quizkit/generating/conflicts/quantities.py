"""Amounts with their unit, brought to one measure: $2M and 2 million dollars, half and 50 %.

An amount is known only as exactly as it is told: "about 300" and 312 do not contradict each other, nor do "more than
25 km" and 27 km.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizkit.generating.conflicts.units import BASES, CURRENCIES, NUMBERS, PARTS, SCALES, UNITS
from quizkit.generating.conflicts.words import stem
from quizkit.generating.tagging import Word

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.])|\d+(?:\.\d+)?"
_IN_WORDS = "|".join(sorted(NUMBERS, key=lambda word: -len(word)))
_ONE = rf"(?:{_DIGITS}|\b(?:{_IN_WORDS})\b|(?<![\w-])an?(?=\s(?:hundred|thousand|million|billion)\b))"
_SCALE = r"(?:hundred thousand|hundred|thousand|million|billion|trillion|mn|bn|tn|[kKMBT](?![\w'’]))"
_SOFT = (
    r"more than|less than|fewer than|greater than|at least|at most|up to|as many as|as much as|close to|well over|just "
    r"over|just under|about|approximately|roughly|around|nearly|almost|over|under|below|above|some|between|~|c\.|circa"
)
_PART = rf"(?:(?P<parts>one|two|three|four|nine|an?)[\s-])?(?P<part>{'|'.join(PARTS)})s?\b(?=\s+(?:of|an?|the|as)\b)"
_AMOUNT = re.compile(
    rf"""(?<![\w.,$€£¥-])(?:\b(?P<soft>{_SOFT})\s+(?:the\s+)?)?
    (?: (?P<share>{_ONE})\s(?:in|out\sof)\s(?P<whole>{_ONE})(?=\s(?!\d))
      | {_PART}
      | (?P<currency>(?:US)?[$€£¥])?\s?(?P<low>{_ONE})(?P<half>\sand\sa\shalf)?
        (?:[\s-]?(?P<scale1>{_SCALE}))?
        (?:\s?(?:–|—|-|to\b|and\b|or\b)\s?(?P<currency2>[$€£¥])?(?P<high>{_ONE})(?![\w]))?
        (?:[\s-]?(?P<scale>{_SCALE}))?
        (?P<sign>\s?%|\s?per\s?cent\b|\spercent\b|\spercentage\spoints\b)?
    )(?P<plus>\+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_MORE = frozenset(("more than", "greater than", "at least", "well over", "just over", "over", "above"))
_LESS = frozenset(
    (
        *("less than", "fewer than", "at most", "up to", "as many as", "as much as", "just under", "under", "below"),
        *("nearly", "almost", "close to"),
    )
)
_NEAR = frozenset(("about", "approximately", "roughly", "around", "some", "~", "c.", "circa"))
_ROUGH = 0.08
"""Share by which an amount may be off that is told with "about"."""
_CONVERTED = 0.04
"""Share by which an amount may be off after another unit was chosen for it and the result rounded."""
_NO_THING = frozenset(("time", "one", "other", "more", "way"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: the span of text from ``start`` to ``end``, and from ``low`` to ``high`` what it may mean.

    ``measure`` is what is measured ("length", "money USD", "share"), or the stem of what is counted ("count worker"),
    or "" of a bare number; ``unit`` is the unit as it was told.
    """

    start: int
    end: int
    low: float
    high: float
    measure: str
    unit: str
    number: float = 0.0
    """The number as it was told, whatever its unit."""

    def agrees_with(self, other: Quantity) -> bool:
        """Whether both may be true of one thing."""
        slack = _CONVERTED * max(abs(self.high), abs(other.high)) if self.unit != other.unit else 0.0
        return self.low <= other.high + slack and other.low <= self.high + slack


def quantities(text: str, words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    """The amounts in a statement; ``taken`` are spans of dates and of version numbers, which are none."""
    for match in _AMOUNT.finditer(text):
        start, end = match.span()
        first = match.start("low") if match["low"] else start
        if any(first < until and end > since for since, until in taken) or _is_inside_a_word(text, start, end):
            continue
        found = _read(match, text, words)
        if found is not None:
            yield found


def _is_inside_a_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    # "step-2", "x86", "3rd", "2x", "10:45" are no amounts; "41-metre" is.
    after = text[end : end + 2]
    return before.isalnum() or (before in "#/:" and bool(before)) or bool(re.match(r"\w|[:/]\d|-\d", after))


def _read(match: re.Match[str], text: str, words: Sequence[Word]) -> Quantity | None:
    soft = (match["soft"] or "").lower()
    if match["whole"]:
        whole = _number(match["whole"])
        return _as_told(match, _number(match["share"]) / whole, None, 0.01, soft, "share", "%") if whole > 1 else None
    if match["part"]:
        many = _number(match["parts"]) if match["parts"] else 1.0
        part = many * PARTS[match["part"].lower()]
        after = re.match(r"\s+(?:of\s+)?(?:an?|the)\s+(hour|year|day|century|mile|million)\b", text[match.end() :])
        if after and after[1] in UNITS:
            measure, factor = UNITS[after[1]]
            return _as_told(match, part * factor, None, 0.05 * part * factor, soft, measure, after[1])
        return _as_told(match, part, None, 0.02, soft, "share", "%")
    low = _number(match["low"]) + (0.5 if match["half"] else 0.0)
    high = _number(match["high"]) if match["high"] else None
    scale = _scale(match["scale"])
    step = _step(match["high"] or match["low"], soft)
    low *= _scale(match["scale1"]) if match["scale1"] else scale
    if high is not None:
        high *= scale if match["scale"] else _scale(match["scale1"])
    step *= scale if match["scale"] else _scale(match["scale1"])
    if high is not None and high <= low:
        return None
    measure, factor, unit = _measure(match, text, words)
    top = high * factor if high is not None else None
    return replace(_as_told(match, low * factor, top, step * factor, soft, measure, unit), number=low)


def _as_told(
    match: re.Match[str], low: float, high: float | None, step: float, soft: str, measure: str, unit: str
) -> Quantity:
    """The amount with what its words leave open: half a step of its last digit, more where they soften it."""
    top = low if high is None else high
    if high is None and soft in _NEAR:
        step = max(step, 2 * _ROUGH * low)
    bottom, top = low - step / 2, top + step / 2
    if soft in _MORE or match["plus"]:
        bottom, top = low, top * 1.5
    elif soft in _LESS:
        bottom, top = (0.5 if soft == "up to" else 0.85) * bottom, top
    first = match.start("low") if match["low"] else match.start()
    if match["currency"]:
        first = match.start("currency")
    return Quantity(first, match.end(), bottom, top, measure, unit)


def _number(text: str) -> float:
    lower = text.lower()
    if lower in NUMBERS:
        return NUMBERS[lower]
    return 1.0 if lower in ("a", "an") else float(re.sub(r"[,\s\u00a0\u202f]", "", text))


def _scale(text: str | None) -> float:
    product = 1.0
    for part in (text or "").lower().split():
        product *= SCALES.get(part, 1e12 if part == "t" else 1.0)
    return product


def _step(digits: str, soft: str) -> float:
    """How much the last digit that counts stands for: zeros at the end of a large or softened number do not count."""
    plain = re.sub(r"[,\s\u00a0\u202f]", "", digits)
    if not plain[0].isdigit():
        return 0.0
    if "." in plain:
        return float(10 ** -len(plain.partition(".")[2]))
    zeros = len(plain) - len(plain.rstrip("0"))
    if len(plain) < 3 and soft not in _NEAR:
        return 0.0
    return float(10 ** min(zeros, len(plain) - 1)) if zeros else 0.0


def _measure(match: re.Match[str], text: str, words: Sequence[Word]) -> tuple[str, float, str]:
    """What is measured, how many base units the unit is, and the unit's name."""
    if match["sign"]:
        return "share", 0.01, "%"
    if match["currency"]:
        return f"money {CURRENCIES.get(match['currency'].lower(), match['currency'])}", 1.0, "money"
    after = [w for w in words if w.start >= match.end() or w.start < match.end() < w.end]
    rest = text[match.end() :]
    plain = re.match(r"[\s-]?((?:square|cubic|nautical)[\s-])?([^\W\d]+[²³23]?)", rest)
    if plain:
        unit, kind = plain[2].lower(), (plain[1] or "").strip(" -").lower()
        if unit in CURRENCIES:
            return f"money {CURRENCIES[unit]}", 1.0, "money"
        found = _physical(unit, kind, plain[2], per=rest[plain.end() :])
        if found:
            return found
        if unit in ("degrees", "degree"):
            return "temperature", 1.0, unit
    if re.match(r"\s?°\s?[CF]\b", rest):
        return "temperature", 1.0, rest.strip()[:2]
    counted = _counted(after, rest)
    return (f"count {stem(counted)}", 1.0, stem(counted)) if counted else ("", 1.0, "")


def _physical(unit: str, kind: str, told: str, per: str) -> tuple[str, float, str] | None:
    if kind == "nautical" and unit in ("mile", "miles"):
        return "length", 1852.0, "nautical mile"
    if kind in ("square", "cubic"):
        base = UNITS.get(unit)
        if base is None or base[0] != "length":
            return None
        power = 2 if kind == "square" else 3
        size = base[1] ** power
        return ("area", size, f"{kind} {unit}") if power == 2 else ("volume", size * 1000, f"{kind} {unit}")
    if unit not in UNITS or (len(told) == 1 and told.isupper() and told != "W"):
        return None
    measure, factor = UNITS[unit]
    if beside := re.match(r"(?:/|\s?per\s|\san?\s)([^\W\d]+)", per):
        bottom = UNITS.get(beside[1].lower())
        if bottom:
            return f"{measure} per {bottom[0]}", factor / bottom[1], f"{unit}/{beside[1].lower()}"
    return measure, factor, unit


def _counted(after: Sequence[Word], rest: str) -> str:
    """The noun that a number counts: the last one of the phrase behind it."""
    hyphened = re.match(r"-([^\W\d]+)", rest)
    if hyphened:
        return hyphened[1].lower()
    noun = ""
    for word in after[:5]:
        if word.tag in ("NNS", "NNPS"):
            noun = word.lower
            break
        if word.is_noun or word.tag in ("JJ", "JJR", "JJS", "VBN", "VBG"):
            noun = word.lower if word.is_noun else noun
            continue
        break
    return "" if noun in _NO_THING or noun in BASES else noun
