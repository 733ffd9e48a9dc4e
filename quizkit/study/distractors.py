"""Wrong options for a question whose card has none: of the same sort as the answer, plausible, and really wrong.

Taken from the answers of cards nearby; where the answer holds a number and they do not suffice, other numbers are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

from rapidfuzz import fuzz

from quizkit.domain.card import Card, CardKind
from quizkit.study.answer_sorts import is_share, made_up, sort_of, sort_of_answer
from quizkit.study.answer_words import fold, words_of
from quizkit.study.slips import stem
from quizkit.study.typed import compare
from quizkit.study.word import Sort, spelt

FEWEST = 2
"""Wrong options that a choice needs: with one it is a coin that is tossed."""
_MOST = 3
_SAME_QUESTION = 0.85
"""Share of words in common from which two questions are taken for one, so that the answer to either may be right."""
_TRIED = 40
"""Candidates that are looked at closely; the best come first, and to compare each with each takes its time."""
_ALIKE = 6.0
"""What it weighs that two questions begin alike: an answer to "which model" is a model, and so is that to another."""
_FORMS = (re.compile(r"\A[a-z]+ing\Z"), re.compile(r"\A[A-Z0-9-]{2,}s?\Z"))
_SMALL = frozenset(
    spelt(
        "which what how the of a an kind sort type is are was were be it its this did does do has have had in on to for"
    )
)
_KINDS = {
    "maker": frozenset(
        spelt("company lab organization agency fund startup firm institute university maker developer group team")
    ),
    "work": frozenset(spelt("model release version system chip product tool software program app service platform")),
    "way": frozenset(
        spelt("method algorithm technique approach mechanism variant architecture normalization process stage step")
    ),
    "writing": frozenset(spelt("paper report document book article study plan law treaty collection dataset")),
    "place": frozenset(spelt("city country state region continent river mountain island planet sea")),
}
"""Nouns that ask for things of one kind; only names of one kind can be taken for each other."""
_ASKS = re.compile(r"\b(?:who|whose|when|where|why|how \w+|(?:which|what)(?: \w+){0,3})\b")


def distractors(card: Card, others: Iterable[Card], random: Random) -> list[str]:
    """Up to three wrong options, the most plausible ones; fewer than ``FEWEST`` where no more can be had.

    None stands alone among the options, nor lets the answer stand alone, in repeating a word of the question: that
    gives it away. ``others`` are cards whose answers may serve; their order does not matter.
    """
    rivals = [other for other in others if other.key != card.key]
    found: list[str] = []
    right, echo = _right_too(card, rivals), _echo(card.answer, card.question)
    for said in _candidates(card, rivals, random):
        if len(found) == _MOST:
            break
        # The last place is kept for one that repeats what the answer repeats, where none does so far.
        is_last = len(found) == _MOST - 1 and echo and not any(_echo(taken, card.question) & echo for taken in found)
        if is_last and not _echo(said, card.question) & echo:
            continue
        if _is_wrong(said, right) and not any(_means(said, taken) for taken in found):
            found.append(said)
    is_told_apart = echo and not any(_echo(taken, card.question) & echo for taken in found)
    return [] if is_told_apart else found


def _candidates(card: Card, rivals: Sequence[Card], random: Random) -> Iterator[str]:
    """What may stand beside the answer, the likeliest first; numbers and months that are made up come last."""
    sort, asked = sort_of(card), _asked(card.question)
    ranked = []
    for rival in rivals:
        said = rival.answer.strip()
        if sort_of(rival) != sort or not _is_formed_alike(said, card.answer):
            continue
        if sort[0] == "name" and asked and _things(asked).isdisjoint(_things(_asked(rival.question))):
            continue
        if _echo(said, card.question) - _echo(card.answer, card.question):
            continue
        score = (
            _ALIKE * (_opening(card.question) == _opening(rival.question))
            + 2.0 * len(asked & _asked(rival.question))
            + 3 * (rival.topic == card.topic)
        )
        score += fuzz.token_set_ratio(card.question, rival.question) / 25
        score -= 4 * abs(len(said) - len(card.answer)) / max(len(said), len(card.answer))
        # Of equals chance decides, so that a question is not met with the same options each time.
        ranked.append((score + random.random(), said))
    ranked.sort(reverse=True)
    given = {fold(word) for word in re.findall(r"\w+", card.question)}
    for _, said in ranked[:_TRIED]:
        is_named = given.issuperset(fold(word) for word in re.findall(r"\w+", said))
        if not is_named:
            yield _like(said, card.answer)
    yield from made_up(card.answer, random)


def _things(asked: frozenset[str]) -> frozenset[str]:
    """What is asked for without the asking word, and its kind: "format"; "company" and "lab" are makers both."""
    things = asked - _SMALL or asked
    return things | {kind for kind, nouns in _KINDS.items() if not nouns.isdisjoint(map(stem, things))}


@lru_cache(maxsize=4096)
def _opening(question: str) -> tuple[str, ...]:
    """How the asking begins: "which model", "how many", "who"."""
    found = _ASKS.search(fold(question))
    words = found.group().split() if found else []
    return tuple(words[: 2 if words[:1] in (["which"], ["what"], ["how"]) else 1])


@lru_cache(maxsize=4096)
def _echo(said: str, question: str) -> frozenset[str]:
    """The words of an option that the question says already, in whatever form."""
    asked = {stem(meaning) for meaning in _content(question)}
    words = (word for word in words_of(said) if word.sort is Sort.PLAIN)
    return frozenset(stem(word.meaning) for word in words) & asked


def _is_formed_alike(said: str, answer: str) -> bool:
    """Whether neither stands out by its form: a doing (-ing) among things, capitals only, a share over 100 %."""
    return all(bool(form.search(said)) == bool(form.search(answer)) for form in _FORMS) and not (
        is_share(answer) and not is_share(said)
    )


@lru_cache(maxsize=4096)
def _asked(question: str) -> frozenset[str]:
    """The words that tell what a question asks for: "which", "chinese", "company"."""
    found = _ASKS.search(fold(question))
    return frozenset(found.group().split()) if found else frozenset()


def _right_too(card: Card, rivals: Iterable[Card]) -> list[Card]:
    """Cards whose answers must not be offered as wrong: the card itself, and those that ask what it asks."""
    asked = _content(card.question)
    return [card, *(rival for rival in rivals if _is_same(asked, _content(rival.question)))]


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _SAME_QUESTION * len(one | other) or shared == min(len(one), len(other)) > 2


@lru_cache(maxsize=4096)
def _content(question: str) -> frozenset[str]:
    return frozenset(word.meaning for word in words_of(question) if word.sort is not Sort.LIGHT)


def _is_wrong(said: str, right: Iterable[Card]) -> bool:
    return bool(said) and not any(
        compare(said, replace(card, kind=CardKind.QUESTION)).is_right
        or any(_means(wording, said) for wording in (card.answer, *card.accept))
        for card in right
    )


def _means(said: str, other: str) -> bool:
    stub = Card("-", CardKind.QUESTION, "-", other, "-", ())
    return compare(said, stub).is_right


def _like(said: str, answer: str) -> str:
    """Begun as the answer is begun: a lone capital or a lone stop would give the answer away."""
    first, rest = said[:1], said[1:]
    if len(said) > 1 and rest[0].islower() and answer[:1].isupper() and " " in said and not _is_name(said):
        first = first.upper()
    elif answer[:1].islower() and first.isupper() and rest[:1].islower() and not _is_name(said):
        first = first.lower()
    shaped = first + rest
    return shaped if answer.endswith(".") else shaped.removesuffix(".")


def _is_name(said: str) -> bool:
    return sort_of_answer(said)[0] == "name"
