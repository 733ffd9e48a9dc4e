"""Answers that the learner gives, before or instead of only looking."""

from __future__ import annotations

import pytest

from quizkit.domain.card import BLANK, CardKind
from quizkit.domain.deck import Deck
from quizkit.domain.errors import QuizkitError
from quizkit.domain.rating import Rating
from quizkit.domain.settings import Settings
from quizkit.study.answering import answered
from quizkit.study.session import StudySession
from quizkit.study.sitting import Sitting
from quizkit.study.typed import Match
from tests.study.conftest import Desk, answer


@pytest.fixture
def session(desk: Desk) -> StudySession:
    """A session on one card of each kind, with answers to be typed."""
    desk.decks.save(
        Deck(
            "biology",
            "Biology",
            (
                desk.make_card(key="s/1/a"),
                desk.make_card(key="s/2/a", kind=CardKind.CLOZE, question=f"{BLANK} build proteins."),
                desk.make_card(key="s/3/a", kind=CardKind.CHOICE, choices=("RNA", "Ribosomes", "ATP")),
            ),
        ),
        desk.now,
    )
    return desk.room.sit_down(Sitting(typed=True))


def test_a_typed_answer_shows_the_answer_and_suggests_a_rating_but_rates_nothing(
    session: StudySession, desk: Desk
) -> None:
    assert session.is_typed
    given = session.answer("the ribosomes")
    assert (given.comparison.is_right, given.comparison.rating) == (True, Rating.GOOD)
    assert session.answered is given
    assert session.is_revealed
    assert desk.progress.entries("s/1/a") == []
    session.rate(Rating.EASY)
    assert session.answered is None


def test_an_answer_is_forgotten_when_its_card_is_asked_again(session: StudySession) -> None:
    session.answer("no idea")
    session.rate(Rating.AGAIN)
    session.undo()
    assert (session.answered, session.is_revealed) == (None, False)
    session.answer("ribosomes")
    session.bury()
    assert session.answered is None


def test_after_the_answer_was_seen_none_can_be_given(session: StudySession) -> None:
    session.reveal()
    with pytest.raises(QuizkitError, match="shown already"):
        session.answer("ribosomes")


def test_an_option_is_chosen_by_its_letter_and_never_needs_typing(session: StudySession) -> None:
    answer(session, Rating.GOOD, Rating.GOOD)
    assert not session.is_typed
    given = session.answer("c")
    assert (given.choice, given.comparison.match, given.comparison.rating) == ("ATP", Match.WRONG, Rating.AGAIN)


@pytest.mark.parametrize(("given", "choice"), [("b", "Ribosomes"), ("B)", "Ribosomes"), ("ribosomes", "Ribosomes")])
def test_the_right_option_is_right_by_letter_and_by_words(desk: Desk, given: str, choice: str) -> None:
    card = desk.make_card(kind=CardKind.CHOICE, choices=("RNA", "Ribosomes", "ATP"))
    told = answered(given, card)
    assert (told.choice, told.comparison.rating) == (choice, Rating.GOOD)


def test_words_that_are_no_option_are_compared_with_the_answer(desk: Desk) -> None:
    card = desk.make_card(kind=CardKind.CHOICE, choices=("RNA", "Ribosomes", "ATP"))
    assert answered("Ribosome", card).choice is None
    assert answered("", card).comparison.match is Match.WRONG


def test_the_settings_name_the_kinds_whose_answers_are_typed(session: StudySession, desk: Desk) -> None:
    typed = desk.with_settings(Settings(typed=(CardKind.CLOZE, CardKind.CHOICE))).start()
    kinds = []
    while typed.current:
        kinds.append(typed.is_typed)
        answer(typed, Rating.GOOD)
    assert kinds == [False, True, True]
