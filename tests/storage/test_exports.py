"""The record of what went to Anki."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.storage.decks import DeckStore
from quizkit.storage.exports import Exported, ExportStore
from tests.storage.made import NOON

CardMaker = Callable[..., Card]


def deck_of(*cards: Card, slug: str = "cell") -> Deck:
    return Deck(slug, slug.title(), cards)


def test_what_went_out_comes_back_with_what_went_out_earlier(engine: Engine, make_card: CardMaker) -> None:
    decks, store = DeckStore(engine), ExportStore(engine)
    first, second = make_card(key="a/1/x"), make_card(key="a/2/x")
    decks.save(deck_of(first, second), NOON)
    assert store.last("cell") == {}
    store.record(deck_of(first, second), NOON, decks.changed("cell"))
    later = NOON + timedelta(days=1)
    moved = replace(first, topic="DNA")
    decks.save(deck_of(moved), later)
    store.record(deck_of(moved), later, decks.changed("cell"))
    assert store.last("cell") == {"a/1/x": Exported(later, "DNA", later), "a/2/x": Exported(NOON, "Cell", NOON)}


def test_a_second_export_renews_what_is_known_and_adds_what_is_new(engine: Engine, make_card: CardMaker) -> None:
    decks, store = DeckStore(engine), ExportStore(engine)
    first, second, third = (make_card(key=f"a/{n}/x") for n in range(3))
    decks.save(deck_of(first, second), NOON)
    decks.save(deck_of(first, slug="biology"), NOON)
    store.record(deck_of(first, slug="biology"), NOON, decks.changed("biology"))
    store.record(deck_of(first, second), NOON, decks.changed("cell"))
    later = NOON + timedelta(days=1)
    newer = deck_of(third, second, replace(first, topic="DNA"))
    decks.save(newer, later)
    store.record(newer, later + timedelta(hours=1), decks.changed("cell"))
    at = later + timedelta(hours=1)
    assert store.last("cell") == {
        "a/0/x": Exported(at, "DNA", later),
        "a/1/x": Exported(at, "Cell", NOON),
        "a/2/x": Exported(at, "Cell", later),
    }
    decks.remove("cell")
    assert store.last("biology") == {"a/0/x": Exported(NOON, "Cell", NOON)}


def test_what_changed_while_the_package_was_written_did_not_go_out(engine: Engine, make_card: CardMaker) -> None:
    decks, store = DeckStore(engine), ExportStore(engine)
    first, second = make_card(key="a/1/x"), make_card(key="a/2/x")
    decks.save(deck_of(first, second), NOON)
    written, changed = decks.load_dated("cell")
    later = NOON + timedelta(seconds=5)
    decks.save(deck_of(replace(first, topic="DNA"), second), later)
    store.record(written, NOON, changed)
    assert store.last("cell") == dict.fromkeys(["a/1/x", "a/2/x"], Exported(NOON, "Cell", NOON))
    decks.save(deck_of(first), later)
    store.record(written, NOON, changed)
    assert set(store.last("cell")) == {"a/1/x", "a/2/x"}


def test_a_card_that_went_out_with_another_deck_is_known(engine: Engine, make_card: CardMaker) -> None:
    decks, store = DeckStore(engine), ExportStore(engine)
    shared, other = make_card(key="a/1/x"), make_card(key="b/9/x")
    decks.save(deck_of(shared), NOON)
    decks.save(deck_of(shared, other, slug="biology"), NOON)
    store.record(deck_of(shared, other, slug="biology"), NOON, decks.changed("biology"))
    assert list(store.last("cell")) == ["a/1/x"]


def test_a_deck_that_is_removed_takes_its_record_along(engine: Engine, make_card: CardMaker) -> None:
    decks, store = DeckStore(engine), ExportStore(engine)
    decks.save(deck_of(make_card(key="a/1/x")), NOON)
    store.record(deck_of(make_card(key="a/1/x")), NOON, decks.changed("cell"))
    decks.remove("cell")
    assert store.last("cell") == {}
