"""Terms that a sentence introduces by name: "a process called osmosis", "came to be known as the Hanse"."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.card import BLANK, CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.wording import Words, blanked, capitalized, is_balanced

_LONGEST_TERM = 4
_LONGEST_SENTENCE = 34
_FEWEST_BEFORE = 4
"""Words: of the term, of the sentence around it, and of what has to stand before it to say what it names."""

_NAMING = frozenset(("called", "termed", "dubbed", "nicknamed"))


def named_terms(analysis: Analysis, _: Context) -> Iterator[Proposal]:
    """A cloze on each term that "called" or "known as" introduces."""
    for words in analysis.segments:
        if len(words) > _LONGEST_SENTENCE or not is_balanced(words):
            continue
        for at in range(_FEWEST_BEFORE, len(words) - 1):
            start = _term_from(words, at)
            end = _term_to(words, start) if start else 0
            if end > start and not _is_told_before(words, start, end):
                question = capitalized(blanked(words, start, end, BLANK)) + "."
                yield Proposal(
                    rule="named term",
                    kind=CardKind.CLOZE,
                    question=question,
                    answer=analysis.source_text(words[start:end]),
                    analysis=analysis,
                    fact=next((f for f in analysis.facts if f.core[0].start == words[0].start), None),
                    answer_type="term",
                )


def _term_from(words: Words, at: int) -> int:
    """Where a term begins that the word at ``at`` introduces; 0 where it introduces none."""
    word, after = words[at], words[at + 1]
    if word.lower in _NAMING and word.tag in ("VBN", "VBD"):
        return at + 1
    return at + 2 if word.lower == "known" and after.lower == "as" and at + 2 < len(words) else 0


def _term_to(words: Words, start: int) -> int:
    end = start + (words[start].lower in ("the", "a", "an") if start < len(words) else 0)
    while end < len(words) and (words[end].is_noun or words[end].tag in ("JJ", "VBG", "FW", "CD")):
        end += 1
    told = words[start:end]
    return end if told and len(told) <= _LONGEST_TERM and told[-1].tag in ("NN", "NNP", "NNS", "FW") else 0


def _is_told_before(words: Words, start: int, end: int) -> bool:
    before = {w.lower for w in words[:start]}
    return any(w.lower in before for w in words[start:end] if w.is_noun)
