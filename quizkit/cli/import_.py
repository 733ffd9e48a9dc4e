"""``quizkit import``"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import Library, local, now, open_library
from quizkit.cli.options import DatabaseOption, JsonOption, VerboseOption, bytes_in
from quizkit.cli.output import counted, read_stdin, show, show_json
from quizkit.cli.waiting import progress_bar
from quizkit.domain.errors import DeckError, SettingsError
from quizkit.library.export import TextFormat

if TYPE_CHECKING:
    from quizkit.library.import_anki import Imported
    from quizkit.library.import_texts import TextFile

_STDIN = Path("-")

MOST_NAMED = 10
"""Cards and problems that are named where the learner did not ask for all."""


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Anki packages (.apkg, .colpkg), or .csv .tsv .txt .md .json .yaml; - reads stdin."
        ),
    ],
    deck: Annotated[
        str | None, typer.Option(metavar="NAME", help="The deck for the cards of a text file, if not after the file.")
    ] = None,
    form: Annotated[
        TextFormat | None, typer.Option("--format", help="What comes on standard input, for FILE -.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How a text file is encoded, where it is not UTF-8 or UTF-16.")
    ] = None,
    max_size: Annotated[
        str, typer.Option(metavar="SIZE", help="Refuse a package that unpacks to more: 500M, 4G.")
    ] = "4G",
    verbose: VerboseOption = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Bring Anki decks into the library, progress and all.

    An Anki package brings its decks, media, schedules and review log. Import a later one, and cards are updated and
    reviews made in Anki since come in, each once; what you edited here stays. Cards of quizkit's own bring home the
    reviews that you made of them in Anki. Text files only add and update: tables with a question a row (or Anki's own
    text format), Markdown with Q: and A: or C: and [brackets], decks as JSON or YAML.

    Example: quizkit import spanish.apkg
    """
    from quizkit.cli.texts_in_words import texts_as_json, texts_in_words
    from quizkit.library.import_texts import TEXTS, import_texts

    largest = bytes_in(max_size)
    _refuse_others(files, TEXTS, has_options=deck is not None or encoding is not None)
    if form is not None and files != [_STDIN]:
        raise SettingsError("--format goes with FILE - alone; a suffix tells the format of a file")
    # All texts are read before anything is saved: a broken one leaves the library as it was.
    with progress_bar("Reading cards"):
        texts = {
            file: _read_text(file, form, deck, encoding)
            for file in files
            if file == _STDIN or file.suffix.lower() in TEXTS
        }
    done: list[dict[str, object]] = []
    with open_library(context, database) as library:
        for file in files:
            if file in texts:
                starts_at = library.settings.day_starts_at
                with progress_bar(f"Taking over {file.name}"):
                    taken = import_texts(texts[file], library.decks, library.arrivals(), now(), starts_at)
                done.append(texts_as_json(file, taken))
                words = texts_in_words(file, taken, verbose=verbose)
            else:
                imported = _import(file, library, largest)
                done.append(_as_json(file, imported))
                words = _in_words(file, imported, verbose=verbose)
            if not as_json:
                show(words)
    if as_json:
        show_json(done)


def _refuse_others(files: list[Path], texts: Sequence[str], *, has_options: bool) -> None:
    from quizkit.library.import_anki import PACKAGES

    for file in files:
        suffix = file.suffix.lower()
        if file == _STDIN:
            continue
        if suffix not in (*PACKAGES, *texts):
            known = ", ".join((*PACKAGES, *texts))
            raise DeckError(f"{file}: not known by its suffix; quizkit imports {known}")
        if has_options and suffix in PACKAGES:
            raise SettingsError(f"{file}: --deck and --encoding are for files of text; a package tells both by itself")


def _read_text(file: Path, form: TextFormat | None, deck: str | None, encoding: str | None) -> TextFile:
    from quizkit.library.import_texts import read_text_bytes, read_text_file

    if file != _STDIN:
        return read_text_file(file, deck, encoding)
    if form is None or deck is None:
        raise SettingsError("standard input has no name: tell what it is with --format, and its deck with --deck NAME")
    return read_text_bytes(read_stdin(), "standard input", form, deck, encoding)


def _import(file: Path, library: Library, largest: int) -> Imported:
    from quizkit.library.import_anki import import_package

    with progress_bar(f"Reading {file.name}") as tell:
        return import_package(
            file,
            library.arrivals(),
            library.media(),
            now=now(),
            local=local,
            day_starts_at=library.settings.day_starts_at,
            largest=largest,
            tell=tell,
        )


def _in_words(file: Path, imported: Imported, *, verbose: bool) -> str:
    package, taken = imported.package, imported.taken
    notes, cards = counted(package.notes, "note"), counted(len(package.arrivals), "card")
    told = [
        f"{file.name}: {notes}, {cards} in {counted(len(package.decks), 'deck')}: {', '.join(package.decks) or 'none'}",
        f"  {_counts(imported)}",
    ]
    if taken.contested:
        told += _some([f"yours, left as it is: {card.question} = {card.answer}" for card in taken.contested], verbose)
    if taken.rejected:
        told.append(f"  {counted(taken.rejected, 'card')} that you rejected stayed out")
    told += [f"  left out: {line}" for line in package.left_out]
    told += _some(list(package.warnings), verbose)
    return "\n".join(told)


def _counts(imported: Imported) -> str:
    taken = imported.taken
    counts = [
        f"{len(taken.new) or 'none'} new",
        f"{len(taken.reworded) or 'none'} reworded",
        f"{taken.kept or 'none'} kept",
        *([f"{taken.home} of quizkit's own"] if taken.home else []),
    ]
    progress = f"{counted(taken.reviews, 'review')}, {counted(len(taken.progress), 'schedule')} taken over"
    return f"{', '.join(counts)}; {progress}"


def _some(lines: list[str], verbose: bool) -> Iterator[str]:
    shown = lines if verbose else lines[:MOST_NAMED]
    yield from (f"  {' '.join(line.split())}" for line in shown)
    if more := len(lines) - len(shown):
        yield f"  and {more} more; --verbose names all"


def _as_json(file: Path, imported: Imported) -> dict[str, object]:
    package, taken = imported.package, imported.taken
    return {
        "file": str(file),
        "decks": {slug: asdict(deck) for slug, deck in package.decks.items()},
        "notes": package.notes,
        "cards": len(package.arrivals),
        "new": len(taken.new),
        "reworded": len(taken.reworded),
        "kept": taken.kept,
        "own": taken.home,
        "contested": [card.key for card in taken.contested],
        "rejected": taken.rejected,
        "reviews": taken.reviews,
        "schedules": len(taken.progress),
        "left_out": list(package.left_out),
        "warnings": list(package.warnings),
    }
