"""Decks from text files of any kind into the library: tables, Markdown, JSON, YAML.

Unlike ``load``, which makes a deck what its file says, an import only adds and updates: what the file does not name
stays.
Cards are compared three ways, as everywhere (see ``editions``): with the words that they last came with, with the
learner's, and with those that come now. What a file cannot say of a card, such as its proofs, stays as it is here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.domain.arrival import Arrival, ArrivingDeck, Known, KnownCard, Package, PastReview, Taken
from quizkit.domain.card import Card, CardKind, Origin
from quizkit.domain.day import study_day
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.domain.held import Held, Revision
from quizkit.domain.log import Rescheduled, Reviewed
from quizkit.domain.slug import slugify
from quizkit.library.arrivals import came, settle
from quizkit.library.deck_sources import sources_of_file
from quizkit.library.editions import Brought, Contested, three_ways
from quizkit.library.export import TEXT_FORMATS, TextFormat

if TYPE_CHECKING:
    from quizkit.formats.progress_json import CardProgress
    from quizkit.storage.arrivals import ArrivalStore
    from quizkit.storage.decks import DeckStore

TEXTS = tuple(TEXT_FORMATS)
"""The suffixes of the files that this reads."""

_WITH_PROOFS = (TextFormat.JSON, TextFormat.YAML)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that was read: its decks, the progress that goes along, and whether it tells proofs and sources.

    ``is_named`` says that the learner named the deck.
    """

    decks: Sequence[Deck]
    has_proofs: bool
    progress: Mapping[str, CardProgress]
    is_named: bool


@dataclass(frozen=True, slots=True)
class ImportedTexts:
    """What came of a file: each of its decks, and how many reviews and schedules were taken over."""

    brought: Sequence[Brought]
    reviews: int = 0
    schedules: int = 0


def read_text_file(path: Path, deck: str | None = None, encoding: str | None = None) -> TextFile:
    """The decks in a file, whose suffix tells the format; all in one named ``deck`` where that is said.

    Raises DeckError, naming file and line.
    """
    form = TEXT_FORMATS.get(path.suffix.lower())
    if form is None:
        raise DeckError(f"{path}: not known by its suffix; quizkit imports {', '.join(TEXTS)}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DeckError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    return read_text_bytes(data, str(path), form, deck, encoding)


def read_text_bytes(
    data: bytes, name: str, form: TextFormat, deck: str | None = None, encoding: str | None = None
) -> TextFile:
    """The decks in ``data``, which came from ``name``; otherwise as ``read_text_file``."""
    decks, progress = _read(_decoded(data, name, encoding), name, form)
    if deck is not None:
        decks = [_together(decks, deck)]
    return TextFile(decks, form in _WITH_PROOFS, progress, deck is not None)


def import_texts(
    file: TextFile, decks: DeckStore, arrivals: ArrivalStore, now: datetime, day_starts_at: int
) -> ImportedTexts:
    """Take the decks of the file over, then the progress of their cards; ``now`` is the learner's local time.

    A deck that the learner did not name is the one of the library that has most of its cards, whatever the file is
    called; where none has any, it is the deck of its name. Each deck is taken whole or not at all. Reviews come in
    once, however often the file does. Raises StorageError.
    """
    brought: list[Brought] = []
    for deck in file.decks if file.is_named else [_at_home(deck, decks) for deck in file.decks]:
        merging = _Merging(deck, arrivals.came(deck.slug), file.has_proofs)
        decks.revise(deck.slug, now, merging.revision)
        arrivals.note_words(merging.arrived)
        brought.append(merging.brought())
    if not file.progress:
        return ImportedTexts(brought)
    new = {key for each in brought for key in each.changes.new}
    taken = _take_progress(file, new, arrivals, now, study_day(now, day_starts_at))
    return ImportedTexts(brought, taken.reviews, len(taken.progress))


def _read(text: str, name: str, form: TextFormat) -> tuple[list[Deck], dict[str, CardProgress]]:
    match form:
        case TextFormat.CSV | TextFormat.TSV:
            from quizkit.formats.cards_csv import read_table

            return read_table(text, name), {}
        case TextFormat.MARKDOWN:
            from quizkit.formats.cards_markdown import read_markdown

            return [read_markdown(text, name)], {}
        case TextFormat.JSON:
            from quizkit.formats.cards_json import read_all

            deck, progress = read_all(text, name)
            return [deck], progress
        case TextFormat.YAML:
            from quizkit.formats.deck_yaml import read_deck

            return [read_deck(text, name)], {}


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    from quizkit.reading.encodings import known_encoding, likely_encoding

    try:
        return data.decode(encoding or known_encoding(data)).removeprefix("\ufeff")
    except LookupError as error:
        raise DeckError(f"{name}: the encoding {encoding} is unknown; name one that Python knows") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        likely = likely_encoding(data) if encoding is None else ""
        way_out = f"it may be {likely}: try --encoding {likely}" if likely else "save it as UTF-8"
        raise DeckError(f"{name}:{line}: not {encoding or 'UTF-8'}; {way_out}") from error


def _together(decks: Sequence[Deck], name: str) -> Deck:
    cards = tuple(card for deck in decks for card in deck.cards)
    sources = {source.slug: source for deck in decks for source in deck.sources}
    return replace(decks[0], slug=slugify(name), title=name, cards=cards, sources=tuple(sources.values()))


def _at_home(deck: Deck, decks: DeckStore) -> Deck:
    holding = decks.holding(card.key for card in deck.cards)
    return replace(deck, slug=max(holding, key=lambda slug: (holding[slug], slug == deck.slug), default=deck.slug))


@dataclass(slots=True)
class _Merging:
    """A deck of the file on its way into the library; ``last`` tells by key the words that it last arrived with."""

    file: Deck
    last: Mapping[str, str]
    has_proofs: bool
    arrived: list[KnownCard] = field(default_factory=list)
    _brought: list[Brought] = field(default_factory=list)

    def revision(self, held: Held) -> Revision:
        """The deck with what the file says of its cards; those that are new to it come last."""
        cards = {card.key: card for card in held.deck.cards} if held.deck else {}
        base = {**held.from_file, **held.from_document}
        contested: list[Contested] = []
        self.arrived.clear()
        for theirs in self.file.cards:
            mine = cards.get(theirs.key)
            if theirs.key in held.rejected:
                continue
            if mine is not None:
                theirs = theirs if self.has_proofs else _completed(theirs, mine)
                settled, is_contested = self._settled(base.get(theirs.key, mine), mine, theirs)
                cards[theirs.key] = settled
                if is_contested:
                    contested.append(Contested(mine, theirs))
            else:
                cards[theirs.key] = theirs
            self.arrived.append(KnownCard(self.file.slug, theirs, came(theirs)))
        drafts = tuple(draft for draft in held.drafts if draft.card.key not in cards)
        met = [*cards.values(), *(draft.card for draft in drafts), *held.rejected.values()]
        about = held.deck or self.file
        sources = sources_of_file(self.file, held.deck, met) if self.has_proofs else about.sources
        deck = replace(about, cards=tuple(cards.values()), sources=sources)
        rejected = tuple(card for card in self.file.cards if card.key in held.rejected)
        self._brought.append(Brought(held.deck, deck, drafts, rejected=rejected, contested=tuple(contested)))
        # By no road: a file that is loaded must not take these cards for its own, nor a document for what it told.
        return Revision(deck, drafts)

    def brought(self) -> Brought:
        """What came of it, once it is in the library."""
        return self._brought[-1]

    def _settled(self, base: Card, mine: Card, theirs: Card) -> tuple[Card, bool]:
        """The card as it is to be, and whether the learner and the file changed its words both."""
        if theirs.key not in self.last:
            return three_ways(base, mine, theirs)
        then_words, _, then_topic = self.last[theirs.key].partition(" ")
        my_words, their_words = (came(card).partition(" ")[0] for card in (mine, theirs))
        is_untouched = my_words == then_words
        topic = theirs.topic if mine.topic == then_topic else mine.topic
        settled = replace(theirs if is_untouched else mine, topic=topic)
        return settled, not is_untouched and their_words not in (then_words, my_words)


def _completed(theirs: Card, mine: Card) -> Card:
    """The words of ``theirs``, and of ``mine`` all that their format could not say."""
    if theirs.kind is CardKind.QUESTION and mine.kind is CardKind.CHOICE and theirs.answer in mine.choices:
        theirs = replace(theirs, kind=mine.kind, choices=mine.choices)
    words = ("kind", "question", "answer", "accept", "choices")
    is_reworded = any(getattr(theirs, name) != getattr(mine, name) for name in words)
    origin = Origin.EDITED if is_reworded and mine.origin is Origin.GENERATED else mine.origin
    return replace(theirs, evidence=mine.evidence, rule=mine.rule, origin=origin, media=mine.media)


def _take_progress(file: TextFile, new: Collection[str], arrivals: ArrivalStore, now: datetime, today: date) -> Taken:
    """Reviews, schedules and marks, each once; see ``arrivals``."""
    arriving = [
        _arrival(deck.slug, card, file.progress[card.key])
        for deck in file.decks
        for card in deck.cards
        if card.key in file.progress
    ]

    def settled(known: Known) -> Taken:
        # What the learner rejected is no card here, and its progress stays out with it.
        here = [one for one in arriving if one.card.key in known.cards]
        taken = settle(here, known)
        # Marks of a card that was here are the learner's, unless it was reviewed elsewhere since, or nothing ever
        # happened to it here.
        marked = {one.card.key for one in taken.marked}
        taken.marked += [one for one in here if one.card.key in new and one.card.key not in marked]
        return taken

    titles = {deck.slug: ArrivingDeck(deck.title) for deck in file.decks}
    return arrivals.take(Package(titles, arriving), now, today, settled, came)


def _arrival(deck: str, card: Card, progress: CardProgress) -> Arrival:
    reviews = [
        PastReview(int(event.at.timestamp() * 1000), event.day, event.rating, event.is_drill, event.seconds)
        for event in (entry.event for entry in progress.learnt.entries)
        if isinstance(event, Reviewed)
    ]
    touched = [entry.event.at for entry in progress.learnt.entries if isinstance(entry.event, Reviewed | Rescheduled)]
    return Arrival(
        deck,
        card,
        progress.learnt.schedule,
        reviews,
        int(max(touched).timestamp() * 1000) if touched else 0,
        progress.marks.is_suspended,
        flag=progress.marks.flag,
        is_home=True,
    )
