"""The search language: what a learner types to find cards, taken apart.

``topic:"post training" is:due -is:flagged interval>30 or ribosome``: terms that stand side by side must all be met,
``or`` parts alternatives (and binds less), ``-`` before a term turns it round, quotation marks keep words together and
take their meaning from signs. What a term tests:

- a word or ``"a phrase"``: stands in the question or the answer;
- ``deck:``, ``topic:``, ``source:``: part of the name (a deck's or a source's title too); ``key:`` what a key begins
  with, with or without its source; ``kind:`` question, cloze or choice;
- ``is:`` one of the states of ``Is``; ``flag:`` a number from 0 (none) to 7;
- ``interval`` (days), ``ease`` (such as 2.5), ``lapses``, ``due`` (a date, ``today``, or days from today), compared by
  ``<``, ``<=``, ``=``, ``>=`` or ``>``.

Upper and lower case are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from quizkit.domain.card import CardKind
from quizkit.domain.errors import SettingsError

LONGEST_SEARCH = 1_000
"""Characters: more is no search that a person typed, and a database takes no pattern of any length."""


class Is(StrEnum):
    """States that a search may ask for.

    Due leaves suspended and buried cards out, as the day's work does. A search finds drafts only in alternatives that
    ask for ``is:draft``, and cards that are gone from their document only in those that ask for ``is:retired``.
    """

    DUE = "due"
    NEW = "new"
    YOUNG = "young"
    MATURE = "mature"
    LEECH = "leech"
    SUSPENDED = "suspended"
    BURIED = "buried"
    FLAGGED = "flagged"
    DRAFT = "draft"
    RETIRED = "retired"


class Field(StrEnum):
    """What a card's names are looked for in."""

    DECK = "deck"
    TOPIC = "topic"
    SOURCE = "source"
    KEY = "key"


class Measure(StrEnum):
    """What of a schedule is compared; a new card has none of it."""

    INTERVAL = "interval"
    EASE = "ease"
    LAPSES = "lapses"
    DUE = "due"


class Sign(StrEnum):
    """How two values are compared."""

    BELOW = "<"
    UP_TO = "<="
    EQUAL = "="
    FROM = ">="
    ABOVE = ">"


@dataclass(frozen=True, slots=True)
class Words:
    """They stand in the question or the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """The text is part of the name; of a key it is the beginning, with or without the source."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Flag:
    """The card's flag has this number, from 1 to 7; 0 is no flag."""

    number: int


@dataclass(frozen=True, slots=True)
class Compared:
    """The measure stands so to ``value``: whole days, hundredths of ease, lapses, or the date of ``due``."""

    measure: Measure
    sign: Sign
    value: int | date


Test = Words | Named | CardKind | Is | Flag | Compared


@dataclass(frozen=True, slots=True)
class Term:
    """One test, met or, where it is turned round, not met."""

    test: Test
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Cards that meet all terms of one of the alternatives; without an alternative, all cards.

    ``today`` is the study day that "due" and "buried" speak of; ``text`` is what was typed.
    """

    text: str
    any_of: tuple[tuple[Term, ...], ...]
    today: date

    @property
    def asks_for_drafts(self) -> bool:
        """Whether it may find drafts."""
        return any(Term(Is.DRAFT) in terms for terms in self.any_of)


def read_search(text: str, today: date) -> Search:
    """What ``text`` asks for on ``today``. Raises SettingsError, naming the character that makes no sense."""
    if len(text) > LONGEST_SEARCH:
        raise SettingsError(f"the search has {len(text):,} characters: {LONGEST_SEARCH:,} is the most")
    any_of: list[list[Term]] = [[]]
    at_or = 0
    for token in _tokens(text):
        if token.is_or:
            if not any_of[-1]:
                raise _fault(token.place, "or stands between two terms; put it in quotation marks to look for the word")
            any_of.append([])
            at_or = token.place
        else:
            any_of[-1].append(Term(_test(token, today), token.is_turned))
    if len(any_of) > 1 and not any_of[-1]:
        raise _fault(at_or, "nothing follows or")
    return Search(text, tuple(tuple(terms) for terms in any_of if terms), today)


@dataclass(frozen=True, slots=True)
class _Token:
    """A term as typed: ``text`` without its minus sign, ``quoted`` what stood in quotation marks behind it."""

    place: int
    is_turned: bool
    text: str
    quoted: str | None

    @property
    def is_or(self) -> bool:
        return self.quoted is None and not self.is_turned and self.text.casefold() == "or"


_TOKEN = re.compile(
    r"""(?P<minus>-?)
    (?: (?P<open>[^\s"]*[:<>=])? "(?P<quoted>(?:[^"\\]|\\.)*)(?P<closed>"?)
      | (?P<plain>\S+) )""",
    re.VERBOSE | re.DOTALL,
)
_NAMES = (*Field, "kind", "is", "flag")
_NAME = re.compile(r"([a-z]+)(:|[<>]=?|=)(.*)", re.DOTALL | re.IGNORECASE)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = _TOKEN.match(text, at)
        assert match is not None, "every character that is no space begins a token, a lone minus sign a plain one"
        quoted = match["quoted"]
        if quoted is not None:
            if not match["closed"]:
                raise _fault(match.start("quoted"), "this quotation mark is never closed")
            quoted = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
        yield _Token(at + 1, bool(match["minus"]), match["open"] or match["plain"] or "", quoted)
        at = match.end()


def _test(token: _Token, today: date) -> Test:
    named = _NAME.fullmatch(token.text)
    value = token.quoted
    if named is not None:
        name, sign = named[1].casefold(), named[2]
        if value is None:
            value = named[3]
        if sign == ":":
            return _by_name(name, value, token.place)
        if name in list(Measure):
            return Compared(Measure(name), Sign(sign), _measured(Measure(name), value, token.place, today))
        if sign != "=":
            known = ", ".join(Measure)
            raise _fault(token.place, f"{name} cannot be compared, only {known} can; {_quote_it(token)}")
    words = token.text + (token.quoted or "")
    if not words.strip():
        raise _fault(token.place, "there is nothing between the quotation marks")
    return Words(words)


def _by_name(name: str, value: str, place: int) -> Test:
    if name not in _NAMES:
        known = ", ".join(f"{known}:" for known in _NAMES)
        raise _fault(place, f'there is no {name}:, only {known}; to look for the words, write "{name}:{value}"')
    if not value.strip():
        raise _fault(place, f"nothing follows {name}:")
    match name:
        case "is":
            return Is(_one_of(value, list(Is), "is:", place))
        case "kind":
            return CardKind(_one_of(value, list(CardKind), "kind:", place))
        case "flag":
            if not re.fullmatch("[0-7]", value):
                raise _fault(place, f"flag:{value}: give a number from 0 (no flag) to 7")
            return Flag(int(value))
        case _:
            return Named(Field(name), value)


def _one_of(value: str, known: Sequence[str], name: str, place: int) -> str:
    if value.casefold() not in known:
        raise _fault(place, f"{name}{value}: after {name} comes one of {', '.join(known)}")
    return value.casefold()


def _measured(measure: Measure, value: str, place: int, today: date) -> int | date:
    if measure is Measure.DUE:
        return _day(value, place, today)
    if measure is Measure.EASE:
        if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", value, re.ASCII):
            raise _fault(place, f"ease is a number such as 2.5, and not {value or 'nothing'}")
        return int(Decimal(value) * 100)
    if not re.fullmatch(r"\d{1,7}d?" if measure is Measure.INTERVAL else r"\d{1,7}", value, re.ASCII):
        unit = " of days" if measure is Measure.INTERVAL else ""
        raise _fault(place, f"{measure} is a whole number{unit}, and not {value or 'nothing'}")
    return int(value.removesuffix("d"))


def _day(value: str, place: int, today: date) -> date:
    if value.casefold() == "today":
        return today
    try:
        if re.fullmatch(r"[+-]?\d{1,7}d?", value, re.ASCII):
            return today + timedelta(days=int(value.removesuffix("d")))
        return date.fromisoformat(value)
    except (ValueError, OverflowError):
        example = "a date such as 2026-03-01, today, or days from today such as 7 or -3"
        raise _fault(place, f"due is compared with {example}, and not with {value or 'nothing'}") from None


def _quote_it(token: _Token) -> str:
    return f'to look for the words, write "{token.text}{token.quoted or ""}"'


def _fault(place: int, problem: str) -> SettingsError:
    return SettingsError(f"the search makes no sense at character {place}: {problem}")
