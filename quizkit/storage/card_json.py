"""Whole cards as JSON, both directions: for what is kept to be shown and compared, and never searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from quizkit.domain.card import Card, CardKind, Evidence, Media, Origin


def card_as_json(card: Card) -> dict[str, Any]:
    """All of the card, in values that JSON knows."""
    return asdict(card)


def card_of_json(kept: Mapping[str, Any]) -> Card:
    """The card that ``card_as_json`` was given."""
    return Card(
        key=kept["key"],
        kind=CardKind(kept["kind"]),
        question=kept["question"],
        answer=kept["answer"],
        topic=kept["topic"],
        evidence=tuple(Evidence(**proof) for proof in kept["evidence"]),
        accept=tuple(kept["accept"]),
        choices=tuple(kept["choices"]),
        rule=kept["rule"],
        origin=Origin(kept["origin"]),
        # What was kept by an older quizkit knew of no media.
        media=tuple(Media(**file) for file in kept.get("media", ())),
    )
