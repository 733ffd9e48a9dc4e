"""A model is asked, its good cards are kept whatever goes wrong, and nothing is asked twice."""

from __future__ import annotations

import shlex
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from quizkit.domain.errors import ModelError, SettingsError
from quizkit.domain.source import Source
from quizkit.library.add import generate_with
from quizkit.library.model import Heard, Model, consult, heard_from, prompts_of
from quizkit.reading.document import read_text

FAKE = Path(__file__).with_name("fake_model.py")
TOWNS = {"Lima": 1535, "Quito": 1534, "Bogota": 1538, "Caracas": 1567, "Santiago": 1541, "Valencia": 1555}


def towns(*names: str) -> Source:
    told = "\n".join(f"- {name} was founded in {TOWNS[name]} by settlers from Spain." for name in names)
    return read_text(f"# Towns of {names[0]}\n\n{told}\n", f"{names[0].lower()}.md")


SOURCES = [towns("Lima", "Quito"), towns("Bogota", "Caracas"), towns("Santiago", "Valencia")]


def nobody(done: int, of: int) -> None:
    """Listens to no report."""


class Asked:
    """A fake model in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        self.kept = folder / "kept"

    def model(self, behaviour: str, *, fresh: bool = False) -> Model:
        command = shlex.join([sys.executable, str(FAKE), behaviour, str(self.log)])
        return Model.of(command, 1.5 if behaviour == "slow" else 30, self.kept, fresh=fresh)

    def consult(self, behaviour: str, sources: Sequence[Source] = SOURCES, *, fresh: bool = False) -> Heard:
        return consult(sources, self.model(behaviour, fresh=fresh), nobody)

    @property
    def times(self) -> int:
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(tmp_path)


def answers(heard: Heard) -> list[str]:
    return [card.answer for card in heard.cards]


def test_a_good_model_is_asked_once_for_each_document(asked: Asked) -> None:
    reports: list[tuple[int, int]] = []
    heard = consult(SOURCES, asked.model("good"), lambda done, of: reports.append((done, of)))
    assert answers(heard) == ["1535", "1534", "1538", "1567", "1541", "1555"]
    assert (heard.refusals, heard.troubles, asked.times) == ((), (), 3)
    assert reports == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_what_was_answered_is_not_asked_again_but_where_it_is_wanted_fresh(asked: Asked) -> None:
    first = asked.consult("good")
    assert asked.consult("good") == first
    assert asked.times == 3
    assert asked.consult("good", fresh=True) == first
    assert asked.times == 6


def test_another_command_is_another_model(asked: Asked) -> None:
    asked.consult("good")
    prompt = prompts_of(SOURCES)[0]
    assert asked.model("good").is_kept(prompt)
    assert not asked.model("mends").is_kept(prompt)
    assert not asked.model("good", fresh=True).is_kept(prompt)


def test_answers_are_kept_for_the_learner_alone(asked: Asked) -> None:
    asked.consult("good")
    assert stat.S_IMODE(asked.kept.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in asked.kept.iterdir()} == {0o600}


def test_refused_cards_go_back_once_with_their_reasons(asked: Asked) -> None:
    heard = asked.consult("mends", SOURCES[:1])
    assert sorted(answers(heard)) == ["1534", "1535"]
    assert [refusal.reasons for refusal in heard.refusals] == [("its quote stands in no statement of the document",)]
    assert asked.times == 2
    assert asked.consult("mends", SOURCES[:1]) == heard
    assert asked.times == 2


def test_a_model_that_insists_is_not_asked_a_third_time(asked: Asked) -> None:
    heard = asked.consult("insists", SOURCES[:1])
    assert answers(heard) == ["1534"]
    assert heard.troubles == ()
    assert asked.times == 2


def test_whole_cards_before_a_cut_are_kept_and_the_rest_is_asked_for(asked: Asked) -> None:
    heard = asked.consult("half", SOURCES[:1])
    assert (answers(heard), heard.troubles, asked.times) == (["1535"], (), 2)


def test_a_model_that_finds_nothing_worth_a_card_is_believed(asked: Asked) -> None:
    assert asked.consult("nothing") == Heard()
    assert asked.times == 3


def test_garbage_is_asked_for_again_and_then_told(asked: Asked) -> None:
    with pytest.raises(ModelError, match="holds no card that can be read; it begins “I am sorry"):
        asked.consult("garbage", SOURCES[:1])
    assert asked.times == 2
    assert not asked.kept.exists()
    assert answers(asked.consult("mends garbage", SOURCES[:1])) == ["1535", "1534"]


def test_after_two_failures_in_a_row_the_model_is_left_alone(asked: Asked) -> None:
    with pytest.raises(ModelError, match="failed twice in a row; 1 more prompts are not sent"):
        asked.consult("garbage")
    assert asked.times == 4


def test_what_was_good_before_a_failure_is_kept_and_a_second_run_takes_up_there(asked: Asked) -> None:
    heard = asked.consult("fails after one")
    assert answers(heard) == ["1535", "1534"]
    assert "failed with exit status 1; the last it said:\n  rate limit reached" in str(heard.troubles[0])
    assert asked.times == 3
    asked.log.unlink()
    asked.consult("fails after one")
    assert asked.times == 2, "the first answer is kept, the second is asked for and given, the third fails"


@pytest.mark.parametrize("behaviour", ["slow", "fails", "floods"])
def test_whole_cards_of_a_model_that_did_not_end_well_are_kept_and_it_is_asked_again(
    behaviour: str, asked: Asked
) -> None:
    heard = asked.consult(behaviour, SOURCES[:1])
    assert "1535" in answers(heard)
    assert len(heard.troubles) == 1
    assert not asked.kept.exists()


def test_a_command_that_is_not_there_gives_nothing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere-to-be-found: no such command"):
        consult(SOURCES, Model.of("nowhere-to-be-found -m x", 5, tmp_path), nobody)


@pytest.mark.parametrize(("command", "problem"), [("llm 'x", "No closing quotation"), ("  ", "is empty")])
def test_a_command_that_makes_no_sense_is_a_wrong_setting(command: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=problem):
        Model.of(command, 5, tmp_path)


def test_an_answer_that_cannot_be_kept_is_not_lost(asked: Asked) -> None:
    asked.kept.write_text("a file where a folder should be")
    assert len(asked.consult("good").cards) == 6


def test_hostile_cards_are_refused(asked: Asked) -> None:
    heard = asked.consult("hostile", SOURCES[:1])
    assert heard.cards == ()
    told = " ".join(refusal.left_out.text + " ".join(refusal.reasons) for refusal in heard.refusals)
    assert "control characters" in told
    assert "markup" in told
    assert not set("\x1b\x07") & set(told)


def test_an_answer_from_a_chat_may_be_to_one_prompt_or_to_all(asked: Asked) -> None:
    asked.consult("good")
    text = "\n".join(file.read_text() for file in sorted(asked.kept.iterdir()))
    assert sorted(answers(heard_from(text, SOURCES, "a.txt"))) == ["1534", "1535", "1538", "1541", "1555", "1567"]
    cut = heard_from(text[: text.rindex('"quote"')], SOURCES, "a.txt")
    assert len(cut.cards) == 5
    assert "a.txt: 1 more cards cannot be read" in str(cut.troubles[0])
    with pytest.raises(ModelError, match=r"a\.txt: its answer holds no card"):
        heard_from("Sorry.", SOURCES, "a.txt")
    assert heard_from("[]", SOURCES, "a.txt") == Heard()


def test_what_to_ask_once_more_is_asked_of_the_document_that_it_is_about(asked: Asked) -> None:
    wrong = '{"statement": 1, "question": "When was Bogota founded?", "answer": "1600", "quote": "Bogota was founded"}'
    heard = heard_from(wrong, SOURCES, "a.txt")
    (again,) = prompts_of(SOURCES, heard)
    assert again.startswith(prompts_of(SOURCES)[1])
    assert "does not stand in its quote" in again
    assert prompts_of(SOURCES, Heard()) == []


def test_refusals_are_left_out_with_their_reasons(asked: Asked) -> None:
    generated = generate_with(SOURCES[:1], None, asked.consult("insists", SOURCES[:1]))
    left = [left for left in generated.left_out if "rule: model" in left.reasons]
    assert left[0].text == "In which year was Lima founded by settlers? — 1492"
    assert "its answer does not stand in its quote word for word" in left[0].reasons
