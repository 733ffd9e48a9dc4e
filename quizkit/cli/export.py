"""``quizkit export``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckArgument
from quizkit.cli.output import counted, show_exactly, tell
from quizkit.domain.errors import SettingsError
from quizkit.library.export import TextFormat


def export(
    context: typer.Context,
    deck: DeckArgument,
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", help="Where to: .apkg for Anki, .yaml, .json; - prints the deck.")
    ],
    form: Annotated[TextFormat | None, typer.Option("--format", help="What --to - prints; yaml if not said.")] = None,
    database: DatabaseOption = None,
) -> None:
    """Write a deck to a file, for Anki or as text.

    Exported again after a change, Anki updates its notes and keeps what you learnt there.

    Example: quizkit export state-of-ai-2026 --to state-of-ai-2026.apkg
    """
    from quizkit.library.export import deck_as_text, export_deck

    if form is not None and str(to) != "-":
        raise SettingsError(f"--format goes with --to - only; the suffix of {to} tells the format")
    with open_library(context, database) as library:
        wanted = library.decks.load(deck)
        if str(to) == "-":
            show_exactly(deck_as_text(wanted, form or TextFormat.YAML))
            return
        export_deck(wanted, to, library.decks.changed(deck))
    tell(f"quizkit: {counted(len(wanted.cards), 'card')} written to {to}")
