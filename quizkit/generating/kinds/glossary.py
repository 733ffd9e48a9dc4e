"""Glossary entries, and what a bracket explains: "Osmosis: the movement of water", "pre-fill (the phase of ...)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import CONNECTING, FUNCTION_WORDS, ROLES, VAGUE
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, with_intro
from quizkit.generating.wording import Words, is_balanced, spoken

LONGEST = 16
"""Words that a definition may have and still be an answer."""

_LONGEST_ENTRY = 26
_LONGEST_TERM_QUESTION = 20
"""Words of what a glossary says of a term: as an answer, and as a question for the term."""

_FEWEST_ENTRIES = 3
_SAYING_WHICH = ("IN", "WDT", "VBN", "VBG", "TO", "WP")


def glossary(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """What entries and brackets say of their terms."""
    yield from _glossary(analysis, context)
    yield from _bracketed(analysis)


def _bracketed(analysis: Analysis) -> Iterator[Proposal]:
    """ "pre-fill (the matrix-multiply-heavy phase of inference)" -> "What is pre-fill?"."""
    words = analysis.words
    for index, word in enumerate(words):
        if word.tag != "-LRB-" or index == 0:
            continue
        end = next((i for i in range(index + 1, len(words)) if words[i].tag == "-RRB-"), index)
        told = words[index + 1 : end]
        start = index
        while start and (words[start - 1].is_noun or words[start - 1].tag == "JJ") and index - start < 4:
            start -= 1
        if (
            start > 1
            and words[start - 1].lower in ("of", "for")
            and words[start - 2].is_noun
            and words[start].text[0].isupper()
        ):
            start -= 2
        term = words[start:index]
        is_plural = bool(term) and term[-1].tag == "NNS" and len(term) < 3
        is_role = any(w.is_name for w in term) and any(w.lower in ROLES for w in told)
        rule = "glossary" if _defines(told) else "gloss" if _explains(term, told) else ""
        if term and not is_plural and not is_role and rule:
            question = f"what {'are' if term[-1].tag == 'NNS' else 'is'} {spoken(term) if start else _in_small(term)}"
            proposal = what_it_is(rule, analysis, None, question, analysis.source_text(told))
            yield replace(proposal, quote=analysis.source_text(words[start : end + 1]))


def _defines(told: Words) -> bool:
    """Whether a bracket explains what stands before it, and neither lists examples nor dates it."""
    if not 4 <= len(told) <= LONGEST or told[0].lower not in ("the", "an", "a"):
        return False
    has_list = any(w.tag in (",", ":", "CD", "PRP", "SYM") or w.is_finite for w in told)
    return not has_list and any(w.is_noun for w in told)


def _explains(term: Words, told: Words) -> bool:
    """Whether a bracket without an article explains a term: "RLHF (preference tuning on human comparisons)"."""
    if not 3 <= len(told) <= LONGEST or not term or not told[0].text.islower() or not is_balanced(told):
        return False
    if any(w.tag in (",", ":", "CD", "PRP", "PRP$", "SYM", "CC") or w.is_finite or w.is_name for w in told):
        return False
    says_which = any(w.tag in ("IN", "VBN", "VBG") for w in told[1:])
    is_term = len(term) > 1 or term[0].is_name
    return is_term and says_which and (told[0].is_noun or told[0].tag in ("JJ", "VBG"))


def _in_small(term: Words) -> str:
    text = spoken(term)
    return text if any(c.isupper() for c in text[1:]) else text[0].lower() + text[1:]


def _glossary(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "Osmosis: the movement of water ..." -> "What is osmosis?"."""
    lead, opens = analysis.statement.lead, analysis.body and analysis.body is not analysis.statement.text
    if not lead or not opens or not analysis.segments or (analysis.facts and analysis.facts[0].is_first):
        return
    told = _entry(analysis.segments[0])
    is_word = lead[0].isalpha() and lead.split()[0].lower() not in FUNCTION_WORDS | CONNECTING | {"nor", "but"}
    if not told or len(told) > _LONGEST_ENTRY or len(lead.split()) > 6 or not is_word or not _tells_a_class(told):
        return
    is_sure = told[0].lower in ("a", "an", "the") or any(w.lower in ("that", "which") for w in told[1:5])
    if not is_sure and (context.entries(analysis.statement.section) < _FEWEST_ENTRIES or len(told) < 3):
        return
    term, _, other = lead.partition(" (")
    plural = term.lower().endswith("s") and not term.lower().endswith(("ss", "is", "us"))
    name = term if any(c.isupper() for c in term[1:]) else term[0].lower() + term[1:]
    if told[0].lower in ("a", "an") and not plural and name[0].islower() and name.split()[0] not in ("a", "an", "the"):
        name = f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    answer = analysis.source_text(told)
    proposal = what_it_is("glossary", analysis, None, f"what {'are' if plural else 'is'} {name}", answer)
    yield proposal
    if 4 <= len(told) <= _LONGEST_TERM_QUESTION and "(" not in answer:
        called = other.rstrip(")").removeprefix("a.k.a. ").removeprefix("also ").removeprefix("or ")
        yield replace(
            proposal,
            rule="term",
            question=asking(f"what is the term for {_in_small(told)}"),
            answer=term,
            answer_type="name",
            accept=(called,) if called else (),
        )


def _tells_a_class(told: Words) -> bool:
    """Whether it begins with a noun phrase: "a promise that ...", "final assent to ...", "mixing types of ..."."""
    noun = next((i for i, w in enumerate(told) if w.is_noun or w.tag == "VBG"), None)
    if noun is None or any(w.tag not in ("DT", "JJ", "JJR", "JJS", "VBN", "CC", "RB") for w in told[:noun]):
        return False
    if any(a.tag == "," and b.lower == "not" for a, b in pairwise(told)) or any(w.tag == "SYM" for w in told):
        return False
    relative = next((i for i, w in enumerate(told) if w.tag in ("WDT", "WP", "WRB") or w.lower == "that"), len(told))
    if any(w.is_finite for w in told[:relative]):
        return False
    if any(a.tag == "VBN" and b.tag in ("DT", "JJ", "NNS", "PRP$") for a, b in pairwise(told[noun + 1 : relative])):
        # "Post-training ... unlocked major gains" is a sentence, its verb taken for a participle.
        return False
    head = next(i for i in range(noun, len(told)) if i + 1 == len(told) or not told[i + 1].is_noun)
    if told[head].lower in VAGUE or told[0].tag in ("RB", "CD"):
        return False
    # Without an article, what follows the noun has to say which: "assent to the terms", "steps taken before ...".
    is_told_which = told[0].tag == "VBG" or (head + 1 < len(told) and told[head + 1].tag in _SAYING_WHICH)
    return told[0].lower in ("a", "an", "the") or (is_told_which and not any(w.is_name for w in told[:2]))


def _entry(words: Words) -> Words:
    """What a glossary says of a term, up to where a reader can stop."""
    for at, word in enumerate(words):
        if at > 3 and word.tag == "," and at + 1 < len(words) and words[at + 1].tag in ("WDT", "WP", "WRB", "RB", "CC"):
            return words[:at]
        if word.tag in ("PRP", "PRP$") and word.lower in ("it", "you", "we", "i", "your", "our"):
            return ()
    return words if is_balanced(words) else ()


def what_it_is(
    rule: str, analysis: Analysis, fact: Fact | None, question: str, answer: str, answer_type: str = ""
) -> Proposal:
    return Proposal(
        rule=rule,
        kind=CardKind.QUESTION,
        question=asking(with_intro(fact, question) if fact is not None else question),
        answer=answer,
        analysis=analysis,
        fact=fact,
        answer_type=answer_type,
    )
