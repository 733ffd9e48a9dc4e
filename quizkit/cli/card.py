"""``quizkit card``"""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, JsonOption, complete_card
from quizkit.cli.output import show, show_json, tell

CardsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="KEY",
        help="Keys as `quizkit cards` lists them; the beginning will do, with or without the source, if no other has "
        "it.",
        autocompletion=complete_card,
    ),
]


def card(
    context: typer.Context,
    keys: CardsArgument,
    deck: DeckOption = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Show all that is known of a card.

    Its words and evidence, its schedule and marks, and its history, with what was taken back. Two keys or more show
    one card after the other.

    Example: quizkit card cb160597eb/gpt-2
    """
    from quizkit.cli.found_in_words import card_as_json, card_in_words
    from quizkit.storage.finding import Finder

    with open_library(context, database) as library:
        today = library.room().today
        places = library.drafts().cards(keys, deck)
        found = Finder(library.decks.engine).named(places)
        shown = [
            (
                each,
                library.decks.cards([each.card.key], each.deck)[each.card.key],
                library.progress.entries(each.card.key),
            )
            for each in found
        ]
    if as_json:
        show_json([card_as_json(*each) for each in shown])
    else:
        show("\n\n".join(card_in_words(*each, today) for each in shown))
        tell("quizkit: put it in other words: quizkit drafts edit; suspend, flag or retag it: quizkit change")
