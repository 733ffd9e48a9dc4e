"""Decks, the cards in them, and what a new edition brings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizkit.domain.card import Card, CardKind
from quizkit.domain.deck import Deck, DeckChanges
from quizkit.domain.errors import DeckError

CardMaker = Callable[..., Card]


def deck_of(*cards: Card) -> Deck:
    return Deck("biology", "Biology", cards)


def test_two_cards_of_one_key_are_refused_by_name(make_card: CardMaker) -> None:
    with pytest.raises(DeckError, match="biology: two cards have the key cell/1/a"):
        deck_of(make_card(key="cell/1/a"), make_card(key="cell/1/a", question="Something else?"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "with space/1/a"}, "white space"),
        ({"key": ""}, "empty"),
        ({"question": " "}, "question or its answer is empty"),
        ({"answer": ""}, "question or its answer is empty"),
        ({"topic": ""}, "no topic"),
        ({"kind": CardKind.CLOZE}, "without the blank"),
        ({"kind": CardKind.CHOICE, "choices": ("Ribosomes", "Vacuoles")}, "three different choices"),
        ({"kind": CardKind.CHOICE, "choices": ("Nuclei", "Vacuoles", "Membranes")}, "the answer among them"),
    ],
)
def test_a_card_that_breaks_a_rule_is_refused_with_the_rule(
    make_card: CardMaker, changes: dict[str, object], fault: str
) -> None:
    with pytest.raises(DeckError, match=fault):
        deck_of(make_card(**changes))


def test_topics_stand_in_the_order_of_their_first_card(make_card: CardMaker) -> None:
    cards = [make_card(key=f"cell/{n}/a", topic=topic) for n, topic in enumerate(["Energy", "Cell", "Energy", "DNA"])]
    assert deck_of(*cards).topics == ("Energy", "Cell", "DNA")


def test_siblings_share_the_key_of_their_statement(make_card: CardMaker) -> None:
    assert make_card(key="cell/1/a").statement_key == make_card(key="cell/1/b").statement_key == "cell/1"


def test_the_changes_between_two_editions_are_told_card_by_card(make_card: CardMaker) -> None:
    kept, reworded, gone, new = (make_card(key=f"cell/{n}/a") for n in range(4))
    before = deck_of(gone, kept, reworded)
    after = deck_of(new, make_card(key=reworded.key, question="In other words?"), kept)
    assert DeckChanges.between(before, after) == DeckChanges(
        kept=(kept.key,), reworded=(reworded.key,), new=(new.key,), gone=(gone.key,)
    )


def test_of_a_first_edition_every_card_is_new(make_card: CardMaker) -> None:
    assert DeckChanges.between(None, deck_of(make_card(key="cell/1/a"))) == DeckChanges(new=("cell/1/a",))
