"""A new edition of a deck and what the library holds of it, merged: nobody's words and nobody's no are lost.

Cards are compared three ways: with the words that they last came with, what the learner made of them since, and what
comes now. Only where both sides changed the same words is there something to tell; then the learner's stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizkit.domain.card import Card, Evidence, Origin
from quizkit.domain.deck import Deck, DeckChanges
from quizkit.domain.draft import Draft, Generated
from quizkit.domain.held import Came, Decision, Held, Revision, Road
from quizkit.domain.learning_order import place_for
from quizkit.library.conflicts import disputed
from quizkit.library.deck_sources import sources_of_documents, sources_of_file


@dataclass(frozen=True, slots=True)
class Contested:
    """A card whose words the learner changed, and the new edition too: ``mine`` stayed. ``theirs`` is None if cut."""

    mine: Card
    theirs: Card | None


@dataclass(frozen=True, slots=True)
class Brought:
    """What a new edition brought: the deck before and now, the drafts that wait in it, and what was not taken over.

    ``new_drafts`` did not wait before. ``rejected`` are cards that the learner rejected earlier and that would have
    come back.
    """

    before: Deck | None
    deck: Deck
    drafts: tuple[Draft, ...] = ()
    new_drafts: int = 0
    rejected: tuple[Card, ...] = ()
    contested: tuple[Contested, ...] = ()
    conflicts: int = 0
    """How many contradictions between sources wait to be decided."""

    @property
    def changes(self) -> DeckChanges:
        """The cards' keys by what became of them."""
        return DeckChanges.between(self.before, self.deck)


def from_documents(generated: Generated, held: Held, *, slug: str, title: str) -> tuple[Revision, Brought]:
    """The deck with what was generated now.

    Cards of documents that were not given again stay; so do the learner's own words, and what was accepted or learnt as
    long as its document says it. A card stays one where the verdict would have it wait now, unless another source tells
    it otherwise. What was rejected stays out.
    """
    dispute = disputed(generated, held)
    generated = dispute.generated
    before = {card.key: card for card in held.deck.cards} if held.deck else {}
    told = [draft.card for draft in generated.cards]
    for draft in generated.drafts:
        if draft.card.key in before and draft.card.key not in dispute.keys:
            told.insert(place_for(draft.card, told), draft.card)
    now = {card.key: card for card in told if card.key not in held.rejected}
    given = {source.slug for source in generated.sources}
    stays = {
        key: still
        for key, card in before.items()
        if key not in now and key not in dispute.keys and (still := _stays(card, generated, given, held))
    }
    own = [key for key in now if key in before and before[key].origin is not Origin.GENERATED]
    base = {**held.from_file, **held.from_document}
    merged = {key: three_ways(base.get(key), before[key], now[key]) for key in own}
    cards = _interleaved([merged[key][0] if key in merged else card for key, card in now.items()], before, stays)
    drafts = _waiting(generated.drafts, held, {card.key for card in cards}, given)
    met = [*cards, *(draft.card for draft in drafts), *held.rejected.values()]
    deck = Deck(
        slug=slug,
        title=title,
        cards=cards,
        sources=sources_of_documents(generated, held.deck, met),
        description=held.deck.description if held.deck else "",
    )
    waited = {draft.card.key for draft in held.drafts}
    brought = Brought(
        held.deck,
        deck,
        drafts=drafts,
        new_drafts=sum(draft.card.key not in waited for draft in drafts),
        rejected=tuple(card for card in told if card.key in held.rejected),
        contested=tuple(Contested(before[key], now[key]) for key in own if merged[key][1]),
        conflicts=sum(conflict.pick is None for conflict in dispute.conflicts),
    )
    came = Came(Road.DOCUMENT, tuple(now[key] for key in own))
    return Revision(deck, drafts, came, dispute.conflicts), brought


def from_file(file: Deck, held: Held) -> tuple[Revision, Brought]:
    """The deck with what its file says now.

    A card that was in the file and is no more is gone, unless its words are the learner's; a card that never was in it
    stays. It was in it if it came with the file when that was last loaded, or if the file still lists its statement.
    """
    before = {card.key: card for card in held.deck.cards} if held.deck else {}
    base = {**held.from_document, **held.from_file}
    contested: list[Contested] = []
    now: list[Card] = []
    in_file = {card.key: card for card in file.cards}
    for key, card in in_file.items():
        if key in held.rejected:
            continue
        mine = before.get(key)
        if mine is not None:
            card, is_contested = three_ways(base.get(key) or _unless_generated(card, mine), mine, card)
            if is_contested:
                contested.append(Contested(mine, in_file[key]))
        now.append(card)
    stays: dict[str, Card] = {}
    for key, card in before.items():
        if key in in_file:
            continue
        was_there = key in held.from_file or _is_listed(card, file)
        if was_there and not _is_the_learners(card, held):
            continue
        stays[key] = card
        if was_there:
            contested.append(Contested(card, None))
    cards = _interleaved(now, before, stays)
    drafts = tuple(draft for draft in held.drafts if draft.card.key not in {card.key for card in cards})
    met = [*cards, *(draft.card for draft in drafts), *held.rejected.values()]
    deck = replace(file, cards=cards, sources=sources_of_file(file, held.deck, met))
    rejected = tuple(card for card in file.cards if card.key in held.rejected)
    brought = Brought(held.deck, deck, drafts, rejected=rejected, contested=tuple(contested))
    return Revision(deck, drafts, Came(Road.FILE, file.cards)), brought


def three_ways(base: Card | None, mine: Card, theirs: Card) -> tuple[Card, bool]:
    """The card that keeps what either side changed since ``base``, and whether both changed its words.

    Then the learner's stand; words that no learner touched give way. Question, answer and choices belong together;
    topic and evidence are looked at apart. Without a base nothing tells who changed what, and ``mine`` stays.
    """
    if base is None:
        return mine, False
    is_contested = False
    if _words(mine) == _words(base):
        worded = theirs
    elif _words(theirs) in (_words(base), _words(mine)):
        worded = mine
    else:
        is_contested = mine.origin is not Origin.GENERATED
        worded = mine if is_contested else theirs
    topic = theirs.topic if mine.topic == base.topic else mine.topic
    evidence = theirs.evidence if _proofs(mine) == _proofs(base) else mine.evidence
    return replace(worded, topic=topic, evidence=evidence), is_contested


def _words(card: Card) -> tuple[object, ...]:
    return card.kind, card.question, card.answer, card.accept, card.choices, card.media


def _proofs(card: Card) -> list[Evidence]:
    return [replace(evidence, line=0) for evidence in card.evidence]


def _is_listed(card: Card, file: Deck) -> bool:
    slug, _, fingerprint = card.statement_key.partition("/")
    return any(source.slug == slug and fingerprint in source.statements for source in file.sources)


def _is_the_learners(card: Card, held: Held) -> bool:
    """Whether the learner said yes to the card here, or gave it the words that it has."""
    last = held.from_file.get(card.key)
    if last is None:
        return card.key in held.decided or card.origin is not Origin.GENERATED
    return card.origin is not Origin.GENERATED and _words(card) != _words(last)


def _unless_generated(theirs: Card, mine: Card) -> Card | None:
    """What stands in for an unknown base: a machine's words are no reason to give up the learner's, others are."""
    is_machine_against_learner = theirs.origin is Origin.GENERATED and mine.origin is not Origin.GENERATED
    return None if is_machine_against_learner else mine


def _stays(card: Card, generated: Generated, given: set[str], held: Held) -> Card | None:
    """The card if it stays although nothing like it was generated now."""
    if card.origin is not Origin.GENERATED or _source_of(card) not in given:
        return card
    is_wanted = held.decided.get(card.key) is Decision.ACCEPTED or card.key in held.learnt
    return _still_said(card, generated) if is_wanted else None


def _still_said(card: Card, generated: Generated) -> Card | None:
    """The card with the words and the line that its statement has now; None where it is gone, or lacks the answer."""
    slug, _, fingerprint = card.statement_key.partition("/")
    text = generated.anchors.get(slug, {}).get(fingerprint)
    if text is None or not card.evidence:
        return None
    first, *others = card.evidence
    if first.quote not in text:
        if card.answer.casefold() not in text.casefold():
            return None
        first = replace(first, quote=text)
    for source in generated.sources:
        for statement in source.statements if source.slug == slug else ():
            if statement.text == text:
                first = replace(first, line=statement.places[0].line)
    return replace(card, evidence=(first, *others))


def _waiting(told: Sequence[Draft], held: Held, cards: Collection[str], given: set[str]) -> tuple[Draft, ...]:
    """What was told now and became no card, each followed by the drafts of other documents that waited behind it."""
    now = {d.card.key: d for d in told if d.card.key not in cards and d.card.key not in held.rejected}
    waited = {d.card.key: d for d in held.drafts if d.card.key not in cards}
    stays = {key: d for key, d in waited.items() if key not in now and _source_of(d.card) not in given}
    order = _interleaved(
        [draft.card for draft in now.values()],
        [draft.card.key for draft in held.drafts],
        {key: draft.card for key, draft in stays.items()},
    )
    return tuple(now.get(card.key) or stays[card.key] for card in order)


def _interleaved(now: Sequence[Card], before: Iterable[str], stays: Mapping[str, Card]) -> tuple[Card, ...]:
    """The cards of ``now``, each followed by those that stay and stood behind it ``before``."""
    keys = {card.key for card in now}
    following: dict[str, list[Card]] = {}
    behind = ""
    for key in before:
        if key in keys:
            behind = key
        elif key in stays:
            following.setdefault(behind, []).append(stays[key])
    merged = list(following.get("", ()))
    for card in now:
        merged += [card, *following.get(card.key, ())]
    return tuple(merged)


def _source_of(card: Card) -> str:
    return card.key.partition("/")[0]
