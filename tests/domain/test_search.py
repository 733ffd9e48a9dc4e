"""What a learner types, taken apart; and what is told where it makes no sense."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.card import CardKind
from quizkit.domain.errors import SettingsError
from quizkit.domain.search import (
    LONGEST_SEARCH,
    Compared,
    Field,
    Flag,
    Is,
    Measure,
    Named,
    Sign,
    Term,
    Test,
    Words,
    read_search,
)

TODAY = date(2026, 3, 2)


def terms(text: str) -> list[list[Test]]:
    return [[term.test for term in alternative] for alternative in read_search(text, TODAY).any_of]


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("ribosome", Words("ribosome")),
        ('"builds  proteins"', Words("builds  proteins")),
        (r'"say \"when\" \\"', Words('say "when" \\')),
        ('"topic:x"', Words("topic:x")),
        ('"or"', Words("or")),
        ("10:30", Words("10:30")),
        ("x=5", Words("x=5")),
        ('5"', Words('5"')),
        ("-", Words("-")),
        ("%_\\", Words("%_\\")),
        ('topic:"Post training"', Named(Field.TOPIC, "Post training")),
        ("TOPIC:Cell", Named(Field.TOPIC, "Cell")),
        ("deck:bio", Named(Field.DECK, "bio")),
        ("source:talk", Named(Field.SOURCE, "talk")),
        ("key:9f2c/when", Named(Field.KEY, "9f2c/when")),
        ("kind:Cloze", CardKind.CLOZE),
        ("is:due", Is.DUE),
        ("IS:Retired", Is.RETIRED),
        ("flag:0", Flag(0)),
        ("interval>30", Compared(Measure.INTERVAL, Sign.ABOVE, 30)),
        ("interval<=7d", Compared(Measure.INTERVAL, Sign.UP_TO, 7)),
        ("ease<1.6", Compared(Measure.EASE, Sign.BELOW, 160)),
        ("ease=2.55", Compared(Measure.EASE, Sign.EQUAL, 255)),
        ("lapses>=3", Compared(Measure.LAPSES, Sign.FROM, 3)),
        ("due<=2026-03-01", Compared(Measure.DUE, Sign.UP_TO, date(2026, 3, 1))),
        ("due=today", Compared(Measure.DUE, Sign.EQUAL, TODAY)),
        ("due<7", Compared(Measure.DUE, Sign.BELOW, TODAY + timedelta(days=7))),
        ("due<-3d", Compared(Measure.DUE, Sign.BELOW, TODAY - timedelta(days=3))),
        ('due<"7"', Compared(Measure.DUE, Sign.BELOW, TODAY + timedelta(days=7))),
    ],
)
def test_a_term_is_read_as_what_it_tests(text: str, test: Test) -> None:
    assert terms(text) == [[test]]
    assert read_search(f"-{text}", TODAY).any_of == ((Term(test, is_turned=True),),)


def test_terms_side_by_side_must_all_be_met_and_or_parts_alternatives() -> None:
    assert terms("is:due  ribosome\tOR topic:cell -dna") == [
        [Is.DUE, Words("ribosome")],
        [Named(Field.TOPIC, "cell"), Words("dna")],
    ]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_search_for_nothing_finds_all(text: str) -> None:
    assert read_search(text, TODAY).any_of == ()


def test_only_an_alternative_that_asks_for_drafts_finds_them() -> None:
    assert read_search("x or is:draft", TODAY).asks_for_drafts
    assert not read_search("x -is:draft", TODAY).asks_for_drafts


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ('a "b', 3, "this quotation mark is never closed"),
        ("cell topc:x", 6, "there is no topc:, only deck:, topic:,"),
        ("http://x.org", 1, 'to look for the words, write "http://x.org"'),
        ("topic:", 1, "nothing follows topic:"),
        ("is:late", 1, "after is: comes one of due, new,"),
        ("kind:quiz", 1, "after kind: comes one of question, cloze, choice"),
        ("flag:8", 1, "give a number from 0 (no flag) to 7"),
        ("a -interval>x", 3, "interval is a whole number of days, and not x"),
        ("interval>", 1, "and not nothing"),
        ("lapses>2.5", 1, "lapses is a whole number, and not 2.5"),
        ("ease<low", 1, "ease is a number such as 2.5, and not low"),
        ("due<2026-13-01", 1, "due is compared with a date such as"),
        ("due<9999999", 1, "due is compared with a date such as"),
        ("size>3", 1, "size cannot be compared, only interval, ease, lapses, due can"),
        ("or cell", 1, "or stands between two terms"),
        ("cell or or dna", 9, "or stands between two terms"),
        ("cell or ", 6, "nothing follows or"),
        ('""', 1, "nothing between the quotation marks"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_place(text: str, place: int, problem: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_search(text, TODAY)
    assert str(error.value).startswith(f"the search makes no sense at character {place}: ")
    assert problem in str(error.value)


def test_a_search_that_nobody_typed_is_refused() -> None:
    with pytest.raises(SettingsError, match="1,000 is the most"):
        read_search("x" * (LONGEST_SEARCH + 1), TODAY)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(SettingsError):
        read_search(text, TODAY)


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip()))
def test_whatever_stands_in_quotation_marks_is_text(text: str) -> None:
    quoted = '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'
    assert terms(quoted) == [[Words(text)]]
