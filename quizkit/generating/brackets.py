"""What brackets add is left out where a question or an answer is as sure without it."""

from __future__ import annotations

import re
from dataclasses import replace

from quizkit.domain.card import CardKind
from quizkit.domain.source import Form
from quizkit.generating.proposal import Proposal

_BRACKET = re.compile(r" \([^()]*\)")
_SHORTEST_ANSWER = 3
"""Words that have to be left of an answer."""

_DEFINING = ("definition", "glossary", "gloss", "apposition")


def without_bracket(proposal: Proposal) -> Proposal:
    """The question without its brackets, and a definition without the one that it ends with.

    In a cloze the bracket may be what makes the blank sure; in a quote each word was said.
    """
    question, answer = proposal.question, proposal.answer
    if (
        proposal.kind is CardKind.CLOZE
        or proposal.analysis.statement.form is Form.QUOTE
        or "(" not in question + answer
    ):
        return proposal
    if proposal.rule in _DEFINING:
        shorter = re.sub(r" \([^()]*\)$", "", answer)
        answer = shorter if len(shorter.split()) >= _SHORTEST_ANSWER else answer
    return replace(proposal, question=_BRACKET.sub("", question), answer=answer)
