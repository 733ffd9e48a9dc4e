"""``quizkit stats``"""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import Library, open_library
from quizkit.cli.options import DatabaseOption, DeckOption, JsonOption, TopicOption
from quizkit.cli.output import counted, room_on_terminal, show, show_json, table
from quizkit.cli.waiting import progress_bar

if TYPE_CHECKING:
    from quizkit.domain.retention import Retention
    from quizkit.study.recall import Day, Line, Streak
    from quizkit.study.statistics import Statistics

_FIGURES = (
    *("CARDS", "NEW", "DUE", "NEXT WEEK", "YOUNG", "MATURE", "LEECHES"),
    *("REVIEWS", "RETENTION", "95 % SURE", "OF YOUNG", "OF MATURE", "TREND"),
)
_SPARE = ("OF YOUNG", "OF MATURE", "LEECHES", "NEXT WEEK", "YOUNG", "95 % SURE", "MATURE", "TREND")
"""What a narrow terminal does without, the first one first."""
_DAYS = ("DAY", "NEW", "REVIEWS", "DRILLS", "MINUTES", "RETENTION", "95 % SURE")


class Grouping(StrEnum):
    """What ``--by`` takes."""

    TOPIC = "topic"
    DECK = "deck"
    SOURCE = "source"
    DAY = "day"


def stats(
    context: typer.Context,
    by: Annotated[Grouping, typer.Option(help="What to put side by side.")] = Grouping.TOPIC,
    deck: DeckOption = None,
    topic: TopicOption = None,
    days: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Reviews of the last N days, today among them; else all.")
    ] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Print counts and retention by topic, deck, source or day.

    Retention is passes of all reviews, of cards that were young and mature apart; a card's first review and same-day
    drills are left out. Beside it stands where it truly lies with 95 % confidence (Wilson), and with --days how it
    changed since the N days before. Under 20 reviews it says "too few".

    Example: quizkit stats --by deck --days 30 --json
    """
    from quizkit.study.figures import Figures
    from quizkit.study.recall import By

    with open_library(context, database) as library:
        scope = library.room().scope(deck, topic)
        found = _read(library)
    figures = Figures(found, days, scope.deck, scope.topic)
    if by is Grouping.DAY:
        _show_days(figures.days(), figures.total, found.streak, as_json=as_json)
        return
    lines = figures.by(By(by))
    if as_json:
        rows = [{by.value: line.name, "title": line.title, **_as_json(line)} for line in lines]
        show_json({"total": _as_json(figures.total), f"{by.value}s": rows})
        return
    told = [_row(line.name or "–", line) for line in lines] + [_row("All", figures.total)]
    show(table((by.upper(), *_FIGURES), told, room_on_terminal(), _SPARE))


def _read(library: Library) -> Statistics:
    with progress_bar("Reading the log") as report:
        reader = library.room().read_statistics()
        while reader.read_on():
            report(reader.done, reader.of)
        return reader.statistics()


def _row(name: str, line: Line) -> tuple[str | int, ...]:
    counts, recall = line.counts, line.recall
    cards = (counts.cards, counts.new, counts.due, line.due_next_week, counts.young, counts.mature, counts.leeches)
    trend = "–" if line.trend is None else f"{100 * line.trend:+.0f}"
    retention = (*_in_words(recall.all), _in_words(recall.young)[0], _in_words(recall.mature)[0], trend)
    return (name, *cards, counts.reviews, *retention)


def _in_words(retention: Retention) -> tuple[str, str]:
    """The share and its interval; a share of too few reviews would say more than is known."""
    if retention.share is None or retention.interval is None:
        return "–", "–"
    if not retention.is_telling:
        return "too few", "–"
    low, high = retention.interval
    return f"{retention.share:.0%}", f"{low:.0%} to {high:.0%}"


def _as_json(line: Line) -> dict[str, object]:
    return {
        **asdict(line.counts),
        **_retention_as_json(line.recall.all),
        "of_young": _retention_as_json(line.recall.young),
        "of_mature": _retention_as_json(line.recall.mature),
        "before": None if line.before is None else _retention_as_json(line.before),
        "trend": line.trend,
        "due_next_week": line.due_next_week,
    }


def _retention_as_json(retention: Retention) -> dict[str, object]:
    return {
        "reviews": retention.reviews,
        "passes": retention.passes,
        "retention": retention.share,
        "interval": retention.interval,
        "is_telling": retention.is_telling,
    }


def _show_days(days: list[Day], total: Line, streak: Streak, *, as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "day": day.day.isoformat(),
                "new": day.new,
                "drills": day.drills,
                "minutes": round(day.minutes, 2),
                **_retention_as_json(day.recall.all),
                "of_young": _retention_as_json(day.recall.young),
                "of_mature": _retention_as_json(day.recall.mature),
            }
            for day in days
        ]
        show_json({"total": _as_json(total), "streak": asdict(streak), "days": rows})
        return
    if not days:
        show("No reviews in these days.")
        return
    shown = [
        (str(day.day), day.new, day.recall.all.reviews, day.drills, round(day.minutes), *_in_words(day.recall.all))
        for day in days
    ]
    show(table(_DAYS, shown, room_on_terminal()))
    goes_on = "" if streak.is_today_done or not streak.days else "; study today to keep it"
    show(f"\nStreak: {counted(streak.days, 'day')}{goes_on}")
