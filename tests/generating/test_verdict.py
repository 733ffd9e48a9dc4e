"""The verdict rules faults out, and its score tells card from draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizkit.domain.card import CardKind
from quizkit.domain.draft import Fate
from quizkit.generating.kinds.acronym import acronyms
from quizkit.generating.kinds.contrast import contrasts
from quizkit.generating.kinds.definition import definitions
from quizkit.generating.kinds.number import numbers
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.reason import reasons
from quizkit.generating.kinds.subject import subjects
from quizkit.generating.proposal import Proposal
from quizkit.generating.verdict import ALONE_CARD_FROM, CARD_FROM, DRAFT_FROM, read_alone, verdict_on
from tests.generating.made import SMALL_LIBRARY, Rule, documents, proposed

_ALL: tuple[Rule, ...] = (acronyms, contrasts, definitions, numbers, objects, reasons, subjects)


def _everything_proposed() -> list[Proposal]:
    told = [statement for source in documents(*SMALL_LIBRARY) for statement in source.statements]
    return [proposal for statement in told for rule in _ALL for proposal in proposed(rule, statement)]


def _good() -> Proposal:
    return proposed(numbers, "The National Assembly abolished feudal privileges on 4 August 1789.")[0]


def test_the_score_decides_the_fate() -> None:
    verdicts = [verdict_on(proposal) for proposal in _everything_proposed()]
    assert {verdict.fate for verdict in verdicts} == set(Fate)
    for verdict in verdicts:
        assert 0 <= verdict.score <= 1
        assert (verdict.fate is Fate.CARD) == (verdict.score >= CARD_FROM)
        assert (verdict.fate is Fate.LEFT_OUT) == (verdict.score < DRAFT_FROM)


def test_every_verdict_has_its_reasons() -> None:
    for proposal in _everything_proposed():
        verdict = verdict_on(proposal)
        assert verdict.reasons
        if verdict.score:
            assert verdict.reasons[0] == f"rule: {proposal.rule}"
            assert all(reason[:2] in ("+ ", "− ") for reason in verdict.reasons[1:])


def test_a_plain_date_question_is_worth_showing() -> None:
    assert verdict_on(_good()).fate is not Fate.LEFT_OUT


@pytest.mark.parametrize(
    ("question", "answer", "fault"),
    [
        ("When did " + "the very old " * 12 + "Assembly meet in Paris?", "1789", "the question is too long"),
        ("When did the National Assembly abolish privileges?", "on the " + "long " * 20 + "day", "answer is too long"),
        ("When did the Assembly of 4 August 1789 abolish privileges?", "4 August 1789", "gives its answer away"),
        ("Which ports did the National Assembly close?", "Brest, Calais, Toulon", "the answer is a list"),
        ("When did they abolish feudal privileges?", "1789", "points at something outside it"),
        ("When did the National Assembly abolish these feudal privileges?", "1789", "points at something outside it"),
        ("Who abolished feudal privileges in August?", "it", "the answer points at something outside it"),
        ("Who abolished feudal privileges in August?", "their king", "the answer points at something outside it"),
        ("When did we abolish feudal privileges in France?", "1789", "first or second person"),
        ("When did it?", "1789", "points at something outside it"),
        ("When did Rome?", "1789", "says too little to have one answer"),
        ("Who abolished feudal privileges in August?", "of the", "the answer says nothing"),
        ("When did the (National Assembly abolish privileges?", "1789", "lost its other half"),
        ("Who abolished feudal privileges in 1789?", "the “Assembly", "lost its other half"),
        ("When did the National Assembly abolish feudal ...?", "1789", "the statement is cut off"),
    ],
)
def test_a_fault_rules_a_card_out_whatever_its_score(question: str, answer: str, fault: str) -> None:
    verdict = verdict_on(replace(_good(), question=question, answer=answer))
    assert (verdict.score, verdict.fate) == (0.0, Fate.LEFT_OUT)
    assert fault in verdict.reasons[0]


def test_a_statement_about_the_document_is_ruled_out_for_that() -> None:
    (told, *_) = proposed(numbers, "The episode covers 40 years of the history of Europe.")
    assert verdict_on(told).reasons == ("the statement is about the document, not about its subject",)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("When did the National Assembly abolish feudal privileges?", "When did the assembly abolish old privileges?"),
        ("When did the National Assembly abolish feudal privileges?", "When did the company abolish the old shops?"),
        (
            "When did the National Assembly of France abolish all feudal privileges?",
            f"When did the Assembly of France {'in the hall of Versailles on the eve ' * 4}abolish feudal privileges?",
        ),
        ("When did Acme open the shops of Lille?", "When did Acme open its shops of Lille?"),
    ],
)
def test_a_question_that_names_is_short_and_stands_alone_scores_higher(better: str, worse: str) -> None:
    assert _score(better) > _score(worse)


def _score(question: str) -> float:
    return verdict_on(replace(_good(), question=question)).score


def test_a_vague_answer_scores_lower() -> None:
    told = proposed(definitions, "The Hanse is a federation of merchant towns.")[0]
    vague = replace(told, answer="a federation of various things")
    assert verdict_on(vague).score < verdict_on(told).score


def test_a_blank_in_a_list_of_examples_scores_lower_than_one_in_the_clause() -> None:
    (clause,) = proposed(contrasts, "The diet of Crete relies on olive oil rather than butter.")
    listed = replace(clause, question="Cooks of Crete use fats such as […] rather than butter.")
    assert clause.kind is CardKind.CLOZE
    assert verdict_on(listed).score < verdict_on(clause).score


def test_a_document_read_alone_makes_cards_of_surer_drafts_only() -> None:
    verdicts = [verdict_on(proposal) for proposal in _everything_proposed()]
    alone = [read_alone(verdict) for verdict in verdicts]
    assert all((told.fate is Fate.CARD) == (told.score >= ALONE_CARD_FROM) for told in alone)
    assert all(told.fate is Fate.LEFT_OUT for told, one in zip(alone, verdicts, strict=True) if one.score < DRAFT_FROM)
