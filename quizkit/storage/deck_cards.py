"""Cards as rows, both directions; who asks names a deck or keys, and opens the transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Select,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    select,
    type_coerce,
    update,
)

from quizkit.domain.card import Card, CardKind, Evidence, Media, Origin
from quizkit.domain.deck import Deck
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


_Proofs = tuple[Evidence, ...]
_KINDS = {kind.value: kind for kind in CardKind}
_ORIGINS = {origin.value: origin for origin in Origin}
_CARD = (
    *(cards.c.deck, cards.c.key, cards.c.kind, cards.c.question, cards.c.answer, cards.c.topic),
    *(type_coerce(cards.c.accept, Text), type_coerce(cards.c.choices, Text), cards.c.rule, cards.c.origin),
    type_coerce(cards.c.media, Text),
    *(cards.c.position, cards.c.is_retired, cards.c.came, type_coerce(cards.c.changed_at, DateTime)),
)
_PROOF = (
    *(evidence.c.deck, evidence.c.key, evidence.c.position),
    *(evidence.c.source, evidence.c.quote, evidence.c.line, evidence.c.speaker, evidence.c.time),
)


def read_cards(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[StoredCard]:
    """The cards that meet all conditions (on the table ``cards``), deck by deck, with their evidence."""
    proofs = _proofs(connection, wanted)
    told = select(*_CARD).where(*wanted).order_by(cards.c.deck)
    for deck, key, kind, question, answer, topic, accept, choices, rule, origin, media, *stored in _rows(
        connection, told
    ):
        card = Card(
            key,
            _KINDS[kind],
            question,
            answer,
            topic,
            proofs.get((deck, key), ()),
            _texts(accept),
            _texts(choices),
            rule,
            _ORIGINS[origin],
            _files(media),
        )
        position, is_retired, came, changed_at = stored
        yield StoredCard(deck, card, position, is_retired, came, changed_at.replace(tzinfo=UTC))


def _proofs(connection: Connection, wanted: tuple[ColumnElement[bool], ...]) -> dict[tuple[str, str], _Proofs]:
    """The evidence by deck and key, in its order."""
    of_card = and_(evidence.c.deck == cards.c.deck, evidence.c.key == cards.c.key)
    found: dict[tuple[str, str], _Proofs] = {}
    # Few cards have more than one; sorting them all would take as long as reading them.
    others: list[tuple[int, tuple[str, str], Evidence]] = []
    for deck, key, position, *told in _rows(connection, select(*_PROOF).join(cards, of_card).where(*wanted)):
        if position == 0:
            found[deck, key] = (Evidence(*told),)
        else:
            others.append((position, (deck, key), Evidence(*told)))
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


def write_cards(connection: Connection, deck: Deck, moment: datetime) -> None:
    """Make the deck's cards those of ``deck``; only what differs is written, and what is gone is retired."""
    before = {stored.card.key: stored for stored in read_cards(connection, cards.c.deck == deck.slug)}
    now = {card.key for card in deck.cards}
    added, changed, moved = [], [], []
    for position, card in enumerate(deck.cards):
        stored = before.get(card.key)
        if stored is None:
            added.append(row_of(deck.slug, card, position, moment))
        elif stored.card != card:
            changed.append(row_of(deck.slug, card, position, moment))
        elif stored.is_retired or stored.position != position:
            moved.append({"of_deck": deck.slug, "of_key": card.key, "position": position, "is_retired": False})
    retired = [
        {"of_deck": deck.slug, "of_key": key, "is_retired": True}
        for key, stored in before.items()
        if key not in now and not stored.is_retired
    ]
    if added:
        connection.execute(insert(cards), added)
    for rows in (_as_updates(changed), moved, retired):
        _update(connection, rows)
    written = {row["key"] for row in (*added, *changed)}
    _write_evidence(connection, deck.slug, [card for card in deck.cards if card.key in written])


def put_card(connection: Connection, deck: str, card: Card, position: int, moment: datetime) -> None:
    """Make ``card`` one of the deck's at ``position``, whatever stood under its key; others keep their places."""
    row = row_of(deck, card, position, moment)
    is_there = select(exists().where(cards.c.deck == deck, cards.c.key == card.key))
    if connection.execute(is_there).scalar_one():
        _update(connection, _as_updates([row]))
    else:
        connection.execute(insert(cards), [row])
    _write_evidence(connection, deck, [card])


def retire(connection: Connection, deck: str, key: str) -> None:
    """Show the card no more; it keeps its words and its place."""
    _update(connection, [{"of_deck": deck, "of_key": key, "is_retired": True}])


def row_of(deck: str, card: Card, position: int, moment: datetime) -> dict[str, Any]:
    """A row of ``cards``, but for what the card came with from another program."""
    return {
        "deck": deck,
        "key": card.key,
        "position": position,
        "kind": card.kind.value,
        "question": card.question,
        "answer": card.answer,
        "topic": card.topic,
        "accept": list(card.accept),
        "choices": list(card.choices),
        "rule": card.rule,
        "origin": card.origin.value,
        "media": [[file.name, file.digest] for file in card.media],
        "changed_at": moment,
        "is_retired": False,
    }


def _as_updates(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose key columns are named apart: an update takes them as what to look for."""
    apart = {"deck": "of_deck", "key": "of_key"}
    return [{apart.get(name, name): value for name, value in row.items()} for row in rows]


def _update(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        one_card = and_(cards.c.deck == bindparam("of_deck"), cards.c.key == bindparam("of_key"))
        connection.execute(update(cards).where(one_card), rows)


def _write_evidence(connection: Connection, deck: str, written: list[Card]) -> None:
    if not written:
        return
    one_card = and_(evidence.c.deck == bindparam("of_deck"), evidence.c.key == bindparam("of_key"))
    connection.execute(delete(evidence).where(one_card), [{"of_deck": deck, "of_key": card.key} for card in written])
    rows = [
        {
            "deck": deck,
            "key": card.key,
            "position": position,
            "source": proof.source,
            "quote": proof.quote,
            "line": proof.line,
            "speaker": proof.speaker,
            "time": proof.time,
        }
        for card in written
        for position, proof in enumerate(card.evidence)
    ]
    if rows:
        connection.execute(insert(evidence), rows)
