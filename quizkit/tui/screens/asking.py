"""A short question over the screen, answered in one line."""

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


class AskScreen(ModalScreen[str | None]):
    """Gives what was typed, None where the learner leaves; ``known`` are answers offered while typing.

    What is ``given`` stands there, and typing replaces it.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("enter", "answer", "Do it", id="ask.answer"),
        Binding("escape", "leave", "Leave it", id="ask.leave"),
    ]

    def __init__(self, question: str, given: str = "", hint: str = "", known: Sequence[str] = ()) -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._field = LineField(given, replaced=True)
        self._field.suggester = SuggestFromList(map(safe_text, known), case_sensitive=False) if known else None

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(safe_text(self._question)), classes="heading", markup=False)
            yield self._field
            yield Static(Content(safe_text(f"{self._hint}\nPress enter to do it.".strip())), id="hint", markup=False)
            yield Footer(show_command_palette=False)

    def on_input_submitted(self) -> None:
        self.action_answer()

    def action_answer(self) -> None:
        self.dismiss(self._field.words)

    def action_leave(self) -> None:
        self.dismiss(None)
