"""The first line of every screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from quizkit.domain.safe_text import safe_text


class TitleBar(Horizontal):
    """Where the learner is, on the left, and how things stand, on the right; the left gives way where it is narrow."""

    def __init__(self, where: str = "", how: str = "") -> None:
        super().__init__()
        self._where = Static(_one_line(where), id="where", markup=False)
        self._how = Static(_one_line(how), id="how", markup=False)

    def compose(self) -> ComposeResult:
        yield self._where
        yield self._how

    def show(self, where: str, how: str) -> None:
        self._where.update(_one_line(where))
        self._how.update(_one_line(how))


def _one_line(text: str) -> Content:
    return Content(" ".join(safe_text(text).split()))
