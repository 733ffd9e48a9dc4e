"""The end of a session: what went how, and what to look at again."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.card import Card
from quizkit.domain.safe_text import safe_text
from quizkit.study.session import StudySession
from quizkit.study.summary import Summary, TopicResult
from quizkit.tui.widgets.progress_line import QUIET, line_of
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import counted, day_in_words, duration, share


class SummaryScreen(Screen[bool]):
    """Gives True where the learner takes the last rating back, False where the session is closed.

    ``next_due`` is when the next card waits, of those that are studied here; None where there is none.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("enter", "close", "Home", id="summary.close"),
        # Not space: it is drummed on while studying, and would close what nobody has read yet.
        Binding("q,escape", "close", "Home", show=False, id="summary.leave"),
        Binding("u", "undo", "Undo", id="summary.undo", tooltip="Take the last rating back and go on studying"),
        Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="summary.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="summary.up"),
        Binding("pagedown", "scroll_by(10)", "A page down", show=False, id="summary.page_down"),
        Binding("pageup", "scroll_by(-10)", "A page up", show=False, id="summary.page_up"),
    ]

    def __init__(self, session: StudySession, scope: str, today: date, next_due: date | None) -> None:
        super().__init__()
        self._session = session
        self._scope = scope
        self._today = today
        self._next_due = next_due

    def compose(self) -> ComposeResult:
        summary = self._session.summary()
        yield TitleBar(self._scope)
        with VerticalScroll(can_focus=False), Vertical(id="page"):
            yield Static(Content(self._headline(summary)), id="headline", markup=False)
            yield Static(Content("\n").join(self._lines(summary)), id="figures", markup=False)
            if summary.topics:
                yield Static(Content("By topic"), classes="heading", markup=False)
                yield Static(_by_topic(summary.topics), markup=False)
            if summary.missed:
                yield Static(Content("Look at these again"), classes="heading", markup=False)
                yield Static(Content("\n\n").join(map(_missed, summary.missed)), id="missed", markup=False)
        yield Footer(show_command_palette=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._session.can_undo if action == "undo" else True

    def action_close(self) -> None:
        self.dismiss(False)

    def action_undo(self) -> None:
        self.dismiss(True)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _headline(self, summary: Summary) -> str:
        if self._session.is_out_of_time:
            left = self._session.remaining
            return f"✓ Time is up, {counted(left.due + left.new + left.drills, 'card')} left for later"
        return "✓ Done for now" if summary.reviews or summary.drills else "Nothing to study here now"

    def _lines(self, summary: Summary) -> list[Content]:
        lines = []
        if summary.reviews:
            passed = f"{summary.passes} of {counted(summary.reviews, 'review')} remembered"
            lines.append(Content.assemble(passed, (f"   {share(summary.passes, summary.reviews)}", "bold")))
        if summary.drills:
            lines.append(Content(f"{counted(summary.drills, 'drill')} to make the hard ones stick"))
        if summary.seconds >= 1:
            lines.append(Content(f"{duration(summary.seconds)} of thinking"))
        if self._next_due is None:
            lines.append(Content("No card has a date yet: study some new ones first."))
        else:
            lines.append(Content(f"The next card comes {day_in_words(self._next_due, self._today)}."))
        return lines


def _by_topic(topics: tuple[TopicResult, ...]) -> Content:
    names = [Content(" ".join(safe_text(topic.topic).split())).truncate(40, ellipsis=True) for topic in topics]
    width = max(name.cell_length for name in names)
    lines = []
    for name, topic in zip(names, topics, strict=True):
        figures = f"{topic.passes} of {topic.reviews}".rjust(11)
        bar = line_of(topic.passes, topic.reviews, 12)
        lines.append(Content.assemble(name.pad_right(width - name.cell_length), figures, "   ", bar))
    return Content("\n").join(lines)


def _missed(card: Card) -> Content:
    question, answer = (" ".join(safe_text(text).split()) for text in (card.question, card.answer))
    return Content.assemble(question, "\n", ("→ ", QUIET), (answer, "bold"))
