"""Documents on the command line: read and generated from with a bar, what was wrong with them told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizkit.cli.options import bytes_in
from quizkit.cli.output import read_stdin, tell
from quizkit.cli.waiting import progress_bar
from quizkit.domain.deck import Deck
from quizkit.library.add import Made, Reading, generate_from, without_card


def made_from(paths: Sequence[Path], *, encoding: str | None, max_size: str, known: Deck | None) -> Made:
    """What comes of the documents; those that are broken or give no card are named on standard error."""
    reading = Reading(encoding, bytes_in(max_size), read_stdin)
    with progress_bar("Making cards") as report:
        made = generate_from(paths, reading, known, report)
    for error in made.broken:
        tell(f"quizkit: {error}")
    if made.generated.cards:
        for source in without_card(made.generated):
            tell(f"quizkit: {source.file}: no card came of it; quizkit generate --why tells more")
    return made


def title_for(made: Made, paths: Sequence[Path], name: str) -> str:
    """A new deck's title: that of the document where there is only one, else ``name``."""
    sources = made.generated.sources
    is_one_document = len(sources) == 1 and len(paths) == 1 and not paths[0].is_dir()
    return (sources[0].title if is_one_document else "") or name
