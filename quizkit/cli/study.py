"""``quizkit study``, and the screen that ``quizkit`` alone opens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, TopicOption
from quizkit.domain.errors import SettingsError

if TYPE_CHECKING:
    from quizkit.study.sitting import Sitting


def study(
    context: typer.Context,
    deck: DeckOption = None,
    topic: TopicOption = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help="Cards of this source only, as their keys begin.")
    ] = None,
    flag: Annotated[
        int | None, typer.Option("--flag", metavar="N", min=1, max=7, help="Cards with this flag only.")
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", metavar="QUERY", help='Cards that a search finds, as in "is:leech atp".')
    ] = None,
    new: Annotated[
        int | None, typer.Option("--new", metavar="N", min=0, help="Introduce at most N new cards today.")
    ] = None,
    reviews: Annotated[
        int | None, typer.Option("--reviews", metavar="N", min=0, help="Ask at most N due cards today.")
    ] = None,
    ahead: Annotated[
        int, typer.Option("--ahead", metavar="DAYS", min=0, help="Ask what is due in the coming days, too.")
    ] = 0,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="N", min=1, max=1440, help="Ask no further card after N minutes.")
    ] = None,
    typed: Annotated[bool, typer.Option("--typed", help="Type the answers, and see what differs.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line: for pipes, screen readers and dumb terminals.")
    ] = False,
    database: DatabaseOption = None,
) -> None:
    """Study what is due, then new cards.

    With --plain, Enter shows the answer, 1 to 4 rate it, u takes the last thing back, q leaves, ? tells all.

    Example: quizkit study --plain --deck state-of-ai-2026
    """
    from quizkit.study.sitting import Sitting

    sitting = Sitting(deck, topic, source, flag, search, new, reviews, ahead, minutes, typed)
    if plain:
        from quizkit.cli.plain import study_plain
        from quizkit.library.card_media import MediaRound

        with open_library(context, database) as library:
            room = library.room()
            session = room.sit_down(sitting)
            titles = library.decks.source_titles()
            media = MediaRound(library.media())
            study_plain(session, sys.stdin or (), sys.stdout, titles, pause_after=room.pause_after, media=media)
        return
    if not is_on_terminal():
        raise SettingsError("study needs a terminal for its screen; without one use: quizkit study --plain")
    open_screen(context, database, sitting)


def is_on_terminal() -> bool:
    """Whether a screen can be shown and keys be read."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def open_screen(context: typer.Context, database: str | None, sitting: Sitting | None = None) -> None:
    """Open the screen on the learner's library; with something asked for, straight on its first question."""
    with open_library(context, database) as library:
        from quizkit.tui.app import run

        if code := run(library.room(), sitting, library.look):
            raise typer.Exit(code)
