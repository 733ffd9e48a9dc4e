"""Values are known by their type; names and list numbers are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.generating.tagging import tagged
from quizkit.generating.values import ValueType, values
from quizkit.generating.wording import spoken


def _found(text: str) -> list[tuple[ValueType, str]]:
    words = tuple(tagged(text))
    return [(value.type, spoken(words[value.first : value.last])) for value in values(words)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The wall fell in 1989.", ValueType.DATE, "1989"),
        ("The wall fell on 9 November 1989.", ValueType.DATE, "9 November 1989"),
        ("The wall fell on November 9, 1989.", ValueType.DATE, "November 9, 1989"),
        ("The wall fell in November 1989.", ValueType.DATE, "November 1989"),
        ("The wall fell in late 1989.", ValueType.DATE, "late 1989"),
        ("The wall stood in the 1970s.", ValueType.DATE, "1970s"),
        ("The war lasted from 1914–18 in Europe.", ValueType.DATE, "1914–18"),
        ("Caesar died on 15 March 44 BC.", ValueType.DATE, "15 March 44 BC"),
        ("Hannibal lost in 202 BC.", ValueType.DATE, "202 BC"),
        ("The bridge cost $3.5 billion.", ValueType.MONEY, "$3.5 billion"),
        ("The bridge cost €40,000 in all.", ValueType.MONEY, "€40,000"),
        ("The share rose by 12% in May.", ValueType.SHARE, "12%"),
        ("The share is 12 percent of all.", ValueType.SHARE, "12"),
        ("The team has 11 players.", ValueType.COUNT, "11"),
        ("The team has twelve players.", ValueType.COUNT, "twelve"),
        ("The range is between 10 and 20 meters.", ValueType.COUNT, "10 and 20"),
        ("The price rose 15% to 50% in Peru.", ValueType.SHARE, "15% to 50%"),
        ("The voyage took three and a half years.", ValueType.SPAN, "three and a half"),
        ("The voyage took 40 days.", ValueType.SPAN, "40"),
    ],
)
def test_a_value_is_found_with_its_type(text: str, kind: ValueType, value: str) -> None:
    assert (kind, value) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The crew of Apollo 11 came home.",
        "See chapter 3 of the book.",
        "He was one of the best.",
        "Half of the crew fell ill.",
        "The march of the army was long.",
        "The year was good.",
    ],
)
def test_what_names_or_counts_vaguely_is_no_value(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The team has 11 good players.", "good players"),
        ("Rome built 400,000 kilometers of roads.", "kilometers of roads"),
        ("The fire burned 13,200 houses and 87 churches.", "houses"),
    ],
)
def test_a_count_knows_what_it_counts(text: str, unit: str) -> None:
    words = tuple(tagged(text))
    assert spoken(next(values(words)).unit) == unit


@pytest.mark.parametrize("soft", ["about", "at least", "more than", "as many as", "up to about"])
def test_what_softens_a_number_belongs_to_it(soft: str) -> None:
    words = tuple(tagged(f"The team has {soft} 11 players."))
    value = next(values(words))
    assert spoken(words[value.approximate_from : value.first]) == soft


@given(st.text(alphabet="0123456789 .,%$–-toandJuly BCmillion", max_size=60))
def test_values_stand_in_order_and_do_not_overlap(text: str) -> None:
    words = tuple(tagged(text))
    last = 0
    for value in values(words):
        assert last <= value.first < value.last <= len(words)
        assert value.approximate_from <= value.first
        last = value.last
