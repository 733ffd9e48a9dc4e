"""The foot of the study screen: how to see the answer, then the four ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Schedule
from quizkit.tui.key_names import key_of
from quizkit.tui.widgets.fields import LineField
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import RATING_NAMES, comes_back

_HOW_TO_TYPE = "enter compares it · enter alone shows the answer · escape for other keys"


class RatingBar(ContentSwitcher):
    """Says ``RevealAsked``, ``Answered`` or ``Rated``; the same height at all times, so that nothing jumps."""

    class RevealAsked(Message):
        """The learner clicked to see the answer."""

    class Answered(Message):
        """The learner typed an answer; "" where they only want to see it."""

        def __init__(self, given: str) -> None:
            super().__init__()
            self.given = given

    class Rated(Message):
        """The learner clicked a rating."""

        def __init__(self, rating: Rating) -> None:
            super().__init__()
            self.rating = rating

    def __init__(self) -> None:
        super().__init__(initial="reveal")
        self._buttons = [_RatingButton(rating) for rating in Rating]
        self._reveal = _RevealButton(id="reveal")
        self._field = LineField(id="given", placeholder="your answer")

    def compose(self) -> ComposeResult:
        yield self._reveal
        with Vertical(id="typed"):
            yield Static(Content(_HOW_TO_TYPE), id="how", markup=False)
            yield self._field
        with Horizontal(id="ratings"):
            yield from self._buttons

    @property
    def is_typing(self) -> bool:
        """Whether keys go into the answer."""
        return self._field.has_focus

    def show_reveal(self, letters: Sequence[str] = ()) -> None:
        """Offer to show the answer, or to choose an option by its letter."""
        self._leave_field()
        self._reveal.show(letters)
        self.current = "reveal"

    def show_field(self) -> None:
        """Offer to type the answer."""
        self._field.value = ""
        self.current = "typed"
        self.type()

    def type(self) -> None:
        """Let keys go into the answer, where one may be typed."""
        if self.current == "typed":
            self._field.focus()

    def show_ratings(
        self, schedules: Mapping[Rating, Schedule], is_drill: bool, suggested: Rating | None = None
    ) -> None:
        """Offer the four ratings, each with when it brings the card back; one of them may be suggested."""
        self._leave_field()
        for button in self._buttons:
            is_suggested = button.rating is suggested
            button.show(*comes_back(button.rating, schedules[button.rating], is_drill), is_suggested=is_suggested)
        self.current = "ratings"

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        event.stop()
        self.post_message(self.Answered(self._field.words))

    def _leave_field(self) -> None:
        # A hidden field would go on taking the keys.
        if self._field.has_focus:
            self.screen.set_focus(None)


class _RevealButton(Static):
    def show(self, letters: Sequence[str]) -> None:
        space = key_of(self, "study.reveal", "space")
        key = (f"{letters[0]}–{letters[-1]}" if letters else space, "bold $text-accent")
        rest = ("  Choose   ", (space, "bold $text-accent")) if letters else ()
        self.update(Content.assemble("\n", key, *rest, "  Show the answer"))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(RatingBar.RevealAsked())


class _RatingButton(Static):
    def __init__(self, rating: Rating) -> None:
        super().__init__(classes=rating.name.lower(), markup=False)
        self.rating = rating

    def show(self, comes: str, then: str, *, is_suggested: bool) -> None:
        self.set_class(is_suggested, "suggested")
        key = key_of(self, f"study.{self.rating.name.casefold()}", str(self.rating.value))
        name = (f"{key} {RATING_NAMES[self.rating]}{' ◂' if is_suggested else ''}", "bold")
        self.update(Content.assemble(name, "\n", comes, "\n", (then, QUIET)))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(RatingBar.Rated(self.rating))
