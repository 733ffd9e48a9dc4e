"""What something lets one do, or is there to do: "allows models to scale", "is designed to cut latency"."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact, is_passive
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, inverted, with_intro
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, is_balanced

_LETTING = frozenset(("allow", "enable", "help", "force", "require", "cause", "lead", "permit", "teach"))
_MEANT = frozenset(("design", "use", "intend", "train", "build", "develop", "create", "mean", "invent", "introduce"))
_LONGEST = 14


def purposes(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "What does X allow models to do?" and "What is X designed to do?"."""
    for fact in analysis.facts:
        verb = lemma(fact.main.text)
        at = next((i for i, w in enumerate(fact.rest[:8]) if w.tag == "TO"), None)
        if at is None or at + 1 >= len(fact.rest) or fact.rest[at + 1].tag != "VB":
            continue
        is_meant = is_passive(fact) and verb in _MEANT
        if not is_meant and not (verb in _LETTING and at > 0):
            continue
        told = _without_tail(fact.rest[at + 1 :])
        before = fact.rest[: at + 1]
        if any(w.tag in (",", "WDT", "WP", "-LRB-") for w in before) or not 2 <= len(told) <= _LONGEST:
            continue
        question = inverted(fact, before, context.names)
        if question is not None and is_balanced(told):
            yield _proposal(analysis, fact, f"what {question} do", told)


def _without_tail(words: Words) -> Words:
    stop = next((i for i, w in enumerate(words) if i > 2 and (w.tag in (",", "WDT", "WRB"))), len(words))
    return words[:stop]


def _proposal(analysis: Analysis, fact: Fact, question: str, told: Words) -> Proposal:
    return Proposal(
        rule="purpose",
        kind=CardKind.QUESTION,
        question=asking(with_intro(fact, question)),
        answer=analysis.source_text(told),
        analysis=analysis,
        fact=fact,
    )
