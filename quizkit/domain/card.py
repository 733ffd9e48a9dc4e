"""One question with its answer, and the passage that proves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

BLANK = "[…]"
"""What stands for the answer in the question of a cloze card."""


class CardKind(StrEnum):
    """What sort of question a card asks."""

    QUESTION = "question"
    CLOZE = "cloze"
    CHOICE = "choice"


class Origin(StrEnum):
    """Who gave a card its words."""

    GENERATED = "generated"
    EDITED = "edited"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a card's answer is proven: a verbatim ``quote`` on ``line`` of the source ``source`` (its slug)."""

    source: str
    quote: str
    line: int = 0
    speaker: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a sound that belongs to a card.

    ``name`` is what the card's text calls it, ``digest`` the SHA-256 of its content in hexadecimal digits: the library
    keeps the file under it.
    """

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its answer.

    ``key`` is the card's lasting identity: ``source slug/fingerprint of statement/answer slot``. It names which fact
    and which answer, never the wording. ``accept`` are further right answers, ``choices`` the options of a choice card
    with the answer among them, ``rule`` what made the card. ``media`` are the files that its text names.
    """

    key: str
    kind: CardKind
    question: str
    answer: str
    topic: str
    evidence: tuple[Evidence, ...]
    accept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    rule: str = ""
    origin: Origin = Origin.GENERATED
    media: tuple[Media, ...] = ()

    def fault(self) -> str:
        """What breaks a rule of cards, in words; "" where nothing does."""
        if self.key.split() != [self.key]:
            return "its key is empty or holds white space"
        if not self.question.strip() or not self.answer.strip():
            return "its question or its answer is empty"
        if not self.topic.strip():
            return "it has no topic"
        if self.kind is CardKind.CLOZE and BLANK not in self.question:
            return f"it is a cloze card without the blank {BLANK}"
        if self.kind is CardKind.CHOICE and (self.answer not in self.choices or len(set(self.choices)) < 3):
            return "it is a choice card without three different choices, the answer among them"
        return ""

    def worded(
        self, question: str, answer: str, topic: str, accept: tuple[str, ...] = (), choices: tuple[str, ...] = ()
    ) -> Card:
        """The card in other words; what kind it is follows from them."""
        kind = CardKind.CHOICE if choices else CardKind.CLOZE if BLANK in question else CardKind.QUESTION
        return replace(self, kind=kind, question=question, answer=answer, topic=topic, accept=accept, choices=choices)

    @property
    def statement_key(self) -> str:
        """What siblings share: the key without its answer slot."""
        return self.key.rpartition("/")[0]
