"""Who and what the documents name: people, and what sort of thing a name stands for, as the documents say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizkit.generating.analysis import Analysis, capitals_in
from quizkit.generating.facts import is_passive
from quizkit.generating.lexicon import CLAIMING, CORPORATE, ORGANIZED, ROLES, SAYING, SUFFIXES
from quizkit.generating.naming import name_at, names_version
from quizkit.generating.sorts import SIGHTINGS, sort_of_versions, sorts_in
from quizkit.generating.tagging import Word, is_common_word
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, spoken

_NAME_BEFORE = re.compile(r"\S\s+[A-Z][\w’'-]*\s+$")
"""A capitalised word right before, which is not the one that opens the text."""

_OFTEN = 3
"""How many statements must give somebody's words or view."""


@dataclass(frozen=True, slots=True)
class Names:
    """``people`` gives each part of a person's name the fullest form met; ``sorts`` gives a name its common noun."""

    people: dict[str, str]
    sorts: dict[str, str]
    organizations: frozenset[str]
    """Names that own other names and do what firms, labs and agencies do."""
    versioned: str
    """What names with a version number stand for in these documents; "" where they do not agree."""
    small: frozenset[str]
    """Words that the documents write with a small first letter: a capital at a sentence's start means nothing then."""

    capitals: frozenset[str] = frozenset()
    """Words that the documents write with a capital within a sentence."""

    shared: frozenset[str] = frozenset()
    """Names that a maker and what it makes have in common: "DeepSeek's cost", "DeepSeek R1"."""

    speakers: frozenset[str] = frozenset()
    """Parts of the names of those who speak in the documents, or whose views these give again and again."""

    talking: frozenset[str] = frozenset()
    """Parts of the names of those who are quoted twice or more: their words are talk, not winged words."""

    def speaks_here(self, words: Sequence[Word]) -> bool:
        """Whether a noun phrase is somebody who speaks here: what they use or try is seldom worth knowing."""
        return bool(words) and all(w.text in self.speakers for w in words if w.tag != "CC")

    def is_person(self, words: Sequence[Word]) -> bool:
        """Whether a noun phrase is nothing but a person's name."""
        return bool(words) and all(w.text in self.people for w in words if w.tag != "CC")

    def full(self, name: str) -> str:
        """The fullest form in which the documents give a person's name."""
        parts = name.split()
        fullest = self.people.get(parts[0], name)
        return fullest if set(parts) <= set(fullest.split()) else name

    def in_full(self, text: str) -> str:
        """A text with people by their full names, as the documents have them: "Lambert" -> "Nathan Lambert"."""
        for part, full in sorted(self.people.items()):
            if full != part and part in text and full not in text:
                # Beside another name it is a part of somebody else's: "Alan Adler" is no Alan Turing.
                alone = rf"(?<![\w’'-]){re.escape(part)}(?![\w-])(?!\s+[A-Z][\w’'-])"
                places = (at.span() for at in re.finditer(alone, text))
                start, end = next((at for at in places if not _NAME_BEFORE.search(text[: at[0]])), (0, 0))
                text = text[:start] + (full if end else "") + text[end:]
        return text

    def is_first_name(self, name: str) -> bool:
        """Whether a name is only the first name of somebody whom the documents call by more: a host, a guest."""
        return " " not in name and self.full(name).startswith(f"{name} ")

    def sort_of(self, name: str) -> str:
        """The common noun for what a name stands for ("model"); "" where no document says.

        A version is of the sort of what it is a version of: Opus 4.5 is what Opus is.
        """
        parts = whole = name.split() or [""]
        if len(parts) > 1 and parts[-1] in SUFFIXES:
            return self.sorts.get(name, "organization")
        if name in self.shared:
            return ""
        while len(parts) > 1 and name not in self.sorts and any(c.isdigit() for c in parts[-1]):
            parts = parts[:-1]
            name = " ".join(parts)
        if name in self.organizations and self.sorts.get(name) not in ORGANIZED:
            return "organization"
        if name in self.sorts:
            return self.sorts[name]
        has_version = any(char.isdigit() for char in whole[-1]) or (len(whole) > 2 and re.match(r"[A-Z]+\d", whole[-2]))
        return self.versioned if has_version else ""

    def opening(self, words: Sequence[Word]) -> str:
        """Words that opened a sentence, as they stand in the middle of one."""
        text = spoken(words)
        first = words[0]
        if not first.text[0].isupper() or any(c.isupper() or c.isdigit() for c in first.text[1:]):
            return text
        if first.text in self.capitals and first.lower not in self.small:
            return text
        keeps = first.is_name and first.lower not in self.small and not is_common_word(first.lower)
        keeps = keeps or (len(words) > 2 and words[1].tag == "IN" and words[2].text[0].isupper() and words[2].is_noun)
        keeps = keeps or (len(words) > 1 and first.is_name and words[1].is_name)
        is_measure = "-" in first.text and first.text.partition("-")[2].islower() and first.tag == "JJ"
        keeps = keeps or (
            first.tag == "JJ" and not is_measure and first.lower not in self.small and not is_common_word(first.lower)
        )
        return text if keeps or first.text in self.people else first.lower + text[len(first.text) :]


def names_in(analyses: Iterable[Analysis]) -> Names:
    """What the documents tell of the names in them."""
    analyses = list(analyses)
    people = _people(analyses)
    small: set[str] = set()
    for analysis in analyses:
        small.update(w.text for w in analysis.words if w.text.islower())
    told = sorts_in(analyses, people.keys())
    capitals = capitals_in(analysis.statement.text for analysis in analyses)
    organizations = _organizations(analyses, people)
    shared = _shared(analyses) - {name for name in told if told[name] in ORGANIZED}
    speakers = _speakers(analyses, people)
    quoted = Counter(a.statement.speaker for a in analyses if a.statement.speaker)
    talking = frozenset(part for speaker, times in quoted.items() if times > 1 for part in speaker.split())
    versioned = sort_of_versions(told)
    return Names(people, told, organizations, versioned, frozenset(small), capitals, shared, speakers, talking)


def _people(analyses: Sequence[Analysis]) -> dict[str, str]:
    """Parts of names -> full names, of those who speak in the documents or whose role they tell."""
    full: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for analysis in analyses:
        if analysis.statement.speaker:
            full[analysis.statement.speaker] += 1
        for fact in analysis.facts:
            if lemma(fact.main.text) in SAYING and not is_passive(fact):
                for name in _listed(fact.subject):
                    if len(name) > 1:
                        full[spoken(name)] += 1
                    elif lemma(fact.main.text) in CLAIMING:
                        single[spoken(name)] += 1
        for name in _with_role(analysis.words):
            full[spoken(name)] += 1
    full.update(_called_by_their_last_name(analyses))
    parts: dict[str, set[str]] = defaultdict(set)
    for person in full:
        for part in person.split():
            parts[part].add(person)
    people = {part: next(iter(names)) for part, names in parts.items() if len(names) == 1}
    people |= {part: part for part, names in parts.items() if len(names) > 1}
    return people | {name: name for name, times in single.items() if times > 1 and name not in people}


def _speakers(analyses: Sequence[Analysis], people: dict[str, str]) -> frozenset[str]:
    """Parts of the names of who speaks in a document, or says something in three statements."""
    says: Counter[str] = Counter()
    for analysis in analyses:
        if analysis.statement.speaker:
            says[analysis.statement.speaker] += _OFTEN
        says.update(
            people[f.subject[0].text]
            for f in analysis.facts
            if lemma(f.main.text) in SAYING and not is_passive(f) and f.subject[0].text in people
        )
    often = {part for name, times in says.items() if times >= _OFTEN for part in name.split()}
    return frozenset(part for part in people if part in often)


def _called_by_their_last_name(analyses: Sequence[Analysis]) -> Iterable[str]:
    """Names of two or three words whose last word does things alone elsewhere: "Ada Lovelace ... Lovelace wrote"."""
    whole: set[str] = set()
    acts: set[str] = set()
    for analysis in analyses:
        words = analysis.words
        for index, word in enumerate(words):
            name = name_at(words, index)
            opens = not index or not words[index - 1].is_name
            has_article = index > 0 and words[index - 1].tag == "DT"
            if opens and 2 <= len(name) <= 3 and _could_be_person(name) and not has_article:
                whole.add(spoken(name))
            after = words[index + 1] if index + 1 < len(words) else None
            alone = word.is_name and opens and after is not None and (after.is_finite or after.text in ("’s", "'s"))
            if alone and (index == 0 or words[index - 1].tag not in ("DT", "IN")):
                acts.add(word.text)
    firsts = {name.split()[0] for name in whole}
    counted = {a.words[i].text for a in analyses for i in range(len(a.words) - 1) if names_version(a.words[i + 1])}
    return sorted(
        name for name in whole if (last := name.split()[-1]) in acts - firsts - counted and last not in SUFFIXES
    )


def _listed(subject: Words) -> list[Words]:
    """The names in "Ada and Grace"; empty where anything else is among them."""
    names: list[list[Word]] = [[]]
    for word in subject:
        if word.tag in ("CC", ","):
            names.append([])
        else:
            names[-1].append(word)
    told = [tuple(name) for name in names if name]
    return told if all(_could_be_person(name) for name in told) else []


def _could_be_person(name: Sequence[Word]) -> bool:
    return 1 <= len(name) <= 3 and all(
        (w.is_name or (w.tag in ("JJ", "NN") and w.text[0].isupper()))
        and w.text.isalpha()
        and not w.text.isupper()
        and w.text[1:].islower() | (w.text[:2] in ("Mc", "Mac", "De"))
        for w in name
    )


def _with_role(words: Words) -> Iterable[Words]:
    """Names to which a bracket, a comma or the noun before gives a role: "Ada Lovelace, a mathematician"."""
    for index, word in enumerate(words):
        name = name_at(words, index + 1) if word.tag == "NN" and word.lower in ROLES and index else ()
        if len(name) >= 2 and _could_be_person(name):
            yield name
        if word.text not in "(," or index < 2:
            continue
        start = index
        while start and (words[start - 1].is_name or words[start - 1].text[:1].isupper()) and index - start < 3:
            start -= 1
        after = words[index + 1 : index + 6]
        if index - start >= 2 and _could_be_person(words[start:index]) and any(w.lower in ROLES for w in after):
            yield words[start:index]


def _organizations(analyses: Sequence[Analysis], people: dict[str, str]) -> frozenset[str]:
    """Names with two signs of being an organization, one of them a verb: "AI2's OLMo", "AI2 released"."""
    owns: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for analysis in analyses:
        words = analysis.words
        for index, word in enumerate(words[1:-1], 1):
            if word.tag == "POS" and any(w.is_name for w in words[index + 1 : index + 4]) and words[index - 1].is_name:
                owns[spoken(_name_ending(words, index))] += 1
        for fact in analysis.facts:
            name = name_at(fact.subject, 0)
            if name and len(name) == len(fact.subject) and lemma(fact.main.text) in CORPORATE and not is_passive(fact):
                acts[spoken(name)] += 1
        for before, word in pairwise(words):
            if before.lower == "at" and word.is_name and len(word.text) > 2 and not word.text.istitle():
                # "at NVIDIA": one works at a firm; a name with such capitals is no town.
                owns[word.text] += 1
        for index, word in enumerate(words):
            # OpenAI, xAI, Mistral AI: firms have it at the end of their names, what they make has it in front.
            if word.is_name and re.fullmatch(r"\w*[a-z]AI|xAI", word.text):
                acts[spoken(_name_ending(words, index + 1))] += SIGHTINGS
    found = {name for name in acts if acts[name] + owns[name] >= SIGHTINGS}
    found |= {name for name, times in owns.items() if times >= SIGHTINGS}
    return frozenset(name for name in found if not any(part in people for part in name.split()))


def _shared(analyses: Sequence[Analysis]) -> frozenset[str]:
    """Names that own something and also begin the name of a version: maker and product in one."""
    owners: set[str] = set()
    first: set[str] = set()
    for analysis in analyses:
        for index, word in enumerate(analysis.words[:-1]):
            after = analysis.words[index + 1]
            if word.is_name and after.tag == "POS" and not (index and analysis.words[index - 1].is_name):
                owners.add(word.text)
            if word.is_name and after.is_name and any(c.isdigit() for c in after.text):
                first.add(word.text)
    return frozenset(owners & first)


def _name_ending(words: Words, end: int) -> Words:
    start = end
    while start and words[start - 1].is_name:
        start -= 1
    return words[start:end]
