"""What of a model's answers is let in: cards that the document bears out, and that pass the verdict of all cards.

Nothing a model says is believed. The quote must stand in one statement and the answer in the quote, both are kept in
the document's own words; names and numbers of the question must stand in the document; form, length and score are
judged as those of a rule's card.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizkit.domain.card import BLANK, CardKind
from quizkit.domain.draft import Fate, LeftOut
from quizkit.domain.safe_text import safe_text
from quizkit.domain.source import Form, Source, Statement
from quizkit.generating.analysis import Analysis, analyze, capitals_in
from quizkit.generating.faults import content
from quizkit.generating.language import is_english
from quizkit.generating.model.answers import Told
from quizkit.generating.model.grounds import Grounds
from quizkit.generating.model.passage import folded, found_in, variants
from quizkit.generating.proposal import LONGEST_QUOTE, LONGEST_STATEMENT, MODEL, Proposal
from quizkit.generating.same_fact import asks_the_same
from quizkit.generating.verdict import verdict_on

_BLANK = re.compile(r"_{2,}|\[\s*(?:\.{2,3}|…|_+|blank)\s*\]", re.IGNORECASE)
_MARKUP = re.compile(r"</?\w|https?://|www\.|```|\]\(")
_LONGEST = 2_000
"""Characters of a field: what is longer is neither question, answer nor quote, and is not looked at."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A card of a model that was let in: ``statement`` is the text of its statement in the document ``source``.

    ``answer`` and ``quote`` are words of that statement.
    """

    source: str
    statement: str
    question: str
    answer: str
    quote: str

    @property
    def kind(self) -> CardKind:
        """A cloze where the question holds the blank."""
        return CardKind.CLOZE if BLANK in self.question else CardKind.QUESTION

    def proposal(self, analysis: Analysis) -> Proposal:
        """The card as a rule would propose it for its statement; of a short statement all is quoted."""
        quote = self.quote if len(self.statement) > LONGEST_QUOTE else ""
        return Proposal(MODEL, self.kind, self.question, self.answer, analysis, quote=quote)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A card that was not let in and why; ``line`` is that of its statement, 0 where none was found."""

    told: Told
    reasons: tuple[str, ...]
    source: str
    line: int = 0

    @property
    def left_out(self) -> LeftOut:
        """The refusal among all that was left out."""
        told = f"{self.told.question} — {self.told.answer}"
        return LeftOut(self.source, self.line, safe_text(told)[:_LONGEST], (f"rule: {MODEL}", *self.reasons))


class Admission:
    """Judges the cards that a model tells of some documents, one after the other: a later one may repeat an earlier."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = {source.slug: source for source in sources}
        self._capitals = capitals_in(statement.text for source in sources for statement in source.statements)
        self._folded = {s.slug: [folded(statement.text) for statement in s.statements] for s in sources}
        self._grounds: dict[str, Grounds] = {}
        self._asked: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
        self._questions: set[frozenset[str]] = set()

    def judge(self, told: Told, slugs: Sequence[str]) -> ModelCard | Refusal:
        """Whether a card told of the documents ``slugs`` is let in; which of them it means, its quote tells."""
        if reason := _unreadable(told):
            return Refusal(told, (reason,), slugs[0])
        found = self._find(told, slugs)
        if found is None:
            return Refusal(told, ("its quote stands in no statement of the document",), slugs[0])
        slug, statement, quote = found
        line = statement.places[0].line
        if len(statement.text) > LONGEST_STATEMENT:
            return Refusal(told, ("its statement is too long to be one",), slug, line)
        answer = found_in(quote, told.answer, whole_words=True)
        if not answer:
            return Refusal(told, ("its answer does not stand in its quote word for word",), slug, line)
        card = ModelCard(slug, statement.text, _BLANK.sub(BLANK, told.question), answer, quote)
        proposal = card.proposal(analyze(statement, self._capitals))
        if reasons := tuple(self._reasons(card, statement, proposal)):
            return Refusal(told, reasons, slug, line)
        self._asked[slug, statement.text].append(proposal)
        self._questions.add(_words(card))
        return card

    def _find(self, told: Told, slugs: Sequence[str]) -> tuple[str, Statement, str] | None:
        """The statement that holds the quote: that of the card's number, or else any."""
        wanted = [words for variant in variants(told.quote) if (words := folded(variant).strip())]
        holding = [
            (number != told.number, slug, number)
            for slug in slugs
            for number, text in enumerate(self._folded[slug], 1)
            if any(words in text for words in wanted)
        ]
        for _, slug, number in sorted(holding, key=lambda each: each[0]):
            statement = self._sources[slug].statements[number - 1]
            if quote := found_in(statement.text, told.quote, whole_words=True):
                return slug, statement, quote
        return None

    def _reasons(self, card: ModelCard, statement: Statement, proposal: Proposal) -> Iterator[str]:
        yield from _form(card, statement)
        if card.source not in self._grounds:
            source = self._sources[card.source]
            self._grounds[card.source] = Grounds(source, is_english(source))
        yield from self._grounds[card.source].missing(card.question, card.answer, statement)
        verdict = verdict_on(proposal)
        if verdict.fate is Fate.LEFT_OUT:
            against = [reason for reason in verdict.reasons if not reason.startswith(("rule: ", "+ "))]
            yield from against or ["it scores too low"]
        beside = self._asked[card.source, card.statement]
        if any(asks_the_same(proposal, other) for other in beside) or _words(card) in self._questions:
            yield "another of the cards asks the same"


def _unreadable(told: Told) -> str:
    """Why a card is not even looked at; "" where it is."""
    for name, text in (("question", told.question), ("answer", told.answer), ("quote", told.quote)):
        if not text.strip():
            return f"it has no {name}"
        if len(text) > _LONGEST:
            return f"its {name} is too long"
        if safe_text(text) != text:
            return f"its {name} holds control characters"
    return ""


def _form(card: ModelCard, statement: Statement) -> Iterator[str]:
    blanks = card.question.count(BLANK)
    if blanks > 1:
        yield "it has more than one blank"
    if not blanks and not card.question.rstrip("”\"'») ").endswith(("?", "？", "؟", ";")):
        yield "it is neither a question, which ends with a question mark, nor a sentence with a blank"
    if _MARKUP.search(card.question):
        yield "its question holds markup or an address"
    if statement.form is Form.QUOTE and not _names(card.question, statement.speaker):
        who = f"name {statement.speaker}, who said it," if statement.speaker else "say whose words they are"
        yield f"spoken words are somebody's view: {who} in the question"


def _names(question: str, speaker: str) -> bool:
    words = set(re.findall(r"\w+", question.casefold()))
    return any(len(part) > 2 and part in words for part in re.findall(r"\w+", speaker.casefold()))


def _words(card: ModelCard) -> frozenset[str]:
    """What tells two questions of all documents apart; another blank of one sentence is another question."""
    return frozenset(content(card.question)) | ({f"={card.answer}"} if BLANK in card.question else frozenset())


def cards_and_refusals(
    admission: Admission, told: Sequence[Told], slugs: Sequence[str]
) -> tuple[list[ModelCard], list[Refusal]]:
    """What of the cards told of some documents is let in, and what is not."""
    cards: list[ModelCard] = []
    refusals: list[Refusal] = []
    for each in told:
        judged = admission.judge(each, slugs)
        if isinstance(judged, ModelCard):
            cards.append(judged)
        else:
            refusals.append(judged)
    return cards, refusals
