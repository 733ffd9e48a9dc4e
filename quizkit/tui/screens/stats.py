"""Recall by topic, side by side."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from quizkit.domain.schedule import MATURE_FROM
from quizkit.study.stats import Counts, Stats
from quizkit.tui.widgets.progress_line import QUIET, line_of
from quizkit.tui.widgets.row_list import Column, Row, RowList
from quizkit.tui.widgets.title_bar import TitleBar
from quizkit.tui.words import share

_REVIEWS, _RETENTION = Column("reviews", 8), Column("retention", 10)

_COLUMNS = (
    Column("cards", 6),
    Column("seen", 5),
    Column("due", 5),
    Column("young", 6),
    Column("mature", 7),
    _REVIEWS,
    _RETENTION,
    Column("", 16, from_width=96),
)

_LEGEND = f"""\
young: interval under {MATURE_FROM} days · mature: from {MATURE_FROM} days · due: today or overdue
retention: remembered ÷ reviews; first reviews and drills left out"""


class StatsScreen(Screen[None]):
    """The total and every topic in one table."""

    BINDINGS = [  # noqa: RUF012
        Binding("q", "leave", "Home", id="stats.leave"),
        Binding("escape,t", "leave", "Home", show=False, id="stats.leave.escape"),
    ]

    def __init__(self, stats: Stats) -> None:
        super().__init__()
        self._stats = stats
        self._rows: RowList[str] = RowList("Topic", _COLUMNS)

    def compose(self) -> ComposeResult:
        yield TitleBar("quizkit › Statistics")
        yield self._rows
        yield Static(Content(_LEGEND), id="legend", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        total = Row("All topics", _figures(self._stats.total), "")
        self._rows.show([total, *(Row(topic, _figures(counts), topic) for topic, counts in self._stats.topics)])

    def action_leave(self) -> None:
        self.dismiss()


def _figures(counts: Counts) -> tuple[Content, ...]:
    amounts = [counts.cards, counts.seen, counts.due, counts.young, counts.mature]
    figures = [Content(f"{number:,}") if number else Content.styled("·", QUIET) for number in amounts]
    if not counts.reviews:
        # The words are wider than either column: they run across both.
        words = Content.styled("no reviews yet".rjust(_REVIEWS.width + _RETENTION.width), QUIET)
        return (*figures, *words.divide([_REVIEWS.width]), Content())
    retention = Content.styled(share(counts.passes, counts.reviews), "bold")
    bar = line_of(counts.passes, counts.reviews, 14)
    return (*figures, Content(f"{counts.reviews:,}"), retention, bar)
