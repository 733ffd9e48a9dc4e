"""The foot of the quiz screen: how to answer, and how the answer was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, Input, Static

from quizkit.study.difference import Change, Piece
from quizkit.tui.quiz_words import has_common_ground
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import signed


class AnswerBar(ContentSwitcher):
    """Says ``Typed``, ``Judged`` or ``GoOnAsked``; the same height at all times, so that nothing jumps."""

    class Typed(Message):
        """The learner typed an answer and pressed enter."""

        def __init__(self, given: str) -> None:
            super().__init__()
            self.given = given

    class Judged(Message):
        """The learner clicked whether the answer was right."""

        def __init__(self, is_right: bool) -> None:
            super().__init__()
            self.is_right = is_right

    class GoOnAsked(Message):
        """The learner clicked to see the answer, or the next question."""

    def __init__(self) -> None:
        super().__init__(initial="way")
        self._way = _Button(AnswerBar.GoOnAsked, id="way")
        self._right = _Button(lambda: AnswerBar.Judged(True), id="right")
        self._wrong = _Button(lambda: AnswerBar.Judged(False), id="wrong")
        self._input = Input(placeholder="Type your answer, then press enter", id="typed", compact=True, max_length=4000)
        self._verdict = Static(id="verdict", markup=False)
        self._difference = Static(id="difference", markup=False)

    def compose(self) -> ComposeResult:
        yield self._way
        with Horizontal(id="judge"):
            yield self._right
            yield self._wrong
        with Vertical(id="type"):
            yield Static("Your answer", id="asks", markup=False)
            yield self._input
        with Vertical(id="outcome"):
            yield self._verdict
            yield self._difference

    def show_way(self, key: str, what: str) -> None:
        """One way to go on: a key, and what it does."""
        self._way.show(key, what)
        self.current = "way"

    def show_judge(self, right: str, wrong: str) -> None:
        """Ask whether the answer was right; the keys that say so."""
        self._right.show(right, "I was right")
        self._wrong.show(wrong, "I was wrong")
        self.current = "judge"

    def show_typed(self) -> None:
        """Take a typed answer."""
        self._input.value = ""
        self.current = "type"
        self._input.focus()

    def show_outcome(self, verdict: str, *, is_right: bool, pieces: Sequence[Piece] = (), hint: str = "") -> None:
        """Tell how the answer was, with what differed, and what comes next."""
        style = "bold $text-success" if is_right else "bold $text-error"
        self._verdict.update(Content.assemble((verdict, style), (f"   {hint}", QUIET)))
        self._difference.update(difference_of(pieces) if has_common_ground(pieces) else "")
        self.current = "outcome"

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(self.Typed(message.value))


class _Button(Static):
    """A key with what it does; a click does it, too."""

    def __init__(self, says: Callable[[], Message], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._says = says

    def show(self, key: str, what: str) -> None:
        self.update(Content.assemble("\n", (key, "bold $text-accent"), f"  {what}"))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self._says())


def difference_of(pieces: Sequence[Piece]) -> Content:
    """What was typed beside what is right; colours and lines only repeat what the signs say."""
    styles = {
        Change.SAME: "",
        Change.MISSING: "bold underline $text-success",
        Change.EXTRA: "strike $text-error",
    }
    return Content.assemble(*((signed(piece), styles[piece.change]) for piece in pieces))
