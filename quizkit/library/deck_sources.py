"""Which documents a deck names, and which of their statements it keeps the words of.

Kept are the statements of every card that the learner ever met there: those in the deck, those that wait as drafts and
those that were rejected. By their words a later edition of the document finds them again, and their keys last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Generated


def sources_of_documents(generated: Generated, known: Deck | None, met: Iterable[Card]) -> tuple[DeckSource, ...]:
    """The documents given now, and those that cards and drafts are made from or proven by."""
    all_sources = {source.slug: source for source in (known.sources if known else ())}
    for source in generated.sources:
        before = all_sources[source.slug].statements if source.slug in all_sources else {}
        statements = {**before, **generated.anchors.get(source.slug, {})}
        all_sources[source.slug] = DeckSource(source.slug, source.file, source.title, source.url, statements)
    used = _used(met)
    given = {source.slug for source in generated.sources}
    return tuple(
        replace(source, statements=_only(source.statements, used.get(slug, set())))
        for slug, source in all_sources.items()
        if slug in used or slug in given
    )


def sources_of_file(file: Deck, known: Deck | None, met: Iterable[Card]) -> tuple[DeckSource, ...]:
    """The sources of the file, and what the library needs beside them to know its own statements again."""
    used = _used(met)
    all_sources = {source.slug: source for source in file.sources}
    for source in known.sources if known else ():
        needed = _only(source.statements, used.get(source.slug, set()))
        if source.slug in all_sources:
            here = all_sources[source.slug]
            all_sources[source.slug] = replace(here, statements={**here.statements, **_without(needed, here)})
        elif source.slug in used:
            all_sources[source.slug] = replace(source, statements=needed)
    return tuple(all_sources.values())


def with_statements_of(sources: Iterable[DeckSource], cards: Iterable[Card]) -> tuple[DeckSource, ...]:
    """The sources, of their statements only those that one of the cards is made from."""
    used = _used(cards)
    return tuple(replace(s, statements=_only(s.statements, used.get(s.slug, set()))) for s in sources)


def _used(met: Iterable[Card]) -> dict[str, set[str]]:
    """By source slug, the fingerprints of the statements that the cards are made from."""
    used: dict[str, set[str]] = {}
    for card in met:
        for evidence in card.evidence:
            used.setdefault(evidence.source, set())
        slug, _, fingerprint = card.statement_key.partition("/")
        used.setdefault(slug, set()).add(fingerprint)
    return used


def _only(statements: Mapping[str, str], fingerprints: set[str]) -> dict[str, str]:
    return {fingerprint: text for fingerprint, text in statements.items() if fingerprint in fingerprints}


def _without(statements: Mapping[str, str], source: DeckSource) -> dict[str, str]:
    return {fingerprint: text for fingerprint, text in statements.items() if fingerprint not in source.statements}
