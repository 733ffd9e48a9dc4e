"""A deck written to a file, with what Anki will do with it told beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.suggester import SuggestFromList
from textual.widgets import Footer, Input, Static

from quizkit.domain.errors import QuizkitError
from quizkit.domain.safe_text import safe_text
from quizkit.library.export import SUFFIXES, export_from, preview_export
from quizkit.storage.decks import DeckStore
from quizkit.tui.foretold_words import foretold_in_words
from quizkit.tui.widgets.fields import LineField
from quizkit.tui.widgets.path_field import PathField
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted

_PACKAGE = ".apkg"
_HINT = """\
The ending tells the format: .apkg for Anki, .yaml or .json for a deck file, .csv, .tsv, .md.
tab completes the path, enter writes the file."""


class ExportScreen(Screen[None]):
    """``deck`` is the deck (its slug) that is offered first; ``clock`` tells the local time."""

    AUTO_FOCUS = "#path"
    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+s", "export", "Write the file", id="export.write"),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False, id="export.previous"),
        Binding("pagedown", "scroll_by(10)", "A page down", show=False, id="export.page_down"),
        Binding("pageup", "scroll_by(-10)", "A page up", show=False, id="export.page_up"),
        Binding("escape", "leave", "Home", id="export.leave"),
    ]

    def __init__(self, decks: DeckStore, deck: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._decks = decks
        self._clock = clock
        self._slugs: Sequence[str] = decks.slugs()
        self._deck = LineField(deck, id="deck")
        self._deck.suggester = SuggestFromList(self._slugs, case_sensitive=False)
        self._path = PathField(f"{deck}{_PACKAGE}" if deck else "", SUFFIXES, id="path")
        self._preview = Static(id="preview", markup=False)
        self._message = Static(id="message", markup=False)
        self._is_writing = False
        self._written_to: Path | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar("Export")
        yield Static(Content.styled("Deck", "bold"), classes="label", markup=False)
        yield self._deck
        yield Static(Content.styled("File", "bold"), classes="label", markup=False)
        yield self._path
        yield Static(Content(_HINT), id="hint", markup=False)
        with VerticalScroll(can_focus=False):
            yield self._preview
        yield self._message
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        deck = self._deck.words
        if event.input is self._deck and deck in self._slugs and self._path.value.endswith(_PACKAGE):
            # The file follows the deck as long as it is named after one.
            path = self._path.path
            if path is not None and path.stem in self._slugs:
                self._path.value = self._path.value[: -len(path.name)] + f"{deck}{_PACKAGE}"
        self.run_worker(partial(self._foresee, deck, self._path.path), thread=True, group="preview", exclusive=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_export()

    def action_export(self) -> None:
        path = self._path.path
        if self._is_writing:
            return
        if path is None:
            self._tell("Where to? Type the name of a file.", is_error=True)
            return
        self._is_writing = True
        self._tell("Writing …")
        self.run_worker(partial(self._write, self._deck.words, path), thread=True, group="write")

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        if not self._is_writing:
            self.dismiss()

    def _foresee(self, deck: str, path: Path | None) -> None:
        """In a thread: what there will be, and what Anki will do with it."""
        try:
            told = self._foretold(deck, path)
        except QuizkitError as error:
            told = str(error)
        except OSError as error:
            told = f"{path}: {error.strerror or error}"
        self.app.call_from_thread(self._preview.update, Content(safe_text(told)))

    def _foretold(self, deck: str, path: Path | None) -> str:
        suffix = path.suffix.lower() if path else ""
        if suffix not in SUFFIXES:
            return ""
        if suffix == _PACKAGE:
            told = foretold_in_words(preview_export(self._decks, deck), verbose=True)
        else:
            told = f"{counted(len(self._decks.load(deck).cards), 'card')} as {suffix.removeprefix('.')}."
        is_there = path is not None and path.is_file() and path.absolute() != self._written_to
        replaces = "It replaces the file that is there.\n\n" if is_there else ""
        return replaces + told

    def _write(self, deck: str, path: Path) -> None:
        """In a thread: a large deck takes a while."""
        try:
            written = export_from(self._decks, deck, path, self._clock())
        except QuizkitError as error:
            self.app.call_from_thread(self._written, f"✗ {error}", is_error=True)
            return
        self._written_to = path.absolute()
        self.app.call_from_thread(
            self._written, f"✓ {counted(len(written.cards), 'card')} written to {path.absolute()}"
        )
        self._foresee(deck, path)

    def _written(self, message: str, *, is_error: bool = False) -> None:
        self._is_writing = False
        self._tell(message, is_error=is_error)

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        self._message.set_class(is_error, "error")
        self._message.update(Content(safe_text(message)))
        self._message.display = bool(message)
