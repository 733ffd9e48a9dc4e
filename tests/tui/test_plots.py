"""Plots out of letters: what they show can be read without colour."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizkit.tui.widgets.bars import columns, lying, whiskers
from quizkit.tui.widgets.year import levels, year

TODAY = date(2026, 3, 4)  # A Wednesday.


def test_bars_are_as_high_as_their_values_and_what_is_not_nothing_shows() -> None:
    lines = columns([8, 4, 0, 0.01], 2, 80, {0: "today", 3: "later"}).plain.splitlines()
    assert [line[7:].rstrip() for line in lines[:2]] == ["███████", "███████ ███████         ▁▁▁▁▁▁▁"]
    assert lines[0].startswith("    8 │")
    assert lines[3].split() == ["today", "later"]


def test_bars_of_nothing_are_an_empty_plot() -> None:
    assert "█" not in columns([0, 0], 3, 40, {}).plain
    assert columns([], 3, 40, {}).plain.count("\n") == 4


@given(st.lists(st.floats(0, 1e6), max_size=60), st.integers(1, 20), st.integers(20, 200))
def test_bars_keep_to_their_height_and_width(values: list[float], height: int, width: int) -> None:
    lines = columns(values, height, width, dict.fromkeys(range(len(values)), "label")).plain.splitlines()
    assert len(lines) == height + 2
    assert all(len(line) <= max(width, 12 + len(values)) for line in lines)


def test_a_whisker_spans_the_interval_and_bears_the_share() -> None:
    plot = whiskers([(0.5, 0.9, 0.7), None, (0.6, 1.0, None)], 10, 40, {0: "then"}).plain.splitlines()
    cells = [line[7:].ljust(40) for line in plot[:10]]
    first = "".join(line[1] for line in cells)
    assert first == " │││●││││ "[::1] or first.count("●") == 1
    assert first.strip().startswith("│")
    assert first.strip().endswith("│")
    last = "".join(line[1 + 2 * 9] for line in cells)
    assert "●" not in last
    assert last.startswith("│")
    assert plot[0].strip().startswith("100 %")
    assert plot[9].strip().startswith("50 %")


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), min_size=1, max_size=13), st.integers(5, 30))
def test_every_whisker_shows_its_share(ends: list[list[float]], height: int) -> None:
    values = [(low, high, (low + high) / 2) for low, high in ends]
    assert whiskers(values, height, 120, {}).plain.count("●") == len(values)


def test_lying_bars_tell_number_and_part() -> None:
    lines = lying([("1 day", 1), ("over a year", 3)], 60).plain.splitlines()
    assert [line.split()[-3:] for line in lines] == [["1", "25", "%"], ["3", "75", "%"]]
    assert lines[1].count("━") == 3 * lines[0].count("━") or lines[1].count("─") == 0
    assert lying([("none", 0)], 60).plain.endswith("–")


def test_a_year_ends_today_and_tells_days_apart_without_colour() -> None:
    counts = {TODAY: 40, TODAY - timedelta(days=1): 30, TODAY - timedelta(days=7): 20, TODAY - timedelta(days=8): 10}
    lines = year(counts, TODAY, 76).plain.splitlines()
    assert lines[0].rstrip().endswith("Mar") or "Feb" in lines[0]
    monday, tuesday, wednesday, thursday = (line.ljust(57) for line in lines[1:5])
    assert (tuesday[55:57], wednesday[55:57]) == ("░▓", "▒█")
    assert (monday[56], thursday[56]) == ("·", " ")
    assert lines[8].split() == ["·", "none", "░", "1–19", "▒", "20–29", "▓", "30–39", "█", "40+"]


def test_a_wide_window_gives_two_cells_a_day_and_a_narrow_one_fewer_weeks() -> None:
    assert max(map(len, year({}, TODAY, 115).plain.splitlines())) == 4 + 2 * 53
    assert max(map(len, year({}, TODAY, 30).plain.splitlines())) <= 30


def test_days_that_are_alike_need_one_level() -> None:
    assert levels([5, 5, 5]) == ()
    assert levels([]) == ()
    assert levels([1, 2, 3, 4]) == (2, 3, 4)
