"""Which cards today, in what order: siblings apart where that can be done."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.rating import Rating
from quizkit.storage.agenda import Agenda, Scope
from quizkit.study.queue import Limits, Part, Turn, apart, is_sibling, todays_queue
from tests.study.conftest import Desk, answer


def siblings_side_by_side(keys: list[str], after: str) -> int:
    return sum(map(is_sibling, [after, *keys], keys))


def test_keys_without_siblings_keep_their_order() -> None:
    assert apart(["s/3/a", "s/1/a", "s/2/a"]) == ["s/3/a", "s/1/a", "s/2/a"]


def test_a_sibling_waits_until_another_card_was_asked() -> None:
    assert apart(["s/1/a", "s/1/b", "s/2/a", "s/3/a"]) == ["s/1/a", "s/2/a", "s/1/b", "s/3/a"]


def test_siblings_at_the_end_are_spread_before_it_is_too_late() -> None:
    assert apart(["s/1/a", "s/2/a", "s/3/a", "s/1/b", "s/1/c"]) == ["s/1/a", "s/2/a", "s/1/b", "s/3/a", "s/1/c"]


def test_the_first_card_is_no_sibling_of_the_one_before_it() -> None:
    assert apart(["s/1/a", "s/2/a"], after="s/1/b") == ["s/2/a", "s/1/a"]


def test_where_there_are_only_siblings_they_come_in_their_order() -> None:
    assert apart(["s/1/c", "s/1/a", "s/1/b"], after="s/1/d") == ["s/1/c", "s/1/a", "s/1/b"]


def test_keys_without_a_statement_are_nobodys_siblings() -> None:
    assert apart(["b", "a", "c"]) == ["b", "a", "c"]
    assert not is_sibling("a", "b")
    assert is_sibling("a", "a")


few_families = st.lists(st.builds("s/{}/{}".format, st.integers(1, 3), st.integers()), max_size=6, unique=True)


@given(few_families, st.sampled_from(["", "s/1/before"]))
@settings(deadline=None)
def test_siblings_are_apart_wherever_any_order_keeps_them_apart(keys: list[str], after: str) -> None:
    ordered = apart(keys, after)
    assert sorted(ordered) == sorted(keys)
    if siblings_side_by_side(ordered, after):
        assert all(siblings_side_by_side(list(order), after) for order in permutations(keys))


def test_a_large_deck_that_is_one_family_is_ordered_at_once() -> None:
    keys = [f"s/{number % 2 and number}/{number}" for number in range(20_000)]
    assert siblings_side_by_side(apart(keys), "") == 0


def test_due_cards_come_first_then_new_ones_then_the_drills_of_earlier_today(desk: Desk) -> None:
    desk.put("s/1/new", "s/2/due", "s/3/overdue", "s/4/new", "s/5/new")
    desk.make_due("s/2/due")
    desk.make_due("s/3/overdue", days_ago=3)
    answer(desk.room.start(), Rating.AGAIN, Rating.AGAIN)
    desk.make_due("s/2/due", days_ago=1)
    queue = todays_queue(Agenda(desk.progress.engine), desk.today, Scope(), Limits(2))
    assert queue == [
        Turn("s/2/due", Part.DUE),
        Turn("s/1/new", Part.NEW),
        Turn("s/4/new", Part.NEW),
        Turn("s/3/overdue", Part.DRILL),
    ]


def test_siblings_are_apart_where_one_part_of_the_queue_ends_and_the_next_begins(desk: Desk) -> None:
    desk.put("s/1/a", "s/1/b", "s/2/a")
    desk.make_due("s/1/a")
    queue = todays_queue(Agenda(desk.progress.engine), desk.today, Scope(), Limits(9))
    assert [turn.key for turn in queue] == ["s/1/a", "s/2/a", "s/1/b"]
