"""Keys last: whoever rewords, inserts or corrects keeps what was learnt."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck, DeckSource
from quizkit.generating.anchors import anchors_of
from tests.generating.made import SMALL_LIBRARY, deck_of, documents, generated, source, statement

_TEXT = SMALL_LIBRARY[1]
_DECK = deck_of(generated(_TEXT))
_BULLETS = [line for line in _TEXT.splitlines() if line.startswith("- ")]
_WORDS = [(bullet, match) for bullet in _BULLETS for match in re.finditer(r"[A-Za-z]{3,}", bullet)]


def _edited(text: str, known: Deck = _DECK) -> Deck:
    return deck_of(generated(text, known=known))


def _keys(deck: Deck) -> list[str]:
    return [card.key for card in deck.cards]


def _by_question(deck: Deck) -> dict[str, Card]:
    return {card.question: card for card in deck.cards}


def test_the_same_documents_give_the_same_cards() -> None:
    assert generated(*SMALL_LIBRARY) == generated(*SMALL_LIBRARY)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import sys\n"
        "from tests.generating.made import *\n"
        "from tests.generating.test_choice import *\n"
        "told = generated(*SMALL_LIBRARY), choices_of(TOLD, *LISTS)\n"
        "sys.stdout.buffer.write(repr(told).encode())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert b"CardKind.CHOICE" in told[0]


def test_the_same_documents_again_keep_every_card_as_it_is() -> None:
    assert _edited(_TEXT).cards == _DECK.cards


def test_a_key_names_source_statement_and_answer() -> None:
    card = next(card for card in _DECK.cards if card.answer == "1921")
    slug, fingerprint, slot = card.key.split("/")
    assert (slug, slot) == ("first", "1921")
    assert _DECK.sources[0].statements[fingerprint] == "Insulin was discovered by Frederick Banting in Toronto in 1921."


@given(st.sampled_from(_WORDS), st.sampled_from(["harbor", "1848", "quickly", "Norway", "the", "was"]))
@settings(max_examples=60, deadline=None)
def test_after_an_edit_of_one_word_no_statement_loses_its_key(word: tuple[str, re.Match[str]], other: str) -> None:
    bullet, match = word
    changed = bullet[: match.start()] + other + bullet[match.end() :]
    before, after = _DECK, _edited(_TEXT.replace(bullet, changed))
    had_cards = any(card.evidence[0].quote in bullet for card in before.cards)
    new = {card.statement_key for card in after.cards} - {card.statement_key for card in before.cards}
    assert not new or not had_cards
    untouched = [card for card in before.cards if card.evidence[0].quote not in bullet]
    # A small topic may dissolve, so that a card of another statement gets another topic, but never another key.
    assert {card.key for card in untouched} <= set(_keys(after))
    asked = _by_question(after)
    assert all(asked[card.question].key == card.key for card in before.cards if card.question in asked)


@given(st.permutations(_BULLETS))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_statements_does_not_touch_the_keys(bullets: list[str]) -> None:
    text = "# Notes on medicine\n\n## Diseases\n\n" + "\n".join(bullets) + "\n"
    assert sorted(_keys(_edited(text))) == sorted(_keys(_DECK))


def test_a_reworded_statement_keeps_the_keys_of_its_cards() -> None:
    after = _edited(
        _TEXT.replace("discovered by Frederick Banting in Toronto", "isolated by Frederick Banting in Toronto")
    )
    assert _keys(after) == _keys(_DECK)
    assert "When was insulin isolated by Frederick Banting in Toronto?" in _by_question(after)


def test_a_key_lasts_through_many_small_edits() -> None:
    deck, text = _DECK, _TEXT
    for old, new in (("adults at rest", "grown men at rest"), ("beats", "contracts"), ("heart", "human heart")):
        text = text.replace(old, new)
        deck = _edited(text, deck)
    (now,) = [card for card in deck.cards if card.answer == "60 to 100"]
    (once,) = [card for card in _DECK.cards if card.answer == "60 to 100"]
    assert now.key == once.key
    assert now.question != once.question


@pytest.mark.parametrize("place", range(len(_BULLETS)))
def test_a_new_bullet_leaves_all_other_keys_alone(place: int) -> None:
    new = "- The liver of an adult stores 100 grams of sugar and filters 1,400 milliliters of blood in a minute."
    after = _edited(_TEXT.replace(_BULLETS[place], f"{new}\n{_BULLETS[place]}"))
    assert set(_keys(_DECK)) < set(_keys(after))


def test_a_bullet_that_went_takes_no_other_key_along() -> None:
    after = _edited(_TEXT.replace(_BULLETS[1] + "\n", ""))
    assert set(_keys(after)) == {card.key for card in _DECK.cards if card.evidence[0].quote not in _BULLETS[1]}


def test_a_near_copy_of_a_statement_does_not_take_its_key() -> None:
    copy = _BULLETS[1].replace("Toronto", "Montreal").replace("1921", "1922")
    after = _edited(_TEXT.replace(_BULLETS[1], f"{copy}\n{_BULLETS[1]}"))
    fingerprint = next(card.key.split("/")[1] for card in _DECK.cards if card.answer == "1921")
    assert after.sources[0].statements[fingerprint] == _BULLETS[1].removeprefix("- ")


def test_a_corrected_number_keeps_the_key_of_the_card_that_asks_for_it() -> None:
    after = _edited(_TEXT.replace("about 270 bones", "about 300 bones"))
    old = next(card for card in _DECK.cards if card.answer == "270")
    new = next(card for card in after.cards if card.answer == "300")
    assert new.key == old.key
    assert new.question == old.question


def test_an_answer_keeps_its_key_where_another_rule_asks_for_it() -> None:
    after = _edited(_TEXT.replace("has about 270 bones", "has over 270 bones"))
    old = next(card for card in _DECK.cards if card.answer == "270")
    new = next(card for card in after.cards if card.answer == "270")
    assert new.rule != old.rule
    assert new.key == old.key


def test_a_corrected_date_leaves_the_siblings_keys_alone() -> None:
    after = _edited(_TEXT.replace("in Toronto in 1921", "in Toronto in 1922"))
    assert _keys(after) == _keys(_DECK)


def _knowing(statements: Mapping[str, str]) -> Deck:
    return Deck("deck", "A deck", (), (DeckSource("first", "first.md", "First", statements=statements),))


def test_two_statements_never_share_a_key_even_where_one_took_the_words_of_the_other() -> None:
    first, second = "The heart of a whale is heavy.", "Bees cool the hive with their wings."
    fingerprint = statement(first).fingerprint
    anchors = anchors_of([source([statement(first), statement(second)])], _knowing({fingerprint: second}))
    assert anchors.key("first", second) == f"first/{fingerprint}"
    assert anchors.key("first", first) == f"first/{fingerprint}-2"


@given(st.lists(st.sampled_from(["The heart pumps blood", "Bees cool the hive", "Bonds fall", "Eggs set"]), max_size=6))
@settings(max_examples=50, deadline=None)
def test_every_statement_has_a_key_of_its_own(openings: list[str]) -> None:
    before = [statement(f"{opening} in the case {number}.") for number, opening in enumerate(reversed(openings))]
    told = [statement(f"{opening} in case {number}.") for number, opening in enumerate(openings)]
    once = anchors_of([source(before)], None)
    again = anchors_of([source(told)], _knowing(once.statements()["first"]))
    for anchors, statements in ((once, before), (again, told)):
        keys = [anchors.key("first", each.text) for each in statements]
        assert len(set(keys)) == len(keys)


def test_the_anchors_tell_the_words_of_every_statement_under_its_key() -> None:
    result = generated(*SMALL_LIBRARY)
    for one in result.sources:
        assert sorted(result.anchors[one.slug].values()) == sorted(each.text for each in one.statements)


def test_a_document_that_the_deck_does_not_know_keeps_its_own_fingerprints() -> None:
    (second,) = documents(_TEXT)
    anchors = anchors_of([second], None)
    assert all(anchors.key("first", each.text) == f"first/{each.fingerprint}" for each in second.statements)
