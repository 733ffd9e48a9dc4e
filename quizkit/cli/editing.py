"""A card's words from the learner's editor, from a file, or from standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizkit.cli.output import read_stdin, tell
from quizkit.domain.card import Card
from quizkit.domain.errors import DeckError
from quizkit.library.editing import decoded, typed_words, words_of


@contextmanager
def edited_words(card: Card, file: str | None = None) -> Iterator[Card | None]:
    """The card in the words that the learner gives it; None where nothing was changed.

    They are typed in the editor, and kept there until the block ends well, or stand in ``file`` (``-`` is standard
    input). Raises DeckError, naming file and line, where the words make no card.
    """
    if file is not None:
        name = "standard input" if file == "-" else file
        yield words_of(decoded(_read(file), name), name, card)
        return
    with typed_words(card, os.environ, lambda message: tell(f"quizkit: {message}")) as words:
        yield words


def _read(file: str) -> bytes:
    try:
        return read_stdin() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise DeckError(f"{file}: cannot be read: {error.strerror or error}; check the path") from error
