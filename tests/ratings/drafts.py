"""Every draft that the rules make of the documents on which they are worked.

Readers rate them, and the weights are fitted to the ratings. The seeds are read together,
as people read them; every other document is read alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizkit.generating.analysis import analyze, capitals_in
from quizkit.generating.faults import fault_of
from quizkit.generating.generator import proposed
from quizkit.generating.language import is_english
from quizkit.generating.proposal import Proposal
from quizkit.reading.document import find_documents, read_document

ROOT = Path(__file__).parents[2]
WORKING = ROOT / "tests" / "sources" / "working"
SEEDS = ROOT / "seeds"


def drafts() -> Iterator[tuple[str, Proposal]]:
    """The name of its document and the proposal, for every proposal that no fault rules out."""
    groups = [find_documents([SEEDS]), *([path] for path in find_documents([WORKING]))]
    for paths in groups:
        sources = [source for path in paths if is_english(source := read_document(path))]
        told = [(source, s) for source in sources for s in source.statements]
        capitals = capitals_in(statement.text for _, statement in told)
        found = proposed([analyze(statement, capitals) for _, statement in told], [source.title for source, _ in told])
        for (source, _), proposals in zip(told, found, strict=True):
            name = source.file
            yield from ((name, p) for p in proposals if not fault_of(p))
