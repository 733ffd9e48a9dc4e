"""The quiz screen: question, answer, and how it was, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.card import Card, CardKind
from quizkit.domain.errors import QuizkitError
from quizkit.domain.quiz import Mode
from quizkit.domain.safe_text import safe_text
from quizkit.study.questions import Question
from quizkit.study.quiz import Outcome, QuizSession, letters_of
from quizkit.tui.key_names import key_of
from quizkit.tui.quiz_words import has_common_ground, left_in_words, verdict_in_words
from quizkit.tui.widgets.answer_bar import AnswerBar
from quizkit.tui.widgets.card_face import CardFace
from quizkit.tui.widgets.progress_line import ProgressLine
from quizkit.tui.widgets.title_bar import TitleBar


class QuizScreen(Screen[bool]):
    """One quiz, question by question; gives True where something was answered, so that there is a result to show.

    ``about`` names what it is on, ``titles`` are the sources by slug. Every answer is kept when given.
    """

    AUTO_FOCUS = ""  # Keys are for the screen until an answer is to be typed.
    BINDINGS = [  # noqa: RUF012
        Binding("enter,space", "go_on", "Go on", id="quiz.go_on", tooltip="Show the answer, or the next question"),
        Binding("y", "judge(True)", "Right", id="quiz.right", tooltip="You had it right"),
        Binding("n", "judge(False)", "Wrong", id="quiz.wrong", tooltip="You had it wrong"),
        Binding("o", "overrule", "I know better", id="quiz.overrule", tooltip="Count a typed answer the other way"),
        Binding("u", "undo", "Undo", id="quiz.undo", tooltip="Take the last right or wrong back"),
        Binding("down", "scroll_by(1)", "Scroll down", show=False, id="quiz.down"),
        Binding("up", "scroll_by(-1)", "Scroll up", show=False, id="quiz.up"),
        Binding("pagedown", "scroll_page(1)", "A page down", show=False, id="quiz.page_down"),
        Binding("pageup", "scroll_page(-1)", "A page up", show=False, id="quiz.page_up"),
        Binding("escape", "leave", "Leave", id="quiz.leave", tooltip="What was answered counts"),
        Binding("q", "leave", "Leave", show=False, id="quiz.leave.q"),
    ]

    def __init__(self, session: QuizSession, about: str, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._session = session
        self._about = about
        self._title = TitleBar()
        self._progress = ProgressLine()
        self._face = CardFace(titles)
        self._message = Static(id="message", markup=False)
        self._bar = AnswerBar()

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._progress
        yield self._face
        yield self._message
        yield self._bar
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        if self._session.left is not None:
            self.set_interval(1.0, self._tick)
        self._ask()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer names what works now, and nothing else."""
        session, question = self._session, self._session.current
        match action:
            case "judge":
                return question is not None and question.mode is Mode.OPEN and session.is_revealed
            case "overrule":
                return session.outcome is not None and session.outcome.comparison is not None
            case "undo":
                return session.can_undo
            case "go_on":
                is_hidden = question is not None and question.mode is Mode.OPEN and not session.is_revealed
                return is_hidden or session.outcome is not None
        return True

    def on_key(self, event: Key) -> None:
        """The letter of an option answers a choice."""
        question = self._session.current
        if question is None or question.mode is not Mode.CHOICE or self._session.outcome is not None:
            return
        letter = event.character or ""
        if len(letter) == 1 and "a" <= letter <= "z" and ord(letter) - ord("a") < len(question.options):
            event.stop()
            event.prevent_default()
            self._answer(letter)

    def on_answer_bar_typed(self, message: AnswerBar.Typed) -> None:
        message.stop()
        self._answer(message.given)

    def on_answer_bar_judged(self, message: AnswerBar.Judged) -> None:
        message.stop()
        self.action_judge(message.is_right)

    def on_answer_bar_go_on_asked(self, message: AnswerBar.GoOnAsked) -> None:
        message.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        question = self._session.current
        if question is None:
            return
        if self._session.outcome is not None:
            self._do(self._session.go_on)
            self._ask()
        elif question.mode is Mode.OPEN and not self._session.is_revealed:
            self._session.reveal()
            self._face.show_answer(_as_asked(question))
            self._show_judge()

    def action_judge(self, is_right: bool) -> None:
        session = self._session
        can_judge = session.current is not None and session.is_revealed and session.outcome is None
        if can_judge and self._do(lambda: session.judge(is_right)):
            self._ask()

    def action_overrule(self) -> None:
        if self._session.outcome is not None and self._do(self._session.overrule):
            self._show_outcome(self._session.outcome)
            self._show_state()

    def action_undo(self) -> None:
        if self._do(self._session.undo) and (question := self._session.current):
            self._ask()
            self._face.show_answer(_as_asked(question))
            self._show_judge()

    def action_scroll_by(self, lines: int) -> None:
        self._face.scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, direction: int) -> None:
        self._face.scroll_relative(y=direction * max(1, self._face.size.height - 1), animate=False)

    def action_leave(self) -> None:
        self.dismiss(self._session.answered > 0)

    def _answer(self, given: str) -> None:
        question = self._session.current
        if question is None or not self._do(lambda: self._session.answer(given)):
            return
        outcome = self._session.outcome
        if outcome is None:
            self._ask()
            return
        self._face.show_answer(_as_asked(question))
        self._show_outcome(outcome)
        self._show_state()
        self.refresh_bindings()

    def _show_judge(self) -> None:
        self._bar.show_judge(key_of(self, "quiz.right", "y"), key_of(self, "quiz.wrong", "n"))
        self.refresh_bindings()

    def _show_outcome(self, outcome: Outcome) -> None:
        self.set_focus(None)  # What is typed now is meant for the screen.
        pieces = outcome.comparison.pieces if outcome.comparison is not None else ()
        verdict = verdict_in_words(outcome)
        if not outcome.is_right and outcome.given.strip() and not has_common_ground(pieces):
            verdict += f": you said {' '.join(safe_text(outcome.given).split())}"
        self._bar.show_outcome(
            verdict,
            is_right=outcome.is_right,
            pieces=pieces,
            hint=f"{key_of(self, 'quiz.go_on', 'enter')}: next question",
        )

    def _ask(self) -> None:
        """Show the question whose turn it is, or leave where there is none."""
        question = self._session.current
        if question is None:
            self.action_leave()
            return
        self._tell(question.why)
        self._show_state()
        self._face.show_question(_as_asked(question), "Question")
        match question.mode:
            case Mode.OPEN:
                self._bar.show_way(key_of(self, "quiz.go_on", "enter"), "Show the answer")
                self.set_focus(None)
            case Mode.TYPED:
                self._bar.show_typed()
            case Mode.CHOICE:
                self._bar.show_way(letters_of(question.options), "Press the letter of your answer")
                self.set_focus(None)
        self.refresh_bindings()

    def _tick(self) -> None:
        if self._session.current is None:
            return
        if self._do(self._session.check_time) and self._session.is_out_of_time:
            self.action_leave()
        else:
            self._show_state()

    def _show_state(self) -> None:
        session, question = self._session, self._session.current
        if question is None:
            return
        of = len(session.quiz.questions)
        left = f"{left_in_words(session.left)} left" if session.left is not None else ""
        told = filter(None, (f"{session.position} of {of}", f"{session.right} right", left))
        self._title.show(f"Quiz › {question.card.topic}", " · ".join(told))
        self._progress.done = session.answered
        self._progress.of = of

    def _do(self, deed: Callable[[], object]) -> bool:
        """Whether it went well; where it did not, the learner is told and all stays as it was."""
        try:
            deed()
        except QuizkitError as error:
            self._tell(f"✗ {error}", is_error=True)
            return False
        return True

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        self._message.set_class(is_error, "error")
        self._message.update(Content(safe_text(message)))
        self._message.display = bool(message)


def _as_asked(question: Question) -> Card:
    """The card with the options that this quiz gives it."""
    if question.mode is not Mode.CHOICE:
        return question.card
    return replace(question.card, kind=CardKind.CHOICE, choices=question.options)
