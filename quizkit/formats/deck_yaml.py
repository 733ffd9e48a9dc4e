"""Decks as YAML: made to be read, edited by hand and compared line by line.

One field per line, whatever its length: folded text moves on every edit. Empty fields are left out, but for ``origin``,
which a card typed by hand lacks. Cards stand in learning order, with an empty line between them; sources, with the
words of their statements, follow at the end. No anchors, no tags: text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from quizkit.domain.card import Card, Evidence, Media
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.slug import slugify
from quizkit.formats.deck_fields import VERSION, check_sources, check_version, deck_of
from quizkit.formats.yaml_lines import field, filled, list_lines, member_lines, on_one_line, text_lines
from quizkit.formats.yaml_nodes import read_nodes

_HEAD = "# A deck of quizkit, in learning order. The README tells what each field means."


def read_deck(text: str, name: str) -> Deck:
    """The deck that ``text`` describes; its slug is that of the file's ``name``.

    Raises DeckError, naming file, line and way out, where the text is not YAML or not a deck.
    """
    root = read_nodes(text, name)
    if isinstance(root.value, dict) and "version" in root.value:
        # First of all: what else is wrong in a newer file is no fault of it.
        check_version(root.value["version"])
    found = root.fields("a deck", ("version", "title", "cards"), ("description", "sources"))
    sources = found["sources"].items("sources") if "sources" in found else []
    slug = slugify(re.sub(r"(?i)\.ya?ml$", "", PurePath(name).name))
    return deck_of(slug, found, sources, found["cards"].items("cards"))


def write_deck(deck: Deck) -> str:
    """The deck as YAML that ``read_deck`` reads back equal.

    Raises DeckError for what no file can hold, and for evidence from a source that the deck does not list.
    """
    check_sources(deck)
    return "\n".join(_deck_lines(deck)).rstrip("\n") + "\n"


def _deck_lines(deck: Deck) -> Iterator[str]:
    yield from (_HEAD, f"version: {VERSION}")
    yield from field("title", deck.title)
    yield from filled("description", deck.description)
    yield from ("", "cards:" if deck.cards else "cards: []")
    for card in deck.cards:
        yield from member_lines(_card_lines(card))
        yield ""
    if deck.sources:
        yield "sources:"
        for source in deck.sources:
            yield from member_lines(_source_lines(source))


def _card_lines(card: Card) -> Iterator[str]:
    yield from field("key", card.key)
    yield from field("kind", card.kind)
    yield from field("question", card.question)
    yield from field("answer", card.answer)
    yield from list_lines("accept", map(text_lines, card.accept))
    yield from list_lines("choices", map(text_lines, card.choices))
    yield from field("topic", card.topic)
    yield from filled("rule", card.rule)
    yield from field("origin", card.origin)
    yield from list_lines("evidence", map(_evidence_lines, card.evidence))
    yield from list_lines("media", map(_media_lines, card.media))


def _evidence_lines(evidence: Evidence) -> Iterator[str]:
    yield from field("source", evidence.source)
    yield from field("quote", evidence.quote)
    if evidence.line:
        yield f"line: {evidence.line}"
    yield from filled("speaker", evidence.speaker)
    yield from filled("time", evidence.time)


def _media_lines(media: Media) -> Iterator[str]:
    yield from field("name", media.name)
    yield from field("sha256", media.digest)


def _source_lines(source: DeckSource) -> Iterator[str]:
    yield from field("id", source.slug)
    yield from field("file", source.file)
    yield from field("title", source.title)
    yield from filled("url", source.url)
    if source.statements:
        yield "statements:"
        for fingerprint, text in source.statements.items():
            for line in field(on_one_line(fingerprint), text):
                yield f"  {line}" if line else ""
