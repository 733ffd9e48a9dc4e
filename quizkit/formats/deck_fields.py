"""The fields that a deck has in every file, and what can be wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from quizkit.domain.card import Card, CardKind, Evidence, Media, Origin
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.errors import DeckError
from quizkit.formats.node import Node, first_places, nearest, shown

VERSION = 1
"""Of the fields, in YAML and JSON alike; raised when an older quizkit could no longer read them."""

_NEEDED = ("key", "kind", "question", "answer", "topic")
_OPTIONAL = ("accept", "choices", "rule", "origin", "evidence", "media")
_DIGEST = re.compile(r"[0-9a-f]{64}")

_Choice = TypeVar("_Choice", bound=StrEnum)


def check_version(node: Node) -> None:
    """Raise DeckError where a newer quizkit wrote the file."""
    version = node.number("version")
    if version != VERSION:
        node.refuse(f"version {version} is unknown to this quizkit, which reads version {VERSION}; update quizkit")


def deck_of(slug: str, texts: Mapping[str, Node], sources: list[Node], cards: list[Node]) -> Deck:
    """The deck whose ``title`` and ``description`` are among ``texts``; DeckErrors name the place."""
    listed = first_places(((_text(n, "source", "id"), n) for n in sources), "the source")
    made = [(_card(node, listed), node) for node in cards]
    first_places(((card.key, node) for card, node in made), "a card with the key")
    return Deck(
        slug=slug,
        title=texts["title"].text("title"),
        cards=tuple(card for card, _ in made),
        sources=tuple(map(_source, sources)),
        description=texts["description"].text("description") if "description" in texts else "",
    )


def check_sources(deck: Deck) -> None:
    """Raise DeckError where evidence names a source that the deck does not list, or two sources share a name.

    Such a deck could be written, but not be read again.
    """
    listed: set[str] = set()
    for source in deck.sources:
        if source.slug in listed:
            raise DeckError(f"deck {deck.slug}: two sources have the id {shown(source.slug)}; give one of them another")
        listed.add(source.slug)
    for card in deck.cards:
        for evidence in card.evidence:
            if evidence.source not in listed:
                raise DeckError(
                    f"deck {deck.slug}, card {card.key}: its evidence names the source {shown(evidence.source)},"
                    " which the deck does not list; add the source, or delete the evidence"
                )


def _text(node: Node, what: str, field: str) -> str:
    found = node.entries(f"a {what}")
    return found[field].text(field) if field in found else node.refuse(f"a {what} has no field '{field}'; add it")


def _source(node: Node) -> DeckSource:
    found = node.fields("a source", ("id", "file", "title"), ("url", "statements"))
    statements = found["statements"].entries("statements") if "statements" in found else {}
    return DeckSource(
        slug=found["id"].text("id"),
        file=found["file"].text("file"),
        title=found["title"].text("title"),
        url=found["url"].text("url") if "url" in found else "",
        statements=MappingProxyType({name: text.text("a statement") for name, text in statements.items()}),
    )


def _card(node: Node, listed: Mapping[str, Node]) -> Card:
    found = node.fields("a card", _NEEDED, _OPTIONAL)
    card = Card(
        key=found["key"].text("key"),
        kind=_one_of(CardKind, found["kind"], "kind"),
        question=found["question"].text("question"),
        answer=found["answer"].text("answer"),
        topic=found["topic"].text("topic"),
        evidence=tuple(_evidence(n, listed) for n in found["evidence"].items("evidence"))
        if "evidence" in found
        else (),
        accept=_texts(found, "accept"),
        choices=_texts(found, "choices"),
        rule=found["rule"].text("rule") if "rule" in found else "",
        # A card that does not say who worded it was typed by somebody: no program may replace it.
        origin=_one_of(Origin, found["origin"], "origin") if "origin" in found else Origin.WRITTEN,
        media=tuple(map(_media, found["media"].items("media"))) if "media" in found else (),
    )
    if fault := card.fault():
        node.refuse(f"the card {shown(card.key)} breaks a rule of cards: {fault}")
    return card


def _evidence(node: Node, listed: Mapping[str, Node]) -> Evidence:
    found = node.fields("evidence", ("source", "quote"), ("line", "speaker", "time"))
    source = found["source"].text("source")
    if source not in listed:
        found["source"].refuse(
            f"the source {shown(source)} is not listed under sources{nearest(source, tuple(listed))}"
        )
    return Evidence(
        source=source,
        quote=found["quote"].text("quote"),
        line=found["line"].number("line") if "line" in found else 0,
        speaker=found["speaker"].text("speaker") if "speaker" in found else "",
        time=found["time"].text("time") if "time" in found else "",
    )


def _media(node: Node) -> Media:
    found = node.fields("a file of media", ("name", "sha256"), ())
    digest = found["sha256"].text("sha256")
    if not _DIGEST.fullmatch(digest):
        found["sha256"].refuse(f"{shown(digest)} is no SHA-256: 64 of the signs 0 to 9 and a to f")
    return Media(found["name"].text("name"), digest)


def _texts(found: Mapping[str, Node], field: str) -> tuple[str, ...]:
    return tuple(node.text(f"a member of {field}") for node in found[field].items(field)) if field in found else ()


def _one_of(choices: type[_Choice], node: Node, what: str) -> _Choice:
    given = node.text(what)
    if given not in list(choices):
        node.refuse(f"the {what} {shown(given)} is unknown{nearest(given, tuple(choices))}")
    return choices(given)
