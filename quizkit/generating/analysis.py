"""Statement -> facts: the clauses of its segments, and what they say besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from quizkit.domain.source import Statement
from quizkit.generating.derived import facts_in, shown
from quizkit.generating.facts import Fact, according_to
from quizkit.generating.following import about_it, doing, told_again, with_it_named, with_owner
from quizkit.generating.lexicon import VIEWS
from quizkit.generating.segments import segments
from quizkit.generating.tagging import Word, tagged
from quizkit.generating.verbs import (
    can_be_adjective,
    can_be_noun,
    can_be_verb,
    noun_lemma,
    third_person,
)
from quizkit.generating.wording import Words, spoken

_CITED = re.compile(r"\d{1,3}|[a-z]")
_WITHIN = re.compile(r"(?<=[a-z,;)’'] )([A-Z][\w’'-]*)")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A statement with its words, its segments between dashes and semicolons, and the facts found in them."""

    statement: Statement
    words: Words
    segments: tuple[Words, ...]
    facts: tuple[Fact, ...]
    body: str
    """The statement without a "Heading:" or a glossary's term in front."""

    def source_text(self, words: Sequence[Word]) -> str:
        """The words as the statement has them, verbatim."""
        return self.statement.text[words[0].start : words[-1].end]


def analyze(statement: Statement, capitals: Set[str] | None = None) -> Analysis:
    """What a statement says, as far as it can be told.

    ``capitals`` are the words that the documents write with a capital within a sentence (``capitals_in``): another word
    of the dictionary is no name for opening a sentence.
    """
    words = _without_false_name(_by_dictionary(_without_citations(tuple(tagged(statement.text)))), capitals)
    starts = 0
    if statement.lead and re.match(rf"{re.escape(statement.lead)}\s*[:–—-]\s", statement.text):
        after = _without_false_name(tuple(w for w in words if w.start > len(statement.lead)), capitals)
        if not any(w.is_finite for w in words if w.end <= len(statement.lead)):
            after = after[1:] if after and after[0].tag == ":" else after
            words, starts = after, after[0].start if after else 0
    parts = tuple(segments(words))
    facts = tuple(_facts_of_all(parts, statement.text))
    if starts and _holds_views(tuple(tagged(statement.lead))):
        facts = tuple(according_to(fact, _in_sentence(statement.lead)) for fact in facts)
    return Analysis(statement, words, parts, facts, statement.text[starts:])


def capitals_in(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand with a capital where no sentence begins."""
    return frozenset(match[1] for text in texts for match in _WITHIN.finditer(text))


def _without_citations(words: Words) -> Words:
    """The words without "[12]" and "[a]", which point at a list of sources."""
    cited = {
        at + step
        for at in range(len(words) - 2)
        for step in range(3)
        if words[at].text == "[" and words[at + 2].text == "]" and _CITED.fullmatch(words[at + 1].text)
    }
    return tuple(word for at, word in enumerate(words) if at not in cited)


def _by_dictionary(words: Words) -> Words:
    """The words with tags mended that a dictionary knows to be wrong: "frontier" is no comparative."""
    found = list(words)
    for at, word in enumerate(words):
        if word.tag == "JJR" and word.text.islower() and can_be_noun(word.text) and not can_be_adjective(word.text):
            found[at] = replace(word, tag="NN")
        if word.tag == "VBZ" and at and words[at - 1].is_noun and not can_be_verb(word.text) and word.lower[-1] == "s":
            found[at] = replace(word, tag="NNS")
    opens = len(found) > 2 and found[0].tag == "NN" and found[0].text.istitle() and found[1].tag in ("NN", "NNS", "JJ")
    if opens and can_be_adjective(found[0].text) and found[2].tag in ("NN", "NNS"):
        found[0] = replace(found[0], tag="JJ")
    return tuple(found)


def _without_false_name(words: Words, capitals: Set[str] | None) -> Words:
    """ "Steam drives it" names nobody: its capital only opens the sentence."""
    if capitals is None or not words or not words[0].is_noun or not words[0].text.istitle():
        return words
    first = words[0]
    if not first.is_name:
        return (replace(first, tag="NNP"), *words[1:]) if first.text in capitals else words
    goes_on = len(words) > 1 and (words[1].is_name or (words[1].tag == "CD" and words[1].text[0].isdigit()))
    if goes_on or first.text in capitals or not (can_be_noun(first.text) or can_be_verb(first.text)):
        return words
    if not can_be_noun(first.text) and first.lower == third_person(first.text):
        return (replace(first, tag="VBZ"), *words[1:])
    is_plural = can_be_noun(first.text) and noun_lemma(first.text) != first.lower
    return (replace(first, tag="NNS" if is_plural else "NN"), *words[1:])


def _in_sentence(text: str) -> str:
    """ "The ATOM argument" -> "the ATOM argument"; what may be a name stays as it is."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An", "Rules", "One", "Our", "My") else text


def reported(fact: Fact, speaker: str) -> Iterator[Fact]:
    """What somebody says, as a fact of its own that keeps its source."""
    words = fact.rest[1:] if fact.rest and fact.rest[0].lower == "that" else fact.rest
    for found in facts_in((*words, *((Word(",", 0, 0, ","), *fact.tail) if fact.tail else ())), fact.text, False):
        yield according_to(found, speaker)


def _holds_views(subject: Words) -> bool:
    """Whether a subject is an argument, a thesis or the like: what follows it is its claim, not plain fact."""
    return any(w.lower in VIEWS for w in subject if w.is_noun)


def _facts_of_all(segments: Sequence[Words], text: str) -> Iterator[Fact]:
    """The facts of the segments in order; what opens with "it" or tells again what something is, is of the first."""
    first: Fact | None = None
    frame = ""
    for number, segment in enumerate(segments):
        found = list(facts_in(segment, text, number == 0))
        if number == 0:
            first = found[-1] if found else None
            is_frame = not found and _holds_views(segment) and len(segment) <= 8
            frame = _in_sentence(spoken(segment)) if is_frame else ""
        if number and first is not None and _holds_views(first.subject):
            found = [according_to(fact, _in_sentence(spoken(first.subject))) for fact in found]
        if number and first is None and frame:
            found = [according_to(fact, frame) for fact in found]
        if number and first is not None and not found:
            found = [
                *about_it(segment, first, text),
                *told_again(segment, first, number),
                *doing(segment, first, number),
                *shown(segment, text),
            ]
        if number and first is not None:
            found = [with_it_named(with_owner(fact, first), first) for fact in found]
        yield from found
