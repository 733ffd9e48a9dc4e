"""What must still be true of a statement once it has become a question: its tense, its names, its doubts, its key."""

from __future__ import annotations

import pytest

from quizkit.domain.deck import DeckChanges
from quizkit.generating.kinds.definition import definitions
from quizkit.generating.kinds.number import numbers
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.reason import reasons
from quizkit.generating.kinds.subject import subjects
from quizkit.generating.language import is_english
from tests.generating.made import asked, cards_of, deck_of, documents, generated, notes

_BESIDE = "The wool of the sheep in the hills is warm."


def test_a_second_document_takes_no_key_from_the_first() -> None:
    first = notes("In the hospital of Toronto, insulin was discovered by Frederick Banting and his student in 1921.")
    second = notes("Insulin was discovered by Frederick Banting and his student in 1921.")
    before = deck_of(generated(first))
    after = deck_of(generated(first, second, known=before))
    assert DeckChanges.between(before, after).gone == ()


@pytest.mark.parametrize(
    "text",
    [
        notes("TCP guarantees ordered delivery", "UDP skips handshakes", "ARP maps IP addresses onto MAC addresses"),
        "Napoleon invaded Russia in June 1812. Kutuzov burned Moscow. Winter killed 300,000 soldiers.",
        "Ribosomes build proteins. Mitochondria produce ATP. Plants store starch.",
    ],
)
def test_terse_english_is_english(text: str) -> None:
    assert is_english(*documents(text))


@pytest.mark.parametrize(
    "text",
    [
        "De cel is de kleinste eenheid van het leven. De kern van de cel is in 1831 ontdekt door Robert Brown.",
        "Cellen er den mindste enhed i livet. Det er vigtigt at vide at membranen er tynd, og at den er for alle.",
        "Die sel is die kleinste eenheid van lewe. Kaapstad is in die weste en was in 1652 gestig.",
        "Gallia est omnis divisa in partes tres. In Gallia Belgae in finibus habitant.",
    ],
)
def test_a_neighbour_of_english_is_not_english(text: str) -> None:
    assert not is_english(*documents(text))


def test_the_last_of_several_subjects_is_not_the_only_answer() -> None:
    assert (
        "Boeing"
        not in asked(subjects, "Companies like NASA, SpaceX, and Boeing build rockets for satellites.").values()
    )


def test_a_present_tense_stays_one() -> None:
    assert "How do enzymes speed up reactions?" in asked(
        reasons, "Enzymes speed up reactions by lowering the activation energy."
    )


def test_an_author_has_no_full_stop() -> None:
    told = 'Every student reads the book "On the Origin of Species" by Charles Darwin.'
    assert asked(definitions, told).get("Who wrote the book “On the Origin of Species”?") == "Charles Darwin"


def test_a_softened_date_is_not_asked_for_as_an_exact_one() -> None:
    told = "The printing press was invented by Johannes Gutenberg around 1440."
    found = [card for card in cards_of(notes(told, _BESIDE)) if card.answer == "1440"]
    assert found
    assert all("roughly" in card.question.lower() or "around" in card.question for card in found)


@pytest.mark.parametrize(
    "told", ["The Danube never froze in 1740 at Vienna.", "The king did not sign the treaty of Utrecht in 1713."]
)
def test_when_something_did_not_happen_is_not_asked(told: str) -> None:
    assert not any(question.startswith("When") for question in asked(numbers, told))


def test_a_profession_makes_a_person() -> None:
    told = "The Bank of England was founded by William Paterson, a Scottish banker, in 1694."
    assert "Who is William Paterson?" in asked(definitions, told)


def test_a_participle_between_commas_that_looks_like_a_verb_is_none() -> None:
    told = "The Suez Canal, opened in 1869, shortened the voyage from London to Mumbai by 7,000 kilometers."
    made = [card for card in cards_of(notes(told, _BESIDE)) if card.answer == "7,000"]
    assert made
    assert not any("opened in 1869, shortened" in card.question for card in made)


def test_two_like_facts_of_one_document_stay_two_cards() -> None:
    cards = cards_of(
        notes(
            "The port of Bergen exported 500 tonnes of cod in 1890.",
            "The port of Tromso exported 500 tonnes of cod in 1890.",
            _BESIDE,
        )
    )
    assert len([card for card in cards if card.answer == "1890"]) == 2


def test_a_near_copy_above_a_statement_takes_no_card_from_it() -> None:
    told = "Insulin was discovered by Frederick Banting in Toronto in 1921."
    copy = "Insulin was discovered by Frederick Banting in Montreal in 1922."
    before = deck_of(generated(notes(told, _BESIDE)))
    after = deck_of(generated(notes(copy, told, _BESIDE), known=before))
    assert DeckChanges.between(before, after).gone == ()


def test_a_name_that_did_something_is_not_asked_for_with_what() -> None:
    told = "The press was invented by Johannes Gutenberg in Mainz."
    assert "Johannes Gutenberg" in asked(objects, told).values()
    assert "What was the press invented by in Mainz?" not in asked(objects, told)


def test_a_number_that_moves_to_a_siblings_old_value_keeps_its_own_key() -> None:
    told = "The fleet of Spain grew from 40 ships to 90 ships in 12 years."
    before = deck_of(generated(notes(told, _BESIDE)))
    after = deck_of(generated(notes(told.replace("90", "130").replace("40", "90"), _BESIDE), known=before))
    old = {card.answer: card.key for card in before.cards}
    new = {card.answer: card.key for card in after.cards}
    assert (new["90"], new["130"]) == (old["40"], old["90"])
