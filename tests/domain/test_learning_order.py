"""Where a card belongs among others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.learning_order import place_for


def card(topic: str, source: str, line: int) -> Card:
    proof = Evidence(source, "Quote.", line)
    return Card(f"{source}/{line}/{topic}", CardKind.QUESTION, "What?", "This", topic, (proof,))


DECK = [card("Cell", "bio", 3), card("Cell", "bio", 9), card("DNA", "bio", 20), card("Stars", "sky", 2)]


def test_a_card_follows_what_its_document_says_earlier_in_the_topic() -> None:
    assert place_for(card("Cell", "bio", 5), DECK) == 1
    assert place_for(card("Cell", "bio", 9), DECK) == 2
    assert place_for(card("Cell", "bio", 99), DECK) == 2


def test_a_card_that_its_document_says_first_opens_its_topic() -> None:
    assert place_for(card("DNA", "bio", 1), DECK) == 2


def test_a_card_of_another_document_closes_the_topic() -> None:
    assert place_for(card("Cell", "sky", 1), DECK) == 2


def test_a_new_topic_follows_the_topic_that_its_document_speaks_of_before() -> None:
    assert place_for(card("Energy", "bio", 5), DECK) == 2
    assert place_for(card("Energy", "bio", 1), DECK) == 0
    assert place_for(card("Planets", "sky", 5), DECK) == 4


def test_a_document_without_a_card_comes_last() -> None:
    assert place_for(card("Law", "law", 1), DECK) == 4
    assert place_for(card("Law", "law", 1), []) == 0


_cards = st.builds(card, st.sampled_from("XYZ"), st.sampled_from("ab"), st.integers(1, 9))


@given(_cards, st.lists(_cards))
def test_a_topic_is_never_torn_in_two(new: Card, others: list[Card]) -> None:
    together = sorted(others, key=lambda other: other.topic)
    at = place_for(new, together)
    topics = [other.topic for other in (*together[:at], new, *together[at:])]
    assert topics == sorted(topics, key=topics.index)
