"""Shares with the doubt that is due to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.retention import Retention


@pytest.mark.parametrize(
    ("passes", "reviews", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(passes: int, reviews: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), page 861, table I, method 3."""
    interval = Retention(reviews, passes).interval
    assert interval is not None
    assert (round(interval[0], 4), round(interval[1], 4)) == (low, high)


def test_without_reviews_there_is_neither_share_nor_interval() -> None:
    assert (Retention().share, Retention().interval, Retention().is_telling) == (None, None, False)


def test_twenty_reviews_are_enough_to_tell() -> None:
    assert (Retention(19, 19).is_telling, Retention(20, 3).is_telling) == (False, True)


def test_retentions_add_up() -> None:
    assert Retention(10, 7) + Retention(5, 5) == Retention(15, 12)


counts = st.integers(1, 10**6).flatmap(lambda n: st.builds(Retention, st.just(n), st.integers(0, n)))


@given(counts)
def test_the_interval_holds_the_share_and_stays_within_0_and_1(retention: Retention) -> None:
    assert retention.interval is not None
    assert retention.share is not None
    low, high = retention.interval
    assert 0 <= low <= retention.share <= high <= 1
    assert low < high


@given(counts)
def test_the_interval_mirrors_when_passes_and_misses_are_swapped(retention: Retention) -> None:
    mirrored = Retention(retention.reviews, retention.reviews - retention.passes)
    assert retention.interval is not None
    assert mirrored.interval is not None
    assert retention.interval[0] == pytest.approx(1 - mirrored.interval[1])
