"""What happens if: a condition with what follows from it, and what outdoes something else."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact, is_passive
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asked_subject, asking, with_intro
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, is_balanced, spoken

_LONGEST_CONDITION = 16
_LONGEST = 16
"""Words of what is asked about, and of the answer."""

_CONDITIONS = frozenset(("if", "when", "once", "unless"))
_OUTDOING = frozenset(
    ("matter", "outperform", "exceed", "outnumber", "beat", "outweigh", "surpass", "precede", "replace")
)


def consequences(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "What happens if ...?", and "What matters more than ...?"."""
    for segment in analysis.segments:
        yield from _if(analysis, segment)
    for fact in analysis.facts:
        yield from _outdone(analysis, fact)


def _if(analysis: Analysis, segment: Words) -> Iterator[Proposal]:
    words = segment[1:] if segment[0].lower in ("so", "and", "but") and len(segment) > 1 else segment
    comma = next((i for i, w in enumerate(words) if w.tag == ","), 0)
    if words[0].lower not in _CONDITIONS or not 4 <= comma <= _LONGEST_CONDITION:
        return
    told = words[comma + 1 :]
    told = told[1:] if told and told[0].lower == "then" else told
    asked = words[:comma]
    stop = next((i for i, w in enumerate(told) if i > 3 and w.tag in (",", "WDT", "WP")), len(told))
    told = told[:stop]
    if not 3 <= len(told) <= _LONGEST or not is_balanced(told) or not is_balanced(asked):
        return
    if any(w.tag in ("PRP", "PRP$") for w in (*asked, *told)) or not any(w.is_finite for w in told):
        return
    if not any(w.is_finite for w in asked) or told[0].tag[:2] in ("VB", "MD") or told[0].lower in ("that", "this"):
        return
    yield Proposal(
        rule="what happens",
        kind=CardKind.QUESTION,
        question=asking(f"what happens {asked[0].lower} {spoken(asked[1:])}"),
        answer=analysis.source_text(told),
        analysis=analysis,
        answer_type="consequence",
    )


def _outdone(analysis: Analysis, fact: Fact) -> Iterator[Proposal]:
    """ "Data quality and curation matter more than quantity" -> "What matters more than quantity?"."""
    verb = lemma(fact.main.text)
    than = next((i for i, w in enumerate(fact.rest[:5]) if w.lower == "than"), None)
    is_joint = any(w.tag == "CC" for w in fact.subject)
    if not is_joint or is_passive(fact) or not (verb in _OUTDOING or than is not None) or not fact.rest:
        return
    if any(w.is_name for w in fact.subject) or not is_balanced(fact.rest):
        return
    yield Proposal(
        rule="comparison",
        kind=CardKind.QUESTION,
        question=asking(with_intro(fact, asked_subject(fact, "what"))),
        answer=analysis.source_text(fact.subject),
        analysis=analysis,
        fact=fact,
    )
