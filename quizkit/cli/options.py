"""Arguments and options that several commands share, each described once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from quizkit.cli.settings import read_choices
from quizkit.domain.errors import QuizkitError, SettingsError

_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


_MOST_OFFERED = 200
"""Keys: a shell that shows more shows nothing."""


def complete_deck(context: typer.Context, incomplete: str) -> list[str]:
    """The decks that a shell offers for what is typed so far."""
    from quizkit.storage.decks import DeckStore

    return _complete(context, lambda engine: [s for s in DeckStore(engine).slugs() if s.startswith(incomplete)])


def complete_draft(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of the drafts that a shell offers for what is typed so far."""
    from quizkit.storage.drafts import DraftStore, State

    return _complete(context, lambda engine: DraftStore(engine).keys(incomplete, (State.WAITING,), _MOST_OFFERED))


def complete_key(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of drafts and cards that a shell offers for what is typed so far."""
    from quizkit.storage.drafts import DraftStore, State

    living = (State.WAITING, State.CARD)
    return _complete(context, lambda engine: DraftStore(engine).keys(incomplete, living, _MOST_OFFERED))


def complete_card(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of cards that a shell offers for what is typed so far."""
    from quizkit.storage.drafts import DraftStore, State

    return _complete(context, lambda engine: DraftStore(engine).keys(incomplete, (State.CARD,), _MOST_OFFERED))


def _complete(context: typer.Context, found: Callable[[Any], list[str]]) -> list[str]:
    """What is found in the learner's library.

    Pressing a key must neither make a library nor print an error: where there is no library there is nothing to offer.
    """
    from quizkit.storage.database import open_database

    try:
        location = read_choices(os.environ, database_of(context)).database
        if isinstance(location, Path) and not location.exists():
            return []
        engine = open_database(location)
        try:
            return found(engine)
        finally:
            engine.dispose()
    except QuizkitError:
        return []


def database_of(context: typer.Context) -> str | None:
    """What ``--db`` says, on the command or on those that it belongs to; the innermost wins."""
    at: Any = context
    while at is not None:
        if given := at.params.get("database") or at.params.get("db"):
            return str(given)
        at = at.parent
    return None


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
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and change nothing.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Name every card that changed.")]
DocumentsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Documents, or folders of them; - reads standard input.")
]
EncodingOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="How the documents are encoded, where it is not UTF-8 or UTF-16.")
]
MaxSizeOption = Annotated[str, typer.Option(metavar="SIZE", help="Refuse documents over this size: 500k, 50M, 2G.")]
