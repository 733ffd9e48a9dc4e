"""What a new edition brought to a deck, as JSON."""

from __future__ import annotations

from quizkit.domain.card import Card
from quizkit.library.editions import Brought


def brought_as_json(brought: Brought) -> dict[str, object]:
    """Counts, and every card that changed, with its words before and now."""
    changes = brought.changes
    before = {card.key: card for card in brought.before.cards} if brought.before else {}
    now = {card.key: card for card in brought.deck.cards}
    return {
        "deck": brought.deck.slug,
        "kept": len(changes.kept),
        "reworded": [{"key": key, "before": _words(before[key]), "now": _words(now[key])} for key in changes.reworded],
        "new": [{"key": key, "now": _words(now[key])} for key in changes.new],
        "gone": [{"key": key, "before": _words(before[key])} for key in changes.gone],
        "contested": [
            {"key": each.mine.key, "yours": _words(each.mine), "theirs": _words(each.theirs) if each.theirs else None}
            for each in brought.contested
        ],
        "rejected": [card.key for card in brought.rejected],
        "drafts": len(brought.drafts),
        "new_drafts": brought.new_drafts,
        "conflicts": brought.conflicts,
    }


def _words(card: Card) -> dict[str, object]:
    return {"question": card.question, "answer": card.answer, "topic": card.topic}
