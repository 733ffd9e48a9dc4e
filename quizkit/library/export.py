"""Decks out of the library, into files that others read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from quizkit.domain.deck import Deck
from quizkit.domain.errors import WriteError
from quizkit.library.deck_sources import with_statements_of
from quizkit.library.whole_file import whole_file


class TextFormat(StrEnum):
    """A deck format that is text, so that it can go to standard output too."""

    YAML = "yaml"
    JSON = "json"


_TEXT_FORMATS = {".yaml": TextFormat.YAML, ".yml": TextFormat.YAML, ".json": TextFormat.JSON}
_PACKAGE = ".apkg"
SUFFIXES = (_PACKAGE, *_TEXT_FORMATS)
"""The suffixes that tell what a deck is to be written as."""


def deck_as_text(deck: Deck, form: TextFormat) -> str:
    """The deck as the text of a deck file: of its documents the statements that have a card, and no others."""
    deck = replace(deck, sources=with_statements_of(deck.sources, deck.cards))
    if form is TextFormat.JSON:
        from quizkit.formats.cards_json import write_cards

        return write_cards(deck)
    from quizkit.formats.deck_yaml import write_deck

    return write_deck(deck)


def export_deck(deck: Deck, target: Path, changed: Mapping[str, datetime]) -> None:
    """Write the deck in the format that the suffix of ``target`` names, whole or not at all.

    ``changed`` tells, by card key, when a card's content last changed (UTC): Anki updates the note then. Raises
    WriteError.
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
    text = deck_as_text(deck, _TEXT_FORMATS[suffix])
    with whole_file(target) as beside:
        beside.write_bytes(text.encode())
