"""Progress as JSON: it comes back as it was, and what makes no sense is refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.domain.marks import Marks
from quizkit.formats.cards_json import read_all, read_cards, write_cards
from quizkit.formats.progress_json import CardProgress

from .hostile_decks import question_card
from .test_anki_progress import learnt

CARD = question_card(evidence=())
DECK = Deck("d", "D", (CARD,))
progress = st.builds(CardProgress, learnt(CARD.key), st.builds(Marks, st.booleans(), st.integers(0, 7)))


@settings(max_examples=100, deadline=None)
@given(progress)
def test_what_was_learnt_comes_back_with_the_deck(known: CardProgress) -> None:
    text = write_cards(DECK, progress={CARD.key: known})
    deck, back = read_all(text, "d.json")
    assert deck == read_cards(text, "d.json") == DECK
    assert back.get(CARD.key, CardProgress()) == known


def test_without_progress_nothing_is_said_of_it() -> None:
    assert "progress" not in write_cards(DECK)
    assert read_all(write_cards(DECK), "d.json")[1] == {}


REVIEW = {"type": "reviewed", "at": "2026-01-05T12:00:00+00:00", "day": "2026-01-05", "rating": 3}
STATE = {"state": "graduated", "interval": 9, "ease": 250, "due": "2026-03-01", "lapses": 0}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"schedule": STATE | {"state": "new"}}, "the state of a schedule is 'learning' or 'graduated'"),
        ({"schedule": STATE | {"ease": 100}}, "makes no sense: ease 100: never below 130"),
        ({"schedule": STATE | {"due": "soon"}}, "'soon' makes no sense"),
        ({"schedule": STATE | {"step": 1}}, "unknown field 'step'"),
        ({"log": [REVIEW | {"rating": 5}]}, "makes no sense: 5 is not a valid Rating"),
        ({"log": [REVIEW | {"at": "2026-01-05T12:00:00"}]}, "the moment has no time zone"),
        ({"log": [REVIEW | {"type": "retracted"}]}, "an entry of the log is 'reviewed' or 'rescheduled'"),
        ({"log": [REVIEW | {"seconds": -1}]}, "seconds are a number from 0"),
        ({"log": [REVIEW | {"is_drill": 1}]}, "here stands true or false"),
        ({"flag": 9}, "flags are numbered 1 to 7"),
        ({"suspended": "yes"}, "here stands true or false"),
        ({"lapses": 3}, "unknown field 'lapses'"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(said: dict[str, Any], told: str) -> None:
    whole = json.loads(write_cards(DECK))
    whole["cards"][0]["progress"] = said
    with pytest.raises(DeckError, match=rf"^d\.json, cards 1, progress.*{told}"):
        read_all(json.dumps(whole), "d.json")


def test_a_card_keeps_its_own_progress(make_card: Any) -> None:
    cards: tuple[Card, ...] = tuple(make_card(key=f"a/{n}/x", evidence=()) for n in range(3))
    known = {"a/1/x": CardProgress(marks=Marks(flag=3))}
    text = write_cards(Deck("d", "D", cards), progress=known)
    assert read_all(text, "d.json")[1] == known
