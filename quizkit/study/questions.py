"""The questions of a quiz: which cards, and how each of them is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from quizkit.domain.card import Card, CardKind
from quizkit.domain.quiz import Mode
from quizkit.domain.safe_text import safe_text
from quizkit.study.answer_words import words_of
from quizkit.study.distractors import FEWEST, distractors
from quizkit.study.word import Sort

_LONGEST_TYPED = 8
"""Words, small ones aside, of an answer that can be typed: nobody hits a sentence by heart."""


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked in a quiz.

    ``options`` are those of a choice, the answer among them; ``why`` tells in words why it is not asked in the mode
    that was wished for, "" where it is.
    """

    card: Card
    mode: Mode
    options: tuple[str, ...] = ()
    why: str = ""


def drawn(keys: Sequence[str], number: int, random: Random) -> list[str]:
    """``number`` keys by chance, or all where there are fewer; no two of one statement as long as others are left.

    Siblings tell each other's answers.
    """
    shuffled = random.sample(list(keys), len(keys))
    families: set[str] = set()
    firsts: list[str] = []
    siblings: list[str] = []
    for key in shuffled:
        family = key.rpartition("/")[0] or key
        (siblings if family in families else firsts).append(key)
        families.add(family)
        if len(firsts) == number:
            return firsts
    return (firsts + siblings)[:number]


def question_of(card: Card, mode: Mode, others: Iterable[Card], random: Random) -> Question:
    """The card asked in that mode, or in the next best one where that cannot be.

    A card that has options is always a choice: its question is none without them. ``others`` are cards from which wrong
    options may be taken.
    """
    if card.kind is CardKind.CHOICE:
        why = "" if mode is Mode.CHOICE else "This card is a choice."
        return Question(card, Mode.CHOICE, _mixed(card.choices, card.answer, random), why)
    if mode is Mode.CHOICE:
        wrong = distractors(card, others, random)
        if len(wrong) >= FEWEST:
            return Question(card, Mode.CHOICE, _mixed((card.answer, *wrong), card.answer, random))
        return _typed_or_open(card, "No other answers of this sort to choose from.")
    return Question(card, Mode.OPEN) if mode is Mode.OPEN else _typed_or_open(card, "")


def _typed_or_open(card: Card, why: str) -> Question:
    if _is_short(card):
        return Question(card, Mode.TYPED, why=why)
    return Question(card, Mode.OPEN, why=why or "The answer is too long to type.")


def _is_short(card: Card) -> bool:
    shortest = min((card.answer, *card.accept), key=len)
    words = [word for word in words_of(shortest) if word.sort is not Sort.LIGHT]
    return len(words) <= _LONGEST_TYPED and len(safe_text(shortest)) <= 80


def _mixed(options: Collection[str], answer: str, random: Random) -> tuple[str, ...]:
    """Each option once, in an order that tells nothing; one such as "all of these" stays behind the others."""
    each = list(dict.fromkeys(options))
    last = [option for option in each if option.casefold().startswith(("all of", "none of", "both ", "neither"))]
    first = [option for option in each if option not in last]
    return (*random.sample(first, len(first)), *last)
