"""``quizkit load``"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import now, open_library
from quizkit.cli.options import DatabaseOption, JsonOption, VerboseOption
from quizkit.cli.output import read_stdin, show, show_json
from quizkit.domain.deck import Deck
from quizkit.domain.errors import SettingsError
from quizkit.domain.slug import slugify

if TYPE_CHECKING:
    from quizkit.library.editions import Brought


def load(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Deck files (.yaml, .json); - reads standard input.")
    ],
    deck: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the deck is called, if not after its file.")
    ] = None,
    verbose: VerboseOption = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Load deck files into the library.

    What you have learnt of a card stays, however it is worded now. A file may be loaded again after it changed: what
    you edited in the library since stays, too, and what you rejected there stays out.

    Example: quizkit load decks/state-of-ai-2026.yaml
    """
    from quizkit.cli.editions_json import brought_as_json
    from quizkit.library.load import load_deck
    from quizkit.tui.edition_words import brought_in_words

    if deck is not None and len(files) > 1:
        raise SettingsError("--deck names one deck: load the files one by one")
    # All are read before the first is saved: a broken one leaves the library as it was.
    loaded = [_read(file, deck) for file in files]
    brought: list[Brought] = []
    with open_library(context, database) as library:
        for found in loaded:
            brought.append(load_deck(library.decks, found, now()))
            if not as_json:
                show(brought_in_words(brought[-1], verbose=verbose))
    if as_json:
        show_json([brought_as_json(each) for each in brought])


def _read(file: Path, name: str | None) -> Deck:
    from quizkit.library.load import read_deck_bytes, read_deck_file

    if str(file) != "-":
        found = read_deck_file(file)
    elif name is None:
        raise SettingsError("a deck from standard input has no file to be named after: name it with --deck NAME")
    else:
        found = read_deck_bytes(read_stdin(), "standard input")
    return replace(found, slug=slugify(name)) if name else found
