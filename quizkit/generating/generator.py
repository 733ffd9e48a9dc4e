"""The line from statements to cards: facts, drafts, verdicts, one fact one card, topics, keys.

Deterministic and offline: the same documents give the same cards, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Generated, LeftOut
from quizkit.domain.errors import SourceError
from quizkit.domain.source import Form, Source, Statement
from quizkit.generating.about import about, with_its_subject, with_what_it_is_about
from quizkit.generating.analysis import Analysis, analyze, capitals_in
from quizkit.generating.anchors import Anchors, anchors_of, keyed
from quizkit.generating.brackets import without_bracket
from quizkit.generating.conflicts.hold import Disagreement
from quizkit.generating.in_full import in_full
from quizkit.generating.kinds.acronym import acronyms
from quizkit.generating.kinds.asked import asked_by_the_document
from quizkit.generating.kinds.attribution import who_said_it, with_views
from quizkit.generating.kinds.choice import as_choice
from quizkit.generating.kinds.consequence import consequences
from quizkit.generating.kinds.contrast import contrasts
from quizkit.generating.kinds.definition import definitions
from quizkit.generating.kinds.making import makings
from quizkit.generating.kinds.named import named_terms
from quizkit.generating.kinds.number import numbers
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.purpose import purposes
from quizkit.generating.kinds.quoted import quoted_terms
from quizkit.generating.kinds.reason import reasons
from quizkit.generating.kinds.subject import subjects
from quizkit.generating.language import is_english
from quizkit.generating.likeness import Likeness
from quizkit.generating.model.admission import ModelCard
from quizkit.generating.model.merging import model_proposals, with_model_cards
from quizkit.generating.names import Names, names_in
from quizkit.generating.narrowing import narrowed
from quizkit.generating.proposal import LONGEST_QUOTE, LONGEST_STATEMENT, MODEL, Context, Proposal
from quizkit.generating.same_fact import Judged, joined, without_repeats
from quizkit.generating.topics import consolidated, families_of, topics_of
from quizkit.generating.verdict import read_alone, verdict_on

_RULES: tuple[Callable[[Analysis, Context], Iterator[Proposal]], ...] = (
    acronyms,
    who_said_it,
    numbers,
    reasons,
    contrasts,
    consequences,
    definitions,
    asked_by_the_document,
    purposes,
    quoted_terms,
    named_terms,
    makings,
    subjects,
    objects,
)


def generate(
    sources: Sequence[Source],
    *,
    known: Deck | None = None,
    model_cards: Sequence[ModelCard] = (),
    report: Callable[[int, int], None] | None = None,
) -> Generated:
    """Make cards of all documents together; cards that ``known`` has already keep their keys.

    ``model_cards`` stand before what the rules make of the same facts; so do those of an earlier time in ``known``.
    ``report`` is called with the number of statements done and the number in all. Raises SourceError where two sources
    have one slug.
    """
    twice = [slug for slug, times in Counter(source.slug for source in sources).items() if times > 1]
    if twice:
        raise SourceError(f"two documents are both called {twice[0]}; give them names of their own")
    return _Line(list(sources), known, model_cards, report or (lambda done, of: None)).run()


def proposed(analyses: Sequence[Analysis], titles: Sequence[str]) -> list[list[Proposal]]:
    """What the rules propose for each statement, before any verdict; the statements are those of all documents.

    ``titles`` are those of the documents, one for each statement.
    """
    known = names_in(analyses)
    analyses = [with_views(analysis, known) for analysis in analyses]
    context = Context(known, tuple(analyses))
    every = []
    for analysis, topic in zip(analyses, about(analyses, titles), strict=True):
        proposals = [_in_full(p, known) for rule in _RULES for p in rule(analysis, context)]
        proposals = [without_bracket(p) for p in proposals if not _tells_of_the_talk(p, known)]
        proposals += [choice for p in proposals for choice in as_choice(p, context)]
        proposals += [sure for p in proposals for sure in (*narrowed(p), *in_full(p))]
        about_it = [
            told
            for p in proposals
            for told in (*with_what_it_is_about(p, topic), *(() if topic else with_its_subject(p, known)))
        ]
        every.append(proposals + about_it)
    return every


def _in_full(proposal: Proposal, names: Names) -> Proposal:
    """The question with its people by their full names; what somebody said stays as it was said."""
    if proposal.analysis.statement.form is Form.QUOTE or proposal.answer_type == "person":
        return proposal
    return replace(proposal, question=names.in_full(proposal.question))


def _tells_of_the_talk(proposal: Proposal, names: Names) -> bool:
    """Whether a question is about what a speaker did in passing: "What was not mentioned when Nathan listed them?"."""
    fact = proposal.fact
    if fact is None or names.is_person(fact.subject) or proposal.question.startswith("According to"):
        return False
    told = [at for at, word in enumerate(fact.rest) if word.text in names.speakers]
    owns = any(w.tag == "POS" for w in fact.rest)
    return bool(told) and not owns and any(w.is_finite or w.tag == "VBN" for w in fact.rest)


@dataclass(slots=True)
class _Line:
    sources: list[Source]
    known: Deck | None
    model_cards: Sequence[ModelCard]
    report: Callable[[int, int], None]

    def run(self) -> Generated:
        left_out = [_not_english(source) for source in self.sources if not is_english(source)]
        by_model = with_model_cards(self.model_cards, self.known)
        read = [n for n, source in enumerate(self.sources) if is_english(source) or source.slug in by_model]
        every = [(n, statement) for n in read for statement in self.sources[n].statements]
        left_out += [
            LeftOut(self.sources[n].slug, s.places[0].line, s.text[:200], ("too long to be one statement",), s.text)
            for n, s in every
            if len(s.text) > LONGEST_STATEMENT
        ]
        of_source = [n for n, statement in every if len(statement.text) <= LONGEST_STATEMENT]
        statements = [statement for _, statement in every if len(statement.text) <= LONGEST_STATEMENT]
        analyses = self._analyses(statements)
        slugs = [self.sources[n].slug for n in of_source]
        anchors = anchors_of((self.sources[n] for n in read), self.known)
        keys = [anchors.key(slug, statement.text) for slug, statement in zip(slugs, statements, strict=True)]
        foreign = {source.slug for source in self.sources if source.slug in by_model and not is_english(source)}
        titles = [self.sources[n].title for n in of_source]
        unknown = {n for n, slug in enumerate(slugs) if slug in foreign}
        judged, silent = self._judged(analyses, titles, keys, unknown)
        likeness = Likeness([statement.text for statement in statements])
        family = families_of(statements, len(self.sources), of_source, likeness)
        together = {n for n, its in enumerate(family) if family.count(its) > 1}
        alone = [of_source[j.statement] not in together and j.proposal.rule != MODEL for j in judged]
        judged = [
            replace(j, verdict=read_alone(j.verdict)) if is_alone else j
            for j, is_alone in zip(judged, alone, strict=True)
        ]
        best, repeated = without_repeats(judged)
        had = {card.statement_key for card in self.known.cards} if self.known else set()
        known = {n for n, key in enumerate(keys) if key in had}
        kept, same = joined([j for j in best if j.verdict.fate is not Fate.LEFT_OUT], slugs, likeness, known)
        disagreement = Disagreement(statements, slugs, analyses, likeness, self.known)
        kept, same = disagreement.both_sides(kept, same)
        topics = topics_of(statements, self.sources, of_source, likeness)
        cards = [j.statement for j in kept if j.verdict.fate is Fate.CARD]
        topics = consolidated(topics, cards, likeness, [family[n] for n in of_source], titles)
        drafts = self._drafts(kept, statements, slugs, topics, anchors)
        files = {source.slug: source.file for source in self.sources}
        drafts, conflicts = disagreement.held_back(drafts, anchors, files)
        told = [(j.statement, j.proposal, j.verdict.reasons) for j in best if j.verdict.fate is Fate.LEFT_OUT] + [
            (j.statement, j.proposal, (reason,)) for j, reason in (*repeated, *same)
        ]
        left_out += [
            LeftOut(slugs[n], statements[n].places[0].line, f"{p.question} — {p.answer}", reasons, statements[n].text)
            for n, p, reasons in sorted(told, key=lambda t: (t[0], t[1].question, t[1].answer))
        ]
        left_out += [
            LeftOut(slugs[n], s.places[0].line, s.text, ("no rule found a fact in it",), s.text)
            for n, s in ((n, statements[n]) for n in silent)
        ]
        return Generated(
            sources=tuple(self.sources),
            cards=tuple(d for d in drafts if d.verdict.fate is Fate.CARD),
            drafts=tuple(d for d in drafts if d.verdict.fate is Fate.DRAFT),
            left_out=tuple(left_out),
            anchors=anchors.statements(),
            conflicts=conflicts,
        )

    def _analyses(self, statements: Sequence[Statement]) -> list[Analysis]:
        analyses = []
        capitals = capitals_in(statement.text for statement in statements)
        for done, statement in enumerate(statements):
            self.report(done, len(statements))
            analyses.append(analyze(statement, capitals))
        self.report(len(statements), len(statements))
        return analyses

    def _judged(
        self, analyses: Sequence[Analysis], titles: Sequence[str], keys: Sequence[str], foreign: Set[int]
    ) -> tuple[list[Judged], list[int]]:
        """Every proposal with its verdict, and the statements that there was no proposal for.

        ``keys`` tells what the keys of each statement's cards begin with; those in ``foreign`` the rules do not know.
        """
        proposals = [[] if n in foreign else found for n, found in enumerate(proposed(analyses, titles))]
        for number, proposal in model_proposals(self.model_cards, self.known, keys, analyses):
            proposals[number].append(proposal)
        judged = [Judged(p, verdict_on(p), number) for number, found in enumerate(proposals) for p in found]
        return judged, [number for number, found in enumerate(proposals) if not found]

    def _drafts(
        self,
        kept: Sequence[Judged],
        statements: Sequence[Statement],
        slugs: Sequence[str],
        topics: Sequence[str],
        anchors: Anchors,
    ) -> list[Draft]:
        """The drafts as cards in learning order: topic by topic, in each as the documents have it."""
        order = {topic: n for n, topic in enumerate(_topic_order(topics, statements))}
        kept = sorted(kept, key=lambda j: (order[topics[j.statement]], j.statement, -j.verdict.score))
        cards = [
            Card(
                key=anchors.key(slugs[j.statement], statements[j.statement].text) + "/",
                kind=j.proposal.kind,
                question=j.proposal.question,
                answer=j.proposal.answer,
                topic=topics[j.statement],
                evidence=tuple(
                    _evidence(statements[n], slugs[n], j.proposal if n == j.statement else None)
                    for n in (j.statement, *sorted(j.also))
                ),
                accept=j.proposal.accept,
                choices=j.proposal.choices,
                rule=j.proposal.rule,
            )
            for j in kept
        ]
        return [Draft(card, j.verdict) for card, j in zip(keyed(cards, self.known), kept, strict=True)]


def _topic_order(topics: Sequence[str], statements: Sequence[Statement]) -> list[str]:
    """Real headings in the order of their documents, then the others."""
    real = [topic for topic, statement in zip(topics, statements, strict=True) if statement.section == topic]
    return list(dict.fromkeys([*real, *topics]))


def _evidence(statement: Statement, slug: str, proposal: Proposal | None) -> Evidence:
    quote = (proposal.quote if proposal is not None else "") or statement.text
    if proposal is not None and len(quote) > LONGEST_QUOTE and statement.form is not Form.QUOTE:
        quote = _shortest_quote(proposal) or quote
    return Evidence(slug, quote, statement.places[0].line, statement.speaker, statement.time)


def _shortest_quote(proposal: Proposal) -> str:
    """The segment of the statement that the question was made from, if the answer stands in it."""
    for segment in proposal.analysis.segments:
        text = proposal.analysis.source_text(segment)
        holds_fact = proposal.fact is None or segment[0].start <= proposal.fact.core[0].start <= segment[-1].end
        if holds_fact and proposal.answer in text and len(text.split()) >= 6:
            return text
    return ""


def _not_english(source: Source) -> LeftOut:
    if not source.statements:
        return LeftOut(source.slug, 0, source.title, ("it holds no statement: no sentence that says anything",))
    return LeftOut(
        source.slug, 0, source.title, ("it does not seem to be English, and the rules know no other language",)
    )
