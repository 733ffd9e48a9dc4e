"""``cards``, ``card`` and ``change``: found, looked at and changed without a screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Told

Run = Callable[..., Told]
RIBOSOMES, WHEN, WHAT = "cell/0000000001/subject", "cell/0000000002/when", "cell/0000000002/what"


@pytest.fixture
def library(quizkit: Run, deck_file: Path) -> None:
    """The library with the deck of three cards, and without the one that comes with quizkit."""
    quizkit("load", deck_file)
    quizkit("decks", "--remove", "state-of-ai-2026")


@pytest.fixture
def found(quizkit: Run, library: None) -> Callable[..., list[str]]:
    def keys(*query: str) -> list[str]:
        return [card["key"] for card in json.loads(quizkit("cards", "--json", *query).out)["cards"]]

    return keys


def shown(quizkit: Run, *keys: str) -> list[dict[str, Any]]:
    cards: list[dict[str, Any]] = json.loads(quizkit("card", "--json", *keys).out)
    return cards


def test_cards_are_listed_with_how_they_stand(quizkit: Run, library: None) -> None:
    told = quizkit("cards", "topic:dna")
    lines = told.out.splitlines()
    assert lines[0].split()[:4] == ["KEY", "DUE", "INTERVAL", "MARKS"]
    assert [line.split()[:2] for line in lines[1:]] == [[WHEN, "new"], [WHAT, "new"]]
    assert told.err == ""


def test_a_list_says_how_much_it_leaves_out(quizkit: Run, library: None) -> None:
    told = quizkit("cards", "--limit", "1")
    assert len(told.out.splitlines()) == 2
    assert told.err == "quizkit: 1 of 3 cards; --limit 0 lists all\n"
    assert len(quizkit("cards", "--limit", "0").out.splitlines()) == 4
    assert json.loads(quizkit("cards", "--limit", "1", "--json").out)["found"] == 3


def test_json_lists_all_unless_told_otherwise_and_then_says_what_it_leaves_out(quizkit: Run) -> None:
    told = quizkit("cards", "--json")
    assert len(json.loads(told.out)["cards"]) == json.loads(told.out)["found"] > 50
    told = quizkit("cards", "--json", "--limit", "2")
    assert len(json.loads(told.out)["cards"]) == 2
    assert "quizkit: 2 of " in told.err


def test_a_card_that_is_not_there_is_looked_for_among_cards(quizkit: Run, library: None) -> None:
    told = quizkit("card", "nopenope")
    assert (told.code, told.err) == (5, "quizkit: there is no card nopenope; `quizkit cards` lists the keys\n")


def test_a_deck_taken_away_is_told_with_what_it_held(quizkit: Run) -> None:
    told = quizkit("decks", "--remove", "state-of-ai-2026")
    assert "cards, and what you decided on them; your reviews stay in the log" in told.err


def test_to_study_a_flag_or_words_that_no_card_has_is_exit_code_5(quizkit: Run, library: None) -> None:
    told = quizkit("study", "--plain", "--flag", "7")
    assert (told.code, told.err) == (
        5,
        "quizkit: no card has flag 7; `quizkit cards is:flagged` lists those that have one\n",
    )
    told = quizkit("study", "--plain", "--search", "xylophone")
    assert (told.code, told.err) == (
        5,
        "quizkit: the search xylophone finds no card; try it with `quizkit cards`\n",
    )


def test_words_of_a_query_may_stand_as_one_argument_or_several(found: Callable[..., list[str]]) -> None:
    assert found("is:new", "proteins") == found("is:new proteins") == [RIBOSOMES]
    assert found("--", "-proteins") == [WHEN, WHAT]
    assert found("--sort", "topic", "kind:choice", "or", "ribosomes") == [RIBOSOMES, WHAT]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("is:late",), "the search makes no sense at character 1: is:late: after is: comes one of due,"),
        (("--limit", "-1"), "--limit -1 makes no sense"),
        (("--sort", "size"), "--sort size: sort by due, topic, interval or lapses"),
    ],
)
def test_what_makes_no_sense_is_exit_code_2(quizkit: Run, arguments: tuple[str, ...], message: str) -> None:
    told = quizkit("cards", *arguments)
    assert (told.code, told.out) == (2, "")
    assert message in told.err


def test_nothing_found_is_said(quizkit: Run, library: None) -> None:
    assert quizkit("cards", "no such words").out == "Nothing was found.\n"


def test_a_card_is_shown_with_evidence_schedule_marks_and_history(quizkit: Run, program: Run, library: None) -> None:
    program("study", "--plain", stdin="\n1\n\n3\nu\nq\n")
    quizkit("change", RIBOSOMES, "--flag", "2", "--bury")
    told = quizkit("card", "0000000001").out
    for line in (
        f"{RIBOSOMES} of biology: Cell",
        '  "Ribosomes build proteins." cell:3',
        "interval 1 day, ease 2.50, no lapse; buried, flag 2",
        "  Again",
    ):
        assert line in told
    card = shown(quizkit, RIBOSOMES)[0]
    assert (card["flag"], card["is_suspended"], card["interval"]) == (2, False, 1)
    assert [event["what"] for event in card["history"]] == ["reviewed"]
    every = shown(quizkit, RIBOSOMES, WHEN, WHAT)
    assert {event["what"] for card in every for event in card["history"]} == {"reviewed", "retracted"}
    assert "(taken back)" in quizkit("card", WHEN, WHAT).out


def test_a_card_that_is_not_there_is_exit_code_5(quizkit: Run, library: None) -> None:
    assert quizkit("card", "nothing-of-it").code == 5


def test_marks_are_set_and_taken_away_by_key_and_by_search(quizkit: Run, found: Callable[..., list[str]]) -> None:
    quizkit("change", "--search", "topic:dna", "--suspend", "--flag", "3")
    assert found("is:suspended") == found("flag:3") == [WHEN, WHAT]
    quizkit("change", WHEN, "--unsuspend", "--flag", "0")
    assert found("is:suspended") == found("is:flagged") == [WHAT]
    quizkit("change", RIBOSOMES, "--bury")
    assert found("is:buried") == [RIBOSOMES]


def test_a_topic_is_the_learners_word_that_a_new_edition_leaves_alone(
    quizkit: Run, found: Callable[..., list[str]], deck_file: Path
) -> None:
    told = quizkit("change", "--search", "topic:dna", "--topic", "Genes")
    assert told.out == f"{WHEN}\n{WHAT}\n"
    assert told.err == "quizkit: 2 cards changed\n"
    quizkit("load", deck_file)
    assert found("topic:genes") == [WHEN, WHAT]
    quizkit("drafts", "undo")
    quizkit("drafts", "undo")
    assert found("topic:genes") == []
    assert found("topic:dna") == [WHEN, WHAT]


def test_changes_are_told_to_programs(quizkit: Run, library: None) -> None:
    told = json.loads(quizkit("change", WHEN, "--bury", "--json").out)
    assert told == {"changed": [{"deck": "biology", "key": WHEN}]}


def test_a_search_that_finds_nothing_changes_nothing(quizkit: Run, library: None) -> None:
    told = quizkit("change", "--search", "nothing of it", "--suspend")
    assert (told.code, told.out) == (0, "Nothing was found, so nothing was changed.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((WHEN,), 2, "what is to change?"),
        (("--suspend",), 2, "which cards?"),
        ((WHEN, "--search", "dna", "--suspend"), 2, "which cards?"),
        (("--search", " ", "--suspend"), 5, "an empty search would change all cards"),
        ((WHEN, "--flag", "9"), 2, "there is no flag 9"),
        ((WHEN, "--topic", " "), 4, "it has no topic"),
        (("--search", "dna", "--suspend", "--deck", "chemistry"), 5, "there is no deck chemistry"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_and_nothing_changes(
    quizkit: Run, found: Callable[..., list[str]], arguments: tuple[str, ...], code: int, message: str
) -> None:
    told = quizkit("change", *arguments)
    assert told.code == code
    assert message in told.err
    assert found("is:suspended or is:flagged") == []


def test_keys_cut_for_a_narrow_terminal_still_name_their_cards(
    quizkit: Run, library: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.cli.found_in_words.room_on_terminal", lambda: 60)
    lines = quizkit("cards").out.splitlines()
    assert all(len(line) <= 60 for line in lines)
    keys = [line.split()[0] for line in lines[1:]]
    assert [card["key"] for card in shown(quizkit, *keys)] == [RIBOSOMES, WHEN, WHAT]
