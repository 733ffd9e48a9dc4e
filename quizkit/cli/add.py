"""``quizkit add``"""

from __future__ import annotations

from typing import Annotated

import typer

from quizkit.cli.opening import now, open_library
from quizkit.cli.options import DatabaseOption, DocumentsArgument, EncodingOption, MaxSizeOption, complete_deck
from quizkit.cli.output import changes_in_words, show
from quizkit.domain.errors import SettingsError, SourceError
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
    encoding: EncodingOption = None,
    max_size: MaxSizeOption = "20M",
    database: DatabaseOption = None,
) -> None:
    """Make cards from documents, into the library.

    Documents may be added again when they have changed: what you have learnt stays with every fact that stays.

    Example: quizkit add notes.md
    """
    from quizkit.cli.documents import made_from, title_for
    from quizkit.library.add import make_deck
    from quizkit.library.naming import name_for

    name = deck or name_for(paths)
    if not name:
        raise SettingsError("nothing here suggests a name for the deck: give it one with --deck NAME")
    slug = slugify(name)
    with open_library(context, database) as library:
        known = library.decks.load(slug) if slug in library.decks.slugs() else None
        made = made_from(paths, encoding=encoding, max_size=max_size, known=known)
        title = known.title if known else deck or title_for(made, paths, name)
        changes = library.decks.save(make_deck(made.generated, slug=slug, title=title, known=known), now())
    show(f"{slug}: {changes_in_words(changes)}")
    if made.broken:
        raise typer.Exit(SourceError.exit_code)
