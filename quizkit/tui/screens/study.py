"""The study screen: keys become calls of the session, and what the session says is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer

from quizkit.domain.card import Card
from quizkit.domain.errors import QuizkitError
from quizkit.domain.marks import FLAGS
from quizkit.domain.rating import Rating
from quizkit.library.card_media import MediaRound
from quizkit.study.deeds import Deed
from quizkit.study.session import StudySession
from quizkit.study.timer import Timer
from quizkit.tui.key_names import with_keys
from quizkit.tui.screens.leech import LeechScreen
from quizkit.tui.screens.mending import Mending
from quizkit.tui.screens.source import SourceScreen
from quizkit.tui.screens.study_keys import KEYS
from quizkit.tui.screens.summary import SummaryScreen
from quizkit.tui.widgets.rating_bar import RatingBar
from quizkit.tui.widgets.session_view import SessionView
from quizkit.tui.words import NOTHING_TO_TAKE_BACK, TAKEN_BACK, TYPING, flag_in_words

_OUT_OF_FIELD = (
    "Keys are commands again: {study.type:i} goes back to typing, {study.reveal:space} shows the answer, "
    "{study.leave:q} leaves."
)
_ASKS_AGAIN = (Deed.RATED, Deed.BURIED, Deed.SUSPENDED)


class StudyScreen(Screen[None]):
    """One session, card by card.

    ``scope`` names what is studied, ``titles`` the sources by slug, ``timer`` counts how long each card takes,
    ``ending`` makes the summary that closes the session, and ``media`` shows the pictures and sounds of cards.
    Everything is saved when done, so leaving loses nothing.
    """

    AUTO_FOCUS = ""  # The field for typed answers takes the keys only where an answer is to be typed.
    BINDINGS = KEYS

    def __init__(
        self,
        session: StudySession,
        scope: str,
        titles: Mapping[str, str],
        timer: Timer,
        ending: Callable[[], SummaryScreen],
        media: MediaRound | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._titles = titles
        self._timer = timer
        self._ending = ending
        self._media = media
        self._could_undo = session.can_undo
        self._view = SessionView(session, scope, titles, timer)

    def compose(self) -> ComposeResult:
        yield self._view
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._next_card()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo is dimmed where nothing can be undone; letters choose while the options of a choice card are open.

        The footer stays as it is otherwise: to build it anew at each card would cost a third of the time that the
        next card takes to show, and a line that changes under the eye disturbs.
        """
        if action == "choose":
            return parameters[0] in self._view.open_letters
        if action == "leave_field":
            return self._view.bar.is_typing
        if action == "type":
            return self._session.is_typed and not self._session.is_revealed
        return True if action != "undo" or self._session.can_undo else None

    def on_key(self, event: events.Key) -> None:
        """Whoever presses a key is there; and where options are open, their letters mean nothing else."""
        self._touch()
        if not self._session.can_undo and not self._view.bar.is_typing and self._is_undo(event.key):
            self._view.tell(NOTHING_TO_TAKE_BACK)
        if event.character in self._view.open_letters and not self._view.bar.is_typing:
            event.stop()
            self._answer(event.character)

    def _is_undo(self, key: str) -> bool:
        # A dimmed key never comes to its action, and a key that says nothing seems broken.
        found = self.active_bindings.get(key)
        return found is not None and found.binding.action == "undo"

    def on_input_changed(self) -> None:
        self._touch()

    def on_click(self) -> None:
        self._touch()

    def on_rating_bar_reveal_asked(self, message: RatingBar.RevealAsked) -> None:
        message.stop()
        self.action_reveal()

    def on_rating_bar_answered(self, message: RatingBar.Answered) -> None:
        message.stop()
        if message.given:
            self._answer(message.given)
        else:
            self.action_reveal()

    def on_rating_bar_rated(self, message: RatingBar.Rated) -> None:
        message.stop()
        self.action_rate(message.rating.value)

    def action_reveal(self) -> None:
        if self._session.current is not None and not self._session.is_revealed:
            self._session.reveal()
            self._view.show_answer()

    def action_choose(self, letter: str) -> None:
        self._answer(letter)

    def action_type(self) -> None:
        self._view.bar.type()

    def action_turn_typing(self) -> None:
        if self._session.current is None:
            return
        self._session.turn_typing()
        if self._session.is_revealed:
            self._view.tell(TYPING[self._session.types_all])
        else:
            self._view.ask(TYPING[self._session.types_all])
        self.refresh_bindings()

    def action_rate(self, number: int) -> None:
        if self._session.current is None:
            return
        if not self._session.is_revealed:
            self._view.tell(with_keys(self, "First see the answer: press {study.reveal:space}."))
            return
        try:
            self._session.rate(Rating(number), self._timer.seconds)
        except QuizkitError as error:
            self._view.tell(f"✗ Not saved, so the card stays here: {error}", is_error=True)
            return
        self._next_card()
        if leech := self._session.fresh_leech:
            self.app.push_screen(LeechScreen(leech, self._titles), partial(self._mend, leech.card))

    def action_undo(self) -> None:
        before = self._session.current, self._session.is_revealed
        try:
            deed = self._session.undo()
        except QuizkitError as error:
            self._view.tell(f"✗ Not taken back: {error}", is_error=True)
            return
        is_asked_again = deed in _ASKS_AGAIN and before != (self._session.current, self._session.is_revealed)
        if deed is None:
            self._view.tell(NOTHING_TO_TAKE_BACK)
        elif is_asked_again:
            self._next_card(TAKEN_BACK[deed])
        else:
            self._draw_again(TAKEN_BACK[deed])

    def action_bury(self) -> None:
        self._set_aside(self._session.bury, "Buried until tomorrow; u takes it back.")

    def action_suspend(self) -> None:
        self._set_aside(self._session.suspend, "Suspended: it is asked no more; u takes it back.")

    def action_flag(self) -> None:
        self._flag(lambda flag: 0 if flag else 1)

    def action_next_flag(self) -> None:
        self._flag(lambda flag: (flag + 1) % (len(FLAGS) + 1))

    def action_edit(self) -> None:
        self._reword(self._mending.edit)

    def action_split(self) -> None:
        self._reword(self._mending.split)

    def action_retag(self) -> None:
        self._reword(self._mending.retag)

    def action_source(self) -> None:
        card = self._session.current
        if card is None:
            return
        try:
            texts = self._session.sources()
        except QuizkitError as error:
            self._view.tell(f"✗ {error}", is_error=True)
            return
        if texts:
            self.app.push_screen(SourceScreen(card, texts))
        else:
            self._view.tell("This card names no source.")

    def action_media(self) -> None:
        card = self._session.current
        if card is not None and self._media is not None:
            self._view.tell(self._media.show_next(card, is_revealed=self._session.is_revealed))

    def action_scroll_by(self, lines: int) -> None:
        self._view.face.scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, direction: int) -> None:
        # One line of the old page stays in sight, so that the eye finds its place.
        face = self._view.face
        face.scroll_relative(y=direction * max(1, face.size.height - 1), animate=False)

    def action_leave_field(self) -> None:
        self.set_focus(None)
        self._view.tell(with_keys(self, _OUT_OF_FIELD))

    def action_leave(self) -> None:
        self.dismiss()

    @property
    def _mending(self) -> Mending:
        return Mending(self.app, self._session, self._titles)

    def _next_card(self, message: str = "") -> None:
        if self._session.current is None:
            self._end()
            return
        self._timer.start()
        self._view.ask(message)
        self._view.draw_pause()
        self._refresh_undo()

    def _draw_again(self, message: str) -> None:
        self._view.draw_again(message)
        self._refresh_undo()

    def _refresh_undo(self) -> None:
        if self._could_undo != self._session.can_undo:
            self._could_undo = self._session.can_undo
            self.refresh_bindings()

    def _end(self) -> None:
        try:
            summary = self._ending()
        except QuizkitError as error:
            self._view.tell(f"✗ All is saved, but the summary cannot be shown: {error}", is_error=True)
            return
        self.app.push_screen(summary, self._after_summary)

    def _after_summary(self, takes_back: bool | None) -> None:
        if takes_back:
            self.action_undo()
        else:
            self.dismiss()

    def _answer(self, given: str) -> None:
        try:
            self._session.answer(given)
        except QuizkitError as error:
            self._view.tell(f"✗ {error}", is_error=True)
            return
        self._view.show_answer()

    def _set_aside(self, how: Callable[[], None], message: str) -> None:
        before = self._session.current
        try:
            how()
        except QuizkitError as error:
            self._view.tell(f"✗ Nothing has changed: {error}", is_error=True)
            return
        if self._session.current != before:
            self._next_card(message)
        else:
            self._draw_again(message)

    def _flag(self, to: Callable[[int], int]) -> None:
        try:
            flag = to(self._session.flag)
            self._session.set_flag(flag)
        except QuizkitError as error:
            self._view.tell(f"✗ Not flagged: {error}", is_error=True)
            return
        self._draw_again(f"Flagged {flag_in_words(flag)}." if flag else "The flag is gone.")

    def _reword(self, how: Callable[[Card, Callable[[str], None]], None], card: Card | None = None) -> None:
        card = card or self._session.current
        if card is None:
            return
        try:
            how(self._session.words_of(card), self._draw_again)
        except QuizkitError as error:
            self._view.tell(f"✗ Nothing has changed: {error}", is_error=True)

    def _mend(self, leech: Card, how: str | None) -> None:
        """What was chosen for a card that has become a leech; by now another one may be asked."""
        if how == "edit":
            self._reword(self._mending.edit, leech)
        elif how == "split":
            self._reword(self._mending.split, leech)
        elif how == "suspend":
            self._set_aside(partial(self._session.suspend, leech), "The leech is suspended; u takes it back.")

    def _touch(self) -> None:
        self._timer.touch()
        self._view.draw_pause()
