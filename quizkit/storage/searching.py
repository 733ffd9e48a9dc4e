"""A search as conditions of a query.

Upper and lower case are one by what the database knows of them. SQLite knows the 26 letters of English only: there, a
word with other letters is found as it was typed, in small letters, in capitals, and with capitals where words begin
(über, ÜBER, Über; not üBER). PostgreSQL knows all.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, assert_never

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, false, not_, or_, select, true

from quizkit.domain.card import CardKind
from quizkit.domain.schedule import FIRST_INTERVALS, LEECH_FROM, MATURE_FROM
from quizkit.domain.search import Compared, Field, Flag, Is, Measure, Named, Search, Sign, Term, Test, Words
from quizkit.storage.progress_tables import marks, schedules
from quizkit.storage.tables import cards, decks, drafts, evidence, sources

# Tables by names of their own: the query around may be about the same tables, and a row of it is not what is sought.
_schedules, _marks = schedules.alias("sought_schedules"), marks.alias("sought_marks")
_decks, _sources, _evidence = (
    decks.alias("sought_decks"),
    sources.alias("sought_sources"),
    evidence.alias("sought_proof"),
)


def interval_of(rows: FromClause = schedules) -> ColumnElement[int]:
    """Whole days of interval in rows of ``schedules``, whatever their state."""
    fixed = ((rows.c.step == step, days) for step, days in enumerate(FIRST_INTERVALS, 1))
    return case(*fixed, else_=rows.c.interval)


_INTERVAL = interval_of(_schedules)
_COLUMNS: dict[Measure, ColumnElement[Any]] = {
    Measure.INTERVAL: _INTERVAL,
    Measure.EASE: _schedules.c.ease,
    Measure.LAPSES: _schedules.c.lapses,
    Measure.DUE: _schedules.c.due,
}
_COMPARE: dict[Sign, Callable[[Any, Any], Any]] = {
    Sign.BELOW: operator.lt,
    Sign.UP_TO: operator.le,
    Sign.EQUAL: operator.eq,
    Sign.FROM: operator.ge,
    Sign.ABOVE: operator.gt,
}


def finds_card(search: Search) -> ColumnElement[bool]:
    """The condition under which it finds a row of ``cards``."""
    if not search.any_of:
        return cards.c.is_retired.is_(False)
    return or_(false(), *(_all_met(terms, search.today) for terms in search.any_of if Term(Is.DRAFT) not in terms))


def finds_draft(search: Search) -> ColumnElement[bool]:
    """The condition under which it finds a row of ``drafts``: one of its alternatives must ask for them."""
    asked = [terms for terms in search.any_of if Term(Is.DRAFT) in terms]
    return or_(false(), *(and_(true(), *(_of_draft(term) for term in terms)) for terms in asked))


def _all_met(terms: Sequence[Term], today: date) -> ColumnElement[bool]:
    conditions = [_turned(_of_card(term.test, today), term) for term in terms]
    if Term(Is.RETIRED) not in terms:
        conditions.append(cards.c.is_retired.is_(False))
    return and_(*conditions)


def _turned(condition: ColumnElement[bool], term: Term) -> ColumnElement[bool]:
    return not_(condition) if term.is_turned else condition


def _of_card(test: Test, today: date) -> ColumnElement[bool]:
    match test:
        case Words(text=text):
            return or_(_holds(cards.c.question, text), _holds(cards.c.answer, text))
        case Named(field=field, text=text):
            return _is_named(field, text)
        case CardKind():
            return cards.c.kind == test.value
        case Flag(number=0):
            return not_(_is_marked(_marks.c.flag > 0))
        case Flag(number=number):
            return _is_marked(_marks.c.flag == number)
        case Compared(measure=measure, sign=sign, value=value):
            return _is_scheduled(_COMPARE[sign](_COLUMNS[measure], value))
        case Is():
            return _is(test, today)
        case _:
            assert_never(test)


def _is_named(field: Field, text: str) -> ColumnElement[bool]:
    match field:
        case Field.DECK:
            return cards.c.deck.in_(_of_decks(text))
        case Field.TOPIC:
            return _holds(cards.c.topic, text)
        case Field.SOURCE:
            return _proven_by(text)
        case Field.KEY:
            return _key(cards.c.key, text)


def _is(state: Is, today: date) -> ColumnElement[bool]:
    match state:
        case Is.NEW:
            return ~exists().where(_schedules.c.key == cards.c.key)
        case Is.DUE:
            is_set_aside = _is_marked(or_(_marks.c.is_suspended.is_(True), _marks.c.buried_until > today))
            return and_(_is_scheduled(_schedules.c.due <= today), not_(is_set_aside))
        case Is.YOUNG:
            return _is_scheduled(_INTERVAL < MATURE_FROM)
        case Is.MATURE:
            return _is_scheduled(_INTERVAL >= MATURE_FROM)
        case Is.LEECH:
            return _is_scheduled(_schedules.c.lapses >= LEECH_FROM)
        case Is.SUSPENDED:
            return _is_marked(_marks.c.is_suspended.is_(True))
        case Is.BURIED:
            return _is_marked(_marks.c.buried_until > today)
        case Is.FLAGGED:
            return _is_marked(_marks.c.flag > 0)
        case Is.DRAFT:
            return false()
        case Is.RETIRED:
            return cards.c.is_retired.is_(True)


def _of_draft(term: Term) -> ColumnElement[bool]:
    """A draft has no schedule and bears no mark: it meets what asks for that only turned round."""
    match term.test:
        case Words(text=text):
            question, answer = (drafts.c.card[name].as_string() for name in ("question", "answer"))
            return _turned(or_(_holds(question, text), _holds(answer, text)), term)
        case Named(field=Field.DECK, text=text):
            return _turned(drafts.c.deck.in_(_of_decks(text)), term)
        case Named(field=Field.TOPIC, text=text):
            return _turned(_holds(drafts.c.topic, text), term)
        case Named(field=Field.SOURCE, text=text):
            known = select(_sources.c.slug).where(_sources.c.deck == drafts.c.deck, _source(text))
            is_of_it = exists(known.where(drafts.c.key.startswith(_sources.c.slug + "/")))
            return _turned(is_of_it, term)
        case Named(field=Field.KEY, text=text):
            return _turned(_key(drafts.c.key, text), term)
        case CardKind():
            return _turned(drafts.c.card["kind"].as_string() == term.test.value, term)
        case Is.DRAFT | Flag(number=0):
            return false() if term.is_turned else true()
        case _:
            return true() if term.is_turned else false()


def _is_scheduled(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    # A list of keys, so that a database may begin with the few schedules that are meant and not with all cards.
    return cards.c.key.in_(select(_schedules.c.key).where(condition))


def _is_marked(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return cards.c.key.in_(select(_marks.c.key).where(condition))


def _proven_by(text: str) -> ColumnElement[bool]:
    is_proof = and_(_evidence.c.deck == cards.c.deck, _evidence.c.key == cards.c.key)
    of_source = and_(_sources.c.deck == _evidence.c.deck, _sources.c.slug == _evidence.c.source)
    by_title = exists().where(of_source, _holds(_sources.c.title, text))
    return exists().where(is_proof, or_(_holds(_evidence.c.source, text), by_title))


def _of_decks(text: str) -> Any:
    return select(_decks.c.slug).where(or_(_holds(_decks.c.slug, text), _holds(_decks.c.title, text)))


def _source(text: str) -> ColumnElement[bool]:
    return or_(_holds(_sources.c.slug, text), _holds(_sources.c.title, text))


def _key(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return or_(column.startswith(text, autoescape=True), column.contains(f"/{text}", autoescape=True))


def _holds(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    spellings = {text}
    if not text.isascii():
        spellings |= {text.lower(), text.upper(), text.title()}
    return or_(*(column.icontains(spelling, autoescape=True) for spelling in sorted(spellings)))
