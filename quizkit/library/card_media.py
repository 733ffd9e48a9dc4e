"""The pictures and sounds of a card: where they lie, and how they are shown by a program that can."""

from __future__ import annotations

import mimetypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
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
