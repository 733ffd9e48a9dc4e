"""Cards written as rows; who writes names a deck, and opens the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, select, update

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.storage.stored_cards import read_cards
from quizkit.storage.tables import cards, evidence


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
