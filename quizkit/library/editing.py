"""A card's words in the learner's editor; what was typed is kept until it is in the library."""

from __future__ import annotations

import hashlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from quizkit.domain.card import Card
from quizkit.domain.errors import DeckError, QuizkitError, SettingsError, WriteError
from quizkit.domain.slug import slugify
from quizkit.formats.card_form import read_form, write_form

_EDITORS = ("editor", "nano", "vi")
"""Tried in this order on a terminal whose learner has chosen none."""


@contextmanager
def typed_words(card: Card, environment: Mapping[str, str], tell: Callable[[str], None]) -> Iterator[Card | None]:
    """The card in the words that the learner types in ``VISUAL`` or ``EDITOR``; None where nothing was changed.

    What was typed is kept until the block ends well; until then the same card is edited where the learner left off,
    which is told. Raises DeckError, naming file and line, where the words make no card.
    """
    editor = _editor(environment)
    kept = _kept(card)
    if kept.exists():
        tell(f"here is what you wrote last time; empty the file to start anew ({kept})")
    else:
        _write(kept, write_form(card))
    try:
        code = subprocess.run([*editor, str(kept)], check=False).returncode  # noqa: S603 - the learner's own choice
    except OSError as error:
        raise SettingsError(
            f"the editor {editor[0]} cannot be started: {error.strerror or error}; set VISUAL or EDITOR to one that can"
        ) from error
    if code:
        if _read(kept) == write_form(card):
            kept.unlink()
            raise QuizkitError(f"{editor[0]} left with code {code}: nothing was changed")
        raise QuizkitError(f"{editor[0]} left with code {code}: nothing was changed; what you wrote is in {kept}")
    try:
        yield words_of(_read(kept), str(kept), card)
    except DeckError as error:
        raise DeckError(f"{error}; nothing was changed, edit the card again to mend it") from error
    kept.unlink(missing_ok=True)


def words_of(form: str, name: str, card: Card) -> Card | None:
    """The card in the words of a filled form; None where they are those that it has. Raises DeckError."""
    if all(not line.strip() or line.startswith("#") for line in form.splitlines()):
        return None
    words = read_form(form, name, card)
    return None if words == card else words


def decoded(content: bytes, name: str) -> str:
    """The text of a form. Raises DeckError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeckError(f"{name}: not UTF-8; save it as UTF-8") from error


def _editor(environment: Mapping[str, str]) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        if chosen := environment.get(variable, "").strip():
            try:
                return shlex.split(chosen)
            except ValueError as error:
                raise SettingsError(f"{variable} is {chosen}: not a command ({error}); mend its quotes") from error
    on_terminal = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__))
    found = next(filter(None, map(shutil.which, _EDITORS)), None) if on_terminal else None
    if found is None:
        raise SettingsError(
            "no editor is known: set VISUAL or EDITOR, or write the form to a file with --print, change it there, "
            "and hand it back with --file"
        )
    return [found]


def _kept(card: Card) -> Path:
    """Where the card's form lies while it is being edited: the same place each time."""
    from platformdirs import user_state_path

    name = f"{slugify(card.key)}-{hashlib.sha256(card.key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.yaml"
    return user_state_path("quizkit", appauthor=False) / "edits" / name


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WriteError(f"{file}: not written: {error.strerror or error}; make room there") from error


def _read(file: Path) -> str:
    try:
        return decoded(file.read_bytes(), str(file))
    except OSError as error:
        raise DeckError(f"{file}: cannot be read: {error.strerror or error}; check the path") from error
