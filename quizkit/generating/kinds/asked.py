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
_SPOKEN = re.compile(r"\b(?:my|your|our|mine|I|we|you|it|this|that|help)\b", re.IGNORECASE)
_LONGEST = 18


def asked_by_the_document(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """The document's question with the part of its first answering sentence that answers it."""
    question = analysis.statement.asked.strip()
    facts = [fact for fact in analysis.facts if fact.is_first]
    if question and (told := _fragment(question, analysis)):
        yield _proposal(question, told, analysis, None)
        return
    if not question or not facts or _TWO_QUESTIONS.search(question) or _ASKS_FOR_A_LIST.search(question):
        return
    if _YES_OR_NO.match(question) or len(question.split()) > 20:
        return
    if analysis is not next(a for a in context.analyses if a.statement.asked == analysis.statement.asked):
        return
    answer = _answer(question, facts[0])
    if 1 <= len(answer) <= _LONGEST and is_balanced(answer):
        yield _proposal(question, answer, analysis, facts[0])


def _proposal(question: str, answer: Words, analysis: Analysis, fact: Fact | None) -> Proposal:
    return Proposal(
        rule="asked by the document",
        kind=CardKind.QUESTION,
        question=question,
        answer=analysis.source_text(answer),
        analysis=analysis,
        fact=fact,
        answer_type="reason" if question.lower().startswith("why") else "",
    )


def _fragment(question: str, analysis: Analysis) -> Words:
    """An answer that is no sentence: "Why is rye sticky?" "Because it forms little gluten."; empty where it is one."""
    words = analysis.segments[0] if analysis.segments else ()
    if len(question.split()) > 20 or _YES_OR_NO.match(question) or _TWO_QUESTIONS.search(question):
        return ()
    if not words or _SPOKEN.search(question):
        return ()
    if words[0].lower == "because" and question.lower().startswith("why"):
        return words if len(words) <= _LONGEST and not any(w.tag == "PRP" for w in words[2:]) else ()
    words = words[1:] if len(words) > 2 and words[0].tag == "RB" else words
    told = words[: next((i for i, w in enumerate(words) if w.tag == ","), len(words))]
    asks_for_a_name = re.match(r"(?:what|which|who|when|where)\b", question, re.IGNORECASE)
    if question.lower().startswith("who") and not told[0].is_name:
        return ()
    is_phrase = not any(w.is_finite or w.tag in ("PRP", "VB", "UH", "WDT") for w in told)
    return told if asks_for_a_name and is_phrase and 2 <= len(told) <= 10 and is_balanced(told) else ()


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
    if question.lower().startswith(("who", "which", "where")) and not is_named and fact.subject[0].is_name:
        return fact.subject
    return ()
