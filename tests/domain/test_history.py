"""What a card was when it was rated: the log replayed, quickly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.history import History, Stage
from quizkit.domain.log import Entry, Reason, Rescheduled, Reviewed, replay
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, New, Schedule, is_mature

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = Rating


def stages(history: History) -> list[Stage]:
    return [Stage(stage) for _, _, _, stage, _ in history.ratings()]


def reviewed(*ratings: Rating) -> History:
    history = History()
    for at, rating in enumerate(ratings):
        history.review("a/1/x", TODAY + timedelta(days=at), rating, False, 2.0)
    return history


def test_the_first_review_is_no_test_of_memory_and_drills_are_none() -> None:
    history = History()
    history.review("a/1/x", TODAY, AGAIN, False, 3.5)
    history.review("a/1/x", TODAY, GOOD, True, 1.0)
    history.review("a/1/x", TODAY + timedelta(days=1), GOOD, False, 2.0)
    assert stages(history) == [Stage.FIRST, Stage.DRILL, Stage.YOUNG]
    assert next(history.ratings()) == (TODAY.toordinal(), 0, 1, 0, 3.5)
    assert (history.keys, len(history)) == (["a/1/x"], 3)


def test_a_card_is_mature_at_a_review_once_its_interval_had_reached_21_days() -> None:
    # 1, 6, 15, 38 days: the fifth review is the first one of a mature card, and the one after a lapse is not.
    assert stages(reviewed(GOOD, GOOD, GOOD, GOOD, AGAIN, GOOD))[3:] == [Stage.YOUNG, Stage.MATURE, Stage.YOUNG]


def test_a_schedule_that_was_set_counts_for_the_review_after_it() -> None:
    history = reviewed(GOOD, GOOD)
    history.reschedule("a/1/x", Graduated(40, 250, TODAY))
    history.review("a/1/x", TODAY, GOOD, False, 1.0)
    history.reschedule("a/1/x", New())
    history.review("a/1/x", TODAY, GOOD, False, 1.0)
    assert stages(history) == [Stage.FIRST, Stage.YOUNG, Stage.MATURE, Stage.YOUNG]


schedules: st.SearchStrategy[Schedule] = st.one_of(
    st.just(New()), st.builds(Graduated, st.integers(1, 400), st.integers(130, 300), st.dates(), st.integers(0, 9))
)
steps = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(Rating), st.booleans(), st.none() | schedules), max_size=30
)


@given(steps)
def test_stages_are_those_that_replaying_the_log_up_to_there_gives(
    given: list[tuple[str, Rating, bool, Schedule | None]],
) -> None:
    history, entries = History(), dict[str, list[Entry]](a=[], b=[])
    expected = []
    for number, (key, rating, is_drill, schedule) in enumerate(given):
        day, of_card = TODAY + timedelta(days=number), entries[key]
        if schedule is not None:
            history.reschedule(key, schedule)
            of_card.append(Entry(number, Rescheduled(key, day, NOON, Reason.IMPORTED, schedule)))
            continue
        had_review = any(isinstance(entry.event, Reviewed) and not entry.event.is_drill for entry in of_card)
        stage = Stage.MATURE if is_mature(replay(of_card)) else Stage.YOUNG
        expected.append(Stage.DRILL if is_drill else stage if had_review else Stage.FIRST)
        history.review(key, day, rating, is_drill, 1.0)
        of_card.append(Entry(number, Reviewed(key, day, NOON, rating, is_drill)))
    assert stages(history) == expected
