"""A question over the screen that one key answers, before something is done that is hard to see through."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from quizkit.domain.safe_text import safe_text


class ConfirmScreen(ModalScreen[bool]):
    """Gives whether the learner said yes; ``hint`` tells what comes of it.

    Enter is no answer: it is pressed too soon.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("y", "answer(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q", "answer(False)", "No", id="confirm.no"),
    ]

    def __init__(self, question: str, hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(safe_text(self._question)), classes="heading", markup=False)
            yield Static(Content(safe_text(self._hint)), id="hint", markup=False)
            yield Footer(show_command_palette=False)

    def action_answer(self, is_yes: bool) -> None:
        self.dismiss(is_yes)
