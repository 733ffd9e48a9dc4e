"""Every key that works on the screen below."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_MOUSE = "The mouse works too: click a row, a rating or a key in the last line. Press q to close this help."

_AROUND = 8
"""Lines of the dialog that are not keys: its frame, the heading, the hint in two lines, and the gaps."""


class HelpScreen(ModalScreen[None]):
    """Made from the bindings themselves, so that it cannot leave one out; ``note`` is what else there is to tell."""

    BINDINGS = [  # noqa: RUF012
        Binding("question_mark,q,escape,enter,space", "leave", "Close", show=False, id="help.leave"),
        Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="help.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="help.up"),
        Binding("pagedown", "scroll_by(10)", "A page down", show=False, id="help.page_down"),
        Binding("pageup", "scroll_by(-10)", "A page up", show=False, id="help.page_up"),
    ]

    def __init__(self, bindings: Iterable[ActiveBinding], note: str = "") -> None:
        super().__init__()
        self._keys = list(bindings)
        self._note = note

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content("Keys that work here"), classes="heading", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(self._table(), markup=False)
                if self._note:
                    yield Static(Content(self._note), id="note", markup=False)
            yield Static(Content(_MOUSE), id="hint", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        # What is told below the keys stays in sight, however many keys there are.
        self.query_one(VerticalScroll).styles.max_height = max(3, event.size.height * 95 // 100 - _AROUND)

    def on_click(self) -> None:
        self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _table(self) -> Content:
        keys: dict[str, list[str]] = {}
        for _, binding, _, _ in self._keys:
            if binding.description and _is_ours(binding):
                keys.setdefault(binding.description, []).append(self.app.get_key_display(binding))
        # A dict keeps the order of the bindings and drops what is bound twice.
        names = {description: " ".join(dict.fromkeys(names)) for description, names in keys.items()}
        width = max(map(len, names.values()))
        lines = [Content.assemble((n.rjust(width), "bold $text-accent"), f"   {text}") for text, n in names.items()]
        return Content("\n").join(lines)


def _is_ours(binding: Binding) -> bool:
    """Our bindings have names; of Textual's own, the two that a learner may want to know."""
    return binding.id is not None or binding.action in ("command_palette", "app.command_palette", "quit")
