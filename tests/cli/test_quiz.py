"""``quizkit quiz`` line by line, and for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from quizkit.cli.quiz_plain import quiz_plain
from quizkit.domain.quiz import Mode, QuizScope
from quizkit.domain.settings import Settings
from quizkit.formats.deck_yaml import read_deck
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.room import StudyRoom

from .conftest import Told

Run = Callable[..., Told]


@pytest.fixture(autouse=True)
def loaded(quizkit: Run, deck_file: Path) -> None:
    """A library with the deck of three cards alone."""
    assert quizkit("load", deck_file).code == 0
    quizkit("decks", "--remove", "state-of-ai-2026")


def asked(quizkit: Run, *options: str) -> dict[str, object]:
    told = quizkit("quiz", "--json", *options)
    assert told.code == 0, told.err
    found: dict[str, object] = json.loads(told.out)
    return found


def lines_of(told: Told) -> list[str]:
    return [line for line in told.out.splitlines() if line]


def test_a_plain_quiz_asks_tells_and_scores(program: Run) -> None:
    told = program("quiz", "--plain", "--mode", "typed", "--seed", "1", stdin="a\na\na\n\n")
    assert told.code == 0, told.err
    lines = lines_of(told)
    assert "A quiz of 3 questions. :q leaves." in lines
    assert "Type the answer; Enter alone if you do not know it." in lines
    assert lines.count("Answer: Ribosomes") == 1
    assert any(line.startswith(("0 of 3 right", "1 of 3 right")) for line in lines)
    assert "Missed: What builds proteins?" in lines


def test_a_plain_quiz_takes_open_questions_at_the_learners_word(program: Run, quizkit: Run) -> None:
    # The choice card is a choice in every mode; letters answer it, and "y" there is refused and asked on.
    told = program("quiz", "--plain", "--mode", "open", "--topic", "cell", stdin="\nmaybe\nu\ny\n")
    assert told.code == 0, told.err
    lines = lines_of(told)
    assert "Were you right? y or n" in lines
    assert "y if you were right, n if not; u takes the last word back, q leaves." in lines
    assert any(line.startswith("There is nothing to take back") for line in lines)
    assert "1 of 1 right, 100 %." in lines
    (kept,) = json.loads(quizkit("quiz", "--history", "--json").out)["quizzes"]
    assert (kept["asked"], kept["right"], kept["mode"]) == (1, 1, "open")
    assert kept["scope"] == {"decks": [], "topics": ["Cell"]}


def test_a_typed_answer_may_be_overruled_and_the_last_score_is_told_beside(program: Run) -> None:
    answers = "protein factories\n:o\n:q\n"
    first = program("quiz", "--plain", "--mode", "typed", "--topic", "Cell", stdin="no\n")
    assert "0 of 1 right, 0 %." in lines_of(first)
    told = program("quiz", "--plain", "--mode", "typed", "--seed", "4", stdin=answers)
    assert "The last answer counts as right." in told.out or ":o is none of the options" in told.out
    again = program("quiz", "--plain", "--mode", "typed", "--topic", "Cell", stdin="ribosome\n")
    lines = lines_of(again)
    assert "≈ Right, but for a detail" in lines
    assert "  Ribosome(s)" in lines
    assert any(line.startswith("Before: 0 % (typed") for line in lines)


def test_leaving_a_quiz_before_the_first_answer_keeps_nothing(program: Run, quizkit: Run) -> None:
    told = program("quiz", "--plain", "--mode", "typed", stdin="")
    assert "Nothing was answered, so no result is kept." in told.out
    assert quizkit("quiz", "--history").out == "No quiz yet. Take one: quizkit quiz\n"


def test_what_was_missed_can_be_studied_at_once(program: Run, quizkit: Run) -> None:
    told = program("quiz", "--plain", "--mode", "open", "--topic", "Cell", stdin="\nn\ns\n\n3\nq\n")
    assert told.code == 0, told.err
    assert "s studies what you missed, Enter leaves." in told.out
    assert json.loads(quizkit("due", "--json").out)["reviewed_today"] == 1


def test_questions_for_programs_have_numbers_keys_and_options_but_no_answers(quizkit: Run) -> None:
    told = asked(quizkit, "--seed", "7")
    questions = told["questions"]
    assert isinstance(questions, list)
    assert (told["seed"], told["mode"], told["scope"]) == (7, "choice", {"decks": [], "topics": []})
    assert [question["n"] for question in questions] == [1, 2, 3]
    assert all("answer" not in question for question in questions)
    by_key = {question["key"]: question for question in questions}
    assert sorted(by_key["cell/0000000002/what"]["options"]) == ["ATP", "DNA", "RNA"]
    assert by_key["cell/0000000001/subject"]["mode"] == "typed"
    assert "No other answers" in by_key["cell/0000000001/subject"]["why"]
    assert asked(quizkit, "--seed", "7") == told


def test_questions_with_answers_added_are_scored_and_kept(quizkit: Run, program: Run) -> None:
    questions = asked(quizkit)["questions"]
    assert isinstance(questions, list)
    right = {"cell/0000000001/subject": "the ribosomes", "cell/0000000002/when": "1953", "cell/0000000002/what": "RNA"}
    lines = "\n".join(json.dumps(q | {"answer": right[q["key"]], "seconds": 2}) for q in questions)
    told = program("quiz", "--answers", "-", "--json", stdin=lines)
    assert told.code == 0, told.err
    result = json.loads(told.out)
    assert (result["asked"], result["right"], result["seconds"]) == (3, 2, 6)
    assert result["missed"] == ["cell/0000000002/what"]
    assert {score["topic"]: (score["asked"], score["right"]) for score in result["topics"]} == {
        "Cell": (1, 1),
        "DNA": (2, 1),
    }
    (wrong,) = [answer for answer in result["answers"] if not answer["is_right"]]
    assert (wrong["given"], wrong["answer"]) == ("RNA", "DNA")
    assert json.loads(quizkit("quiz", "--history", "--json").out)["quizzes"][0]["quiz"] == result["quiz"]


def test_answers_by_number_need_the_seed_that_drew_them(quizkit: Run, home: Path) -> None:
    questions = asked(quizkit, "--seed", "3")["questions"]
    assert isinstance(questions, list)
    at = next(q["n"] for q in questions if q["key"] == "cell/0000000001/subject")
    Path("answers.jsonl").write_text(f'{{"n": {at}, "answer": "ribosomes"}}\n\n{{"n": {at % 3 + 1}, "right": true}}\n')
    told = quizkit("quiz", "--answers", "answers.jsonl", "--seed", "3")
    assert told.code == 0, told.err
    assert told.out.startswith("2 of 2 right, 100 %.")
    without = quizkit("quiz", "--answers", "answers.jsonl")
    assert without.code == 2
    assert "answers.jsonl:1: names no question" in without.err
    assert "--seed" in without.err


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "holds no answer"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[1]", "no object"),
        ('{"key": "cell/0000000001/subject"}', 'neither "answer" nor "right"'),
        ('{"key": "cell/0000000001/subject", "answer": []}', "give a text"),
        ('{"key": "cell/0000000001/subject", "right": "yes"}', "say true or false"),
        ('{"key": "cell/0000000001/subject", "answer": "x", "seconds": -1}', "give a number from 0"),
        ('{"key": "cell/0000000001/subject", "answer": "x", "options": "ab"}', "no list of texts"),
        ('{"key": "cell/0000000002/what", "answer": "z", "options": ["DNA", "RNA"]}', "answer with a or b"),
    ],
)
def test_answers_that_make_no_sense_are_refused_and_nothing_is_kept(quizkit: Run, line: str, problem: str) -> None:
    Path("answers.jsonl").write_text(line)
    told = quizkit("quiz", "--answers", "answers.jsonl")
    assert told.code in (1, 2)
    assert problem in told.err
    assert json.loads(quizkit("quiz", "--history", "--json").out) == {"quizzes": []}


def test_an_unknown_key_and_an_unreadable_file_are_told(quizkit: Run) -> None:
    Path("answers.jsonl").write_text('{"key": "nowhere", "answer": "x"}')
    told = quizkit("quiz", "--answers", "answers.jsonl")
    assert (told.code, "there is no card nowhere" in told.err) == (5, True)
    told = quizkit("quiz", "--answers", "nowhere.jsonl")
    assert (told.code, "check the path" in told.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--plain", "--history"), "exclude each other"),
        (("--plain", "--json"), "leave --plain out"),
        (("--json", "--time-limit", "0"), "--time-limit"),
        (("--json", "--time-limit", "nan"), "--time-limit"),
        ((), "quiz needs a terminal"),
    ],
)
def test_options_that_make_no_sense_are_refused(quizkit: Run, options: tuple[str, ...], problem: str) -> None:
    told = quizkit("quiz", *options)
    assert told.code == 2
    assert problem in told.err


def test_the_time_limit_ends_a_plain_quiz(quizkit: Run, program: Run) -> None:
    told = program("quiz", "--plain", "--mode", "typed", "--time-limit", "0.00001", stdin="x\n")
    assert "The time is over." in told.out


def plain_quiz(deck_file: Path, mode: Mode, lines: str, minutes: int | None = None) -> str:
    """A quiz in this process, on a library of its own."""
    engine = open_database("sqlite://")
    decks, now = DeckStore(engine), datetime(2026, 3, 2, 12).astimezone()
    decks.save(read_deck(deck_file.read_text(), deck_file.name), now)
    room = StudyRoom(decks, ProgressStore(engine), Settings(), lambda: now)
    limit = None if minutes is None else timedelta(minutes=minutes)
    quiz = room.quizzes.prepare(QuizScope(), mode, 9, Random(1), limit)
    out = io.StringIO()
    quiz_plain(room, room.quizzes.sit(quiz), io.StringIO(lines), out)
    engine.dispose()
    return out.getvalue()


def test_a_choice_is_answered_by_letter_or_words_and_what_is_neither_is_asked_again(deck_file: Path) -> None:
    told = plain_quiz(deck_file, Mode.CHOICE, "ribosome\n:u\nDNA\nz\nc\nq\n", minutes=5)
    assert "1 of 3 · 5:00 left · Cell · The cell\nNo other answers of this sort to choose from.\n" in told
    assert "≈ Right, but for a detail\n  Ribosome(s)\n" in told
    assert "There is nothing to take back" in told
    assert ") DNA\n" in told
    assert "a, b or c?\n" in told
    assert "✓ Right\nAnswer: DNA\n" in told
    assert "z is none of the options: answer with a, b, c or d" in told
    assert "3 of 3 right, 100 %.\n" in told
    assert "Missed" not in told


def test_a_word_taken_back_shows_the_answer_again(deck_file: Path) -> None:
    told = plain_quiz(deck_file, Mode.OPEN, "\ny\nu\nn\nq\n\n")
    assert "The last word is taken back.\n\n1 of 3 · Cell" in told
    assert told.count("Were you right? y or n\n") == 2
    assert "0 of 1 right, 0 %; broken off after 1 of 3.\n" in told


def test_the_last_typed_answer_can_be_overruled_and_overruled_back(deck_file: Path) -> None:
    told = plain_quiz(deck_file, Mode.TYPED, "rna\n:o\n:o\n:o\n:q\n")
    assert told.count("The last answer counts as right.") == 2
    assert told.count("The last answer counts as wrong.") == 1
    assert "1 of 1 right, 100 %; broken off after 1 of 3.\n" in told


def test_what_is_out_of_turn_is_told(deck_file: Path) -> None:
    assert "only a typed answer can be judged by hand" in plain_quiz(deck_file, Mode.OPEN, ":o\n:q\n")


def test_the_history_is_a_table_for_people(quizkit: Run, program: Run) -> None:
    program("quiz", "--plain", "--mode", "open", "--deck", "biology", "--topic", "Cell", stdin="\ny\n")
    told = quizkit("quiz", "--history").out.splitlines()
    assert told[0].split() == ["QUIZ", "DAY", "ABOUT", "HOW", "RIGHT", "OF", "SCORE"]
    assert "Biology › Cell" in told[1]
    assert told[1].endswith("100 %")
