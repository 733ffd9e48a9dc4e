"""The end of a quiz: the score in all and by topic beside the last ones, and what was missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.card import Card
from quizkit.domain.quiz import QuizAnswer, QuizResult
from quizkit.domain.safe_text import safe_text
from quizkit.tui.quiz_words import before_in_words, missed_in_words, score_in_words, topic_columns
from quizkit.tui.widgets.progress_line import QUIET, line_of
from quizkit.tui.widgets.title_bar import TitleBar


class QuizResultScreen(Screen[bool]):
    """Gives True where the learner wants to study what was missed.

    ``earlier`` are the last quizzes on the same decks and topics, the newest first; ``cards`` those that were missed,
    by key; ``waiting`` how many of them are due or new.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("enter", "leave", "Home", id="quiz.result.leave"),
        Binding("q,escape,space", "leave", "Home", show=False, id="quiz.result.leave.q"),
        Binding("s", "study", "Study what I missed", id="quiz.result.study"),
        Binding("down,j", "scroll_by(1)", "Scroll down", id="quiz.result.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="quiz.result.up"),
        Binding("pagedown", "scroll_by(10)", "A page down", show=False, id="quiz.result.page_down"),
        Binding("pageup", "scroll_by(-10)", "A page up", show=False, id="quiz.result.page_up"),
    ]

    def __init__(
        self,
        result: QuizResult,
        earlier: Sequence[QuizResult],
        cards: Mapping[str, Card],
        waiting: int,
        about: str,
        *,
        is_out_of_time: bool = False,
    ) -> None:
        super().__init__()
        self._result = result
        self._earlier = earlier
        self._cards = cards
        self._waiting = waiting
        self._about = about
        self._is_out_of_time = is_out_of_time

    def compose(self) -> ComposeResult:
        result = self._result
        yield TitleBar(f"Quiz › {self._about}", f"quiz {result.number}")
        with VerticalScroll(can_focus=False), Vertical(id="page"):
            yield Static(self._headline(), id="headline", markup=False)
            yield Static(Content("\n").join(self._figures()), id="figures", markup=False)
            yield Static(Content("By topic"), classes="heading", markup=False)
            yield Static(self._by_topic(), id="topics", markup=False)
            missed = [answer for answer in result.answers if not answer.is_right]
            if missed:
                yield Static(Content("Missed"), classes="heading", markup=False)
                yield Static(Content("\n\n").join(map(self._missed, missed)), id="missed", markup=False)
        yield Footer(show_command_palette=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer names what works now: scrolling only where there is more than the window holds."""
        if action == "scroll_by" and parameters[0] == 1:
            return self.query_one(VerticalScroll).max_scroll_y > 0
        return self._waiting > 0 if action == "study" else True

    def on_mount(self) -> None:
        self.call_after_refresh(self.refresh_bindings)

    def on_resize(self) -> None:
        self.call_after_refresh(self.refresh_bindings)

    def action_leave(self) -> None:
        self.dismiss(False)

    def action_study(self) -> None:
        self.dismiss(True)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _headline(self) -> Content:
        over = "The time is over: " if self._is_out_of_time else ""
        return Content(f"{over}{score_in_words(self._result)}")

    def _figures(self) -> list[Content]:
        lines = [line_of(self._result.right, self._result.asked, 40)]
        if before := before_in_words(self._earlier):
            lines.append(Content.styled(before, QUIET))
        lines.append(Content(missed_in_words(len(self._result.missed), self._waiting)))
        return lines

    def _by_topic(self) -> Content:
        rows = topic_columns(self._result, self._earlier)
        names = [Content(" ".join(safe_text(name).split())).truncate(40, ellipsis=True) for name, *_ in rows]
        width = max([len("Topic"), *(name.cell_length for name in names)])
        heads = ["now", *("before" if n == 0 else "earlier" for n in range(len(self._earlier)))]
        head = " " * (width + 11) + "".join(head.rjust(9) for head in heads)
        lines = [Content.styled(head, QUIET)] if self._earlier else []
        for name, (_, score, now, past) in zip(names, rows, strict=True):
            shares = Content.assemble((now.rjust(9), "bold"), ("".join(each.rjust(9) for each in past), QUIET))
            lines.append(Content.assemble(name.pad_right(width - name.cell_length), score.rjust(11), shares))
        return Content("\n").join(lines)

    def _missed(self, answer: QuizAnswer) -> Content:
        card = self._cards.get(answer.key)
        if card is None:
            return Content.styled(f"{answer.key}: not in the library any more", QUIET)
        question, right, given = (" ".join(safe_text(t).split()) for t in (card.question, card.answer, answer.given))
        said = f"   you said: {given}" if given else ""
        return Content.assemble(question, "\n", ("→ ", QUIET), (right, "bold"), (said, QUIET))
