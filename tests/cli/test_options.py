"""Options that several commands share."""

from __future__ import annotations

import pytest

from quizkit.cli.options import bytes_in
from quizkit.domain.errors import SettingsError


@pytest.mark.parametrize(
    ("size", "count"), [("123", 123), ("500k", 500_000), ("20M", 20_000_000), ("1g", 10**9), ("2 MB", 2 * 10**6)]
)
def test_a_size_is_bytes_or_thousands_of_them(size: str, count: int) -> None:
    assert bytes_in(size) == count


@pytest.mark.parametrize("size", ["", "M", "-5", "1.5M", "20T", "٣", "9" * 40])
def test_what_is_no_size_is_refused_with_the_way_out(size: str) -> None:
    with pytest.raises(SettingsError, match="give bytes, or thousands of them"):
        bytes_in(size)
