"""Why and how: a reason after "because", a purpose after "to", a means after "by"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import SAYING
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, inverted, with_intro
from quizkit.generating.tagging import Word
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, is_balanced, spoken

_WAYS = frozenset(("strategy", "way", "means", "effort", "attempt", "measure", "bid"))
_MAINLY = frozenset(("partly", "primarily", "mainly", "largely", "only", "simply", "precisely"))
"""What weighs a reason and must stay with it."""

_PUNISHED = frozenset(
    (
        "expel",
        "fire",
        "dismiss",
        "arrest",
        "fine",
        "sue",
        "criticize",
        "criticise",
        "praise",
        "award",
        "honor",
        "honour",
        "convict",
        "imprison",
        "execute",
        "ban",
        "blame",
        "credit",
        "remember",
        "famous",
        "notable",
        "known",
        "notorious",
        "condemn",
        "reject",
        "suspend",
        "win",
        "receive",
        "thank",
    )
)
"""What is done to somebody "for doing" something, and what one is for it."""

_LONGEST = 22
"""Words of an answer."""


def reasons(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "Why did ...?" and "How does ...?" where a clause gives the reason or the means."""
    yield from _consequences(analysis, context)
    for fact in analysis.facts:
        if context.names.is_person(fact.subject) and lemma(fact.main.text) in SAYING:
            continue
        for index in range(len(fact.rest)):
            found = _reason(fact.rest, index, fact.main.text) or _means(fact, index)
            if found is None or not is_balanced(fact.rest[:index]):
                continue
            asked, before, starts = found
            if any(w.lower in ("not", "n't", "never") for w in fact.rest[:index]):
                # "not through speed but through price" gives the reason that is none.
                break
            if any(w.tag in ("WDT", "WP", "WRB") or w.lower == "that" for w in fact.rest[:before]):
                break
            if asked == "why" and _follows_from_a_cause(analysis, fact):
                # "A, so B in order to C": to why B, A is as good an answer as C.
                break
            weight = fact.rest[starts].lower if fact.rest[starts].lower in _MAINLY | {"mostly"} else ""
            if weight:
                starts += 1
            if asked == "how" and before > 1 and fact.rest[before - 1].tag == "RB" and fact.rest[before - 2].is_noun:
                # "filter it aggressively using ...": a question how is none about how hard.
                before -= fact.rest[before - 1].lower.endswith("ly")
            question = inverted(fact, fact.rest[:before], context.names)
            answer = _trimmed(_without_weight(fact.rest[starts:]))
            if asked == "how" and lemma(fact.main.text) == "work" and fact.tail and fact.tail[0].tag == "VBG":
                # "works by generating answers, scoring them as the reward": the first two steps tell how.
                answer = (*fact.rest[starts:], *_first_step(fact))
            elif asked == "how" and fact.tail and fact.tail[0].tag == "VBG":
                # "by generating answers, scoring them, and ...": the first step alone is no answer.
                break
            if question is not None and asked == "how" and (cut := _instead(answer)):
                question, answer = f"{question}, {spoken(answer[cut:])}", answer[:cut]
            if question is not None and 2 <= len(answer) <= _LONGEST and is_balanced(answer):
                told = f"{asked}, {weight}, {question}" if weight else f"{asked} {question}"
                yield Proposal(
                    rule=asked,
                    kind=CardKind.QUESTION,
                    question=asking(with_intro(fact, told)),
                    answer=analysis.source_text(answer),
                    analysis=analysis,
                    fact=fact,
                    answer_type="reason" if asked == "why" else "means",
                )
            break


def _consequences(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "A, so B": why B? A."""
    for cause, effect in pairwise(analysis.segments):
        if effect[0].lower == "because":
            cause, effect = effect, cause
        elif effect[0].lower == "so":
            effect = effect[1:]
        else:
            continue
        if len(effect) < 4 or cause[0].tag == "CC" or not 4 <= len(cause) <= _LONGEST or not is_balanced(cause):
            continue
        fact = next((f for f in analysis.facts if effect[0].start <= f.rest[0].start <= effect[-1].start), None)
        question = inverted(fact, fact.rest, context.names) if fact is not None else None
        if fact is not None and question is not None:
            yield Proposal(
                rule="why",
                kind=CardKind.QUESTION,
                question=asking(with_intro(fact, f"why {question}")),
                answer=analysis.source_text(cause),
                analysis=analysis,
                fact=fact,
                answer_type="reason",
            )


def _first_step(fact: Fact) -> Words:
    """The comma behind the clause with the participle that follows it, up to where that ends."""
    stop = next((i for i, w in enumerate(fact.tail) if w.tag in (",", "CC", "WDT", "WP", "-LRB-")), len(fact.tail))
    return (*(Word(",", w.end, w.end + 1, ",") for w in fact.rest[-1:]), *fact.tail[:stop])


def _instead(answer: Words) -> int:
    """Where "rather than teaching new knowledge" begins at the end of an answer: the question can tell it; 0 if not."""
    at = next((i for i, w in enumerate(answer) if i > 2 and w.lower in ("rather", "instead")), 0)
    is_told = at and len(answer) - at >= 3 and answer[at + 1].lower in ("than", "of") and answer[at + 2].tag == "VBG"
    return at if is_told and is_balanced(answer[:at]) else 0


def _follows_from_a_cause(analysis: Analysis, fact: Fact) -> bool:
    """Whether a clause stands behind "so"."""
    at = next((s for s in analysis.segments if s[0].start <= fact.rest[0].start <= s[-1].end), None)
    return at is not None and at[0].lower == "so"


def _without_weight(words: Words) -> Words:
    """The reason without the "as" or "primarily" in front: an answer to "why" reads better so."""
    while len(words) > 2 and words[0].lower in ("as", "primarily", "mainly", "largely"):
        words = words[1:]
    return words


def _reason(rest: Words, index: int, main: str) -> tuple[str, int, int] | None:
    """Question word, where the question's rest ends, and where the answer begins."""
    word = rest[index]
    before_words = [lemma(main), *(w.lower for w in rest[:index])]
    before = index
    while before and rest[before - 1].lower in _MAINLY:
        before -= 1
    if word.lower == "because" and index + 2 < len(rest):
        starts = index + 2 if rest[index + 1].lower == "of" else before
        return "why", before, starts
    if (
        word.lower == "as"
        and index > 1
        and rest[index - 1].tag == ","
        and any(w.is_finite for w in rest[index + 2 : index + 9])
    ):
        return "why", index - 1, index
    if word.lower == "so" and index and index + 3 < len(rest) and rest[index + 1].lower == "that":
        return "why", before, index
    if word.lower == "due" and index + 2 < len(rest) and rest[index + 1].lower == "to":
        return "why", before, before
    if word.lower == "to" and index >= 2 and _is_purpose(rest, index):
        is_way = index >= 3 and rest[index - 1].lower in _WAYS
        in_order = 2 * (rest[index - 1].lower == "order")
        comma = int(in_order > 0 and index > 2 and rest[index - 3].tag == ",")
        return "why", (index - 3 if is_way else before - in_order - comma), before
    if word.lower == "for" and index + 2 < len(rest) and rest[index + 1].tag == "VBG" and _PUNISHED & set(before_words):
        # "was expelled in 1285 for refusing to join": what for, is why.
        return "why", index, index
    if (
        word.lower == "for"
        and rest[-1].lower == "reasons"
        and not any(w.tag in ("IN", "TO") for w in rest[index + 1 :])
    ):
        return "why", before, index
    return None


def _is_purpose(rest: Words, index: int) -> bool:
    """Whether "to do" tells a purpose: "primarily to gain", "in order to gain", and nothing that needs it before."""
    after = rest[index + 1] if index + 1 < len(rest) else None
    if after is None or after.tag != "VB":
        return False
    before = rest[index - 1].lower
    if before in _WAYS:
        return index >= 3 and rest[index - 3].lower in ("as", "in")
    return before in ("primarily", "mainly", "partly", "largely", "order", "strategically", "solely", "only")


def _means(fact: Fact, index: int) -> tuple[str, int, int] | None:
    rest, word = fact.rest, fact.rest[index]
    if index + 2 >= len(rest):
        return None
    before = index - (index > 0 and rest[index - 1].lower in ("primarily", "mainly", "largely", "mostly", "only"))
    by_doing = word.lower == "by" and rest[index + 1].tag == "VBG"
    by_means = word.lower == "through" and before < index and index > 1
    by_using = word.lower == "using" and index > 0 and lemma(fact.main.text) != "use" and rest[index - 1].tag != "IN"
    return ("how", before, before) if by_doing or by_means or by_using else None


def _trimmed(words: Words) -> Words:
    """The answer up to where it could end: before "where" and "which", and at a comma if it is long."""
    relative = next((i for i, w in enumerate(words) if w.tag in ("WDT", "WRB") and i >= 4), None)
    words = words[:relative] if relative is not None else words
    bracket = next((i for i, w in enumerate(words) if w.tag == "-LRB-" and i >= 3), None)
    words = words[:bracket] if bracket is not None and len(words) > _LONGEST else words
    if len(words) <= _LONGEST:
        return words
    commas = [i for i, w in enumerate(words) if w.tag == "," and 4 <= i <= _LONGEST]
    return words[: commas[-1]] if commas else words
