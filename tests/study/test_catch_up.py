"""Pause, spread, reset, and what an undo makes of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from quizkit.domain.errors import NotFoundError, SettingsError
from quizkit.domain.log import Reason, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New
from quizkit.domain.settings import Settings
from quizkit.storage.agenda import Scope
from quizkit.storage.marks import MarkStore
from quizkit.storage.rescheduling import ReschedulingStore
from quizkit.study.catch_up import CatchUp
from quizkit.study.marking import Marking
from tests.study.conftest import Desk

AGAIN, HARD, GOOD, EASY = Rating
EVERYTHING = Scope()


@pytest.fixture
def catch_up(desk: Desk, engine: Engine) -> CatchUp:
    return CatchUp(ReschedulingStore(engine), Settings(), lambda: desk.now)


def in_days(desk: Desk, days: int) -> date:
    return desk.today + timedelta(days=days)


def due(desk: Desk, *keys: str) -> list[int]:
    """In how many days each card is due."""
    found = desk.progress.schedules(keys)
    return [(schedule.due - desk.today).days for schedule in found.values() if not isinstance(schedule, New)]


def test_a_pause_moves_cards_and_is_taken_back_as_a_whole(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x", "a/2/x", "a/3/x", "a/4/x")
    for key, days in (("a/1/x", -5), ("a/2/x", 1), ("a/3/x", 9)):
        desk.make_due(key, days_ago=-days)
    plan = catch_up.pause(in_days(desk, 7))
    assert (plan.moved, plan.by_day()) == (2, [(in_days(desk, 7), 1), (in_days(desk, 8), 1)])
    assert due(desk, "a/1/x", "a/2/x", "a/3/x") == [-5, 1, 9]
    done = catch_up.carry_out(plan)
    assert (done.reason, done.cards) == (Reason.PAUSED, 2)
    assert due(desk, "a/1/x", "a/2/x", "a/3/x") == [7, 8, 9]
    assert desk.room.overview().due == 0
    taken_back = catch_up.undo()
    assert taken_back is not None
    assert (taken_back.reason, taken_back.cards) == (Reason.PAUSED, 2)
    assert due(desk, "a/1/x", "a/2/x", "a/3/x") == [-5, 1, 9]
    assert catch_up.undo() is None
    assert desk.progress.check().is_sound


def test_a_pause_tells_its_end_until_it_is_over_whatever_was_due_when(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x", "a/2/x")
    assert catch_up.paused_until() is None
    desk.make_due("a/1/x", days_ago=-3)
    back = in_days(desk, 7)
    catch_up.carry_out(catch_up.pause(back))
    last = catch_up.last()
    assert (catch_up.paused_until(), last and last.back) == (back, back)
    # What is studied during the pause, and a reset behind it, do not end it.
    session = desk.room.start()
    session.reveal()
    session.rate(GOOD)
    catch_up.carry_out(catch_up.reset(["a/2/x"]))
    desk.now += timedelta(days=6)
    assert catch_up.paused_until() == back
    desk.now += timedelta(days=1)
    assert catch_up.paused_until() is None


def test_the_end_of_a_pause_is_that_of_what_was_overdue_too(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x")
    desk.make_due("a/1/x", days_ago=40)
    catch_up.carry_out(catch_up.pause(in_days(desk, 3)))
    assert catch_up.paused_until() == in_days(desk, 3)
    catch_up.undo()
    assert catch_up.paused_until() is None


@pytest.mark.parametrize(("days", "problem"), [(0, "is not to come"), (-1, "is not to come"), (3651, "ten years")])
def test_a_pause_ends_on_a_coming_day(desk: Desk, catch_up: CatchUp, days: int, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        catch_up.pause(in_days(desk, days))


def test_a_spread_makes_the_days_even_with_what_waits_already(desk: Desk, catch_up: CatchUp) -> None:
    desk.put(*(f"a/{n}/x" for n in range(8)), deck="a")
    desk.put(*(f"b/{n}/x" for n in range(4)), deck="b")
    for n in range(6):
        desk.make_due(f"a/{n}/x", days_ago=n, interval=10)
    desk.make_due("a/6/x", "a/7/x", days_ago=-1)
    desk.make_due("b/0/x", "b/1/x", days_ago=3)
    desk.make_due("b/2/x", "b/3/x", days_ago=-2)
    # Today 2 of the other deck are due, tomorrow 2, the day after 2: each takes 2 of the 6.
    plan = catch_up.spread(3, Scope("a"))
    assert (plan.cards, plan.moved) == (6, 4)
    catch_up.carry_out(plan)
    assert due(desk, *(f"a/{n}/x" for n in range(6))) == [2, 2, 1, 1, -4, -5]
    assert due(desk, "b/0/x", "b/2/x") == [-3, 2]
    assert catch_up.spread(2, EVERYTHING).cards == 4


def test_suspended_and_buried_cards_are_no_backlog(desk: Desk, engine: Engine, catch_up: CatchUp) -> None:
    desk.put("a/1/x", "a/2/x", "a/3/x")
    desk.make_due("a/1/x", "a/2/x", "a/3/x", days_ago=2)
    marking = Marking(MarkStore(engine), lambda: desk.today)
    marking.suspend(["a/1/x"])
    marking.bury(["a/2/x"])
    assert catch_up.spread(2, EVERYTHING).cards == 1
    assert catch_up.pause(in_days(desk, 2)).moved == 3


@pytest.mark.parametrize("days", [1, 0, 366])
def test_a_spread_takes_a_sensible_number_of_days(catch_up: CatchUp, days: int) -> None:
    with pytest.raises(SettingsError, match=f"2 to 365 days, not {days}"):
        catch_up.spread(days, EVERYTHING)


def test_a_reset_makes_cards_new_and_keeps_what_was_learnt_in_the_log(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x", "a/2/x")
    desk.make_due("a/1/x", "a/2/x")
    assert catch_up.carry_out(catch_up.reset(["a/1/x", "never/seen/x"])).cards == 1
    assert desk.progress.schedule("a/1/x") == New()
    assert catch_up.carry_out(catch_up.reset_deck("biology")).cards == 1
    assert desk.room.overview().new_today == 2
    assert len(desk.progress.entries("a/1/x")) == 2
    assert catch_up.reset_deck("biology").moved == 0
    catch_up.undo()
    catch_up.undo()
    assert due(desk, "a/1/x", "a/2/x") == [0, 0]
    assert desk.progress.check().is_sound


def test_undoing_a_pause_leaves_the_reviews_since_then(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x", "a/2/x")
    desk.make_due("a/1/x", "a/2/x", interval=10)
    catch_up.carry_out(catch_up.pause(in_days(desk, 5)))
    desk.progress.record(Reviewed("a/1/x", in_days(desk, 5), desk.now, GOOD))
    assert due(desk, "a/1/x", "a/2/x") == [30, 5]
    catch_up.undo()
    assert due(desk, "a/1/x", "a/2/x") == [30, 0]
    assert desk.progress.check().is_sound


def test_undoing_a_reset_lets_the_reviews_since_then_count_on_what_was_before(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x")
    desk.make_due("a/1/x", interval=10)
    catch_up.carry_out(catch_up.reset(["a/1/x"]))
    desk.progress.record(Reviewed("a/1/x", desk.today, desk.now, GOOD))
    assert desk.progress.schedule("a/1/x") == Learning(1, 250, in_days(desk, 1))
    catch_up.undo()
    assert desk.progress.schedule("a/1/x") == Graduated(25, 250, in_days(desk, 25))
    assert desk.progress.check().is_sound


def test_the_last_one_is_taken_back_first_even_if_all_were_done_in_one_moment(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x")
    desk.make_due("a/1/x", days_ago=2)
    for days in (3, 6):
        catch_up.carry_out(catch_up.pause(in_days(desk, days)))
    catch_up.carry_out(catch_up.reset(["a/1/x"]))
    seen = []
    while catch_up.undo():
        seen.append(due(desk, "a/1/x"))
    assert seen == [[9], [3], [-2]]


def test_a_card_that_was_reviewed_after_the_plan_was_made_keeps_its_review(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x", "a/2/x")
    desk.make_due("a/1/x", "a/2/x", interval=10)
    plan = catch_up.pause(in_days(desk, 5))
    desk.progress.record(Reviewed("a/1/x", desk.today, desk.now, GOOD))
    assert catch_up.carry_out(plan).cards == 1
    assert due(desk, "a/1/x", "a/2/x") == [25, 5]


def test_what_was_imported_is_no_batch_to_take_back(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x")
    desk.make_due("a/1/x")
    assert (catch_up.last(), catch_up.undo()) == (None, None)
    catch_up.carry_out(catch_up.pause(in_days(desk, 1)))
    last = catch_up.last()
    assert last is not None
    assert (last.reason, last.day, last.cards) == (Reason.PAUSED, desk.today, 1)


def test_cards_are_named_by_the_beginning_of_their_keys(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("cell/1a2b/x", "cell/1a2b/y", "rock/9f8e/x")
    assert catch_up.keys_of(["rock/", "9f8e", "cell/1a2b/x"]) == ["rock/9f8e/x", "cell/1a2b/x"]
    for wrong, problem in (("1a2b", "may mean cell/1a2b/x, cell/1a2b/y"), ("9f8", "no card 9f8"), ("zzzz", "no card")):
        with pytest.raises(NotFoundError, match=problem):
            catch_up.keys_of([wrong])


def test_progress_is_told(desk: Desk, catch_up: CatchUp) -> None:
    desk.put("a/1/x", "a/2/x")
    desk.make_due("a/1/x", "a/2/x")
    told: list[tuple[int, int]] = []
    catch_up.carry_out(catch_up.pause(in_days(desk, 1)), lambda done, of: told.append((done, of)))
    catch_up.undo(lambda done, of: told.append((done, of)))
    assert told == [(2, 2), (2, 2)]


deeds = st.lists(
    st.one_of(
        st.tuples(st.just("rate"), st.integers(0, 2), st.sampled_from(Rating)),
        st.tuples(st.sampled_from(["pause", "spread", "days"]), st.integers(2, 9), st.just(GOOD)),
        st.tuples(st.sampled_from(["reset", "undo", "drill"]), st.integers(0, 2), st.just(GOOD)),
    ),
    max_size=25,
)


@given(deeds)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_the_log_replayed_gives_the_schedules(
    engine: Engine, desk: Desk, given: list[tuple[str, int, Rating]]
) -> None:
    catch_up = CatchUp(ReschedulingStore(engine), Settings(), lambda: desk.now)
    keys = ["a/1/x", "a/2/x", "a/3/x"]
    desk.put(*keys)
    for deed, number, rating in given:
        match deed:
            case "rate" | "drill":
                is_drill = deed == "drill"
                desk.progress.record(Reviewed(keys[number], catch_up.today, desk.now, rating, is_drill))
            case "pause":
                catch_up.carry_out(catch_up.pause(catch_up.today + timedelta(days=number)))
            case "spread":
                catch_up.carry_out(catch_up.spread(number, EVERYTHING))
            case "reset":
                catch_up.carry_out(catch_up.reset([keys[number]]))
            case "undo":
                catch_up.undo()
            case "days":
                desk.now += timedelta(days=number)
    assert desk.progress.check().is_sound
