"""``quizkit stats``"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, JsonOption, TopicOption
from quizkit.cli.output import show, show_json, table

if TYPE_CHECKING:
    from quizkit.study.stats import Counts

_HEADS = ("TOPIC", "CARDS", "NEW", "DUE", "YOUNG", "MATURE", "LEECHES", "REVIEWS", "RETENTION")


def stats(
    context: typer.Context,
    deck: DeckOption = None,
    topic: TopicOption = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Print counts and retention by topic.

    Retention is passes of all reviews; a card's first review and same-day drills are left out.

    Example: quizkit stats --json
    """
    with open_library(context, database) as library:
        found = library.room().stats(deck, topic)
    if as_json:
        topics = [{"topic": name, **asdict(counts)} for name, counts in found.topics]
        show_json({"total": asdict(found.total), "topics": topics})
        return
    show(table(_HEADS, [_row(name, counts) for name, counts in (*found.topics, ("All", found.total))]))


def _row(name: str, counts: Counts) -> tuple[str | int, ...]:
    retention = "–" if counts.retention is None else f"{counts.retention:.0%}"
    numbers = (counts.cards, counts.new, counts.due, counts.young, counts.mature, counts.leeches, counts.reviews)
    return (name, *numbers, retention)
