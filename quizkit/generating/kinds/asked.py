"""Questions that the document itself asks, answered by the shortest clause that suffices, else left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.values import values
from quizkit.generating.wording import Words, is_balanced

_TWO_QUESTIONS = re.compile(r"\b(?:and|or) (?:how|what|why|when|where|who|which|does|do|is|are|can)\b", re.IGNORECASE)
_ASKS_FOR_A_LIST = re.compile(
    r"^(?:what|which) are\b.*\b(?:differences|risks|types|kinds|ways|steps|strategies|benefits|examples|reasons|paths|"
    r"considerations|factors|advantages|disadvantages|challenges|features|components|symptoms|causes)\b|\bsome\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"^(?:is|are|was|were|do|does|did|can|could|should|will|would|has|have|am)\b", re.IGNORECASE)
_LONGEST = 18


def asked_by_the_document(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """The document's question with the part of its first answering sentence that answers it."""
    question = analysis.statement.asked.strip()
    facts = [fact for fact in analysis.facts if fact.is_first]
    if not question or not facts or _TWO_QUESTIONS.search(question) or _ASKS_FOR_A_LIST.search(question):
        return
    if _YES_OR_NO.match(question) or len(question.split()) > 20:
        return
    if analysis is not next(a for a in context.analyses if a.statement.asked == analysis.statement.asked):
        return
    answer = _answer(question, facts[0])
    if 1 <= len(answer) <= _LONGEST and is_balanced(answer):
        yield Proposal(
            rule="asked by the document",
            kind=CardKind.QUESTION,
            question=question,
            answer=analysis.source_text(answer),
            analysis=analysis,
            fact=facts[0],
            answer_type="reason" if question.lower().startswith("why") else "",
        )


def _answer(question: str, fact: Fact) -> Words:
    """The part of the clause that the question asks for; empty where that is not sure."""
    asked = set(re.findall(r"\w+", question.lower()))
    named = [w.lower for w in fact.subject if w.is_noun]
    is_named = bool(named) and sum(word in asked for word in named) >= len(named) / 2
    is_copula = fact.verbs[0].lower in ("is", "are", "was", "were") and len(fact.verbs) == 1
    if question.lower().startswith("what is") and is_named and is_copula:
        return fact.rest
    if question.lower().startswith("why"):
        because = next((i for i, w in enumerate(fact.rest) if w.lower in ("because", "since")), None)
        return fact.rest[because:] if because is not None else fact.core
    if question.lower().startswith(("when", "how many", "how much", "how long")):
        told = next(values(fact.rest), None)
        return fact.rest[told.approximate_from : told.last + len(told.unit)] if told else ()
    if question.lower().startswith(("who", "which", "where")) and not is_named:
        return fact.subject
    return ()
