"""Anki packages (.apkg, .colpkg) read: notes of any type as cards, with the progress made in Anki.

- A card's key is ``anki/`` with a fingerprint of its note's GUID, and the number of the card: the cards of a note are
  siblings, and the same note in a later package is the same again, however it is worded by then.
- The uppermost deck is the deck. What stands below it is the topic; a card right in it takes its first tag, or else the
  deck's name. A card in a filtered deck belongs to the deck that it came from.
- A note that quizkit itself exported is known by its key, which travels in a field of its own and must give its GUID.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any

from quizkit.domain.arrival import Arrival, ArrivingDeck, Package, PastReview
from quizkit.domain.card import Card, CardKind, Media, Origin
from quizkit.domain.schedule import New
from quizkit.domain.slug import slugify
from quizkit.formats.anki_archive import AnkiArchive
from quizkit.formats.anki_calendar import Calendar, past_reviews, schedule_of
from quizkit.formats.anki_collection import (
    AnkiCollection,
    AnkiDeck,
    NoteType,
    card_rows,
    count_cards,
    open_collection,
    read_collection,
    review_rows,
)
from quizkit.formats.anki_faces import Face, Faces
from quizkit.formats.anki_home import own_card
from quizkit.formats.anki_text import readable

SLUG = "anki"
"""What the keys of cards from Anki begin with."""

RULE = "Anki"
"""What made the cards."""

FIELD_DIVIDER = "\x1f"
_NEW = New()
_SUSPENDED, _BURIED = -1, (-2, -3)
_NO_TOPICS = ("leech", "marked")
"""Tags that Anki sets by itself."""

Keep = Callable[[str], str | None]
"""Takes a media file of the package into the library and gives its digest, None where it is not there."""


@dataclass(slots=True)
class _Reader:
    """One pass over a collection."""

    collection: AnkiCollection
    calendar: Calendar
    reviews: dict[int, list[PastReview]]
    touched: dict[int, int]
    keep: Keep
    faces: dict[int, Faces] = field(default_factory=dict)
    decks: dict[str, ArrivingDeck] = field(default_factory=dict)
    places: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    guids: dict[str, int] = field(default_factory=dict)
    kept: dict[str, Media | None] = field(default_factory=dict)
    empty: int = 0
    open_note: int | None = None
    own: Card | None = None
    statement: str = ""
    """What the keys of the open note's cards begin with."""


def read_package(
    archive: AnkiArchive,
    keep: Callable[[str, Iterator[bytes]], str],
    *,
    now: datetime,
    local: Callable[[datetime], datetime],
    day_starts_at: int,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Package:
    """All that the package brings. ``keep`` takes a media file by name and portions, and gives its digest.

    ``now`` is the learner's local time and ``local`` turns any moment into it. ``tell`` hears how many cards of how
    many are done. Raises DeckError.
    """
    place = archive.name

    def keep_one(name: str) -> str | None:
        return keep(name, archive.media_portions(name)) if archive.has_media(name) else None

    with open_collection(archive.collection, place) as database:
        collection = read_collection(database, place)
        calendar = _calendar(collection, now, local, day_starts_at)
        reviews, touched = past_reviews(review_rows(database), calendar, is_version_1=collection.counts_as_version_1)
        reader = _Reader(collection, calendar, reviews, touched, keep_one)
        total, met, new, notes, last = count_cards(database), [], [], 0, None
        for done, row in enumerate(card_rows(database)):
            if not done % 2000:
                tell(done, total)
            if (arrival := _arrival(reader, row)) is not None:
                if row[8]:
                    met.append(arrival)
                else:
                    new.append((row[10], arrival))
                if row[0] != last:
                    notes, last = notes + 1, row[0]
    # New cards in the order in which Anki would show them, after those that were met already.
    new.sort(key=itemgetter(0))
    met += [arrival for _, arrival in new]
    warnings = [problem for faces in reader.faces.values() for problem in dict.fromkeys(faces.problems)]
    if missing := sum(media is None for media in reader.kept.values()):
        are = "media file that cards name is" if missing == 1 else "media files that cards name are"
        warnings.append(f"{missing} {are} not in the package")
    have = "card has" if reader.empty == 1 else "cards have"
    left_out = [f"{reader.empty} {have} an empty front, in Anki too"] if reader.empty else []
    return Package(reader.decks, met, notes, left_out, warnings)


def _calendar(
    collection: AnkiCollection, now: datetime, local: Callable[[datetime], datetime], day_starts_at: int
) -> Calendar:
    created = datetime.fromtimestamp(min(max(collection.created, 0), 253_370_764_800), UTC)
    west = collection.minutes_west
    there = local(created) if west is None else created - timedelta(minutes=west)
    calendar = Calendar(there.date(), local, day_starts_at, now.date())
    calendar.today = calendar.day_of(int(now.timestamp() * 1000))
    return calendar


def _arrival(reader: _Reader, row: tuple[Any, ...]) -> Arrival | None:
    (
        note, guid, model, tags, fields, number, ordinal, deck,
        kind, queue, due, interval, ease, lapses, true_due, home, flags,
    ) = row  # fmt: skip
    deck = home or deck
    if note != reader.open_note:
        _open_note(reader, note, guid, model, tags, fields, deck)
    slug, topic = reader.places.get((deck, tags)) or _place(reader, deck, tags)
    card = reader.own
    if card is None:
        face = reader.faces[model].face(ordinal)
        if not face.question:
            reader.empty += 1
            return None
        card = _card(reader, face, f"{reader.statement}/{ordinal + 1}", topic)
    if home and true_due:
        due = true_due
    schedule = schedule_of(reader.calendar, kind, queue, due, interval, ease, lapses) if kind else _NEW
    return Arrival(
        slug,
        card,
        schedule,
        reader.reviews.get(number, ()),
        reader.touched.get(number, 0),
        queue == _SUSPENDED,
        queue in _BURIED,
        flags & 7,
        reader.own is not None,
    )


def _open_note(reader: _Reader, note: int, guid: str, model: int, tags: str, fields: str, deck: int) -> None:
    """What all cards of the note share."""
    faces = reader.faces.get(model)
    if faces is None:
        note_type = reader.collection.note_types.get(model) or NoteType(model, str(model), False, (), ())
        faces = reader.faces[model] = Faces(note_type)
    parts = fields.split(FIELD_DIVIDER)
    reader.open_note = note
    reader.own = own_card(faces.note_type, parts, guid) if "Key" in faces.note_type.fields else None
    if reader.own is None:
        known = reader.collection.decks.get(deck)
        faces.open_note(parts, tags.strip(), known.path if known else ())
        reader.statement = f"{SLUG}/{_fingerprint(reader, guid, note)}"


def _card(reader: _Reader, face: Face, key: str, topic: str) -> Card:
    media = tuple(filter(None, (_media(reader, name) for name in face.media))) if face.media else ()
    if not face.blanks:
        return Card(key, CardKind.QUESTION, face.question, face.answer, topic, (), (), (), RULE, Origin.WRITTEN, media)
    blanks = "; ".join(face.blanks)
    # What stands on the back besides need not be said to be right.
    answer, accept = (f"{blanks}\n{face.answer}", (blanks,)) if face.answer else (blanks, ())
    return Card(key, CardKind.CLOZE, face.question, answer, topic, (), accept, (), RULE, Origin.WRITTEN, media)


def _media(reader: _Reader, name: str) -> Media | None:
    if name not in reader.kept:
        digest = reader.keep(name)
        # Pictures of formulas are there only where Anki has drawn them.
        if digest is None and name.startswith("latex-"):
            return None
        reader.kept[name] = None if digest is None else Media(name, digest)
    return reader.kept[name]


def _fingerprint(reader: _Reader, guid: str, note: int) -> str:
    """Of the GUID; where a second note of the package has the same, of that and its number."""
    first = reader.guids.setdefault(guid, note)
    text = guid if first == note and guid else f"{guid}\n{note}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _place(reader: _Reader, deck: int, tags: str) -> tuple[str, str]:
    """The deck's slug and the topic."""
    found = reader.places.get((deck, tags))
    if found is None:
        known = reader.collection.decks.get(deck) or AnkiDeck((f"Anki {deck}",))
        title, *below = known.path
        slug = reader.slugs.get(title)
        if slug is None:
            slug = reader.slugs[title] = _free(slugify(title), reader.decks)
            top = next((d for d in reader.collection.decks.values() if d.path == (title,)), known)
            reader.decks[slug] = ArrivingDeck(title, _one_paragraph(top.description))
        found = reader.places[deck, tags] = slug, " / ".join(below) or _topic_of(tags) or title
    return found


def _topic_of(tags: str) -> str:
    tag = next((tag for tag in tags.split() if tag.casefold() not in _NO_TOPICS), "")
    return " / ".join(filter(None, tag.replace("_", " ").split("::"))).strip()


def _free(slug: str, taken: dict[str, ArrivingDeck]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _one_paragraph(description: str) -> str:
    return readable(description, [])
