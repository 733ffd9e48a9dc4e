"""A year of reviews, a cell a day: weeks from left to right, Monday on top."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual.content import Content

from quizkit.tui.widgets.progress_line import QUIET

WEEKS = 53
_DAYS = ("Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun")
_SIGNS = ("·", "░", "▒", "▓", "█")
"""None, and four levels that are told apart without colour."""


def year(counts: Mapping[date, int], today: date, width: int) -> Content:
    """The weeks that end with today's, with the months above and what the signs mean below."""
    monday = today - timedelta(days=today.weekday())
    cell = 2 if width >= 4 + 2 * WEEKS else 1
    weeks = min(WEEKS, max(1, (width - 4) // cell))
    first = monday - timedelta(weeks=weeks - 1)
    bounds = levels([number for day, number in counts.items() if number and day >= first])
    lines = [Content.styled("    " + _months(first, weeks, cell), QUIET)]
    for weekday, name in enumerate(_DAYS):
        cells = []
        for week in range(weeks):
            day = first + timedelta(weeks=week, days=weekday)
            level = _level(counts.get(day, 0), bounds)
            sign = " " if day > today else _SIGNS[level]
            cells.append((sign * cell if level else sign.ljust(cell), "$primary" if level else QUIET))
        lines.append(Content.assemble((f"{name} ", QUIET), *cells))
    lines.append(Content.styled("    " + _legend(bounds), QUIET))
    return Content("\n").join(lines)


def levels(numbers: list[int]) -> tuple[int, ...]:
    """Where the levels above the first begin: the quarters of the days with reviews; fewer where days are alike."""
    in_order = sorted(numbers)
    starts = {in_order[len(in_order) * quarter // 4] for quarter in (1, 2, 3)} if in_order else set()
    return tuple(sorted(start for start in starts if start > in_order[0]))


def _level(number: int, bounds: tuple[int, ...]) -> int:
    return 1 + sum(number >= bound for bound in bounds) if number else 0


def _legend(bounds: tuple[int, ...]) -> str:
    starts = (1, *bounds)
    lasts = [f"–{start - 1:,}" if start - 1 > begin else "" for begin, start in zip(starts, bounds, strict=False)]
    told = [f"{sign} {start:,}{last}" for sign, start, last in zip(_SIGNS[1:], starts, [*lasts, "+"], strict=False)]
    return "   ".join([f"{_SIGNS[0]} none", *told])


def _months(first: date, weeks: int, cell: int) -> str:
    line = ""
    for week in range(weeks):
        day = first + timedelta(weeks=week)
        name = f"{day:%b}"
        starts_here = day.day <= 7
        at = week * cell
        if starts_here and (not line or at > len(line)) and at + len(name) <= weeks * cell:
            line = line.ljust(at) + name
    return line
