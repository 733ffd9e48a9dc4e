"""The turn from a clause to a question: who or what did it, and did, does and is before the subject."""

from __future__ import annotations

from dataclasses import replace

from quizkit.generating.facts import Fact
from quizkit.generating.names import Names
from quizkit.generating.tagging import Word
from quizkit.generating.verbs import is_auxiliary, is_base_form, lemma, third_person
from quizkit.generating.wording import Words, capitalized, spoken

_TYING = frozenset(("also", "then", "therefore", "thus", "already", "now", "currently"))
"""What ties a clause to the one before."""


def inverted(fact: Fact, rest: Words, names: Names) -> str | None:
    """The clause with its auxiliary before the subject: "did the company launch it"; None where that is not safe."""
    fact = _without_also(fact)
    finite = fact.finite
    subject, rest = subject_text(fact, names), _without_tie(rest)
    if finite.tag == "MD" or (is_auxiliary(finite.lower) and _keeps_auxiliary(fact)):
        after = [word for word in fact.verbs if word is not finite]
        front = _without_negation(finite, after)
        if front is None:
            return None
        return " ".join(filter(None, (front, subject, spoken(after), spoken(rest))))
    if (
        any(word.lower in ("not", "n't") for word in fact.verbs)
        or len([w for w in fact.verbs if w.tag[:2] == "VB"]) > 1
    ):
        return None
    is_plural = fact.subject[-1].tag in ("NNS", "NNPS") or any(word.tag == "CC" for word in fact.subject)
    # "Enzymes speed up" is tagged as past; "the report forecast" really is, or it would forecast*s*.
    tag = "VBP" if finite.tag == "VBD" and is_plural and is_base_form(finite.text) else finite.tag
    helper = {"VBZ": "does", "VBP": "do", "VBD": "did"}.get(tag)
    if helper is None:
        return None
    verbs = " ".join(lemma(word.text) if word is finite else word.text for word in fact.verbs)
    return " ".join(filter(None, (helper, subject, verbs, spoken(rest))))


def subject_text(fact: Fact, names: Names) -> str:
    """The subject as it stands inside a question: people by their full names, no capital that only opened a line."""
    if names.is_person(fact.subject) and not any(w.tag == "CC" for w in fact.subject):
        return names.full(spoken(fact.subject))
    opens = fact.is_first or fact.subject[0].start == 0
    return names.opening(fact.subject) if opens else spoken(fact.subject)


def _without_also(fact: Fact) -> Fact:
    """The clause without what ties it to the one before: a question stands alone."""
    return replace(
        fact,
        verbs=tuple(w for w in fact.verbs if w.lower not in _TYING),
        rest=_without_tie(fact.rest),
    )


def _without_tie(rest: Words) -> Words:
    """ "is also rich in starch" -> "rich in starch"."""
    return rest[1:] if len(rest) > 1 and rest[0].lower in ("also", "therefore", "thus") else rest


def _keeps_auxiliary(fact: Fact) -> bool:
    """Whether the finite verb is an auxiliary here: "has launched" is, "has a moat" is not."""
    is_be = lemma(fact.finite.text) == "be"
    return is_be or any(w.tag in ("VBN", "VBG", "VB") for w in fact.verbs if w is not fact.finite)


def _without_negation(finite: Word, after: list[Word]) -> str | None:
    if after and after[0].lower in ("n't", "n’t"):
        negation = after.pop(0)
        return finite.text.lower() + negation.text
    return finite.text.lower()


def asked_subject(fact: Fact, who: str, *, keeps_number: bool = False) -> str:
    """The clause with ``who`` in place of its subject: "who argues that ..."; the verb agrees with one."""
    fact = _without_also(fact)
    finite = fact.finite
    verbs = []
    for word in fact.verbs:
        singular = word is finite and not keeps_number and (word.tag == "VBP" or word.lower in ("were", "have"))
        verbs.append(third_person(word.text) if singular else word.text)
    text = " ".join(verbs).replace(" n't", "n't").replace(" n’t", "n’t")
    return " ".join(filter(None, (who, text, spoken(fact.rest))))


def with_intro(fact: Fact, question: str) -> str:
    """The question behind the phrase that opened its clause: "In 1789, who ...", "According to Ada, how ..."."""
    return f"{spoken(fact.intro)}, {question}" if fact.intro else question


def asking(text: str) -> str:
    """A question out of a clause: a capital in front, one question mark behind."""
    text = text.strip().rstrip(".,;:—– ")
    return capitalized(text) + "?"
