"""The text that a card was made from, as far as the library keeps it, with the place that proves the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import DeckSource
from quizkit.storage.decks import DeckStore


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement of a source; ``line`` is 0 where it is not known. ``is_evidence``: it proves the card's answer."""

    text: str
    line: int
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class SourceText:
    """What the library keeps of a source: the statements that have cards, in the order of the document."""

    slug: str
    title: str
    file: str
    url: str
    passages: tuple[Passage, ...]


def source_texts(card: Card, deck: str, decks: DeckStore) -> tuple[SourceText, ...]:
    """The sources of the card's evidence, each once, in the order of the evidence; the deck is its slug."""
    slugs = dict.fromkeys(evidence.source for evidence in card.evidence)
    return tuple(_text_of(decks.source(deck, slug), card, decks.cited(deck, slug)) for slug in slugs)


def _text_of(source: DeckSource, card: Card, cited: list[Evidence]) -> SourceText:
    quotes = [(_folded(evidence.quote), evidence) for evidence in cited]
    own = [_folded(evidence.quote) for evidence in card.evidence if evidence.source == source.slug]
    told: set[str] = set()
    passages = []
    for fingerprint, text in source.statements.items():
        folded = _folded(text)
        within = [evidence for quote, evidence in quotes if quote and quote in folded]
        told.update(_folded(evidence.quote) for evidence in within)
        is_evidence = f"{source.slug}/{fingerprint}" == card.statement_key or any(quote in folded for quote in own)
        passages.append(Passage(text, next((each.line for each in within if each.line), 0), is_evidence))
    # A deck may keep no statements, or a card quote several of them at once: what was quoted is shown all the same.
    for quote, evidence in quotes:
        if quote and quote not in told:
            told.add(quote)
            passages.append(Passage(evidence.quote, evidence.line, quote in own))
    return SourceText(source.slug, source.title, source.file, source.url, tuple(_in_order(passages)))


def _in_order(passages: list[Passage]) -> Iterator[Passage]:
    """By line; a passage whose line is not known stays behind the one that it came after."""
    line = 0
    placed = []
    for at, passage in enumerate(passages):
        line = passage.line or line
        placed.append((line, at, passage))
    return (passage for _, _, passage in sorted(placed, key=lambda each: each[:2]))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
