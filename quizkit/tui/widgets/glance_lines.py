"""What the first screen tells in words: what waits today, and how the last days went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from quizkit.domain.retention import Retention
from quizkit.domain.safe_text import safe_text
from quizkit.study.glance import Glance
from quizkit.study.stats import Overview
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import counted, share, written_date


def today_line(overview: Overview, glance: Glance, key: str, more: str, width: int) -> Content:
    """What waits today, how long it will take, and the ``key`` to begin with; where all is done, that for ``more``.

    Where ``width`` cells do not hold all of it, what is needed least is left out.
    """
    if not overview.decks:
        return Content("Nothing to study yet")
    done = f"{overview.reviewed_today:,} reviewed today"
    waiting = overview.due + overview.new_today + overview.drills
    if not waiting:
        all_done = Content.styled("✓ All done for today", "bold")
        return _fitting(all_done, [f"{done} · press {more} for more", f"press {more} for more"], width)
    due, new = (f"{overview.due:,}", "bold"), (f"{overview.new_today:,}", "bold")
    waits = Content.assemble("Today  ", due, " due, ", new, " new")
    if overview.drills:
        waits = waits + Content.assemble(", ", (f"{overview.drills:,}", "bold"), " to drill again")
    if minutes := glance.minutes(waiting):
        waits = waits + Content(
            f", about {minutes} min" if minutes <= 120 else f", about {(minutes + 30) // 60:,} hours"
        )
    if not overview.reviewed_today:
        return _fitting(waits, [f"press {key} to start"], width)
    return _fitting(waits, [f"{done} · press {key} to go on", f"press {key} to go on", f"{key} goes on"], width)


def _fitting(line: Content, rests: Sequence[str], width: int) -> Content:
    """The line with the first of the rests that it has room for."""
    for rest in rests:
        whole = line + Content.styled(f"   {rest}", QUIET)
        if whole.cell_length <= width:
            return whole
    return line


def pause_line(back: date, key: str) -> Content:
    """That a pause stands, the day on which it ends, and the ``key`` that changes it."""
    return Content.assemble("Paused until ", (written_date(back), "bold"), (f"   press {key} to take it back", QUIET))


def glance_lines(glance: Glance, drafts: int, key: str) -> Content:
    """The last days, a line for each thing that there is to tell; ``key`` opens the drafts."""
    lines = []
    if glance.streak.days or glance.yesterday.reviews:
        parts = []
        if days := glance.streak.days:
            keep = "" if glance.streak.is_today_done else ", study today to keep it"
            parts.append(Content.assemble(("Streak  ", QUIET), (counted(days, "day"), "bold"), (keep, QUIET)))
        if glance.yesterday.reviews:
            parts.append(Content.assemble(("Yesterday  ", QUIET), _remembered(glance.yesterday)))
        lines.append(Content("   ").join(parts))
    if weakest := glance.weakest:
        topic = " ".join(safe_text(weakest.topic).split())
        lines.append(
            # The name last: it is what may be cut short.
            Content.assemble(("Weakest topic  ", QUIET), _remembered(weakest.retention), ":  ", (topic, "bold"))
        )
    if drafts:
        waits = "waits" if drafts == 1 else "wait"
        lines.append(Content.assemble((f"{counted(drafts, 'draft')} {waits} for your yes: press {key}", QUIET)))
    return Content("\n").join(lines)


def backlog_note(due: int, key: str) -> str:
    """The offer after a long absence, and the ``key`` that takes it."""
    return f"{due:,} cards are due, more than three usual days of yours.\nPress {key} to spread them over some days."


def _remembered(retention: Retention) -> Content:
    if not retention.is_telling:
        return Content(f"{retention.passes:,} of {retention.reviews:,} remembered")
    percent = (share(retention.passes, retention.reviews), "bold")
    return Content.assemble(percent, f" of {retention.reviews:,} remembered")
