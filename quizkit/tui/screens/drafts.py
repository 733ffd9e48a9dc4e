"""Drafts: one at a time, with the quote and the reasons in sight, and one key for each thing to say to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.card import Card
from quizkit.domain.errors import QuizkitError
from quizkit.domain.held import Decision
from quizkit.domain.safe_text import safe_text
from quizkit.library.draft_round import DraftRound
from quizkit.library.editing import typed_words
from quizkit.storage.conflicts import ConflictStore
from quizkit.storage.drafts import Waiting
from quizkit.tui.screens.conflicts import ConflictsScreen
from quizkit.tui.screens.edit import EditScreen
from quizkit.tui.widgets.card_face import CardFace
from quizkit.tui.widgets.progress_line import QUIET, ProgressLine, line_of
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted

_TAKEN_BACK = {
    Decision.ACCEPTED: "not accepted",
    Decision.EDITED: "as it was before your edit",
    Decision.REJECTED: "not rejected",
}
_NONE_LEFT = """\
No drafts wait.
What the verdict doubts when you add documents waits here for your yes."""


class DraftsScreen(Screen[None]):
    """A round through the drafts; ``titles`` are the sources' by slug, ``clock`` tells the local time."""

    BINDINGS = [  # noqa: RUF012
        Binding("a", "accept", "Accept", id="drafts.accept", tooltip="Make it a card"),
        Binding("e", "edit", "Edit", id="drafts.edit", tooltip="Put it in your own words: it becomes a card"),
        Binding("E", "edit_outside", "Edit in $EDITOR", show=False, id="drafts.edit_outside"),
        Binding("x", "reject", "Reject", id="drafts.reject", tooltip="It never comes back"),
        Binding("u", "undo", "Undo", id="drafts.undo", tooltip="Take the last decision back"),
        Binding("right,n,l", "move(1)", "Next", id="drafts.next", tooltip="Decide later"),
        Binding("left,p,h", "move(-1)", "The one before", show=False, id="drafts.before"),
        Binding("c", "conflicts", "Conflicts", id="drafts.conflicts"),
        Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="drafts.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="drafts.up"),
        Binding("pagedown,space", "scroll_by(10)", "A page down", show=False, id="drafts.page_down"),
        Binding("pageup", "scroll_by(-10)", "A page up", show=False, id="drafts.page_up"),
        Binding("q,escape,d", "leave", "Home", id="drafts.leave", tooltip="Every decision is saved already"),
    ]

    def __init__(
        self, drafts: DraftRound, conflicts: ConflictStore, titles: Mapping[str, str], clock: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._round = drafts
        self._conflicts = conflicts
        self._open_conflicts = len(conflicts.open())
        self._titles = titles
        self._clock = clock
        self._decided = 0
        self._title = TitleBar("Drafts")
        self._progress = ProgressLine()
        self._face = CardFace(titles)
        self._verdict = Static(id="verdict", markup=False)
        self._message = Static(id="message", markup=False)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._progress
        yield self._face
        yield self._verdict
        yield self._message
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that have nothing to act on are dimmed."""
        if action in ("accept", "edit", "edit_outside", "reject", "move"):
            return True if self._round.current else None
        if action == "conflicts":
            return True if self._open_conflicts else None
        return True if action != "undo" or self._round.can_undo else None

    def action_accept(self) -> None:
        self._decide(self._round.accept)

    def action_reject(self) -> None:
        self._decide(self._round.reject)

    def action_edit(self) -> None:
        waiting = self._round.current
        if waiting is None:
            return

        def after(is_saved: bool | None) -> None:
            if is_saved:
                self._draw("✓ In your words now, and a card.")

        card = waiting.draft.card
        self.app.push_screen(EditScreen(card, self._save, self._titles, "Edit the draft: it becomes a card"), after)

    def action_edit_outside(self) -> None:
        waiting = self._round.current
        if waiting is None:
            return
        try:
            with self.app.suspend(), typed_words(waiting.draft.card, os.environ, _ignore) as words:
                if words is not None:
                    self._round.edit(words)
        except (QuizkitError, SuspendNotSupported) as error:
            self._draw(f"✗ Nothing was changed: {error}", is_error=True)
            return
        self._draw("✓ In your words now, and a card." if words else "Nothing was changed.")

    def action_undo(self) -> None:
        try:
            undone = self._round.undo()
        except QuizkitError as error:
            self._draw(f"✗ Not taken back: {error}", is_error=True)
            return
        self._draw(f"Taken back: it is {_TAKEN_BACK[undone.decision]}." if undone else "There is nothing to take back.")

    def action_move(self, steps: int) -> None:
        try:
            self._round.move(steps)
        except QuizkitError as error:
            self._draw(f"✗ {error}", is_error=True)
            return
        self._draw()

    def action_conflicts(self) -> None:
        def after(has_decided: bool | None) -> None:
            if has_decided:
                self._round.look_again()
                self._open_conflicts = len(self._conflicts.open())
                self._draw("What the conflicts decided is done.")

        self.app.push_screen(ConflictsScreen(self._conflicts, self._clock), after)

    def action_scroll_by(self, lines: int) -> None:
        self._face.scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.dismiss()

    def _save(self, words: Card) -> None:
        self._round.edit(words)

    def _decide(self, how: Callable[[], object]) -> None:
        waiting = self._round.current
        if waiting is None:
            return
        card = waiting.draft.card
        try:
            how()
        except QuizkitError as error:
            self._draw(f"✗ Not saved, so the draft stays here: {error}", is_error=True)
            return
        done = "✓ Accepted" if how == self._round.accept else "✓ Rejected"
        self._draw(f"{done}: {' '.join(card.question.split())}")

    def _draw(self, message: str = "", *, is_error: bool = False) -> None:
        waiting = self._round.current
        decided = sum(map(self._round.count, Decision))
        self._progress.done, self._progress.of = decided, decided + self._round.waiting
        self._face.display = self._verdict.display = waiting is not None
        self._title.show(_where(waiting), self._how())
        if waiting is None:
            message = f"{message}\n\n{_NONE_LEFT}".strip()
        else:
            self._face.show_question(waiting.draft.card, "Draft")
            self._face.show_answer(waiting.draft.card)
            self._face.scroll_home(animate=False)
            self._verdict.update(_verdict(waiting))
        self._message.set_class(is_error, "error")
        self._message.update(Content(safe_text(message)))
        self._message.display = bool(message)
        self.refresh_bindings()

    def _how(self) -> str:
        told = [
            f"{self._round.place} of {self._round.waiting}" if self._round.waiting else "",
            *(f"{number} {decision}" for decision in Decision if (number := self._round.count(decision))),
            counted(self._open_conflicts, "conflict") if self._open_conflicts else "",
        ]
        return " · ".join(filter(None, told))


def _where(waiting: Waiting | None) -> str:
    return f"Drafts › {waiting.deck} › {waiting.draft.card.topic}" if waiting else "Drafts"


def _verdict(waiting: Waiting) -> Content:
    verdict = waiting.draft.verdict
    score = Content.assemble(line_of(round(verdict.score * 100), 100, 10), f" {verdict.score:.2f}  ")
    reasons = " · ".join(" ".join(safe_text(reason).split()) for reason in verdict.reasons)
    return Content.assemble(("Why it waits  ", "bold"), score, (reasons, QUIET))


def _ignore(_message: str) -> None:
    """The editor has the terminal: it shows what was kept itself."""
