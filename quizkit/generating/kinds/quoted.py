"""Coined terms that a statement puts in quotation marks: the sentence explains them, the blank asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.card import BLANK, CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, blanked, capitalized, is_balanced, spoken

_LONGEST_TERM = 5
_LONGEST_TITLE = 9
_LONGEST_SENTENCE = 48
"""Words: the sentence with what explains its term; past that nobody reads it twice."""

_DASH = 4
"""Characters that a dash or a quotation mark with the spaces around it take at the most."""

_TITLING = frozenset(("titled", "called", "named", "entitled", "dubbed", "termed", "nicknamed", "labelled", "labeled"))


def quoted_terms(analysis: Analysis, _: Context) -> Iterator[Proposal]:
    """A cloze on each quoted term of a clause that has an article or "called" before it."""
    for fact in analysis.facts:
        words = fact.core
        opening = [i for i, w in enumerate(words) if w.tag == "``"]
        for start in opening:
            end = next((i for i in range(start + 1, len(words)) if words[i].tag == "''"), None)
            is_figure = (
                lemma(fact.main.text) in ("be", "remain", "seem") and start <= len(fact.subject + fact.verbs) + 1
            )
            if end is not None and not is_figure and _is_term(words, start, end):
                yield _cloze(analysis, fact, words, start + 1, end)


def _is_term(words: Words, start: int, end: int) -> bool:
    told = [w for w in words[start + 1 : end] if w.tag not in (",", ".")]
    before = words[start - 1] if start else None
    if before is None or not told or not is_balanced(words):
        return False
    if before.lower in _TITLING:
        return len(told) <= _LONGEST_TITLE
    is_coined = before.tag in ("DT", "JJ", "VBG", "NNP", "NN") and before.lower not in ("no", "this", "that")
    return is_coined and len(told) <= _LONGEST_TERM and not any(w.tag in ("PRP", "CD") or w.is_finite for w in told)


def _cloze(analysis: Analysis, fact: Fact, words: Words, start: int, end: int) -> Proposal:
    if words[end - 1].tag in (",", "."):
        end -= 1
    intro = f"{spoken(fact.intro)}, " if fact.intro else ""
    told = intro + blanked(words, start, end, BLANK) + _meaning(analysis, words)
    return Proposal(
        rule="quoted term",
        kind=CardKind.CLOZE,
        question=capitalized(told) + ".",
        answer=analysis.source_text(words[start:end]),
        analysis=analysis,
        fact=fact,
        answer_type="term",
    )


def _meaning(analysis: Analysis, words: Words) -> str:
    """What a dash says of the term: " — the idea that ..."; "" where nothing is said, or too much."""
    after = next((s for s in analysis.segments if 0 < s[0].start - words[-1].end <= _DASH), ())
    explains = (
        after and after[0].lower in ("the", "a", "an", "meaning") and len(words) + len(after) <= _LONGEST_SENTENCE
    )
    return f" — {spoken(after)}" if explains and is_balanced(after) else ""
