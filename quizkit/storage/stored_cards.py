"""Cards read from their rows, with their evidence; who asks names a deck or keys, and opens the transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, DateTime, Select, Text, and_, select, type_coerce

from quizkit.domain.card import Card, CardKind, Evidence, Media, Origin
from quizkit.storage.tables import cards, evidence


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card with its place in the learning order of its deck."""

    deck: str
    card: Card
    position: int
    is_retired: bool
    came: str
    """The words that it last came with from another program, see ``tables``."""
    changed_at: datetime
    """When its content last changed, in UTC."""


_Place = TypeVar("_Place")
_Proofs = tuple[Evidence, ...]
_KINDS = {kind.value: kind for kind in CardKind}
_ORIGINS = {origin.value: origin for origin in Origin}
_WORDS = (
    *(cards.c.key, cards.c.kind, cards.c.question, cards.c.answer, cards.c.topic),
    *(type_coerce(cards.c.accept, Text), type_coerce(cards.c.choices, Text), cards.c.rule, cards.c.origin),
    type_coerce(cards.c.media, Text),
)
_PROOF = (evidence.c.source, evidence.c.quote, evidence.c.line, evidence.c.speaker, evidence.c.time)


def read_cards(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[StoredCard]:
    """The cards that meet all conditions (on the table ``cards``), deck by deck, with their evidence."""
    of_card = and_(evidence.c.deck == cards.c.deck, evidence.c.key == cards.c.key)
    proof = select(evidence.c.position, evidence.c.deck, evidence.c.key, *_PROOF).join(cards, of_card).where(*wanted)
    proofs = _proofs((position, (deck, key), told) for position, deck, key, *told in _rows(connection, proof))
    changed = type_coerce(cards.c.changed_at, DateTime)
    stored = (cards.c.deck, cards.c.position, cards.c.is_retired, cards.c.came, changed)
    query = select(*stored, *_WORDS).where(*wanted).order_by(cards.c.deck)
    for deck, position, is_retired, came, changed_at, *words in _rows(connection, query):
        card = _card(proofs.get((deck, words[0]), ()), *words)
        yield StoredCard(deck, card, position, is_retired, came, changed_at.replace(tzinfo=UTC))


def read_living(connection: Connection, deck: str) -> Iterator[tuple[Card, datetime]]:
    """The deck's cards that are not retired, in learning order, each with the moment of its last change, in UTC.

    What ``read_cards`` tells of them in three quarters of the time, for decks of 100,000 cards are read whole: all
    evidence of the deck is taken, that of retired cards too, so that no card need be looked up for it.
    """
    proof = select(evidence.c.position, evidence.c.key, *_PROOF).where(evidence.c.deck == deck)
    proofs = _proofs((position, key, told) for position, key, *told in _rows(connection, proof))
    query = select(type_coerce(cards.c.changed_at, DateTime), *_WORDS)
    living = query.where(cards.c.deck == deck, cards.c.is_retired.is_(False)).order_by(cards.c.position, cards.c.key)
    moments: dict[datetime, datetime] = {}
    for changed_at, key, *words in _rows(connection, living):
        # Cards come and change many at once: a moment need not be made for each.
        moment = moments.get(changed_at)
        if moment is None:
            moment = moments[changed_at] = changed_at.replace(tzinfo=UTC)
        yield _card(proofs.get(key, ()), key, *words), moment


def _card(
    proofs: _Proofs,
    key: str,
    kind: str,
    question: str,
    answer: str,
    topic: str,
    accept: Any,
    choices: Any,
    rule: str,
    origin: str,
    media: Any,
) -> Card:
    return Card(
        key,
        _KINDS[kind],
        question,
        answer,
        topic,
        proofs,
        _texts(accept),
        _texts(choices),
        rule,
        _ORIGINS[origin],
        _files(media),
    )


def _proofs(rows: Iterable[tuple[int, _Place, Sequence[Any]]]) -> dict[_Place, _Proofs]:
    """The evidence of each card in its order, of its position, the card's place, and what ``_PROOF`` names."""
    found: dict[_Place, _Proofs] = {}
    # Few cards have more than one; sorting them all would take as long as reading them.
    others: list[tuple[int, _Place, Evidence]] = []
    for position, place, told in rows:
        if position == 0:
            found[place] = (Evidence(*told),)
        else:
            others.append((position, place, Evidence(*told)))
    for _, place, proof in sorted(others, key=lambda other: other[0]):
        found[place] = (*found.get(place, ()), proof)
    return found


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """The rows of a long answer, many at a time: asking for each would take as long as reading it."""
    for portion in connection.execute(query, execution_options={"yield_per": 1000}).partitions():
        yield from portion


def _texts(kept: Any) -> tuple[str, ...]:
    """The members of a list kept as JSON, as the database gives it: nearly all are empty, and need no parser."""
    return () if kept in ("[]", []) else tuple(json.loads(kept) if isinstance(kept, str) else kept)


def _files(kept: Any) -> tuple[Media, ...]:
    return () if kept in ("[]", []) else tuple(Media(*file) for file in _texts(kept))
