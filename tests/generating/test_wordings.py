"""What a question may say besides its clause: what its passage is about, what followed it, the whole sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizkit.domain.source import Statement
from quizkit.generating.about import about, with_its_subject, with_what_it_is_about
from quizkit.generating.analysis import analyze
from quizkit.generating.in_full import in_full
from quizkit.generating.kinds.contrast import contrasts
from quizkit.generating.kinds.number import numbers
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.subject import subjects
from quizkit.generating.names import names_in
from quizkit.generating.narrowing import narrowed
from tests.generating.made import proposed, statement


def _about(*told: Statement, title: str = "Notes of a week") -> list[str]:
    return about([analyze(one) for one in told], [title] * len(told))


def test_a_bullet_is_about_the_term_that_it_opens_with() -> None:
    told = statement("Working memory: Alan Baddeley added a fourth part in 2000.", lead="Working memory")
    assert _about(told) == ["Working memory"]


def test_a_bullet_is_not_about_a_claim_or_a_note_that_it_opens_with() -> None:
    for lead in ("Her view", "Note", "Nobody was there", "weird bit"):
        assert _about(statement(f"{lead}: the canal opened in 1869.", lead=lead)) == [""]


def test_a_document_is_about_its_title_if_it_goes_on_naming_that() -> None:
    told = [statement(f"The League sent {n} ships to the north.") for n in ("six", "ten", "forty", "ninety")]
    assert _about(*told, title="Hanseatic League") == ["Hanseatic League"] * 4
    assert _about(*told, title="Boring on Purpose") == [""] * 4
    assert _about(*told[:3], title="Hanseatic League") == [""] * 3


def test_a_section_is_about_its_heading_without_its_number() -> None:
    told = [statement(f"The loop is {n} in desert rats.", section="3c Loop of Henle") for n in ("long", "deep")]
    assert _about(*told) == ["Loop of Henle"] * 2


def test_a_question_that_names_too_little_says_what_it_is_about() -> None:
    (asked,) = proposed(numbers, "The campaign was stepped up in 1967.")
    assert [told.question for told in with_what_it_is_about(asked, "Smallpox")] == [
        f"Smallpox: {asked.question}",
    ]


def test_a_question_that_names_its_topic_or_asks_for_it_does_not_say_it_again() -> None:
    (asked,) = proposed(numbers, "Smallpox was declared dead in 1980.")
    assert list(with_what_it_is_about(asked, "Smallpox")) == []
    assert list(with_what_it_is_about(replace(asked, answer="the smallpox", question="What ended?"), "Smallpox")) == []
    assert list(with_what_it_is_about(asked, "")) == []


def test_a_short_question_may_take_along_the_participle_behind_its_clause() -> None:
    told = "Denmark seized Visby, slaughtering an army of peasants outside the walls."
    (asked,) = proposed(objects, told)
    assert [sure.question for sure in narrowed(asked)] == [
        "What did Denmark seize, slaughtering an army of peasants outside the walls?"
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Denmark seized Visby, making it a fortress of the crown.",
        "Denmark seized Visby, which had been a free town.",
        "Denmark seized Visby, burning Visby to the ground.",
    ],
)
def test_what_points_elsewhere_or_tells_the_answer_is_not_taken_along(told: str) -> None:
    assert [sure for asked in proposed(objects, told) for sure in narrowed(asked) if asked.answer == "Visby"] == []


def test_a_cloze_may_stand_in_its_whole_sentence() -> None:
    told = "Bakers keep the dough warm, though the rye of the north rises in 12 hours rather than 4 hours."
    questions = [full.question for rule in (numbers, contrasts) for p in proposed(rule, told) for full in in_full(p)]
    assert questions
    assert all(question.startswith("Bakers keep the dough warm") and "[…]" in question for question in questions)


def test_a_cloze_that_was_not_cut_has_no_second_wording() -> None:
    (cloze,) = proposed(contrasts, "The diet of Crete relies on olive oil rather than butter.")
    assert list(in_full(cloze)) == []


@pytest.mark.parametrize(
    ("told", "question"),
    [
        (
            "The World Health Organization stepped up the campaign against smallpox.",
            "Which organization stepped up the campaign against smallpox?",
        ),
        (
            "The hepatitis B vaccine licensed in 1986 was made by yeast of bakers.",
            "Which vaccine was made by yeast of bakers?",
        ),
    ],
)
def test_a_question_says_what_kind_of_thing_is_wanted_where_the_answer_tells(told: str, question: str) -> None:
    assert question in [asked.question for asked in proposed(subjects, told)]


def test_whose_it_is_stays_in_the_question() -> None:
    beside = ("Pilots fly planes like Osprey, Falcon and Kestrel.", "Engines of planes like Osprey and Falcon hum.")
    (told,) = proposed(subjects, "Northwind’s Osprey 3 flew across the lake in May.", *beside)
    assert (told.question, told.answer) == ("Which of Northwind’s planes flew across the lake in May?", "Osprey 3")


def test_what_a_statement_calls_its_subject_further_on_tells_what_to_ask_for() -> None:
    told = "DeepSeek is funded by a hedge fund of the coast — the company is secretive about its plans."
    assert "Which company is funded by a hedge fund of the coast?" in [p.question for p in proposed(subjects, told)]


def test_a_later_clause_is_asked_about_with_what_its_statement_is_about_in_front() -> None:
    told = "Pre-training is a long phase of work: closed labs reach 100 trillion tokens in a run."
    (late,) = [p for p in proposed(numbers, told) if "100" in p.answer]
    names = names_in([late.analysis])
    assert [p.question.partition(": ")[0] for p in with_its_subject(late, names)] == ["Pre-training"]


def test_people_are_asked_about_by_their_full_names() -> None:
    names = names_in([analyze(statement("Rachel Carson argues that pesticides poison the rivers."))])
    assert names.in_full("When did Carson leave?") == "When did Rachel Carson leave?"
    assert names.in_full("When did Rachel Carson leave?") == "When did Rachel Carson leave?"
