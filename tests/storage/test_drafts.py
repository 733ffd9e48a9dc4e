"""Drafts wait, become cards, are rejected for good; every decision is taken back as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from quizkit.domain.card import Card, Evidence, Origin
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.errors import DeckError, NotFoundError
from quizkit.domain.held import Decision, Held
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.storage.database import open_database
from quizkit.storage.decisions import Decided
from quizkit.storage.decks import DeckStore
from quizkit.storage.drafts import DraftStore, Named, State, Waiting
from quizkit.storage.progress import ProgressStore
from quizkit.storage.tables import bases
from tests.storage.made import NOON
from tests.storage.made import cards as made_cards

CardMaker = Callable[..., Card]
LATER = NOON + timedelta(days=1)


@pytest.fixture
def decks(engine: Engine) -> DeckStore:
    return DeckStore(engine)


@pytest.fixture
def store(engine: Engine) -> DraftStore:
    return DraftStore(engine)


def draft(card: Card, score: float = 0.5) -> Draft:
    return Draft(card, Verdict(score, Fate.DRAFT, ("rule: what", "− the answer is long")))


@pytest.fixture
def lines(make_card: CardMaker) -> dict[int, Card]:
    """Cards of lines 1 to 5 of one document, in two topics."""
    return {
        line: make_card(
            key=f"cell/{line}/a",
            question=f"What says line {line}?",
            topic="Cell" if line < 4 else "DNA",
            evidence=(Evidence("cell", f"Line {line}.", line),),
        )
        for line in range(1, 6)
    }


@pytest.fixture
def biology(decks: DeckStore, lines: dict[int, Card]) -> Deck:
    """A deck whose lines 2 and 5 wait."""
    deck = Deck("biology", "Biology", (lines[1], lines[3], lines[4]), (DeckSource("cell", "cell.md", "The cell"),))
    decks.save(deck, NOON, [draft(lines[2], 0.6), draft(lines[5])])
    return deck


def keys(decks: DeckStore) -> list[str]:
    return [card.key for card in decks.load("biology").cards]


def waiting(store: DraftStore) -> list[str]:
    return [each.draft.card.key for each in store.waiting()]


@given(
    st.lists(st.sampled_from(["a/1/x", "a/2/x", "b/1/é"]).flatmap(made_cards), max_size=3, unique_by=lambda c: c.key)
)
@settings(max_examples=40, deadline=None)
def test_drafts_come_back_equal_and_in_order_whatever_their_texts(cards: list[Card]) -> None:
    engine = open_database("sqlite://")
    try:
        told = [draft(card) for card in cards]
        DeckStore(engine).save(Deck("biology", "Biology", ()), NOON, told)
        assert DraftStore(engine).waiting() == [Waiting("biology", each) for each in told]
    finally:
        engine.dispose()


def test_drafts_are_listed_by_deck_and_topic_and_counted(
    biology: Deck, decks: DeckStore, store: DraftStore, make_card: CardMaker
) -> None:
    decks.save(Deck("physics", "Physics", ()), NOON, [draft(make_card(key="sky/1/a", topic="Stars"))])
    assert waiting(store) == ["cell/2/a", "cell/5/a", "sky/1/a"]
    assert [each.draft.card.key for each in store.waiting("biology", "DNA")] == ["cell/5/a"]
    assert store.counts() == {"biology": 2, "physics": 1}
    assert store.topics("biology") == ["Cell", "DNA"]


def test_a_draft_is_no_card_until_it_is_accepted_and_then_stands_in_learning_order(
    biology: Deck, decks: DeckStore, store: DraftStore
) -> None:
    assert keys(decks) == ["cell/1/a", "cell/3/a", "cell/4/a"]
    assert store.accept("biology", "cell/5/a", LATER).decision is Decision.ACCEPTED
    store.accept("biology", "cell/2/a", LATER)
    assert keys(decks) == [f"cell/{line}/a" for line in range(1, 6)]
    assert waiting(store) == []
    assert decks.changed("biology")["cell/2/a"] == LATER
    assert decks.changed("biology")["cell/3/a"] == NOON


def test_what_is_a_card_or_nothing_at_all_cannot_be_accepted(biology: Deck, store: DraftStore) -> None:
    with pytest.raises(NotFoundError, match="cell/1/a of biology is a card already"):
        store.accept("biology", "cell/1/a", LATER)
    with pytest.raises(NotFoundError, match="biology has no draft and no card cell/9/a"):
        store.accept("biology", "cell/9/a", LATER)
    with pytest.raises(NotFoundError, match="physics has no draft"):
        store.accept("physics", "cell/2/a", LATER)


def test_an_edited_draft_is_a_card_in_the_learners_words(
    biology: Deck, decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    words = replace(lines[2], question="In my words?", topic="DNA")
    store.edit("biology", "cell/2/a", words, LATER)
    found = {card.key: card for card in decks.load("biology").cards}
    assert found["cell/2/a"] == replace(words, origin=Origin.EDITED)
    assert keys(decks) == ["cell/1/a", "cell/3/a", "cell/2/a", "cell/4/a"]
    assert decks.held("biology").from_document == {"cell/2/a": lines[2]}


def test_an_edited_card_keeps_its_place_and_what_came_in_is_remembered_once(
    biology: Deck, decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    for question in ("Once?", "Twice?"):
        store.edit("biology", "cell/3/a", replace(lines[3], question=question), LATER)
    assert decks.load("biology").cards[1].question == "Twice?"
    assert decks.held("biology").from_document == {"cell/3/a": lines[3]}


@pytest.mark.parametrize(
    ("changes", "problem"), [({"answer": " "}, "question or its answer is empty"), ({"key": "cell/7/a"}, "cell/7/a")]
)
def test_words_that_make_no_card_are_refused_and_nothing_changes(
    biology: Deck, decks: DeckStore, store: DraftStore, lines: dict[int, Card], changes: dict[str, Any], problem: str
) -> None:
    before = decks.held("biology")
    with pytest.raises(DeckError, match=problem):
        store.edit("biology", "cell/2/a", replace(lines[2], **changes), LATER)
    assert decks.held("biology") == before


def test_a_rejected_draft_waits_no_more_and_is_remembered(
    biology: Deck, decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    store.reject("biology", "cell/2/a", LATER)
    assert waiting(store) == ["cell/5/a"]
    assert [each.draft.card for each in store.rejected()] == [lines[2]]
    assert store.rejected("physics") == []
    assert decks.held("biology").rejected == {"cell/2/a": lines[2]}
    with pytest.raises(NotFoundError, match="rejected before"):
        store.reject("biology", "cell/2/a", LATER)


def test_a_rejected_card_is_retired_and_its_log_stays(
    biology: Deck, decks: DeckStore, store: DraftStore, engine: Engine, today: date
) -> None:
    progress = ProgressStore(engine)
    progress.record(Reviewed("cell/3/a", today, NOON, Rating.GOOD))
    store.reject("biology", "cell/3/a", LATER)
    assert keys(decks) == ["cell/1/a", "cell/4/a"]
    assert len(progress.entries("cell/3/a")) == 1
    assert progress.check().is_sound


def test_what_was_rejected_can_be_accepted_after_all(biology: Deck, decks: DeckStore, store: DraftStore) -> None:
    store.reject("biology", "cell/2/a", LATER)
    store.accept("biology", "cell/2/a", LATER)
    assert "cell/2/a" in keys(decks)
    assert store.rejected() == []
    assert decks.held("biology").decided == {"cell/2/a": Decision.ACCEPTED}


def test_every_decision_is_taken_back_the_last_one_first(
    biology: Deck, decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    def state() -> Held:
        held = decks.held("biology")
        return replace(held, from_document={})  # What came in stays known.

    states = [state()]
    steps: tuple[Callable[[], Decided], ...] = (
        lambda: store.accept("biology", "cell/2/a", LATER),
        lambda: store.edit("biology", "cell/2/a", replace(lines[2], answer="Mine"), LATER),
        lambda: store.edit("biology", "cell/5/a", replace(lines[5], answer="Mine too"), LATER),
        lambda: store.reject("biology", "cell/1/a", LATER),
        lambda: store.reject("biology", "cell/5/a", LATER),
        lambda: store.accept("biology", "cell/5/a", LATER),
    )
    for decide in steps:
        decide()
        states.append(state())
    assert len({str(each) for each in states}) == len(states)
    for before in reversed(states[:-1]):
        assert store.undo(LATER) is not None
        assert state() == before
    assert store.undo(LATER) is None


def test_an_undo_tells_the_words_that_stand_again(biology: Deck, store: DraftStore, lines: dict[int, Card]) -> None:
    store.edit("biology", "cell/2/a", replace(lines[2], answer="Mine"), LATER)
    taken_back = store.undo(LATER)
    assert taken_back is not None
    assert (taken_back.decision, taken_back.card) == (Decision.EDITED, lines[2])


def test_keys_are_named_by_their_beginning_with_or_without_the_source(biology: Deck, store: DraftStore) -> None:
    assert store.named("cell/2") == store.named("2/a") == [Named("biology", "cell/2/a", State.WAITING)]
    assert [name.key for name in store.named("cell/")] == [
        *("cell/2/a", "cell/5/a"),
        *("cell/1/a", "cell/3/a", "cell/4/a"),
    ]
    assert store.named("cell/1/a") == [Named("biology", "cell/1/a", State.CARD)]
    store.reject("biology", "cell/1/a", LATER)
    assert store.named("cell/1/a") == [Named("biology", "cell/1/a", State.REJECTED)]
    assert store.named("CELL/2") == store.named("%") == store.named("_ell") == store.named("cell/1/a", "physics") == []


def test_a_whole_key_is_not_mistaken_for_the_beginning_of_another(
    decks: DeckStore, store: DraftStore, make_card: CardMaker
) -> None:
    cards = [make_card(key=key) for key in ("cell/1/a", "cell/1/a-2")]
    decks.save(Deck("biology", "Biology", ()), NOON, [draft(card) for card in cards])
    assert [name.key for name in store.named("cell/1/a")] == ["cell/1/a"]


def test_a_shell_is_offered_drafts_first_and_not_too_many(biology: Deck, store: DraftStore) -> None:
    assert store.keys("cell", (State.WAITING, State.CARD), 3) == ["cell/2/a", "cell/5/a", "cell/1/a"]
    assert store.keys("cell", (State.WAITING,), 9) == ["cell/2/a", "cell/5/a"]


def test_a_new_edition_without_a_word_on_drafts_leaves_those_that_became_no_card(
    biology: Deck, decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    decks.save(replace(biology, cards=(*biology.cards, lines[5])), LATER)
    assert waiting(store) == ["cell/2/a"]
    decks.save(biology, LATER, [])
    assert waiting(store) == []


def test_a_removed_deck_takes_its_drafts_and_decisions_along_and_leaves_the_log(
    biology: Deck, decks: DeckStore, store: DraftStore, engine: Engine, today: date
) -> None:
    ProgressStore(engine).record(Reviewed("cell/3/a", today, NOON, Rating.GOOD))
    store.reject("biology", "cell/2/a", LATER)
    decks.remove("biology")
    assert decks.slugs() == []
    assert decks.held("biology") == Held()
    assert (waiting(store), store.undo(LATER)) == ([], None)
    assert len(ProgressStore(engine).entries("cell/3/a")) == 1
    assert decks.was_loaded("biology")
    with pytest.raises(NotFoundError, match="no deck biology"):
        decks.remove("biology")


def test_a_revision_that_fails_changes_nothing(biology: Deck, decks: DeckStore) -> None:
    before = decks.held("biology")

    def broken(held: Held) -> None:
        raise DeckError("no such thing")

    with pytest.raises(DeckError, match="no such thing"):
        decks.revise("biology", LATER, broken)  # type: ignore[arg-type]
    assert decks.held("biology") == before


def test_an_accepted_draft_tears_no_topic_in_two(decks: DeckStore, store: DraftStore, make_card: CardMaker) -> None:
    def told(source: str, line: int, topic: str) -> Card:
        key = f"{source}/{line}/{topic}"
        return make_card(key=key, topic=topic, evidence=(Evidence(source, f"{source} {line}", line),))

    both = (told("sky", 1, "Y"), told("cell", 3, "Y"), told("sky", 9, "Z"))
    decks.save(Deck("biology", "Biology", both), NOON, [draft(told("cell", 1, "X")), draft(told("cell", 5, "W"))])
    for waits in store.waiting():
        store.accept("biology", waits.draft.card.key, LATER)
    assert [card.topic for card in decks.load("biology").cards] == ["X", "Y", "Y", "W", "Z"]


def test_a_further_card_of_a_statement_stands_behind_its_sibling(
    decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    decks.save(Deck("cell", "Cell", tuple(lines.values())), NOON)
    words = replace(lines[2], question="And what else?")
    added = store.add_sibling("cell", "cell/2/a", words, NOON)
    assert added == Decided("cell", replace(words, key="cell/2/own-1", origin=Origin.WRITTEN), Decision.ACCEPTED)
    keys = [f"cell/{number}/a" for number in range(1, 6)]
    assert [card.key for card in decks.load("cell").cards] == [*keys[:2], "cell/2/own-1", *keys[2:]]
    store.add_sibling("cell", "cell/2/own-1", replace(words, topic="DNA"), NOON)
    assert [card.key for card in decks.load("cell").cards] == [
        *keys[:2],
        "cell/2/own-1",
        keys[2],
        "cell/2/own-2",
        *keys[3:],
    ]
    with pytest.raises(NotFoundError):
        store.add_sibling("cell", "cell/9/a", words, NOON)


def test_a_further_card_is_taken_back_like_every_decision(
    decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    decks.save(Deck("cell", "Cell", tuple(lines.values())), NOON)
    store.add_sibling("cell", "cell/2/a", lines[2], NOON)
    assert store.undo(LATER) is not None
    assert decks.load("cell").cards == tuple(lines.values())
    assert store.undo(LATER) is None


def test_a_key_that_names_no_statement_gets_siblings_too(
    decks: DeckStore, store: DraftStore, make_card: CardMaker
) -> None:
    decks.save(Deck("cell", "Cell", (make_card(key="alone"),)), NOON)
    assert store.add_sibling("cell", "alone", make_card(), NOON).card.key == "alone/own-1"


def test_an_edit_that_is_taken_back_leaves_no_words_behind(
    biology: Deck, engine: Engine, store: DraftStore, lines: dict[int, Card]
) -> None:
    def noted() -> int:
        with engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(bases)).scalar_one()

    before = noted()
    for line in (1, 2):
        store.edit("biology", f"cell/{line}/a", replace(lines[line], topic="Other"), LATER)
        store.edit("biology", f"cell/{line}/a", replace(lines[line], topic="Another"), LATER)
        assert noted() == before + 1
        store.undo(LATER)
        assert noted() == before + 1
        store.undo(LATER)
        assert noted() == before


def test_a_decision_is_taken_back_by_itself_unless_its_card_was_decided_on_again(
    decks: DeckStore, store: DraftStore, lines: dict[int, Card]
) -> None:
    decks.save(Deck("cell", "Cell", tuple(lines.values())), NOON)
    first = store.edit("cell", "cell/1/a", replace(lines[1], question="First?"), NOON)
    store.edit("cell", "cell/2/a", replace(lines[2], question="Second?"), NOON)
    third = store.edit("cell", "cell/1/a", replace(lines[1], question="Third?"), NOON)
    with pytest.raises(NotFoundError, match="cell/1/a of cell was decided on again since"):
        store.take_back([first], NOON)
    store.take_back([first, third], NOON)
    assert [card.question for card in decks.load("cell").cards][:2] == ["What says line 1?", "Second?"]


def test_of_several_decks_with_a_card_the_first_is_named(decks: DeckStore, lines: dict[int, Card]) -> None:
    decks.save(Deck("b", "B", (lines[1], lines[2])), NOON)
    decks.save(Deck("a", "A", (lines[1],)), NOON)
    assert (decks.deck_of("cell/1/a"), decks.deck_of("cell/2/a")) == ("a", "b")
    decks.save(Deck("a", "A", ()), NOON)
    assert decks.deck_of("cell/1/a") == "b"
    with pytest.raises(NotFoundError, match="no deck has a card cell/9/a"):
        decks.deck_of("cell/9/a")
