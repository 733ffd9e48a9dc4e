"""The two sides of a note's cards: templates filled with the fields of one note after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizkit.domain.card import BLANK
from quizkit.formats.anki_cloze import Cloze, parse_cloze
from quizkit.formats.anki_collection import NoteType
from quizkit.formats.anki_template import (
    FRONT_SIDE,
    BrokenTemplateError,
    Slot,
    Template,
    answer_part,
    compile_template,
    trimmed,
)
from quizkit.formats.anki_text import readable

NO_ANSWER = "(no answer)"
"""The answer of a card whose back is empty."""

_READING = re.compile(r" ?([^ >\[\n]{1,60}?)\[(?!sound:|image:|formula:)([^\]]+)\]")
_SPECIAL = frozenset((FRONT_SIDE, "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"))


class Face(NamedTuple):
    """A card's words; ``blanks`` are the answers to the blanks in the question, none where it has no blank."""

    question: str
    answer: str
    blanks: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


_Plan = tuple[str | int, ...]


@dataclass(slots=True)
class _Sides:
    front: Template
    back: Template
    whole_back: Template
    fields: tuple[str, ...]
    """The fields that are shown on either side."""
    media: tuple[str, ...]
    cloze_fields: tuple[str, ...]
    plans: tuple[_Plan, _Plan] | None = None
    """Front and back as texts and places of fields, where there is nothing else in them: so most templates are.

    A field with deletions that is to be shown with blanks stands as the inverse (``~``) of its place.
    """


class Faces:
    """The faces of one note type's cards; ``problems`` tells what its templates lack."""

    def __init__(self, note_type: NoteType) -> None:
        self.note_type = note_type
        self.problems: list[str] = []
        self._index = {name: at for at, name in enumerate(note_type.fields)}
        self._sides: dict[int, _Sides | None] = {}
        self._fields: Sequence[str] = ()
        self._texts: list[str | None] = []
        self._media: dict[str, tuple[str, ...]] = {}
        self._clozes: dict[str, Cloze] = {}
        self._about: tuple[str, Sequence[str]] = ("", ())
        self._number = 0
        self._is_front = True
        self._found: list[str] = []

    def open_note(self, fields: Sequence[str], tags: str, deck: Sequence[str]) -> None:
        """Make this the note whose cards are asked for."""
        missing = len(self.note_type.fields) - len(fields)
        self._fields = [*fields, *[""] * missing] if missing > 0 else fields
        self._texts = [None] * len(self._fields)
        if self._media:
            self._media.clear()
        if self._clozes:
            self._clozes.clear()
        self._about = (tags, deck)

    def face(self, ordinal: int) -> Face:
        """The card ``ordinal`` of the note, from 0; of a cloze note the deletion of that number."""
        at = 0 if self.note_type.is_cloze else ordinal
        sides = self._sides.get(at)
        if sides is None:
            if at not in self._sides:
                self._sides[at] = self._compiled(at)
            if (sides := self._sides[at]) is None:
                return self._plain_face()
        self._number, self._found = ordinal + 1, []
        if sides.plans is not None:
            question, answer = self._planned(sides.plans[0]), self._planned(sides.plans[1])
        else:
            self._is_front = True
            question = sides.front.fill(self._value, self._is_filled)
            self._is_front = False
            answer = sides.back.fill(self._value, self._is_filled)
        blanks: tuple[str, ...] = ()
        if sides.cloze_fields:
            if BLANK not in question:
                return Face("", "")
            found = [text for name in sides.cloze_fields for text in self._blanks(name)] or [NO_ANSWER]
            blanks = tuple(found) if len(found) == 1 else tuple(dict.fromkeys(found))
        elif not answer or answer == question:
            whole = sides.whole_back.fill(self._value, self._is_filled)
            answer = whole.removeprefix(question).strip() or NO_ANSWER
        elif len(answer) > len(question) and answer.startswith(question):
            answer = answer.removeprefix(question).strip() or answer
        if not (self._media or self._found or sides.media):
            return Face(question, answer, blanks)
        media = [*sides.media, *self._found]
        for name in sides.fields:
            media += self._media.get(name, ())
        return Face(question, answer, blanks, tuple(dict.fromkeys(media)))

    def _compiled(self, at: int) -> _Sides | None:
        """The template's sides; None where the note type has none there, or one that cannot be read."""
        named = f"note type {self.note_type.name}"
        if not 0 <= at < len(self.note_type.templates):
            self.problems.append(f"{named} has no template for card {at + 1}: its fields are shown as they stand")
            return None
        name, front_source, back_source = self.note_type.templates[at]
        try:
            front = compile_template(front_source)
            back = compile_template(answer_part(back_source))
            whole = compile_template(back_source)
        except BrokenTemplateError as error:
            self.problems.append(f"{named}, template {name}: {error}; its fields are shown as they stand")
            return None
        shown_behind = {slot.name for slot in back.slots}
        hints = tuple(s for s in front.slots if "hint" in s.filters and s.name not in shown_behind)
        if hints:
            # On the front a hint waits for a click; here it stands with the answer.
            parts = [part for hint in hints for part in ("\n", hint)]
            back = Template((*back.parts, *parts), back.media, (*back.slots, *hints))
        slots = (*front.slots, *back.slots)
        clozes = {slot.name for slot in slots if slot.is_cloze}
        fields = [slot.name for slot in slots if slot.name in self._index and slot.name not in clozes]
        for slot in slots:
            if slot.name not in self._index and slot.name not in _SPECIAL and slot.name:
                self.problems.append(f"{named}, template {name}: there is no field {slot.name}")
        return _Sides(
            front,
            back,
            whole,
            tuple(dict.fromkeys(fields)),
            tuple(dict.fromkeys((*front.media, *back.media))),
            tuple(dict.fromkeys(s.name for s in front.slots if s.is_cloze and s.name in self._index)),
            self._plans(front, back),
        )

    def _plans(self, *templates: Template) -> tuple[_Plan, _Plan] | None:
        plans: list[_Plan] = []
        for is_back, template in enumerate(templates):
            plan: list[str | int] = []
            for part in template.parts:
                if isinstance(part, str):
                    plan.append(part)
                elif not isinstance(part, Slot) or part.name not in self._index:
                    return None
                elif not part.filters:
                    plan.append(self._index[part.name])
                elif part.filters != ("cloze",):
                    return None
                elif not is_back:
                    # On the back it says nothing but what the blanks stand for.
                    plan.append(~self._index[part.name])
            plans.append(tuple(plan))
        return plans[0], plans[1]

    def _planned(self, plan: _Plan) -> str:
        if len(plan) == 1 and isinstance(at := plan[0], int) and at >= 0:
            return self._texts[at] or self._text(at)
        return trimmed("".join([part if isinstance(part, str) else self._shown(part) for part in plan]))

    def _shown(self, at: int) -> str:
        if at >= 0:
            return self._texts[at] or self._text(at)
        return readable(self._cloze(self.note_type.fields[~at]).question(self._number), self._found)

    def _plain_face(self) -> Face:
        """The first field that says something asks, all others answer."""
        first, *others = [text for at in range(len(self._fields)) if (text := self._text(at))] or [""]
        media = tuple(dict.fromkeys(name for names in self._media.values() for name in names))
        return Face(first, "\n".join(others) or NO_ANSWER, (), media)

    def _text(self, at: int) -> str:
        """The text of a field by its place, laid out once for all cards of the note."""
        found = self._texts[at]
        if found is None:
            media: list[str] = []
            found = self._texts[at] = readable(self._fields[at], media)
            if media and at < len(self.note_type.fields):
                self._media[self.note_type.fields[at]] = tuple(media)
        return found

    def _cloze(self, name: str) -> Cloze:
        found = self._clozes.get(name)
        if found is None:
            found = self._clozes[name] = parse_cloze(self._fields[self._index[name]])
        return found

    def _blanks(self, name: str) -> list[str]:
        return [text for source in self._cloze(name).answers(self._number) if (text := readable(source, self._found))]

    def _value(self, slot: Slot) -> str:
        name, filters = slot.name, slot.filters
        at = self._index.get(name)
        if at is None:
            return self._told(name)
        if not filters:
            return self._text(at)
        if slot.is_cloze:
            if "type" in filters:
                return ""
            if "cloze-only" in filters:
                return "; ".join(self._blanks(name)) if not self._is_front else BLANK
            return readable(self._cloze(name).question(self._number), self._found) if self._is_front else ""
        if self._is_front and ("hint" in filters or "type" in filters):
            return ""
        text = self._text(at)
        for one in filters:
            if reading := _READINGS.get(one):
                text = _READING.sub(reading, text)
        return text

    def _is_filled(self, name: str) -> bool:
        if (at := self._index.get(name)) is not None:
            return bool(self._text(at))
        if name[:1] == "c" and name[1:].isdecimal():
            return int(name[1:]) == self._number
        return bool(self._told(name))

    def _told(self, name: str) -> str:
        """What the note is besides its fields."""
        tags, deck = self._about
        match name:
            case "Tags":
                return tags
            case "Type":
                return self.note_type.name
            case "Deck":
                return "::".join(deck)
            case "Subdeck":
                return deck[-1] if deck else ""
        return ""


_READINGS: dict[str, str | Callable[[re.Match[str]], str]] = {
    "furigana": r"\1(\2)",
    "kanji": r"\1",
    "kana": r"\2",
}
