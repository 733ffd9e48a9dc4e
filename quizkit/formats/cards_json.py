"""Decks as JSON: what ``generate --json`` prints, ``export --to FILE.json`` writes and other programs read.

A card carries its first evidence flat (``source``, ``quote``, ``line``, ``speaker``, ``time``); where it has more than
one, ``evidence`` lists them all. With ``progress`` it tells what was learnt of it (see ``progress_json``). Drafts stand
after the cards with ``fate`` "draft", ``score`` and ``reasons``; they are not read back: they belong to no deck yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Draft, Fate
from quizkit.domain.errors import DeckError
from quizkit.domain.slug import slugify
from quizkit.formats.deck_fields import VERSION, check_sources, check_version, deck_of
from quizkit.formats.escaped import escaped
from quizkit.formats.node import Node, shown
from quizkit.formats.progress_json import CardProgress, progress_fields, read_progress

_FLAT = ("source", "quote", "line", "speaker", "time")
_ASIDE = ("fate", "score", "reasons", "progress")


def write_cards(deck: Deck, drafts: Sequence[Draft] = (), progress: Mapping[str, CardProgress] | None = None) -> str:
    """The deck as JSON that ``read_cards`` reads back equal, with the ``drafts`` after its cards.

    ``progress`` goes along by card key. Equal decks give equal text. Raises DeckError for evidence from a source that
    the deck does not list.
    """
    check_sources(deck)
    cards = [_card_fields(card, Fate.CARD) for card in deck.cards]
    for fields in cards:
        if progress and (learnt := progress_fields(progress.get(fields["id"], CardProgress()))):
            fields["progress"] = learnt
    cards += map(draft_fields, drafts)
    whole = {
        "version": VERSION,
        "slug": deck.slug,
        "title": deck.title,
        "description": deck.description,
        "sources": list(map(_source_fields, deck.sources)),
        "cards": cards,
    }
    return escaped(json.dumps(whole, ensure_ascii=False, indent=1)) + "\n"


def draft_fields(draft: Draft) -> dict[str, Any]:
    """A draft as it stands among the cards of a deck."""
    verdict = {"score": round(draft.verdict.score, 4), "reasons": list(draft.verdict.reasons)}
    return _card_fields(draft.card, Fate.DRAFT) | verdict


def read_cards(text: str, name: str) -> Deck:
    """The deck that ``text`` describes, drafts left aside; one without a slug takes that of the file's ``name``.

    Progress is left aside, too. Raises DeckError, naming file, place and way out, where the text is not JSON or not a
    deck.
    """
    return read_all(text, name)[0]


def read_all(text: str, name: str) -> tuple[Deck, dict[str, CardProgress]]:
    """The deck as ``read_cards`` gives it, and by key the progress that goes along with its cards. Raises DeckError."""
    root = _read_nodes(text, name)
    if isinstance(root.value, dict) and "version" in root.value:
        check_version(root.value["version"])
    found = root.fields("a deck", ("sources", "cards"), ("version", "slug", "title", "description"))
    stem = re.sub(r"(?i)\.json$", "", PurePath(name).name)
    slug = slugify(found["slug"].text("slug") if "slug" in found else stem)
    texts = {"title": Node(root.place, stem), **found}
    told = [node for node in found["cards"].items("cards") if not _is_draft(node)]
    deck = deck_of(slug, texts, found["sources"].items("sources"), [_renamed(node) for node in told])
    learnt = zip(deck.cards, (node.entries("a card").get("progress") for node in told), strict=True)
    return deck, {card.key: read_progress(node, card.key) for card, node in learnt if node is not None}


def _card_fields(card: Card, fate: Fate) -> dict[str, Any]:
    first = card.evidence[0] if card.evidence else Evidence("", "")
    fields: dict[str, Any] = {
        "id": card.key,
        "kind": card.kind,
        "rule": card.rule,
        "fate": fate,
        "topic": card.topic,
        "question": card.question,
        "answer": card.answer,
    }
    fields |= {name: list(texts) for name in ("accept", "choices") if (texts := getattr(card, name))}
    fields |= {"source": first.source, "quote": first.quote}
    fields |= {name: value for name in ("line", "speaker", "time") if (value := getattr(first, name))}
    fields["origin"] = card.origin
    if card.media:
        fields["media"] = [{"name": media.name, "sha256": media.digest} for media in card.media]
    if len(card.evidence) > 1:
        fields["evidence"] = [
            {name: value for name in _FLAT if (value := getattr(evidence, name)) or name in ("source", "quote")}
            for evidence in card.evidence
        ]
    return fields


def _source_fields(source: DeckSource) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": source.slug, "file": source.file, "title": source.title}
    if source.url:
        fields["url"] = source.url
    if source.statements:
        fields["statements"] = dict(source.statements)
    return fields


def _read_nodes(text: str, name: str) -> Node:
    def fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [field for field, _ in pairs]
            twice = next(field for field in names if names.count(field) > 1)
            raise DeckError(f"{name}: the field {shown(twice)} stands twice in one group; delete one of them")
        return found

    try:
        return _placed(json.loads(text.removeprefix("\ufeff"), object_pairs_hook=fields), name)
    except json.JSONDecodeError as error:
        place = f"{name}, line {error.lineno}, column {error.colno}"
        raise DeckError(f"{place}: not valid JSON: {error.msg}; mend it there, or export the deck anew") from error
    except (RecursionError, ValueError) as error:
        # Nested a thousand deep, or a number of thousands of digits.
        raise DeckError(f"{name}: not the JSON of a deck; export the deck anew") from error


def _placed(value: Any, place: str) -> Node:
    match value:
        case dict():
            return Node(place, {name: _placed(member, f"{place}, {name}") for name, member in value.items()})
        case list():
            return Node(place, [_placed(member, f"{place} {number}") for number, member in enumerate(value, 1)])
    return Node(place, value)


def _is_draft(card: Node) -> bool:
    fate = card.entries("a card").get("fate")
    if fate is not None and fate.value not in (Fate.CARD, Fate.DRAFT):
        fate.refuse("the fate of a card is 'card' or 'draft'")
    return fate is not None and fate.value == Fate.DRAFT


def _renamed(card: Node) -> Node:
    """The card's fields under the names that they have in every deck file, its evidence as a list."""
    fields = {name: node for name, node in card.entries("a card").items() if name not in _ASIDE}
    if "id" not in fields:
        card.refuse("a card has no field 'id'; add it")
    fields["key"] = fields.pop("id")
    flat = {name: fields.pop(name) for name in _FLAT if name in fields}
    if "evidence" not in fields and any(flat[name].value for name in ("source", "quote") if name in flat):
        fields["evidence"] = Node(card.place, [Node(card.place, dict(flat))])
    return Node(card.place, dict(fields))
