"""A card put under another topic."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Footer, Static

from quizkit.domain.safe_text import safe_text
from quizkit.tui.widgets.fields import LineField


class TopicScreen(ModalScreen[str]):
    """Gives the topic that was typed, "" where it stays as it is; ``topics`` are those there are, and are offered."""

    BINDINGS = [  # noqa: RUF012
        Binding("escape", "leave", "Leave it as it was", id="topic.leave"),
    ]

    def __init__(self, topic: str, topics: Sequence[str]) -> None:
        super().__init__()
        self._topic = topic
        self._field = LineField(topic, id="topic")
        offered = (" ".join(safe_text(name).split()) for name in topics)
        self._field.suggester = SuggestFromList(offered, case_sensitive=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content("Topic of this card"), classes="heading", markup=False)
            yield self._field
            yield Static(Content("enter saves · → takes what is offered"), classes="quiet", markup=False)
            yield Footer()

    def on_mount(self) -> None:
        self._field.focus()

    def on_input_submitted(self) -> None:
        words = self._field.words
        self.dismiss("" if words == self._topic else words)

    def action_leave(self) -> None:
        self.dismiss("")
