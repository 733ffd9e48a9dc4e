"""Lasting keys: a card is known by its fact and answer slot, never by its wording.

A key is ``source slug/fingerprint of the statement when first seen/answer slot``. A later edition of a document finds
its statements again, exactly or by rapidfuzz, and keeps their fingerprints; the cards of a statement find their slots
again by their answers, and by their questions where the answer itself was corrected.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.slug import slugify
from quizkit.domain.source import Source
from quizkit.generating.proposal import MODEL

_SAME_STATEMENT = 70.0
"""rapidfuzz ratio, out of 100, from which a statement is an edited one and not another."""

_SAME_QUESTION = 60.0
_LONGEST_SLOT = 40


@dataclass(frozen=True, slots=True)
class Anchors:
    """By source slug and a statement's text, the fingerprint under which the statement was first seen."""

    fingerprints: Mapping[str, Mapping[str, str]]

    def key(self, source: str, text: str) -> str:
        """What the keys of a statement's cards begin with."""
        return f"{source}/{self.fingerprints[source][text]}"

    def statements(self) -> dict[str, dict[str, str]]:
        """By source slug and fingerprint, the words of each statement as they are now."""
        return {slug: {print_: text for text, print_ in told.items()} for slug, told in self.fingerprints.items()}


def anchors_of(sources: Iterable[Source], known: Deck | None) -> Anchors:
    """Find every statement again that ``known`` had; the others get the fingerprint of their own words."""
    before = {source.slug: source.statements for source in known.sources} if known else {}
    return Anchors({source.slug: _fingerprints(source, before.get(source.slug, {})) for source in sources})


def _fingerprints(source: Source, before: Mapping[str, str]) -> dict[str, str]:
    lost = {print_: " ".join(text.split()) for print_, text in before.items()}
    found: dict[str, str] = {}
    by_text = {text: print_ for print_, text in lost.items()}
    changed = []
    for statement in source.statements:
        if (same := by_text.get(statement.text)) and same in lost:
            found[statement.text] = same
            del lost[same]
        else:
            changed.append(statement)
    pairs = _likely_pairs([statement.text for statement in changed], lost)
    for _, number, print_ in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        text = changed[number].text
        if text not in found and print_ in lost:
            found[text] = print_
            del lost[print_]
    taken = set(found.values()) | set(lost)
    for statement in changed:
        if statement.text not in found:
            found[statement.text] = _free(statement.fingerprint, taken)
            taken.add(found[statement.text])
    return found


def _likely_pairs(texts: Sequence[str], lost: Mapping[str, str]) -> Iterable[tuple[float, int, str]]:
    if not texts or not lost:
        return []
    from rapidfuzz import fuzz

    return [
        (score, number, print_)
        for number, text in enumerate(texts)
        for print_, old in lost.items()
        if (score := max(fuzz.ratio(text, old), fuzz.token_sort_ratio(text, old))) >= _SAME_STATEMENT
    ]


def _free(fingerprint: str, taken: set[str]) -> str:
    number, free = 1, fingerprint
    while free in taken:
        number += 1
        free = f"{fingerprint}-{number}"
    return free


def keyed(cards: Sequence[Card], known: Deck | None) -> list[Card]:
    """The cards with their answer slots filled in; each comes with its statement's key and an empty slot."""
    before: dict[str, list[Card]] = defaultdict(list)
    for card in known.cards if known else ():
        before[card.statement_key].append(card)
    of_statement: dict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(cards):
        of_statement[card.statement_key].append(number)
    keyed_cards = list(cards)
    for statement, numbers in of_statement.items():
        kept = _matched([cards[n] for n in numbers], before[statement])
        taken = {card.key for card in before[statement]}
        for place, number in enumerate(numbers):
            key = kept.get(place) or _free(f"{statement}/{_slot(cards[number].answer)}", taken)
            taken.add(key)
            keyed_cards[number] = replace(cards[number], key=key)
    return keyed_cards


def _matched(cards: Sequence[Card], before: Sequence[Card]) -> dict[int, str]:
    """Which of the cards are old acquaintances: by their question but for its numbers, their answer, their likeness."""
    left = {card.key: card for card in before}
    found: dict[int, str] = {}
    for number, card in enumerate(cards):
        frame = _frame(card)
        same = next((key for key, old in left.items() if _frame(old) == frame), None)
        if same:
            found[number] = same
            del left[same]
    for number, card in enumerate(cards):
        if number in found:
            continue
        same = next((key for key, old in left.items() if _slot(old.answer) == _slot(card.answer)), None)
        if same:
            found[number] = same
            del left[same]
    if not left or len(found) == len(cards):
        return found
    from rapidfuzz import fuzz

    pairs = [
        (fuzz.token_sort_ratio(card.question, old.question), number, key)
        for number, card in enumerate(cards)
        if number not in found
        for key, old in left.items()
        if old.rule == card.rule or MODEL in (old.rule, card.rule)
    ]
    for score, number, key in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= _SAME_QUESTION and number not in found and key in left:
            found[number] = key
            del left[key]
    return found


def _frame(card: Card) -> tuple[str, str]:
    """What a card asks, whatever its numbers are now: a corrected number is the same card."""
    return card.rule, re.sub(r"\d+", "#", card.question)


def _slot(answer: str) -> str:
    return slugify(answer)[:_LONGEST_SLOT].strip("-")
