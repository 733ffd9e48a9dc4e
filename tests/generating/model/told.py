"""A document, and cards that a model might tell of it."""

from __future__ import annotations

from quizkit.domain.source import Source
from quizkit.generating.model.admission import Admission, ModelCard, Refusal
from quizkit.generating.model.answers import Told
from quizkit.reading.document import read_text

CELLS = """# Cell biology

## The cell

Ribosomes build proteins from 20 amino acids.

The structure of DNA was described by James Watson and Francis Crick in 1953.

A mitochondrion is the organelle that makes most of the ATP of a cell.

The drug aducanumab reportedly slows the decline of memory by 22 percent.

Photosynthesis yields 1,250 molecules — “the green miracle” — in 2.5 seconds.
"""

DNA = Told(
    "In which year did James Watson and Francis Crick describe the structure of DNA?",
    "1953",
    "The structure of DNA was described by James Watson and Francis Crick in 1953.",
    2,
)


def cells() -> Source:
    """The document as it is read; its slug is cells."""
    return read_text(CELLS, "cells.md")


def judged(*told: Told, source: Source | None = None) -> list[ModelCard | Refusal]:
    """What becomes of the cards told of the document, one after the other."""
    source = source or cells()
    admission = Admission([source])
    return [admission.judge(each, [source.slug]) for each in told]


def reasons(told: Told, source: Source | None = None) -> str:
    """Why a card is refused; "" where it is let in."""
    (one,) = judged(told, source=source)
    return "; ".join(one.reasons) if isinstance(one, Refusal) else ""
