"""How much of something is done, as one quiet line."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

QUIET = "$foreground 70%"
"""The style of what is there for the second look: readable in dark and light (Textual's own muted text is not kept by
spans of text)."""


def line_of(done: int, of: int, width: int) -> Content:
    """``width`` cells, thick for what is done and thin for the rest: the colour only repeats it.

    What has begun shows at least one thick cell, and what is not complete at least one thin one.
    """
    thick = 0 if of <= 0 else width * done // of
    if 0 < done < of and width > 1:
        thick = min(max(thick, 1), width - 1)
    thick = max(0, min(thick, width))
    return Content.assemble(("━" * thick, "$primary"), ("─" * (width - thick), "$foreground 30%"))


class ProgressLine(Widget):
    """``done`` of ``of`` across the whole width."""

    done = reactive(0)
    of = reactive(0)

    def render(self) -> Content:
        return line_of(self.done, self.of, self.content_size.width)
