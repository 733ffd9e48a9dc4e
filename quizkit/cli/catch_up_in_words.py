"""What ``pause``, ``spread``, ``reset`` and ``undo`` share: carry a plan out, or tell what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizkit.cli.output import counted, show, show_json, table, tell
from quizkit.cli.waiting import progress_bar

if TYPE_CHECKING:
    from quizkit.study.catch_up import CatchUp, Plan

_MOST_DAYS = 14
"""Days that are told one by one; a longer plan is told as JSON."""


def carry_out(catch_up: CatchUp, plan: Plan, headline: str, *, dry_run: bool, as_json: bool) -> None:
    """Do what is planned, or with ``dry_run`` nothing; tell how many cards are due on which day then."""
    moved = plan.moved
    if moved and not dry_run:
        with progress_bar("Moving cards") as report:
            moved = catch_up.carry_out(plan, report).cards
    if as_json:
        days = [{"day": day.isoformat(), "cards": number} for day, number in plan.by_day()]
        show_json({"reason": plan.reason.value, "dry_run": dry_run, "cards": plan.cards, "moved": moved, "days": days})
        return
    show(headline)
    days_told = plan.by_day()
    if dry_run and days_told:
        show("\n" + table(("DAY", "CARDS"), [(f"{day:%a} {day}", number) for day, number in days_told[:_MOST_DAYS]]))
        if left := days_told[_MOST_DAYS:]:
            show(f"and {counted(sum(number for _, number in left), 'card')} on {counted(len(left), 'later day')}")
    if not plan.moved:
        return
    if dry_run:
        tell("quizkit: nothing was changed; without --dry-run it will be")
    else:
        tell("quizkit: take it back with: quizkit undo")
