"""Decks in and out: they come back equal, editions are merged, and progress is never touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck, DeckChanges, DeckSource
from quizkit.domain.errors import DeckError, NotFoundError, StorageError
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from tests.storage.made import NOON, decks

CardMaker = Callable[..., Card]
LATER = NOON + timedelta(days=1)


@pytest.fixture
def store(engine: Engine) -> DeckStore:
    return DeckStore(engine)


def deck_of(*cards: Card, slug: str = "biology") -> Deck:
    return Deck(slug, slug.title(), cards)


@given(decks())
@settings(max_examples=60, deadline=None)
def test_a_deck_comes_back_equal_whatever_its_texts(deck: Deck) -> None:
    engine = open_database("sqlite://")
    try:
        store = DeckStore(engine)
        store.save(deck, NOON)
        assert store.load(deck.slug) == deck
    finally:
        engine.dispose()


@given(decks(), decks())
@settings(max_examples=60, deadline=None)
def test_the_newest_edition_comes_back_whatever_was_there_before(first: Deck, second: Deck) -> None:
    engine = open_database("sqlite://")
    try:
        store = DeckStore(engine)
        store.save(first, NOON)
        assert store.save(second, LATER) == DeckChanges.between(first, second)
        assert store.load("deck") == second
        changed = store.changed("deck")
        # A new line number is no new wording, but it is content that changed.
        assert changed == {card.key: NOON if card in first.cards else LATER for card in second.cards}
    finally:
        engine.dispose()


def test_a_retired_card_is_gone_from_the_deck_and_the_same_card_when_it_returns(
    store: DeckStore, make_card: CardMaker
) -> None:
    stays, goes = make_card(key="cell/1/a"), make_card(key="cell/2/a")
    store.save(deck_of(stays, goes), NOON)
    assert store.save(deck_of(stays), LATER).gone == ("cell/2/a",)
    assert store.load("biology").cards == (stays,)
    assert store.cards(["cell/2/a"]) == {}
    assert store.save(deck_of(stays, goes), LATER).new == ("cell/2/a",)
    assert store.load("biology").cards == (stays, goes)
    assert store.changed("biology")["cell/2/a"] == NOON  # Its words are the old ones.


def test_saving_an_edition_leaves_every_schedule_and_the_log_alone(
    engine: Engine, store: DeckStore, make_card: CardMaker, today: date
) -> None:
    progress = ProgressStore(engine)
    kept, gone = make_card(key="cell/1/a"), make_card(key="cell/2/a")
    store.save(deck_of(kept, gone), NOON)
    for key in (kept.key, gone.key):
        progress.record(Reviewed(key, today, NOON, Rating.HARD, seconds=2.5))
    before = {key: (progress.schedule(key), progress.entries(key)) for key in (kept.key, gone.key)}
    store.save(deck_of(replace(kept, question="In other words?")), LATER)
    assert {key: (progress.schedule(key), progress.entries(key)) for key in (kept.key, gone.key)} == before


def test_a_new_order_alone_changes_no_content(store: DeckStore, make_card: CardMaker) -> None:
    first, second = make_card(key="cell/1/a"), make_card(key="cell/2/a")
    store.save(deck_of(first, second), NOON)
    assert store.save(deck_of(second, first), LATER) == DeckChanges(kept=("cell/2/a", "cell/1/a"))
    assert store.load("biology").cards == (second, first)
    assert set(store.changed("biology").values()) == {NOON}


def test_the_moment_of_a_change_comes_back_in_utc(store: DeckStore, make_card: CardMaker) -> None:
    in_tokyo = datetime(2026, 3, 3, 1, 30, tzinfo=timezone(timedelta(hours=9)))
    store.save(deck_of(make_card(key="cell/1/a")), in_tokyo)
    changed = store.changed("biology")["cell/1/a"]
    assert (changed, changed.tzinfo) == (in_tokyo, UTC)


def test_a_deck_that_is_not_there_is_named_with_those_that_are(store: DeckStore, make_card: CardMaker) -> None:
    with pytest.raises(NotFoundError, match="no deck physics; the decks are: none yet"):
        store.load("physics")
    store.save(deck_of(make_card()), NOON)
    with pytest.raises(NotFoundError, match="no deck physics; the decks are: biology"):
        store.load("physics")
    with pytest.raises(NotFoundError, match="no deck physics"):
        store.changed("physics")


def test_the_store_knows_its_decks(store: DeckStore, make_card: CardMaker) -> None:
    assert store.is_empty()
    assert not store.was_loaded("biology")
    store.save(deck_of(make_card(), slug="physics"), NOON)
    store.save(deck_of(slug="biology"), NOON)
    assert store.slugs() == ["biology", "physics"]
    assert store.titles() == {"biology": "Biology", "physics": "Physics"}
    assert not store.is_empty()
    assert store.was_loaded("biology")


def test_topics_stand_in_learning_order_without_those_of_retired_cards(store: DeckStore, make_card: CardMaker) -> None:
    cards = [make_card(key=f"cell/{n}/a", topic=topic) for n, topic in enumerate(["Old", "Energy", "Cell", "Energy"])]
    store.save(deck_of(*cards), NOON)
    store.save(deck_of(*cards[1:]), LATER)
    store.save(deck_of(make_card(key="rock/1/a", topic="Rocks"), slug="geology"), NOON)
    assert store.topics("biology") == ["Energy", "Cell"]
    assert sorted(store.topics()) == ["Cell", "Energy", "Rocks"]


def test_of_a_card_in_two_decks_the_one_asked_for_is_given(store: DeckStore, make_card: CardMaker) -> None:
    ours, theirs = make_card(question="Ours?"), make_card(question="Theirs?")
    store.save(deck_of(ours, slug="a"), NOON)
    store.save(deck_of(theirs, slug="b"), NOON)
    assert store.cards([ours.key]) == {ours.key: ours}
    assert store.cards([ours.key], "b") == {ours.key: theirs}


def test_more_keys_than_one_query_may_name_are_found(store: DeckStore, make_card: CardMaker) -> None:
    cards = [make_card(key=f"cell/{n}/a") for n in range(1200)]
    store.save(deck_of(*cards), NOON)
    assert store.cards(card.key for card in cards) == {card.key: card for card in cards}


def test_the_titles_of_sources_are_found_by_slug(store: DeckStore) -> None:
    store.save(Deck("biology", "Biology", (), (DeckSource("cell", "cell.md", "The cell"),)), NOON)
    assert store.source_titles() == {"cell": "The cell"}


def test_two_sources_of_one_slug_are_refused_and_nothing_is_saved(store: DeckStore, make_card: CardMaker) -> None:
    double = (DeckSource("cell", "a.md", "A"), DeckSource("cell", "b.md", "B"))
    with pytest.raises(DeckError, match="two sources have the slug cell"):
        store.save(Deck("biology", "Biology", (make_card(),), double), NOON)
    assert store.is_empty()


@pytest.mark.parametrize(("changes", "words"), [({"answer": "half \ud83d"}, "U\\+D83D"), ({"line": 2**70}, "number")])
def test_what_no_database_can_keep_is_refused_in_words_and_nothing_is_saved(
    store: DeckStore, make_card: CardMaker, changes: dict[str, Any], words: str
) -> None:
    card = make_card(answer=changes.get("answer", "Ribosomes"))
    card = replace(card, evidence=(replace(card.evidence[0], line=changes.get("line", 1)),))
    good = make_card(key="cell/0/a")
    with pytest.raises(StorageError, match=words):
        store.save(deck_of(good, card), NOON)
    assert store.is_empty()


def test_a_deck_is_still_there_after_the_program_has_ended(tmp_path: Path, make_card: CardMaker) -> None:
    deck = deck_of(make_card())
    engine = open_database(tmp_path / "library.db")
    DeckStore(engine).save(deck, NOON)
    engine.dispose()
    engine = open_database(tmp_path / "library.db")
    assert DeckStore(engine).load("biology") == deck
    engine.dispose()
