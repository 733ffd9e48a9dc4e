"""``quizkit spread``"""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.catch_up_in_words import carry_out
from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, DryRunOption, JsonOption, TopicOption
from quizkit.cli.output import counted


def spread(
    context: typer.Context,
    days: Annotated[int, typer.Option(metavar="N", help="Over so many days, today among them.", show_default=False)],
    deck: DeckOption = None,
    topic: TopicOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Spread what is due over some days, most at risk first.

    The later a card is in relation to its interval, the earlier it comes. Days that have much to do already take fewer,
    so that all are as even as can be.

    Example: quizkit spread --days 7 --dry-run
    """
    with open_library(context, database) as library:
        catch_up = library.catch_up()
        plan = catch_up.spread(days, library.room().scope(deck, topic))
        if plan.moved:
            does = "would stay" if dry_run else "stay"
            later = f"{plan.cards - plan.moved:,} {does} today, {plan.moved:,} come later"
            headline = f"{counted(plan.cards, 'card')} due, spread over {days} days: {later}."
        elif plan.cards:
            headline = f"{counted(plan.cards, 'card')} due: few enough for today."
        else:
            headline = "Nothing is due: there is no backlog to spread."
        carry_out(catch_up, plan, headline, dry_run=dry_run, as_json=as_json)
