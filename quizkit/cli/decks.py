"""``quizkit decks``"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, JsonOption, complete_deck
from quizkit.cli.output import show, show_json, table, tell
from quizkit.domain.errors import SettingsError


def decks(
    context: typer.Context,
    remove: Annotated[
        str | None,
        typer.Option(
            metavar="DECK",
            help="Take this deck away, with its drafts and what you decided on them; the log of what you did stays.",
            autocompletion=complete_deck,
        ),
    ] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """List the decks of the library, or remove one.

    Example: quizkit decks --json
    """
    if remove is not None and as_json:
        raise SettingsError("--json lists and --remove takes away: give one of them")
    with open_library(context, database) as library:
        if remove is not None:
            library.decks.remove(remove)
            tell(f"quizkit: removed {remove}; the log of what you learnt stays, for when its cards come back")
            return
        overview, drafts = library.room().overview(), library.drafts().counts()
    if as_json:
        show_json(
            [
                {"deck": deck.slug, "title": deck.title, **asdict(deck.counts), "drafts": drafts.get(deck.slug, 0)}
                for deck in overview.decks
            ]
        )
        return
    if not overview.decks:
        show("No decks yet. Make one: quizkit add notes.md")
        return
    rows = [
        (d.slug, d.counts.cards, d.counts.new, d.counts.due, drafts.get(d.slug, 0), d.title) for d in overview.decks
    ]
    show(table(("DECK", "CARDS", "NEW", "DUE", "DRAFTS", "TITLE"), rows))
