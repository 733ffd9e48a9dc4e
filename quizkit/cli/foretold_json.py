"""What Anki will do with a package, as JSON."""

from __future__ import annotations

from quizkit.domain.card import Card
from quizkit.library.foretold import Foretold


def foretold_as_json(foretold: Foretold) -> dict[str, object]:
    """The cards by what becomes of them; those left alone are only counted."""
    return {
        "since": foretold.since.isoformat() if foretold.since else None,
        "added": [_as_json(card) for card in foretold.added],
        "updated": [_as_json(card) for card in foretold.updated],
        "left": len(foretold.left),
        "refused": [_as_json(card) for card in foretold.refused],
        "moved": [{"key": m.card.key, "before": m.before, "now": m.card.topic} for m in foretold.moved],
        "gone": list(foretold.gone),
    }


def _as_json(card: Card) -> dict[str, object]:
    return {"key": card.key, "question": card.question, "answer": card.answer, "topic": card.topic}
