"""``quizkit generate``"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.options import DocumentsArgument, EncodingOption, MaxSizeOption
from quizkit.cli.output import counted, show, show_exactly, tell
from quizkit.cli.second_author import (
    AnswersOption,
    FreshOption,
    ModelCommandOption,
    ModelOption,
    ModelOptions,
    ModelTimeoutOption,
)
from quizkit.domain.deck import Deck, DeckChanges
from quizkit.domain.errors import SettingsError, SourceError
from quizkit.domain.slug import slugify

if TYPE_CHECKING:
    from quizkit.cli.documents import Author

_DECK_FILES = (".yaml", ".yml")


def generate(
    paths: DocumentsArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print the cards as JSON.")] = False,
    with_drafts: Annotated[
        bool, typer.Option("--drafts", help="Print the drafts too, that wait for a yes; in JSON the fate tells which.")
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE.yaml", help="Write a deck file; cards that were in it keep their keys."),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Tell what was left out, and why.")] = False,
    prompt: Annotated[
        bool,
        typer.Option("--prompt", help="Print what a model would be asked instead; paste the answer with --answers."),
    ] = False,
    model: ModelOption = False,
    model_command: ModelCommandOption = None,
    model_timeout: ModelTimeoutOption = None,
    fresh: FreshOption = False,
    answers: AnswersOption = None,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="What the deck is called.")] = None,
    encoding: EncodingOption = None,
    max_size: MaxSizeOption = "20M",
) -> None:
    """Make cards from documents and print them.

    The library is not touched: see add.

    Example: quizkit generate notes.md --why
    """
    from quizkit.cli.cards_in_words import cards_as_json, cards_in_words
    from quizkit.cli.documents import exit_code_of, made_from
    from quizkit.formats.cards_json import write_cards
    from quizkit.library.add import make_deck, title_for
    from quizkit.library.naming import name_for

    if to and with_drafts:
        raise SettingsError("--to writes the cards only: add the documents to the library to look through the drafts")
    options = ModelOptions(model, model_command, model_timeout, fresh, answers)
    author = options.author(paths)
    known = _known_deck(to, as_json)
    if prompt:
        if as_json or to or why or with_drafts or options.is_asked:
            raise SettingsError(
                "--prompt prints prompts and makes no cards: of the other options it takes --answers only"
            )
        _show_prompts(paths, author, encoding, max_size)
        return
    made = made_from(paths, encoding=encoding, max_size=max_size, known=known, author=author)
    shown = made.generated.cards or (with_drafts and made.generated.drafts)
    if not as_json and (why or (to is None and shown)):
        show(cards_in_words(made.generated, why=why, with_drafts=with_drafts))
    name = (to.stem if to else "") or title or name_for(paths) or "documents"
    title = title or (known.title if known else "") or title_for(made.generated.sources, paths, name)
    deck = make_deck(made.generated, slug=known.slug if known else slugify(name), title=title, known=known)
    in_deck = {card.key for card in deck.cards}
    waiting = [draft for draft in made.generated.drafts if draft.card.key not in in_deck]
    if not deck.cards and not with_drafts:
        raise SourceError(f"no card came of it, only {counted(len(waiting), 'draft')}; --drafts prints drafts too")
    if as_json:
        text = write_cards(deck, waiting if with_drafts else ())
        show_exactly(cards_as_json(text, made.generated) if why else text)
    elif to:
        _write(deck, to, known)
    number, waits = counted(len(made.generated.cards), "card"), counted(len(waiting), "draft")
    where = "add keeps for you" if to else "" if why and not as_json else "--drafts prints"
    drafts = f"; {waits} left out, which {where}" if waiting and where else ""
    came_of = f"{number} and {waits}" if with_drafts else number
    tell(f"quizkit: {came_of} from {counted(len(made.generated.sources), 'document')}{'' if with_drafts else drafts}")
    if code := exit_code_of(made):
        raise typer.Exit(code)


def _show_prompts(paths: Sequence[Path], author: Author | None, encoding: str | None, max_size: str) -> None:
    """Print the prompts; where there are several, each behind a line with its number, which no document can hold."""
    from quizkit.cli.documents import read
    from quizkit.library.model import prompts_of

    sources, broken = read(paths, encoding=encoding, max_size=max_size, known=None)
    prompts = prompts_of(sources, author(sources) if author else None)
    for number, text in enumerate(prompts, 1):
        if len(prompts) > 1:
            show_exactly(f"===== quizkit prompt {number} of {len(prompts)} =====\n")
        show_exactly(f"{text}\n")
    tell(f"quizkit: {counted(len(prompts), 'prompt')} from {counted(len(sources), 'document')}; nothing was sent")
    if broken:
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
    from quizkit.tui.edition_words import changes_in_words

    tell(f"quizkit: {to}: {changes_in_words(DeckChanges.between(known, deck))}")
