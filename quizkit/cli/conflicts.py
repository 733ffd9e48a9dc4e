"""``quizkit conflicts``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import now, open_library
from quizkit.cli.options import DatabaseOption, DeckOption, EncodingOption, JsonOption, MaxSizeOption
from quizkit.cli.output import counted, show, show_json, tell
from quizkit.domain.conflict import Pick
from quizkit.domain.errors import SettingsError, SourceError

if TYPE_CHECKING:
    from quizkit.storage.conflicts import OfDeck, Picked

_PICK = "pick"
_PICKS = ", ".join(pick.value for pick in Pick)


def conflicts(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH...] | [pick N|KEY a|b|both|neither]",
            help="Documents to compare without the library; or what you decide of a conflict, named by its number in "
            "the list or its key.",
        ),
    ] = None,
    deck: DeckOption = None,
    every: Annotated[bool, typer.Option("--all", help="Show those too that you have decided.")] = False,
    as_json: JsonOption = False,
    encoding: EncodingOption = None,
    max_size: MaxSizeOption = "20M",
    database: DatabaseOption = None,
) -> None:
    """Show where sources contradict each other.

    Both quotes stand side by side; all are possible contradictions only. The cards of both sides wait as drafts. Pick
    one side, and its drafts become cards, and those of the other are
    rejected for good; undo with `quizkit drafts undo`.

    Example: quizkit conflicts --all
    """
    from quizkit.cli.conflicts_in_words import conflicts_as_json, conflicts_in_words

    if words and words[0] == _PICK:
        _pick(context, words[1:], deck, as_json, database)
        return
    if words:
        found, is_whole = _of_documents(words, deck, encoding, max_size)
    else:
        found, is_whole = _of_library(context, deck, every, database), True
    if as_json:
        show_json(conflicts_as_json(found))
    elif found:
        show(conflicts_in_words(found))
        if not words:
            show("\nDecide one: quizkit conflicts pick 1 a   (or b, both, neither)")
    else:
        show("No contradictions found." if words else "No conflicts wait to be decided.")
    if not is_whole:
        raise typer.Exit(SourceError.exit_code)


def _of_library(context: typer.Context, deck: str | None, every: bool, database: str | None) -> list[OfDeck]:
    from quizkit.storage.conflicts import ConflictStore

    with open_library(context, database) as library:
        if deck is not None:
            library.decks.load(deck)  # Says so where there is no such deck.
        store = ConflictStore(library.decks.engine)
        return store.every(deck) if every else store.open(deck)


def _of_documents(paths: list[str], deck: str | None, encoding: str | None, max_size: str) -> tuple[list[OfDeck], bool]:
    """The conflicts of the documents, and whether all of them could be read."""
    from quizkit.cli.documents import looked_at
    from quizkit.library.conflicts import files_of
    from quizkit.storage.conflicts import OfDeck

    if deck is not None:
        raise SettingsError("--deck shows what the library holds, and paths name documents: give one of them")
    generated, is_whole = looked_at([Path(path) for path in paths], encoding, max_size, None)
    if len(generated.sources) < 2:
        tell("quizkit: one document alone contradicts no other; give two or more")
    files = files_of(generated)
    found = [
        OfDeck("", conflict, (files[conflict.a.evidence.source], files[conflict.b.evidence.source]))
        for conflict in generated.conflicts
    ]
    return found, is_whole


def _pick(context: typer.Context, words: list[str], deck: str | None, as_json: bool, database: str | None) -> None:
    from quizkit.library.conflicts import decide
    from quizkit.storage.conflicts import ConflictStore

    if len(words) != 2 or words[1].lower() not in list(Pick):
        raise SettingsError(f"pick takes a conflict and one of {_PICKS}, as in: quizkit conflicts pick 1 a")
    with open_library(context, database) as library:
        picked = decide(ConflictStore(library.decks.engine), words[0], Pick(words[1].lower()), now(), deck)
    if as_json:
        show_json(_as_json(picked))
        return
    conflict, pick = picked.conflict, words[1].lower()
    values = {"a": f"“{conflict.a.value}”", "b": f"“{conflict.b.value}”", "both": "both", "neither": "neither"}
    show(
        f"{picked.deck}: {values[pick]} of “{conflict.a.value}” and “{conflict.b.value}”: "
        f"{counted(len(picked.accepted), 'draft')} accepted, {len(picked.rejected)} rejected."
    )


def _as_json(picked: Picked) -> dict[str, object]:
    return {
        "deck": picked.deck,
        "key": picked.conflict.key,
        "pick": picked.conflict.pick,
        "accepted": [card.key for card in picked.accepted],
        "rejected": [card.key for card in picked.rejected],
    }
