"""Where a card belongs among others: in its topic, in the order of its document."""

from __future__ import annotations

from collections.abc import Sequence

from quizkit.domain.card import Card


def place_for(card: Card, cards: Sequence[Card]) -> int:
    """How many of ``cards``, which stand in learning order, a learner should meet before ``card``.

    In its topic it follows what its document says earlier. A topic that has no card yet follows the topic of whatever
    its document says before; a document that has none comes last.
    """
    mates = [at for at, other in enumerate(cards) if other.topic == card.topic]
    if mates:
        kin = [at for at in mates if _source(cards[at]) == _source(card)]
        earlier = [at for at in kin if _line(cards[at]) <= _line(card)]
        return earlier[-1] + 1 if earlier else kin[0] if kin else mates[-1] + 1
    kin = [at for at, other in enumerate(cards) if _source(other) == _source(card)]
    earlier = [at for at in kin if _line(cards[at]) <= _line(card)]
    if not kin:
        return len(cards)
    beside = cards[earlier[-1] if earlier else kin[0]].topic
    block = [at for at, other in enumerate(cards) if other.topic == beside]
    return block[-1] + 1 if earlier else block[0]


def _source(card: Card) -> str:
    return card.evidence[0].source if card.evidence else card.key.partition("/")[0]


def _line(card: Card) -> int:
    return card.evidence[0].line if card.evidence else 0
