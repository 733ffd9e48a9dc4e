"""``quizkit decks``"""

from __future__ import annotations

from dataclasses import asdict

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, JsonOption
from quizkit.cli.output import show, show_json, table


def decks(context: typer.Context, as_json: JsonOption = False, database: DatabaseOption = None) -> None:
    """List the decks of the library.

    Example: quizkit decks --json
    """
    with open_library(context, database) as library:
        overview = library.room().overview()
    if as_json:
        show_json([{"deck": deck.slug, "title": deck.title, **asdict(deck.counts)} for deck in overview.decks])
        return
    if not overview.decks:
        show("No decks yet. Make one: quizkit add notes.md")
        return
    rows = [(d.slug, d.counts.cards, d.counts.new, d.counts.due, d.title) for d in overview.decks]
    show(table(("DECK", "CARDS", "NEW", "DUE", "TITLE"), rows))
