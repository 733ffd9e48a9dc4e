"""The text that a card was made from, opened where its answer is proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.card import Card
from quizkit.domain.safe_text import safe_text
from quizkit.study.source_text import Passage, SourceText
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import answer_in

_KEPT = "These are the statements that the library keeps of it: those that have cards."


class SourceScreen(Screen[None]):
    """The statements of a card's sources in their order, the evidence marked and in sight."""

    BINDINGS = [  # noqa: RUF012
        Binding("n", "next_evidence", "Next evidence", id="source.next"),
        Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="source.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="source.up"),
        Binding("pagedown,space", "scroll_page(1)", "A page down", show=False, id="source.page_down"),
        Binding("pageup", "scroll_page(-1)", "A page up", show=False, id="source.page_up"),
        Binding("home,g", "scroll_to(0)", "To the beginning", show=False, id="source.first"),
        Binding("end,G", "scroll_to(1)", "To the end", show=False, id="source.last"),
        Binding("q", "leave", "Back to the card", id="source.leave"),
        Binding("escape,o", "leave", "Back to the card", show=False, id="source.leave.escape"),
    ]

    def __init__(self, card: Card, texts: Sequence[SourceText]) -> None:
        super().__init__()
        self._card = card
        self._texts = texts
        self._evidence: list[Static] = []
        self._at = 0

    def compose(self) -> ComposeResult:
        first = self._texts[0]
        yield TitleBar(first.title or first.slug, first.file)
        with VerticalScroll(can_focus=False), Vertical(id="page"):
            for text in self._texts:
                yield Static(_about(text), classes="heading", markup=False)
                yield from self._passages(text)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.call_after_refresh(self._show_evidence)

    def action_next_evidence(self) -> None:
        if self._evidence:
            self._at = (self._at + 1) % len(self._evidence)
            self._show_evidence()

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, direction: int) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=direction * max(1, scroll.size.height - 1), animate=False)

    def action_scroll_to(self, end: int) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to(y=scroll.max_scroll_y if end else 0, animate=False)

    def action_leave(self) -> None:
        self.dismiss()

    def _passages(self, text: SourceText) -> Iterator[Static]:
        for passage in text.passages:
            shown = Static(self._drawn(passage), classes="evidence" if passage.is_evidence else "", markup=False)
            if passage.is_evidence:
                self._evidence.append(shown)
            yield shown

    def _drawn(self, passage: Passage) -> Content:
        words = Content(safe_text(passage.text))
        if passage.is_evidence and (place := answer_in(words.plain, self._card)):
            words = words.stylize("bold $text", *place)
        sign = "▸" if passage.is_evidence else " "
        return Content.assemble((f"{passage.line or '':>4} {sign} ", QUIET), words)

    def _show_evidence(self) -> None:
        if self._evidence:
            self.query_one(VerticalScroll).scroll_to_center(self._evidence[self._at], animate=False)


def _about(text: SourceText) -> Content:
    about = " · ".join(
        " ".join(safe_text(part).split()) for part in (text.title or text.slug, text.file, text.url) if part
    )
    return Content.assemble(about, ("\n" + _KEPT, QUIET))
