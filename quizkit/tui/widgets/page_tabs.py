"""The pages of a screen in one line, each with the key that opens it."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizkit.tui.widgets.progress_line import QUIET


class PageTabs(Horizontal):
    """Says ``Chosen`` when a page is clicked; ``show`` marks one with a sign, not with colour alone."""

    class Chosen(Message):
        """The page of that number was clicked."""

        def __init__(self, page: int) -> None:
            super().__init__()
            self.page = page

    def __init__(self, titles: Mapping[int, str]) -> None:
        super().__init__()
        self._tabs = [_Tab(page, title) for page, title in titles.items()]

    def compose(self) -> ComposeResult:
        yield from self._tabs

    def show(self, page: int) -> None:
        """Mark the page that is open."""
        for tab in self._tabs:
            tab.mark(tab.page == page)


class _Tab(Static):
    def __init__(self, page: int, title: str) -> None:
        super().__init__(markup=False)
        self.page = page
        self._title = title

    def mark(self, is_open: bool) -> None:
        number = (f"{self.page} ", "bold $text-accent")
        if is_open:
            self.update(Content.assemble("▸", number, (self._title, "bold underline"), " "))
        else:
            self.update(Content.assemble(" ", number, (self._title, QUIET), " "))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(PageTabs.Chosen(self.page))
