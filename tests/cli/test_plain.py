"""The line-by-line front, judged by what it says and by what is in the library afterwards."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from quizkit.cli.plain import study_plain
from quizkit.domain.deck import Deck
from quizkit.domain.errors import StorageError
from quizkit.domain.log import Reviewed
from quizkit.domain.schedule import Learning, New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom

if TYPE_CHECKING:
    from sqlalchemy import Engine

SUBJECT = "cell/0000000001/subject"
CLOZE = "cell/0000000002/when"
CHOICE = "cell/0000000003/what"


@pytest.fixture
def progress(engine: Engine) -> ProgressStore:
    return ProgressStore(engine)


@pytest.fixture
def moment(today: date) -> datetime:
    return datetime(today.year, today.month, today.day, 12, tzinfo=UTC)


@pytest.fixture
def room(engine: Engine, progress: ProgressStore, biology: Deck, moment: datetime) -> StudyRoom:
    """The deck of all these tests, but no two cards are siblings: they come in the order of the deck."""
    decks = DeckStore(engine)
    cards = (*biology.cards[:2], replace(biology.cards[2], key=CHOICE))
    decks.save(replace(biology, cards=cards), moment)
    return StudyRoom(decks, progress, Settings(), lambda: moment)


def study(room: StudyRoom, typed: str) -> str:
    """What the front says to the lines that are typed."""
    out = io.StringIO()
    study_plain(room.start(), io.StringIO(typed), out, room.source_titles())
    return out.getvalue()


def test_a_whole_session_is_saved_and_summed_up(room: StudyRoom, progress: ProgressStore, today: date) -> None:
    said = study(room, "\n3\n\n3\n\n4\n\n")
    assert "Done: 3 of 3 reviews remembered (100 %), 0 drills." in said
    assert progress.schedule(SUBJECT) == Learning(1, 250, today + timedelta(days=1))


def test_the_answer_comes_with_its_evidence_and_the_four_ratings(room: StudyRoom) -> None:
    question, answer = study(room, "\n").split("Answer: ")
    assert "1 of 3 · 3 new · new card · Cell · The cell\nQuestion: What builds proteins?\n" in question
    assert "Ribosomes" not in question
    assert answer.startswith(
        "Ribosomes\n"
        "  “Ribosomes build proteins.”\n"
        "  — The cell, line 3\n"
        "  1 Again: later today, then tomorrow\n"
        "  2 Hard: later today, then tomorrow\n"
        "  3 Good: tomorrow\n"
        "  4 Easy: tomorrow\n"
    )


def test_choices_have_letters_and_the_answer_names_its_own(room: StudyRoom) -> None:
    said = study(room, "\n3\n\n3\n\n")
    assert "  a) DNA\n  b) RNA\n  c) ATP\n" in said
    assert "Answer: a) DNA\n" in said


def test_what_was_missed_is_drilled_and_shown_at_the_end(room: StudyRoom, progress: ProgressStore) -> None:
    said = study(room, "\n1\n\n3\n\n3\n\n3\n\n")
    assert "once more today" in said
    assert "Look at these again:\n  What builds proteins?\n    Ribosomes\n" in said
    assert [e.event.is_drill for e in progress.entries(SUBJECT) if isinstance(e.event, Reviewed)] == [False, True]


def test_undo_takes_the_rating_back_and_asks_again(room: StudyRoom, progress: ProgressStore) -> None:
    said = study(room, "\n4\nu\n")
    assert said.count("Question: What builds proteins?") == 2
    assert progress.schedule(SUBJECT) == New()


def test_the_last_rating_can_be_taken_back_too(room: StudyRoom, progress: ProgressStore) -> None:
    study(room, "\n3\n\n3\n\n3\nu\nq\n")
    assert progress.schedule(CHOICE) == New()


def test_undo_at_the_start_says_that_there_is_nothing(room: StudyRoom) -> None:
    assert "There is nothing to take back." in study(room, "u\n")


@pytest.mark.parametrize("typed", ["", "q\n", "\nq\n", "Q\n"])
def test_leaving_rates_nothing(room: StudyRoom, progress: ProgressStore, typed: str) -> None:
    assert study(room, typed).endswith("Nothing was rated.\n")
    assert progress.entries(SUBJECT) == []


@pytest.mark.parametrize("typed", ["3\n", "\n5\n", "\n\n", "\nyes\n", "\x1b[A\n", "\n33\n"])
def test_anything_else_brings_a_hint_and_changes_nothing(room: StudyRoom, progress: ProgressStore, typed: str) -> None:
    assert "u takes the last thing back, q leaves, ? tells all." in study(room, typed).split("\n", 1)[1]
    assert progress.entries(SUBJECT) == []


def test_with_nothing_to_study_it_says_so(room: StudyRoom) -> None:
    study(room, "\n3\n\n3\n\n3\n")
    assert study(room, "\n") == "Nothing to study here now.\n"


def test_a_rating_that_cannot_be_saved_is_said_and_can_be_given_again(
    room: StudyRoom, progress: ProgressStore, engine: Engine
) -> None:
    out = io.StringIO()

    def typed() -> object:
        yield "\n"
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE log RENAME TO elsewhere"))
        yield "3\n"
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO log"))
        assert progress.schedule(SUBJECT) == New()
        yield "3\n"

    study_plain(room.start(), typed(), out)  # type: ignore[arg-type]
    assert "Not saved, so the card stays here:" in out.getvalue()
    assert progress.schedule(SUBJECT) != New()


def test_ratings_that_could_not_be_saved_to_the_end_are_counted_in_an_error(room: StudyRoom, engine: Engine) -> None:
    session = room.start()
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE log RENAME TO elsewhere"))
    out = io.StringIO()
    with pytest.raises(StorageError, match=r"^2 ratings not saved: "):
        study_plain(session, io.StringIO("\n3\n3\nq\n"), out)
    assert "Nothing was rated." in out.getvalue()


def test_a_reader_that_goes_away_ends_the_session_quietly_and_loses_nothing(
    room: StudyRoom, progress: ProgressStore
) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as out:

        def typed() -> object:
            yield from ("\n", "3\n", "\n")
            os.close(reading)
            yield "3\n"
            raise AssertionError("asked for a line that nobody could have answered")

        study_plain(room.start(), typed(), out)  # type: ignore[arg-type]
    assert progress.schedule(SUBJECT) != New()
    assert progress.schedule(CLOZE) != New()


def test_what_a_terminal_would_obey_is_made_visible(engine: Engine, biology: Deck, moment: datetime) -> None:
    evil = replace(
        biology.cards[2],
        question="\x1b]0;evil\x07?",
        answer="\x1b[2J",
        topic="\x1bt",
        choices=("\x1b[2J", "\x07", "c"),
    )
    decks = DeckStore(engine)
    decks.save(replace(biology, cards=(evil,)), moment)
    said = study(StudyRoom(decks, ProgressStore(engine), Settings(), lambda: moment), "\n1\nq\n")
    assert "␛]0;evil␇?" in said
    assert not {"\x1b", "\x07"} & set(said)


def test_a_terminal_of_an_old_encoding_gets_question_marks(room: StudyRoom) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    study_plain(room.start(), io.StringIO("\nq\n"), out)
    out.seek(0)
    assert "Question: What builds proteins?" in out.read()
