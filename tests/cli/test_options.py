"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.cli.options import bytes_in
from quizkit.domain.errors import SettingsError

from .conftest import Told


@pytest.mark.parametrize(
    ("size", "count"), [("123", 123), ("500k", 500_000), ("20M", 20_000_000), ("1g", 10**9), ("2 MB", 2 * 10**6)]
)
def test_a_size_is_bytes_or_thousands_of_them(size: str, count: int) -> None:
    assert bytes_in(size) == count


@pytest.mark.parametrize("size", ["", "M", "-5", "1.5M", "20T", "٣", "9" * 40])
def test_what_is_no_size_is_refused_with_the_way_out(size: str) -> None:
    with pytest.raises(SettingsError, match="give bytes, or thousands of them"):
        bytes_in(size)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("quiz", "--questions", "x"), "quizkit: --questions, -n: give a whole number."),
        (("stats", "--days", "0"), "quizkit: --days: give 1 or more."),
        (("stats", "--by", "foo"), "quizkit: --by: there is no foo; give topic, deck, source or day."),
        (("quiz", "--time-limit", "soon"), "quizkit: --time-limit: give a number."),
    ],
)
def test_a_value_that_makes_no_sense_is_told_in_plain_words(
    quizkit: Callable[..., Told], arguments: tuple[str, ...], message: str
) -> None:
    told = quizkit(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err == f"{message} See quizkit {arguments[0]} --help\n"


def test_a_library_named_for_the_first_time_is_told(quizkit: Callable[..., Told]) -> None:
    made = "quizkit: made a new library: new/lib.db\n"
    assert made in quizkit("decks", "--db", "new/lib.db").err
    assert made not in quizkit("decks", "--db", "new/lib.db").err


def test_of_a_library_far_from_any_folder_nothing_is_made(quizkit: Callable[..., Told]) -> None:
    told = quizkit("decks", "--db", "no/such/lib.db")
    assert told.code == 6
    assert "/no; make it first" in told.err
    assert not Path("no").exists()
