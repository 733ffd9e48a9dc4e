"""Cards that would teach one side of a contradiction as plain truth are held back until the learner decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizkit.domain.card import BLANK, Card, Evidence
from quizkit.domain.conflict import Conflict, ConflictSort, Side
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.source import Place, Statement
from quizkit.generating.analysis import Analysis, analyze
from quizkit.generating.anchors import Anchors
from quizkit.generating.conflicts.find import ALIKE_FROM, contradictions
from quizkit.generating.conflicts.tellings import Telling
from quizkit.generating.likeness import Likeness
from quizkit.generating.same_fact import OTHER_ANSWER, Judged


class Disagreement:
    """What the documents, and those that the deck ``known`` was made from before, tell differently."""

    def __init__(
        self,
        statements: Sequence[Statement],
        slugs: Sequence[str],
        analyses: Sequence[Analysis],
        likeness: Likeness,
        known: Deck | None,
    ) -> None:
        self.given = len(statements)
        self.known = known
        before = _told_before(known, set(slugs)) if known else []
        near = _near(statements, [statement for _, _, statement in before])
        before = [before[n] for n in near]
        self.statements = [*statements, *(statement for _, _, statement in before)]
        self.slugs = [*slugs, *(slug for slug, _, _ in before)]
        self.keys_before = [key for _, key, _ in before]
        if before:
            analyses = [*analyses, *(analyze(statement) for _, _, statement in before)]
            likeness = Likeness([statement.text for statement in self.statements])
        self.found = contradictions(analyses, self.slugs, likeness)

    def both_sides(
        self, kept: Sequence[Judged], dropped: Sequence[tuple[Judged, str]]
    ) -> tuple[list[Judged], list[tuple[Judged, str]]]:
        """What was kept and what was dropped, but that drafts of either side stay for the learner to choose from.

        Two cards that ask the same with two answers are one too many, unless it is the documents that disagree.
        """
        values: dict[int, list[str]] = defaultdict(list)
        for found in self.found:
            for told in (found.a, found.b):
                values[told.statement].append(told.text)
        back, rest = [], []
        for judged, reason in dropped:
            proposal = judged.proposal
            is_side = any(teaches(proposal.question, proposal.answer, v) for v in values.get(judged.statement, ()))
            if is_side and reason.startswith(OTHER_ANSWER):
                back.append(judged)
            else:
                rest.append((judged, reason))
        return [*kept, *back], rest

    def held_back(
        self, drafts: Sequence[Draft], anchors: Anchors, files: Mapping[str, str]
    ) -> tuple[list[Draft], tuple[Conflict, ...]]:
        """The drafts, those that a contradiction concerns no longer cards, and the contradictions themselves.

        With them come cards of earlier documents that are contradicted now. ``files`` gives each source's file.
        """
        told = zip(self.slugs[: self.given], self.statements[: self.given], strict=True)
        keys = [*(anchors.key(slug, statement.text) for slug, statement in told), *self.keys_before]
        had = [Draft(c, Verdict(1.0, Fate.CARD)) for c in self.known.cards] if self.known and self.keys_before else []
        given = {draft.card.key for draft in drafts}
        had = [draft for draft in had if draft.card.key not in given]
        files = {**{s.slug: s.file for s in (self.known.sources if self.known else ())}, **files}
        conflicts, reasons = self._conflicts([*drafts, *had], keys, files)
        contradicted = [draft for draft in had if draft.card.key in reasons]
        return [_as_draft(d, reasons.get(d.card.key, ())) for d in (*drafts, *contradicted)], conflicts

    def _conflicts(
        self, drafts: Sequence[Draft], keys: Sequence[str], files: Mapping[str, str]
    ) -> tuple[tuple[Conflict, ...], dict[str, list[str]]]:
        """The contradictions, and by draft's key what another source tells otherwise."""
        of_statement = _by_statement(drafts, self.statements, self.slugs, keys)
        conflicts: dict[str, Conflict] = {}
        reasons: dict[str, list[str]] = defaultdict(list)
        for each in self.found:
            a, b = (self._side(told, keys, of_statement) for told in (each.a, each.b))
            conflict = Conflict(each.sort, a, b, round(each.evidence, 2))
            if conflict.key in conflicts:
                continue
            conflicts[conflict.key] = conflict
            for one, other in ((a, b), (b, a)):
                source = other.evidence.source
                place = f"{files.get(source, source)}:{other.evidence.line}"
                for key in one.drafts:
                    reasons[key].append(f"{_OTHERWISE[each.sort]} in {place}: “{other.value}”")
        return tuple(conflicts.values()), reasons

    def _side(self, told: Telling, keys: Sequence[str], of_statement: Mapping[int, Sequence[Draft]]) -> Side:
        statement, slug = self.statements[told.statement], self.slugs[told.statement]
        proof = Evidence(slug, statement.text, statement.places[0].line, statement.speaker, statement.time)
        teaching = tuple(
            draft.card.key for draft in of_statement.get(told.statement, ()) if _card_teaches(draft.card, told.text)
        )
        return Side(proof, told.text, keys[told.statement], teaching)


def _told_before(known: Deck, given: set[str]) -> list[tuple[str, str, Statement]]:
    """The statements of a deck's documents that were not given again: source, what their cards' keys begin with, text.

    A deck keeps the words of a statement but not its place: the line is that of a card's quote.
    """
    lines: dict[tuple[str, str], int] = {}
    for card in known.cards:
        for evidence in card.evidence[:1]:
            lines.setdefault((evidence.source, card.statement_key), evidence.line)
    told = []
    for source in known.sources:
        for fingerprint, text in source.statements.items() if source.slug not in given else ():
            key = f"{source.slug}/{fingerprint}"
            told.append((source.slug, key, Statement(text, (Place(lines.get((source.slug, key), 0), 0, len(text)),))))
    return told


def _near(statements: Sequence[Statement], before: Sequence[Statement]) -> list[int]:
    """Which of the earlier statements are like one given now: the others need not be looked at word by word."""
    if not before:
        return []
    likeness = Likeness([statement.text for statement in (*statements, *before)])
    given = len(statements)
    near = {
        other - given
        for one in range(given)
        for alike, other in likeness.nearest(one)
        if other >= given and alike >= ALIKE_FROM
    }
    return sorted(near)


_OTHERWISE = {
    ConflictSort.DATE: "another date",
    ConflictSort.AMOUNT: "another amount",
    ConflictSort.VERSION: "another version",
    ConflictSort.NAME: "another name",
    ConflictSort.SPELLING: "another spelling",
}


def _card_teaches(card: Card, value: str) -> bool:
    return any(teaches(card.question, answer, value) for answer in (card.answer, *card.accept))


def teaches(question: str, answer: str, value: str) -> bool:
    """Whether a card asks for a value, or takes it for granted in its question."""
    if _holds(f"{question.replace(BLANK, answer)} {answer}".casefold(), value.casefold()):
        return True
    # "1854" teaches "12 October 1854", and "38,000" teaches "£38,000".
    short = answer.casefold().strip(" .,")
    return len(short) > 1 and _holds(value.casefold(), short)


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text) is not None


def _by_statement(
    drafts: Sequence[Draft], statements: Sequence[Statement], slugs: Sequence[str], keys: Sequence[str]
) -> dict[int, list[Draft]]:
    """By a statement's number, the drafts that it proves, be it the first that does or a further one."""
    of_key: dict[str, list[int]] = defaultdict(list)
    of_text: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        of_key[key].append(number)
        of_text[slugs[number], statements[number].text].append(number)
    found: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        numbers = set(of_key[draft.card.statement_key])
        for evidence in draft.card.evidence:
            numbers.update(of_text[evidence.source, evidence.quote])
        for number in numbers:
            found[number].append(draft)
    return found


def _as_draft(draft: Draft, reasons: Sequence[str]) -> Draft:
    if not reasons:
        return draft
    verdict = replace(draft.verdict, fate=Fate.DRAFT, reasons=(*reasons, *draft.verdict.reasons))
    return Draft(draft.card, verdict)
