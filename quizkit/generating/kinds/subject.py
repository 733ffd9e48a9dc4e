"""Who, what or which did it: the subject is the answer, so the rest of the sentence stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact, is_passive
from quizkit.generating.lexicon import CORPORATE, SAYING
from quizkit.generating.names import is_version, name_at
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asked_subject, asking, with_intro
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, is_balanced, spoken

_ORDINALS = frozenset(("first", "only", "largest", "biggest", "smallest", "oldest", "last", "fastest", "main", "sole"))


def subjects(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "Who ...?", "What ...?" and "Which model ...?" about the clauses of a statement."""
    for fact in analysis.facts:
        if not fact.rest or not is_balanced(fact.rest) or (fact.intro and not is_balanced(fact.intro)):
            continue
        if context.names.is_person(fact.subject) and lemma(fact.main.text) in SAYING and not is_passive(fact):
            continue
        if lemma(fact.main.text) in CORPORATE and is_version(fact.subject):
            continue
        yield from _one_of_a_kind(analysis, fact, context)
        asked = _asked_for(fact, context)
        if asked is None:
            continue
        who, keeps_number, answer_type = asked
        question = with_intro(fact, asked_subject(fact, who, keeps_number=keeps_number))
        answer = analysis.source_text(fact.subject)
        yield Proposal(
            rule="who or what",
            kind=CardKind.QUESTION,
            question=asking(question),
            answer=answer,
            analysis=analysis,
            fact=fact,
            answer_type=answer_type,
            accept=_also(answer, context),
        )


def _asked_for(fact: Fact, context: Context) -> tuple[str, bool, str] | None:
    """The question word, whether it keeps a plural verb, and what kind of answer it asks for; None to ask nothing."""
    subject = fact.subject
    if context.names.is_person(subject):
        return "who", False, "person"
    name = name_at(subject, 0)
    if name and len(name) == len(subject):
        sort = context.names.sort_of(spoken(name))
        if any(w.lower.startswith(sort) for w in fact.rest):
            sort = ""
        if len(name) == 2 and re.fullmatch(r"[IVX]+", name[1].text):
            return "who", False, "person"
        # A name alone does not tell a person from a city or a firm, but it tells them from GPT-5 and TCP.
        could_act = len(name) <= 3 and all(w.text.isalpha() and w.text.istitle() for w in name)
        unknown = "who or what" if could_act else "what"
        return (f"which {sort}" if sort else unknown), False, sort or "name"
    if any(w.tag == "CC" for w in subject):
        return None
    head = subject[-1]
    if head.tag == "NNS" and 2 <= len(subject) <= 5 and all(w.is_noun or w.tag == "JJ" for w in subject):
        asked = "which" if subject[0].is_name else "what kind of"
        return f"{asked} {head.text}", True, "kind"
    return "what", False, ""


def _one_of_a_kind(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "X is the first model trained with tools" -> "What is the first model trained with tools?"."""
    words = fact.rest
    if lemma(fact.main.text) not in ("be", "become", "remain") or len(fact.verbs) > 2:
        return
    at = next((i for i, w in enumerate(words[:5]) if w.lower in _ORDINALS and i and words[i - 1].lower == "the"), None)
    if at is None or len(words) - at < 4 or not (fact.subject[0].is_name or fact.subject[0].text[:1].islower()):
        return
    told: Words = words[at - 1 :]
    verb = fact.finite.lower
    answer = analysis.source_text(fact.subject)
    yield Proposal(
        rule="one of a kind",
        kind=CardKind.QUESTION,
        question=asking(f"what {verb} {spoken(told)}"),
        answer=answer,
        analysis=analysis,
        fact=fact,
        answer_type="name",
        accept=_also(answer, context),
    )


def _also(answer: str, context: Context) -> tuple[str, ...]:
    full = context.names.full(answer)
    return (full,) if full != answer else ()
