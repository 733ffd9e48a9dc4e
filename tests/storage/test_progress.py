"""The log only grows, the schedules follow from it, and both are written together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, text, update
from sqlalchemy.exc import IntegrityError

from quizkit.domain.errors import NotFoundError
from quizkit.domain.log import Entry, Reason, Rescheduled, Retracted, Reviewed, replay
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from quizkit.storage.checking import Checked, Difference
from quizkit.storage.database import open_database
from quizkit.storage.progress import ProgressStore
from quizkit.storage.progress_tables import log, schedules

KEY, OTHER = "cell/1/a", "cell/2/a"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def store(engine: Engine) -> ProgressStore:
    return ProgressStore(engine)


@pytest.fixture
def review(today: date) -> Callable[..., Reviewed]:
    """Makes a review of the card on ``today`` or so many days later."""

    def make(rating: Rating, days: int = 0, key: str = KEY, *, is_drill: bool = False) -> Reviewed:
        later = timedelta(days=days)
        return Reviewed(key, today + later, NOON + later, rating, is_drill, 1.5)

    return make


ReviewMaker = Callable[..., Reviewed]


def test_a_card_without_progress_is_new(store: ProgressStore) -> None:
    assert store.schedule(KEY) == New()
    assert store.schedules([KEY, OTHER]) == {KEY: New(), OTHER: New()}
    assert store.entries(KEY) == []


def test_a_review_is_in_the_log_and_in_the_schedule(store: ProgressStore, review: ReviewMaker, today: date) -> None:
    event = review(Rating.HARD)
    entry = store.record(event)
    assert entry == Entry(1, event)
    assert store.entries(KEY) == [entry]
    assert store.schedule(KEY) == Learning(1, 236, today + timedelta(days=1))
    assert store.schedules([KEY, OTHER]) == {KEY: store.schedule(KEY), OTHER: New()}


def test_reviews_one_after_the_other_give_the_published_intervals(store: ProgressStore, review: ReviewMaker) -> None:
    intervals, days = [], 0
    for _ in range(4):
        store.record(review(Rating.GOOD, days))
        schedule = store.schedule(KEY)
        assert not isinstance(schedule, New)
        intervals.append(schedule.interval)
        days += schedule.interval
    assert intervals == [1, 6, 15, 38]


def test_a_drill_is_in_the_log_and_leaves_the_schedule(store: ProgressStore, review: ReviewMaker) -> None:
    store.record(review(Rating.AGAIN))
    before = store.schedule(KEY)
    drill = store.record(review(Rating.GOOD, is_drill=True))
    assert store.schedule(KEY) == before
    assert store.entries(KEY)[-1] == drill


def test_a_rating_of_a_schedule_that_another_session_has_changed_is_kept_as_a_drill(
    store: ProgressStore, review: ReviewMaker
) -> None:
    seen = store.schedule(KEY)
    first = store.record(review(Rating.GOOD), answers=seen)
    second = store.record(review(Rating.EASY), answers=seen)
    assert first.event == review(Rating.GOOD)
    assert second.event == review(Rating.EASY, is_drill=True)
    assert store.schedule(KEY) == replay([first])


@pytest.mark.parametrize(
    "given", [New(), Learning(2, 180, date(2026, 4, 1), lapses=2), Graduated(40, 210, date(2026, 5, 1), lapses=9)]
)
@pytest.mark.parametrize("reason", Reason)
def test_what_is_rescheduled_comes_back_as_it_was_given(
    store: ProgressStore, review: ReviewMaker, today: date, given: Schedule, reason: Reason
) -> None:
    store.record(review(Rating.GOOD))
    event = Rescheduled(KEY, today, NOON, reason, given)
    entry = store.record(event)
    assert (entry.event, store.entries(KEY)[-1]) == (event, entry)
    assert store.schedule(KEY) == given


def test_an_undo_gives_the_schedule_before_and_the_log_keeps_both(
    store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    store.record(review(Rating.GOOD))
    before = store.schedule(KEY)
    mistake = store.record(review(Rating.AGAIN, 1))
    undone = store.retract(mistake.number, today, NOON)
    assert undone.event == Retracted(KEY, today, NOON, mistake.number)
    assert store.schedule(KEY) == before
    assert len(store.entries(KEY)) == 3


def test_undoing_the_first_review_makes_the_card_new_again(
    store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    entry = store.record(review(Rating.GOOD))
    store.retract(entry.number, today, NOON)
    assert store.schedule(KEY) == New()
    assert store.check().is_sound


def test_an_entry_can_be_taken_back_once_and_a_retraction_never(
    store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    entry = store.record(review(Rating.GOOD))
    undone = store.retract(entry.number, today, NOON)
    for number in (entry.number, undone.number, 99):
        with pytest.raises(NotFoundError, match=f"no entry {number}"):
            store.retract(number, today, NOON)


def test_numbers_only_grow(store: ProgressStore, review: ReviewMaker) -> None:
    numbers = [store.record(review(Rating.GOOD, day, key)).number for day in range(3) for key in (KEY, OTHER)]
    assert numbers == sorted(set(numbers))


def test_the_moment_is_kept_to_the_microsecond(store: ProgressStore, today: date) -> None:
    at = datetime(2026, 3, 2, 23, 59, 59, 999_999, tzinfo=UTC)
    store.record(Reviewed(KEY, today, at, Rating.GOOD))
    event = store.entries(KEY)[0].event
    assert event.at == at


def test_introduced_are_cards_whose_first_standing_review_is_of_the_day(
    store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    tomorrow = today + timedelta(days=1)
    store.record(review(Rating.GOOD))
    store.record(review(Rating.GOOD, 1))
    store.record(review(Rating.AGAIN, 1, OTHER))
    store.record(review(Rating.GOOD, 1, OTHER, is_drill=True))
    assert (store.introduced_on(today), store.introduced_on(tomorrow)) == (1, 1)
    assert (store.reviews_on(today), store.reviews_on(tomorrow)) == (1, 2)


def test_a_review_that_was_taken_back_introduces_nothing(
    store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    entry = store.record(review(Rating.GOOD))
    store.retract(entry.number, today, NOON)
    assert (store.introduced_on(today), store.reviews_on(today)) == (0, 0)
    store.record(review(Rating.GOOD))
    assert (store.introduced_on(today), store.reviews_on(today)) == (1, 1)


def test_a_drill_that_stands_alone_leaves_the_first_review_to_come(
    store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    missed = store.record(review(Rating.AGAIN))
    store.record(review(Rating.GOOD, is_drill=True))
    store.retract(missed.number, today, NOON)
    assert store.introduced_on(today) == 0
    store.record(review(Rating.GOOD))
    assert store.introduced_on(today) == 1


def test_a_card_whose_schedule_was_imported_is_not_introduced_by_its_review(
    store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    store.record(Rescheduled(KEY, today, NOON, Reason.FROM_ANKI, Graduated(30, 250, today)))
    store.record(review(Rating.GOOD))
    assert (store.introduced_on(today), store.reviews_on(today)) == (0, 1)


steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([KEY, OTHER]), st.sampled_from(Rating), st.integers(0, 30), st.booleans()),
        st.just("undo"),
    ),
    max_size=25,
)


@given(steps)
@settings(max_examples=40, deadline=None)
def test_replaying_the_log_always_gives_the_stored_schedules(given: list[tuple[str, Rating, int, bool] | str]) -> None:
    engine = open_database("sqlite://")
    try:
        store, day, standing = ProgressStore(engine), date(2026, 3, 2), list[int]()
        for step in given:
            if isinstance(step, tuple):
                key, rating, later, is_drill = step
                day += timedelta(days=later)
                standing.append(store.record(Reviewed(key, day, NOON, rating, is_drill)).number)
            elif standing:
                store.retract(standing.pop(), day, NOON)
        for key in (KEY, OTHER):
            assert replay(store.entries(key)) == store.schedule(key)
        assert store.check().is_sound
    finally:
        engine.dispose()


def test_check_looks_at_more_cards_than_it_compares_in_one_go(
    engine: Engine, store: ProgressStore, review: ReviewMaker
) -> None:
    keys = [f"cell/{n:03}/a" for n in range(510)]
    for key in keys:
        store.record(review(Rating.GOOD, key=key))
    store.record(review(Rating.GOOD, 1, key=keys[0]))
    assert store.check() == Checked(entries=511, cards=510, differences=(), damage=())
    with engine.begin() as connection:
        connection.execute(update(schedules).where(schedules.c.key.in_((keys[0], keys[-1]))).values(lapses=5))
    assert [difference.key for difference in store.check().differences] == [keys[0], keys[-1]]


def test_check_names_every_card_whose_schedule_is_not_what_the_log_gives(
    engine: Engine, store: ProgressStore, review: ReviewMaker, today: date
) -> None:
    for key in (KEY, OTHER, "cell/3/a"):
        store.record(review(Rating.GOOD, key=key))
    good = store.schedule(KEY)
    wrong = Learning(1, 250, today + timedelta(days=9))
    orphan = {"key": "cell/9/z", "state": "graduated", "interval": 9, "ease": 250, "due": today, "lapses": 0}
    with engine.begin() as connection:
        connection.execute(update(schedules).where(schedules.c.key == KEY).values(due=wrong.due))
        connection.execute(schedules.delete().where(schedules.c.key == OTHER))
        connection.execute(insert(schedules), [orphan])
    found = store.check()
    assert not found.is_sound
    assert found.differences == (
        Difference(KEY, wrong, good),
        Difference(OTHER, New(), good),
        Difference("cell/9/z", Graduated(9, 250, today), New()),
    )


LEARNING = {"state": "learning", "step": 1, "has_passed": True, "interval": None, "ease": 250, "lapses": 0}
GRADUATED = {"state": "graduated", "step": None, "has_passed": None, "interval": 9, "ease": 250, "lapses": 0}


@pytest.mark.parametrize(
    "row",
    [
        LEARNING | {"step": None},
        LEARNING | {"step": 3},
        LEARNING | {"has_passed": None},
        LEARNING | {"interval": 6},
        LEARNING | {"has_passed": False, "lapses": 1},
        LEARNING | {"has_passed": False, "step": 2},
        LEARNING | {"ease": 129},
        LEARNING | {"state": "new"},
        GRADUATED | {"interval": None},
        GRADUATED | {"interval": 0},
        GRADUATED | {"step": 1},
        GRADUATED | {"has_passed": True},
        GRADUATED | {"lapses": -1},
    ],
)
def test_the_database_refuses_a_schedule_that_is_no_state(engine: Engine, row: dict[str, object]) -> None:
    with engine.begin() as connection, pytest.raises(IntegrityError, match="is_one_state"):
        connection.execute(insert(schedules).values(key=KEY, due=date(2026, 3, 2), **row))


REVIEWED = {"type": "reviewed", "rating": 3, "is_drill": False, "seconds": 1.0}
RESCHEDULED = {"type": "rescheduled", "reason": "reset", "state": "new"}


@pytest.mark.parametrize(
    "row",
    [
        REVIEWED | {"rating": None},
        REVIEWED | {"rating": 5},
        REVIEWED | {"is_drill": None},
        REVIEWED | {"seconds": -1.0},
        REVIEWED | {"seconds": None},
        REVIEWED | {"reason": "reset"},
        REVIEWED | {"ease": 250},
        REVIEWED | {"type": "answered"},
        RESCHEDULED | {"reason": None},
        RESCHEDULED | {"state": None},
        RESCHEDULED | {"ease": 250},
        RESCHEDULED | {"state": "learning"},
        RESCHEDULED | GRADUATED,  # Without a date.
        RESCHEDULED | {"rating": 3},
        {"type": "retracted"},
        {"type": "retracted", "entry": 1, "rating": 3},
        {"type": "retracted", "entry": 2},  # Itself.
    ],
)
def test_the_database_refuses_an_entry_that_is_no_event(
    engine: Engine, store: ProgressStore, review: ReviewMaker, row: dict[str, object]
) -> None:
    store.record(review(Rating.GOOD))
    with engine.begin() as connection, pytest.raises(IntegrityError, match="is_one_event"):
        connection.execute(insert(log).values(key=KEY, day=date(2026, 3, 2), at=NOON, **row))


@pytest.mark.parametrize("row", [REVIEWED, RESCHEDULED, {"type": "retracted", "entry": 1}])
def test_the_database_takes_every_event_that_is_one(
    engine: Engine, store: ProgressStore, review: ReviewMaker, row: dict[str, object]
) -> None:
    store.record(review(Rating.GOOD))
    with engine.begin() as connection:
        connection.execute(insert(log).values(key=KEY, day=date(2026, 3, 2), at=NOON, **row))
        assert connection.execute(text("SELECT count(*) FROM log")).scalar_one() == 2
