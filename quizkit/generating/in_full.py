"""A cloze with its whole sentence around it, where the clause that it was cut to lost what came before.

"They create influence through […] rather than revenue" leaves open who; the sentence that the clause was cut from told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizkit.domain.card import BLANK, CardKind
from quizkit.domain.source import Form
from quizkit.generating.proposal import Proposal
from quizkit.generating.wording import Words, capitalized, is_balanced

_LONGEST = 36
"""Words: a longer sentence with a blank in it is a reading exercise."""


def in_full(proposal: Proposal) -> Iterator[Proposal]:
    """The cloze in the segment of the statement that its clause stands in, if that says more and is not too long."""
    fact, analysis = proposal.fact, proposal.analysis
    if proposal.kind is not CardKind.CLOZE or fact is None or analysis.statement.form is Form.QUOTE:
        return
    if fact.is_first and not fact.tail and not fact.is_second:
        return
    around = _around(analysis.segments, proposal)
    if not around or len(around) > _LONGEST or not is_balanced(around):
        return
    text = analysis.source_text(around)
    behind = proposal.question.partition(BLANK)[2][:8]
    if text.count(proposal.answer + behind) != 1 or (not behind and text.count(proposal.answer) != 1):
        return
    blanked = text.replace(proposal.answer + behind, BLANK + behind)
    question = capitalized(blanked).rstrip(" ,;:—–.") + "."
    if question != proposal.question and len(question) > len(proposal.question) + 12:
        yield replace(proposal, question=question, wording="whole sentence")


def _around(segments: tuple[Words, ...], proposal: Proposal) -> Words:
    """The segment that holds the clause, with the one before it where it leans on that."""
    fact = proposal.fact
    places = [word.start for word in fact.rest if word.start >= 0] if fact is not None else []
    at = next((n for n, s in enumerate(segments) if places and s[0].start <= places[0] <= s[-1].end), None)
    if at is None:
        return ()
    start = at - 1 if at and segments[at][0].tag in ("VBG", "PRP", "PRP$", "DT", "IN", "CC") else at
    return tuple(word for segment in segments[start : at + 1] for word in segment)
