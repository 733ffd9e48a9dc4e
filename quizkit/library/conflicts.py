"""Where the sources of a deck contradict each other: carried from edition to edition, found by name, decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.domain.card import Origin
from quizkit.domain.conflict import Conflict, Pick, Side
from quizkit.domain.draft import Draft, Fate, Generated
from quizkit.domain.errors import NotFoundError
from quizkit.domain.held import Decision, Held

if TYPE_CHECKING:
    from quizkit.storage.conflicts import ConflictStore, OfDeck, Picked

_SHORTEST_KEY = 4
"""Characters of a conflict's key that are enough to name it."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """What an edition's conflicts mean for its cards.

    ``conflicts`` are those of the deck from now on, ``generated`` what was generated without the cards that wait for a
    decision, ``keys`` the keys that wait: none of them is a card, whatever it was before.
    """

    conflicts: tuple[Conflict, ...]
    generated: Generated
    keys: frozenset[str]


def disputed(generated: Generated, held: Held) -> Disputed:
    """Join the conflicts found now with those found earlier whose documents still tell them.

    A document may come alone: what it told otherwise than another one, it tells otherwise still.
    """
    given = {source.slug for source in generated.sources}
    now = {conflict.key: conflict for conflict in generated.conflicts}
    for conflict in held.conflicts:
        alone = not all(side.evidence.source in given for side in conflict.sides)
        if conflict.key not in now and alone and all(_is_told(s, generated, given) for s in conflict.sides):
            now[conflict.key] = conflict
    picks = {conflict.key: conflict.pick for conflict in held.conflicts}
    decided = (replace(c, pick=picks.get(key) or c.pick) for key, c in now.items())
    conflicts = tuple(c for c in decided if c.pick is not None or not any(_is_rejected(s, held) for s in c.sides))
    waiting = {key for c in conflicts if c.pick is None for side in c.sides for key in side.drafts}
    keys = frozenset(key for key in waiting if not _is_the_learners(key, held))
    return Disputed(conflicts, _without_cards(generated, keys), keys)


def _is_told(side: Side, generated: Generated, given: Collection[str]) -> bool:
    """Whether a side's document, if it was given now, still has the value in that statement."""
    source, _, fingerprint = side.statement.partition("/")
    return source not in given or side.value in generated.anchors.get(source, {}).get(fingerprint, "")


def _is_rejected(side: Side, held: Held) -> bool:
    """Whether the learner rejected all that a side would teach: then nothing is left to choose between."""
    return bool(side.drafts) and all(key in held.rejected for key in side.drafts)


def _is_the_learners(key: str, held: Held) -> bool:
    """Whether the learner said yes to a card, or gave it words: what the learner decided is not taken back."""
    if held.decided.get(key) in (Decision.ACCEPTED, Decision.EDITED):
        return True
    cards = held.deck.cards if held.deck else ()
    return any(card.key == key and card.origin is not Origin.GENERATED for card in cards)


def _without_cards(generated: Generated, keys: Collection[str]) -> Generated:
    waiting = tuple(
        Draft(
            d.card,
            replace(d.verdict, fate=Fate.DRAFT, reasons=("another source tells it otherwise", *d.verdict.reasons)),
        )
        for d in generated.cards
        if d.card.key in keys
    )
    if not waiting:
        return generated
    cards = tuple(draft for draft in generated.cards if draft.card.key not in keys)
    return replace(generated, cards=cards, drafts=(*generated.drafts, *waiting))


def named(found: Sequence[OfDeck], name: str) -> OfDeck:
    """The conflict that a learner means: its number in the list, counted from 1, or the beginning of its key.

    Raises NotFoundError where there is none, or more than one.
    """
    if name.isdecimal() and len(name) < _SHORTEST_KEY:
        if not 1 <= int(name) <= len(found):
            raise NotFoundError(f"there is no conflict number {name}; {_there_are(found)}")
        return found[int(name) - 1]
    fits = [each for each in found if each.conflict.key.startswith(name.lower())] if len(name) >= _SHORTEST_KEY else []
    if len(fits) != 1:
        problem = f"several conflicts are called {name}: name one by its whole key" if fits else f"no conflict {name}"
        raise NotFoundError(f"{problem}; {_there_are(found)}")
    return fits[0]


def decide(store: ConflictStore, name: str, pick: Pick, moment: datetime, deck: str | None = None) -> Picked:
    """Let the learner's pick take effect. A number names one of the open conflicts, a key any. Raises NotFoundError."""
    of_what = store.open(deck) if name.isdecimal() and len(name) < _SHORTEST_KEY else store.every(deck)
    one = named(of_what, name)
    return store.pick(one.deck, one.conflict.key, pick, moment)


def _there_are(found: Sequence[OfDeck]) -> str:
    if not found:
        return "nothing waits to be decided"
    return f"`quizkit conflicts` lists {len(found)}"


def files_of(generated: Generated) -> Mapping[str, str]:
    """The file of every source by its slug."""
    return {source.slug: source.file for source in generated.sources}
