"""How a card stands, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from quizkit.domain.log import Entry, Reason, Rescheduled, Retracted, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New
from quizkit.tui.card_words import due_in_words, history_in_words, interval_in_words, schedule_in_words

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-400, "13 months ago"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"), (6, "in 6 days"), (90, "in 3 months")],
)
def test_a_date_is_told_from_today_on(days: int, words: str) -> None:
    assert due_in_words(Graduated(9, 250, TODAY + timedelta(days=days)), TODAY) == words


def test_a_new_card_has_no_date_and_no_interval() -> None:
    assert (due_in_words(New(), TODAY), interval_in_words(New())) == ("new", "")
    assert interval_in_words(Learning(2, 250, TODAY)) == "6 d"
    assert schedule_in_words(New(), TODAY).startswith("new")


def test_a_history_tells_what_stands_no_more() -> None:
    entries = [
        Entry(1, Reviewed("k", TODAY, NOON, Rating.AGAIN, is_drill=True)),
        Entry(2, Rescheduled("k", TODAY, NOON, Reason.RESET, New())),
        Entry(3, Rescheduled("k", TODAY, NOON, Reason.PAUSED, Graduated(9, 250, TODAY))),
        Entry(4, Retracted("k", TODAY, NOON, 2)),
    ]
    assert history_in_words(entries) == [
        ("2026-03-02", "Again (drill)", True),
        ("2026-03-02", "reset: new again", False),
        ("2026-03-02", "paused: due 2026-03-02, interval 9 d", True),
        ("2026-03-02", "undo", True),
    ]
