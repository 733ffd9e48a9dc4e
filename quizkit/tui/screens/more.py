"""More than today's cards, for a learner who has done them: a small dialog over the first screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizkit.domain.safe_text import safe_text
from quizkit.study.session import StudySession
from quizkit.tui.key_names import with_keys
from quizkit.tui.words import counted

MORE = (
    ("10 new cards more", 10, 0),
    ("50 new cards more", 50, 0),
    ("What is due until tomorrow", 0, 1),
    ("What is due in the next 7 days", 0, 7),
)
"""What is offered, with how many new cards beyond the day's and how many days ahead it means."""

NOTHING_MORE = "There is nothing more here: no new card, and none that is due in the next 7 days."

_HINT = "{more.up:up} {more.down:down} choose   {more.do:enter} begin   {more.leave:q} close"


class MoreScreen(ModalScreen[StudySession | None]):
    """Gives the session that was chosen, None where the learner leaves; ``scope`` names what is studied."""

    BINDINGS = [  # noqa: RUF012
        Binding("enter,space", "do", "Begin", id="more.do"),
        Binding("down,j", "choose(1)", "Next row", show=False, id="more.down"),
        Binding("up,k", "choose(-1)", "Row before", show=False, id="more.up"),
        Binding("q,escape,m", "leave", "Close", show=False, id="more.leave"),
        Binding("question_mark,f1", "app.help", "Help", show=False, id="more.help"),
    ]

    def __init__(self, scope: str, choices: Sequence[tuple[str, StudySession]]) -> None:
        super().__init__()
        self._scope = scope
        self._choices = list(choices)
        self._at = 0
        self._lines = Static(id="choices", markup=False)

    def compose(self) -> ComposeResult:
        heading = f"More than today's cards: {self._scope}"
        with Vertical(id="dialog"):
            yield Static(Content(" ".join(safe_text(heading).split())), classes="heading", markup=False)
            yield self._lines
            yield Static(Content(with_keys(self, _HINT)), id="hint", markup=False)

    def on_mount(self) -> None:
        self._draw()

    def action_choose(self, step: int) -> None:
        self._at = (self._at + step) % len(self._choices)
        self._draw()

    def action_do(self) -> None:
        self.dismiss(self._choices[self._at][1])

    def action_leave(self) -> None:
        self.dismiss(None)

    def _draw(self) -> None:
        lines = []
        for at, (what, session) in enumerate(self._choices):
            left = session.remaining
            sign, style = ("▸ ", "bold") if at == self._at else ("  ", "")
            number = counted(left.due + left.new + left.drills, "card")
            lines.append(Content.assemble((f"{sign}{what:<34}", style), (number, "bold $text-accent")))
        self._lines.update(Content("\n").join(lines))
