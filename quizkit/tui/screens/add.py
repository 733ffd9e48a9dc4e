"""Documents added to the library without leaving the screen, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.suggester import SuggestFromList
from textual.widgets import Footer, Input, Static

from quizkit.domain.errors import QuizkitError
from quizkit.domain.safe_text import safe_text
from quizkit.library.adding import Added, Stage, Stopped, add_documents
from quizkit.library.naming import name_for
from quizkit.storage.decks import DeckStore
from quizkit.tui.edition_words import brought_in_words
from quizkit.tui.widgets.fields import LineField
from quizkit.tui.widgets.path_field import PathField
from quizkit.tui.widgets.progress_line import ProgressLine
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted

_HINT = """\
A text, Markdown, web page or transcript, or a folder of them. tab completes the path, enter makes cards of it.
Add a document again after it changed: what you learnt stays, and so do your own words."""


class AddScreen(Screen[bool]):
    """Gives True where the learner wants to look through the drafts next. ``clock`` tells the local time.

    Documents are read, and cards made, in a thread: the screen answers all the while, and escape stops the work before
    anything of it is saved.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+s", "add", "Make cards", id="add.make"),
        # Before the field's own: there, it deletes a letter.
        Binding("ctrl+d", "drafts", "To the drafts", priority=True, id="add.drafts"),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False, id="add.previous"),
        Binding("pagedown", "scroll_by(10)", "A page down", show=False, id="add.page_down"),
        Binding("pageup", "scroll_by(-10)", "A page up", show=False, id="add.page_up"),
        Binding("escape", "leave", "Stop, or home", id="add.leave"),
    ]

    def __init__(self, decks: DeckStore, clock: Callable[[], datetime]) -> None:
        # What reads documents is loaded by those who come here to add some.
        from quizkit.reading.document import DOCUMENTS

        super().__init__()
        self._decks = decks
        self._clock = clock
        self._path = PathField("", DOCUMENTS, placeholder="~/notes/cell-biology.md", id="path")
        self._deck = LineField(id="deck")
        self._deck.suggester = SuggestFromList(decks.slugs(), case_sensitive=False)
        self._progress = ProgressLine()
        self._stage = Static(id="stage", markup=False)
        self._outcome = Static(id="outcome", markup=False)
        self._message = Static(id="message", markup=False)
        self._stop: Event | None = None
        self._has_drafts = False

    def compose(self) -> ComposeResult:
        yield TitleBar("Add documents")
        yield Static(Content.styled("Document or folder", "bold"), classes="label", markup=False)
        yield self._path
        yield Static(Content.styled("Deck", "bold"), classes="label", markup=False)
        yield self._deck
        yield Static(Content(_HINT), id="hint", markup=False)
        yield self._stage
        yield self._progress
        with VerticalScroll(can_focus=False):
            yield self._outcome
        yield self._message
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._show_progress("", 0, 0)
        self._tell("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Drafts are offered once there are some to look through."""
        return self._has_drafts if action == "drafts" else True

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        path = self._path.path
        self._deck.placeholder = "named after the document"
        if path is not None:
            try:
                self._deck.placeholder = safe_text(name_for([path])) or self._deck.placeholder
            except (OSError, ValueError):
                return

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_add()

    def action_add(self) -> None:
        path = self._path.path
        if self._stop is not None:
            return
        if path is None:
            self._tell("Which document? Type its path.", is_error=True)
            return
        self._stop = Event()
        self._has_drafts = False
        self._outcome.update("")
        self._tell("")
        self._show_progress(Stage.READING, 0, 1)
        self.run_worker(partial(self._work, path, self._deck.words, self._stop), thread=True, group="add")

    def action_drafts(self) -> None:
        self.dismiss(True)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        if self._stop is None:
            self.dismiss(False)
        else:
            self._stop.set()
            self._tell("Stopping …")

    def on_unmount(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _work(self, path: Path, deck: str, stop: Event) -> None:
        """In a thread: all that takes long."""
        shown = (Stage.READING, -1)

        def report(stage: Stage, done: int, of: int) -> None:
            nonlocal shown
            if stop.is_set():
                raise Stopped
            # A hundred steps are seen, more only cost.
            step = (stage, 100 * done // max(1, of))
            if step != shown:
                shown = step
                self.app.call_from_thread(self._show_progress, stage, done, of)

        try:
            added = add_documents(self._decks, [path], deck, self._clock, report)
        except Stopped:
            self.app.call_from_thread(self._end, "Stopped. Nothing was saved.")
        except QuizkitError as error:
            self.app.call_from_thread(self._end, f"✗ {error}", is_error=True)
        else:
            self.app.call_from_thread(self._show_added, added)

    def _show_added(self, added: Added) -> None:
        brought = added.brought
        told = [brought_in_words(brought, verbose=True)]
        told += [f"✗ {error}" for error in added.broken]
        told += [f"{source.file}: no card came of it" for source in added.fruitless]
        self._outcome.update(Content(safe_text("\n".join(told))))
        next_steps = []
        if brought.drafts:
            next_steps.append(f"{counted(len(brought.drafts), 'draft')} to look through: press ctrl+d.")
        if brought.conflicts:
            told_twice = counted(brought.conflicts, "possible contradiction")
            next_steps.append(f"{told_twice} between sources, kept out of the cards: see c among the drafts.")
        self._has_drafts = bool(brought.drafts)
        self._end(" ".join(["✓ Done.", *next_steps]))

    def _end(self, message: str, *, is_error: bool = False) -> None:
        self._stop = None
        self._show_progress("", 0, 0)
        self._tell(message, is_error=is_error)
        self.refresh_bindings()

    def _show_progress(self, stage: str, done: int, of: int) -> None:
        self._progress.display = self._stage.display = bool(of)
        self._progress.done, self._progress.of = done, of
        self._stage.update(
            Content(f"{stage.capitalize()}: {done:,} of {of:,}" if of > 1 else f"{stage.capitalize()} …")
        )

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        self._message.set_class(is_error, "error")
        self._message.update(Content(safe_text(message)))
        self._message.display = bool(message)
