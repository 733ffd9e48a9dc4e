"""``quizkit change``"""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.opening import Library, open_library
from quizkit.cli.options import DatabaseOption, DeckOption, JsonOption, complete_card
from quizkit.cli.output import counted, show, show_json, tell
from quizkit.domain.errors import NotFoundError, SettingsError


def change(
    context: typer.Context,
    keys: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KEY", help="Cards, by their keys or a beginning of them.", autocompletion=complete_card
        ),
    ] = None,
    search: Annotated[
        str | None, typer.Option(metavar="QUERY", help="All cards that this finds, as `quizkit cards` does.")
    ] = None,
    suspend: Annotated[
        bool | None, typer.Option("--suspend/--unsuspend", help="Ask them no more; or again, buried ones too.")
    ] = None,
    bury: Annotated[bool, typer.Option("--bury", help="Ask them not before tomorrow.")] = False,
    flag: Annotated[int | None, typer.Option(metavar="N", help="Flag them with 1 to 7; 0 takes the flag away.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="TOPIC", help="Move them to this topic for good.")] = None,
    deck: DeckOption = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Suspend, bury, flag or retag cards, many at once.

    Marks leave a card's words and schedule alone. A topic is your own word, that no later edition overwrites; `quizkit
    drafts undo` takes it back, card by card.

    Example: quizkit change --search "topic:agents is:new" --flag 2
    """
    wishes = (suspend is not None, bury, flag is not None, topic is not None)
    if not any(wishes):
        raise SettingsError("what is to change? give --suspend, --unsuspend, --bury, --flag N or --topic TOPIC")
    if bool(keys) == (search is not None):
        raise SettingsError("which cards? give their keys, or --search QUERY")
    with open_library(context, database) as library:
        places = _places(library, keys, search, deck)
        touched = [key for _, key in places]
        marking = library.room().marking
        if topic is not None:
            library.drafts().retag(places, topic)
        if flag is not None:
            marking.flag(touched, flag)
        if suspend is not None:
            (marking.suspend if suspend else marking.unsuspend)(touched)
        if bury:
            marking.bury(touched)
    if as_json:
        show_json({"changed": [{"deck": deck, "key": key} for deck, key in places]})
        return
    show("\n".join(key for _, key in places) or "Nothing was found, so nothing was changed.")
    if places:
        tell(f"quizkit: {counted(len(places), 'card')} changed")


def _places(library: Library, keys: list[str] | None, search: str | None, deck: str | None) -> list[tuple[str, str]]:
    from quizkit.domain.search import read_search
    from quizkit.storage.finding import Finder

    if keys:
        return library.drafts().cards(keys, deck)
    sought = read_search(search or "", library.room().today)
    if not sought.any_of:
        raise NotFoundError("an empty search would change all cards; to mean all, search for -is:retired")
    if deck is not None:
        library.decks.require(deck)
    found = Finder(library.decks.engine).places(sought)
    return [place for place in found if deck in (None, place[0])]
