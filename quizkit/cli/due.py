"""``quizkit due``"""

from __future__ import annotations

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, JsonOption
from quizkit.cli.output import counted, room_on_terminal, show, show_json, table


def due(context: typer.Context, as_json: JsonOption = False, database: DatabaseOption = None) -> None:
    """Print what is due today, by deck and topic.

    Example: quizkit due
    """
    with open_library(context, database) as library:
        room = library.room()
        overview, today = room.overview(with_reviews=False), room.today
        drafts = library.drafts().counts()
    if as_json:
        show_json(
            {
                "day": today.isoformat(),
                "due": overview.due,
                "new_today": overview.new_today,
                "drills": overview.drills,
                "reviewed_today": overview.reviewed_today,
                "drafts": sum(drafts.values()),
                "decks": [
                    {
                        "deck": deck.slug,
                        "title": deck.title,
                        "due": deck.counts.due,
                        "new_today": deck.new_today,
                        "drafts": drafts.get(deck.slug, 0),
                        "topics": [{"topic": topic, "due": c.due, "new": c.new} for topic, c in deck.topics],
                    }
                    for deck in overview.decks
                ],
            }
        )
        return
    drills = f", {overview.drills} to drill again" if overview.drills else ""
    waits = f"{counted(overview.due, 'card')} due, {overview.new_today} new{drills}"
    show(f"{waits}; {overview.reviewed_today} reviewed today.")
    rows = [
        (deck.slug, topic, counts.due, counts.new)
        for deck in overview.decks
        for topic, counts in deck.topics
        if counts.due or counts.new
    ]
    if rows:
        show("\n" + table(("DECK", "TOPIC", "DUE", "NEW"), rows, room_on_terminal()))
        show("\nStudy them: quizkit study")
    if waiting := sum(drafts.values()):
        show(f"\n{counted(waiting, 'draft')} {'waits' if waiting == 1 else 'wait'} for your yes: quizkit drafts")
