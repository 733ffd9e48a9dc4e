"""The deck that newcomers meet keeps what it promises: proven by the seeds, in few topics, nothing asked twice."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from quizkit.domain.card import BLANK
from quizkit.domain.deck import Deck
from quizkit.library.load import read_deck_file
from quizkit.reading.document import read_document

_ROOT = Path(__file__).parents[2]


@cache
def _deck() -> Deck:
    return read_deck_file(_ROOT / "decks" / "state-of-ai-2026.yaml")


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[*_`]", "", text).split()).casefold()


def test_every_quote_stands_in_its_source() -> None:
    files = {source.slug: source.file for source in _deck().sources}
    texts = {slug: _folded(" ".join(_statements(file))) for slug, file in files.items()}
    lost = [e.quote for card in _deck().cards for e in card.evidence if _folded(e.quote) not in texts[e.source]]
    assert not lost


def test_nearly_every_answer_stands_in_its_quote() -> None:
    proven = [any(_folded(card.answer) in _folded(e.quote) for e in card.evidence) for card in _deck().cards]
    assert sum(proven) >= 0.95 * len(proven)


def test_topics_are_few_and_stand_together() -> None:
    topics = [card.topic for card in _deck().cards]
    runs = [topic for before, topic in zip([None, *topics], topics, strict=False) if topic != before]
    assert len(runs) == len(set(topics)) <= 16
    assert min(Counter(topics).values()) >= 3


def test_no_question_is_asked_twice_and_none_gives_its_answer_away() -> None:
    cards = _deck().cards
    assert max(Counter(card.question for card in cards).values()) == 1
    told = [c.question for c in cards if f" {_folded(c.answer)} " in f" {_folded(c.question.replace(BLANK, ' '))} "]
    # "More or fewer?" names both answers.
    assert not [question for question in told if not {"not", "or"} & set(question.split())]


def test_no_card_teaches_the_losing_side_of_a_contradiction() -> None:
    losers = r"3\.5 Opus|Grok-3|Jamba|RCAI|Meerkat|Marine|ADAM|December 2024|in 2022|\$100 daily|\b791\b|Moonshot.*IPO"
    asked = [f"{card.question} {card.answer} {card.accept} {card.choices}" for card in _deck().cards]
    assert not [words for words in asked if re.search(losers, words)]


def _statements(file: str) -> list[str]:
    source = read_document(_ROOT / "seeds" / file)
    return [statement.text for statement in source.statements]
