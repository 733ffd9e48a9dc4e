"""Statistics: topics side by side, and plots of what was done and what is to come."""

from __future__ import annotations

import asyncio
from enum import IntEnum

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Footer, Static

from quizkit.domain.errors import QuizkitError
from quizkit.domain.safe_text import safe_text
from quizkit.storage.decks import DeckStore
from quizkit.study.figures import Figures
from quizkit.study.recall import By
from quizkit.study.statistics import Statistics, StatisticsReader
from quizkit.tui.widgets import stats_pages as pages
from quizkit.tui.widgets.page_tabs import PageTabs
from quizkit.tui.widgets.row_list import Row, RowList
from quizkit.tui.widgets.title_bar import TitleBar

_RANGES = {7: "7 days", 30: "30 days", 90: "90 days", 365: "a year", None: "all time"}
_BY = {By.TOPIC: "Topic", By.DECK: "Deck", By.SOURCE: "Source"}


class Page(IntEnum):
    """The pages, by the key that opens each."""

    TOPICS = 1
    CALENDAR = 2
    FORECAST = 3
    RETENTION = 4
    ANSWERS = 5
    HARDEST = 6


_TITLES = {
    Page.TOPICS: "Topics",
    Page.CALENDAR: "Calendar",
    Page.FORECAST: "Forecast",
    Page.RETENTION: "Retention",
    Page.ANSWERS: "Intervals",
    Page.HARDEST: "Hardest",
}


class StatsScreen(Screen[None]):
    """Six pages over one reading of the log. A short log is read at once, a long one while the screen stands.

    Raises StorageError when it is made.
    """

    BINDINGS = [  # noqa: RUF012
        *(Binding(str(int(page)), f"page({int(page)})", _TITLES[page], show=False, id=f"stats.{page.name.lower()}")
          for page in Page),
        Binding("right,l,tab", "turn(1)", "Next page", show=False, id="stats.next"),
        Binding("left,h,shift+tab", "turn(-1)", "Page before", show=False, id="stats.before"),
        Binding("r", "range(1)", "Range", id="stats.range", tooltip="Other days: 7, 30, 90, a year, all time"),
        Binding("R", "range(-1)", "Range before", show=False, id="stats.range_before"),
        Binding("d", "deck(1)", "Deck", id="stats.deck", tooltip="One deck alone, or all"),
        Binding("D", "deck(-1)", "Deck before", show=False, id="stats.deck_before"),
        Binding("b", "by", "By", id="stats.by", tooltip="Topics, decks or sources side by side"),
        Binding("w", "weakest", "Weakest", id="stats.weakest", tooltip="The weakest first, or in learning order"),
        Binding("q", "leave", "Home", id="stats.leave"),
        Binding("escape,t", "leave", "Home", show=False, id="stats.leave.escape"),
    ]  # fmt: skip

    def __init__(self, reader: StatisticsReader, decks: DeckStore) -> None:
        super().__init__()
        self._reader = reader
        self._decks = decks
        self._statistics: Statistics | None = None if reader.read_on() else reader.statistics()
        self._figures: Figures | None = None
        self._page = Page.TOPICS
        self._range: int | None = 90
        self._deck: str | None = None
        self._by = By.TOPIC
        self._is_weakest_first = False
        self._title = TitleBar("quizkit › Statistics")
        self._tabs = PageTabs({int(page): title for page, title in _TITLES.items()})
        self._lines: RowList[str] = RowList("Topic", pages.TOPIC_COLUMNS, id="lines")
        self._legend = Static(id="legend", markup=False)
        self._hardest: RowList[str] = RowList("Most often forgotten", pages.HARD_COLUMNS, id="hardest")
        self._plot = Static(id="plot", markup=False)
        self._body = ContentSwitcher(initial="scroll")

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._tabs
        with self._body:
            yield self._lines
            yield self._hardest
            with VerticalScroll(id="scroll", can_focus=False):
                yield self._plot
        yield self._legend
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        if self._statistics is None:
            self.run_worker(self._read(), exit_on_error=True)
        self._count()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that change nothing on this page are dimmed."""
        if action in ("by", "weakest"):
            return True if self._page is Page.TOPICS and (action == "by" or self._has_order) else None
        if action == "range":
            return None if self._page in (Page.CALENDAR, Page.FORECAST) else True
        if action == "deck":
            return True if self._statistics and len(self._statistics.deck_titles) > 1 else None
        return True

    @property
    def _has_order(self) -> bool:
        """Whether a weakest can be told: without reviews of a second time there is none."""
        return self._figures is not None and bool(self._figures.total.recall.all.reviews)

    def on_page_tabs_chosen(self, message: PageTabs.Chosen) -> None:
        message.stop()
        self.action_page(message.page)

    def action_page(self, page: int) -> None:
        self._page = Page(page)
        self.refresh_bindings()
        self._draw()

    def action_turn(self, step: int) -> None:
        self.action_page((self._page - 1 + step) % len(Page) + 1)

    def action_range(self, step: int) -> None:
        ranges = list(_RANGES)
        self._range = ranges[(ranges.index(self._range) + step) % len(ranges)]
        self._count()

    def action_deck(self, step: int) -> None:
        if self._statistics is not None:
            decks = [None, *self._statistics.deck_titles]
            self._deck = decks[(decks.index(self._deck) + step) % len(decks)]
            self._count()

    def action_by(self) -> None:
        ways = list(By)
        self._by = ways[(ways.index(self._by) + 1) % len(ways)]
        self._draw()

    def action_weakest(self) -> None:
        self._is_weakest_first = not self._is_weakest_first
        self._draw()

    def action_leave(self) -> None:
        self.dismiss()

    async def _read(self) -> None:
        """Read the log on, and let the screen draw and keys work after every portion."""
        try:
            while self._reader.read_on():
                self._draw()
                await asyncio.sleep(0)
            self._statistics = self._reader.statistics()
            self._count()
        except QuizkitError as error:
            self._tell(safe_text(f"✗ {error}"))

    def _count(self) -> None:
        if self._statistics is not None:
            self._figures = Figures(self._statistics, self._range, self._deck)
        self.refresh_bindings()
        self._draw()

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        self._title.show("quizkit › Statistics", self._about())
        self._tabs.show(self._page)
        self._legend.display = self._page is Page.TOPICS and self._figures is not None
        if self._statistics is None or self._figures is None:
            percent = 100 * self._reader.done // max(1, self._reader.of)
            self._tell(f"Reading the log: {percent} % of {self._reader.of:,} entries")
            return
        try:
            self._draw_page(self._statistics, self._figures)
        except QuizkitError as error:
            self._tell(safe_text(f"✗ {error}"))

    def _draw_page(self, statistics: Statistics, figures: Figures) -> None:
        width = max(40, self.size.width - 5)
        height = max(12, self.size.height - 5)
        match self._page:
            case Page.TOPICS:
                self._lines.rename(_BY[self._by])
                self._lines.show(self._rows(figures))
                has_reviews = figures.total.counts.reviews
                is_small = width < 62 or height < 15
                told = pages.SHORT_LEGEND if is_small else pages.TOPIC_LEGEND
                legend = [told if has_reviews else pages.NO_RETENTION]
                if self._is_weakest_first and has_reviews:
                    legend.append(pages.WEAKEST_LEGEND)
                self._legend.update(Content("\n".join(legend)))
                self._body.current = "lines"
            case Page.HARDEST:
                hardest = figures.hardest(pages.HARDEST)
                found = pages.by_key(self._decks.cards(hard.key for hard in hardest), hardest)
                self._hardest.show(found)
                if found:
                    self._body.current = "hardest"
                else:
                    self._tell(pages.NONE_HARD)
            case Page.CALENDAR:
                a_year = Figures(statistics, 7 * 53, self._deck)
                self._tell(pages.calendar(a_year, statistics.streak, width, height))
            case Page.FORECAST:
                self._tell(pages.forecast(figures, width, height))
            case Page.RETENTION:
                self._tell(pages.retention(figures, width, height))
            case Page.ANSWERS:
                self._tell(pages.answers(figures, width))

    def _rows(self, figures: Figures) -> list[Row[str]]:
        lines = figures.by(self._by)
        if self._is_weakest_first:
            lines = pages.weakest_first(lines)
        # The total's meaning is no name that a topic could have.
        total = pages.line_row(figures.total, f"All {_BY[self._by].lower()}s")
        return [total, *(pages.line_row(line, line.title or "no source") for line in lines)]

    def _tell(self, what: Content | str) -> None:
        self._plot.update(Content(what) if isinstance(what, str) else what)
        self._body.current = "scroll"

    def _about(self) -> str:
        """The range and the deck that the page is about."""
        title = self._statistics.deck_titles[self._deck] if self._statistics and self._deck else ""
        is_ranged = self._page not in (Page.CALENDAR, Page.FORECAST)
        days = _RANGES[self._range] if is_ranged else ""
        order = "weakest first" if self._page is Page.TOPICS and self._is_weakest_first else ""
        return " · ".join(filter(None, (title, days, order)))
