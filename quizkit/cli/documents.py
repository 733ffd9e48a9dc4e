"""Documents on the command line: read and generated from with a bar, what was wrong with them told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.options import bytes_in
from quizkit.cli.output import read_stdin, tell
from quizkit.cli.waiting import progress_bar
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Generated
from quizkit.domain.errors import ModelError, SourceError
from quizkit.domain.source import Source
from quizkit.library.add import Made, Reading, generate_with, read_from, without_card

if TYPE_CHECKING:
    from quizkit.library.model import Heard

Author = Callable[[Sequence[Source]], "Heard"]
"""Whoever writes cards of documents beside the rules."""


def made_from(
    paths: Sequence[Path], *, encoding: str | None, max_size: str, known: Deck | None, author: Author | None = None
) -> Made:
    """What comes of the documents; those that are broken or give no card are named on standard error.

    The ``author``, where there is one, is asked for cards beside those of the rules.
    """
    sources, broken = read(paths, encoding=encoding, max_size=max_size, known=known)
    heard = author(sources) if author else None
    with progress_bar("Making cards") as report:
        generated = generate_with(sources, known, heard, report)
    if generated.cards:
        for source in without_card(generated):
            tell(f"quizkit: {source.file}: no card came of it; quizkit generate --why tells more")
    return Made(generated, broken, heard)


def exit_code_of(made: Made) -> int:
    """What a command leaves with that went on with what it could read and hear."""
    if made.heard is not None and made.heard.troubles:
        return ModelError.exit_code
    return SourceError.exit_code if made.broken else 0


def read(
    paths: Sequence[Path], *, encoding: str | None, max_size: str, known: Deck | None
) -> tuple[list[Source], tuple[SourceError, ...]]:
    """The documents; those that are broken are named on standard error, and their errors given too."""
    reading = Reading(encoding, bytes_in(max_size), read_stdin)
    with progress_bar("Reading documents"):
        sources, broken = read_from(paths, reading, known)
    for error in broken:
        tell(f"quizkit: {error}")
    return sources, broken


def looked_at(paths: Sequence[Path], encoding: str | None, max_size: str, known: Deck | None) -> tuple[Generated, bool]:
    """What comes of documents that are looked at and not added, and whether all of them could be read."""
    sources, broken = read(paths, encoding=encoding, max_size=max_size, known=known)
    with progress_bar("Reading statements") as report:
        return generate_with(sources, known, None, report), not broken
