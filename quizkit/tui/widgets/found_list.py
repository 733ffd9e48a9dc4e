"""A list of any length of which only what is in sight is held and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from quizkit.domain.safe_text import safe_text
from quizkit.storage.finding import Found
from quizkit.tui.card_words import due_in_words, interval_in_words, standing_in_words

PAGE = 100
"""Cards are read so many at a time."""

_KEPT = 20
"""Pages that are kept; what was scrolled past long ago is read again when it comes back."""

_COLUMNS = (("topic", 20, 90), ("due", 14, 0), ("interval", 9, 70), ("marks", 13, 50))
"""Title, width at most, and from what width of the list on it is shown; a column that is empty takes no room."""


class FoundList(ScrollView, can_focus=True):
    """Rows of cards; asks for pages (``PageWanted``) as they come into sight, and says ``Opened`` and ``Moved``."""

    COMPONENT_CLASSES = {"found--cursor", "found--quiet", "found--heading"}  # noqa: RUF012
    BINDINGS = [  # noqa: RUF012
        Binding("down,j", "move(1)", "Next card", show=False, id="found.down"),
        Binding("up,k", "move(-1)", "Card before", show=False, id="found.up"),
        Binding("pagedown", "move_page(1)", "A page down", show=False, id="found.page_down"),
        Binding("pageup", "move_page(-1)", "A page up", show=False, id="found.page_up"),
        Binding("home,g", "move_to(0)", "First card", show=False, id="found.first"),
        Binding("end,G", "move_to(-1)", "Last card", show=False, id="found.last"),
    ]

    class PageWanted(Message):
        """The cards from ``first`` on are in sight, or about to be."""

        def __init__(self, first: int) -> None:
            super().__init__()
            self.first = first

    class Opened(Message):
        """A card was clicked twice."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._total = 0
        self._pages: dict[int, Sequence[Found]] = {}
        self._asked: set[int] = set()
        self._cursor = 0
        self._marked: dict[tuple[str, str], Found | None] = {}
        self._used: dict[str, int] = {}

    @property
    def chosen(self) -> Found | None:
        """The card under the cursor; None where there is none, or it is not read yet."""
        return self._at(self._cursor)

    @property
    def marked(self) -> list[tuple[str, str]]:
        """Deck and key of the cards that are marked, in the order of marking."""
        return list(self._marked)

    def show(self, total: int, page: Sequence[Found], first: int = 0, cursor: int = 0) -> None:
        """Draw a list of ``total`` cards, of which those from ``first`` on are ``page``."""
        self._total = total
        self._used = {}
        self._measure(page)
        self._pages = {first // PAGE: page}
        self._asked = {first // PAGE}
        self._resize()
        self._go(min(cursor, max(0, total - 1)))
        self.refresh()

    def give(self, first: int, page: Sequence[Found]) -> None:
        """Draw a page that was asked for."""
        self._measure(page)
        self._pages[first // PAGE] = page
        while len(self._pages) > _KEPT:
            farthest = max(self._pages, key=lambda number: abs(number - self._cursor // PAGE))
            del self._pages[farthest]
            self._asked.discard(farthest)
        self.refresh()

    @property
    def cursor(self) -> int:
        """The place of the cursor, counted from 0."""
        return self._cursor

    def toggle_mark(self) -> None:
        """Mark the card under the cursor, or take its mark away, and go on to the next."""
        found = self.chosen
        if found is None:
            return
        if found.place in self._marked:
            del self._marked[found.place]
        else:
            self._marked[found.place] = found
        self.action_move(1)
        self.refresh()

    def mark(self, places: Sequence[tuple[str, str]]) -> None:
        """Mark these cards and no others."""
        self._marked = dict.fromkeys(places)
        self.refresh()

    def action_move(self, rows: int) -> None:
        self._go(max(0, min(self._cursor + rows, self._total - 1)))

    def action_move_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self._height - 1))

    def action_move_to(self, place: int) -> None:
        self._go(place if place >= 0 else max(0, self._total + place))

    def on_click(self, event: events.Click) -> None:
        at = self.scroll_offset.y + event.y
        if 0 <= at < self._total:
            self._go(at)
            if event.chain > 1:
                self.post_message(self.Opened())

    def on_resize(self) -> None:
        self._resize()
        self._go(self._cursor)

    def render_line(self, y: int) -> Strip:
        at, width = self.scroll_offset.y + y, self.size.width
        if at >= self._total:
            return Strip.blank(width, self.rich_style)
        found = self._at(at)
        style = self.get_component_rich_style("found--cursor") if at == self._cursor else self.rich_style
        if found is None:
            self._want(at // PAGE)
            return Strip([Segment(set_cell_size("   …", width), style)], width)
        quiet = style + Style(color=self.get_component_rich_style("found--quiet").color)
        sign = "▸" if at == self._cursor else " "
        sign += "● " if found.place in self._marked else "  "
        return Strip(self._row(sign, found, width, style, quiet), width)

    def heading(self, width: int) -> str:
        """The titles over the columns of a list of that width."""
        columns = "".join(set_cell_size(title, wide) for title, wide in self._shown(width))
        return set_cell_size("   question", width - cell_len(columns)) + columns

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _at(self, at: int) -> Found | None:
        page = self._pages.get(at // PAGE, ())
        return page[at % PAGE] if at % PAGE < len(page) else None

    def _want(self, number: int) -> None:
        if number not in self._asked:
            self._asked.add(number)
            self.post_message(self.PageWanted(number * PAGE))

    def _go(self, at: int) -> None:
        self._cursor = max(0, at)
        region = Region(0, self._cursor, 1, 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True, x_axis=False)
        if self._total:
            self._want(min(self._cursor + self._height, self._total - 1) // PAGE)
        self.refresh()

    def _resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._total)

    def _texts(self, found: Found) -> dict[str, str]:
        return {
            "topic": found.card.topic,
            "due": "" if found.is_draft else due_in_words(found.schedule, self._today),
            "interval": interval_in_words(found.schedule),
            "marks": _briefly(standing_in_words(found, self._today)),
        }

    def _measure(self, page: Sequence[Found]) -> None:
        """How wide each column has to be for what was read so far; the question takes the rest."""
        for found in page:
            for title, text in self._texts(found).items():
                if text:
                    wide = max(cell_len(safe_text(text)), len(title)) + 2
                    self._used[title] = max(wide, self._used.get(title, 0))

    def _shown(self, width: int) -> list[tuple[str, int]]:
        return [
            (title, min(wide, self._used[title]))
            for title, wide, from_width in _COLUMNS
            if width >= from_width and title in self._used
        ]

    def _row(self, sign: str, found: Found, width: int, style: Style, quiet: Style) -> Iterator[Segment]:
        texts, shown = self._texts(found), self._shown(width)
        left = width - sum(wide for _, wide in shown) - cell_len(sign)
        question = _fitted(found.card.question, left - 1)
        yield Segment(sign, style)
        room = left - cell_len(question)
        yield Segment(question, style)
        # The answer takes what the question leaves: it tells one card from its neighbour.
        answer = "  " + _fitted(found.card.answer, room - 4) if room >= 12 else ""
        yield Segment(set_cell_size(answer, room), quiet)
        for title, wide in shown:
            yield Segment(set_cell_size(_fitted(texts[title], wide - 1), wide), quiet)


def _briefly(standing: str) -> str:
    """The weightiest mark, and how many more there are."""
    first, *others = standing.split(", ")
    return f"{first} +{len(others)}" if others else first


def _fitted(text: str, width: int) -> str:
    text = " ".join(safe_text(text).split())
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""
