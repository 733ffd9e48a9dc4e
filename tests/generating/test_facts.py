"""Clauses with subject, verb and rest, cut where a reader can stop."""

from __future__ import annotations

import pytest

from quizkit.generating.analysis import analyze
from quizkit.generating.facts import Fact
from quizkit.generating.tagging import tagged
from quizkit.generating.wording import blanked, capitalized, spoken
from tests.generating.made import statement


def _facts(text: str, lead: str = "") -> list[tuple[str, str, str]]:
    return [_parts(fact) for fact in analyze(statement(text, lead=lead)).facts]


def _parts(fact: Fact) -> tuple[str, str, str]:
    return spoken(fact.subject), spoken(fact.verbs), spoken(fact.rest)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The heart pumps blood.", ("The heart", "pumps", "blood")),
        ("The harbor was built by monks.", ("The harbor", "was built", "by monks")),
        ("The plague may have reached Messina.", ("The plague", "may have reached", "Messina")),
        ("However, the heart pumps blood.", ("the heart", "pumps", "blood")),
        ("The Danube, a river in Europe, flows into the sea.", ("The Danube", "flows", "into the sea")),
        ("Sparta, founded by Dorians, defeated Athens.", ("Sparta", "defeated", "Athens")),
        ("The press spread to Venice, which printed more books.", ("The press", "spread", "to Venice")),
        ("The heart (a muscle) pumps blood.", ("The heart", "pumps", "blood")),
    ],
)
def test_a_clause_has_subject_verb_and_rest(text: str, parts: tuple[str, str, str]) -> None:
    assert parts in _facts(text)


def test_the_phrase_before_the_subject_is_the_intro() -> None:
    (fact,) = analyze(statement("In the late spring, the swans leave the lake.")).facts
    assert (spoken(fact.intro), spoken(fact.subject)) == ("In the late spring", "the swans")


def test_a_second_verb_shares_the_subject() -> None:
    assert _facts("The monks built a mill and sold flour to the town.") == [
        ("The monks", "built", "a mill"),
        ("The monks", "sold", "flour to the town"),
    ]


def test_each_half_of_a_sentence_is_a_fact_of_its_own() -> None:
    found = _facts("The north exported wool; the south bought wine from France.")
    assert found == [("The north", "exported", "wool"), ("the south", "bought", "wine from France")]


def test_a_participle_beside_the_subject_is_a_fact_of_its_own() -> None:
    assert ("Sparta", "was founded", "by Dorians") in _facts("Sparta, founded by Dorians, defeated Athens.")


def test_what_follows_a_colon_with_it_is_about_the_first_subject() -> None:
    found = _facts("Grafting is an old art: it joins two plants in one.")
    assert ("Grafting", "joins", "two plants in one") in found


def test_an_effect_is_a_fact_of_its_own() -> None:
    found = _facts("The dam raised the river by 20 meters, reducing floods in the valley.")
    assert ("The dam", "reduced", "floods in the valley") in found


def test_a_thesis_keeps_its_holder() -> None:
    facts = analyze(statement("The theory of the guild is simple: scarcity raises the price of bread.")).facts
    assert spoken(facts[-1].intro) == "According to the theory of the guild"


def test_a_heading_before_the_colon_is_no_subject() -> None:
    assert _facts("Circulation: The heart pumps blood.", lead="Circulation") == [("The heart", "pumps", "blood")]


@pytest.mark.parametrize(
    "text",
    [
        "They pump blood.",
        "This pumps blood.",
        "If the heart stops, blood stands still.",
        "Blood and oxygen.",
        "Wash the rice.",
        "There are 12 mills.",
        "",
        "—",
        "(((",
    ],
)
def test_where_no_subject_is_sure_there_is_no_fact(text: str) -> None:
    assert _facts(text) == []


def test_words_are_spoken_as_they_are_written() -> None:
    told = 'The “old” bank (in Siena), Tuscany\'s first, lent 5% — "at most".'
    assert spoken(tagged(told)) == told


def test_a_blank_keeps_the_spaces_around_it() -> None:
    words = tuple(tagged("The bank (Siena) lent 5% a year."))
    assert blanked(words, 3, 4, "___") == "The bank (___) lent 5% a year."
    assert blanked(words, 6, 7, "___") == "The bank (Siena) lent ___ a year."


@pytest.mark.parametrize(("text", "told"), [("the heart", "The heart"), ("pH falls", "pH falls"), ("", "")])
def test_a_capital_opens_a_sentence_but_not_a_word_with_its_own_spelling(text: str, told: str) -> None:
    assert capitalized(text) == told


def test_what_is_told_of_a_name_after_who_is_a_fact_of_its_own() -> None:
    found = _facts("The war arose from the plans of Valdemar IV of Denmark, who seized Visby in 1361 after a battle.")
    assert ("Valdemar IV of Denmark", "seized", "Visby in 1361 after a battle") in found


def test_a_second_verb_behind_a_comma_is_a_fact_of_its_own() -> None:
    found = _facts("The bank dismissed Bogle after a merger that went sour, and opened a fund for savers in Iowa.")
    assert ("The bank", "opened", "a fund for savers in Iowa") in found


def test_it_is_what_its_statement_is_about() -> None:
    found = _facts("Common Crawl is the base of most corpora; labs filter it with classifiers of their own.")
    assert ("labs", "filter", "Common Crawl with classifiers of their own") in found


def test_their_at_the_front_of_a_later_clause_is_the_first_subjects() -> None:
    found = _facts("DeepSeek is a lab of the south — their fleet has 50,000 units.")
    assert ("DeepSeek’s fleet", "has", "50,000 units") in found


def test_a_relative_clause_belongs_to_its_subject() -> None:
    found = _facts("Professors who teach long hours seem happy on average.")
    assert ("Professors who teach long hours", "seem", "happy on average") in found
