"""All that is known of one card: words, evidence, schedule, marks, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from quizkit.domain.card import Card
from quizkit.domain.log import Entry
from quizkit.domain.safe_text import safe_text
from quizkit.storage.finding import Found
from quizkit.tui.card_words import history_in_words, schedule_in_words, standing_in_words
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import answer_in, cited, lettered


class CardScreen(ModalScreen[bool]):
    """Gives True where the learner wants to edit the card. ``card`` is that of ``found`` with its evidence."""

    BINDINGS = [  # noqa: RUF012
        Binding("e", "edit", "Edit", id="card.edit"),
        Binding("down,j", "scroll_by(1)", "Down", id="card.down"),
        Binding("up,k", "scroll_by(-1)", "Up", id="card.up"),
        Binding("pagedown,space", "scroll_by(10)", "A page down", show=False, id="card.page_down"),
        Binding("pageup", "scroll_by(-10)", "A page up", show=False, id="card.page_up"),
        Binding("q,escape,enter", "leave", "Close", id="card.leave"),
    ]

    def __init__(
        self, found: Found, card: Card, entries: Sequence[Entry], titles: Mapping[str, str], today: date
    ) -> None:
        super().__init__()
        self._found = found
        self._card = card
        self._entries = entries
        self._titles = titles
        self._today = today

    def compose(self) -> ComposeResult:
        card, found = self._card, self._found
        with Vertical(id="dialog"):
            yield Static(Content(_one_line(f"{found.deck} › {card.topic}")), classes="heading", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(Content(safe_text(card.question)), id="question", markup=False)
                if choices := lettered(card):
                    lines = (f"{'✓' if is_answer else ' '} {letter})  {text}" for letter, text, is_answer in choices)
                    yield Static(Content("\n".join(lines)), id="choices", markup=False)
                yield Static(Content(safe_text(card.answer)), id="answer", markup=False)
                if card.accept:
                    also = Content.assemble(("also right  ", QUIET), _one_line(" · ".join(card.accept)))
                    yield Static(also, markup=False)
                for evidence in card.evidence:
                    quote = Content(safe_text(evidence.quote))
                    if place := answer_in(quote.plain, card):
                        quote = quote.stylize("bold $text", *place)
                    told = Content.assemble(quote, "\n", (f"— {cited(evidence, self._titles)}", QUIET))
                    yield Static(told, classes="proof", markup=False)
                yield Static(self._standing(), id="standing", markup=False)
                yield Static(self._history(), id="history", markup=False)
            yield Footer(show_command_palette=False)

    def action_edit(self) -> None:
        self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _standing(self) -> Content:
        if self._found.is_draft:
            return Content("A draft: it waits for your yes, and is no card yet.")
        marks = standing_in_words(self._found, self._today)
        schedule = schedule_in_words(self._found.schedule, self._today)
        parts = [schedule, marks, f"key {self._card.key}", f"made by: {self._card.rule or self._card.origin}"]
        return Content("\n".join(_one_line(part) for part in parts if part))

    def _history(self) -> Content:
        if not self._entries:
            return Content.styled("No history yet.", QUIET)
        lines = [Content.styled("History, newest first", "bold")]
        for day, what, stands in reversed(history_in_words(self._entries)):
            style = "" if stands else QUIET
            lines.append(Content.assemble((f"{day}  ", QUIET), (what if stands else f"{what} (taken back)", style)))
        return Content("\n").join(lines)


def _one_line(text: str) -> str:
    return " ".join(safe_text(text).split())
