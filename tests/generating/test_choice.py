"""Multiple choice: three wrong options of the same sort, none of which could be right."""

from __future__ import annotations

import pytest

from quizkit.domain.card import CardKind
from tests.generating.made import choices_of

LISTS = (
    "Admins know protocols like SMTP, FTP, SSH, DNS and HTTP well.",
    "Books on protocols like SMTP, FTP, SSH, DNS and HTTP are long.",
)
TOLD = "SMTP needs a queue of undelivered mail on every server of the organization."
_GOODS = ("mail", "keys", "hosts", "pages", "files", "logs", "users", "zones")


def test_a_choice_has_the_answer_and_three_others_of_its_sort() -> None:
    (choice,) = choices_of(TOLD, *LISTS)
    assert choice.kind is CardKind.CHOICE
    assert choice.question == "Which protocol needs a queue of undelivered mail on every server of the organization?"
    assert choice.answer == "SMTP"
    assert len(set(choice.choices)) == 4
    assert "SMTP" in choice.choices
    assert set(choice.choices) <= {"SMTP", "FTP", "SSH", "DNS", "HTTP"}


def test_the_options_stand_in_the_same_order_each_time() -> None:
    assert choices_of(TOLD, *LISTS) == choices_of(TOLD, *LISTS)


def test_the_answer_does_not_always_stand_at_the_same_place() -> None:
    places = {
        choice.choices.index("SMTP")
        for word in _GOODS
        for choice in choices_of(f"SMTP needs a queue of undelivered {word} on every server.", *LISTS)
    }
    assert len(places) > 1


@pytest.mark.parametrize("word", _GOODS)
def test_an_option_that_the_statement_names_is_not_offered(word: str) -> None:
    (choice,) = choices_of(f"SMTP needs a queue of undelivered {word} on every server, unlike DNS.", *LISTS)
    assert "DNS" not in choice.choices


@pytest.mark.parametrize("word", _GOODS)
def test_an_option_of_which_another_statement_says_the_same_is_not_offered(word: str) -> None:
    told = f"SMTP needs a queue of undelivered {word} on every server of the organization."
    alike = f"FTP needs a queue of undelivered {word} on every server of the university."
    (choice,) = choices_of(told, *LISTS, alike)
    assert "FTP" not in choice.choices


def test_without_three_wrong_options_there_is_no_choice() -> None:
    few = [told.replace(", SSH, DNS and HTTP", " and SSH") for told in LISTS]
    assert choices_of(TOLD, *few) == []


def test_where_no_document_tells_the_sort_there_is_no_choice() -> None:
    assert choices_of(TOLD, "Admins meet SMTP, FTP, SSH, DNS and HTTP daily.") == []
