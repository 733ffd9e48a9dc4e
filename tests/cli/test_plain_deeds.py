"""What can be done in the line-by-line front beside rating, judged by what is in the library afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from quizkit.cli.plain import study_plain
from quizkit.domain.card import Origin
from quizkit.domain.deck import Deck
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.domain.schedule import Graduated, New
from quizkit.domain.settings import Settings
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom
from quizkit.study.sitting import Sitting

from .conftest import Told

if TYPE_CHECKING:
    from sqlalchemy import Engine

SUBJECT = "cell/0000000001/subject"
CLOZE = "cell/0000000002/when"
CHOICE = "cell/0000000003/what"


class Desk:
    """A library with a card of each kind, and what is said to lines typed at it."""

    def __init__(self, engine: Engine, biology: Deck, moment: datetime) -> None:
        self.decks, self.progress, self.now = DeckStore(engine), ProgressStore(engine), moment
        cards = (*biology.cards[:2], replace(biology.cards[2], key=CHOICE))
        self.decks.save(replace(biology, cards=cards), moment)
        self.room = StudyRoom(self.decks, self.progress, Settings(), lambda: self.now)

    def study(self, typed: str, sitting: Sitting | None = None) -> str:
        out = io.StringIO()
        session = self.room.sit_down(sitting or Sitting())
        study_plain(session, io.StringIO(typed), out, self.room.source_titles())
        return out.getvalue()

    def marks(self, key: str) -> Marks:
        return self.room.marking.marks([key])[key]

    def card(self, key: str) -> object:
        return self.decks.cards([key]).get(key)


@pytest.fixture
def desk(engine: Engine, biology: Deck, today: date) -> Desk:
    return Desk(engine, biology, datetime(today.year, today.month, today.day, 12, tzinfo=UTC))


def test_a_card_is_buried_or_suspended_and_the_next_one_asked(desk: Desk, today: date) -> None:
    said = desk.study("-\n@\n")
    assert "Buried: this card waits until tomorrow." in said
    assert "Suspended: this card comes no more" in said
    assert desk.marks(SUBJECT).is_buried(today)
    assert desk.marks(CLOZE) == Marks(is_suspended=True)
    assert said.count("Question: ") == 3


def test_typing_is_turned_on_and_off_by_i(desk: Desk) -> None:
    said = desk.study("i\nribosomes\n3\n:i\n\n")
    assert "Answers are typed from now on" in said
    assert "✓ Right" in said
    assert "Answers are given in the head from now on" in said


def test_what_was_set_aside_is_taken_back_by_u(desk: Desk) -> None:
    said = desk.study("-\n@\nu\nu\nu\n")
    assert "The card is suspended no more.\n" in said
    assert "The card is buried no more.\n" in said
    assert "There is nothing to take back.\n" in said
    assert desk.marks(SUBJECT) == desk.marks(CLOZE) == NO_MARKS
    assert said.count("Question: What builds proteins?") == 2


@pytest.mark.parametrize(
    ("typed", "flag"),
    [("*\n", 1), ("*\n*\n", 0), ("f\nf\n", 2), ("f5\n", 5), ("f 7\nf\n", 0), ("f3\nf0\n", 0), ("f8\n", 0)],
)
def test_flags_are_set_cleared_cycled_and_named(desk: Desk, typed: str, flag: int) -> None:
    said = desk.study(typed)
    assert desk.marks(SUBJECT).flag == flag
    assert ("Flagged" in said) == (typed != "f8\n")


def test_a_flag_stands_with_its_question(desk: Desk) -> None:
    desk.room.marking.flag([SUBJECT], 2)
    assert " · ⚑2 orange\nQuestion: What builds proteins?" in desk.study("")


def test_a_card_is_put_in_the_learners_words_and_back(desk: Desk) -> None:
    said = desk.study("\ne\nWhat makes proteins?\nThe ribosome\nribosomes; a ribosome ;\nBiology\n")
    assert desk.card(SUBJECT) == replace(
        desk.decks.load("biology").cards[0],
        question="What makes proteins?",
        answer="The ribosome",
        accept=("ribosomes", "a ribosome"),
        topic="Biology",
        origin=Origin.EDITED,
    )
    assert said.count("Question: What makes proteins?") == 1
    assert "Answer: The ribosome\n" in said
    again = desk.study("e\n\n\n-\n\nu\n3\n")
    assert "Also right: ribosomes; a ribosome\n" in again
    assert "The card has its old words again.\n" in again
    kept = desk.decks.load("biology").cards
    assert next(card for card in kept if card.key == SUBJECT).accept == ("ribosomes", "a ribosome")


def test_words_that_are_kept_change_nothing(desk: Desk) -> None:
    before = desk.decks.load("biology")
    assert "Nothing was changed.\n" in desk.study("e\n\n\n\n\n")
    assert desk.decks.load("biology") == before


@pytest.mark.parametrize("typed", ["e\n", "e\nNew?\n", "e\nNew?\nNew\n\n", "t\n", "x\n", "x\n\n\n\n\nTwo?\n"])
def test_where_the_lines_end_in_the_middle_of_an_edit_nothing_is_changed(desk: Desk, typed: str) -> None:
    before = desk.decks.load("biology")
    assert desk.study(typed).endswith("Nothing was rated.\n")
    assert desk.decks.load("biology") == before


def test_the_options_of_a_choice_card_are_reworded_and_the_right_one_stays_it(desk: Desk) -> None:
    desk.study(f"-\n-\n:e\n\n{'D.N.A.'}\n\nadenosine\n\n")
    [card] = [card for card in desk.decks.load("biology").cards if card.key == CHOICE]
    assert (card.choices, card.answer) == (("D.N.A.", "RNA", "adenosine"), "D.N.A.")


def test_words_that_make_no_card_are_refused_and_the_session_goes_on(desk: Desk) -> None:
    said = desk.study("-\ne\nNo blank here.\n\n\n\n\n3\n")
    assert "Not done, nothing has changed: cell/0000000002/when: it is a cloze card without the blank" in said
    assert desk.progress.schedule(CLOZE) != New()


def test_a_topic_is_changed_alone(desk: Desk) -> None:
    assert "This card stands under Organelles now, a new topic." in desk.study("t\nOrganelles\n")
    assert "Organelles" in desk.decks.topics()


def test_a_card_is_split_in_two(desk: Desk) -> None:
    desk.study("x\nWhat builds proteins, in short?\n\n\n\nWhat do ribosomes build?\nproteins\n-\n\n")
    kept = {card.key: card for card in desk.decks.load("biology").cards}
    assert kept[SUBJECT].question == "What builds proteins, in short?"
    second = kept["cell/0000000001/own-1"]
    assert (second.question, second.answer, second.origin) == ("What do ribosomes build?", "proteins", Origin.WRITTEN)
    assert second.evidence == kept[SUBJECT].evidence


def test_two_cards_that_would_be_the_same_are_not_made(desk: Desk) -> None:
    assert "Both would be the same" in desk.study("x\nOne?\n\n\n\n\n\n\n\n")
    assert len(desk.decks.load("biology").cards) == 3


def test_the_source_is_told_around_the_evidence(desk: Desk) -> None:
    assert "The cell · cell.md\n> 3: Ribosomes build proteins.\n  9: DNA was described in 1953.\n" in desk.study("o\n")


def test_far_from_the_evidence_the_source_is_told_on_demand(desk: Desk, biology: Deck) -> None:
    many = {f"{n:010}": f"Statement {n}." for n in range(10, 30)}
    source = replace(biology.sources[0], statements={**biology.sources[0].statements, **many})
    desk.decks.save(replace(biology, cards=biology.cards[:1], sources=(source,)), desk.now)
    near, whole = desk.study("o\n"), desk.study("o all\n")
    assert ("Statement 11." in near, "Statement 29." in near) == (True, False)
    assert "Statement 29." in whole


def test_a_card_without_a_source_says_so(desk: Desk, biology: Deck) -> None:
    desk.decks.save(replace(biology, cards=(replace(biology.cards[0], evidence=()),)), desk.now)
    assert "This card names no source." in desk.study("o\n")


def test_help_tells_every_command(desk: Desk) -> None:
    said = desk.study("?\n")
    for command in (
        "u takes",
        "-  buries",
        "@  suspends",
        "*  flags",
        "e  puts",
        "t  puts",
        "x  splits",
        "o  its",
        "q  leaves",
    ):
        assert command in said


def test_an_option_is_chosen_by_its_letter_and_the_rating_is_suggested(desk: Desk) -> None:
    said = desk.study("-\n-\nb\n1\n:q\n")
    assert "✗ Not the answer: you chose RNA.\nAnswer: a) DNA\n" in said
    assert "  1 Again: later today, then tomorrow (suggested)\n" in said
    assert "✓ Right: you chose DNA.\n" in desk.study("a\n4\n")
    assert isinstance(desk.progress.entries(CHOICE)[0].event, Reviewed)


def test_a_typed_answer_is_compared_and_the_difference_told(desk: Desk) -> None:
    said = desk.study("ribosmes\n2\n1954\n1\n", Sitting(typed=True))
    assert "Type the answer; Enter alone shows it." in said
    assert "≈ Right, but for a detail.\n" in said
    assert "✗ Not the answer; (what is missing) and -what is too much-:\n  -1954- (1953)\n" in said
    assert "  1 Again: later today, then tomorrow (suggested)\n" in said
    assert desk.progress.schedule(CLOZE) != New()


def test_where_answers_are_typed_commands_stand_behind_a_colon(desk: Desk) -> None:
    said = desk.study("q\n:u\n", Sitting(typed=True))
    assert "✗ Not the answer" in said
    assert "There is nothing to take back." in said
    assert desk.study(":q\n", Sitting(typed=True)).endswith("Nothing was rated.\n")


def make_leech(desk: Desk, key: str, lapses: int) -> None:
    schedule = Graduated(30, 250, desk.now.date(), lapses)
    desk.progress.record(Rescheduled(key, desk.now.date(), desk.now, Reason.IMPORTED, schedule))


def test_a_leech_is_told_with_its_evidence_and_can_be_suspended_at_once(desk: Desk) -> None:
    make_leech(desk, SUBJECT, 7)
    said = desk.study("\n1\nleech @\n")
    assert "A leech: What builds proteins? Ribosomes\n  “Ribosomes build proteins.”\n  — The cell, line 3\n" in said
    assert "Forgotten 8 times" in said
    assert desk.marks(SUBJECT).is_suspended
    assert desk.room.overview().drills == 0


def test_a_leech_can_be_edited_and_split_while_the_next_card_is_asked(desk: Desk) -> None:
    make_leech(desk, SUBJECT, 7)
    desk.study("\n1\nleech e\nWhat makes proteins?\n\n\n\nleech x\n\n\n\n\nWhat do they make?\nproteins\n\n\n\n3\n")
    kept = {card.key: card.question for card in desk.decks.load("biology").cards}
    assert kept[SUBJECT] == "What makes proteins?"
    assert kept["cell/0000000001/own-1"] == "What do they make?"
    assert desk.progress.schedule(CLOZE) != New()


def test_a_card_that_is_a_leech_says_so_with_its_answer(desk: Desk) -> None:
    make_leech(desk, SUBJECT, 9)
    said = desk.study("\n")
    assert "Forgotten 9 times: as it is, this card hardly sticks. e puts it in your words" in said


def test_time_away_from_the_card_does_not_count(desk: Desk) -> None:
    ticks = iter([0.0, 5.0, 5.0, 600.0, 600.0, 600.0, 600.0, 600.0])
    out = io.StringIO()
    study_plain(desk.room.start(), io.StringIO("\n3\n"), out, stopwatch=lambda: next(ticks, 600.0), pause_after=60)
    [entry] = desk.progress.entries(SUBJECT)
    assert isinstance(entry.event, Reviewed)
    assert entry.event.seconds == 60 + 5
    assert ", 1 min." in out.getvalue()


def test_after_the_minutes_it_says_that_the_time_is_over(desk: Desk) -> None:
    def typed() -> Iterator[str]:
        yield "\n"
        desk.now = desk.now.replace(hour=13)
        yield "3\n"

    out = io.StringIO()
    study_plain(desk.room.sit_down(Sitting(minutes=10)), typed(), out)
    assert "The time is over. Enter shows how it went" in out.getvalue()


@pytest.mark.parametrize(
    ("option", "asked", "code"),
    [
        (["--minutes", "10"], True, 0),
        (["--source", "cell"], True, 0),
        (["--flag", "2"], False, 5),
        (["--ahead", "3"], True, 0),
        (["--reviews", "0", "--new", "0"], False, 0),
        (["--typed"], True, 0),
        (["--search", "is:new proteins"], True, 0),
        (["--search", "is:leech"], False, 5),
    ],
)
def test_every_option_of_study_does_something(
    program: Callable[..., Told], deck_file: object, option: list[str], asked: bool, code: int
) -> None:
    program("load", deck_file)
    told = program("study", "--plain", "--deck", "biology", *option, stdin="\n3\nq\n:q\n")
    assert told.code == code, told.err
    assert ("What builds proteins?" in told.out) is asked


def test_options_that_make_no_sense_are_refused(program: Callable[..., Told]) -> None:
    assert program("study", "--plain", "--flag", "9").code == 2
    assert program("study", "--plain", "--minutes", "0").code == 2
    told = program("study", "--plain", "--source", "nowhere")
    assert told.code == 5
    assert "there is no source nowhere" in told.err
