"""A table whose rows can be chosen: one wide column of names, and narrow ones of figures.

Textual's DataTable has columns of fixed width; here the first takes what the window leaves, at every size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quizkit.domain.safe_text import safe_text

Meaning = TypeVar("Meaning")

_NARROWEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures, ``width`` cells wide; shown only where the window has at least ``from_width`` cells."""

    title: str
    width: int
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class Row(Generic[Meaning]):
    """A name, ``depth`` steps in, its figures in the order of the columns, and what choosing it means."""

    name: str
    figures: tuple[Content, ...]
    meaning: Meaning
    depth: int = 0


class RowList(Vertical, Generic[Meaning]):
    """Rows under a heading; says ``Chosen`` when one is clicked or taken with the enter key."""

    class Chosen(Message):
        """A row was chosen with the mouse."""

    def __init__(self, title: str, columns: Sequence[Column], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title
        self._columns = tuple(columns)
        self._rows: tuple[Row[Meaning], ...] = ()
        self._starts_at = 0
        self._marked: int | None = None
        self._heading = Static(id="heading", markup=False)
        self._list = _Rows(markup=False, compact=True)

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._list

    @property
    def chosen(self) -> Meaning | None:
        """What the row under the cursor means; None where there are no rows."""
        at = self._list.highlighted
        return None if at is None or at >= len(self._rows) else self._rows[at].meaning

    def rename(self, title: str) -> None:
        """Give the column of names another title; ``show`` draws it."""
        self._title = title

    def show(self, rows: Sequence[Row[Meaning]]) -> None:
        """Draw these rows; the cursor stays on what it was on, if that is still there."""
        was = self.chosen
        self._rows = tuple(rows)
        meanings = [row.meaning for row in rows]
        self._starts_at = meanings.index(was) if was is not None and was in meanings else 0
        self._list.clear_options()
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        was, self._marked = self._marked, event.option_index
        for at in {was, self._marked} - {None}:
            if at is not None and at < self._list.option_count:
                self._list.replace_option_prompt_at_index(at, self._prompt(at))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen())

    def _draw(self) -> None:
        if self._width <= 0:
            return
        self._heading.update(self._line(f"  {self._title}", [Content(column.title) for column in self._columns]))
        if self._list.option_count == len(self._rows):
            for at in range(len(self._rows)):
                self._list.replace_option_prompt_at_index(at, self._prompt(at))
        else:
            self._marked = None
            self._list.set_options(Option(self._prompt(at)) for at in range(len(self._rows)))
            self._list.highlighted = self._starts_at if self._rows else None

    @property
    def _width(self) -> int:
        """The scrollbar's cell is kept free even where there is none, so that figures never jump."""
        return self.content_size.width - self._list.styles.scrollbar_size_vertical

    def _prompt(self, at: int) -> Content:
        row = self._rows[at]
        sign = "▸ " if at == self._marked else "  "
        return self._line(sign + "  " * row.depth + " ".join(safe_text(row.name).split()), row.figures)

    def _line(self, name: str, figures: Sequence[Content]) -> Content:
        shown = [pair for pair in zip(figures, self._columns, strict=True) if self._width >= pair[1].from_width]
        left = max(_NARROWEST_NAME, self._width - sum(column.width for _, column in shown) - 1)
        cells = [_fitted(Content(name), left)]
        for figure, column in shown:
            figure = figure.truncate(column.width)
            cells.append(figure.pad_left(column.width - figure.cell_length))
        return Content("").join(cells)


class _Rows(OptionList, inherit_bindings=False):
    """The list itself; every key has a description, for the help screen."""

    BINDINGS = [  # noqa: RUF012
        Binding("down,j", "cursor_down", "Next row", show=False, id="rows.down"),
        Binding("up,k", "cursor_up", "Row before", show=False, id="rows.up"),
        Binding("pagedown", "page_down", "A page down", show=False, id="rows.page_down"),
        Binding("pageup", "page_up", "A page up", show=False, id="rows.page_up"),
        Binding("home,g", "first", "First row", show=False, id="rows.first"),
        Binding("end,G", "last", "Last row", show=False, id="rows.last"),
    ]


def _fitted(text: Content, width: int) -> Content:
    text = text.truncate(width, ellipsis=True)
    return text.pad_right(width - text.cell_length)
