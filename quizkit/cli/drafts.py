"""``quizkit drafts``: what waits for the learner's yes, and what the learner says to it."""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.drafts_in_words import decided_in_words, drafts_as_json, drafts_in_words, taken_back_in_words
from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, JsonOption, TopicOption, complete_draft, complete_key
from quizkit.cli.output import counted, show, show_exactly, show_json, tell
from quizkit.domain.errors import SettingsError

app = typer.Typer(name="drafts", rich_markup_mode=None, invoke_without_command=True, no_args_is_help=False)

_KEYS = "Keys as `quizkit drafts` lists them; the beginning will do, with or without the source, if no other has it."
AcceptArgument = Annotated[
    list[str] | None, typer.Argument(metavar="KEY", help=_KEYS, autocompletion=complete_draft, show_default=False)
]
EditArgument = Annotated[str, typer.Argument(metavar="KEY", help=_KEYS, autocompletion=complete_key)]
RejectArgument = Annotated[list[str], typer.Argument(metavar="KEY", help=_KEYS, autocompletion=complete_key)]


@app.callback()
def drafts(
    context: typer.Context,
    deck: DeckOption = None,
    topic: TopicOption = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="List what you rejected instead.")] = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """List the drafts that wait for your yes.

    A draft is a generated card that the verdict is not sure of; accept, edit or reject it. Accepted, it is a card;
    edited, a card in your own words; rejected, it never comes back.

    Example: quizkit drafts --json
    """
    if context.invoked_subcommand is not None:
        if deck or topic or rejected or as_json:
            raise SettingsError(f"options of {context.invoked_subcommand} stand behind it, those of the list alone")
        return
    if rejected and topic:
        raise SettingsError("--rejected lists all that you rejected: leave --topic out")
    with open_library(context, database) as library:
        found = library.drafts().rejected(deck) if rejected else library.drafts().waiting(deck, topic)
    if as_json:
        show_json(drafts_as_json(found))
    elif found:
        show(drafts_in_words(found))
        if not rejected:
            show(f"\n{counted(len(found), 'draft')}. Say what you think: quizkit drafts accept, edit or reject KEY")
    else:
        show("Nothing was rejected." if rejected else "No drafts wait.")


@app.command()
def accept(
    context: typer.Context,
    keys: AcceptArgument = None,
    everything: Annotated[bool, typer.Option("--all", help="All that wait, in the deck and topic if named.")] = False,
    deck: DeckOption = None,
    topic: TopicOption = None,
    database: DatabaseOption = None,
) -> None:
    """Make cards of drafts; what you rejected may be named too.

    --all leaves out what another source contradicts.

    Example: quizkit drafts accept --all
    """
    if bool(keys) == everything:
        raise SettingsError("accept takes keys, or --all for all that wait")
    if topic and not everything:
        raise SettingsError("--topic goes with --all")
    with open_library(context, database) as library:
        waiting = library.drafts()
        told = waiting.accept_all(deck, topic) if everything else waiting.accept(keys or [], deck)
        left = len(waiting.waiting(deck, topic)) if everything else 0
    show("\n".join(map(decided_in_words, told)) or "No drafts wait that can be accepted all at once.")
    if left:
        tell(f"quizkit: {counted(left, 'draft')} left, which another source contradicts; pick: quizkit conflicts")


@app.command()
def edit(
    context: typer.Context,
    key: EditArgument,
    deck: DeckOption = None,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="FILE", help="Take the words from this form; - reads standard input."),
    ] = None,
    print_form: Annotated[bool, typer.Option("--print", help="Print the form, and change nothing.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Put a draft, or a card, in your own words, in $VISUAL or $EDITOR.

    A draft becomes a card by it. Your words are never overwritten, whatever its document or deck file says later.

    Example: quizkit drafts edit cell-notes/9f2c41d07a/37
    """
    from quizkit.cli.editing import edited_words
    from quizkit.formats.card_form import write_form

    if file and print_form:
        raise SettingsError("--print prints the form and --file takes one: give one of them")
    with open_library(context, database) as library:
        of_deck, card = library.drafts().words(key, deck)
        if print_form:
            show_exactly(write_form(card))
            return
        with edited_words(card, file) as words:
            if words is None:
                tell(f"quizkit: {card.key}: nothing was changed")
                return
            told = library.drafts().edit(of_deck, words)
    show(decided_in_words(told))


@app.command()
def reject(
    context: typer.Context, keys: RejectArgument, deck: DeckOption = None, database: DatabaseOption = None
) -> None:
    """Let drafts, or cards, never come back; what you have learnt of a card stays in the log.

    Example: quizkit drafts reject cell-notes/9f2c41d07a/37
    """
    with open_library(context, database) as library:
        told = library.drafts().reject(keys, deck)
    show("\n".join(map(decided_in_words, told)))


@app.command()
def undo(context: typer.Context, database: DatabaseOption = None) -> None:
    """Take your last decision back: a yes, an edit, a no, or the pick of a conflict.

    Example: quizkit drafts undo
    """
    with open_library(context, database) as library:
        taken_back = library.drafts().undo()
    show(taken_back_in_words(taken_back) if taken_back else "There is nothing to take back.")
