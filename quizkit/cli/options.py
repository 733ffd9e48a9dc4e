"""Arguments and options that several commands share, each described once."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from quizkit.cli.settings import read_choices
from quizkit.domain.errors import QuizkitError, SettingsError

_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def complete_deck(context: typer.Context, incomplete: str) -> list[str]:
    """The decks that a shell offers for what is typed so far.

    Pressing a key must neither make a library nor print an error: where there is no library there is no deck.
    """
    from quizkit.storage.database import open_database
    from quizkit.storage.decks import DeckStore

    try:
        given = context.params.get("database") or context.find_root().params.get("db")
        location = read_choices(os.environ, given).database
        if isinstance(location, Path) and not location.exists():
            return []
        engine = open_database(location)
        try:
            return [slug for slug in DeckStore(engine).slugs() if slug.startswith(incomplete)]
        finally:
            engine.dispose()
    except QuizkitError:
        return []


def bytes_in(size: str) -> int:
    """The bytes that a size such as ``50M`` means; k, M and G count thousands. Raises SettingsError."""
    match = re.fullmatch(r"(\d{1,15})\s*([kmg]?)b?", size.strip().casefold(), re.ASCII)
    if match is None:
        raise SettingsError(f"--max-size {size}: not a size; give bytes, or thousands of them as in 500k, 50M, 2G")
    return int(match[1]) * _UNITS[match[2]]


DatabaseOption = Annotated[
    str | None, typer.Option("--db", metavar="FILE", help="The library to use; QUIZKIT_DB names one for good.")
]
DeckArgument = Annotated[
    str,
    typer.Argument(metavar="DECK", help="The deck's name, as `quizkit decks` lists it.", autocompletion=complete_deck),
]
DeckOption = Annotated[str | None, typer.Option(metavar="DECK", help="This deck only.", autocompletion=complete_deck)]
TopicOption = Annotated[str | None, typer.Option(metavar="TOPIC", help="This topic only.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
DocumentsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Documents, or folders of them; - reads standard input.")
]
EncodingOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="How the documents are encoded, where it is not UTF-8 or UTF-16.")
]
MaxSizeOption = Annotated[str, typer.Option(metavar="SIZE", help="Refuse documents over this size: 500k, 50M, 2G.")]
