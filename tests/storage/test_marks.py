"""Marks in and out of the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.errors import StorageError
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.storage.decks import DeckStore
from quizkit.storage.marks import MarkStore
from tests.storage.made import NOON

some_marks = st.builds(Marks, st.booleans(), st.integers(0, 7), st.none() | st.dates())


@pytest.fixture
def store(engine: Engine) -> MarkStore:
    return MarkStore(engine)


def test_a_card_that_was_never_marked_bears_no_mark(store: MarkStore) -> None:
    assert store.marks(["a", "b"]) == {"a": NO_MARKS, "b": NO_MARKS}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), some_marks), st.dictionaries(st.sampled_from("abc"), some_marks))
def test_what_was_put_last_comes_back(store: MarkStore, first: dict[str, Marks], then: dict[str, Marks]) -> None:
    store.put(dict.fromkeys("abc", NO_MARKS))
    store.put(first)
    store.put(then)
    assert store.marks("abc") == dict.fromkeys("abc", NO_MARKS) | first | then


def test_a_change_gives_what_was_before_and_can_be_taken_back(store: MarkStore) -> None:
    store.put({"a": Marks(flag=3)})
    before = store.change(["a", "b"], lambda borne: replace(borne, is_suspended=True))
    assert before == {"a": Marks(flag=3), "b": NO_MARKS}
    assert store.marks(["a", "b"]) == {"a": Marks(is_suspended=True, flag=3), "b": Marks(is_suspended=True)}
    store.put(before)
    assert store.marks(["a", "b"]) == before


def test_many_cards_are_marked_at_once_or_none(store: MarkStore, engine: Engine, today: date) -> None:
    keys = [f"key/{number}" for number in range(1_200)]
    store.change(keys, lambda borne: replace(borne, flag=7))
    assert set(store.marks(keys).values()) == {Marks(flag=7)}
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stop BEFORE UPDATE ON marks WHEN NEW.key = 'key/900' BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(StorageError):
        store.change(keys, lambda borne: replace(borne, buried_until=today))
    assert set(store.marks(keys).values()) == {Marks(flag=7)}


def test_the_marks_of_a_deck_are_those_of_its_cards(engine: Engine, make_card: Callable[..., Card]) -> None:
    DeckStore(engine).save(Deck("cell", "Cell", (make_card(key="a/1/x"), make_card(key="a/2/x"))), NOON)
    store = MarkStore(engine)
    store.put({"a/1/x": Marks(flag=2), "b/1/x": Marks(flag=3), "a/2/x": NO_MARKS})
    assert store.of_deck("cell") == {"a/1/x": Marks(flag=2)}
