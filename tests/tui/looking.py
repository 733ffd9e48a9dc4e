"""What a screen shows, as text."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList, Static

from quizkit.tui.app import QuizkitApp


def seen(app: QuizkitApp, selector: str) -> str:
    """What a widget of the screen in front shows; "" where it is hidden."""
    widget = app.screen.query_one(selector, Static)
    content = widget.visual
    assert isinstance(content, Content)
    return content.plain if widget.display else ""


def rows(app: QuizkitApp) -> list[str]:
    """The rows of the list in front, white space folded."""
    return [" ".join(str(option.prompt).split()) for option in app.screen.query_one(OptionList).options]


def screen_text(app: QuizkitApp) -> str:
    """Every cell of the screen as it would go to the terminal, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def colors(app: QuizkitApp) -> set[tuple[int, int, int]]:
    """Every colour on the screen, of letters and behind them."""
    styles = [segment.style for strip in app.screen._compositor.render_strips() for segment in strip if segment.style]
    found = {color.triplet for style in styles for color in (style.color, style.bgcolor) if color and color.triplet}
    return {(triplet.red, triplet.green, triplet.blue) for triplet in found}
