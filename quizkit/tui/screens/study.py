"""The study screen: keys become calls of the session, and what the session says is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.errors import QuizkitError
from quizkit.domain.rating import Rating
from quizkit.domain.safe_text import safe_text
from quizkit.study.session import StudySession
from quizkit.tui.screens.summary import SummaryScreen
from quizkit.tui.widgets.card_face import CardFace
from quizkit.tui.widgets.progress_line import ProgressLine
from quizkit.tui.widgets.rating_bar import RatingBar
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import progress_in_words

_RATE = Binding.Group("Rate")


class StudyScreen(Screen[None]):
    """One session, card by card.

    ``scope`` names what is studied, ``titles`` the sources by slug, ``stopwatch`` gives seconds that only grow, and
    ``ending`` makes the summary that closes the session. Every rating is saved when given, so leaving loses nothing.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("space", "reveal", "Show answer", id="study.reveal"),
        Binding("enter", "reveal", "Show answer", show=False, id="study.reveal.enter"),
        Binding("1", "rate(1)", "Again: not remembered", group=_RATE, id="study.again"),
        Binding("2", "rate(2)", "Hard: remembered with great effort", group=_RATE, id="study.hard"),
        Binding("3", "rate(3)", "Good: remembered after a moment", group=_RATE, id="study.good"),
        Binding("4", "rate(4)", "Easy: remembered at once", group=_RATE, id="study.easy"),
        Binding("u", "undo", "Undo", id="study.undo", tooltip="Take the last rating back"),
        Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="study.down"),
        Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="study.up"),
        Binding("pagedown", "scroll_page(1)", "A page down", show=False, id="study.page_down"),
        Binding("pageup", "scroll_page(-1)", "A page up", show=False, id="study.page_up"),
        Binding("q,escape", "leave", "Home", id="study.leave", tooltip="Every rating is saved already"),
    ]

    def __init__(
        self,
        session: StudySession,
        scope: str,
        titles: Mapping[str, str],
        stopwatch: Callable[[], float],
        ending: Callable[[], SummaryScreen],
    ) -> None:
        super().__init__()
        self._session = session
        self._scope = scope
        self._stopwatch = stopwatch
        self._ending = ending
        self._shown_at = 0.0
        self._could_undo = session.can_undo
        self._title = TitleBar()
        self._progress = ProgressLine()
        self._face = CardFace(titles)
        self._message = Static(id="message", markup=False)
        self._bar = RatingBar()

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._progress
        yield self._face
        yield self._message
        yield self._bar
        yield Footer()

    def on_mount(self) -> None:
        self._next_card()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo is dimmed where nothing can be undone.

        The footer stays as it is otherwise: to build it anew at each card would cost a third of the time that the
        next card takes to show, and a line that changes under the eye disturbs.
        """
        return True if action != "undo" or self._session.can_undo else None

    def on_rating_bar_reveal_asked(self, message: RatingBar.RevealAsked) -> None:
        message.stop()
        self.action_reveal()

    def on_rating_bar_rated(self, message: RatingBar.Rated) -> None:
        message.stop()
        self.action_rate(message.rating.value)

    def action_reveal(self) -> None:
        card = self._session.current
        if card is None or self._session.is_revealed:
            return
        self._session.reveal()
        self._tell("")
        self._face.show_answer(card)
        self._bar.show_ratings(self._session.preview(), self._session.is_drill)

    def action_rate(self, number: int) -> None:
        if self._session.current is None:
            return
        if not self._session.is_revealed:
            self._tell("First see the answer: press space.")
            return
        try:
            self._session.rate(Rating(number), self._stopwatch() - self._shown_at)
        except QuizkitError as error:
            self._tell(f"✗ Not saved, so the card stays here: {error}", is_error=True)
            return
        self._next_card()

    def action_undo(self) -> None:
        try:
            was_undone = self._session.undo()
        except QuizkitError as error:
            self._tell(f"✗ Not taken back: {error}", is_error=True)
            return
        if was_undone:
            self._next_card("The last rating is taken back.")
        else:
            self._tell("There is no rating to take back.")

    def action_scroll_by(self, lines: int) -> None:
        self._face.scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, direction: int) -> None:
        # One line of the old page stays in sight, so that the eye finds its place.
        self._face.scroll_relative(y=direction * max(1, self._face.size.height - 1), animate=False)

    def action_leave(self) -> None:
        self.dismiss()

    def _next_card(self, message: str = "") -> None:
        self._tell(message)
        card = self._session.current
        if card is None:
            self._end()
            return
        done, remaining = self._session.done, self._session.remaining
        self._title.show(f"{self._scope} › {card.topic}", progress_in_words(done, remaining))
        self._progress.done = done
        self._progress.of = done + remaining.due + remaining.new + remaining.drills
        self._face.show_question(card, self._turn())
        self._bar.show_reveal()
        if self._could_undo != self._session.can_undo:
            self._could_undo = self._session.can_undo
            self.refresh_bindings()
        self._shown_at = self._stopwatch()

    def _end(self) -> None:
        try:
            summary = self._ending()
        except QuizkitError as error:
            self._tell(f"✗ All is saved, but the summary cannot be shown: {error}", is_error=True)
            return
        self.app.push_screen(summary, self._after_summary)

    def _turn(self) -> str:
        if self._session.is_drill:
            return "Once more today"
        return "New card" if self._session.is_new else "Review"

    def _after_summary(self, takes_back: bool | None) -> None:
        if takes_back:
            self.action_undo()
        else:
            self.dismiss()

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        self._message.set_class(is_error, "error")
        self._message.update(Content(safe_text(message)))
        self._message.display = bool(message)
