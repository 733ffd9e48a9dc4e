"""The record of what went to Anki."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Engine

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.storage.decks import DeckStore
from quizkit.storage.exports import Exported, ExportStore
from tests.storage.made import NOON

CardMaker = Callable[..., Card]


def test_what_went_out_comes_back_with_what_went_out_earlier(engine: Engine, make_card: CardMaker) -> None:
    DeckStore(engine).save(Deck("cell", "Cell", (make_card(key="a/1/x"), make_card(key="a/2/x"))), NOON)
    store = ExportStore(engine)
    assert store.last("cell") == {}
    first = {"a/1/x": Exported(NOON, "Cell", NOON), "a/2/x": Exported(NOON, "Cell", NOON)}
    store.record("cell", first)
    later = NOON + timedelta(days=1)
    store.record("cell", {"a/1/x": Exported(later, "DNA", later)})
    assert store.last("cell") == {"a/1/x": Exported(later, "DNA", later), "a/2/x": first["a/2/x"]}


def test_a_card_that_went_out_with_another_deck_is_known(engine: Engine, make_card: CardMaker) -> None:
    decks, store = DeckStore(engine), ExportStore(engine)
    for slug in ("cell", "biology"):
        decks.save(Deck(slug, slug, (make_card(key="a/1/x"),)), NOON)
    store.record("biology", {"a/1/x": Exported(NOON, "Cell", NOON), "b/9/x": Exported(NOON, "Cell", NOON)})
    assert list(store.last("cell")) == ["a/1/x"]


def test_a_deck_that_is_removed_takes_its_record_along(engine: Engine, make_card: CardMaker) -> None:
    decks, store = DeckStore(engine), ExportStore(engine)
    decks.save(Deck("cell", "Cell", (make_card(key="a/1/x"),)), NOON)
    store.record("cell", {"a/1/x": Exported(NOON, "Cell", NOON)})
    decks.remove("cell")
    assert store.last("cell") == {}
