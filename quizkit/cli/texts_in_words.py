"""What came of a file of text that was imported, as text for people and as JSON."""

from __future__ import annotations

from pathlib import Path

from quizkit.cli.editions_json import brought_as_json
from quizkit.cli.output import counted
from quizkit.library.import_texts import ImportedTexts
from quizkit.tui.edition_words import brought_in_words


def texts_in_words(file: Path, taken: ImportedTexts, *, verbose: bool) -> str:
    """Deck by deck what is new, reworded and kept; then the progress, where the file told any."""
    lines = [brought_in_words(brought, verbose=verbose) for brought in taken.brought]
    if taken.reviews or taken.schedules:
        reviews, schedules = counted(taken.reviews, "review"), counted(taken.schedules, "schedule")
        lines.append(f"{file.name}: {reviews}, {schedules} taken over")
    return "\n".join(lines)


def texts_as_json(file: Path, taken: ImportedTexts) -> dict[str, object]:
    """The same for programs."""
    return {
        "file": str(file),
        "decks": [brought_as_json(brought) for brought in taken.brought],
        "reviews": taken.reviews,
        "schedules": taken.schedules,
    }
