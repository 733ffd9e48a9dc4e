"""Multiple choice: where an open question would have several good answers, the options make it sure of one.

Wrong options are names of the same sort from the same documents, never one that the statement itself or a statement
with the same words names: that might be right too. Without three of them there is no choice card.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from quizkit.domain.card import CardKind
from quizkit.generating.proposal import Context, Proposal

_OPTIONS = 4
_NEAR = 0.6
"""Share of a clause's nouns and verbs that makes another statement near: what it names might be right too."""


def as_choice(proposal: Proposal, context: Context) -> Iterator[Proposal]:
    """The question with options, where its answer is a name whose sort the documents tell."""
    asks_for_sort = proposal.question.startswith("Which") or ", which " in proposal.question
    if proposal.rule != "who or what" or proposal.fact is None or not asks_for_sort:
        return
    sort = context.names.sort_of(proposal.answer)
    if not sort:
        return
    wrong = _wrong_options(proposal, sort, context)
    if len(wrong) < _OPTIONS - 1:
        return
    options = sorted((*wrong[: _OPTIONS - 1], proposal.answer), key=lambda name: _shuffled(proposal.question, name))
    yield replace(proposal, rule="choice", kind=CardKind.CHOICE, choices=tuple(options))


def _wrong_options(proposal: Proposal, sort: str, context: Context) -> list[str]:
    said = {w.lower for w in (proposal.fact.rest if proposal.fact else ()) if w.is_noun or w.tag.startswith("VB")}
    answer = set(proposal.answer.lower().split())
    near = {context.analyses[n].statement.text.lower() for n in context.sharing(said, _NEAR)}
    near.add(proposal.analysis.statement.text.lower())
    names = [
        name
        for name, its in sorted(context.names.sorts.items())
        if its == sort and not answer & set(name.lower().split()) and not any(name.lower() in text for text in near)
    ]
    kept: list[str] = []
    for name in sorted(names, key=lambda name: _shuffled(proposal.question, name)):
        if not any(set(name.lower().split()) & set(other.lower().split()) for other in kept):
            kept.append(name)
    return kept


def _shuffled(question: str, name: str) -> str:
    """An order without a pattern that is the same on every run."""
    return hashlib.sha256(f"{question}|{name}".encode()).hexdigest()
