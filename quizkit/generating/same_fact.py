"""One fact, one card: drafts that ask the same, of one statement or of several documents, are joined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizkit.domain.card import BLANK
from quizkit.domain.draft import Fate, Verdict
from quizkit.generating.likeness import Likeness
from quizkit.generating.proposal import Proposal

SAME_STATEMENT_FROM = 0.3
"""Likeness from which two statements of different documents, with one answer, state one fact."""

_MOST_PER_STATEMENT = 5
_MOST_PER_CLAUSE = 3
_WORD = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*%?")
_SMALL = frozenset(("a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "as"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal with its verdict; ``statement`` is the number of its statement, ``also`` those that say it too."""

    proposal: Proposal
    verdict: Verdict
    statement: int
    also: tuple[int, ...] = ()


def without_repeats(judged: Iterable[Judged]) -> tuple[list[Judged], list[tuple[Judged, str]]]:
    """The best drafts of every statement, each asking something else; and the others with the reason why not."""
    kept: dict[int, list[Judged]] = defaultdict(list)
    dropped: list[tuple[Judged, str]] = []
    for draft in sorted(judged, key=lambda j: (j.statement, -j.verdict.score)):
        beside = kept[draft.statement]
        if any(_asks_the_same(draft.proposal, other.proposal) for other in beside):
            dropped.append((draft, "another draft asks the same of this statement"))
        elif _has_enough([other.proposal for other in beside if other.verdict.fate is Fate.CARD], draft.proposal):
            dropped.append((draft, "the statement has enough cards"))
        else:
            beside.append(draft)
    return [draft for drafts in kept.values() for draft in drafts], dropped


def _has_enough(cards: list[Proposal], more: Proposal) -> bool:
    """Whether a statement, or the clause that ``more`` asks about, has as many cards as it should."""
    of_clause = sum(card.fact is more.fact for card in cards) if more.fact is not None else 0
    return len(cards) >= _MOST_PER_STATEMENT or of_clause >= _MOST_PER_CLAUSE


def joined(
    drafts: list[Judged], sources: list[str], likeness: Likeness
) -> tuple[list[Judged], list[tuple[Judged, str]]]:
    """Drafts that state one fact become one, with the other statements as further evidence.

    ``sources`` gives each statement's source. Drafts of one source are joined only where they ask the same words.
    """
    by_answer: dict[str, list[int]] = defaultdict(list)
    kept: list[Judged] = []
    dropped: list[tuple[Judged, str]] = []
    for draft in sorted(drafts, key=lambda j: (-j.verdict.score, j.statement)):
        answer = " ".join(_content(draft.proposal.answer))
        twin = next((i for i in by_answer[answer] if _is_twin(kept[i], draft, sources, likeness)), None)
        rival = next((k for k in kept if _is_rival(k.proposal, draft.proposal)), None)
        if twin is None and rival is not None:
            dropped.append((draft, f"another card asks it already, with another answer: “{rival.proposal.answer}”"))
            continue
        if twin is None:
            by_answer[answer].append(len(kept))
            kept.append(draft)
            continue
        if draft.statement not in (kept[twin].statement, *kept[twin].also):
            kept[twin] = replace(kept[twin], also=(*kept[twin].also, draft.statement))
        dropped.append((draft, f"the same fact has a card: “{kept[twin].proposal.question}”"))
    return kept, dropped


def _is_twin(one: Judged, other: Judged, sources: list[str], likeness: Likeness) -> bool:
    if _content(one.proposal.question) == _content(other.proposal.question):
        return True
    if sources[one.statement] == sources[other.statement] or one.proposal.rule != other.proposal.rule:
        return False
    return likeness.between(one.statement, other.statement) >= SAME_STATEMENT_FROM


def _is_rival(one: Proposal, other: Proposal) -> bool:
    """Whether two questions ask nearly the same: with two answers neither would have one right answer."""
    if one.rule != other.rule or BLANK in one.question:
        return False
    a, b = set(_content(one.question)), set(_content(other.question))
    return len(a & b) >= 0.75 * len(a | b)


def _asks_the_same(one: Proposal, other: Proposal) -> bool:
    """Whether one answer says the other, or both ask one clause by one rule."""
    a, b = set(_content(one.answer)), set(_content(other.answer))
    if a <= b or b <= a:
        return True
    same_clause = one.fact is not None and one.fact is other.fact
    return (
        same_clause
        and one.rule == other.rule
        and one.rule in ("who or what", "what", "what kind", "definition", "purpose")
    ) or len(a & b) > 0.6 * min(len(a), len(b))


def _content(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [word for word in words if word not in _SMALL] or words
