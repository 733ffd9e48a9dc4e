"""Cards made up from documents, as if all of them were good enough, to see which of them contradictions hold back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Generated, Verdict
from quizkit.domain.source import Source
from quizkit.generating.analysis import analyze
from quizkit.generating.anchors import anchors_of
from quizkit.generating.conflicts.hold import Disagreement
from quizkit.generating.likeness import Likeness


def with_cards(
    sources: Sequence[Source], answers: Iterable[str], known: Deck | None = None, question: str = "What is told?"
) -> Generated:
    """The documents with a card of every statement that holds one of the answers, but for those held back."""
    answers = list(answers)
    told = [(source, statement) for source in sources for statement in source.statements]
    statements, slugs = [statement for _, statement in told], [source.slug for source, _ in told]
    anchors = anchors_of(sources, known)
    drafts = []
    for source, statement in told:
        for answer in answers:
            if answer in statement.text:
                proof = Evidence(source.slug, statement.text, statement.places[0].line)
                key = f"{anchors.key(source.slug, statement.text)}/{answer.replace(' ', '-')}"
                card = Card(key, CardKind.QUESTION, question, answer, "Topic", (proof,))
                drafts.append(Draft(card, Verdict(0.9, Fate.CARD)))
    likeness = Likeness([statement.text for statement in statements])
    disagreement = Disagreement(statements, slugs, [analyze(statement) for statement in statements], likeness, known)
    files = {source.slug: source.file for source in sources}
    drafts, conflicts = disagreement.held_back(drafts, anchors, files)
    return Generated(
        tuple(sources),
        cards=tuple(draft for draft in drafts if draft.verdict.fate is Fate.CARD),
        drafts=tuple(draft for draft in drafts if draft.verdict.fate is Fate.DRAFT),
        anchors=anchors.statements(),
        conflicts=conflicts,
    )
