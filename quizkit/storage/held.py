"""What is held of a deck beside its cards, as rows, both directions; who asks opens the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.held import Came, Decision, Held, Road
from quizkit.storage.card_json import card_as_json, card_of_json
from quizkit.storage.portions import in_portions
from quizkit.storage.tables import bases, decisions, drafts


def read_held(connection: Connection, deck: Deck | None, slug: str) -> Held:
    """All that is held of the deck ``slug``, whose cards were read already."""
    decided: dict[str, Decision] = {}
    rejected: dict[str, Card] = {}
    last = select(func.max(decisions.c.number)).where(decisions.c.deck == slug).group_by(decisions.c.key)
    for row in connection.execute(select(decisions).where(decisions.c.number.in_(last)).order_by(decisions.c.number)):
        decided[row.key] = Decision(row.decision)
        if decided[row.key] is Decision.REJECTED:
            rejected[row.key] = card_of_json(row.card)
    came: dict[Road, dict[str, Card]] = {road: {} for road in Road}
    for row in connection.execute(select(bases).where(bases.c.deck == slug)):
        came[Road(row.road)][row.key] = card_of_json(row.card)
    waiting = connection.execute(select(drafts).where(drafts.c.deck == slug).order_by(drafts.c.position))
    return Held(deck, tuple(map(draft_of, waiting)), decided, rejected, came[Road.FILE], came[Road.DOCUMENT])


def rejected_among(connection: Connection, keys: Iterable[str]) -> Iterator[str]:
    """Those of the keys whose last decision, in any deck, was that they stay out."""
    wanted = set(keys)
    was_no = select(decisions.c.key).where(decisions.c.decision == Decision.REJECTED.value).distinct()
    for portion in in_portions(wanted.intersection(connection.execute(was_no).scalars())):
        last = select(func.max(decisions.c.number)).where(decisions.c.key.in_(portion))
        last = last.group_by(decisions.c.deck, decisions.c.key)
        is_no = decisions.c.decision == Decision.REJECTED.value
        yield from connection.execute(select(decisions.c.key).where(decisions.c.number.in_(last), is_no)).scalars()


def draft_of(row: Any) -> Draft:
    """The draft in a row of ``drafts``."""
    return Draft(card_of_json(row.card), Verdict(row.score, Fate.DRAFT, tuple(row.reasons)))


def draft_row(deck: str, draft: Draft, position: int) -> dict[str, Any]:
    """A row of ``drafts``."""
    return {
        "deck": deck,
        "key": draft.card.key,
        "position": position,
        "topic": draft.card.topic,
        "score": draft.verdict.score,
        "reasons": list(draft.verdict.reasons),
        "card": card_as_json(draft.card),
    }


def write_drafts(connection: Connection, deck: str, waiting: Iterable[Draft]) -> None:
    """Make these the drafts that wait in the deck."""
    connection.execute(delete(drafts).where(drafts.c.deck == deck))
    if rows := [draft_row(deck, draft, position) for position, draft in enumerate(waiting)]:
        connection.execute(insert(drafts), rows)


def write_came(connection: Connection, deck: str, came: Came) -> None:
    """Remember the words that cards came with; a deck file stands for all that came by that road."""
    of_road = delete(bases).where(bases.c.deck == deck, bases.c.road == came.road.value)
    if came.road is Road.FILE:
        connection.execute(of_road)
    rows = [{"deck": deck, "road": came.road.value, "key": card.key, "card": card_as_json(card)} for card in came.cards]
    if came.road is Road.DOCUMENT:
        for portion in in_portions(card.key for card in came.cards):
            connection.execute(of_road.where(bases.c.key.in_(portion)))
    if rows:
        connection.execute(insert(bases), rows)
