"""What readers never keep is left out with its reason, whatever the subject."""

from __future__ import annotations

import pytest

from quizkit.generating.brackets import without_bracket
from quizkit.generating.kinds.definition import definitions
from quizkit.generating.kinds.number import numbers
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.subject import subjects
from quizkit.generating.thin import thin
from tests.generating.made import Rule, proposed


def _reasons(rule: Rule, told: str, *beside: str) -> dict[str, str]:
    return {p.question: thin(p) for p in proposed(rule, told, *beside)}


@pytest.mark.parametrize(
    ("rule", "told", "question"),
    [
        (subjects, "Salted butter is a spread that Bretons eat with pancakes.", "What is a spread"),
        (subjects, "Regular watering keeps the moss of Kyoto green.", "What keeps the moss"),
        (numbers, "The Malthus argument has two premises.", "How many premises"),
        (numbers, "Renault sold their model in 12 countries.", "their model"),
        (objects, "The tram of Zagreb represents a good compromise.", "represent"),
        (objects, "The comet of 1811 caused a wave of bad omens.", "cause"),
        (objects, "The tram of Zagreb gained popularity in the war.", "gain"),
    ],
)
def test_a_thin_question_is_left_out_with_its_reason(rule: Rule, told: str, question: str) -> None:
    reasons = [reason for asked, reason in _reasons(rule, told).items() if question in asked]
    assert reasons
    assert all(reasons)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (objects, "The tram of Zagreb uses overhead wires."),
        (numbers, "The Suez Canal cut the route to Bombay by 7,000 kilometers."),
        (subjects, "The Michelson interferometer of 1887 measured the drift of the aether."),
    ],
)
def test_a_question_that_asks_enough_is_not_thin(rule: Rule, told: str) -> None:
    assert "" in _reasons(rule, told).values()


def test_a_question_loses_its_brackets_and_a_definition_the_one_at_its_end() -> None:
    told = "Osmosis is the movement of water through a membrane (from a weak solution)."
    (told_of,) = [p for p in proposed(definitions, told) if p.rule == "definition"]
    assert without_bracket(told_of).answer == "the movement of water through a membrane"
    for proposal in proposed(subjects, "Marie Curie isolated the element radium (a rare metal) in Paris in 1910."):
        assert "(" not in without_bracket(proposal).question


def test_a_term_is_not_asked_for_by_what_it_is_not() -> None:
    told = "Coeliac disease is an autoimmune condition of the gut and not an intolerance."
    assert [p.rule for p in proposed(definitions, told)] == ["definition"]
