"""Names in questions and answers: people, what a name stands for, and who said it."""

from __future__ import annotations

import pytest

from quizkit.generating.kinds.attribution import who_said_it
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.reason import reasons
from quizkit.generating.kinds.subject import subjects
from tests.generating.made import asked, proposed, statement


def test_a_name_whose_sort_the_documents_tell_is_asked_for_with_which() -> None:
    beside = (
        "Admins know protocols like SMTP, FTP and SSH well.",
        "Books on protocols like SMTP, FTP and SSH are long.",
    )
    found = asked(subjects, "SSH encrypts remote logins between administrators and servers.", *beside)
    assert found == {"Which protocol encrypts remote logins between administrators and servers?": "SSH"}


def test_a_person_is_asked_for_with_who_and_the_full_name_is_accepted() -> None:
    beside = ("Marie Curie argues that radium glows in the dark of the cellar.",)
    (found,) = proposed(subjects, "Curie isolated radium from pitchblende in a shed.", *beside)
    assert found.question == "Who isolated radium from pitchblende in a shed?"
    assert (found.answer, found.accept) == ("Curie", ("Marie Curie",))


def test_a_question_about_a_person_gives_the_full_name() -> None:
    beside = ("Marie Curie argues that radium glows in the dark of the cellar.",)
    assert "What did Marie Curie isolate from pitchblende?" in asked(
        objects, "Curie isolated radium from pitchblende.", *beside
    )


def test_what_somebody_claims_is_asked_for_with_its_source() -> None:
    told = "Rachel Carson argues that DDT kills eagles by thinning the shells of eggs."
    found = asked(reasons, told)
    assert found == {"According to Rachel Carson, how does DDT kill eagles?": "by thinning the shells of eggs"}


def test_a_quote_is_asked_for_its_speaker_only() -> None:
    told = statement(
        "The reefs of Australia lose half of the corals every ten years to storms.", speaker="Terry Hughes", time="2:10"
    )
    (found,) = proposed(who_said_it, told)
    assert found.answer == "Terry Hughes"
    assert found.question.startswith("Who said: “The reefs of Australia")


@pytest.mark.parametrize(
    "words",
    [
        "It was a good year for the reefs of Australia and Fiji.",
        "And then we sailed to the reefs of Australia in a small boat.",
        "You know, the reefs of Australia were always a dream of mine.",
        "Most of the corals were white by the end of the summer.",
        "Australia is big.",
    ],
)
def test_a_quote_that_says_too_little_is_asked_for_nobody(words: str) -> None:
    assert asked(who_said_it, statement(words, speaker="Terry Hughes")) == {}
