"""How the learner stands, in numbers: one set of them for a library, a deck or a topic."""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.storage.agenda import Tally


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards there are and how well they are known.

    ``seen`` and ``new`` (never rated, or reset) make up ``cards``; so do ``new``, ``young`` and ``mature``. ``due`` are
    due today or overdue. ``reviews``, ``passes`` and ``retention`` leave a card's first review and drills out;
    ``retention`` is None where there are no reviews. Suspended and buried cards are never ``due`` and not among those
    ``new_waiting``, the new cards that may come; ``suspended`` counts the former.
    """

    cards: int
    seen: int
    new: int
    due: int
    young: int
    mature: int
    leeches: int
    reviews: int
    passes: int
    retention: float | None
    new_waiting: int = 0
    suspended: int = 0

    @classmethod
    def of(cls, tally: Tally) -> Counts:
        """The counts that follow from a tally."""
        return cls(
            cards=tally.cards,
            seen=tally.seen,
            new=tally.cards - tally.seen,
            due=tally.due,
            young=tally.young,
            mature=tally.mature,
            leeches=tally.leeches,
            reviews=tally.reviews,
            passes=tally.passes,
            retention=tally.passes / tally.reviews if tally.reviews else None,
            new_waiting=tally.new_waiting,
            suspended=tally.suspended,
        )


@dataclass(frozen=True, slots=True)
class Stats:
    """The counts of all that was asked for, and of each topic of it in learning order."""

    total: Counts
    topics: tuple[tuple[str, Counts], ...]


@dataclass(frozen=True, slots=True)
class DeckOverview:
    """A deck at a glance; ``new_today``: how many of its new cards today's limit still allows."""

    slug: str
    title: str
    counts: Counts
    topics: tuple[tuple[str, Counts], ...]
    new_today: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The library at a glance: what waits today, and how many reviews were done (drills left out).

    ``drills`` are cards that scored below GOOD today and were left before they were known.
    """

    decks: tuple[DeckOverview, ...]
    new_today: int
    due: int
    drills: int
    reviewed_today: int
