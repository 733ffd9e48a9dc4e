"""One fact, one card: drafts that ask the same, of one statement or of several documents, are joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from quizkit.domain.card import BLANK
from quizkit.domain.draft import Fate, Verdict
from quizkit.generating.likeness import Likeness
from quizkit.generating.proposal import MODEL, Proposal

SAME_STATEMENT_FROM = 0.3
"""Likeness from which two statements of different documents, with one answer, state one fact."""

OTHER_ANSWER = "another card asks it already, with another answer"
"""Why a draft is dropped that asks what a better one asks."""

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
    for draft in sorted(judged, key=lambda j: (j.statement, *_worse(j))):
        beside = kept[draft.statement]
        if any(asks_the_same(draft.proposal, other.proposal) for other in beside):
            dropped.append((draft, "another draft asks the same of this statement"))
        elif any(_is_told_behind(draft.proposal, other.proposal) for other in beside):
            dropped.append((draft, "another question of this statement tells its answer"))
        elif _has_enough([other.proposal for other in beside if other.verdict.fate is Fate.CARD], draft.proposal):
            dropped.append((draft, "the statement has enough cards"))
        else:
            beside.append(draft)
    return [draft for drafts in kept.values() for draft in drafts], dropped


def _worse(draft: Judged) -> tuple[int, bool, float]:
    """Grows the worse a draft is: of one fate, what a model wrote stands before what a rule made."""
    return list(Fate).index(draft.verdict.fate), draft.proposal.rule != MODEL, -draft.verdict.score


def _has_enough(cards: list[Proposal], more: Proposal) -> bool:
    """Whether a statement, or the clause that ``more`` asks about, has as many cards as it should."""
    of_clause = sum(card.fact is more.fact for card in cards) if more.fact is not None else 0
    return len(cards) >= _MOST_PER_STATEMENT or of_clause >= _MOST_PER_CLAUSE


def joined(
    drafts: list[Judged], sources: Sequence[str], likeness: Likeness, known: Set[int] = frozenset()
) -> tuple[list[Judged], list[tuple[Judged, str]]]:
    """Drafts that state one fact become one, with the other statements as further evidence.

    ``sources`` gives each statement's source. Drafts of one source are joined only where they ask the same words. Where
    two could stand for both, a statement among ``known``, which has cards already, comes first: its keys must last.
    """
    asked = _Asked(drafts)
    by_answer: dict[str, list[int]] = defaultdict(list)
    kept: list[Judged] = []
    dropped: list[tuple[Judged, str]] = []
    for draft in sorted(drafts, key=lambda j: (j.statement not in known, *_worse(j), j.statement)):
        answer = " ".join(_content(draft.proposal.answer))
        twin = next((i for i in by_answer[answer] if _is_twin(kept[i], draft, sources, likeness, asked)), None)
        if twin is None and (rival := asked.rival_of(draft)) is not None:
            dropped.append((draft, f"{OTHER_ANSWER}: “{rival.proposal.answer}”"))
        elif twin is None:
            by_answer[answer].append(len(kept))
            kept.append(draft)
            asked.add(draft)
        else:
            if draft.statement not in (kept[twin].statement, *kept[twin].also):
                kept[twin] = replace(kept[twin], also=(*kept[twin].also, draft.statement))
            dropped.append((draft, f"the same fact has a card: “{kept[twin].proposal.question}”"))
    return kept, dropped


def _is_twin(one: Judged, other: Judged, sources: Sequence[str], likeness: Likeness, asked: _Asked) -> bool:
    if asked.words(one) == asked.words(other):
        return True
    rules = {one.proposal.rule, other.proposal.rule}
    if sources[one.statement] == sources[other.statement] or (len(rules) > 1 and MODEL not in rules):
        return False
    return likeness.between(one.statement, other.statement) >= SAME_STATEMENT_FROM


class _Asked:
    """The questions of the drafts that were kept, found again by their rarest words: no pair is looked at in vain."""

    def __init__(self, drafts: Sequence[Judged]) -> None:
        self._words = {id(d.proposal): frozenset(_content(d.proposal.question)) for d in drafts}
        self._seen = Counter(word for words in self._words.values() for word in words)
        self._by_word: dict[tuple[str, str], list[Judged]] = defaultdict(list)

    def words(self, draft: Judged) -> frozenset[str]:
        return self._words[id(draft.proposal)]

    def add(self, draft: Judged) -> None:
        for word in self._rarest(draft):
            self._by_word[draft.proposal.rule, word].append(draft)

    def rival_of(self, draft: Judged) -> Judged | None:
        """The kept draft that asks nearly the same: with two answers neither would have one right answer."""
        if BLANK in draft.proposal.question:
            return None
        for word in self._rarest(draft):
            for other in self._by_word[draft.proposal.rule, word]:
                if self._is_rival(other, draft):
                    return other
        return None

    def _rarest(self, draft: Judged) -> list[str]:
        # Two sets that share three quarters of their words share one of the rarest quarter of either.
        words = sorted(self.words(draft), key=lambda word: (self._seen[word], word))
        return words[: len(words) // 4 + 1]

    def _is_rival(self, one: Judged, other: Judged) -> bool:
        a, b = self.words(one), self.words(other)
        if len(a & b) < 0.75 * len(a | b):
            return False
        # Another name or number makes another question, however alike the rest.
        told = f"{one.proposal.question.partition(' ')[2]} {other.proposal.question.partition(' ')[2]}"
        telling = {word.lower() for word in _WORD.findall(told) if word[0].isupper() or word[0].isdigit()}
        return not (a ^ b) & telling


def asks_the_same(one: Proposal, other: Proposal) -> bool:
    """Whether one answer says the other, or both ask one clause by one rule."""
    a, b = set(_content(one.answer)), set(_content(other.answer))
    if a != b and one.fact is not other.fact and _ask_apart(one, other):
        return False
    if (a <= b or b <= a) and 2 * min(len(a), len(b)) >= max(len(a), len(b)):
        return True
    if (a <= b or b <= a) and (one.fact is other.fact or one.rule != other.rule):
        return True
    same_clause = one.fact is not None and one.fact is other.fact
    return (
        same_clause
        and one.rule == other.rule
        and one.rule in ("who or what", "what", "what kind", "definition", "purpose")
    ) or len(a & b) > 0.6 * min(len(a), len(b))


def _is_told_behind(one: Proposal, other: Proposal) -> bool:
    """Whether the participle behind another question is all that one asks for: "..., enabling faster experiments"."""
    tail = other.question.rpartition(", ")[2]
    return other.wording == "participle behind" and one.answer in tail and one.rule == other.rule


def _ask_apart(one: Proposal, other: Proposal) -> bool:
    """Whether two questions about two clauses share little but their subject: one thing may be known for two."""
    if one.fact is None or other.fact is None or one.fact.rest == other.fact.rest or one.fact.core == other.fact.core:
        return False
    a, b = set(_content(one.question)), set(_content(other.question))
    return len(a & b) <= 0.4 * min(len(a), len(b))


def _content(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [word for word in words if word not in _SMALL] or words
