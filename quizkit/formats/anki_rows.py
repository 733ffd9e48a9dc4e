"""The cards of a deck as rows of Anki's tables, many at a time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import genanki

from quizkit.domain.card import Card, Media
from quizkit.domain.deck import Deck
from quizkit.domain.marks import Marks
from quizkit.domain.safe_text import safe_text
from quizkit.formats.anki_design import NOTE_TYPES
from quizkit.formats.anki_html import NoteHtml, as_html
from quizkit.formats.anki_progress import LogRow, Progress, new_card

_AT_ONCE = 2000
"""Notes: as many as make the single statement cheap and the memory small."""


@dataclass(slots=True)
class Rows:
    """Rows of ``notes`` and ``cards``, without the columns that are the same for all, and of ``revlog``."""

    notes: list[tuple[Any, ...]] = field(default_factory=list)
    cards: list[tuple[Any, ...]] = field(default_factory=list)
    log: list[LogRow] = field(default_factory=list)


class Subdecks:
    """The deck, which holds no cards itself, and a subdeck and a tag for every topic."""

    def __init__(self, deck: Deck) -> None:
        title = _name(deck.title) or _name(deck.slug) or "quizkit"
        names = {topic: _name(topic) or "…" for topic in deck.topics}
        subdecks: dict[int, genanki.Deck] = {}
        self._numbers: dict[str, int] = {}
        for topic, name in names.items():
            # To Anki, names that differ in case alone are one: the first spelling wins.
            folded = unicodedata.normalize("NFC", name).casefold()
            number = self._numbers[topic] = _deck_id(f"{deck.slug}\n{folded}")
            subdecks.setdefault(number, genanki.Deck(number, f"{title}::{name}"))
        self._tags = {topic: f" {_tag(name)} " for topic, name in names.items()}
        self.decks = [genanki.Deck(_deck_id(deck.slug), title, as_html(deck.description)), *subdecks.values()]

    def number(self, topic: str) -> int:
        """The id of the topic's subdeck."""
        return self._numbers[topic]

    def tags(self, topic: str) -> str:
        """The tags of a note of the topic, as Anki keeps them."""
        return self._tags[topic]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package holds; ``moments`` tells by key when a card last changed, in seconds since 1970.

    A file of ``media`` keeps its name: it is made of its content, so that no two files of one name meet in Anki.
    """

    deck: Deck
    moments: Mapping[str, int]
    marks: Mapping[str, Marks]
    progress: Progress | None
    media: Mapping[Media, Path]


def package_rows(
    contents: Contents, subdecks: Subdecks, ids: Iterator[int]
) -> Iterator[tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], list[LogRow]]]:
    """Notes, cards and log, portion by portion; ``ids`` are free to be given to notes and cards."""
    deck, moments, progress = contents.deck, contents.moments, contents.progress
    html = NoteHtml(deck.sources, {media: file.name for media, file in contents.media.items()})
    taken: set[int] = set()
    in_order = enumerate(deck.cards, 1)
    while portion := list(islice(in_order, _AT_ONCE)):
        rows = Rows()
        for position, card in portion:
            note, number = next(ids), next(ids)
            rows.notes.append(_note(note, card, html, subdecks.tags(card.topic), moments[card.key]))
            scheduled = progress.card(card.key, position) if progress else new_card(position)
            if borne := contents.marks.get(card.key):
                scheduled = scheduled.marked(borne)
            rows.cards.append((number, note, subdecks.number(card.topic), moments[card.key], *scheduled))
            if progress:
                rows.log.extend(progress.log(card.key, number, taken))
        yield rows.notes, rows.cards, rows.log


def note_guid(key: str) -> str:
    """The GUID that Anki knows the card ``key`` by, for good."""
    return hashlib.sha256(f"quizkit note {key}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _note(number: int, card: Card, html: NoteHtml, tags: str, moment: int) -> tuple[Any, ...]:
    """Id, guid, mid, mod, tags, flds, sfld."""
    fields = html.fields(card)
    return (
        number,
        note_guid(card.key),
        NOTE_TYPES[card.kind].number,
        moment,
        tags,
        "\x1f".join(fields),
        fields[0],
    )


def _deck_id(name: str) -> int:
    """A stable number among those that Anki's own ids, milliseconds since 1970, are taken from."""
    digest = hashlib.sha256(f"quizkit deck {name}".encode("utf-8", "surrogatepass")).digest()
    return 1_100_000_000_000 + int.from_bytes(digest[:8], "big") % 400_000_000_000


def _name(text: str) -> str:
    """``text`` as one part of a deck's name: on one line, its colons unable to part it."""
    one_line = " ".join(safe_text(text).replace('"', "'").split())
    return re.sub(r":(?=:)|(?<=:):|\A:|:\Z", "∶", one_line)


def _tag(name: str) -> str:
    """A topic's ``name`` as a tag under ``quizkit::``: white space would end it."""
    return "quizkit::" + re.sub(r"\s+", "-", name)
