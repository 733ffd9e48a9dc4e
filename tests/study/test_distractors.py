"""Wrong options: of the answer's sort, plausible, and really wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.card import Card, CardKind
from quizkit.formats.deck_yaml import read_deck
from quizkit.study.answer_sorts import made_up, sort_of_answer
from quizkit.study.distractors import FEWEST, distractors
from quizkit.study.typed import compare

MakeCard = Callable[..., Card]
DECK = Path(__file__).parents[2] / "decks" / "state-of-ai-2026.yaml"


@pytest.fixture
def asked(make_card: MakeCard) -> Callable[..., Card]:
    numbers = iter(range(100))

    def make(question: str, answer: str, *accept: str, topic: str = "Cell") -> Card:
        return make_card(key=f"k/{next(numbers)}/a", question=question, answer=answer, accept=accept, topic=topic)

    return make


def test_options_are_of_the_sort_of_the_answer(asked: Callable[..., Card]) -> None:
    card = asked("Who found DNA?", "Rosalind Franklin")
    others = [
        asked("Who read the genome?", "Francis Collins"),
        asked("Who wrote The Double Helix?", "James Watson"),
        asked("Which tool reads genomes?", "Claude Code"),
        asked("When was DNA described?", "1953"),
        asked("What builds proteins?", "ribosomes"),
    ]
    assert set(distractors(card, others, Random(1))) == {"Francis Collins", "James Watson"}


def test_the_answer_in_other_words_is_no_wrong_option(asked: Callable[..., Card]) -> None:
    card = asked("How much did it cost?", "$2 million", "two million")
    others = [asked("How much was it?", said) for said in ("2M dollars", "2,000,000 USD", "$3 million", "$7 million")]
    found = distractors(card, others, Random(1))
    assert {"$3 million", "$7 million"} <= set(found)
    assert not any(compare(said, card).is_right for said in found)


def test_what_answers_the_same_question_elsewhere_is_no_wrong_option(asked: Callable[..., Card]) -> None:
    card = asked("Which company makes the fully open model OLMo?", "Ainova")
    others = [
        asked("Which company makes the fully open model OLMo 3?", "Borealis"),
        asked("Which company makes chips in Taiwan?", "Cyberdyne"),
        asked("Which company rents out computers?", "Dynatech"),
    ]
    assert set(distractors(card, others, Random(1))) == {"Cyberdyne", "Dynatech"}


def test_what_the_question_names_is_no_wrong_option(asked: Callable[..., Card]) -> None:
    card = asked("Which company did Borealis sue?", "Ainova")
    others = [asked("Which company makes chips?", said) for said in ("Borealis", "Cyberdyne", "Dynatech")]
    assert "Borealis" not in distractors(card, others, Random(1))


def test_the_same_topic_comes_first(asked: Callable[..., Card]) -> None:
    card = asked("Which organelle is it?", "ribosome", topic="Cell")
    far = [asked("Which star is it?", said, topic="Stars") for said in ("pulsar", "quasar", "magnetar", "subdwarf")]
    near = [asked("Which part is it?", said, topic="Cell") for said in ("vacuole", "nucleus", "lysosome")]
    assert set(distractors(card, far + near, Random(1))) == {"vacuole", "nucleus", "lysosome"}


@pytest.mark.parametrize(
    ("answer", "same"),
    [
        ("1953", r"(19|20)\d\d"),
        ("July 2025", r"[A-Z][a-z]+ 2025"),
        ("November", r"[A-Z][a-z]+"),
        ("2027–2028", r"20\d\d–20\d\d"),
        ("$2 million", r"\$\d+ million"),
        ("10,000-100,000", r"[\d,]+-[\d,]+"),
        ("four to five years", r"\w+ to \w+ years"),
        ("one gigawatt", r"\w+ gigawatts"),
        ("hundreds of trillions", r"hundreds of \w+"),
        ("37.5 %", r"[\d.]+ %"),
        ("zero", r"\w+"),
    ],
)
def test_of_a_number_a_year_or_a_month_others_can_be_made_up(answer: str, same: str) -> None:
    others = list(made_up(answer, Random(3)))
    card = Card("k/s/a", CardKind.QUESTION, "?", answer, "T", ())
    wrong = [other for other in others if not compare(other, card).is_right]
    assert len(set(wrong)) >= FEWEST
    assert all(re.fullmatch(same, other) for other in others)


@settings(deadline=None)
@given(number=st.integers(0, 10**15), seed=st.integers(0, 9))
def test_a_made_up_number_is_never_the_number_itself(number: int, seed: int) -> None:
    answer = f"{number:,} cells"
    assert answer not in set(made_up(answer, Random(seed)))


@settings(deadline=None)
@given(answer=st.text(max_size=60), seed=st.integers(0, 9))
def test_any_text_has_a_sort_and_made_up_others_differ_from_it(answer: str, seed: int) -> None:
    assert sort_of_answer(answer)
    assert answer not in set(made_up(answer, Random(seed)))


def test_most_cards_of_the_bundled_deck_get_wrong_options_that_are_wrong() -> None:
    cards = read_deck(DECK.read_text(), DECK.name).cards
    random = Random(1)
    short = 0
    for card in cards:
        if card.kind is CardKind.CHOICE:
            continue
        found = distractors(card, cards, random)
        short += len(found) < FEWEST
        assert not any(compare(said, card).is_right for said in found)
        assert len(set(found)) == len(found)
    # What has no like in the deck is asked to type.
    assert short <= len(cards) * 3 // 10


def test_no_share_over_100_stands_beside_one_below(asked: Callable[..., Card]) -> None:
    card = asked("What share of cells divide?", "80 %")
    found = distractors(card, [asked("What share of growth was it?", "160 %")], Random(1))
    assert len(found) == 3
    assert all(0 < float(said.removesuffix(" %")) <= 100 for said in found)
    assert all(re.fullmatch(r"\d\.\d %", said) for said in distractors(asked("How much?", "0.5 %"), [], Random(1)))


def test_an_answer_that_alone_repeats_its_question_gets_no_options(asked: Callable[..., Card]) -> None:
    card = asked("Which attention variant is used?", "sliding window attention")
    others = [asked("Which cache is it?", said) for said in ("a long context", "the gated net", "one pre-fill step")]
    assert distractors(card, others, Random(1)) == []
    others.append(asked("Which other variant is it?", "latent head attention"))
    assert "latent head attention" in distractors(card, others, Random(1))


def test_no_wrong_option_alone_repeats_a_word_of_the_question(asked: Callable[..., Card]) -> None:
    card = asked("Which lab lets reactors run?", "Ainova")
    others = [asked("Which company is it?", said) for said in ("Reactor House", "Cyberdyne", "Dynatech")]
    assert set(distractors(card, others, Random(1))) == {"Cyberdyne", "Dynatech"}


def test_a_name_of_another_kind_and_a_doing_among_things_are_no_options(asked: Callable[..., Card]) -> None:
    card = asked("Which format is used?", "FP8")
    assert not distractors(card, [asked("Which model is it?", said) for said in ("R1", "AI2", "O3")], Random(1))
    card = asked("Which way was it?", "torrenting")
    others = [asked("Which way is it?", said) for said in ("ribosome", "router", "culture")]
    assert not distractors(card, others, Random(1))
