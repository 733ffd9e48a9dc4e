"""The wording both fronts share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated
from quizkit.study.typed import compare
from quizkit.tui.widgets.progress_line import line_of
from quizkit.tui.words import answer_in, cited, comes_back, day_in_words, days_in_words, difference

from .conftest import CARDS


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "tomorrow"), (2, "2 days"), (6, "6 days"), (45, "45 days"), (60, "2 months"), (365, "12 months"),
     (730, "2 years"), (913, "2.5 years"), (36_500, "99.9 years")],
)  # fmt: skip
def test_intervals_read_as_one_would_say_them(days: int, words: str) -> None:
    assert days_in_words(days) == words


def test_a_review_below_good_comes_back_today_and_then_by_its_schedule(today: date) -> None:
    schedule = Graduated(15, 250, today)
    assert comes_back(Rating.HARD, schedule, is_drill=False) == ("later today", "then 15 days")
    assert comes_back(Rating.GOOD, schedule, is_drill=False) == ("15 days", "")


def test_a_drill_promises_no_new_interval(today: date) -> None:
    schedule = Graduated(15, 250, today)
    assert comes_back(Rating.AGAIN, schedule, is_drill=True) == ("later today", "")
    assert comes_back(Rating.EASY, schedule, is_drill=True) == ("15 days", "")


def test_a_far_day_is_named_with_its_date(today: date) -> None:
    assert day_in_words(date(2026, 3, 8), today) == "in 6 days (Sunday, 8 March)"


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence("cell", "q"), "The cell"),
        (Evidence("cell", "q", 4, "Jane", "1:02"), "Jane at 1:02 · The cell, line 4"),
        (Evidence("cell", "q", 0, "", "1:02"), "at 1:02 · The cell"),
        (Evidence("other", "q", 4), "other, line 4"),
        (Evidence("cell", "q", 4, "Ja\nne\x1b"), "Ja ne␛ · The cell, line 4"),
    ],
)
def test_evidence_is_cited_with_what_is_known(evidence: Evidence, words: str) -> None:
    assert cited(evidence, {"cell": "The cell"}) == words


@pytest.mark.parametrize(
    ("quote", "answer", "found"),
    [
        ("The cat sat.", "CAT", "cat"),
        ("The cats, the cat.", "cat", "cat"),
        ("In  New\nYork it is.", "new york", "New\nYork"),
        ("It cost $2 (two).", "$2", "$2"),
        ("Concatenate.", "cat", None),
        ("Nothing here.", "cat", None),
    ],
)
def test_the_answer_is_found_in_its_quote_as_a_whole_word(quote: str, answer: str, found: str | None) -> None:
    place = answer_in(quote, replace(CARDS[0], answer=answer))
    assert (None if place is None else quote[slice(*place)]) == found


def test_an_accepted_wording_is_found_where_the_answer_itself_is_not() -> None:
    card = replace(CARDS[0], answer="two million", accept=("$2M",))
    assert answer_in("They paid $2M.", card) == (10, 13)


@given(st.text(), st.text(min_size=1))
def test_no_text_whatever_breaks_the_search(quote: str, answer: str) -> None:
    place = answer_in(quote, replace(CARDS[0], answer=answer))
    assert place is None or 0 <= place[0] < place[1] <= len(quote)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 200))
def test_a_progress_line_fills_its_width_and_is_full_only_at_the_end(done: int, more: int, width: int) -> None:
    line = line_of(done, done + more, width).plain
    assert len(line) == width
    if width > 1 and done:
        assert ("─" not in line) == (more == 0)
        assert line.startswith("━")


def test_a_difference_shows_what_is_missing_in_brackets_and_what_is_too_much_in_dashes() -> None:
    card = Card("k/s/a", CardKind.QUESTION, "What?", "the Mixture of Experts", "T", ())
    assert difference(compare("Mixure of big Experts", card).pieces) == "the Mix(t)ure of -big- Experts"
    evil = Card("k/s/a", CardKind.QUESTION, "What?", "\x1b[2J [red]x[/]", "T", ())
    assert "\x1b" not in difference(compare("nothing", evil).pieces)
