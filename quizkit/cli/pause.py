"""``quizkit pause``"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from quizkit.cli.catch_up_in_words import carry_out
from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DryRunOption, JsonOption
from quizkit.cli.output import counted
from quizkit.domain.errors import SettingsError


def pause(
    context: typer.Context,
    until: Annotated[
        str,
        typer.Option(metavar="DATE", help="The day on which you study again, as in 2031-01-07.", show_default=False),
    ],
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Move due dates behind a pause, fairly.

    What is due on its first day is then due on the day you are back, what is due on its second on the day after, and
    so on: cards keep their order and do not all come on one day. What is overdue comes on the day you are back.
    To change a pause, take it back first: quizkit undo

    Example: quizkit pause --until 2031-01-07 --dry-run
    """
    try:
        back = date.fromisoformat(until)
    except ValueError as error:
        raise SettingsError(f"--until {until}: not a date; give one such as 2031-01-07") from error
    with open_library(context, database) as library:
        catch_up = library.catch_up()
        plan = catch_up.pause(back)
        if plan.moved:
            does = "would move" if dry_run else "moved"
            headline = f"A pause until {back:%A}, {back}: {counted(plan.moved, 'card')} {does} behind it."
        else:
            headline = f"Nothing is due before {back:%A}, {back}: no card needs to move."
        carry_out(catch_up, plan, headline, dry_run=dry_run, as_json=as_json)
