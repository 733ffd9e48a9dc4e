"""Who and what the documents name."""

from __future__ import annotations

import pytest

from quizkit.generating.analysis import analyze
from quizkit.generating.language import is_english
from quizkit.generating.names import Names, names_in
from quizkit.generating.tagging import tagged
from tests.generating.made import SMALL_LIBRARY, documents, source, statement


def _names(*told: str) -> Names:
    return names_in(analyze(statement(text)) for text in told)


def test_who_says_something_is_a_person_known_by_every_part_of_the_name() -> None:
    names = _names("Rachel Carson argues that pesticides poison rivers.")
    assert names.full("Carson") == "Rachel Carson"
    assert names.is_person(tagged("Rachel Carson"))
    assert not names.is_person(tagged("Silent Spring"))


def test_who_has_a_role_is_a_person() -> None:
    assert _names("The court met Ada Lovelace (author of notes) in London.").full("Lovelace") == "Ada Lovelace"


def test_a_name_of_two_people_stands_for_neither() -> None:
    names = _names("Marie Curie argues that radium glows.", "Pierre Curie argues that quartz rings.")
    assert names.full("Curie") == "Curie"
    assert names.full("Pierre") == "Pierre Curie"


def test_a_part_of_somebody_elses_name_is_not_made_full() -> None:
    names = _names("Alan Turing argues that machines think.")
    assert names.in_full("When did Turing publish it?") == "When did Alan Turing publish it?"
    assert names.in_full("When was the press made by Alan Adler?") == "When was the press made by Alan Adler?"
    assert names.in_full("When was the press made by Dermot Turing?") == "When was the press made by Dermot Turing?"
    assert names.full("Alan Adler") == "Alan Adler"


def test_a_speaker_is_a_person() -> None:
    names = names_in([analyze(statement("The reefs of Fiji are old.", speaker="Terry Hughes"))])
    assert names.is_person(tagged("Terry Hughes"))


def test_a_list_of_examples_tells_what_its_names_are() -> None:
    names = _names("Cooks use spices like Saffron, Sumac and Paprika.")
    assert {names.sort_of(name) for name in ("Saffron", "Sumac", "Paprika")} == {"spice"}
    assert names.sort_of("Basil") == ""


def test_one_bracket_may_be_a_slip_and_two_are_not() -> None:
    once = "Many rivers (Rhine, Danube) flood in spring."
    assert _names(once).sort_of("Rhine") == ""
    assert _names(once, "Long rivers (Rhine, Elbe) carry ships.").sort_of("Rhine") == "river"


def test_a_noun_behind_the_name_tells_what_it_is() -> None:
    assert _names("The Hanford project was secret in the war.").sort_of("Hanford") == "project"


def test_a_version_is_of_the_sort_of_what_it_is_a_version_of() -> None:
    names = _names("Pilots fly planes like Falcon and Condor.")
    assert names.sort_of("Falcon 900") == "plane"


def test_what_acts_like_an_organization_twice_is_one() -> None:
    names = _names("Bayer acquired Monsanto in 2018.", "Bayer sold the seeds of Monsanto to BASF.")
    assert names.sort_of("Bayer") == "organization"


@pytest.mark.parametrize(
    ("opening", "inside"),
    [
        ("The heart", "the heart"),
        ("Copper", "copper"),
        ("NASA", "NASA"),
        ("Bank of England", "Bank of England"),
        ("Lake Victoria", "Lake Victoria"),
    ],
)
def test_a_capital_that_only_opened_the_sentence_goes(opening: str, inside: str) -> None:
    assert _names("Wires of copper and a heart of gold.").opening(tuple(tagged(opening))) == inside


def test_english_is_known_by_its_small_words() -> None:
    assert all(is_english(one) for one in documents(*SMALL_LIBRARY))


@pytest.mark.parametrize(
    "text",
    [
        "Die Zelle ist die kleinste Einheit des Lebens und wurde 1665 entdeckt.",
        "La cellule est la plus petite unité du vivant et fut découverte en 1665.",
        "La célula es la unidad más pequeña de la vida y fue descubierta en 1665.",
        "細胞は生命の最小単位である。",
        "1 2 3",
    ],
)
def test_another_language_is_not_english(text: str) -> None:
    assert not is_english(source([statement(text)]))


def test_a_document_without_statements_is_not_english() -> None:
    assert not is_english(source([]))
