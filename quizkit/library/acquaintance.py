"""Documents known again: cards keep their keys only if their document keeps its slug."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.held import Held
from quizkit.domain.source import Source

STDIN_FILE = "stdin"
"""The file name of a document from standard input: it tells nothing about which document that is."""


def ever_met(held: Held) -> Deck | None:
    """The deck with all that the learner ever met there, for generating: drafts and rejected cards keep their keys too.

    None where there is no deck yet.
    """
    if held.deck is None:
        return None
    met = [*held.deck.cards, *(draft.card for draft in held.drafts), *held.rejected.values()]
    return replace(held.deck, cards=tuple({card.key: card for card in reversed(met)}.values())[::-1])


def with_lasting_slugs(sources: Iterable[Source], known: Deck | None) -> list[Source]:
    """The documents, each with a slug that no other has; one that ``known`` was made from keeps its own."""
    sources = list(sources)
    unclaimed = {source.slug: source for source in (known.sources if known else ())}
    taken = set(unclaimed)
    kept: dict[int, str] = {}
    # The surest first: of two documents with one file name, each finds the one that it shares most words with.
    likeness = sorted(
        ((_likeness(source, old), -at, old.slug) for at, source in enumerate(sources) for old in unclaimed.values()),
        reverse=True,
    )
    for alike, at, slug in likeness:
        if alike > 0 and -at not in kept and slug in unclaimed:
            kept[-at] = slug
            del unclaimed[slug]
    lasting = []
    for at, source in enumerate(sources):
        slug = kept.get(at) or _free(source.slug, taken)
        taken.add(slug)
        lasting.append(replace(source, slug=slug))
    return lasting


def _likeness(source: Source, old: DeckSource) -> float:
    """From 0, another document, to 2: the same file name counts 1, the share of known statements still there up to 1.

    A renamed document is known by its words alone if it has at least half of them.
    """
    words = {statement.text for statement in source.statements}
    share = sum(text in words for text in old.statements.values()) / max(1, len(old.statements))
    if source.file == old.file and source.file != STDIN_FILE:
        return 1 + share
    return share if share >= 0.5 else 0


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
