"""``quizkit export``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizkit.cli.opening import now, open_library
from quizkit.cli.options import DatabaseOption, DeckArgument, JsonOption, VerboseOption
from quizkit.cli.output import counted, show, show_file, show_json, tell
from quizkit.cli.waiting import progress_bar
from quizkit.domain.errors import SettingsError
from quizkit.library.export import TextFormat


def export(
    context: typer.Context,
    deck: DeckArgument,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="FILE", help="Where to: .apkg for Anki, .yaml, .json, .csv, .tsv, .md; - prints the deck."
        ),
    ] = None,
    form: Annotated[TextFormat | None, typer.Option("--format", help="What --to - prints; yaml if not said.")] = None,
    with_progress: Annotated[
        bool, typer.Option("--with-progress", help="Take schedules and the log of your reviews along (.apkg, .json).")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Write nothing: tell what Anki will add, update and leave.")
    ] = False,
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.apkg", help="With --preview: what Anki has, an earlier export or one of Anki's own."
        ),
    ] = None,
    verbose: VerboseOption = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Write a deck to a file, for Anki or as text.

    Exported again after a change, Anki updates its notes and keeps what you learnt there; --preview tells beforehand
    what it will do, by the record of the last export or the package that --previous names. With --with-progress Anki
    goes on where you stopped here, for the cards that it does not have yet.

    Example: quizkit export state-of-ai-2026 --to state-of-ai-2026.apkg
    """
    if form is not None and str(to) != "-":
        raise SettingsError(f"--format goes with --to - only; the suffix of {to or 'the file'} tells the format")
    if as_json and not preview:
        raise SettingsError("--json goes with --preview only; a deck as JSON: --to FILE.json, or --to - --format json")
    if preview:
        _tell_beforehand(context, deck, previous, verbose, as_json, database)
        return
    if previous is not None:
        raise SettingsError("--previous goes with --preview only: it is what the next package is compared with")
    if to is None:
        raise SettingsError("where to? give --to FILE, or --preview to be told what Anki will do")
    _write(context, deck, to, form or TextFormat.YAML, with_progress, database)


def _tell_beforehand(
    context: typer.Context, deck: str, previous: Path | None, verbose: bool, as_json: bool, database: str | None
) -> None:
    from quizkit.cli.foretold_json import foretold_as_json
    from quizkit.library.export import preview_export
    from quizkit.tui.foretold_words import foretold_in_words

    with open_library(context, database) as library:
        foretold = preview_export(library.decks, deck, previous)
    if as_json:
        show_json(foretold_as_json(foretold))
    else:
        show(foretold_in_words(foretold, verbose=verbose))


def _write(
    context: typer.Context, deck: str, to: Path, form: TextFormat, with_progress: bool, database: str | None
) -> None:
    from quizkit.library.export import export_from, text_from

    with open_library(context, database) as library:
        if str(to) == "-":
            show_file(text_from(library.decks, deck, form, with_progress=with_progress))
            return
        with progress_bar(f"Writing {to.name}"):
            written = export_from(library.decks, deck, to, now(), library.settings if with_progress else None)
    tell(f"quizkit: {counted(len(written.cards), 'card')} written to {to}")
    if to.suffix.lower() == ".apkg" and (foreign := sum(card.key.startswith("anki/") for card in written.cards)):
        tell(
            f"quizkit: {counted(foreign, 'card')} came from Anki and are quizkit's own notes in the package: where Anki"
            " has the old ones still, it will have both"
        )
    if with_progress and to.suffix.lower() == ".apkg":
        tell(
            "quizkit: in Anki's import window tick “Import any learning progress”, or the cards come in as new;"
            " cards that Anki has already keep the progress that they have there"
        )
