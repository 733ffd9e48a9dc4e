"""A model's cards among those of the rules: which statement each belongs to, and those that a deck has already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizkit.domain.card import Card, Origin
from quizkit.domain.deck import Deck
from quizkit.generating.analysis import Analysis
from quizkit.generating.model.admission import ModelCard
from quizkit.generating.model.passage import found_in
from quizkit.generating.proposal import MODEL, Proposal
from quizkit.generating.same_fact import asks_the_same


def with_model_cards(cards: Sequence[ModelCard], known: Deck | None) -> set[str]:
    """The documents, by slug, that a model has written cards of, now or earlier."""
    return {card.source for card in cards} | {card.key.partition("/")[0] for card in _written(known)}


def model_proposals(
    cards: Sequence[ModelCard], known: Deck | None, keys: Sequence[str], analyses: Sequence[Analysis]
) -> Iterator[tuple[int, Proposal]]:
    """What a model proposes, each with the number of its statement.

    ``keys`` tells what the keys of each statement's cards begin with. Cards that a model wrote earlier come again
    without it as long as their statement holds their answer, and before new ones that ask the same.
    """
    numbers = {key: number for number, key in enumerate(keys)}
    here = {(key.partition("/")[0], a.statement.text): number for number, (key, a) in _enumerated(keys, analyses)}
    before: dict[int, list[Proposal]] = {}
    for card in _written(known):
        number = numbers.get(card.statement_key)
        if number is None:
            continue
        statement = analyses[number].statement.text
        if answer := found_in(statement, card.answer, whole_words=True):
            quote = found_in(statement, card.evidence[0].quote) if card.evidence else ""
            again = ModelCard(card.key.partition("/")[0], statement, card.question, answer, quote or statement)
            before.setdefault(number, []).append(again.proposal(analyses[number]))
    for number, proposals in before.items():
        yield from ((number, proposal) for proposal in proposals)
    for new in cards:
        number = here.get((new.source, new.statement))
        if number is None:
            continue
        proposal = new.proposal(analyses[number])
        if not any(asks_the_same(proposal, old) for old in before.get(number, ())):
            yield number, proposal


def _enumerated(keys: Sequence[str], analyses: Sequence[Analysis]) -> Iterator[tuple[int, tuple[str, Analysis]]]:
    return enumerate(zip(keys, analyses, strict=True))


def _written(known: Deck | None) -> Iterator[Card]:
    """The cards of a deck in a model's own words."""
    return (card for card in (known.cards if known else ()) if card.rule == MODEL and card.origin is Origin.GENERATED)
