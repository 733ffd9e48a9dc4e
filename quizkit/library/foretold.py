"""What Anki will do with a deck's package, told before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from quizkit.domain.card import Card, CardKind
from quizkit.domain.deck import Deck


@dataclass(frozen=True, slots=True)
class Met:
    """A card as Anki last got it: its topic, when its words were changed, and its kind where that is known."""

    topic: str
    changed_at: datetime
    kind: CardKind | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A card that Anki last got under the topic ``before``: its tag changes there, its subdeck does not."""

    card: Card
    before: str


@dataclass(frozen=True, slots=True)
class Foretold:
    """What becomes of each card when the package is imported, provided that Anki has what it is compared with.

    ``since`` is the moment of the last export, None where there was none; ``package`` names a package that is compared
    with instead. ``updated`` are the cards whose content changed since, ``left`` those that Anki leaves alone, with
    whatever the learner edited there, ``refused`` those that are of another kind now: Anki keeps them as they were.
    ``moved`` are among the cards that are there already. ``gone`` are the keys of cards that the deck has lost; Anki
    keeps them.
    """

    since: datetime | None
    added: tuple[Card, ...]
    updated: tuple[Card, ...]
    left: tuple[Card, ...]
    refused: tuple[Card, ...]
    moved: tuple[Moved, ...]
    gone: tuple[str, ...]
    package: str = ""


def foretell(
    deck: Deck,
    changed: Mapping[str, datetime],
    met: Mapping[str, Met],
    *,
    since: datetime | None = None,
    package: str = "",
) -> Foretold:
    """Compare the deck, whose cards changed last as ``changed`` tells by key, with what went out before.

    Anki compares whole seconds, and so does this.
    """
    added: list[Card] = []
    updated: list[Card] = []
    left: list[Card] = []
    refused: list[Card] = []
    moved: list[Moved] = []
    for card in deck.cards:
        before = met.get(card.key)
        if before is None:
            added.append(card)
            continue
        is_newer = int(changed[card.key].timestamp()) > int(before.changed_at.timestamp())
        if is_newer and before.kind not in (None, card.kind):
            refused.append(card)
            continue
        (updated if is_newer else left).append(card)
        if " ".join(card.topic.split()) != " ".join(before.topic.split()):
            moved.append(Moved(card, before.topic))
    keys = {card.key for card in deck.cards}
    return Foretold(
        since=since,
        added=tuple(added),
        updated=tuple(updated),
        left=tuple(left),
        refused=tuple(refused),
        moved=tuple(moved),
        gone=tuple(key for key in met if key not in keys),
        package=package,
    )
