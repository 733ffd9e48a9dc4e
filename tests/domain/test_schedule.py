"""A schedule that makes no sense cannot be made; nor can settings."""

from __future__ import annotations

from datetime import date

import pytest

from quizkit.domain.errors import SettingsError
from quizkit.domain.schedule import Graduated, Learning
from quizkit.domain.settings import Settings

TODAY = date(2026, 3, 2)


def test_a_third_fixed_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="two fixed intervals"):
        Learning(3, 250, TODAY)


def test_a_lapse_without_a_pass_is_refused() -> None:
    with pytest.raises(ValueError, match="without a pass"):
        Learning(1, 250, TODAY, lapses=1, has_passed=False)


def test_an_ease_below_the_floor_is_refused() -> None:
    with pytest.raises(ValueError, match="never below 130"):
        Graduated(10, 129, TODAY)


def test_an_interval_of_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Graduated(0, 250, TODAY)


def test_settings_out_of_range_are_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="new_per_day is -1"):
        Settings(new_per_day=-1)
    with pytest.raises(SettingsError, match="day_starts_at is 24"):
        Settings(day_starts_at=24)
