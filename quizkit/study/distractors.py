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
from quizkit.study.answer_sorts import made_up, sort_of, sort_of_answer
from quizkit.study.answer_words import fold, words_of
from quizkit.study.typed import compare
from quizkit.study.word import Sort

FEWEST = 2
"""Wrong options that a choice needs: with one it is a coin that is tossed."""
_MOST = 3
_SAME_QUESTION = 0.85
"""Share of words in common from which two questions are taken for one, so that the answer to either may be right."""
_TRIED = 40
"""Candidates that are looked at closely; the best come first, and to compare each with each takes its time."""
_ASKS = re.compile(r"\b(?:who|whose|when|where|why|how \w+|(?:which|what)(?: \w+){0,3})\b")


def distractors(card: Card, others: Iterable[Card], random: Random) -> list[str]:
    """Up to three wrong options, the most plausible ones; fewer than ``FEWEST`` where no more can be had.

    ``others`` are cards whose answers may serve; their order does not matter.
    """
    rivals = [other for other in others if other.key != card.key]
    found: list[str] = []
    right = _right_too(card, rivals)
    for said in _candidates(card, rivals, random):
        if len(found) == _MOST:
            break
        if _is_wrong(said, right) and not any(_means(said, taken) for taken in found):
            found.append(said)
    return found


def _candidates(card: Card, rivals: Sequence[Card], random: Random) -> Iterator[str]:
    """What may stand beside the answer, the likeliest first; numbers and months that are made up come last."""
    sort, asked = sort_of(card), _asked(card.question)
    ranked = []
    for rival in rivals:
        said = rival.answer.strip()
        if sort_of(rival) != sort:
            continue
        score = 2.0 * len(asked & _asked(rival.question)) + 3 * (rival.topic == card.topic)
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
