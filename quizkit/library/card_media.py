"""The pictures and sounds of a card: where they lie, and how they are shown by a program that can."""

from __future__ import annotations

import mimetypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from quizkit.domain.card import Card

if TYPE_CHECKING:
    from quizkit.storage.media import MediaStore

_SHOWN = ("image/", "audio/", "video/")
"""What may be handed to the system: a stranger's package may hold programs, and they are not started."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of a card: what the card calls it, and where it is; None where the library does not have it."""

    name: str
    path: Path | None


def media_files(card: Card, store: MediaStore) -> tuple[MediaFile, ...]:
    """The files that the card's text names, in that order."""
    return tuple(MediaFile(media.name, store.path(media)) for media in card.media)


class MediaRound:
    """Shows the files of the card at hand, each time the next of them; ``show`` opens one, and tells whether it could.

    The files that only the answer names stay unseen until it is shown.
    """

    def __init__(self, store: MediaStore, show: Callable[[Path], bool] | None = None) -> None:
        self._store = store
        self._show = show or show_file
        self._last: tuple[str, int] = ("", 0)

    def show_next(self, card: Card, *, is_revealed: bool) -> str:
        """Show the next file, and tell what was shown, or where it is."""
        files = [
            file for file in media_files(card, self._store) if is_revealed or f" {file.name}]" in card.question
        ]  # fmt: skip
        if not files:
            return "The answer may have pictures or sounds." if card.media else "This card has no pictures or sounds."
        key, at = self._last
        at = at % len(files) if key == card.key else 0
        self._last = (card.key, at + 1)
        file = files[at]
        which = f"{file.name} ({at + 1} of {len(files)})" if len(files) > 1 else file.name
        if file.path is None:
            return f"{which} is not in the library; import its package again."
        return f"Opened {which}." if self._show(file.path) else f"{which} is {file.path}"


def viewer_of(path: Path, environ: Mapping[str, str], platform: str) -> list[str]:
    """The command that shows the file on the learner's desktop; empty where there is none, or it is no medium."""
    kind, _ = mimetypes.guess_type(path.name)
    if kind is None or not kind.startswith(_SHOWN):
        return []
    if platform == "darwin":
        return ["open", str(path)]
    if platform == "win32":
        return ["explorer", str(path)]
    has_desktop = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    opener = shutil.which("xdg-open", path=environ.get("PATH"))
    return [opener, str(path)] if has_desktop and opener else []


def show_file(path: Path) -> bool:
    """Show the file with the system's viewer, which lives on by itself; False where there is no desktop for it."""
    command = viewer_of(path, os.environ, sys.platform)
    if not command:
        return False
    try:
        viewer = subprocess.Popen(  # noqa: S603  (no shell, and the path is our own)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    # Openers end at once, viewers may stay: somebody has to take note of it, and nobody shall wait for it.
    Thread(target=viewer.wait, daemon=True).start()
    return True
