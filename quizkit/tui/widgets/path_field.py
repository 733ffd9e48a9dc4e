"""A field for a path that completes what is typed, as a shell does."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from textual.binding import Binding
from textual.suggester import Suggester

from quizkit.domain.safe_text import safe_text
from quizkit.tui.widgets.fields import LineField

_MOST_LOOKED_AT = 5_000
"""Entries of a folder: a larger one is completed from the first of them."""


class PathField(LineField):
    """``suffixes`` are those of files that are offered, all where there are none; folders are always offered."""

    BINDINGS = [Binding("tab", "complete", "Complete the path", id="path.complete")]  # noqa: RUF012

    def __init__(
        self,
        given: str = "",
        suffixes: Collection[str] = (),
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(given, placeholder=placeholder, id=id)
        self.suggester = _Paths(frozenset(suffixes))

    @property
    def path(self) -> Path | None:
        """What was typed, ``~`` being the home; None where nothing was."""
        return Path(self.words).expanduser() if self.words else None

    def action_complete(self) -> None:
        """Take what is offered; where nothing is, go to the next field."""
        before = self.value
        self.action_end()
        self.action_cursor_right()
        if self.value == before:
            self.app.action_focus_next()


class _Paths(Suggester):
    def __init__(self, suffixes: frozenset[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._suffixes = suffixes

    async def get_suggestion(self, value: str) -> str | None:
        """The first path that begins so; names that a terminal would obey are not offered."""
        typed = os.path.expanduser(value)  # noqa: PTH111 - a slash at the end must stay
        folder, beginning = os.path.split(typed)
        if not value or value == "~":
            return None
        found = []
        try:
            with os.scandir(folder or ".") as entries:
                for number, entry in enumerate(entries):
                    if number >= _MOST_LOOKED_AT:
                        break
                    if entry.name.startswith(beginning) and self._is_offered(entry, beginning):
                        found.append(entry.name + (os.sep if entry.is_dir() else ""))
        except OSError:
            return None
        return value + min(found)[len(beginning) :] if found and min(found) != beginning else None

    def _is_offered(self, entry: os.DirEntry[str], beginning: str) -> bool:
        if entry.name.startswith(".") and not beginning.startswith("."):
            return False
        if safe_text(entry.name) != entry.name or "\n" in entry.name:
            return False
        is_known = not self._suffixes or os.path.splitext(entry.name)[1].lower() in self._suffixes  # noqa: PTH122
        return is_known or entry.is_dir()
