"""A session as it stands: how far it is, the card, what there is to say, and what can be answered."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quizkit.domain.safe_text import safe_text
from quizkit.study.session import StudySession
from quizkit.study.timer import Timer
from quizkit.tui.widgets.card_face import CardFace
from quizkit.tui.widgets.progress_line import ProgressLine
from quizkit.tui.widgets.rating_bar import RatingBar
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import flag_in_words, forgotten, lettered, progress_in_words

_AWAY = "⏸ paused"


class SessionView(Vertical):
    """Draws what the session says, and changes nothing.

    ``scope`` names what is studied, ``titles`` the sources by slug, ``timer`` tells when its time does not count.
    """

    def __init__(self, session: StudySession, scope: str, titles: Mapping[str, str], timer: Timer) -> None:
        super().__init__()
        self._session = session
        self._scope = scope
        self._timer = timer
        self._is_away = False
        self._title = TitleBar()
        self._progress = ProgressLine()
        self._message = Static(id="message", markup=False)
        self.face = CardFace(titles)
        self.bar = RatingBar()

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._progress
        yield self.face
        yield self._message
        yield self.bar

    def on_mount(self) -> None:
        self.set_interval(1, self.draw_pause)

    @property
    def open_letters(self) -> list[str]:
        """The letters that choose an option now; none once the answer is shown."""
        card = self._session.current
        return [] if card is None or self._session.is_revealed else [letter for letter, _, _ in lettered(card)]

    def ask(self, message: str = "") -> None:
        """The question of the current card, and a message."""
        self.tell(message)
        self._draw_question()
        if self._session.is_typed:
            self.bar.show_field()
        else:
            self.bar.show_reveal(self.open_letters)

    def show_answer(self, message: str = "") -> None:
        """The answer of the current card with its evidence and the ratings; a leech is told as one."""
        card = self._session.current
        if card is None:
            return
        answered, leech = self._session.answered, self._session.leech
        self.tell(message or (f"{forgotten(leech)} e edits, x splits, @ suspends it." if leech else ""))
        self.face.show_answer(card, answered)
        suggested = answered.comparison.rating if answered else None
        self.bar.show_ratings(self._session.preview(), self._session.is_drill, suggested)

    def draw_again(self, message: str) -> None:
        """The same card, as far as it was shown, with what has changed on it."""
        self._draw_question()
        if self._session.is_revealed:
            self.show_answer(message)
        else:
            self.tell(message)

    def draw_pause(self) -> None:
        """Show, or take away, the sign that the time does not count."""
        if self._is_away != self._timer.is_paused:
            self._is_away = self._timer.is_paused
            self._draw_title()

    def tell(self, message: str, *, is_error: bool = False) -> None:
        """A few lines above the ratings; none for an empty message."""
        self._message.set_class(is_error, "error")
        self._message.update(Content(safe_text(message)))
        self._message.display = bool(message)

    def _draw_question(self) -> None:
        card = self._session.current
        if card is None:
            return
        done, remaining = self._session.done, self._session.remaining
        self._progress.done = done
        self._progress.of = done + remaining.due + remaining.new + remaining.drills
        self._draw_title()
        self.face.show_question(card, self._label())

    def _draw_title(self) -> None:
        card = self._session.current
        how = progress_in_words(self._session.done, self._session.remaining)
        where = f"{self._scope} › {card.topic}" if card else self._scope
        self._title.show(where, f"{_AWAY} · {how}" if self._is_away else how)

    def _label(self) -> str:
        turn = "Once more today" if self._session.is_drill else "New card" if self._session.is_new else "Review"
        leech = "leech" if self._session.leech else ""
        card = self._session.current
        media = "m opens its media" if card and card.media else ""
        return " · ".join(filter(None, (turn, leech, flag_in_words(self._session.flag), media)))
