"""What makes a card worth keeping: faults that rule it out, features, a score, and the reasons in words.

The score orders drafts; it is no share of readers yet. Its weights follow what a study of rated cards found to separate
kept from dropped ones (statement about the subject itself, an answer of known type, a proper name in the question, one
short clause) and what readers said of cards from the seeds; they are set by hand, not fitted. The thresholds are set so
that the seeds give as many cards as a deck needs: on other documents they may be too low.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from quizkit.domain.card import BLANK, CardKind
from quizkit.domain.draft import Fate, Verdict
from quizkit.generating.facts import Fact
from quizkit.generating.faults import BELONGING, BLANKS, NAME, WORD, content, fault_of
from quizkit.generating.lexicon import MAKERS, MONTHS, VAGUE
from quizkit.generating.proposal import Proposal
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words

CARD_FROM = 0.4
DRAFT_FROM = 0.25

_BASE = {
    "acronym": 2.2,
    "glossary": 1.2,
    "term": 0.9,
    "role": 1.0,
    "author": 1.2,
    "one of a kind": 1.0,
    "how much": 1.0,
    "why": 1.0,
    "when": 0.9,
    "definition": 0.9,
    "apposition": 0.7,
    "how many": 0.7,
    "how": 0.7,
    "purpose": 0.5,
    "quoted term": 0.0,
    "contrast": 0.6,
    "number cloze": 0.5,
    "asked by the document": 0.3,
    "choice": -0.2,
    "who or what": -0.3,
    "what kind": -0.3,
    "what": -0.5,
    "who said it": -0.1,
}
"""Log odds that a reader keeps a card of the rule, all else being middling."""

_WEAK = frozenset(("have", "include", "do", "see", "need", "get"))

_BARE = re.compile(
    r"\bthe (?:company|model|models|paper|author|speaker|guest|host|team|system|group|researchers|lab|study|report|"
    r"firm|book|app|tool|project|method|approach|process|concept|idea|problem|move|change|result|framing|release)\b",
    re.IGNORECASE,
)


def verdict_on(proposal: Proposal) -> Verdict:
    """Whether a proposal becomes a card, waits as a draft or is left out, and why."""
    if fault := fault_of(proposal):
        return Verdict(0.0, Fate.LEFT_OUT, (fault,))
    moved = list(_features(proposal))
    odds = _BASE[proposal.rule] + sum(weight for weight, _ in moved)
    score = round(1 / (1 + math.exp(-odds)), 2)
    fate = Fate.CARD if score >= CARD_FROM else Fate.DRAFT if score >= DRAFT_FROM else Fate.LEFT_OUT
    reasons = tuple(f"{'+' if weight > 0 else '−'} {reason}" for weight, reason in moved)
    return Verdict(score, fate, (f"rule: {proposal.rule}", *reasons))


def _features(proposal: Proposal) -> Iterator[tuple[float, str]]:
    """Weights in log odds, each with its reason."""
    question, answer = proposal.question, proposal.answer
    asked = BLANKS.sub(" ", question)
    words = asked.split()
    fact = proposal.fact
    if proposal.answer_type not in ("", "name", "kind", "date"):
        yield 0.5, f"the answer is of a known type: {proposal.answer_type}"
    if NAME.search(asked.partition(" ")[2]):
        yield 0.6, "the question names somebody or something"
    elif proposal.kind is not CardKind.CLOZE:
        yield -0.2, "the question names nobody and nothing"
    if {w.strip(",.?“”").lower() for w in words} & MAKERS:
        yield -1.0, "it speaks of the document or of those who made it"
    if len(words) > 22:
        yield -0.7, "the question is long"
    elif len(words) <= 14:
        yield 0.2, "the question is short"
    if _BARE.search(asked):
        yield -1.0, "it says “the company” or the like without a name"
    if (theirs := BELONGING.search(asked)) and proposal.rule != "who said it":
        yield (-0.9 if theirs.group().lower() == "their" else -0.4), f"it says “{theirs.group().lower()}”"
    if fact is not None and not fact.is_first:
        yield -0.3, "the clause does not open its statement"
    if len(content(asked)) < 4 and proposal.rule in (
        "who or what",
        "what",
        "number cloze",
        "choice",
        "how",
        "why",
    ):
        yield (-0.8 if len(content(asked)) < 3 else -0.4), "the question says little"
    if {w.lower() for w in WORD.findall(answer)} & VAGUE:
        yield -0.7, "the answer is vague"
    if re.search(r"\band\b", answer) and proposal.rule not in ("acronym", "why", "how"):
        yield -0.8, "the answer joins two things"
    if len(answer.split()) > 12:
        yield -0.5, "the answer is long"
    yield from _features_of_rule(proposal, asked)


def _features_of_rule(proposal: Proposal, asked: str) -> Iterator[tuple[float, str]]:
    fact, answer = proposal.fact, proposal.answer
    if proposal.kind is CardKind.CLOZE:
        before = proposal.question.partition(BLANK)[0].lower().rstrip()
        if before.endswith(("such as", "like", "including", "(e.g.,", "(")) or before.count("(") > before.count(")"):
            yield -1.4, "the blank stands in a bracket or a list of examples"
        if proposal.answer_type == "date" and not before.endswith((" in", " on", " since", "in early", "in late")):
            yield -0.9, "the date is not when it happened"
        if re.search(r"\b(?:than|to)$", before):
            yield -0.9, "it asks one side of a comparison"
    if fact is not None and proposal.rule in ("who or what", "choice", "what", "what kind"):
        yield from _features_of_open_question(proposal, fact, asked)
    if proposal.rule == "number cloze" and fact is not None and _stands_in(fact.subject, answer):
        yield -1.6, "the number is not what the sentence tells"
    if (
        proposal.rule in ("how many", "number cloze")
        and answer.isalpha()
        and lemma(fact.main.text if fact else "") in _WEAK | {"be"}
    ):
        yield -2.5, "it counts what it should name"
    if (
        proposal.kind is CardKind.CLOZE
        and re.search(r"\bthan [\w.]+\.?$", proposal.question)
        and proposal.answer_type == "date"
    ):
        yield -2.0, "the other date gives it away"
    if proposal.rule == "number cloze" and answer.isalpha() and proposal.answer_type == "length of time":
        yield -0.4, "a small number is seldom the point"
    if fact is not None and _is_fleeting(fact.subject) and proposal.rule not in ("acronym", "role", "glossary"):
        yield -1.5, "its subject is known only to who has just read of it"
    if fact is not None and fact.is_second and proposal.kind is CardKind.CLOZE:
        yield -0.5, "what came before the “and” is missing"
    if proposal.rule == "who said it" and proposal.analysis.statement.speaker:
        yield -0.9, "a remark, and whose it is says little"
    if proposal.rule == "when" and not re.search(r"\d", answer):
        yield -1.2, "a date without a year"
    if proposal.rule == "when" and re.search(r"\b(?:predicted|expected|supposed|projected)\b", asked):
        yield -2.0, "the date of a guess"
    if proposal.rule in ("definition", "apposition") and len(answer.split()) < 3:
        yield -0.8, "it defines too little"
    if proposal.rule == "number cloze" and len(content(asked)) > 14:
        yield -0.4, "it asks one number out of many things"


def _is_fleeting(subject: Words) -> bool:
    """Whether a subject is known only to who reads now: "the November model", "the latest release"."""
    return any(w.lower in MONTHS | {"new", "latest", "recent", "next", "last", "current"} for w in subject)


def _features_of_open_question(proposal: Proposal, fact: Fact, asked: str) -> Iterator[tuple[float, str]]:
    """What tells whether "who", "what" or "which" has one answer that is worth knowing."""
    verb, subject = lemma(fact.main.text), fact.subject
    if any(w.lower in ("not", "n't", "no") for w in fact.core):
        yield -1.5, "many things are not so"
    if any(w.lower in ("also", "too", "both", "still", "even") for w in fact.verbs + fact.rest[:1]):
        yield -0.3, "others do so too"
    if proposal.rule in ("what", "what kind"):
        if len(content(asked)) < 4:
            yield -0.8, "many answers would do"
        if len(content(proposal.answer)) >= 4:
            yield 0.4, "the answer says enough to be worth knowing"
        is_telling = bool(NAME.search(proposal.answer) or re.search(r"\d|[\"“]", proposal.answer))
        yield (
            (0.9, "the answer names or quotes something")
            if is_telling
            else (
                (-1.1 if len(content(proposal.answer)) < 2 else -0.7 if len(content(proposal.answer)) < 3 else -0.2),
                "the answer is a common noun",
            )
        )
        if verb in _WEAK | {"use", "make", "offer", "take", "represent", "remain", "become", "announce"}:
            yield -1.7, "its verb says little"
        if subject[0].is_name and len(content(asked)) >= 5:
            yield 0.3, "it asks about somebody or something named"
        return
    if proposal.answer_type == "name":
        yield -0.2, "what kind of answer is wanted is not said"
    elif not proposal.answer_type:
        is_term = len(subject) >= 3 and all(w.is_noun or w.tag == "JJ" for w in subject)
        yield (-0.3, "the answer is a term") if is_term else (-0.8, "the answer is no name")
    elif proposal.answer_type == "kind":
        is_named = subject[0].is_name
        yield (0.1 if is_named else -0.4), "the question names half of the answer"
    else:
        yield 0.7, "the question says what kind of answer is wanted"
    if proposal.answer_type == "person" and verb == "use":
        yield -1.8, "somebody's habits"
    if re.search(r"\b(?:predicted|expected|supposed|projected|likely)\b", asked):
        yield -1.0, "a guess about the future"
    if verb in _WEAK | {"be", "become", "remain", "seem"}:
        yield -0.5, "its verb says little"
    if subject[0].lower in ("a", "an", "one", "some", "many", "most", "three", "two"):
        yield -1.2, "the answer is nothing in particular"


def _stands_in(words: Words, answer: str) -> bool:
    return any(word.text in answer.split() for word in words if word.tag == "CD")
