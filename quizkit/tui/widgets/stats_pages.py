"""The pages of the statistics, as rows and as plots in letters; ``width`` is what they may fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from textual.content import Content

from quizkit.domain.card import Card
from quizkit.domain.rating import Rating
from quizkit.domain.retention import Retention
from quizkit.study.figures import INTERVALS, Figures
from quizkit.study.recall import Hard, Line, Streak
from quizkit.tui.widgets.bars import columns, lying, short_figure, whiskers
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.widgets.row_list import Column, Row
from quizkit.tui.widgets.year import year
from quizkit.tui.words import RATING_NAMES, counted, share

FORECAST_DAYS = 30
HARDEST = 100

_RETENTION = Column("retention", 10)

TOPIC_COLUMNS = (
    Column("cards", 6),
    Column("seen", 6, from_width=64),
    Column("mature", 7, from_width=90),
    Column("reviews", 8),
    _RETENTION,
    Column("95 %", 8),
    Column("of young", 9, from_width=100),
    Column("of mature", 10, from_width=100),
    Column("trend", 6, from_width=64),
    Column("week", 6),
)
HARD_COLUMNS = (Column("lapses", 7), Column("remembered", 13))

TOPIC_LEGEND = """\
retention: remembered ÷ reviews; first reviews and drills left out
95 %: where it truly lies · trend: points since the days before
mature: interval from 21 days · week: due from tomorrow on"""

SHORT_LEGEND = "retention: remembered ÷ reviews · 95 %: where it lies"
"""Instead of it where a window is small."""

WEAKEST_LEGEND = "weakest first: by the lower end of the 95 %"

NONE_HARD = "No card was forgotten in this range: those that you rate Again stand here, the most often forgotten first."

NO_RETENTION = """\
No retention yet: it begins with a card's second review.
week: due from tomorrow on"""

_TOO_FEW = "too few"


def line_row(line: Line, name: str) -> Row[str]:
    """A topic, deck or source, or the total, as a row."""
    counts, recall = line.counts, line.recall
    figures = (
        _short_number(counts.cards),
        _short_number(counts.seen),
        _number(counts.mature),
        _number(counts.reviews),
        _share(recall.all),
        _interval(recall.all),
        _share(recall.young, ""),
        _share(recall.mature, ""),
        _trend(line),
        _number(line.due_next_week),
    )
    return Row(name, figures, line.name)


def weakest_first(lines: Sequence[Line]) -> list[Line]:
    """By the lower end of the interval; those with too few reviews to say last, in their order."""

    def weakness(line: Line) -> tuple[bool, float]:
        recall = line.recall.all
        return not recall.is_telling, recall.interval[0] if recall.interval and recall.is_telling else 0.0

    return sorted(lines, key=weakness)


def hard_row(hard: Hard, card: Card) -> Row[str]:
    """A card that is often forgotten, as a row."""
    recall = hard.recall
    remembered = Content(f"{recall.passes:,} of {recall.reviews:,}") if recall.reviews else Content.styled("·", QUIET)
    return Row(card.question, (_number(hard.lapses), remembered), hard.key)


def calendar(figures: Figures, streak: Streak, width: int, height: int) -> Content:
    """A year of reviews, and the minutes of the last days; ``figures`` must be those of a year."""
    days = figures.days()
    studied = [day for day in days if day.reviews]
    counts = {day.day: day.reviews for day in studied}
    total = sum(counts.values())
    lines = [
        _heading("Reviews a day, one year"),
        year(counts, figures.today, width),
        Content(),
        Content.assemble(("Streak  ", QUIET), (counted(streak.days, "day"), "bold"), ("   In a year  ", QUIET),
                         f"{counted(total, 'review')} on {counted(len(studied), 'day')}",
                         (f", {total / len(studied):.0f} a day" if studied else "", QUIET)),
        Content(),
    ]  # fmt: skip
    shown = max(7, min(60, (width - 7) // 2))
    first = figures.today - timedelta(days=shown - 1)
    minutes = [figures.day(first + timedelta(days=at)).minutes for at in range(shown)]
    lines.append(_heading(f"Minutes a day, last {shown} days: {sum(minutes):,.0f} in all"))
    lines.append(
        columns(minutes, max(3, min(10, height - 17)), width, {0: f"{first.day} {first:%b}", shown - 1: "today"})
    )
    return Content("\n").join(lines)


def forecast(figures: Figures, width: int, height: int) -> Content:
    """How many cards are due on each of the coming days."""
    due = figures.forecast(FORECAST_DAYS)
    days = [figures.today + timedelta(days=at) for at in range(FORECAST_DAYS)]
    labels = {at: f"{day.day} {day:%b}" for at, day in enumerate(days) if at and day.weekday() == 0} | {0: "today"}
    return Content("\n").join(
        [
            _heading(f"Due on the next {FORECAST_DAYS} days; what is overdue stands in today's"),
            Content(),
            columns(due, max(4, height - 8), width, labels),
            Content(),
            Content.assemble(("Today  ", QUIET), (f"{due[0]:,}", "bold"), ("   Next 7 days  ", QUIET),
                             f"{sum(due[1:8]):,}", ("   30 days  ", QUIET), f"{sum(due):,}"),
            Content.styled("As the schedules are now: reviews to come and new cards will add to it.",
                           QUIET),
        ]
    )  # fmt: skip


def retention(figures: Figures, width: int, height: int) -> Content:
    """Retention over time with its intervals, and that of young and mature cards."""
    length, number = _steps(figures)
    first = figures.today - timedelta(days=length * number - 1)
    values: list[tuple[float, float, float | None] | None] = []
    for at in range(number):
        found = figures.recall_since(first + timedelta(days=length * at), length).all
        values.append((*found.interval, found.share if found.is_telling else None) if found.interval else None)
    labels = {at: _short(first + timedelta(days=length * at)) for at in range(0, number, max(1, number // 6))}
    each = "day" if length == 1 else f"{length} days"
    recall = figures.total.recall
    return Content("\n").join(
        [
            _heading(f"Retention, each {each}"),
            Content(),
            whiskers(values, max(5, height - 9), width, labels)
            if any(values)
            else Content.styled("No reviews in this range but first ones, which tell nothing of memory.", QUIET),
            Content(),
            _recalled("Young ", recall.young),
            _recalled("Mature", recall.mature),
            Content.styled("● retention · │ where it truly lies, 95 % · no ● where reviews are too few", QUIET),
        ]
    )


def answers(figures: Figures, width: int) -> Content:
    """How long the intervals are, and how reviews were rated."""
    bins = [(_bin(first, last), number) for (first, last), number in zip(INTERVALS, figures.intervals(), strict=True)]
    ratings = figures.ratings
    lines = [_heading("Intervals of all cards seen"), lying(bins, min(width, 78)), Content()]
    lines.append(_heading("Ratings of the range, drills left out"))
    heads = ("first reviews", "young", "mature")
    wide = min(20, (width - 7) // len(heads))
    lines.append(Content.styled(" " * 7 + "".join(head.rjust(wide) for head in heads), QUIET))
    for rating in Rating:
        cells = [f"{RATING_NAMES[rating]:>5}  "]
        for of in (ratings.first, ratings.young, ratings.mature):
            part = share(of[rating], sum(of.values()))
            cells.append(f"{of[rating]:>{wide - 7},}{part:>7}")
        lines.append(Content("".join(cells)))
    return Content("\n").join(lines)


def by_key(cards: Mapping[str, Card], hardest: Sequence[Hard]) -> list[Row[str]]:
    """The rows of those hardest cards that are still there."""
    return [hard_row(hard, cards[hard.key]) for hard in hardest if hard.key in cards]


def _steps(figures: Figures) -> tuple[int, int]:
    """Days in one step of the plot, and how many steps."""
    match figures.range:
        case None:
            days = figures.days()
            reach = (figures.today - days[0].day).days + 1 if days else 12
            return max(1, -(-reach // 12)), 12
        case 7:
            return 1, 7
        case 30:
            return 3, 10
        case 90:
            return 7, 13
        case length:
            return max(1, length // 13), 13


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $text-primary")


def _short(day: object) -> str:
    return f"{day.day} {day:%b}"  # type: ignore[attr-defined]


def _bin(first: int, last: int | None) -> str:
    if last is None:
        return "over a year"
    return f"{counted(first, 'day')}" if first == last else f"{first} to {last} days"


def _recalled(name: str, found: Retention) -> Content:
    if found.share is None or found.interval is None:
        return Content.assemble((f"{name}  ", QUIET), ("no reviews", QUIET))
    if not found.is_telling:
        few = f"{found.passes} of {counted(found.reviews, 'review')} remembered: too few to say"
        return Content.assemble((f"{name}  ", QUIET), few)
    low, high = found.interval
    interval = f" ({100 * low:.0f} to {100 * high:.0f} %) of {counted(found.reviews, 'review')}"
    return Content.assemble((f"{name}  ", QUIET), (share(found.passes, found.reviews), "bold"), interval)


def _number(number: int) -> Content:
    return Content(f"{number:,}") if number else Content.styled("·", QUIET)


def _short_number(number: int) -> Content:
    return Content(short_figure(number)) if number else _number(0)


def _share(found: Retention, few: str = _TOO_FEW) -> Content:
    if not found.reviews:
        return Content.styled("·", QUIET)
    if not found.is_telling:
        return Content.styled(few or "few", QUIET)
    return Content.styled(share(found.passes, found.reviews), "bold")


def _interval(found: Retention) -> Content:
    if found.interval is None or not found.is_telling:
        return Content.styled("·", QUIET)
    low, high = found.interval
    return Content.styled(f"{100 * low:.0f}–{100 * high:.0f}", QUIET)


def _trend(line: Line) -> Content:
    if line.trend is None:
        return Content.styled("·", QUIET)
    points = round(100 * line.trend)
    return Content("=") if not points else Content(f"▲ {points}" if points > 0 else f"▼ {-points}")
