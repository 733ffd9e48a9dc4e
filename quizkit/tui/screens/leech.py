"""A card that was forgotten too often, with its evidence, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from quizkit.domain.safe_text import safe_text
from quizkit.study.leech import Leech
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import cited, forgotten


class LeechScreen(ModalScreen[str]):
    """Gives ``edit``, ``split`` or ``suspend``, "" where the learner goes on; ``titles`` are the sources' by slug."""

    BINDINGS = [  # noqa: RUF012
        Binding("e", "mend('edit')", "Edit", id="leech.edit", tooltip="Put it in words that stick"),
        Binding("x", "mend('split')", "Split", id="leech.split", tooltip="Make two cards of it"),
        Binding("@", "mend('suspend')", "Suspend", id="leech.suspend", tooltip="Ask it no more"),
        Binding("enter", "mend('')", "Go on", id="leech.leave"),
        Binding("escape,q,space", "mend('')", "Go on", show=False, id="leech.leave.escape"),
        Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="leech.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="leech.up"),
    ]

    def __init__(self, leech: Leech, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._leech = leech
        self._titles = titles

    def compose(self) -> ComposeResult:
        card = self._leech.card
        with Vertical(id="dialog"):
            yield Static(Content("A leech"), classes="heading", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(Content(forgotten(self._leech)), classes="quiet", markup=False)
                yield Static(Content(safe_text(card.question)), id="question", markup=False)
                yield Static(Content(safe_text(card.answer)), id="answer", markup=False)
                for evidence in card.evidence:
                    proof = (safe_text(evidence.quote), "\n", (f"— {cited(evidence, self._titles)}", QUIET))
                    yield Static(Content.assemble(*proof), classes="proof", markup=False)
            yield Footer(show_command_palette=False)

    def action_mend(self, how: str) -> None:
        self.dismiss(how)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
