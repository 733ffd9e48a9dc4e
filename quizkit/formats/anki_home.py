"""quizkit's own notes known again when they come back from Anki: the other direction of ``anki_html``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizkit.domain.card import BLANK, Card, CardKind, Origin
from quizkit.formats.anki_cloze import parse_cloze
from quizkit.formats.anki_collection import NoteType
from quizkit.formats.anki_design import FIELDS
from quizkit.formats.anki_text import readable

_OPTION = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)


def own_card(note_type: NoteType, fields: Sequence[str], guid: str) -> Card | None:
    """The card that quizkit made the note of, as it is worded in Anki; None for a note of anybody else's.

    Its key stands in a field, and the note's GUID bears that out: another program's field "Key" does not. The proof of
    the answer does not come back, for the note has it as a text for readers.
    """
    from quizkit.formats.anki_rows import note_guid

    if "Key" not in note_type.fields or len(fields) < len(FIELDS):
        return None
    named = dict(zip(note_type.fields, fields, strict=False))
    key = _text(named["Key"])
    if note_guid(key) != guid or not all(name in named for name in FIELDS):
        return None
    question, answer = _text(named["Question"]), _text(named["Answer"])
    choices = tuple(map(_text, _OPTION.findall(named["Choices"])))
    kind = CardKind.CHOICE if choices else CardKind.QUESTION
    if note_type.is_cloze:
        kind, question = CardKind.CLOZE, _text(parse_cloze(named["Question"]).question(1))
    card = Card(
        key=key,
        kind=kind,
        question=question,
        answer=answer,
        topic=_text(named["Topic"]) or key.partition("/")[0],
        evidence=(),
        accept=tuple(map(_text, filter(None, named["Accept"].split(" · ")))),
        choices=choices,
        origin=Origin.WRITTEN,
    )
    # Edited in Anki until it is no such card any more, it still is a question with an answer.
    if card.fault():
        question = question.replace(BLANK, "") if kind is CardKind.CLOZE else question
        card = Card(key, CardKind.QUESTION, question or "…", answer or "…", card.topic, (), origin=Origin.WRITTEN)
    return None if card.fault() else card


def _text(html: str) -> str:
    return readable(html, [])
