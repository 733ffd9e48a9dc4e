"""``quizkit undo``"""

from __future__ import annotations

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DryRunOption, JsonOption
from quizkit.cli.output import counted, show, show_json
from quizkit.cli.waiting import progress_bar
from quizkit.domain.log import Reason

_CALLED = {Reason.PAUSED: "the pause", Reason.SPREAD: "the spread", Reason.RESET: "the reset"}


def undo(
    context: typer.Context,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Take the last pause, spread or reset back as a whole.

    Again, and it is the one before. Cards reviewed since keep their reviews. (Ratings are undone while studying, and
    decisions on drafts with: quizkit drafts undo.)

    Example: quizkit undo --dry-run
    """
    with open_library(context, database) as library:
        catch_up = library.catch_up()
        if dry_run:
            batch = catch_up.last()
        else:
            with progress_bar("Taking back") as report:
                batch = catch_up.undo(report)
    if as_json:
        told = batch and {"reason": batch.reason.value, "day": batch.day.isoformat(), "cards": batch.cards}
        show_json({"dry_run": dry_run, "taken_back": told})
    elif batch is None:
        show("There is no pause, spread or reset to take back.")
    else:
        does = "Would take" if dry_run else "Took"
        show(f"{does} back {_CALLED[batch.reason]} of {batch.day:%A}, {batch.day}: {counted(batch.cards, 'card')}.")
