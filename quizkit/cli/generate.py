"""``quizkit generate``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizkit.cli.options import DocumentsArgument, EncodingOption, MaxSizeOption
from quizkit.cli.output import changes_in_words, counted, show, show_exactly, tell
from quizkit.domain.deck import Deck, DeckChanges
from quizkit.domain.errors import SettingsError, SourceError
from quizkit.domain.slug import slugify

_DECK_FILES = (".yaml", ".yml")


def generate(
    paths: DocumentsArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print the cards as JSON.")] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE.yaml", help="Write a deck file; cards that were in it keep their keys."),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Tell what was left out, and why.")] = False,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="What the deck is called.")] = None,
    encoding: EncodingOption = None,
    max_size: MaxSizeOption = "20M",
) -> None:
    """Make cards from documents and print them.

    The library is not touched: see add.

    Example: quizkit generate notes.md --why
    """
    from quizkit.cli.cards_in_words import cards_as_json, cards_in_words
    from quizkit.cli.documents import made_from, title_for
    from quizkit.formats.cards_json import write_cards
    from quizkit.library.add import make_deck
    from quizkit.library.naming import name_for

    known = _known_deck(to, as_json)
    made = made_from(paths, encoding=encoding, max_size=max_size, known=known)
    if not as_json and (why or (to is None and made.generated.cards)):
        show(cards_in_words(made.generated, why=why))
    name = (to.stem if to else "") or title or name_for(paths) or "documents"
    title = title or (known.title if known else "") or title_for(made, paths, name)
    deck = make_deck(made.generated, slug=known.slug if known else slugify(name), title=title, known=known)
    if as_json:
        text = write_cards(deck, made.generated.drafts)
        show_exactly(cards_as_json(text, made.generated) if why else text)
    elif to:
        _write(deck, to, known)
    tell(
        f"quizkit: {counted(len(made.generated.cards), 'card')} from {counted(len(made.generated.sources), 'document')}"
    )
    if made.broken:
        raise typer.Exit(SourceError.exit_code)


def _known_deck(to: Path | None, as_json: bool) -> Deck | None:
    """The deck that stands at ``to`` already: its keys are to be kept."""
    from quizkit.library.load import read_deck_file

    if to is None:
        return None
    if as_json:
        raise SettingsError("--json prints and --to writes a file: give one of them")
    if to.suffix.lower() not in _DECK_FILES:
        raise SettingsError(
            f"--to {to}: generate writes deck files ({', '.join(_DECK_FILES)}); "
            "for Anki, add the documents to the library and use quizkit export"
        )
    return read_deck_file(to) if to.exists() else None


def _write(deck: Deck, to: Path, known: Deck | None) -> None:
    from quizkit.library.export import export_deck

    export_deck(deck, to, changed={})
    tell(f"quizkit: {to}: {changes_in_words(DeckChanges.between(known, deck))}")
