"""Due dates moved fairly."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.catch_up import Dated, after_pause, room_on_days, spread_out
from quizkit.domain.schedule import Graduated, Learning

TODAY = date(2026, 3, 2)


def due_in(days: int, interval: int = 30) -> Graduated:
    return Graduated(interval, 250, TODAY + timedelta(days=days), lapses=2)


def days_away(schedules: dict[str, Dated]) -> dict[str, int]:
    return {key: (schedule.due - TODAY).days for key, schedule in schedules.items()}


def test_what_falls_in_a_pause_moves_behind_it_and_keeps_its_distances() -> None:
    schedules: dict[str, Dated] = {"a": due_in(0), "b": due_in(1), "c": due_in(1), "d": due_in(6), "e": due_in(7)}
    moved = after_pause(schedules, TODAY, TODAY + timedelta(days=7))
    assert days_away(moved) == {"a": 7, "b": 8, "c": 8, "d": 13}
    assert moved["d"] == due_in(13)


def test_what_was_overdue_comes_on_the_first_day_after_the_pause() -> None:
    moved = after_pause({"a": due_in(-40), "b": due_in(0)}, TODAY, TODAY + timedelta(days=3))
    assert days_away(moved) == {"a": 3, "b": 3}


def test_a_cards_state_is_kept() -> None:
    learning = Learning(1, 236, TODAY, has_passed=False)
    moved = after_pause({"a": learning}, TODAY, TODAY + timedelta(days=3))
    assert moved == {"a": Learning(1, 236, TODAY + timedelta(days=3), has_passed=False)}


dated = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.builds(due_in, st.integers(-100, 100), st.integers(1, 400)),
    max_size=20,
)


@given(dated, st.integers(1, 60))
def test_a_pause_leaves_nothing_due_in_it_and_turns_no_order_round(schedules: dict[str, Dated], length: int) -> None:
    back = TODAY + timedelta(days=length)
    after = schedules | after_pause(schedules, TODAY, back)
    assert all(schedule.due >= back for schedule in after.values())
    fell_in_it = [key for key in schedules if schedules[key].due < back]
    for one in fell_in_it:
        for other in fell_in_it:
            if schedules[one].due <= schedules[other].due:
                assert after[one].due <= after[other].due


def test_the_card_most_overdue_for_its_interval_comes_first() -> None:
    schedules: dict[str, Dated] = {
        "long": due_in(-10, interval=100),
        "short": due_in(-3, interval=1),
        "today": due_in(0, interval=1),
        "middle": due_in(-10, interval=10),
    }
    moved = spread_out(schedules, TODAY, [1, 1, 0, 2])
    assert days_away(moved) == {"middle": 1, "long": 3, "today": 3}


def test_a_backlog_fills_the_emptiest_days_first() -> None:
    assert room_on_days(10, [0, 0]) == [5, 5]
    assert room_on_days(5, [0, 0, 0]) == [2, 2, 1]
    assert room_on_days(6, [0, 9, 2]) == [4, 0, 2]
    assert room_on_days(0, [3, 1]) == [0, 0]


@given(st.integers(0, 300), st.lists(st.integers(0, 50), min_size=1, max_size=20))
def test_no_day_could_give_a_card_to_a_day_with_less(backlog: int, waiting: list[int]) -> None:
    room = room_on_days(backlog, waiting)
    assert sum(room) == backlog
    then = [number + more for number, more in zip(waiting, room, strict=True)]
    fullest = max((number for number, more in zip(then, room, strict=True) if more), default=0)
    assert fullest <= min(then) + 1


@given(dated.map(lambda found: {key: due for key, due in found.items() if due.due <= TODAY}), st.integers(2, 9))
def test_a_spread_keeps_all_cards_within_its_days(schedules: dict[str, Dated], days: int) -> None:
    room = room_on_days(len(schedules), [0] * days)
    moved = spread_out(schedules, TODAY, room)
    assert len(moved) == len(schedules) - room[0]
    for at in range(1, days):
        assert list(days_away(moved).values()).count(at) == room[at]
