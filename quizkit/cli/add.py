"""``quizkit add``"""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.opening import now, open_library
from quizkit.cli.options import (
    DatabaseOption,
    DocumentsArgument,
    EncodingOption,
    JsonOption,
    MaxSizeOption,
    VerboseOption,
    complete_deck,
)
from quizkit.cli.output import counted, show, show_json, tell
from quizkit.cli.second_author import (
    AnswersOption,
    FreshOption,
    ModelCommandOption,
    ModelOption,
    ModelOptions,
    ModelTimeoutOption,
)
from quizkit.domain.errors import SettingsError
from quizkit.domain.slug import slugify


def add(
    context: typer.Context,
    paths: DocumentsArgument,
    deck: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The deck to add to, made where there is none; if not said, named after the document or its folder.",
            autocompletion=complete_deck,
        ),
    ] = None,
    model: ModelOption = False,
    model_command: ModelCommandOption = None,
    model_timeout: ModelTimeoutOption = None,
    fresh: FreshOption = False,
    answers: AnswersOption = None,
    verbose: VerboseOption = False,
    as_json: JsonOption = False,
    encoding: EncodingOption = None,
    max_size: MaxSizeOption = "20M",
    database: DatabaseOption = None,
) -> None:
    """Make cards from documents, into the library.

    Documents may be added again when they have changed: what you have learnt stays with every fact that stays, your own
    words stay, and what you rejected stays out.

    Example: quizkit add notes.md
    """
    from quizkit.cli.documents import exit_code_of, made_from
    from quizkit.cli.editions_json import brought_as_json
    from quizkit.library.acquaintance import ever_met
    from quizkit.library.add import bring_in, title_for
    from quizkit.library.naming import name_for
    from quizkit.tui.edition_words import brought_in_words

    name = deck or name_for(paths)
    if not name:
        raise SettingsError("nothing here suggests a name for the deck: give it one with --deck NAME")
    slug = slugify(name)
    author = ModelOptions(model, model_command, model_timeout, fresh, answers).author(paths)
    with open_library(context, database) as library:
        known = ever_met(library.decks.held(slug))
        made = made_from(paths, encoding=encoding, max_size=max_size, known=known, author=author)
        title = known.title if known else deck or title_for(made.generated.sources, paths, name)
        brought = bring_in(library.decks, made.generated, slug=slug, title=title, moment=now())
    if as_json:
        show_json(brought_as_json(brought))
    else:
        show(brought_in_words(brought, verbose=verbose))
        if brought.new_drafts:
            tell(f"quizkit: look through the {counted(len(brought.drafts), 'draft')}: quizkit drafts --deck {slug}")
        if brought.conflicts:
            told = counted(brought.conflicts, "possible contradiction")
            tell(f"quizkit: {told} between sources, kept out of the cards: quizkit conflicts --deck {slug}")
    if code := exit_code_of(made):
        raise typer.Exit(code)
