"""``quizkit reset``"""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.catch_up_in_words import carry_out
from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, DryRunOption, JsonOption, complete_key
from quizkit.cli.output import counted
from quizkit.domain.errors import SettingsError

_KEYS = "Keys of cards; the beginning will do, with or without the source, if no other has it."


def reset(
    context: typer.Context,
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="KEY", help=_KEYS, autocompletion=complete_key, show_default=False)
    ] = None,
    deck: DeckOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Make cards new again, or all cards of a deck.

    Their reviews stay in the log and in the statistics; their schedules start over.

    Example: quizkit reset --deck state-of-ai-2026 --dry-run
    """
    if bool(keys) == (deck is not None):
        raise SettingsError("reset takes keys of cards, or --deck for all cards of a deck")
    with open_library(context, database) as library:
        catch_up = library.catch_up()
        if deck is not None:
            library.decks.require(deck)
            plan = catch_up.reset_deck(deck)
        else:
            plan = catch_up.reset(catch_up.keys_of(keys or []))
        would = "would be" if dry_run else "made"
        headline = f"{counted(plan.moved, 'card')} {would} new again." if plan.moved else "All of them are new already."
        carry_out(catch_up, plan, headline, dry_run=dry_run, as_json=as_json)
