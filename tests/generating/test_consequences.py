"""What happens if, and what matters more."""

from __future__ import annotations

import pytest

from quizkit.generating.kinds.consequence import consequences
from quizkit.generating.kinds.named import named_terms
from quizkit.generating.kinds.reason import reasons
from tests.generating.made import asked


@pytest.mark.parametrize(
    ("told", "question", "answer"),
    [
        (
            "When interest rates go up, the price of existing bonds falls.",
            "What happens when interest rates go up?",
            "the price of existing bonds falls",
        ),
        (
            "The signal is relative — so if the model solves every problem, then the gradient vanishes.",
            "What happens if the model solves every problem?",
            "the gradient vanishes",
        ),
        (
            "The length and the depth of sleep matter more than the clock.",
            "What matters more than the clock?",
            "The length and the depth of sleep",
        ),
    ],
)
def test_a_consequence_is_asked_for_by_its_condition(told: str, question: str, answer: str) -> None:
    assert asked(consequences, told) == {question: answer}


@pytest.mark.parametrize(
    "told",
    [
        "If you heat it, it melts at once.",
        "When the dough rises, knock the air out with a fist.",
        "If so, the price falls.",
        "Rest and sleep matter.",
        "Fischer and Spassky mattered more than the others.",
    ],
)
def test_what_points_elsewhere_or_gives_an_order_is_no_consequence(told: str) -> None:
    assert asked(consequences, told) == {}


@pytest.mark.parametrize(
    ("told", "question", "answer"),
    [
        (
            "Banks feared the law, so merchants moved gold to Venice.",
            "Why did merchants move gold to Venice?",
            "Banks feared the law",
        ),
        (
            "The city of Bremen was expelled in 1285 for refusing to join a blockade of Norway.",
            "Why was the city of Bremen expelled in 1285?",
            "for refusing to join a blockade of Norway",
        ),
    ],
)
def test_what_led_to_it_and_what_it_was_done_for_are_reasons(told: str, question: str, answer: str) -> None:
    assert asked(reasons, told)[question] == answer


@pytest.mark.parametrize(
    ("told", "question", "answer"),
    [
        (
            "Outside the city the merchants met in an enclave called a Kontor.",
            "Outside the city the merchants met in an enclave called […].",
            "a Kontor",
        ),
        (
            "The star-shaped cells of the brain are known as astrocytes.",
            "The star-shaped cells of the brain are known as […].",
            "astrocytes",
        ),
    ],
)
def test_a_term_that_a_sentence_introduces_by_name_is_asked_for(told: str, question: str, answer: str) -> None:
    assert asked(named_terms, told)[question] == answer


@pytest.mark.parametrize(
    "told",
    [
        "They called it.",
        "The old canal of the town is called the old canal of the town.",
        "The council called a meeting of the merchants in spring.",
        "The river is known as far as the mountains of the north.",
    ],
)
def test_nothing_is_asked_where_no_term_is_introduced(told: str) -> None:
    assert asked(named_terms, told) == {}
