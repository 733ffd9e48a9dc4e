"""Data on standard output, everything else on standard error; and what comes in on standard input."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TextIO

from quizkit.domain.errors import WriteError
from quizkit.domain.safe_text import safe_text
from quizkit.formats.escaped import escaped

_WHOLE = ("KEY", "DECK", "QUIZ", "NAME", "KEYS")
_LEAST = 24
"""A text is not made shorter than that to make room for others."""


def show(text: str) -> None:
    """Print text for people: what a terminal would obey is made visible."""
    show_exactly(safe_text(text) + "\n")


def show_exactly(text: str) -> None:
    """Write text for programs, to the byte and in UTF-8 whatever the terminal's encoding is. Raises WriteError."""
    if sys.stdout is None:
        raise WriteError("standard output is closed: open it, or redirect it to a file")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_error(error) from error


def show_file(text: str) -> None:
    """Print what would stand in a file: to the byte, but to a terminal with nothing in it that that would obey."""
    show_exactly(safe_text(text) if sys.stdout is not None and sys.stdout.isatty() else text)


def show_json(value: object) -> None:
    """Print a value as indented JSON; what a terminal would obey is written as ``\\uXXXX``, which is equal JSON."""
    show_exactly(escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def read_stdin() -> bytes:
    """All of standard input; nothing where it is closed."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read()


def tell(message: str) -> None:
    """Print a message for people on standard error; where nobody listens, it is dropped."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(safe_text(message) + "\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def room_on_terminal() -> int | None:
    """How many columns of letters a line may have; None where the output is no terminal: there nothing is cut."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str | int]], room: int | None = None, spare: Sequence[str] = ()
) -> str:
    """Rows under their heads in aligned columns, wide characters counted as wide; numbers stand to the right.

    With ``room``, letters that a line may have, columns named by ``spare`` are left out, the first one first, until the
    others fit, and long texts are shortened; keys and names of decks stay whole, for they are to be typed again.
    """
    from rich.cells import cell_len

    texts = [[safe_text(str(cell)).replace("\n", " ") for cell in row] for row in (heads, *rows)]
    widths = [max(cell_len(row[at]) for row in texts) for at in range(len(heads))]
    is_number = [bool(rows) and all(isinstance(row[at], int) for row in rows) for at in range(len(heads))]
    shown = _fit(heads, widths, room, spare) if room is not None else list(range(len(heads)))

    def pad(text: str, at: int) -> str:
        text = _shortened(text, widths[at])
        gap = " " * (widths[at] - cell_len(text))
        return gap + text if is_number[at] else text + gap

    return "\n".join("  ".join(pad(row[at], at) for at in shown).rstrip() for row in texts)


def _fit(heads: Sequence[str], widths: list[int], room: int, spare: Sequence[str]) -> list[int]:
    """The columns that are shown; ``widths`` are made narrower, so that they fit if that is possible."""
    least = [wide if head in _WHOLE else min(wide, _LEAST) for head, wide in zip(heads, widths, strict=True)]
    shown = list(range(len(heads)))
    for head in spare:
        if sum(least[at] + 2 for at in shown) - 2 <= room:
            break
        shown.remove(heads.index(head))
    while sum(widths[at] + 2 for at in shown) - 2 > room:
        widest = max(shown, key=lambda at: widths[at] - least[at])
        if widths[widest] == least[widest]:
            break
        widths[widest] -= 1
    return shown


def _shortened(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def counted(number: int, thing: str, things: str = "") -> str:
    """``1 card``, ``2 cards``; ``things`` where an s does not make the plural."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def output_error(error: OSError) -> WriteError:
    """What to tell the learner when standard output takes no more."""
    way_out = "make room there" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "check where it goes"
    return WriteError(f"standard output: not written: {error.strerror or error}; {way_out}, and run the command again")


def silence(stream: TextIO) -> None:
    """Let what is still buffered for a closed or full stream go nowhere: Python would complain of it on leaving."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
