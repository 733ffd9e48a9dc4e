"""Statement -> facts: the clauses of its segments, and what they say besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from quizkit.domain.source import Statement
from quizkit.generating.clauses import clause, cut, group_end, without_connective
from quizkit.generating.facts import Fact, according_to
from quizkit.generating.lexicon import EFFECTS, SAYING, VIEWS
from quizkit.generating.segments import segments
from quizkit.generating.tagging import Word, tagged
from quizkit.generating.verbs import (
    can_be_adjective,
    can_be_noun,
    can_be_verb,
    in_tense,
    lemma,
    noun_lemma,
    third_person,
)
from quizkit.generating.wording import Words, spoken

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
    for found in _facts((*words, *((Word(",", 0, 0, ","), *fact.tail) if fact.tail else ())), fact.text, False):
        yield according_to(found, speaker)


def _holds_views(subject: Words) -> bool:
    """Whether a subject is an argument, a thesis or the like: what follows it is its claim, not plain fact."""
    return any(w.lower in VIEWS for w in subject if w.is_noun)


def _facts_of_all(segments: Sequence[Words], text: str) -> Iterator[Fact]:
    """The facts of the segments in order; what opens with "it" or tells again what something is, is of the first."""
    first: Fact | None = None
    frame = ""
    for number, segment in enumerate(segments):
        found = list(_facts(segment, text, number == 0))
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
                *_about_it(segment, first, text),
                *_told_again(segment, first, number),
                *_doing(segment, first, number),
            ]
        if number and first is not None:
            found = [_with_it_named(with_owner(fact, first), first) for fact in found]
        yield from found


def _about_it(segment: Words, first: Fact, text: str) -> Iterator[Fact]:
    """ "RLHF is a touch: it improves tone" says that RLHF improves tone; within a statement "it" is sure enough."""
    words = without_connective(segment, False)
    if not words or not first.is_first or any(w.tag == "CC" for w in first.subject):
        return
    is_plural = first.subject[-1].tag in ("NNS", "NNPS")
    if words[0].lower == ("they" if is_plural else "it") and words[0].tag == "PRP":
        yield from (replace(f, is_first=True) for f in _facts((*first.subject, *words[1:]), text, False))


def _doing(segment: Words, first: Fact, number: int) -> Iterator[Fact]:
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


def _with_it_named(fact: Fact, first: Fact) -> Fact:
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


def _told_again(segment: Words, first: Fact, number: int) -> Iterator[Fact]:
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


def _facts(segment: Words, text: str, is_first: bool) -> Iterator[Fact]:
    """The fact of a segment, and the one that a second verb adds: "A trained B and saw C" says that A saw C too."""
    fact = clause(segment, text, is_first)
    if fact is not None and (beside := _beside(segment, fact)) is not None:
        yield beside
    if fact is not None:
        yield from _related(fact, segment, text, is_first)
    while fact is not None:
        at = _second_verb(fact)
        if at is None:
            yield fact
            yield from _because(fact)
            yield from _effect(fact)
            yield from _added_verb(fact)
            return
        yield replace(fact, rest=fact.rest[:at], tail=(*fact.rest[at:], *fact.tail))
        words = (*fact.rest[at + 1 :], *fact.tail)
        start = next(i for i, w in enumerate(words) if w.is_finite)
        stop = group_end(words, start)
        rest, tail = cut(words[stop:])
        fact = replace(fact, verbs=words[:stop], rest=rest, tail=tail, is_second=True) if rest else None


def _related(fact: Fact, segment: Words, text: str, is_first: bool) -> Iterator[Fact]:
    """What "who" and "which" add to a name: "Ada, who was ill, wrote" says that Ada was ill."""
    who, added = fact.subject, fact.aside
    if len(added) > 3 and added[0].lower in ("who", "which") and added[1].is_finite:
        yield from _added(who, added, text, is_first)
    for at, word in enumerate(segment[:-3]):
        if word.tag != "," or segment[at + 1].lower not in ("who", "which") or not segment[at + 2].is_finite:
            continue
        name = _name_at_the_end(_without_bracket(segment[:at]))
        if name and name[-1].end != who[-1].end:
            yield from _added(name, segment[at + 1 :], text, False)


def _added(who: Words, added: Words, text: str, is_first: bool) -> Iterator[Fact]:
    stop = next((i for i, w in enumerate(added) if w.tag == "," and i > 3), len(added))
    more = clause((*who, *added[1:stop]), text, is_first)
    if more is not None:
        yield more


def _without_bracket(words: Words) -> Words:
    """ "RLHF (learning from people)" -> "RLHF"."""
    opening = next((i for i in range(len(words) - 1, 0, -1) if words[i].tag == "-LRB-"), 0)
    return words[:opening] if opening and words[-1].tag == "-RRB-" else words


def _name_at_the_end(words: Words) -> Words:
    start = len(words)
    while start and words[start - 1].is_name:
        start -= 1
    while start > 1 and words[start - 1].lower == "of" and words[start - 2].is_name:
        start -= 2
        while start and words[start - 1].is_name:
            start -= 1
    is_listed = start > 0 and words[start - 1].tag in ("CC", ",")
    return () if is_listed else words[start:]


def _beside(segment: Words, fact: Fact) -> Fact | None:
    """What a participle beside the subject says: "Opus, released in November, ..." says that Opus was released then."""
    end = fact.subject[-1].end
    comma = next((i for i, w in enumerate(segment) if w.start >= end), len(segment))
    after = segment[comma + 1 :]
    stop = next((i for i, w in enumerate(after) if w.tag == ","), 0)
    if comma >= len(segment) or segment[comma].tag != "," or stop < 3 or after[0].tag != "VBN":
        return None
    if after[stop].end > fact.verbs[0].start or any(w.tag == "CC" for w in fact.subject):
        return None
    is_plural = fact.subject[-1].tag in ("NNS", "NNPS")
    was = Word("were" if is_plural else "was", -10, -7, "VBD")
    return replace(fact, verbs=(was, after[0]), rest=after[1:stop], tail=())


def _effect(fact: Fact) -> Iterator[Fact]:
    """What a participle adds: "it raises throughput, enabling faster tests" says that it enables faster tests."""
    if len(fact.tail) < 3 or fact.tail[0].lower not in EFFECTS or len(fact.verbs) > 1:
        return
    if lemma(fact.main.text) in ("announce", "release", "launch", "publish", "ship"):
        # "Google announced Gemini, achieving ...": what was announced does it.
        return
    made = in_tense(fact.tail[0].text, fact.finite.tag)
    rest, tail = cut(fact.tail[1:])
    if made and rest:
        yield replace(fact, verbs=(Word(made, -10, -1, fact.finite.tag),), rest=rest, tail=tail)


def _added_verb(fact: Fact) -> Iterator[Fact]:
    """What the subject did besides: "was fired, and had Vanguard running by 1975" says that it had Vanguard running."""
    tail = fact.tail
    if len(tail) > 3 and tail[0].lower in ("and", "but") and tail[1].tag in ("VBD", "VBZ", "MD"):
        stop = group_end(tail, 1)
        rest, after = cut(tail[stop:])
        if rest:
            yield replace(fact, verbs=tail[1:stop], rest=rest, tail=after, is_second=True)


def _because(fact: Fact) -> Iterator[Fact]:
    """What a clause gives as its reason: "..., because training a model costs $1 million" says what training costs."""
    at = next((i for i, w in enumerate(fact.rest) if w.lower == "because"), None)
    if at is not None and (reason := clause(fact.rest[at + 1 :], fact.text, False)) is not None:
        yield replace(reason, tail=(*reason.tail, *fact.tail))


def _second_verb(fact: Fact) -> int | None:
    """Where in the rest an "and" joins a second verb to the same subject; None where none does for sure."""
    depth = 0
    for index, word in enumerate(fact.rest[:-1]):
        depth += {"-LRB-": 1, "-RRB-": -1, "``": 1, "''": -1}.get(word.tag, 0)
        if (
            word.tag in ("WDT", "WP", "WRB")
            or word.lower in ("that", "because", "if", "when")
            or (depth <= 0 and word.is_finite)
        ):
            return None
        follows = index + 1 + (fact.rest[index + 1].tag == "RB" and index + 2 < len(fact.rest))
        if depth <= 0 and index and word.tag == "CC" and word.lower in ("and", "but") and fact.rest[follows].is_finite:
            return index
    return None
