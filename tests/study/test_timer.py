"""The time of a review, with pauses left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizkit.study.timer import Timer


class Watch:
    """A stopwatch that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_seconds_count_from_the_start() -> None:
    watch = Watch()
    timer = Timer(watch, 60)
    timer.start()
    watch.now += 7
    assert (timer.seconds, timer.is_paused) == (7, False)
    timer.start()
    assert timer.seconds == 0


def test_without_a_sign_of_the_learner_it_stops_and_goes_on_at_the_next_one() -> None:
    watch = Watch()
    timer = Timer(watch, 60)
    timer.start()
    watch.now += 3600
    assert (timer.seconds, timer.is_paused) == (60, True)
    timer.touch()
    assert not timer.is_paused
    watch.now += 5
    assert timer.seconds == 65


def test_a_watch_that_goes_back_takes_nothing_away() -> None:
    watch = Watch()
    timer = Timer(watch, 60)
    timer.start()
    watch.now -= 50
    timer.touch()
    assert timer.seconds == 0


@given(st.lists(st.floats(0, 10_000), max_size=9))
def test_no_silence_counts_for_more_than_the_pause(silences: list[float]) -> None:
    watch = Watch()
    timer = Timer(watch, 60)
    timer.start()
    for silence in silences:
        watch.now += silence
        timer.touch()
    assert timer.seconds <= 60 * len(silences)
    assert timer.seconds <= sum(silences) + 0.001
