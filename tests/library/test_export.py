"""Exports remembered, and what Anki will make of the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.card import Card, CardKind
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError, NotFoundError
from quizkit.library.export import export_from, preview_export
from quizkit.storage.decks import DeckStore

CardMaker = Callable[..., Card]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def three(make_card: CardMaker) -> tuple[Card, ...]:
    return tuple(make_card(key=f"cell/{n}/x", question=f"What is {n}?") for n in range(3))


def test_before_the_first_export_all_is_new(engine: Engine, three: tuple[Card, ...]) -> None:
    decks = DeckStore(engine)
    decks.save(Deck("cell", "Cell", three), NOON)
    foretold = preview_export(decks, "cell")
    assert (foretold.since, foretold.added) == (None, three)
    assert (foretold.updated, foretold.left, foretold.moved, foretold.gone) == ((), (), (), ())


def test_after_an_export_only_what_changed_is_updated(engine: Engine, three: tuple[Card, ...], tmp_path: Path) -> None:
    decks = DeckStore(engine)
    decks.save(Deck("cell", "Cell", three), NOON)
    export_from(decks, "cell", tmp_path / "cell.apkg", NOON + timedelta(hours=1))
    assert preview_export(decks, "cell").left == three
    first, second, third = three
    reworded, moved = replace(first, question="What is zero?"), replace(second, topic="DNA")
    new = replace(third, key="cell/9/x")
    decks.save(Deck("cell", "Cell", (reworded, moved, new)), NOON + timedelta(days=1))
    foretold = preview_export(decks, "cell")
    assert foretold.since == NOON + timedelta(hours=1)
    assert foretold.added == (new,)
    assert foretold.updated == (reworded, moved)
    assert [(m.card.key, m.before) for m in foretold.moved] == [(moved.key, "Cell")]
    assert (foretold.left, foretold.gone) == ((), (third.key,))


def test_an_export_to_text_is_none_that_anki_saw(engine: Engine, three: tuple[Card, ...], tmp_path: Path) -> None:
    decks = DeckStore(engine)
    decks.save(Deck("cell", "Cell", tuple(replace(card, evidence=()) for card in three)), NOON)
    export_from(decks, "cell", tmp_path / "cell.yaml", NOON)
    assert preview_export(decks, "cell").since is None


def test_a_deck_that_is_not_there_is_told(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        preview_export(DeckStore(engine), "cell")
    with pytest.raises(NotFoundError):
        export_from(DeckStore(engine), "cell", tmp_path / "cell.apkg", NOON)


def test_a_previous_package_stands_in_for_the_record(engine: Engine, three: tuple[Card, ...], tmp_path: Path) -> None:
    decks, package = DeckStore(engine), tmp_path / "cell.apkg"
    decks.save(Deck("cell", "Cell", three), NOON)
    export_from(decks, "cell", package, NOON)
    first, second, third = three
    cloze = replace(first, kind=CardKind.CLOZE, question="Zero is […].")
    moved, new = replace(second, topic="DNA & more"), replace(third, key="cell/9/x")
    decks.save(Deck("cell", "Cell", (cloze, moved, new)), NOON + timedelta(days=1))
    export_from(decks, "cell", tmp_path / "later.apkg", NOON)
    foretold = preview_export(decks, "cell", package)
    assert foretold.since is None
    assert (foretold.added, foretold.updated, foretold.refused) == ((new,), (moved,), (cloze,))
    assert [(m.card.key, m.before) for m in foretold.moved] == [(moved.key, "Cell")]
    assert foretold.gone == (third.key,)
    later = preview_export(decks, "cell", tmp_path / "later.apkg")
    assert (later.left, later.moved, later.refused) == ((cloze, moved, new), (), ())


def test_a_previous_package_that_is_none_is_told(engine: Engine, three: tuple[Card, ...], tmp_path: Path) -> None:
    DeckStore(engine).save(Deck("cell", "Cell", three), NOON)
    (tmp_path / "x.apkg").write_text("no zip")
    with pytest.raises(DeckError, match="no Anki package"):
        preview_export(DeckStore(engine), "cell", tmp_path / "x.apkg")
