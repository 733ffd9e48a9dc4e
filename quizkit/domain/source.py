"""Documents, and the statements they make."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a statement stands in the unchanged document.

    ``line`` counts from 1; ``start`` and ``end`` count characters of the decoded file from 0 (a byte order mark is not
    counted), so that ``text[start:end]`` is the passage as the document has it.
    """

    line: int
    start: int
    end: int


class Form(StrEnum):
    """What a statement is in its document."""

    PROSE = "prose"
    BULLET = "bullet"
    QUOTE = "quote"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or bullet of a source.

    ``text`` is verbatim but for folded white space and dropped inline markup. ``section`` is the real heading above it
    ("" where there is none), ``lead`` the "Heading:" that a bullet opens with, ``speaker`` and ``time`` who said it
    when, ``asked`` the question of the document that it answers. The same words twice are one statement, two places.
    """

    text: str
    places: tuple[Place, ...]
    form: Form = Form.PROSE
    section: str = ""
    lead: str = ""
    speaker: str = ""
    time: str = ""
    asked: str = ""

    @property
    def fingerprint(self) -> str:
        """Ten hexadecimal digits of the statement's words; a key keeps those of the edition it was first seen in."""
        folded = " ".join(self.text.casefold().split())
        return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Source:
    """A document: ``slug`` names it in keys, ``file`` is the name it was read under.

    ``passed_over`` tells, line by line, what was held for page furniture and why.
    """

    slug: str
    file: str
    title: str
    statements: tuple[Statement, ...]
    url: str = ""
    passed_over: tuple[PassedOver, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A line that is not the text of its document, and why it was thought so."""

    line: int
    text: str
    reason: str
