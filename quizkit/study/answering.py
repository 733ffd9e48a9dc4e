"""What a learner answered, beside what is right."""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.domain.card import Card, CardKind
from quizkit.domain.rating import Rating
from quizkit.study.difference import Piece
from quizkit.study.typed import Comparison, Match, chosen, compare


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer as it was given, and what came of comparing it; ``choice`` is the option that was meant by it."""

    given: str
    comparison: Comparison
    choice: str | None = None


def answered(given: str, card: Card) -> Answered:
    """Compare an answer with the card's: an option by its letter or words, anything else by what it says."""
    choice = chosen(given, card) if card.kind is CardKind.CHOICE else None
    if choice is None:
        return Answered(given, compare(given, card))
    if choice == card.answer:
        return Answered(given, Comparison(Match.EXACT, card.answer, (Piece(card.answer),), Rating.GOOD), choice)
    return Answered(given, Comparison(Match.WRONG, card.answer, (Piece(card.answer),), Rating.AGAIN), choice)
