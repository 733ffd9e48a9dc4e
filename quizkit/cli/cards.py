"""``quizkit cards``"""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, JsonOption
from quizkit.cli.output import counted, show, show_json, tell
from quizkit.domain.errors import SettingsError

_SHOWN = 50
_LARGEST_LIMIT = 1_000_000_000
_SORTS = "due, topic, interval or lapses; learning order if not said."


def cards(
    context: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY", help="Words, or terms such as topic:cell is:due flag:2 'interval>30' -is:new."),
    ] = None,
    sort: Annotated[str | None, typer.Option(metavar="BY", help=_SORTS)] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", help="List so many at most, else 50, in JSON all; 0 lists all.")
    ] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """List the cards that a search finds.

    Terms side by side must all be met, `or` parts alternatives, a hyphen before a term turns it round:
    topic: deck: source: key: kind: flag: and is:due, new, young, mature, leech, suspended, buried, flagged, draft or
    retired; interval, ease, lapses and due are compared by < <= = >= >. Behind -- a query may begin with a hyphen.

    Example: quizkit cards topic:agents is:new --limit 5
    """
    from quizkit.cli.found_in_words import found_as_json, found_in_words
    from quizkit.domain.search import read_search
    from quizkit.storage.finding import Finder, Order

    if limit is not None and not 0 <= limit <= _LARGEST_LIMIT:
        raise SettingsError(f"--limit {limit} makes no sense: give 0 for all, or a number up to {_LARGEST_LIMIT:,}")
    if sort is not None and sort not in list(Order):
        raise SettingsError(f"--sort {sort}: sort by {_SORTS.partition(';')[0]}")
    most = limit if limit is not None else 0 if as_json else _SHOWN
    order = Order(sort) if sort else Order.LEARNING
    with open_library(context, database) as library:
        today = library.room().today
        search = read_search(" ".join(query or ()), today)
        finder = Finder(library.decks.engine)
        number = finder.count(search)
        found = finder.page(search, order, most=most or number)
    if as_json:
        show_json({"found": number, "cards": [found_as_json(each) for each in found]})
    elif not found:
        show("Nothing was found.")
    else:
        show(found_in_words(found, today))
    if len(found) < number:
        tell(f"quizkit: {len(found)} of {counted(number, 'card')}; --limit 0 lists all")
