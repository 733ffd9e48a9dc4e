"""Contrasts: "X rather than Y", "not X but Y". The half that is wrong makes the question sure of its answer."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.card import BLANK, CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.wording import Words, blanked, capitalized, is_balanced, spoken

_LONGEST_HALF = 9
_LONGEST_SEGMENT = 38
"""Words of the half that is blanked, and of a segment that is shown whole."""


def contrasts(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """A cloze on the right half of each contrast; the other half stays to be read."""
    told: set[int] = set()
    for fact in analysis.facts:
        words = fact.core
        told.update(w.start for w in words)
        for half in (_rather_than(words), _not_but(words), _and_not(words), _bracketed_not(words)):
            if half is not None:
                yield from _cloze(analysis, fact, words, *half)
    for words in analysis.segments:
        # What no clause was found in, or what followed a clause that was cut short, may hold a contrast too.
        half = _rather_than(words) if len(words) <= _LONGEST_SEGMENT else None
        if half is not None and not {w.start for w in words[half[0] : half[1] + 2]} <= told and analysis.facts:
            yield from _cloze(analysis, None, words, *half)


def _rather_than(words: Words) -> tuple[int, int] | None:
    """Where X begins and ends in "X rather than Y"."""
    at = next(
        (
            i
            for i, w in enumerate(words[:-1])
            if w.lower in ("rather", "instead") and words[i + 1].lower in ("than", "of")
        ),
        None,
    )
    if at is None or at < 3 or at + 2 >= len(words):
        return None
    end = at - 1 if words[at - 1].tag == "," else at
    return _phrase_before(words, end)


def _not_but(words: Words) -> tuple[int, int] | None:
    """Where Y begins and ends in "not X but Y"."""
    negation = next((i for i, w in enumerate(words) if w.lower in ("not", "n't")), None)
    if negation is None:
        return None
    at = next((i for i, w in enumerate(words) if i > negation + 1 and w.lower == "but" and w.tag in ("CC", "IN")), None)
    if at is None or at + 1 >= len(words):
        return None
    start = at + 1
    while start < len(words) and (words[start].tag in ("RB", "IN", "TO") and words[start].lower != "because"):
        start += 1
    end = start
    while end < len(words) and words[end].tag not in (",", "WDT", "WP", "VBZ", "VBD", "VBP", "MD", "VBN", "IN", "WRB"):
        end += 1
    return (start, end) if end > start else None


def _and_not(words: Words) -> tuple[int, int] | None:
    """Where X begins and ends in "X, not Y" at the end of a clause."""
    at = next((i for i, w in enumerate(words[:-2]) if w.tag == "," and words[i + 1].lower == "not"), None)
    if (
        at is None
        or at < 3
        or len(words) - at > 9
        or words[at + 2].lower in ("just", "only", "to", "because", "necessarily")
    ):
        return None
    return _phrase_before(words, at)


def _bracketed_not(words: Words) -> tuple[int, int] | None:
    """Where X begins and ends in "X (not Y)"."""
    at = next((i for i, w in enumerate(words[:-1]) if w.tag == "-LRB-" and words[i + 1].lower == "not"), 0)
    return _phrase_before(words, at) if at > 3 else None


def _phrase_before(words: Words, end: int) -> tuple[int, int] | None:
    """The noun or verb phrase that ends at ``end``: back to the preposition or verb that governs it."""
    start = end
    while start > 1 and words[start - 1].tag not in ("IN", "TO", "VBZ", "VBP", "VBD", "MD", ",", ":"):
        if words[start - 1].tag == "VBN" and words[start - 2].tag.startswith("VB"):
            break
        start -= 1
    return (start, end) if end > start else None


def _cloze(analysis: Analysis, fact: Fact | None, words: Words, start: int, end: int) -> Iterator[Proposal]:
    told = words[start:end]
    if not 1 <= len(told) <= _LONGEST_HALF or not is_balanced(told) or not is_balanced(words):
        return
    if not any(w.is_noun or w.tag.startswith("VB") for w in told) or any(w.tag == "PRP" for w in told):
        return
    intro = f"{spoken(fact.intro)}, " if fact is not None and fact.intro else ""
    yield Proposal(
        rule="contrast",
        kind=CardKind.CLOZE,
        question=capitalized(intro + blanked(words, start, end, BLANK)) + ".",
        answer=analysis.source_text(told),
        analysis=analysis,
        fact=fact,
        answer_type="contrast",
    )
