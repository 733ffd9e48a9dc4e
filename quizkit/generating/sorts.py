"""What sort of thing a name stands for, as the documents say: "models like A and B", "C, a hedge fund"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Set

from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import LISTING, MONTHS, RELATIVE_NOUNS, ROLES, SORTS, SPANS, VAGUE
from quizkit.generating.naming import name_at
from quizkit.generating.verbs import can_be_noun, lemma, noun_lemma
from quizkit.generating.wording import Words, spoken

_NO_SORTS = VAGUE | RELATIVE_NOUNS | ROLES | {"competitor", "rival", "player", "tweak", "environment", "data", "leader"}
"""What a name may be called and what still tells nobody what it is."""

SIGHTINGS = 2
"""How often a bracket must list a name under a noun: once may be a slip, as a company among models."""


def sorts_in(analyses: Iterable[Analysis], people: Set[str]) -> dict[str, str]:
    """By name, the common noun for it that the documents use most."""
    analyses = list(analyses)
    sorts: dict[str, Counter[str]] = defaultdict(Counter)
    for analysis in analyses:
        for name, sort, weight in _sorts(analysis):
            if sort not in _NO_SORTS:
                sorts[name][sort] += weight
    told = {
        name: min(found, key=lambda s: (-found[s], s)) for name, found in sorts.items() if found.total() >= SIGHTINGS
    }
    return {**_listed_beside(analyses, told, people), **told}


def sort_of_versions(sorts: dict[str, str]) -> str:
    """What names with a version number stand for; "" where they do not agree."""
    found = Counter(sort for name, sort in sorts.items() if re.search(r"\d", name))
    (sort, times), *_ = found.most_common(1) or [("", 0)]
    return sort if times >= SIGHTINGS and times >= 0.8 * found.total() else ""


def _sorts(analysis: Analysis) -> Iterable[tuple[str, str, int]]:
    """Names with their common noun, from "models like A, B and C", "the ATOM Project", "B, a hedge fund"."""
    words = analysis.words
    yield from _told_beside(words)
    for fact in analysis.facts:
        yield from _told_by_is(fact)
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else None
        lists = word.lower in LISTING or (word.lower == "as" and index > 1 and words[index - 1].lower == "such")
        noun = index - (2 if word.lower == "as" else 1)
        if lists and noun >= 0 and words[noun].tag == "NNS":
            yield from ((name, noun_lemma(words[noun].text), SIGHTINGS) for name in _names_after(words, index + 1))
        if word.tag == "-LRB-" and index and words[index - 1].tag == "NNS":
            found = list(_names_after(words, index + 1))
            if len(found) > 1:
                yield from ((name, noun_lemma(words[index - 1].text), 1) for name in found)
        if word.lower in SORTS and index > 1 and words[index - 1].is_name and not (after and after.is_noun):
            start = index - 1
            while start and words[start - 1].is_name:
                start -= 1
            if start and words[start - 1].lower == "the":
                yield spoken(words[start:index]), word.lower, SIGHTINGS


def _told_beside(words: Words) -> Iterable[tuple[str, str, int]]:
    """ "Highflyer Capital, a hedge fund" and "the Dutch firm DigiNotar"."""
    for index, word in enumerate(words):
        opens = word.is_name and not (index and words[index - 1].is_name)
        name = name_at(words, index) if opens else ()
        if not name:
            continue
        after = words[index + len(name) : index + len(name) + 2]
        if len(after) == 2 and after[0].tag == "," and after[1].lower in ("a", "an"):
            noun = _head(words[index + len(name) + 2 :])
            if noun:
                yield spoken(name), noun, SIGHTINGS
        before = words[max(0, index - 4) : index]
        is_titled = (
            len(before) > 1 and before[-1].tag == "NN" and len(before[-1].text) > 2 and before[-1].text.islower()
        )
        start = next((i for i in range(len(before) - 2, -1, -1) if before[i].tag not in ("JJ", "NNP", "NN")), 0)
        if is_titled and before[start].lower == "the" and not any(w.lower in MONTHS for w in name):
            yield spoken(name), noun_lemma(before[-1].text), SIGHTINGS


def _told_by_is(fact: Fact) -> Iterable[tuple[str, str, int]]:
    """ "Osmosis is a process of ...", "GPT-4 is a model that ..."."""
    name = name_at(fact.subject, 0)
    is_told = lemma(fact.main.text) == "be" and len(fact.verbs) == 1 and name and len(name) == len(fact.subject)
    if is_told and fact.rest and fact.rest[0].lower in ("a", "an") and (noun := _head(fact.rest[1:])):
        yield spoken(name), noun, SIGHTINGS


def _head(words: Words) -> str:
    """The noun that a phrase is about: "large language model that ..." -> "model"; "" where it begins otherwise."""
    stop = next((i for i, w in enumerate(words) if not (w.is_noun or w.tag in ("JJ", "VBN", "RB", "JJS"))), len(words))
    told = words[:stop]
    is_noun = bool(told) and told[-1].tag == "NN" and told[-1].text.islower() and can_be_noun(told[-1].text)
    return noun_lemma(told[-1].text) if is_noun and told[-1].lower not in SPANS else ""


def _names_after(words: Words, start: int) -> Iterable[str]:
    index = start
    while index < len(words):
        name = name_at(words, index)
        if name:
            yield spoken(name)
            index += len(name)
        elif words[index].tag in (",", "CC") or words[index].lower == "the":
            index += 1
        else:
            return


def _listed_beside(analyses: list[Analysis], told: dict[str, str], people: Set[str]) -> dict[str, str]:
    """The sort of names that are listed beside two of one sort: in "A, B and C" with A and B models, C is one too."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for analysis in analyses:
        words = analysis.words
        index = 0
        while index < len(words):
            names = list(_names_after(words, index)) if words[index].is_name else []
            sorts = Counter(told[name] for name in names if name in told)
            if len(names) >= 3 and len(sorts) == 1 and sorts.total() >= 2:
                for name in names:
                    if name not in told and not any(part in people for part in name.split()):
                        found[name][next(iter(sorts))] += 1
            index += max(1, sum(len(name.split()) + 1 for name in names))
    return {name: sorts.most_common(1)[0][0] for name, sorts in found.items() if len(sorts) == 1}
