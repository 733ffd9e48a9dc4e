"""What a decision on a draft or a card reads and writes, one connection throughout; who asks opens the transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, insert, select, update

from quizkit.domain.card import Card, Origin
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.errors import DeckError, NotFoundError
from quizkit.domain.held import Came, Decision, Road
from quizkit.domain.learning_order import place_for
from quizkit.storage.card_json import card_as_json, card_of_json
from quizkit.storage.deck_cards import put_card, retire
from quizkit.storage.held import draft_row, write_came
from quizkit.storage.progress_tables import schedules
from quizkit.storage.stored_cards import read_cards
from quizkit.storage.tables import bases, cards, decisions, drafts, evidence


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was taken, or taken back, and the card in the words that it has by that.

    ``number`` is its place on the stack of decisions.
    """

    deck: str
    card: Card
    decision: Decision
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft, a card or what was rejected, as it stands; ``before`` is what an undo brings back."""

    card: Card
    is_card: bool
    position: int
    before: dict[str, Any]


def accept_draft(connection: Connection, deck: str, key: str, moment: datetime) -> Decided:
    """What ``DraftStore.accept`` does, in a transaction that holds more."""
    found = standing_of(connection, deck, key)
    if found.is_card:
        raise NotFoundError(f"{key} of {deck} is a card already: there is nothing to accept")
    _put_in_place(connection, deck, found.card, moment)
    return _decide(connection, deck, found.card, Decision.ACCEPTED, found, moment)


def edit_draft(connection: Connection, deck: str, key: str, words: Card, moment: datetime) -> Decided:
    """What ``DraftStore.edit`` does, in a transaction that holds more."""
    words = _own(words, key)
    found = standing_of(connection, deck, key)
    if not found.is_card or words.topic != found.card.topic:
        _put_in_place(connection, deck, words, moment)
    else:
        put_card(connection, deck, words, found.position, moment)
    has_none = ~exists().where(bases.c.deck == deck, bases.c.key == key)
    is_first = bool(connection.execute(select(has_none)).scalar_one())
    if found.card.origin is Origin.GENERATED or is_first:
        write_came(connection, deck, Came(Road.DOCUMENT, (found.card,)))
    if is_first:
        found = replace(found, before={**found.before, "noted": True})
    return _decide(connection, deck, words, Decision.EDITED, found, moment)


def add_sibling(connection: Connection, deck: str, key: str, words: Card, moment: datetime) -> Decided:
    """What ``DraftStore.add_sibling`` does, in a transaction that holds more."""
    found = standing_of(connection, deck, key)
    own = replace(words, key=_free_key(connection, found.card), origin=Origin.WRITTEN)
    if fault := own.fault():
        raise DeckError(f"the second card of {key}: {fault}")
    if own.topic == found.card.topic:
        _put_at(connection, deck, own, found.position + 1, moment)
    else:
        _put_in_place(connection, deck, own, moment)
    # Nothing stood under its key: an undo retires the card.
    nothing = Standing(own, False, 0, {})
    return _decide(connection, deck, own, Decision.ACCEPTED, nothing, moment)


def reject_draft(connection: Connection, deck: str, key: str, moment: datetime) -> Decided:
    """What ``DraftStore.reject`` does, in a transaction that holds more."""
    found = standing_of(connection, deck, key)
    if not found.before:
        raise NotFoundError(f"{key} of {deck} was rejected before: there is nothing to reject")
    if found.is_card:
        retire(connection, deck, key)
    return _decide(connection, deck, found.card, Decision.REJECTED, found, moment)


def take_back(connection: Connection, moment: datetime, number: int | None = None) -> Decided | None:
    """What ``DraftStore.undo`` does, or ``take_back`` where a number is given, in a transaction that holds more."""
    wanted = select(decisions) if number is None else select(decisions).where(decisions.c.number == number)
    row = connection.execute(wanted.order_by(decisions.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    if number is not None and _was_decided_since(connection, row):
        raise NotFoundError(
            f"{row.key} of {row.deck} was decided on again since; `quizkit drafts undo` takes that back"
        )
    _forget(connection, row.deck, row.key)
    if draft := row.before.get("draft"):
        verdict = Verdict(draft["score"], Fate.DRAFT, tuple(draft["reasons"]))
        waits = Draft(card_of_json(draft["card"]), verdict)
        connection.execute(insert(drafts).values(draft_row(row.deck, waits, draft["position"])))
    elif card := row.before.get("card"):
        put_card(connection, row.deck, card_of_json(card["card"]), card["position"], moment)
    if row.before.get("noted"):
        _forget_noted(connection, row)
    connection.execute(delete(decisions).where(decisions.c.number == row.number))
    was = row.before.get("draft") or row.before.get("card") or {"card": row.card}
    return Decided(row.deck, card_of_json(was["card"]), Decision(row.decision), row.number)


def standing_of(connection: Connection, deck: str, key: str) -> Standing:
    """The draft, the card or what was rejected, as it stands. Raises NotFoundError where the deck has none of them."""
    row = connection.execute(select(drafts).where(drafts.c.deck == deck, drafts.c.key == key)).one_or_none()
    if row is not None:
        draft = {"position": row.position, "score": row.score, "reasons": row.reasons, "card": row.card}
        return Standing(card_of_json(row.card), False, row.position, {"draft": draft})
    live = (cards.c.deck == deck, cards.c.key == key, cards.c.is_retired.is_(False))
    for stored in read_cards(connection, *live):
        card = {"position": stored.position, "card": card_as_json(stored.card)}
        return Standing(stored.card, True, stored.position, {"card": card})
    last = select(decisions).where(decisions.c.deck == deck, decisions.c.key == key).order_by(decisions.c.number.desc())
    row = connection.execute(last.limit(1)).one_or_none()
    if row is not None and row.decision == Decision.REJECTED.value:
        return Standing(card_of_json(row.card), False, 0, {})
    raise NotFoundError(f"{deck} has no draft and no card {key}; `quizkit drafts` lists the drafts")


def standing(connection: Connection, deck: str, key: str) -> Standing | None:
    """The draft, the card or what was rejected, as it stands; None where the deck has none of them."""
    try:
        return standing_of(connection, deck, key)
    except NotFoundError:
        return None


def _own(words: Card, key: str) -> Card:
    if words.key != key:
        raise DeckError(f"{key}: a card keeps its key whatever its words; it would have become {words.key}")
    if fault := words.fault():
        raise DeckError(f"{key}: {fault}")
    return words if words.origin is Origin.WRITTEN else replace(words, origin=Origin.EDITED)


def _put_in_place(connection: Connection, deck: str, card: Card, moment: datetime) -> None:
    """Put the card into the deck where learning order wants it; those behind it make room."""
    source = card.evidence[0].source if card.evidence else card.key.partition("/")[0]
    first_proof = and_(evidence.c.deck == cards.c.deck, evidence.c.key == cards.c.key, evidence.c.position == 0)
    is_kin = exists().where(first_proof, evidence.c.source == source)
    of_deck = (cards.c.deck == deck, cards.c.is_retired.is_(False), cards.c.key != card.key)
    # Whole topics: a card may not come to stand in the middle of one that is not its own.
    topics = connection.execute(select(cards.c.topic).distinct().where(*of_deck, is_kin)).scalars().all()
    near = read_cards(connection, *of_deck, cards.c.topic.in_([card.topic, *topics]))
    in_order = sorted(near, key=lambda stored: stored.position)
    before = place_for(card, [stored.card for stored in in_order])
    if before:
        position = in_order[before - 1].position + 1
    elif in_order:
        position = in_order[0].position
    else:
        last = connection.execute(select(func.max(cards.c.position)).where(*of_deck)).scalar_one()
        position = 0 if last is None else last + 1
    _put_at(connection, deck, card, position, moment)


def _put_at(connection: Connection, deck: str, card: Card, position: int, moment: datetime) -> None:
    later = and_(cards.c.deck == deck, cards.c.position >= position)
    connection.execute(update(cards).where(later).values(position=cards.c.position + 1))
    put_card(connection, deck, card, position, moment)


def _decide(
    connection: Connection, deck: str, card: Card, decision: Decision, found: Standing, moment: datetime
) -> Decided:
    connection.execute(delete(drafts).where(drafts.c.deck == deck, drafts.c.key == card.key))
    values = {"deck": deck, "key": card.key, "at": moment, "decision": decision.value, "before": found.before}
    written = connection.execute(insert(decisions).values(card=card_as_json(card), **values))
    return Decided(deck, card, decision, written.inserted_primary_key[0])  # type: ignore[index]


def _forget(connection: Connection, deck: str, key: str) -> None:
    connection.execute(delete(drafts).where(drafts.c.deck == deck, drafts.c.key == key))
    retire(connection, deck, key)


def _forget_noted(connection: Connection, row: Any) -> None:
    """Take back the words that the edit noted as those that the card came with, unless a new edition told others."""
    of_card = (bases.c.deck == row.deck, bases.c.road == Road.DOCUMENT.value, bases.c.key == row.key)
    noted = connection.execute(select(bases.c.card).where(*of_card)).scalar_one_or_none()
    was = row.before.get("draft") or row.before.get("card")
    if was and noted == was["card"]:
        connection.execute(delete(bases).where(*of_card))


def _was_decided_since(connection: Connection, row: Any) -> bool:
    later = exists().where(decisions.c.deck == row.deck, decisions.c.key == row.key, decisions.c.number > row.number)
    return bool(connection.execute(select(later)).scalar_one())


def _free_key(connection: Connection, sibling: Card) -> str:
    """A key of the same statement that no card, draft or decision of any deck ever had, and no progress."""
    family = sibling.statement_key or sibling.key
    beginning = f"{family}/own-"
    taken: set[str] = set()
    for column in (cards.c.key, drafts.c.key, decisions.c.key, schedules.c.key):
        begins = column.startswith(beginning, autoescape=True)
        taken.update(connection.execute(select(column).where(begins)).scalars())
    return next(key for number in count(1) if (key := f"{beginning}{number}") not in taken)
