"""``quizkit check``"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, JsonOption
from quizkit.cli.output import counted, show, show_json
from quizkit.domain.errors import DamageError
from quizkit.domain.schedule import New, Schedule

if TYPE_CHECKING:
    from quizkit.storage.checking import Checked


def check(context: typer.Context, as_json: JsonOption = False, database: DatabaseOption = None) -> None:
    """Check that log and schedules agree.

    The log of what you did is replayed card by card and compared with what is stored.

    Example: quizkit check
    """
    with open_library(context, database) as library:
        found = library.progress.check()
    if as_json:
        show_json(_as_json(found))
    else:
        looked_at = f"{counted(found.entries, 'log entry', 'log entries')} of {counted(found.cards, 'card')}"
        show("\n".join((f"Checked {looked_at}.", *_in_words(found))))
    if not found.is_sound:
        wrong = len(found.differences) + len(found.damage)
        raise DamageError(
            f"the library is damaged, {counted(wrong, 'fault')} found: copy its file to a safe place "
            "before you study on, and report it"
        )


def _in_words(found: Checked) -> list[str]:
    differences = [
        f"{difference.key}: stored {_schedule(difference.stored)}, the log gives {_schedule(difference.replayed)}"
        for difference in found.differences
    ]
    return [*found.damage, *differences] or ["Log and schedules agree."]


def _schedule(schedule: Schedule) -> str:
    if isinstance(schedule, New):
        return "new"
    return f"due {schedule.due}, interval {schedule.interval}, ease {schedule.ease / 100}, lapses {schedule.lapses}"


def _as_json(found: Checked) -> dict[str, object]:
    return {
        "entries": found.entries,
        "cards": found.cards,
        "is_sound": found.is_sound,
        "damage": list(found.damage),
        "differences": [
            {"key": each.key, "stored": _schedule(each.stored), "replayed": _schedule(each.replayed)}
            for each in found.differences
        ],
    }
