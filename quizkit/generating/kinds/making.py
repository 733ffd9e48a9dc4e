"""What something makes of something else: "..., making long-context inference more memory-efficient"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, inverted
from quizkit.generating.tagging import Word
from quizkit.generating.verbs import in_tense
from quizkit.generating.wording import Words, is_balanced, spoken

_LONGEST_THING = 5
_LONGEST_MADE = 12
"""Words of what is changed, and of what it is made."""


def makings(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "What does ... make more memory-efficient?"; "What is the preferred vehicle for ...?" where a name is that."""
    for at, segment in enumerate(analysis.segments):
        for fact, words in _making(analysis, at, segment):
            thing, made = _parts(words)
            if not thing or not made or not is_balanced(thing) or not is_balanced(made):
                continue
            if any(w.tag in ("PRP", "PRP$", "WDT", "WP", "CC") or w.is_finite for w in (*thing, *made)):
                continue
            if made[0].tag == "DT":
                question = f"what is {spoken(made)}" if all(w.is_name for w in thing) and len(made) > 3 else None
            elif fact is None:
                continue
            else:
                finite = Word(in_tense("make", fact.finite.tag) or "", -10, -1, fact.finite.tag)
                question = inverted(replace(fact, verbs=(finite,), rest=made, intro=()), made, context.names)
                question = f"what {question}" if question and finite.text else None
            if question is not None:
                yield Proposal(
                    rule="what",
                    kind=CardKind.QUESTION,
                    question=asking(question),
                    answer=analysis.source_text(thing),
                    analysis=analysis,
                    fact=replace(fact, rest=words, tail=()) if fact is not None else None,
                    answer_type="name" if all(w.is_name for w in thing) else "",
                )


def _reasons(fact: Fact) -> bool:
    """Whether a reason stands in a clause, so that what follows belongs to that."""
    return any(w.lower in ("because", "since") for w in fact.rest)


def _making(analysis: Analysis, at: int, segment: Words) -> Iterator[tuple[Fact | None, Words]]:
    """The fact that makes something so, None where it is not told, and the words behind "making".

    They stand in the fact's tail, or in the segment behind it.
    """
    for fact in analysis.facts:
        if _reasons(fact) or not fact.tail or fact.tail[0].lower != "making":
            continue
        if segment[0].start <= fact.tail[0].start <= segment[-1].end:
            yield fact, fact.tail[1:]
    if at and segment[0].lower == "making":
        before = analysis.segments[at - 1]
        told = {w.start for w in before}
        before_it = [f for f in analysis.facts if f.rest and f.rest[0].start in told and not _reasons(f)]
        yield (before_it[-1] if before_it else None), segment[1:]


def _parts(words: Words) -> tuple[Words, Words]:
    """The thing, and what it is made: an adjective that compares, or "the" with a noun."""
    stop = next((i for i, w in enumerate(words) if w.tag in (",", "-LRB-", "``")), len(words))
    words = words[:stop]
    turn = next((i for i, w in enumerate(words) if i and (w.tag in ("RBR", "JJR") or w.lower in ("the", "more"))), 0)
    thing, made = words[:turn], words[turn:]
    is_thing = 0 < len(thing) <= _LONGEST_THING and thing[-1].is_noun
    return (thing, made) if is_thing and 2 <= len(made) <= _LONGEST_MADE else ((), ())
