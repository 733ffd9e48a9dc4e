"""Who said it: a view with the person who holds it, and quotes with their speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizkit.domain.card import CardKind
from quizkit.domain.source import Form
from quizkit.generating.analysis import Analysis, reported
from quizkit.generating.facts import Fact, according_to, is_passive
from quizkit.generating.following import with_owner
from quizkit.generating.lexicon import CLAIMING, SAYING
from quizkit.generating.names import Names
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asked_subject, asking
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import spoken

_FILLER = re.compile(
    r"(?:i should say|i mean|i guess|you know|let me|okay|yeah|well|like i said|as i said)\b", re.IGNORECASE
)
_STUDIES = frozenset(
    ("study", "studies", "survey", "report", "analysis", "paper", "poll", "review", "trial", "researchers")
)
_IN_PASSING = frozenset(
    ("predict", "identify", "expect", "find", "see", "say", "note", "describe", "speculate", "estimate")
)
"""What speakers do all the time: who of them it was is seldom worth knowing."""

_SHORTEST_QUOTE = 8
"""Words: what is shorter could have been said by anyone."""


def with_views(analysis: Analysis, names: Names) -> Analysis:
    """The analysis with what its people say as facts of their own: a view is worth more than whose it is."""
    views = [
        with_owner(view, analysis.facts[0])
        for fact in analysis.facts
        if _is_claim(fact, names) or _reports(fact, names)
        for view in reported(fact, _whose(fact, names))
    ]
    if not views and not any(_is_claim(fact, names) for fact in analysis.facts):
        return analysis
    claimed: list[Fact] = []
    speaker, said_until = "", 0
    for fact in analysis.facts:
        # What stands behind the dash after somebody's claim is theirs too.
        is_theirs = speaker and not fact.is_first and ";" not in fact.text[said_until : max(0, fact.core[0].start)]
        claimed.append(according_to(fact, speaker) if is_theirs else fact)
        if _is_claim(fact, names):
            speaker, said_until = " and ".join(_full_names(fact, names)), fact.core[-1].end
    return replace(analysis, facts=(*claimed, *views))


def _whose(fact: Fact, names: Names) -> str:
    if not names.is_person(fact.subject):
        return names.opening(fact.subject) if fact.is_first else spoken(fact.subject)
    return " and ".join(_full_names(fact, names))


def _reports(fact: Fact, names: Names) -> bool:
    """Whether a firm, a study or the like states something: "the survey found that", "SemiAnalysis estimates"."""
    subject = fact.subject
    is_named = all(w.is_name for w in subject) and lemma(fact.main.text) in CLAIMING
    is_study = any(w.lower in _STUDIES for w in subject[:4]) and lemma(fact.main.text) in SAYING | {"show"}
    has_clause = len(fact.rest) > 3 and any(w.is_finite for w in fact.rest)
    return (is_named or is_study) and has_clause and not is_passive(fact) and len(subject) <= 6


def _full_names(fact: Fact, names: Names) -> list[str]:
    return [names.full(part.strip()) for part in re.split(r" and |, ", spoken(fact.subject)) if part.strip()]


def _is_claim(fact: Fact, names: Names) -> bool:
    return (
        lemma(fact.main.text) in SAYING
        and not is_passive(fact)
        and names.is_person(fact.subject)
        and len(fact.rest) > 3
    )


def who_said_it(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "Who argues that ...?" and "Who said: “...”?"."""
    statement = analysis.statement
    if statement.form is Form.QUOTE and statement.speaker:
        is_talk = statement.speaker.split()[0] in context.names.talking
        if len(analysis.words) >= _SHORTEST_QUOTE and not is_talk and not _leans_on_what_was_said(analysis):
            yield Proposal(
                rule="who said it",
                kind=CardKind.QUESTION,
                question=f"Who said: “{_straight(statement.text)}”?",
                answer=statement.speaker,
                analysis=analysis,
                answer_type="person",
            )
        return
    for fact in analysis.facts:
        of_the_talk = lemma(fact.main.text) in _IN_PASSING and context.names.speaks_here(fact.subject)
        if _is_claim(fact, context.names) and not of_the_talk and not context.names.is_first_name(spoken(fact.subject)):
            yield _claim(analysis, fact, context)


def _claim(analysis: Analysis, fact: Fact, context: Context) -> Proposal:
    answer = analysis.source_text(fact.subject)
    full = context.names.full(answer)
    claim = asked_subject(fact, "who")
    return Proposal(
        rule="who said it",
        kind=CardKind.QUESTION,
        question=asking(_with_that(claim, fact)),
        answer=answer,
        analysis=analysis,
        fact=fact,
        answer_type="person",
        accept=(full,) if full != answer else (),
    )


def _with_that(claim: str, fact: Fact) -> str:
    """ "argues there will be" -> "argues that there will be": a question reads better with it."""
    verb = fact.main.text
    first = fact.rest[0]
    has_clause = any(word.is_finite for word in fact.rest[1:])
    is_clause = first.tag in ("DT", "EX", "NNP", "NNS", "NN", "CD", "PRP", "JJ") and has_clause
    if lemma(verb) in ("argue", "say", "predict", "claim", "believe", "think", "estimate", "suggest") and is_clause:
        return claim.replace(f" {verb} ", f" {verb} that ", 1)
    return claim


def _leans_on_what_was_said(analysis: Analysis) -> bool:
    """Whether a quote opens in the middle of a thought ("And then") or names nothing that it could be known by."""
    first = analysis.words[0]
    if _FILLER.match(analysis.statement.text):
        return True
    if not any(w.is_name and w.text != "I" for w in analysis.words[1:]):
        return True
    return first.tag == "CC" or first.lower in ("that", "this", "it", "they", "also", "so", "then", "he", "she")


def _straight(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’").replace('"', "'")
