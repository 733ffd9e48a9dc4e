"""What a rule proposes, before the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.names import Names


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question and its answer, as a rule of one kind would ask it.

    ``answer`` stands verbatim in the statement. ``answer_type`` is what a reader can tell of the answer beforehand
    ("number", "person"); "" where the question leaves it open.
    """

    rule: str
    kind: CardKind
    question: str
    answer: str
    analysis: Analysis
    fact: Fact | None = None
    answer_type: str = ""
    accept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    quote: str = ""
    """The passage that proves it, where less than the statement is enough and better."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the statement in hand."""

    names: Names
    analyses: tuple[Analysis, ...]
    """Of all statements of all documents, for wrong options of the same sort."""
