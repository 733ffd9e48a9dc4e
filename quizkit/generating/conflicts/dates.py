"""Dates as spans of time: those that overlap do not contradict each other, "1854" and "12 October 1854" for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = r"(?P<{}>" + "|".join((*_MONTHS, *(f"{m[:3]}\\.?(?=\\s\\d)" for m in _MONTHS), "sept\\.?(?=\\s\\d)")) + ")"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\w.,$€£¥-])(?:
      (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH.format("month1")}(?:,?\s(?P<year1>{_YEAR}))?
    | {_MONTH.format("month2")}\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year2>{_YEAR}))?
    | {_MONTH.format("month3")}(?:\sof)?,?\s(?P<year3>{_YEAR})
    | (?P<iso>{_YEAR})-(?P<isomonth>\d\d)-(?P<isoday>\d\d)
    | Q(?P<quarter>[1-4])\s(?P<quarteryear>{_YEAR})
    | the\s(?P<decade>(?:1[0-9]|20)\d)0s
    | (?P<century>\d{{1,2}})th[\s-]century
    | (?P<bc>\d{{1,4}})\s(?:BCE?\b)
    | (?P<from>{_YEAR})\s?[–-]\s?(?P<until>{_YEAR}|\d\d)(?!\d)
    | (?P<year>{_YEAR})
    )(?![\w%]|,\d|\.\d|-\w)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """The span of text from ``start`` to ``end``, and the time it names.

    Years count from ``since`` to ``until`` (negative before Christ; 0 where no year is told), months likewise from 1
    (0: none told); ``day`` 0: none told.
    """

    start: int
    end: int
    since: int
    until: int
    months: tuple[int, int] = (0, 0)
    day: int = 0

    def agrees_with(self, other: Date) -> bool:
        """Whether both may be one date."""
        if self.since and other.since and (self.until < other.since or other.until < self.since):
            return False
        (first, last), (begins, ends) = self.months, other.months
        if first and begins and (last < begins or ends < first):
            return False
        return not (self.day and other.day and self.day != other.day)

    def common_parts(self, other: Date) -> int:
        """How many of year, month and day both tell alike."""
        years = bool(self.since) and (self.since, self.until) == (other.since, other.until)
        months = bool(self.months[0]) and self.months == other.months
        return years + months + bool(self.day and self.day == other.day)


def dates(text: str) -> Iterator[Date]:
    """The dates in a text, left to right."""
    for match in _DATE.finditer(text):
        if not _counts_something(match, text):
            yield _read(match)


def _read(match: re.Match[str]) -> Date:
    start, end = match.span()
    for n in "123":
        if month := match[f"month{n}"]:
            number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))
            year = int(match[f"year{n}"] or 0)
            return Date(start, end, year, year, (number, number), int(match[f"day{n}"]) if n != "3" else 0)
    if match["iso"]:
        year, number = int(match["iso"]), int(match["isomonth"])
        return Date(start, end, year, year, (number, number), int(match["isoday"]))
    if match["quarter"]:
        year, quarter = int(match["quarteryear"]), int(match["quarter"])
        return Date(start, end, year, year, (3 * quarter - 2, 3 * quarter))
    return Date(start, end, *_years(match))


def _years(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last year that a date without a month may mean."""
    if match["decade"]:
        return 10 * int(match["decade"]), 10 * int(match["decade"]) + 9
    if match["century"]:
        return 100 * int(match["century"]) - 99, 100 * int(match["century"])
    if match["bc"]:
        return -int(match["bc"]), -int(match["bc"])
    if match["from"]:
        since, until = int(match["from"]), match["until"]
        return since, int(until) if len(until) == 4 else since // 100 * 100 + int(until)
    return int(match["year"]), int(match["year"])


_PLACES = re.compile(r"\b(?:in|since|by|until|from|to|of|before|after|during|and|between|late|early|mid)$")
_MEASURE = re.compile(r"\s(?:metres|meters|km|kilometres|kilometers|miles|people|euros|dollars|tons)\b")


def _counts_something(match: re.Match[str], text: str) -> bool:
    """Whether a bare number that looks like a year counts things: "1200 workers", "about 1500 metres"."""
    if not match["year"]:
        return False
    before, after = text[: match.start()].lower().rstrip(), text[match.end() :]
    if _PLACES.search(before):
        return _MEASURE.match(after) is not None
    return bool(re.match(r"\s[a-z]+s\b", after)) or before.endswith(("about", "some", "around", "over", "than"))
