"""``quizkit study``, and the screen that ``quizkit`` alone opens."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, TopicOption
from quizkit.domain.errors import SettingsError


def study(
    context: typer.Context,
    deck: DeckOption = None,
    topic: TopicOption = None,
    new: Annotated[
        int | None, typer.Option("--new", metavar="N", min=0, help="Introduce at most N new cards today.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line: for pipes, screen readers and dumb terminals.")
    ] = False,
    database: DatabaseOption = None,
) -> None:
    """Study what is due, then new cards.

    With --plain, Enter shows the answer, 1 to 4 rate it, u takes the last rating back, q leaves.

    Example: quizkit study --plain --deck state-of-ai-2026
    """
    if plain:
        from quizkit.cli.plain import study_plain

        with open_library(context, database) as library:
            session = library.room().start(deck, topic, new)
            study_plain(session, sys.stdin or (), sys.stdout, library.decks.source_titles())
        return
    if not is_on_terminal():
        raise SettingsError("study needs a terminal for its screen; without one use: quizkit study --plain")
    open_screen(context, database, deck=deck, topic=topic, new_limit=new)


def is_on_terminal() -> bool:
    """Whether a screen can be shown and keys be read."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def open_screen(
    context: typer.Context,
    database: str | None,
    *,
    deck: str | None = None,
    topic: str | None = None,
    new_limit: int | None = None,
) -> None:
    """Open the screen on the learner's library; with a deck or a topic, straight on its first question."""
    with open_library(context, database) as library:
        from quizkit.tui.app import run

        if code := run(library.room(), deck=deck, topic=topic, new_limit=new_limit):
            raise typer.Exit(code)
