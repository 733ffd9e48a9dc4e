"""Which statements of a document have cards, which have drafts, which have nothing, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizkit.domain.card import Card
from quizkit.domain.deck import DeckSource
from quizkit.domain.draft import Generated
from quizkit.domain.held import Held
from quizkit.domain.source import Source, Statement

_MOST_REASONS = 3


class Standing(StrEnum):
    """What became of a statement, the best first."""

    CARD = "card"
    DRAFT = "draft"
    REJECTED = "rejected"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Covered:
    """A statement and what became of it; ``line`` 0 and ``section`` "" where that is not known."""

    section: str
    line: int
    text: str
    standing: Standing
    keys: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """The statements of one source.

    ``is_whole``: all of them; otherwise only those that something came of, which is what a library keeps.
    """

    source: str
    file: str
    title: str
    statements: tuple[Covered, ...]
    is_whole: bool = True
    reasons: tuple[str, ...] = ()
    """Why nothing came of the whole source, where that is so."""

    def counts(self) -> Counter[Standing]:
        """How many statements stand how."""
        return Counter(covered.standing for covered in self.statements)

    def by_section(self) -> dict[str, Counter[Standing]]:
        """The counts of each section, in the order of the source."""
        found: dict[str, Counter[Standing]] = {}
        for covered in self.statements:
            found.setdefault(covered.section, Counter())[covered.standing] += 1
        return found


class _Keys:
    """The keys of cards by the statements that prove them: by the statement's key, and by what is quoted of it."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._of_statement: dict[str, list[str]] = defaultdict(list)
        self._quotes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for card in cards:
            self._of_statement[card.statement_key].append(card.key)
            for evidence in card.evidence:
                self._quotes[evidence.source].append((evidence.quote, card.key))

    def of(self, source: str, fingerprint: str, text: str) -> tuple[str, ...]:
        """The keys of the cards that the statement proves, in the order in which they were given."""
        quoted = (key for quote, key in self._quotes.get(source, ()) if quote and quote in text)
        return tuple(dict.fromkeys((*self._of_statement.get(f"{source}/{fingerprint}", ()), *quoted)))


def coverage_of(generated: Generated) -> list[SourceCoverage]:
    """What became of every statement of the documents, had they just been given."""
    cards = _Keys(draft.card for draft in generated.cards)
    drafts = _Keys(draft.card for draft in generated.drafts)
    return [_of_source(source, generated, cards, drafts, None) for source in generated.sources]


def coverage_in(held: Held, generated: Generated) -> list[SourceCoverage]:
    """What became of every statement of the documents in a deck that the library holds.

    ``generated`` was made from them with that deck known: it tells which statement is which, and why one has nothing.
    """
    cards = _Keys(held.deck.cards if held.deck else ())
    drafts = _Keys(draft.card for draft in held.drafts)
    return [_of_source(source, generated, cards, drafts, held) for source in generated.sources]


def coverage_held(held: Held) -> list[SourceCoverage]:
    """What a library knows of a deck without its documents: the statements that have cards, drafts or rejected ones.

    What else a document says is not kept. In place of sections stand the topics of the cards.
    """
    if held.deck is None:
        return []
    cards, drafts = _Keys(held.deck.cards), _Keys(draft.card for draft in held.drafts)
    rejected = _Keys(held.rejected.values())
    known = {card.key: card for card in held.rejected.values()}
    known |= {draft.card.key: draft.card for draft in held.drafts}
    known |= {card.key: card for card in held.deck.cards}
    found = []
    for source in held.deck.sources:
        told = tuple(_kept(source, (cards, drafts, rejected), known))
        found.append(SourceCoverage(source.slug, source.file, source.title, told, is_whole=False))
    return found


def _kept(source: DeckSource, by_standing: Sequence[_Keys], known: Mapping[str, Card]) -> Iterator[Covered]:
    standings = (Standing.CARD, Standing.DRAFT, Standing.REJECTED)
    for fingerprint, text in source.statements.items():
        for standing, keys in zip(standings, by_standing, strict=True):
            if found := keys.of(source.slug, fingerprint, text):
                first = known[found[0]]
                proof = next((e for e in first.evidence if e.source == source.slug and e.quote in text), None)
                yield Covered(first.topic, proof.line if proof else 0, text, standing, found)
                break


def _against(reasons: Sequence[str]) -> list[str]:
    """What speaks against a draft: of a verdict's reasons those that do, without their sign."""
    against = [r.removeprefix("− ") for r in reasons if not r.startswith(("+ ", "rule: "))]
    return against or ["no draft of it is good enough"]


def _of_source(source: Source, generated: Generated, cards: _Keys, drafts: _Keys, held: Held | None) -> SourceCoverage:
    prints = {text: print_ for print_, text in generated.anchors.get(source.slug, {}).items()}
    why: dict[str, list[str]] = defaultdict(list)
    of_all: list[str] = []
    for left in generated.left_out:
        if left.source == source.slug:
            (why[left.statement] if left.line else of_all).extend(_against(left.reasons))
    rejected = _Keys(held.rejected.values() if held else ())
    made = _Keys(draft.card for draft in (*generated.cards, *generated.drafts)) if held else _Keys(())

    def covered(statement: Statement) -> Covered:
        fingerprint, text = prints.get(statement.text, statement.fingerprint), statement.text
        at = (statement.section, statement.places[0].line, text)
        for standing, keys in ((Standing.CARD, cards), (Standing.DRAFT, drafts), (Standing.REJECTED, rejected)):
            if found := keys.of(source.slug, fingerprint, text):
                return Covered(*at, standing, found)
        if made.of(source.slug, fingerprint, text):
            return Covered(*at, Standing.NOTHING, reasons=("it is new to the deck: add the document again",))
        reasons = Counter(why.get(text, of_all)).most_common(_MOST_REASONS)
        return Covered(*at, Standing.NOTHING, reasons=tuple(reason for reason, _ in reasons))

    statements = tuple(covered(statement) for statement in source.statements)
    return SourceCoverage(source.slug, source.file, source.title, statements, reasons=tuple(dict.fromkeys(of_all)))
