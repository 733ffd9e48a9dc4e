"""Pause, and spread what is due: a small dialog over the first screen."""

from __future__ import annotations

from datetime import timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizkit.domain.errors import QuizkitError
from quizkit.domain.log import Reason
from quizkit.domain.safe_text import safe_text
from quizkit.storage.agenda import Scope
from quizkit.study.catch_up import LONGEST_PAUSE, LONGEST_SPREAD, CatchUp, Plan
from quizkit.tui.key_names import with_keys
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import counted, written_date

CALLED = {Reason.PAUSED: "pause", Reason.SPREAD: "spread", Reason.RESET: "reset"}

_HINT = (
    "{catch_up.up:up} {catch_up.down:down} choose   {catch_up.less:left} {catch_up.more:right} days"
    "   {catch_up.do:enter} do it   {catch_up.leave:q} close   {catch_up.help:question_mark} all keys"
)


class CatchUpScreen(ModalScreen[str]):
    """Gives what was done, in words; "" where nothing was."""

    BINDINGS = [  # noqa: RUF012
        Binding("enter", "do", "Do it", id="catch_up.do"),
        Binding("down,j", "choose(1)", "Next row", show=False, id="catch_up.down"),
        Binding("up,k", "choose(-1)", "Row before", show=False, id="catch_up.up"),
        Binding("right,l,plus", "change(1)", "A day more", show=False, id="catch_up.more"),
        Binding("left,h,minus", "change(-1)", "A day less", show=False, id="catch_up.less"),
        Binding("shift+right,L", "change(7)", "A week more", show=False, id="catch_up.week_more"),
        Binding("shift+left,H", "change(-7)", "A week less", show=False, id="catch_up.week_less"),
        Binding("q,escape,c", "leave", "Close", show=False, id="catch_up.leave"),
        # A dialog cuts the keys of the app off: this one has to be its own.
        Binding("question_mark,f1", "app.help", "Help", show=False, id="catch_up.help"),
    ]

    def __init__(self, catch_up: CatchUp) -> None:
        super().__init__()
        self._catch_up = catch_up
        self._last = catch_up.last()
        self._days = {Reason.SPREAD: 7, Reason.PAUSED: 7}
        self._rows = [Reason.SPREAD, Reason.PAUSED, *([None] if self._last else [])]
        self._at = 0
        self._is_busy = False
        self._lines = Static(id="choices", markup=False)
        self._then = Static(id="then", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content("Pause or catch up"), classes="heading", markup=False)
            yield self._lines
            yield self._then
            yield Static(Content(with_keys(self, _HINT)), id="hint", markup=False)

    def on_mount(self) -> None:
        self._draw()

    def action_choose(self, step: int) -> None:
        self._at = (self._at + step) % len(self._rows)
        self._draw()

    def action_change(self, days: int) -> None:
        reason = self._rows[self._at]
        if reason is None:
            return
        least, most = (2, LONGEST_SPREAD) if reason is Reason.SPREAD else (1, LONGEST_PAUSE)
        self._days[reason] = min(most, max(least, self._days[reason] + days))
        self._draw()

    def action_leave(self) -> None:
        self.dismiss("")

    def action_do(self) -> None:
        if self._is_busy:
            return
        # Many thousand cards take seconds: what happens is on the screen before it does.
        self._is_busy = True
        self._then.update(Content.styled("Moving cards …", QUIET))
        self.call_after_refresh(self._do, self._rows[self._at])

    def _do(self, reason: Reason | None) -> None:
        try:
            told = self._carry_out(reason) if reason else self._take_back()
        except QuizkitError as error:
            self._then.update(Content.styled(safe_text(f"✗ {error}"), "bold $text-error"))
        else:
            if told:
                self.dismiss(told)
            else:
                self._draw()
        self._is_busy = False

    def _carry_out(self, reason: Reason) -> str:
        """What was done, in words; "" where there was nothing to do."""
        plan = self._plan(reason)
        if not plan.moved:
            return ""
        done = self._catch_up.carry_out(plan)
        where = f"over {self._days[reason]} days" if reason is Reason.SPREAD else "behind the pause"
        return f"✓ {counted(done.cards, 'card')} moved {where}. The same dialog takes it back."

    def _take_back(self) -> str:
        done = self._catch_up.undo()
        return f"✓ Taken back: {counted(done.cards, 'card')} as before the {CALLED[done.reason]}." if done else ""

    def _plan(self, reason: Reason) -> Plan:
        days = self._days[reason]
        if reason is Reason.SPREAD:
            return self._catch_up.spread(days, Scope())
        return self._catch_up.pause(self._catch_up.today + timedelta(days=days))

    def _draw(self) -> None:
        self._lines.update(Content("\n").join(self._line(at, reason) for at, reason in enumerate(self._rows)))
        try:
            self._then.update(Content.styled(self._outlook(), QUIET))
        except QuizkitError as error:
            self._then.update(Content.styled(safe_text(f"✗ {error}"), "bold $text-error"))

    def _line(self, at: int, reason: Reason | None) -> Content:
        is_marked = at == self._at
        sign, style = ("▸ ", "bold") if is_marked else ("  ", "")
        if reason is None:
            assert self._last is not None
            day, back = self._last.day, self._last.back
            if back:
                last = f"the pause of {day.day} {day:%B} until {written_date(back)}"
            else:
                last = f"the {CALLED[self._last.reason]} of {written_date(day)}"
            return Content.styled(f"{sign}Take back {last}", style)
        days = self._days[reason]
        if reason is Reason.SPREAD:
            what, value = "Spread what is due over", f"{days} days"
        else:
            what, value = "Pause; back on", written_date(self._catch_up.today + timedelta(days=days))
        value = f"‹ {value} ›" if is_marked else f"  {value}"
        return Content.assemble((f"{sign}{what:<24}", style), (value, "bold $text-accent" if is_marked else ""))

    def _outlook(self) -> str:
        """What the marked row would do."""
        reason = self._rows[self._at]
        if reason is None:
            assert self._last is not None
            return f"{counted(self._last.cards, 'card')} get the date from before; reviews since then stay."
        plan = self._plan(reason)
        if reason is Reason.SPREAD:
            if not plan.moved:
                return "Few enough cards are due for today." if plan.cards else "Nothing is due."
            days = self._days[reason]
            return (
                f"{plan.cards:,} are due in all: {plan.cards - plan.moved:,} stay today,\n"
                f"the others follow on {counted(days - 1, 'day')}, most at risk first."
            )
        if not plan.moved:
            return "Nothing falls in this pause."
        first, number = plan.by_day()[0]
        moved = f"{counted(plan.moved, 'card')} {'moves' if plan.moved == 1 else 'move'} behind it, as far apart as now"
        return f"{moved}:\n{'it' if plan.moved == 1 else f'the first {number:,}'} to {written_date(first)}."
