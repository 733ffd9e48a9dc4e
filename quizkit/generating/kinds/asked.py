"""Questions that the document itself asks, answered by the shortest clause that suffices, else left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizkit.domain.card import CardKind
from quizkit.generating.facts import Analysis, Fact, Words, is_balanced
from quizkit.generating.proposal import Context, Proposal

_TWO_QUESTIONS = re.compile(r"\b(?:and|or) (?:how|what|why|when|where|who|which|does|do|is|are|can)\b", re.IGNORECASE)
_ASKS_FOR_A_LIST = re.compile(
    r"^(?:what|which) are\b.*\b(?:differences|risks|types|kinds|ways|steps|strategies|benefits|examples|reasons|paths|"
    r"considerations|factors|advantages|disadvantages|challenges|features|components|symptoms|causes)\b|\bsome\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"^(?:is|are|was|were|do|does|did|can|could|should|will|would|has|have|am)\b", re.IGNORECASE)
_LONGEST = 18


def asked_by_the_document(analysis: Analysis, _: Context) -> Iterator[Proposal]:
    """The document's question with the part of its first answering sentence that answers it."""
    question = analysis.statement.asked.strip()
    facts = [fact for fact in analysis.facts if fact.is_first]
    if not question or not facts or _TWO_QUESTIONS.search(question) or _ASKS_FOR_A_LIST.search(question):
        return
    if _YES_OR_NO.match(question) or len(question.split()) > 20:
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
    """What the answer adds: its predicate where the question names the subject, else the whole clause."""
    asked = set(re.findall(r"\w+", question.lower()))
    named = [w.lower for w in fact.subject if w.is_noun]
    if named and sum(word in asked for word in named) >= len(named) / 2:
        if fact.verbs[0].lower in ("is", "are", "was", "were") and len(fact.verbs) == 1:
            return fact.rest
        return fact.verbs + fact.rest
    return fact.subject + fact.verbs + fact.rest
