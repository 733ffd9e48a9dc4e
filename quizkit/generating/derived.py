"""The facts of a segment: its clause, and what its asides, participles, reasons and second verbs say besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizkit.generating.clauses import clause, cut, group_end
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import EFFECTS
from quizkit.generating.tagging import Word
from quizkit.generating.verbs import in_tense, lemma
from quizkit.generating.wording import Words

_SHOWING = frozenset(("demonstrating", "showing", "proving", "confirming"))


def facts_in(segment: Words, text: str, is_first: bool) -> Iterator[Fact]:
    """The fact of a segment, and the one that a second verb adds: "A trained B and saw C" says that A saw C too."""
    fact = clause(segment, text, is_first)
    if fact is None:
        # "This is impossible because training a model costs $1 million" points outside; its reason may not.
        yield from _reason_in(segment, text)
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
            yield from shown(fact.tail, text)
            yield from _seen_doing(fact)
            yield from _added_verb(fact)
            return
        yield replace(fact, rest=fact.rest[:at], tail=(*fact.rest[at:], *fact.tail))
        words = (*fact.rest[at + 1 :], *fact.tail)
        start = next(i for i, w in enumerate(words) if w.is_finite)
        stop = group_end(words, start)
        rest, tail = cut(words[stop:])
        fact = replace(fact, verbs=words[:stop], rest=rest, tail=tail, is_second=True) if rest else None


def shown(words: Words, text: str) -> Iterator[Fact]:
    """What a clause is said to show: "..., demonstrating that scaling pays" says that scaling pays."""
    at = next((i for i, w in enumerate(words[:-4]) if w.lower in _SHOWING and words[i + 1].lower == "that"), None)
    if at is not None and (at == 0 or words[at - 1].tag == ","):
        found = clause(words[at + 2 :], text, False)
        if found is not None and found.subject[0].tag not in ("PRP", "DT"):
            yield found


def _seen_doing(fact: Fact) -> Iterator[Fact]:
    """What somebody was shown doing: "demonstrated Claude rebuilding Slack" says that Claude rebuilt Slack."""
    if lemma(fact.main.text) not in ("demonstrate", "show", "see", "observe", "record", "film"):
        return
    at = next((i for i, w in enumerate(fact.rest[:6]) if w.tag == "VBG"), 0)
    who = fact.rest[: at - (fact.rest[at - 1].tag == "RB")] if at else ()
    made = in_tense(fact.rest[at].text, "VBD") if who and all(w.is_name for w in who) else ""
    if made and at + 1 < len(fact.rest):
        did = (*fact.rest[len(who) : at], Word(made, -10, -1, "VBD"))
        yield replace(fact, intro=(), subject=who, verbs=did, rest=fact.rest[at + 1 :], is_first=False, aside=())


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
    yield from (replace(reason, tail=(*reason.tail, *fact.tail)) for reason in _reason_in(fact.rest, fact.text))


def _reason_in(words: Words, text: str) -> Iterator[Fact]:
    at = next((i for i, w in enumerate(words[:-3]) if w.lower == "because"), None)
    if at is None:
        return
    told = words[at + 1 :]
    if told[0].lower.endswith("ing") and told[1].tag in ("DT", "JJ"):
        # "because training a model costs ...": what has an object is no noun.
        told = (replace(told[0], tag="VBG"), *told[1:])
    if (reason := clause(told, text, False)) is not None:
        yield reason


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
