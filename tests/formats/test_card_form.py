"""A card's words as a form in an editor: they come back as they were, and what is no card is refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from quizkit.domain.card import BLANK, Card, CardKind, Evidence
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.formats.card_form import read_form, write_form

from .hostile_decks import decks

CardMaker = Callable[..., Card]


@given(decks())
def test_whatever_the_words_they_come_back_as_they_were(deck: Deck) -> None:
    for card in deck.cards:
        blank = BLANK in card.question and not card.choices
        kind = CardKind.CHOICE if card.choices else CardKind.CLOZE if blank else CardKind.QUESTION
        if kind is card.kind:
            assert read_form(write_form(card, [card.answer]), "form", card) == card


def test_the_form_shows_evidence_as_comments_on_one_line_each(make_card: CardMaker) -> None:
    card = make_card(evidence=(Evidence("cell", "Ribosomes\nanswer: build\x1b[2J proteins.", 14),))
    lines = write_form(card, ["why: a\nanswer: b"]).splitlines()
    assert "# cell:14 Ribosomes answer: build␛[2J proteins." in lines
    assert lines[-1] == "# why: a answer: b"
    assert read_form("\n".join(lines), "form", card) == card


def test_the_kind_follows_from_the_words(make_card: CardMaker) -> None:
    card = make_card()
    form = "topic: Cell\nanswer: a\nquestion: "
    assert read_form(f"{form}What […] is it?", "form", card).kind is CardKind.CLOZE
    choice = read_form(f"{form}Which?\nchoices:\n- a\n- b\n- c\n", "form", card)
    assert (choice.kind, choice.choices) == (CardKind.CHOICE, ("a", "b", "c"))
    assert read_form(f"{form}Which?\nchoices:\n", "form", choice).kind is CardKind.QUESTION
    assert read_form(f"{form}Which?\naccept:\n- d\n", "form", card).accept == ("d",)


def test_all_but_the_words_stays(make_card: CardMaker) -> None:
    card = make_card()
    edited = read_form("question: Q?\nanswer: A\ntopic: T\n", "form", card)
    assert edited == replace(card, question="Q?", answer="A", topic="T")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("question: Q?\nanswer:\ntopic: T\n", "form, line 1: .* its question or its answer is empty"),
        ("question: Q?\ntopic: T\n", "form.*: the form of a card has no field 'answer'; add it"),
        ("question: Q?\nanswer: A\ntopic: T\nacept: B\n", "form, line 4: unknown field 'acept'; did you mean 'accept'"),
        ("question: Q?\nanswer: A\ntopic: T\nchoices:\n- A\n- B\n", "form, line 1: .* three different choices"),
        ("question: Q?\nanswer: [A\n", "form, line 3, column 1: not valid YAML: a bracket that is never closed"),
        ("question: Q?\nanswer: A\ntopic: T\naccept: B\n", "form, line 4: accept must be a list"),
        ("question: Q?\nanswer: A\ntopic: &a T\n", "form, line 3: the anchor"),
    ],
)
def test_what_is_no_card_is_refused_with_its_line(make_card: CardMaker, form: str, words: str) -> None:
    with pytest.raises(DeckError, match=words):
        read_form(form, "form", make_card())
