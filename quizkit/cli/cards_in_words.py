"""Generated cards, and what was left out and why, as text for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from quizkit.domain.card import Card, Evidence
from quizkit.domain.draft import Draft, Generated
from quizkit.domain.source import Source
from quizkit.formats.escaped import escaped


def cards_in_words(generated: Generated, *, why: bool, with_drafts: bool = False) -> str:
    """The cards by topic, each with answer and evidence, and the drafts if wanted.

    With ``why`` the verdicts too, the drafts, and all that was left out.
    """
    files = {source.slug: source.file for source in generated.sources}
    parts = list(_by_topic(generated.cards, files, why))
    if generated.drafts and (why or with_drafts):
        parts.append("DRAFTS that wait for a yes")
        parts.extend(_by_topic(generated.drafts, files, why))
    if why:
        parts.extend(_left_out(generated, files))
        parts.extend(_passed_over(generated.sources))
    return "\n\n".join(parts)


def cards_as_json(text: str, generated: Generated) -> str:
    """``text``, a deck as JSON, with what was left out and why added to it."""
    deck = json.loads(text)
    deck["left_out"] = [
        {"source": left.source, "line": left.line, "text": left.text, "reasons": list(left.reasons)}
        for left in generated.left_out
    ]
    deck["passed_over"] = [
        {"source": source.slug, "line": passed.line, "text": passed.text, "reason": passed.reason}
        for source in generated.sources
        for passed in source.passed_over
    ]
    deck["verdicts"] = {
        draft.card.key: {"score": draft.verdict.score, "reasons": list(draft.verdict.reasons)}
        for draft in generated.cards
    }
    return escaped(json.dumps(deck, ensure_ascii=False, indent=1)) + "\n"


def _by_topic(drafts: Sequence[Draft], files: Mapping[str, str], why: bool) -> Iterator[str]:
    topics: dict[str, list[str]] = {}
    for draft in drafts:
        topics.setdefault(draft.card.topic, []).append(_card(draft, files, why))
    for topic, cards in topics.items():
        yield "\n\n".join((f"# {topic}", *cards))


def _card(draft: Draft, files: Mapping[str, str], why: bool) -> str:
    card = draft.card
    lines = [card.question, *(f"  ( ) {choice}" for choice in card.choices), f"  = {_answer(card)}"]
    lines.extend(f"  {_evidence(evidence, files)}" for evidence in card.evidence)
    if why:
        lines.append(f"  why: {draft.verdict.score:.2f}; {'; '.join(draft.verdict.reasons)}")
    return "\n".join(lines)


def _answer(card: Card) -> str:
    return card.answer + (f" (or: {' | '.join(card.accept)})" if card.accept else "")


def _evidence(evidence: Evidence, files: Mapping[str, str]) -> str:
    said = " ".join(part for part in (evidence.speaker, evidence.time) if part)
    place = f"{files.get(evidence.source, evidence.source)}:{evidence.line}"
    return f'"{evidence.quote}" {place}{f" ({said})" if said else ""}'


def _left_out(generated: Generated, files: Mapping[str, str]) -> Iterator[str]:
    if generated.left_out:
        yield "LEFT OUT"
    for left in generated.left_out:
        place = files.get(left.source, left.source) + (f":{left.line}" if left.line else "")
        yield f"{place} {left.text}\n  why: {'; '.join(left.reasons)}"


def _passed_over(sources: Sequence[Source]) -> Iterator[str]:
    lines = [
        f"{source.file}:{over.line} {over.text} ({over.reason})" for source in sources for over in source.passed_over
    ]
    if lines:
        yield "\n".join(("NOT THE TEXT of its document", *lines))
