"""Plots out of letters: they follow the theme, need no colour to be read, and cost nothing to draw.

Plotting libraries for the terminal draw with their own colours on their own canvas; a handful of bars needs neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from quizkit.tui.widgets.progress_line import QUIET, line_of

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_AXIS = 7
"""Cells to the left of a plot, for its figures."""


def columns(values: Sequence[float], height: int, width: int, labels: Mapping[int, str]) -> Content:
    """Upright bars, ``height`` lines high, each as wide as ``width`` cells allow; ``labels`` stand below some of them.

    A value above 0 shows at least a sliver.
    """
    highest = max(values, default=0)
    cell = max(1, min(8, (width - _AXIS) // max(1, len(values))))
    bar = max(1, cell - 1)
    eighths = [_eighths(value, highest, height) for value in values]
    lines = []
    for row in range(height - 1, -1, -1):
        figure = short_figure(highest) if row == height - 1 else ""
        blocks = "".join((_EIGHTHS[max(0, min(8, each - 8 * row))] * bar).ljust(cell) for each in eighths)
        lines.append(Content.assemble((f"{figure:>{_AXIS - 2}} ", QUIET), ("│", QUIET), (blocks, "$primary")))
    lines.append(Content.styled(" " * (_AXIS - 1) + "└" + "─" * (cell * len(values)), QUIET))
    lines.append(Content.styled(" " * _AXIS + _placed(labels, cell, cell * len(values)), QUIET))
    return Content("\n").join(lines)


def whiskers(
    values: Sequence[tuple[float, float, float | None] | None], height: int, width: int, labels: Mapping[int, str]
) -> Content:
    """Shares with their intervals: low end, high end, and the share itself, None where it says too little.

    The line spans the interval, ● is the share. The axis ends at 100 % and begins at the tens below the lowest end.
    """
    lows = [value[0] for value in values if value]
    floor = min(0.9, int(min(lows, default=0.5) * 10) / 10)
    cell = max(2, min(9, (width - _AXIS) // max(1, len(values))))

    def row_of(share: float) -> int:
        return min(height - 1, int((share - floor) / (1 - floor) * height))

    lines = []
    for row in range(height - 1, -1, -1):
        share = floor + (1 - floor) * (row + 0.5) / height
        is_told = row in (0, height - 1, height // 2)
        figure = f"{100 * (1 if row == height - 1 else floor if row == 0 else share):.0f} %" if is_told else ""
        parts: list[Content | tuple[str, str]] = [(f"{figure:>{_AXIS - 2}} ", QUIET), ("│", QUIET)]
        for value in values:
            sign = " "
            if value and row_of(value[0]) <= row <= row_of(value[1]):
                sign = "●" if value[2] is not None and row == row_of(value[2]) else "│"
            parts.append((f" {sign}".ljust(cell), "bold $primary" if sign == "●" else "$primary 60%"))
        lines.append(Content.assemble(*parts))
    lines.append(Content.styled(" " * (_AXIS - 1) + "└" + "─" * (cell * len(values)), QUIET))
    lines.append(Content.styled(" " * _AXIS + _placed(labels, cell, cell * len(values)), QUIET))
    return Content("\n").join(lines)


def lying(rows: Sequence[tuple[str, int]], width: int) -> Content:
    """Bars that lie, one a line: a name, a bar as long as the number is of the highest, the number, its part of all."""
    total, highest = sum(number for _, number in rows), max((number for _, number in rows), default=0)
    names = max((len(name) for name, _ in rows), default=0)
    room = max(4, width - names - 18)
    lines = []
    for name, number in rows:
        part = f"{100 * number / total:.0f} %" if total else "–"
        lines.append(
            Content.assemble(
                f"{name:>{names}}  ", line_of(number, highest, room), f"{number:>8,}", (f"{part:>6}", QUIET)
            )
        )
    return Content("\n").join(lines)


def short_figure(value: float) -> str:
    """A figure in five cells."""
    if value < 9_999.5:
        return f"{value:,.0f}"
    return f"{value / 1e3:,.0f}k" if value < 999_500 else f"{value / 1e6:,.0f}M"


def _eighths(value: float, highest: float, height: int) -> int:
    return max(1, round(8 * height * value / highest)) if value > 0 else 0


def _placed(labels: Mapping[int, str], cell: int, width: int) -> str:
    """Each label below its bar; one that would touch the one before is left out."""
    line = ""
    for at, label in sorted(labels.items()):
        start = min(at * cell, max(0, width - len(label)))
        if not line or start > len(line):
            line = line.ljust(start) + label
    return line
