"""What a statement says, in parts: a clause with its subject, its verbs and the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizkit.generating.tagging import Word
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words


@dataclass(frozen=True, slots=True)
class Fact:
    """One clause of a statement: ``subject`` ``verbs`` ``rest``; ``intro`` is the phrase before the subject's comma.

    ``rest`` is cut where a reader can stop; ``tail`` is what followed. ``is_first``: it opens the statement.
    """

    text: str
    intro: Words
    subject: Words
    verbs: Words
    rest: Words
    tail: Words
    is_first: bool
    aside: Words = ()
    """What commas set between the subject and its verb: "a system of logs", "who was at Stanford"."""

    is_second: bool = False
    """Whether an "and" joined it to the fact before, with which it shares its subject."""

    @property
    def core(self) -> Words:
        """The clause without its intro and tail."""
        return self.subject + self.verbs + self.rest

    @property
    def finite(self) -> Word:
        """The verb that carries tense and number."""
        return self.verbs[0] if self.verbs[0].tag != "RB" else next(w for w in self.verbs if w.is_finite)

    @property
    def main(self) -> Word:
        """The verb that carries the meaning."""
        return next(w for w in reversed(self.verbs) if w.tag.startswith("VB") or w.tag == "MD")


def is_passive(fact: Fact) -> bool:
    """Whether something is done to the subject: "is predicted", "was built and funded"."""
    return fact.main.tag in ("VBN", "VBD") and any(lemma(w.text) == "be" for w in fact.verbs if w is not fact.main)


def according_to(fact: Fact, whom: str) -> Fact:
    """The fact with its source before it: "According to Ada Lovelace, ..."."""
    return replace(fact, intro=source_phrase(whom, fact.intro))


def source_phrase(whom: str, intro: Words) -> Words:
    # Made-up words stand before the statement: they belong to no place in it.
    said = tuple(Word(text, -100 + 20 * n, -90 + 20 * n, "NNP") for n, text in enumerate(("According to", whom)))
    return (*said, Word(",", said[-1].end, said[-1].end, ","), *intro) if intro else said
