"""Where sources contradict each other: both quotes side by side, and a key for either side."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.conflict import Pick, Side
from quizkit.domain.errors import QuizkitError
from quizkit.domain.safe_text import safe_text
from quizkit.storage.conflicts import ConflictStore, OfDeck, Picked
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted

_HINT = """\
A possible contradiction: which source is right? Cards of the right side come in, those of the other stay out for good.
Until you pick, all of them wait."""
_NONE_LEFT = "✓ No conflict waits to be decided."


class ConflictsScreen(Screen[bool]):
    """One conflict at a time; gives whether anything was decided. ``clock`` tells the local time."""

    BINDINGS = [  # noqa: RUF012
        Binding("a", "pick('a')", "Left", id="conflicts.a", tooltip="The left side is right"),
        Binding("b", "pick('b')", "Right", id="conflicts.b", tooltip="The right side is right"),
        Binding("o", "pick('both')", "Both", id="conflicts.both"),
        Binding("n", "pick('neither')", "Neither", id="conflicts.neither"),
        Binding("u", "undo", "Undo", id="conflicts.undo", tooltip="Take the last pick back"),
        Binding("right,l", "move(1)", "Next", id="conflicts.next"),
        Binding("left,h", "move(-1)", "The one before", show=False, id="conflicts.before"),
        Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="conflicts.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="conflicts.up"),
        Binding("q,escape,c", "leave", "Drafts", id="conflicts.leave"),
    ]

    def __init__(self, conflicts: ConflictStore, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._store = conflicts
        self._clock = clock
        self._open = conflicts.open()
        self._at = 0
        self._picked: list[Picked] = []
        self._has_decided = False
        self._title = TitleBar("Conflicts")
        self._hint = Static(Content(_HINT), id="hint", markup=False)
        self._sides = tuple(Static(id=letter, classes="side", markup=False) for letter in "ab")
        self._message = Static(id="message", markup=False)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._hint
        with VerticalScroll(can_focus=False), Horizontal(id="sides"):
            yield from self._sides
        yield self._message
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that have nothing to act on are dimmed."""
        if action in ("pick", "move"):
            return True if self._open else None
        return True if action != "undo" or self._picked else None

    def action_pick(self, pick: str) -> None:
        if not self._open:
            return
        here = self._open[self._at]
        try:
            picked = self._store.pick(here.deck, here.conflict.key, Pick(pick), self._clock())
        except QuizkitError as error:
            self._draw(f"✗ Not saved: {error}", is_error=True)
            return
        self._picked.append(picked)
        self._look_again()
        told = f"{counted(len(picked.accepted), 'draft')} accepted, {len(picked.rejected)} rejected"
        self._draw(f"✓ {_in_words(here, Pick(pick))}: {told}.")

    def action_undo(self) -> None:
        if not self._picked:
            return
        try:
            undone = self._store.undo(self._clock())
            if undone is None:
                raise QuizkitError("something else was decided since; `quizkit drafts undo` takes that back first")
        except QuizkitError as error:
            self._draw(f"✗ Not taken back: {error}", is_error=True)
            return
        self._picked.pop()
        self._look_again(undone.conflict.key)
        self._draw("Taken back: undecided again.")

    def action_move(self, steps: int) -> None:
        if self._open:
            self._at = (self._at + steps) % len(self._open)
            self._draw()

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.dismiss(self._has_decided)

    def _look_again(self, key: str = "") -> None:
        self._has_decided = True
        self._open = self._store.open()
        keys = [found.conflict.key for found in self._open]
        self._at = keys.index(key) if key in keys else min(self._at, max(0, len(keys) - 1))

    def _draw(self, message: str = "", *, is_error: bool = False) -> None:
        here = self._open[self._at] if self._open else None
        self._hint.update(Content(_HINT if here else _NONE_LEFT))
        for letter, side in zip("ab", self._sides, strict=True):
            side.display = here is not None
            if here is not None:
                number = "ab".index(letter)
                side.update(_side(letter, here.conflict.sides[number], here.files[number]))
        if here is None:
            self._title.show("Conflicts", "")
        else:
            self._title.show(f"Conflicts › {here.deck} › {here.conflict.sort}", f"{self._at + 1} of {len(self._open)}")
        self._message.set_class(is_error, "error")
        self._message.update(Content(safe_text(message)))
        self._message.display = bool(message)
        self.refresh_bindings()


def _side(letter: str, side: Side, file: str) -> Content:
    """The value first, then its quote with the value marked, where it stands, and what hangs on it."""
    quote = Content(" ".join(safe_text(side.evidence.quote).split()))
    value = " ".join(safe_text(side.value).split())
    if value and (found := re.search(rf"(?<![^\W_]){re.escape(value)}(?![^\W_])", quote.plain)):
        quote = quote.stylize("bold $text-accent", *found.span())
    place = f"{file}, line {side.evidence.line}" if side.evidence.line else file
    teaching = "no draft teaches it"
    if side.drafts:
        teaching = f"{counted(len(side.drafts), 'draft')} {'teaches' if len(side.drafts) == 1 else 'teach'} it"
    return Content.assemble(
        (f"{letter}  ", "bold $text-accent"), (value, "bold"), "\n\n", quote, "\n\n",
        (" ".join(safe_text(place).split()), QUIET), "\n", (teaching, QUIET),
    )  # fmt: skip


def _in_words(here: OfDeck, pick: Pick) -> str:
    a, b = (" ".join(side.value.split()) for side in here.conflict.sides)
    return {Pick.A: f"“{a}” is right", Pick.B: f"“{b}” is right", Pick.BOTH: "Both are right"}.get(
        pick, "Neither is right"
    )
