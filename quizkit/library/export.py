"""Decks out of the library, into files that others read.

What a front needs: ``preview_export`` tells what Anki will add, update and leave (see ``foretold.Foretold``), and
``export_from`` writes the file and remembers what an Anki package held.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.domain.deck import Deck
from quizkit.domain.errors import SettingsError, WriteError
from quizkit.library.deck_sources import with_statements_of
from quizkit.library.foretold import Foretold, Met, foretell
from quizkit.library.whole_file import whole_file

if TYPE_CHECKING:
    from quizkit.domain.settings import Settings
    from quizkit.formats.anki_progress import Progress
    from quizkit.formats.progress_json import CardProgress
    from quizkit.storage.decks import DeckStore


class TextFormat(StrEnum):
    """A deck format that is text, so that it can go to standard output too."""

    YAML = "yaml"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "md"


TEXT_FORMATS = {
    ".yaml": TextFormat.YAML,
    ".yml": TextFormat.YAML,
    ".json": TextFormat.JSON,
    ".csv": TextFormat.CSV,
    ".tsv": TextFormat.TSV,
    ".txt": TextFormat.TSV,
    ".md": TextFormat.MARKDOWN,
}
"""What a file of text is by its suffix; Anki writes its tables to .txt."""

_PACKAGE = ".apkg"
SUFFIXES = (_PACKAGE, *TEXT_FORMATS)
"""The suffixes that tell what a deck is to be written as."""


def deck_as_text(deck: Deck, form: TextFormat, progress: Mapping[str, CardProgress] | None = None) -> str:
    """The deck as the text of a deck file: of its documents the statements that have a card, and no others.

    ``progress`` goes along in JSON, and in no other text.
    """
    deck = replace(deck, sources=with_statements_of(deck.sources, deck.cards))
    match form:
        case TextFormat.JSON:
            from quizkit.formats.cards_json import write_cards

            return write_cards(deck, progress=progress)
        case TextFormat.YAML:
            from quizkit.formats.deck_yaml import write_deck

            return write_deck(deck)
        case TextFormat.CSV | TextFormat.TSV:
            from quizkit.formats.cards_csv import write_table

            return write_table(deck, "," if form is TextFormat.CSV else "\t")
        case TextFormat.MARKDOWN:
            from quizkit.formats.cards_markdown import write_markdown

            return write_markdown(deck)


def export_deck(
    deck: Deck,
    target: Path,
    changed: Mapping[str, datetime],
    progress: Mapping[str, CardProgress] | None = None,
) -> None:
    """Write the deck in the format that the suffix of ``target`` names, whole or not at all.

    ``changed`` tells, by card key, when a card's content last changed (UTC): Anki updates the note then. ``progress``
    goes along in JSON. Raises WriteError.
    """
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        named = f"the suffix {target.suffix}" if suffix else "no suffix"
        raise WriteError(f"{target}: not written: {named} names no deck format; use one of {', '.join(SUFFIXES)}")
    if suffix == _PACKAGE:
        from quizkit.formats.anki_package import write_package

        with whole_file(target) as beside:
            write_package(deck, beside, changed)
        return
    text = deck_as_text(deck, TEXT_FORMATS[suffix], progress)
    with whole_file(target) as beside:
        beside.write_bytes(text.encode())


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let Python not look for cycles meanwhile: a deck and its notes have none.

    The search would take a tenth of the time that an export of 100,000 cards takes, and a quarter of its preview's.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collecting()
def preview_export(decks: DeckStore, slug: str, previous: Path | None = None) -> Foretold:
    """What Anki will do with the deck's package, provided that it has what the ``previous`` package holds.

    That may be an earlier export or one that Anki wrote since, with the learner's edits there; without it the record of
    the last export stands in. Raises NotFoundError, and DeckError for a package that cannot be read.
    """
    from quizkit.storage.exports import ExportStore

    deck, changed = decks.load_dated(slug)
    if previous is None:
        last = ExportStore(decks.engine).last(slug)
        met = {key: Met(exported.topic, exported.changed_at) for key, exported in last.items()}
        return foretell(deck, changed, met, since=max((exported.at for exported in last.values()), default=None))
    from quizkit.formats.anki_previous import read_previous

    met = {key: Met(note.topic, note.changed_at, note.kind) for key, note in read_previous(previous).items()}
    return foretell(deck, changed, met, package=str(previous))


def text_from(decks: DeckStore, slug: str, form: TextFormat, *, with_progress: bool = False) -> str:
    """The library's deck as text. Raises NotFoundError, and SettingsError where the format has no room for progress."""
    if with_progress:
        _refuse_progress(form)
    deck = decks.load(slug)
    return deck_as_text(deck, form, _all_progress(decks, slug) if with_progress else None)


@_no_collecting()
def export_from(decks: DeckStore, slug: str, target: Path, now: datetime, learner: Settings | None = None) -> Deck:
    """Write the library's deck to ``target`` in the format that its suffix names, and give the deck.

    With the ``learner``'s settings what was learnt goes along. What an Anki package held is remembered with the moment
    ``now``, in the learner's time zone, once it is written. Raises WriteError and NotFoundError, and SettingsError
    where the format has no room for progress.
    """
    suffix = target.suffix.lower()
    if learner is not None and suffix in TEXT_FORMATS:
        _refuse_progress(TEXT_FORMATS[suffix])
    deck, changed = decks.load_dated(slug)
    if suffix != _PACKAGE:
        export_deck(deck, target, changed, _all_progress(decks, slug) if learner is not None else None)
        return deck
    from quizkit.formats.anki_package import write_package
    from quizkit.storage.exports import ExportStore
    from quizkit.storage.marks import MarkStore
    from quizkit.storage.media import MediaStore

    progress = _progress(decks, slug, now, learner) if learner is not None else None
    marks, media = MarkStore(decks.engine).of_deck(slug), MediaStore.beside(decks.engine)
    with whole_file(target) as beside:
        write_package(deck, beside, changed, progress, marks, media.path)
    ExportStore(decks.engine).record(deck, now, changed)
    return deck


def _refuse_progress(form: TextFormat) -> None:
    if form is not TextFormat.JSON:
        raise SettingsError(f"--with-progress goes with {_PACKAGE} and .json only; {form} has no room for it")


def _all_progress(decks: DeckStore, slug: str) -> dict[str, CardProgress]:
    from quizkit.domain.learnt import NOTHING_LEARNT
    from quizkit.domain.marks import NO_MARKS
    from quizkit.formats.progress_json import CardProgress
    from quizkit.storage.learnt import read_learnt
    from quizkit.storage.marks import MarkStore

    learnt, marks = read_learnt(decks.engine, slug), MarkStore(decks.engine).of_deck(slug)
    return {
        key: CardProgress(learnt.get(key, NOTHING_LEARNT), marks.get(key, NO_MARKS))
        for key in dict.fromkeys([*learnt, *marks])
    }


def _progress(decks: DeckStore, slug: str, now: datetime, learner: Settings) -> Progress:
    from quizkit.formats.anki_progress import Progress
    from quizkit.storage.learnt import read_learnt

    return Progress(read_learnt(decks.engine, slug), now.tzinfo or UTC, learner.day_starts_at)
