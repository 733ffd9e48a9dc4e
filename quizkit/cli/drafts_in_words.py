"""Drafts, and decisions on them, as text for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizkit.domain.held import Decision

if TYPE_CHECKING:
    from quizkit.storage.conflicts import Picked
    from quizkit.storage.decisions import Decided
    from quizkit.storage.drafts import Waiting

_TAKEN_BACK = {
    Decision.ACCEPTED: "no longer accepted",
    Decision.EDITED: "as it was before your edit",
    Decision.REJECTED: "no longer rejected",
}


def drafts_in_words(found: Sequence[Waiting]) -> str:
    """The drafts by deck and topic, each with its key, score, answer, evidence and reasons."""
    parts: list[str] = []
    above = ("", "")
    for each in found:
        card = each.draft.card
        if above != (above := (each.deck, card.topic)):
            parts.append(f"# {each.deck}: {card.topic}")
        score = f"  {each.draft.verdict.score:.2f}" if each.draft.verdict.score else ""
        lines = [f"{card.key}{score}", f"  {card.question}", *(f"  ( ) {choice}" for choice in card.choices)]
        lines.append(f"  = {card.answer}" + (f" (or: {' | '.join(card.accept)})" if card.accept else ""))
        lines += [f'  "{evidence.quote}" {evidence.source}:{evidence.line}' for evidence in card.evidence]
        if each.draft.verdict.reasons:
            lines.append(f"  why: {'; '.join(each.draft.verdict.reasons)}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def drafts_as_json(found: Sequence[Waiting]) -> list[dict[str, object]]:
    """The drafts with the fields that ``generate --json --drafts`` gives them, and their decks."""
    from quizkit.formats.cards_json import draft_fields

    return [{"deck": each.deck, **draft_fields(each.draft)} for each in found]


def decided_in_words(decided: Decided) -> str:
    """One line that tells what was decided on what."""
    return f"{decided.decision} {decided.card.key}: {decided.card.question} = {decided.card.answer}"


def taken_back_in_words(taken_back: Decided | Picked) -> str:
    """One line that tells what stands no more."""
    from quizkit.storage.decisions import Decided

    if isinstance(taken_back, Decided):
        card = taken_back.card
        return f"{card.key} is {_TAKEN_BACK[taken_back.decision]}: {card.question} = {card.answer}"
    a, b = taken_back.conflict.sides
    return f"{taken_back.deck}: undecided again between “{a.value}” and “{b.value}”"
