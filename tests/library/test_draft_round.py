"""A round through the drafts: decided, passed over, undone; and what another program does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from quizkit.domain.card import Card, Origin
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.errors import DeckError, NotFoundError
from quizkit.domain.held import Decision
from quizkit.library.draft_round import DraftRound
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def store(engine: Engine, make_card: Callable[..., Card]) -> DraftStore:
    """Drafts a, b and c wait in one deck, d in another."""
    decks = DeckStore(engine)
    made = {
        name: Draft(make_card(key=f"cell/{name}/x", question=f"{name}?"), Verdict(0.4, Fate.DRAFT)) for name in "abcd"
    }
    decks.save(Deck("biology", "Biology", ()), NOON, [made[name] for name in "abc"])
    decks.save(Deck("zoology", "Zoology", ()), NOON, [made["d"]])
    return DraftStore(engine)


@pytest.fixture
def round_(store: DraftStore) -> DraftRound:
    return DraftRound(store, lambda: NOON)


def at(round_: DraftRound) -> str:
    return round_.current.draft.card.question[0] if round_.current else ""


def cards(store: DraftStore, deck: str = "biology") -> str:
    return "".join(card.question[0] for card in DeckStore(store.engine).load(deck).cards)


def test_drafts_come_deck_by_deck_and_the_last_is_followed_by_the_first(round_: DraftRound) -> None:
    seen = []
    for _ in range(5):
        seen.append((at(round_), round_.place))
        round_.move(1)
    assert seen == [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("a", 1)]
    round_.move(-2)
    assert at(round_) == "d"


def test_a_decision_is_saved_at_once_and_the_next_draft_comes(round_: DraftRound, store: DraftStore) -> None:
    round_.accept()
    assert (at(round_), cards(store), round_.waiting) == ("b", "a", 3)
    round_.reject()
    assert (at(round_), cards(store), [w.draft.card.question for w in store.rejected()]) == ("c", "a", ["b?"])
    current = round_.current
    assert current is not None
    round_.edit(replace(current.draft.card, question="c in my words?"))
    edited = DeckStore(store.engine).load("biology").cards[-1]
    assert (edited.question, edited.origin) == ("c in my words?", Origin.EDITED)
    assert [round_.count(decision) for decision in Decision] == [1, 1, 1]


def test_every_step_is_undone_and_its_draft_has_its_turn_again(round_: DraftRound, store: DraftStore) -> None:
    assert not round_.can_undo
    assert round_.undo() is None
    round_.move(1)
    round_.accept()
    round_.reject()
    round_.accept()
    assert (at(round_), round_.waiting) == ("a", 1)
    undone = [step.decision for _ in range(3) if (step := round_.undo())]
    assert undone == [Decision.ACCEPTED, Decision.REJECTED, Decision.ACCEPTED]
    assert (at(round_), round_.waiting, cards(store), cards(store, "zoology")) == ("b", 4, "", "")
    assert [key for _, key in store.places()] == ["cell/a/x", "cell/b/x", "cell/c/x", "cell/d/x"]


def test_when_all_are_decided_nothing_is_left_and_an_undo_brings_the_last_back(round_: DraftRound) -> None:
    for _ in range(4):
        round_.accept()
    assert (round_.current, round_.place, round_.waiting) == (None, 0, 0)
    round_.move(1)
    with pytest.raises(NotFoundError, match="no draft waits any more"):
        round_.accept()
    round_.undo()
    assert at(round_) == "d"


def test_words_that_make_no_card_change_nothing(round_: DraftRound) -> None:
    current = round_.current
    assert current is not None
    with pytest.raises(DeckError):
        round_.edit(replace(current.draft.card, answer=" "))
    assert (at(round_), round_.can_undo) == ("a", False)


def test_what_was_decided_elsewhere_is_passed_over(round_: DraftRound, store: DraftStore) -> None:
    store.accept("biology", "cell/b/x", NOON)
    round_.accept()
    assert (at(round_), round_.waiting) == ("c", 2)


def test_a_decision_made_elsewhere_since_is_not_taken_back_by_mistake(round_: DraftRound, store: DraftStore) -> None:
    round_.accept()
    round_.accept()
    store.reject("zoology", "cell/d/x", NOON)
    store.reject("biology", "cell/a/x", NOON)
    assert round_.undo() is not None
    with pytest.raises(NotFoundError, match="decided on again since"):
        round_.undo()
    assert [w.draft.card.question for w in store.rejected()] == ["d?", "a?"]
    assert cards(store) == ""


def test_looking_again_shows_what_waits_now(round_: DraftRound, store: DraftStore) -> None:
    round_.move(2)
    store.accept("biology", "cell/a/x", NOON)
    round_.look_again()
    assert (at(round_), round_.place, round_.waiting) == ("c", 2, 3)
    assert not round_.can_undo
