"""Contradictions of a deck from one edition to the next, and what a learner's pick does to the cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from quizkit.domain.conflict import Pick
from quizkit.domain.errors import NotFoundError
from quizkit.library.acquaintance import ever_met, with_lasting_slugs
from quizkit.library.add import bring_in
from quizkit.library.conflicts import decide, named
from quizkit.reading.document import read_text
from quizkit.storage.conflicts import ConflictStore
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore
from tests.generating.contested import with_cards
from tests.generating.made import notes

if TYPE_CHECKING:
    from quizkit.library.editions import Brought

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ONE = notes(
    "The Karsten Bridge was opened to traffic in 1896.",
    "The Karsten Bridge crosses the river Ulm at Brenau.",
    "The engineer Paul Karsten surveyed the banks of the Ulm.",
    "KBC stands for Karsten Bridge Company.",
)
OTHER = notes(
    "The Karsten Bridge was opened to traffic in 1898.",
    "Paul Karsten planned the bridge over the Ulm.",
    "Brenau lies on the north bank of the Ulm.",
).replace("A notebook", "Another notebook")
THIRD = notes("The Karsten Bridge was opened to traffic in 1896.", "Brenau lies on the Ulm.").replace("A note", "A 3rd")


class Shelf:
    """A library with one deck of documents."""

    def __init__(self) -> None:
        self.engine = open_database("sqlite://")
        self.decks = DeckStore(self.engine)
        self.drafts = DraftStore(self.engine)
        self.conflicts = ConflictStore(self.engine)

    def add(self, **documents: str) -> Brought:
        known = ever_met(self.decks.held("bridge"))
        sources = [read_text(text, f"{name}.md") for name, text in documents.items()]
        generated = with_cards(with_lasting_slugs(sources, known), ("1896", "1898", "Karsten Bridge Company"), known)
        return bring_in(self.decks, generated, slug="bridge", title="The bridge", moment=NOON)

    def answers(self) -> set[str]:
        return {card.answer for card in self.decks.load("bridge").cards}

    def waiting(self) -> set[str]:
        return {waits.draft.card.answer for waits in self.drafts.waiting()}

    def open(self) -> list[set[str]]:
        return [{side.value for side in found.conflict.sides} for found in self.conflicts.open()]

    def pick(self, name: str, pick: Pick) -> None:
        decide(self.conflicts, name, pick, NOON)


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    shelf = Shelf()
    yield shelf
    shelf.engine.dispose()


def side_of(shelf: Shelf, value: str) -> Pick:
    (found,) = shelf.conflicts.open()
    return Pick.A if found.conflict.a.value == value else Pick.B


def test_both_sides_wait_and_the_deck_knows_of_the_conflict(shelf: Shelf) -> None:
    brought = shelf.add(one=ONE, other=OTHER)
    assert brought.conflicts == 1
    assert shelf.open() == [{"1896", "1898"}]
    assert not shelf.answers() & {"1896", "1898"}
    assert {"1896", "1898"} <= shelf.waiting()


def test_a_card_waits_again_once_a_later_document_contradicts_it(shelf: Shelf) -> None:
    shelf.add(one=ONE)
    assert "1896" in shelf.answers()
    shelf.add(other=OTHER)
    assert "1896" not in shelf.answers()
    assert {"1896", "1898"} <= shelf.waiting()
    assert shelf.open() == [{"1896", "1898"}]


def test_the_picked_side_becomes_cards_and_the_other_is_rejected(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    shelf.pick("1", side_of(shelf, "1898"))
    assert "1898" in shelf.answers()
    assert "1896" not in shelf.answers() | shelf.waiting()
    assert shelf.open() == []


@pytest.mark.parametrize(("pick", "kept"), [(Pick.BOTH, {"1896", "1898"}), (Pick.NEITHER, set())])
def test_both_may_be_right_and_both_may_be_wrong(shelf: Shelf, pick: Pick, kept: set[str]) -> None:
    shelf.add(one=ONE, other=OTHER)
    shelf.pick("1", pick)
    assert shelf.answers() & {"1896", "1898"} == kept
    assert not shelf.waiting() & {"1896", "1898"}


def test_a_decided_conflict_does_not_come_back_with_the_next_edition(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    shelf.pick("1", side_of(shelf, "1896"))
    for documents in ({"one": ONE, "other": OTHER}, {"other": OTHER}, {"one": ONE}):
        brought = shelf.add(**documents)
        assert brought.conflicts == 0
        assert shelf.open() == []
        assert "1896" in shelf.answers()
        assert "1898" not in shelf.answers() | shelf.waiting()


def test_an_open_conflict_stays_when_one_of_its_documents_comes_alone(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    shelf.add(one=ONE)
    shelf.add(other=OTHER)
    assert shelf.open() == [{"1896", "1898"}]
    assert not shelf.answers() & {"1896", "1898"}


def test_a_corrected_document_ends_the_conflict(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    shelf.add(one=ONE, other=OTHER.replace("1898", "1896"))
    assert shelf.open() == []
    assert "1896" in shelf.answers()


def test_one_undo_takes_back_a_pick_and_all_that_followed(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    before = shelf.decks.load("bridge"), shelf.drafts.waiting()
    shelf.pick("1", Pick.A)
    undone = shelf.conflicts.undo(NOON)
    assert undone is not None
    assert undone.conflict.pick is Pick.A
    assert (shelf.decks.load("bridge"), shelf.drafts.waiting()) == before
    assert shelf.open() == [{"1896", "1898"}]


def test_what_was_decided_after_a_pick_is_taken_back_before_it(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    shelf.pick("1", Pick.A)
    card = shelf.decks.load("bridge").cards[0]
    shelf.drafts.reject("bridge", card.key, NOON)
    assert shelf.conflicts.undo(NOON) is None
    assert shelf.drafts.undo(NOON) is not None
    assert shelf.conflicts.undo(NOON) is not None
    assert shelf.conflicts.undo(NOON) is None


def test_the_learners_own_words_survive_a_lost_conflict(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    pick = side_of(shelf, "1896")
    draft = next(w.draft.card for w in shelf.drafts.waiting() if w.draft.card.answer == "1898")
    shelf.drafts.edit("bridge", draft.key, replace(draft, question="In what year, says one source, did it open?"), NOON)
    shelf.pick("1", pick)
    assert {"1896", "1898"} <= shelf.answers()


def test_a_pick_may_be_changed(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    key = shelf.conflicts.open()[0].conflict.key
    wrong, right = side_of(shelf, "1898"), side_of(shelf, "1896")
    shelf.pick(key, wrong)
    shelf.pick(key, right)
    assert "1896" in shelf.answers()
    assert "1898" not in shelf.answers()


def test_a_conflict_is_named_by_its_number_or_the_beginning_of_its_key(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    found = shelf.conflicts.open()
    key = found[0].conflict.key
    assert named(found, "1") == named(found, key) == named(found, key[:5]) == found[0]
    for name in ("0", "2", "zzzz", key[:2]):
        with pytest.raises(NotFoundError, match="quizkit conflicts"):
            named(found, name)


def test_where_nothing_is_open_the_learner_is_told_so(shelf: Shelf) -> None:
    with pytest.raises(NotFoundError, match="nothing waits to be decided"):
        shelf.pick("1", Pick.A)


def test_the_conflict_goes_with_its_deck(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER)
    shelf.decks.remove("bridge")
    assert shelf.conflicts.every() == []


def test_a_third_source_that_agrees_with_one_side_makes_a_conflict_of_its_own(shelf: Shelf) -> None:
    shelf.add(one=ONE, other=OTHER, third=THIRD)
    assert all(values == {"1896", "1898"} for values in shelf.open())
    assert not shelf.answers() & {"1896", "1898"}
