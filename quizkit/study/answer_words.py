"""An answer taken apart into words that can be compared: case, accents, punctuation, the writing of numbers fall away.

Nothing here knows which answer is right; ``typed`` compares. Of languages only English is known (articles, number
words, units); words of others are compared as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quizkit.study.quantities import in_one_form
from quizkit.study.word import Sort, Word, spelt


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read what can be read in two ways: ``5m`` (million or metres) and ``3/4/2026`` (day or month first)."""

    m_is_million: bool = True
    day_is_first: bool = False


_READINGS = tuple(
    Reading(m_is_million, day_is_first) for m_is_million in (True, False) for day_is_first in (False, True)
)

_LIGHT = frozenset(
    spelt(
        "of to in on at by for with from as it its they their them he his she her is are was were be "
        "been being this that these those and so because due do does did has have had can will would "
        "there which who we our you your between into also just"
    )
)
_TURNING = frozenset(spelt("not no nor non never none neither without cannot nothing or except unless but instead"))
_HELPERS = frozenset(spelt("do does did is are was were have has had ca wo would could should must need"))
_ARTICLES = frozenset({"a", "an", "the"})
MONTHS = spelt("january february march april may june july august september october november december")
_MONTH_NUMBER = (
    {name: n for n, name in enumerate(MONTHS, start=1)}
    | {name[:3]: n for n, name in enumerate(MONTHS, start=1)}
    | {"sept": 9}
)

# Letters, and the marks of scripts that write vowels as marks; the digits and stops of those scripts are none.
_LETTER = (
    r"(?:[^\W\d_]|(?![\d\u037e\u0387\u0589\u05be\u05c0\u05c3\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965])"
    r"[\u0300-\u1fff\ua800-\uabff\ufe20-\ufe2f])"
)
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
    (?P<iso>(?<!\d)\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))
  | (?P<dotted>(?<!\d)\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}(?!\d))
  | (?P<slashed>(?<!\d)\d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\d))
  | (?P<dated>(?<!\w)(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})(?!\w)\.?
      (?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:%]|\s+(?:million|billion|trillion|percent)))?
      (?:,?\s+(?:of\s+)?(?P<year>\d{{4}})(?!\d))?)
  | (?P<clock>(?<!\d)\d{{1,2}}(?:[:.]\d\d)?\s?[ap](?:\.m\.|m)(?!\w) | (?<![\d:])\d{{1,2}}:\d\d(?![\d:]))
  | (?P<decade>(?<!\d)\d{{3}}0['’]?s(?!\w))
  | (?P<fraction>(?<![\d/])\d{{1,3}}[/⁄]\d{{1,3}}(?![\d/⁄]))
  | (?P<number>(?:(?<![\w.)\]])[-−]\s?)?
      (?:(?<!\d)\d{{1,3}}(?:[,'’ ]\d{{3}})+(?!\d)(?:\.\d+)?
        | (?<!\d)\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)
        | \d+\.\d+(?!\.?\d) | (?<!\d,)\d+,\d+(?!,?\d) | \d+)
      (?:(?:st|nd|rd|th)(?!\w))?)
  | (?P<word>{_LETTER}+(?:['’‘]{_LETTER}+)*(?:\+\+|\#)?)
  | (?P<sign>[%‰$€£¥₹°<>≤≥≠&×+])
    """,
    re.VERBOSE,
)
_SIGNS = {
    "<": "lessthan",
    ">": "morethan",
    "≤": "atmost",
    "≥": "atleast",
    "≠": "not",
    "+": "plus",
    "&": "and",
}
_GLUED_SCALES = {
    form: scale
    for scale, forms in {"thousand": "k", "million": "m mn mio", "billion": "b bn", "trillion": "t tn"}.items()
    for form in forms.split()
}
_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


def words_of(text: str, reading: Reading = _READINGS[0]) -> list[Word]:
    """The words of an answer in their order, numbers, units and dates in one form each; articles are left out."""
    folded, places = _fold(text)
    tokens: list[Word] = []
    for match in _TOKEN.finditer(folded):
        tokens += _read(match, text, places, reading)
    return _weighed(in_one_form(_without_articles(tokens, text)))


@lru_cache(maxsize=1024)
def readings_of(text: str) -> tuple[tuple[Word, ...], ...]:
    """The words in every way in which they can be read; most texts have one."""
    is_plain = "/" not in text and not re.search(r"\dm", text)
    readings = _READINGS[:1] if is_plain else _READINGS
    return tuple(dict.fromkeys(tuple(words_of(text, reading)) for reading in readings))


def fold(text: str) -> str:
    """Without case and Latin accents; compatibility forms in their plain one."""
    return _fold(text)[0]


def _fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in ``text`` where it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if char.isascii():
            folded.append(char.lower())
            places.append(at)
            continue
        apart = unicodedata.normalize("NFKD", char)
        if apart != char and unicodedata.category(char) == "No":
            # 1½ is no 11/2, and 10² no 102.
            apart = (" " if "⁄" in apart else "^") + apart
        plain = "".join(c for c in apart if not "\u0300" <= c <= "\u036f").casefold().translate(_SPECIAL)
        folded.append(plain)
        places += [at] * len(plain)
    places.append(len(text))
    return "".join(folded), places


def _read(match: re.Match[str], text: str, places: list[int], reading: Reading) -> list[Word]:
    start, end = places[match.start()], places[match.end() - 1] + 1
    raw = match.group()

    def word(meaning: str, sort: Sort = Sort.NUMBER) -> Word:
        return Word(meaning, start, end, sort)

    match match.lastgroup:
        case "iso":
            return _date(match, places, *raw.split("-"))
        case "dotted":
            day, month, year = re.split(r"\.\s?", raw)
            return _date(match, places, year, month, day)
        case "slashed":
            first, second, year = raw.split("/")
            day_first = reading.day_is_first or int(first) > 12
            return _date(match, places, year, *((second, first) if day_first else (first, second)))
        case "clock":
            return [word(_minutes(raw))]
        case "decade":
            return [word(re.sub(r"['’]", "", raw))]
        case "fraction":
            return [word(re.sub("⁄", "/", raw))]
        case "number":
            return [word(_plain_number(raw))]
        case "sign":
            return [word(_SIGNS.get(raw, raw), Sort.PLAIN)]
    if match["month"]:
        day = match["day"] or match["day_after"] or ""
        if not day and not match["year"]:
            return [word(MONTHS[_MONTH_NUMBER[match["month"]] - 1], Sort.PLAIN)]
        return _date(match, places, match["year"] or "", str(_MONTH_NUMBER[match["month"]]), day)
    said = text[start:end]
    meaning = re.sub(r"['’‘]s$", "", raw)
    meaning = re.sub(r"['’‘]", "", meaning)
    letter_is_scale = said.isupper() or meaning != "m" or reading.m_is_million
    if meaning in _GLUED_SCALES and letter_is_scale and _follows_digit(match):
        return [word(_GLUED_SCALES[meaning], Sort.PLAIN)]
    return [Word(meaning, start, end, Sort.PLAIN, is_acronym=len(said) > 1 and said.isupper())]


def _follows_digit(match: re.Match[str]) -> bool:
    return match.start() > 0 and match.string[match.start() - 1].isdigit()


def _date(match: re.Match[str], places: list[int], year: str, month: str, day: str) -> list[Word]:
    """One word: of a date no part is right by itself."""
    parts = [str(int(part)) if part else "" for part in (year, month, day)]
    return [Word("date " + "-".join(parts), places[match.start()], places[match.end() - 1] + 1, Sort.NUMBER)]


def _minutes(raw: str) -> str:
    """A time of day: ``9 p.m.`` and ``21:00`` are one."""
    hour, minute = (int(n) for n in [*re.findall(r"\d+", raw), "0"][:2])
    if "p" in raw and hour < 12:
        hour += 12
    if "a" in raw and hour == 12:
        hour = 0
    return f"{hour}:{minute:02}"


def _plain_number(raw: str) -> str:
    """Digits with a point where they have one: ``2,000`` and ``2 000`` are 2000, ``1,5`` is 1.5, ``2nd`` is 2th."""
    raw = raw.replace("−", "-").replace("- ", "-")
    ordinal = re.sub(r"(?:st|nd|rd|th)$", "th", raw) if raw[-1].isalpha() else ""
    if ordinal:
        return ordinal.replace(",", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3}){2,}", raw):
        return raw.replace(".", "")
    if re.fullmatch(r"-?0*[1-9]\d{0,2}(?:[,'’ ]\d{3})+(?:\.\d+)?", raw):
        return re.sub(r"[,'’ ]", "", raw)
    return raw.replace(",", ".").replace(" ", "")


def _without_articles(words: Sequence[Word], text: str) -> list[Word]:
    """The last word is no article, nor is a capital A behind another word: there is a vitamin A."""
    return [
        word
        for at, word in enumerate(words)
        if word.meaning not in _ARTICLES or at == len(words) - 1 or (at and text[word.start : word.end] == "A")
    ]


def _weighed(words: Sequence[Word]) -> list[Word]:
    weighed = []
    for word in words:
        if word.sort is not Sort.PLAIN:
            weighed.append(word)
        elif word.meaning in _TURNING or (word.meaning.endswith("nt") and word.meaning[:-2] in _HELPERS):
            weighed.append(replace(word, sort=Sort.TURNING))
        else:
            weighed.append(replace(word, sort=Sort.LIGHT) if word.meaning in _LIGHT else word)
    return weighed
