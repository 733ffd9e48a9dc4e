"""``quizkit load``"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from quizkit.cli.opening import now, open_library
from quizkit.cli.options import DatabaseOption
from quizkit.cli.output import changes_in_words, read_stdin, show
from quizkit.domain.deck import Deck
from quizkit.domain.errors import SettingsError
from quizkit.domain.slug import slugify


def load(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Deck files (.yaml, .json); - reads standard input.")
    ],
    deck: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the deck is called, if not after its file.")
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Load deck files into the library.

    What you have learnt of a card stays, however it is worded now.

    Example: quizkit load decks/state-of-ai-2026.yaml
    """
    if deck is not None and len(files) > 1:
        raise SettingsError("--deck names one deck: load the files one by one")
    # All are read before the first is saved: a broken one leaves the library as it was.
    loaded = [_read(file, deck) for file in files]
    with open_library(context, database) as library:
        for found in loaded:
            show(f"{found.slug}: {changes_in_words(library.decks.save(found, now()))}")


def _read(file: Path, name: str | None) -> Deck:
    from quizkit.library.load import read_deck_bytes, read_deck_file

    if str(file) != "-":
        found = read_deck_file(file)
    elif name is None:
        raise SettingsError("a deck from standard input has no file to be named after: name it with --deck NAME")
    else:
        found = read_deck_bytes(read_stdin(), "standard input")
    return replace(found, slug=slugify(name)) if name else found
