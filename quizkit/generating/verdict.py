"""What makes a card worth keeping: faults rule it out, features give it a score, and the score decides its fate.

The score is an estimate of the share of readers who would keep the card. It is a logistic regression on
``features``, fitted to blind ratings of drafts from many kinds of documents (``tests/ratings``, where the ratings stand
and anyone can fit it again).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from quizkit.domain.draft import Fate, Verdict
from quizkit.generating.faults import fault_of
from quizkit.generating.features import features
from quizkit.generating.proposal import MODEL, Proposal
from quizkit.generating.thin import thin

CARD_FROM = 0.22
DRAFT_FROM = 0.15
"""Scores from which a draft becomes a card, and from which it waits for the learner to decide."""

_UNRATED = {f"rule: {MODEL}": 1.0}
"""Log odds of what no reader has rated yet: a card that a model worded and its document bears out is mostly kept."""

_TELLING = 0.25
"""Log odds: what moves a score less is no reason worth giving."""


ALONE_CARD_FROM = 0.5
"""The score from which a draft becomes a card where no other document speaks of the same things.

Of the drafts below it readers kept 8 of 24 where five documents speak of one thing, and 4 of 35 where each was read
alone: what a document alone says leans on the sentences around it more than the score can tell.
"""


def read_alone(verdict: Verdict) -> Verdict:
    """The verdict where no other document speaks of the same things: what is not sure waits as a draft."""
    waits = verdict.fate is Fate.CARD and verdict.score < ALONE_CARD_FROM
    return replace(verdict, fate=Fate.DRAFT) if waits else verdict


def verdict_on(proposal: Proposal) -> Verdict:
    """Whether a proposal becomes a card, waits as a draft or is left out, and why."""
    if fault := fault_of(proposal) or (proposal.rule != MODEL and thin(proposal)):
        return Verdict(0.0, Fate.LEFT_OUT, (fault,))
    weights = _weights()
    moved = {name: weights.get(name, 0.0) * value for name, value in features(proposal).items()}
    score = round(1 / (1 + math.exp(-weights[""] - sum(moved.values()))), 2)
    fate = Fate.CARD if score >= CARD_FROM else Fate.DRAFT if score >= DRAFT_FROM else Fate.LEFT_OUT
    telling = sorted((-abs(weight), name) for name, weight in moved.items() if abs(weight) >= _TELLING)
    reasons = (f"{'+' if moved[name] > 0 else '−'} {name}" for _, name in telling if not name.startswith("rule: "))
    return Verdict(score, fate, (f"rule: {proposal.rule}", *reasons))


@cache
def _weights() -> Mapping[str, float]:
    """Log odds by feature; "" is what every draft starts from."""
    fitted: Mapping[str, float] = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return {**_UNRATED, **fitted}
