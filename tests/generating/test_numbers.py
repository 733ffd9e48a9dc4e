"""When, how much, how many: the unit is asked with, what softens a number stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.generating.kinds.number import numbers
from tests.generating.made import asked, proposed

_NUMERALS = st.integers(11, 999_999).filter(lambda n: not 1000 <= n <= 2099).map(lambda n: f"{n:,}")


@pytest.mark.parametrize(
    ("told", "question", "answer"),
    [
        (
            "In 1789, the French Revolution began with the storming of the Bastille.",
            "When did the French Revolution begin with the storming of the Bastille?",
            "1789",
        ),
        (
            "In 1492 Columbus sailed to the Caribbean.",
            "When did Columbus sail to the Caribbean?",
            "1492",
        ),
        (
            "The National Assembly abolished feudal privileges on 4 August 1789.",
            "When did the National Assembly abolish feudal privileges?",
            "4 August 1789",
        ),
        (
            "The Magna Carta was signed on June 15, 1215 by the king.",
            "When was the Magna Carta signed by the king?",
            "June 15, 1215",
        ),
        (
            "The Battle of Zama ended the Second Punic War in 202 BC.",
            "When did the Battle of Zama end the Second Punic War?",
            "202 BC",
        ),
        (
            "Norway has exported electricity to Denmark since 1977.",
            "Since when has Norway exported electricity to Denmark?",
            "1977",
        ),
        (
            "The Colosseum held about 50,000 spectators in the first century.",
            "Roughly how many spectators did the Colosseum hold in the first century?",
            "50,000",
        ),
        (
            "The heart beats 60 to 100 times per minute in adults.",
            "How many times does the heart beat per minute in adults?",
            "60 to 100",
        ),
        (
            "The hospitals of Norway spent $40 million on new scanners.",
            "How much did the hospitals of Norway spend on new scanners?",
            "$40 million",
        ),
        (
            "The fund in Oslo owns 1.5% of all listed shares.",
            "The fund in Oslo owns […]% of all listed shares.",
            "1.5",
        ),
        (
            "The purchase of Alaska brought Russia $7.2 million in gold.",
            "The purchase of Alaska brought Russia $[…] million in gold.",
            "7.2",
        ),
        (
            "The bridge over the bay cost the city $40 million.",
            "The bridge over the bay cost the city $[…] million.",
            "40",
        ),
        (
            "Ghana produced at least 800,000 tonnes of cocoa.",
            "Ghana produced at least […] tonnes of cocoa.",
            "800,000",
        ),
        (
            "Bread flour has 12 to 14 percent protein.",
            "Bread flour has […] percent protein.",
            "12 to 14",
        ),
    ],
)
def test_a_value_is_asked_for_with_its_unit(told: str, question: str, answer: str) -> None:
    assert asked(numbers, told).get(question) == answer


@pytest.mark.parametrize("soft", ["about", "approximately", "roughly", "around", "nearly", "almost"])
def test_a_softened_count_is_asked_for_with_roughly(soft: str) -> None:
    found = asked(numbers, f"The Colosseum held {soft} 50,000 spectators in the first century.")
    assert "Roughly how many spectators did the Colosseum hold in the first century?" in found


@pytest.mark.parametrize("soft", ["at least", "up to", "more than", "over", "under", "less than", "as many as"])
def test_a_bound_stays_in_the_question(soft: str) -> None:
    found = asked(numbers, f"The port of Ghana shipped {soft} 800,000 tonnes of cocoa.")
    assert found
    assert all(soft in question for question in found)


def test_two_values_of_one_clause_give_two_questions() -> None:
    found = asked(numbers, "Mount Etna threw 30 tonnes of ash on 4 villages.")
    assert set(found.values()) == {"30", "4"}


@pytest.mark.parametrize(
    "told",
    [
        "The Apollo 11 crew walked on the moon.",
        "One of the monks built a mill.",
        "Chapter 12 shows the map of the harbor.",
    ],
)
def test_numbers_that_name_and_do_not_count_are_not_asked_for(told: str) -> None:
    assert asked(numbers, told) == {}


@given(count=_NUMERALS, year=st.integers(1500, 1999))
@settings(max_examples=30, deadline=None)
def test_whatever_the_number_the_answer_is_what_stands_in_the_statement(count: str, year: int) -> None:
    found = asked(numbers, f"The mills of Leeds produced {count} tonnes of wool in {year}.")
    assert set(found.values()) == {count, str(year)}


@given(amount=st.integers(1, 999), scale=st.sampled_from(["million", "billion"]), sign=st.sampled_from("$€£"))
@settings(max_examples=30, deadline=None)
def test_currency_and_scale_stand_outside_the_blank(amount: int, scale: str, sign: str) -> None:
    (found,) = proposed(numbers, f"The sale of the canal brought the treasury {sign}{amount} {scale}.")
    assert found.question == f"The sale of the canal brought the treasury {sign}[…] {scale}."
    assert found.answer == str(amount)
