"""What Anki will do with a deck's package, told before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck

if TYPE_CHECKING:
    from quizkit.storage.exports import Exported


@dataclass(frozen=True, slots=True)
class Moved:
    """A card that Anki last got under the topic ``before``: its tag changes there, its subdeck does not."""

    card: Card
    before: str


@dataclass(frozen=True, slots=True)
class Foretold:
    """What becomes of each card when the package is imported, provided that the earlier ones were.

    ``since`` is the moment of the last export, None where there was none: then all cards are new. ``updated`` are the
    cards whose content changed since, ``left`` those that Anki leaves alone, with whatever the learner edited there.
    ``moved`` are also among the updated. ``gone`` are the keys of cards that the deck has lost; Anki keeps them.
    """

    since: datetime | None
    added: tuple[Card, ...]
    updated: tuple[Card, ...]
    left: tuple[Card, ...]
    moved: tuple[Moved, ...]
    gone: tuple[str, ...]


def foretell(deck: Deck, changed: Mapping[str, datetime], last: Mapping[str, Exported]) -> Foretold:
    """Compare the deck, whose cards changed last as ``changed`` tells by key, with what went out before.

    Anki compares whole seconds, and so does this.
    """
    added: list[Card] = []
    updated: list[Card] = []
    left: list[Card] = []
    moved: list[Moved] = []
    for card in deck.cards:
        before = last.get(card.key)
        if before is None:
            added.append(card)
            continue
        is_newer = int(changed[card.key].timestamp()) > int(before.changed_at.timestamp())
        (updated if is_newer else left).append(card)
        if card.topic != before.topic:
            moved.append(Moved(card, before.topic))
    keys = {card.key for card in deck.cards}
    return Foretold(
        since=max((exported.at for exported in last.values()), default=None),
        added=tuple(added),
        updated=tuple(updated),
        left=tuple(left),
        moved=tuple(moved),
        gone=tuple(key for key in last if key not in keys),
    )
