"""The foot of the study screen: how to see the answer, then the four ratings."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Schedule
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import RATING_NAMES, comes_back


class RatingBar(ContentSwitcher):
    """Says ``RevealAsked`` or ``Rated``; the same height at all times, so that nothing jumps."""

    class RevealAsked(Message):
        """The learner clicked to see the answer."""

    class Rated(Message):
        """The learner clicked a rating."""

        def __init__(self, rating: Rating) -> None:
            super().__init__()
            self.rating = rating

    def __init__(self) -> None:
        super().__init__(initial="reveal")
        self._buttons = [_RatingButton(rating) for rating in Rating]

    def compose(self) -> ComposeResult:
        yield _RevealButton(id="reveal")
        with Horizontal(id="ratings"):
            yield from self._buttons

    def show_reveal(self) -> None:
        """Offer to show the answer."""
        self.current = "reveal"

    def show_ratings(self, schedules: Mapping[Rating, Schedule], is_drill: bool) -> None:
        """Offer the four ratings, each with when it brings the card back."""
        for button in self._buttons:
            button.show(*comes_back(button.rating, schedules[button.rating], is_drill))
        self.current = "ratings"


class _RevealButton(Static):
    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(Content.assemble("\n", ("space", "bold $text-accent"), "  Show the answer"), id=id)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(RatingBar.RevealAsked())


class _RatingButton(Static):
    def __init__(self, rating: Rating) -> None:
        super().__init__(classes=rating.name.lower(), markup=False)
        self.rating = rating

    def show(self, comes: str, then: str) -> None:
        name = (f"{self.rating.value} {RATING_NAMES[self.rating]}", "bold")
        self.update(Content.assemble(name, "\n", comes, "\n", (then, QUIET)))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(RatingBar.Rated(self.rating))
