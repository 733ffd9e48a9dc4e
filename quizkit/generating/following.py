"""What later segments say of the first subject: "it", "its" and "their" told, participles given a subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizkit.generating.clauses import cut, without_connective
from quizkit.generating.derived import facts_in
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import SAYING
from quizkit.generating.tagging import Word
from quizkit.generating.verbs import in_tense, lemma
from quizkit.generating.wording import Words

_SAID_OF_THE_CLAUSE = frozenset(
    (
        "suggesting",
        "demonstrating",
        "meaning",
        "representing",
        "reflecting",
        "showing",
        "indicating",
        "making",
        "treating",
    )
)
"""Participles that speak of the whole clause before, not of its subject."""


def about_it(segment: Words, first: Fact, text: str) -> Iterator[Fact]:
    """ "RLHF is a touch: it improves tone" says that RLHF improves tone; within a statement "it" is sure enough."""
    words = without_connective(segment, False)
    if not words or not first.is_first or any(w.tag == "CC" for w in first.subject):
        return
    is_plural = first.subject[-1].tag in ("NNS", "NNPS")
    if words[0].lower == ("they" if is_plural else "it") and words[0].tag == "PRP":
        yield from (replace(f, is_first=True) for f in facts_in((*first.subject, *words[1:]), text, False))


def told_again(segment: Words, first: Fact, number: int) -> Iterator[Fact]:
    """ "The law is a power law — a relationship that has held" says that the law is a relationship that has held."""
    is_denied = any(w.lower in ("not", "n't") for w in (*first.verbs, *first.rest))
    is_copula = not is_denied and len(first.verbs) == 1 and lemma(first.main.text) in ("be", "remain", "become")
    if (
        number == 1
        and is_copula
        and segment[0].lower in ("a", "an", "the")
        and any(w.tag == "WDT" for w in segment[:6])
    ):
        yield replace(first, rest=segment, tail=())


def doing(segment: Words, first: Fact, number: int) -> Iterator[Fact]:
    """ "Training takes three steps — turning a raw model into an assistant" says that it turns a model into one."""
    if number != 1 or len(segment) < 4 or segment[0].tag != "VBG" or segment[0].lower in _SAID_OF_THE_CLAUSE:
        return
    if lemma(first.main.text) in SAYING:
        return
    plain = [w for w in first.verbs if w.tag[:2] in ("VB", "MD")]
    made = in_tense(segment[0].text, first.finite.tag) if len(plain) == 1 else ""
    rest, tail = cut(segment[1:])
    if made and rest:
        verb = replace(segment[0], text=made, tag=first.finite.tag)
        yield replace(first, verbs=(verb,), rest=rest, tail=tail, is_first=False, aside=())


def with_owner(fact: Fact, first: Fact) -> Fact:
    """The clause with "their" or "its" at its front told: within a statement that is the first subject's, if a name."""
    subject, owner = fact.subject, _owner(first)
    if subject[0].tag != "PRP$" or subject[0].lower not in ("its", "their") or not owner or len(subject) < 2:
        return fact
    return replace(fact, subject=(*owner, *subject[1:]))


def with_it_named(fact: Fact, first: Fact) -> Fact:
    """A later clause that does something to "it", where the statement is about one name: "labs filter Common Crawl"."""
    at = next((i for i, w in enumerate(fact.rest[:2]) if w.tag == "PRP" and w.lower == "it"), None)
    is_name = all(w.text[0].isupper() for w in first.subject) and first.subject[-1].tag == "NNP"
    if at is None or not is_name or fact.subject == first.subject:
        return fact
    it = fact.rest[at]
    named = tuple(replace(w, start=it.start, end=it.end) for w in first.subject)
    return replace(fact, rest=(*fact.rest[:at], *_apart(named), *fact.rest[at + 1 :]))


def _apart(words: Words) -> Words:
    """The words of a name, each a place of its own within the one word that it stands for."""
    return tuple(replace(w, start=w.start if not n else w.start + 1, end=w.end) for n, w in enumerate(words))


def _owner(first: Fact) -> Words:
    """ "OpenAI's model did ..." and "OpenAI did ...": OpenAI's."""
    subject = first.subject
    owns = next((i for i, w in enumerate(subject) if w.tag == "POS"), 0)
    if owns and all(w.is_name for w in subject[:owns]):
        return subject[: owns + 1]
    if not all(w.is_name or w.tag == "CD" for w in subject):
        return ()
    end = subject[-1].end
    return (*subject, Word("’s" if subject[-1].lower[-1:] != "s" else "’", end, end, "POS"))
