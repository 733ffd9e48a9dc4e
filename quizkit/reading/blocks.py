"""What a document's format knows of its parts: the common ground of all readers."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizkit.domain.source import Form, PassedOver
from quizkit.reading.characters import Characters

FORMULA = "\ufdd0"
"""Stands in a block's characters where the document has a formula: its sentence is passed over, the others are not."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet, quote or answer, before it is split into sentences."""

    characters: Characters
    form: Form = Form.PROSE
    section: str = ""
    speaker: str = ""
    time: str = ""
    asked: str = ""


@dataclass(slots=True)
class Outline:
    """A document as its format's reader sees it."""

    title: str = ""
    url: str = ""
    blocks: list[Block] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)

    def pass_over(self, line: int, text: str, reason: str) -> None:
        """Note that a line, counted from 1, is not the text of the document."""
        if text.strip():
            self.passed_over.append(PassedOver(line, " ".join(text.split()), reason))
