"""Cards that were found, as text for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from quizkit.cli.output import room_on_terminal, table
from quizkit.domain.card import Card
from quizkit.domain.log import Entry, Rescheduled, Retracted, Reviewed
from quizkit.domain.schedule import New, Schedule
from quizkit.tui.card_words import (
    due_in_words,
    history_in_words,
    interval_in_words,
    schedule_in_words,
    standing_in_words,
)

if TYPE_CHECKING:
    from quizkit.storage.finding import Found

_HEADS = ("KEY", "DUE", "INTERVAL", "MARKS", "TOPIC", "QUESTION = ANSWER")
_SPARE = ("TOPIC", "INTERVAL", "MARKS")
"""What a narrow terminal does without, the first one first."""
_LONGEST = 70
_WIDE = 120
"""Letters of a line from which on whole keys leave room for the question."""
_SHORT_KEY = 26


def found_in_words(found: Sequence[Found], today: date) -> str:
    """A line for each card; in a narrow terminal keys are cut to a beginning that names the card as well."""
    room = room_on_terminal()
    keys = [each.card.key for each in found]
    rows = [
        (
            key,
            "" if each.is_draft else due_in_words(each.schedule, today),
            interval_in_words(each.schedule),
            standing_in_words(each, today),
            _short(each.card.topic, _LONGEST // 2),
            _short(f"{each.card.question} = {each.card.answer}", _LONGEST),
        )
        for key, each in zip(keys if room is None or room >= _WIDE else _beginnings(keys), found, strict=True)
    ]
    return table(_HEADS, rows, room, _SPARE)


def _beginnings(keys: Sequence[str]) -> list[str]:
    """The keys without their sources, cut short where that leaves them different; `card` takes a key so, too."""
    bare = [key.partition("/")[2] if key.count("/") > 1 else key for key in keys]
    cut = [key[:_SHORT_KEY] for key in bare]
    return [short if cut.count(short) == 1 else whole for short, whole in zip(cut, bare, strict=True)]


def found_as_json(found: Found) -> dict[str, object]:
    """One card with how it stands; what a new card has none of is null."""
    card, marks = found.card, found.marks
    return {
        "deck": found.deck,
        "key": card.key,
        "kind": card.kind,
        "question": card.question,
        "answer": card.answer,
        "topic": card.topic,
        "origin": card.origin,
        "is_draft": found.is_draft,
        "is_retired": found.is_retired,
        **_schedule_as_json(found.schedule),
        "is_suspended": marks.is_suspended,
        "flag": marks.flag,
        "buried_until": marks.buried_until.isoformat() if marks.buried_until else None,
    }


def card_in_words(found: Found, card: Card, entries: Sequence[Entry], today: date) -> str:
    """All that is known of one card; ``card`` is the same with its evidence."""
    lines = [f"{card.key} of {found.deck}: {card.topic}", f"  {card.question}"]
    lines += [f"  ( ) {choice}" for choice in card.choices]
    lines.append(f"  = {card.answer}" + (f" (or: {' | '.join(card.accept)})" if card.accept else ""))
    lines += [f'  "{proof.quote}" {proof.source}:{proof.line}' for proof in card.evidence]
    marks = standing_in_words(found, today)
    lines += ["", f"{schedule_in_words(found.schedule, today)}{f'; {marks}' if marks else ''}"]
    if found.marks.is_buried(today):
        lines.append(f"buried until {found.marks.buried_until}")
    for day, what, stands in history_in_words(entries):
        lines.append(f"{day}  {what}{'' if stands else ' (taken back)'}")
    return "\n".join(lines)


def card_as_json(found: Found, card: Card, entries: Sequence[Entry]) -> dict[str, object]:
    """The same for programs."""
    proofs = [
        {"source": e.source, "quote": e.quote, "line": e.line, "speaker": e.speaker, "time": e.time}
        for e in card.evidence
    ]
    extra = {"accept": list(card.accept), "choices": list(card.choices), "rule": card.rule, "evidence": proofs}
    return {**found_as_json(found), **extra, "history": [_entry_as_json(entry) for entry in entries]}


def _schedule_as_json(schedule: Schedule) -> dict[str, object]:
    if isinstance(schedule, New):
        return {"due": None, "interval": None, "ease": None, "lapses": 0}
    ease = schedule.ease / 100
    return {"due": schedule.due.isoformat(), "interval": schedule.interval, "ease": ease, "lapses": schedule.lapses}


def _entry_as_json(entry: Entry) -> dict[str, object]:
    event = entry.event
    about: dict[str, object] = {"number": entry.number, "day": event.day.isoformat(), "at": event.at.isoformat()}
    match event:
        case Reviewed(rating=rating, is_drill=is_drill, seconds=seconds):
            return about | {"what": "reviewed", "rating": int(rating), "is_drill": is_drill, "seconds": seconds}
        case Rescheduled(reason=reason, schedule=schedule):
            return about | {"what": "rescheduled", "reason": reason, **_schedule_as_json(schedule)}
        case Retracted(entry=number):
            return about | {"what": "retracted", "entry": number}


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
