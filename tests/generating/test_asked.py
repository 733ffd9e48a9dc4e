"""Questions that the document itself asks."""

from __future__ import annotations

import pytest

from quizkit.generating.kinds.asked import asked_by_the_document
from tests.generating.made import asked, statement


@pytest.mark.parametrize(
    ("question", "told", "answer"),
    [
        (
            "Why do bond prices fall when rates rise?",
            "The prices of bonds fall because new bonds pay a higher coupon.",
            "because new bonds pay a higher coupon",
        ),
        (
            "What is inflation?",
            "Inflation is a general rise in the prices of goods.",
            "a general rise in the prices of goods",
        ),
        (
            "When did Sweden join the union?",
            "Sweden joined the union in 1995 after a vote.",
            "1995",
        ),
        (
            "How many bones does a newborn have?",
            "A newborn has about 270 bones in the body.",
            "about 270 bones",
        ),
        (
            "Who founded the bank in London?",
            "William Paterson founded the bank in London.",
            "William Paterson",
        ),
    ],
)
def test_a_question_of_the_document_is_answered_by_the_shortest_clause_that_suffices(
    question: str, told: str, answer: str
) -> None:
    assert asked(asked_by_the_document, statement(told, asked=question)) == {question: answer}


@pytest.mark.parametrize(
    "question",
    [
        "Is the euro older than the dollar?",
        "What are the types of bonds?",
        "Why do prices fall and how do banks react?",
        "How should a saver think about the bonds of the state?",
    ],
)
def test_a_question_of_the_document_without_one_short_answer_is_left_out(question: str) -> None:
    told = statement("The prices of bonds fall because new bonds pay a higher coupon.", asked=question)
    assert asked(asked_by_the_document, told) == {}
