"""What decks made from documents are called."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonpath, realpath
from pathlib import Path

STDIN = "-"
"""The path that stands for standard input."""


def name_for(paths: Sequence[Path]) -> str:
    """What a deck made of these documents is called where the learner gives it no name; "" where nothing suggests one.

    One folder: the folder's name. One document: its name without suffix. Several: the name of the folder that they
    are all in. Text from standard input has no name.
    """
    if any(str(path) == STDIN for path in paths):
        return ""
    full = [Path(realpath(path)) for path in paths]
    if len(full) == 1:
        return full[0].name if full[0].is_dir() else full[0].stem
    return Path(commonpath([path.parent if path.is_file() else path for path in full])).name
