"""Deck files into the library."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.domain.held import Held, Revision
from quizkit.library.editions import Brought, from_file
from quizkit.library.export import TextFormat

if TYPE_CHECKING:
    from quizkit.storage.decks import DeckStore

BUNDLED = "state-of-ai-2026"
"""The slug of the deck that comes with quizkit."""

_SUFFIXES = {".yaml": TextFormat.YAML, ".yml": TextFormat.YAML, ".json": TextFormat.JSON}


def read_deck_file(path: Path) -> Deck:
    """The deck in a file; its suffix tells the format. Raises DeckError."""
    form = _SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise DeckError(f"{path}: not a deck file by its suffix; quizkit reads {', '.join(_SUFFIXES)}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DeckError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    return read_deck_bytes(content, str(path), form)


def read_deck_bytes(content: bytes, name: str, form: TextFormat | None = None) -> Deck:
    """The deck in ``content``; ``name`` tells the learner where it came from.

    Without ``form`` it is told by the first character: JSON opens with a brace. Raises DeckError.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DeckError(f"{name}:{line}: not UTF-8; save the deck file as UTF-8 and load it again") from error
    if form is None:
        form = TextFormat.JSON if text.lstrip().startswith(("{", "[")) else TextFormat.YAML
    if form is TextFormat.JSON:
        from quizkit.formats.cards_json import read_cards

        return read_cards(text, name)
    from quizkit.formats.deck_yaml import read_deck

    return read_deck(text, name)


def load_deck(decks: DeckStore, file: Deck, moment: datetime) -> Brought:
    """Merge the deck of a file into the library's deck of its name, against what the learner changed there since."""
    brought: list[Brought] = []

    def revision(held: Held) -> Revision:
        revised, what = from_file(file, held)
        brought.append(what)
        return revised

    decks.revise(file.slug, moment, revision)
    return brought[-1]


def load_bundled_deck(decks: DeckStore, moment: datetime) -> Brought | None:
    """Bring the bundled deck into a library that never had it; None where there was nothing to do.

    Once only: a learner who removed it does not get it back.
    """
    if decks.was_loaded(BUNDLED):
        return None
    content = _bundled()
    return load_deck(decks, read_deck_bytes(content, f"{BUNDLED}.yaml", TextFormat.YAML), moment) if content else None


def _bundled() -> bytes:
    """The bundled deck file: inside the package in a wheel, beside it in a checkout."""
    package = files("quizkit")
    for place in (package / "decks", package / ".." / "decks"):
        deck_file = place / f"{BUNDLED}.yaml"
        if deck_file.is_file():
            return deck_file.read_bytes()
    return b""
