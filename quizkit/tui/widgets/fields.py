"""Fields to type in that are safe whatever stands in them: Textual's own hand control characters to the terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from quizkit.domain.safe_text import safe_text


class TextField(TextArea):
    """Several lines of text, ``given`` at first."""

    def __init__(self, given: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(safe_text(given), id=id, compact=True, highlight_cursor_line=False)
        self._given = given
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def words(self) -> str:
        """What was typed, without the white space about it; exactly what was given, where that still stands there."""
        return self._given if self.text == safe_text(self._given) else self.text.strip()

    async def _on_paste(self, event: events.Paste) -> None:
        # Textual calls its own handler after this one.
        event.text = safe_text(event.text)


class LineField(Input):
    """One line of text, ``given`` at first; with ``replaced`` the first letter that is typed takes its place."""

    def __init__(
        self,
        given: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        replaced: bool = False,
    ) -> None:
        super().__init__(_one_line(given), placeholder=placeholder, id=id, compact=True, select_on_focus=replaced)
        self._given = given
        self.cursor_blink = False

    @property
    def words(self) -> str:
        """What was typed, without the white space about it; exactly what was given, where that still stands there."""
        return self._given if self.value == _one_line(self._given) else self.value.strip()

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls its own handler after this one.
        event.text = _one_line(event.text)


def _one_line(text: str) -> str:
    return " ".join(safe_text(text).split())
