"""What something makes of something else, what is shown, and what somebody is shown doing."""

from __future__ import annotations

from quizkit.generating.analysis import analyze
from quizkit.generating.kinds.making import makings
from quizkit.generating.kinds.number import numbers
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.reason import reasons
from tests.generating.made import asked, statement


def test_what_is_made_more_so_is_asked_for() -> None:
    told = "The new pump shortened the shift, making night work less dangerous in deep mines."
    assert asked(makings, told) == {"What did the new pump make less dangerous in deep mines?": "night work"}


def test_the_name_that_is_made_the_first_of_its_kind_is_asked_for() -> None:
    told = "The canal was shut for years — making Rotterdam the main port for the grain trade."
    assert asked(makings, told) == {"What is the main port for the grain trade?": "Rotterdam"}


def test_what_points_at_something_outside_is_not_asked_for() -> None:
    assert asked(makings, "The new pump shortened the shift, making it safer in deep mines.") == {}


def test_what_a_trial_shows_and_what_somebody_was_shown_doing_are_facts_of_their_own() -> None:
    told = "The trial ran for two years, demonstrating that copper pipes kill legionella faster than steel pipes."
    assert [" ".join(w.text for w in f.subject) for f in analyze(statement(told)).facts][-1] == "copper pipes"
    told = "The film of 1901 showed Marconi rebuilding the mast at Poldhu."
    assert asked(objects, told)["What did Marconi rebuild at Poldhu?"] == "the mast"


def test_the_number_in_the_phrase_before_a_clause_is_asked_for() -> None:
    assert asked(numbers, "At 3,000 metres above the sea, the bread of the bakers rises faster.") == {
        "At […] metres above the sea, the bread of the bakers rises faster.": "3,000",
    }


def test_how_something_works_is_told_by_its_first_two_steps() -> None:
    told = "The kiln works by heating the mash in a pot, catching the vapour in a coil, and letting it cool."
    assert asked(reasons, told) == {
        "How does the kiln work?": "by heating the mash in a pot, catching the vapour in a coil",
    }


def test_how_is_not_asked_of_what_was_done_instead() -> None:
    told = "Louis Pasteur killed the germs by warming the wine slowly rather than boiling it hard."
    assert asked(reasons, told) == {
        "How did Louis Pasteur kill the germs, rather than boiling it hard?": "by warming the wine slowly",
    }


def test_what_is_compared_with_names_is_asked_for_beside_them() -> None:
    told = "The mills of Leeds paid lower wages than Manchester or Bolton."
    assert asked(objects, told) == {
        "Compared with Manchester or Bolton, what kind of wages did the mills of Leeds pay?": "lower wages",
    }
