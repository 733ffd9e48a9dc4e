"""``quizkit decks``"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from quizkit.cli.opening import Library, open_library
from quizkit.cli.options import DatabaseOption, JsonOption, complete_deck
from quizkit.cli.output import counted, room_on_terminal, show, show_json, table, tell
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
            number, waited = _held(library, remove)
            library.decks.remove(remove)
            too = f" and {counted(waited, 'draft')}" if waited else ""
            tell(
                f"quizkit: removed {remove}: {counted(number, 'card')}{too}, and what you decided on them; your "
                "reviews stay in the log, for when its cards come back"
            )
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
    show(table(("DECK", "CARDS", "NEW", "DUE", "DRAFTS", "TITLE"), rows, room_on_terminal()))


def _held(library: Library, deck: str) -> tuple[int, int]:
    """How many cards and drafts the deck holds; none of either where there is no such deck."""
    cards = next((each.counts.cards for each in library.room().overview().decks if each.slug == deck), 0)
    return cards, library.drafts().counts().get(deck, 0)
