"""A model of the learner's on the command line: what leaves is told, nothing leaves unasked, and good cards get in."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Told, clean_environment, heed_interrupts

Run = Callable[..., Told]

FAKE = Path(__file__).parents[1] / "library" / "fake_model.py"
TOWNS = """# Towns

- Lima was founded in 1535 by settlers from Spain.
- Quito was founded in 1534 by settlers from Spain.
"""
LIMA = "In which year was Lima founded by settlers?\n  = 1535\n"


def command(behaviour: str) -> str:
    return shlex.join([sys.executable, str(FAKE), behaviour, str(Path("log").resolve())])


def times_asked() -> int:
    return len(Path("log").read_text().splitlines()) if Path("log").exists() else 0


@pytest.fixture
def towns(home: Path) -> Path:
    file = Path("towns.md")
    file.write_text(TOWNS)
    return file


def settings(home: Path, text: str) -> None:
    file = home / ".config" / "quizkit" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_models_cards_are_printed_and_what_leaves_is_told(quizkit: Run, towns: Path) -> None:
    told = quizkit("generate", towns, "--model-command", command("good"))
    assert told.code == 0
    assert LIMA in told.out
    first, second, *_ = told.err.splitlines()
    assert first.startswith("quizkit: sending towns.md (1 prompt, 2 kB) to the command: ")
    assert first.endswith(command("good"))
    assert second.startswith("quizkit: took 2 cards from ")


def test_a_command_in_the_settings_sends_nothing_by_itself(quizkit: Run, towns: Path, home: Path) -> None:
    settings(home, f"model_command = '''{command('good')}'''\n")
    for run in ("generate", "add"):
        told = quizkit(run, towns)
        assert "sending" not in told.err
    assert times_asked() == 0
    told = quizkit("add", towns, "--model")
    assert told.code == 0
    assert "sending towns.md" in told.err
    assert times_asked() == 1


def test_the_environment_and_the_option_win_over_the_file(
    quizkit: Run, towns: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(home, 'model_command = "nowhere-to-be-found"\n')
    monkeypatch.setenv("QUIZKIT_MODEL_COMMAND", command("garbage"))
    assert "I am sorry" in quizkit("generate", towns, "--model").err
    assert quizkit("generate", towns, "--model-command", command("good")).code == 0


def test_added_cards_of_a_model_stay_when_the_document_is_added_without_it(quizkit: Run, towns: Path) -> None:
    quizkit("add", towns, "--model-command", command("good"))
    quizkit("export", "towns", "--to", "before.json")
    quizkit("add", towns)
    quizkit("export", "towns", "--to", "after.json")
    before, after = (json.loads(Path(name).read_text())["cards"] for name in ("before.json", "after.json"))
    assert [card for card in before if card["rule"] == "model"]
    assert after == before


def test_generate_with_a_model_is_the_same_to_the_byte(quizkit: Run, towns: Path) -> None:
    first, second = (quizkit("generate", towns, "--json", "--model-command", command("good")) for _ in range(2))
    assert first.out == second.out
    assert "nothing is sent" in second.err
    assert times_asked() == 1


def test_fresh_asks_again(quizkit: Run, towns: Path) -> None:
    for options in ([], [], ["--fresh"]):
        quizkit("generate", towns, "--model-command", command("good"), *options)
    assert times_asked() == 2


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [("garbage", "holds no card that can be read"), ("fails after one", "")],
)
def test_where_nothing_came_of_the_model_the_library_is_left_alone(
    behaviour: str, words: str, quizkit: Run, towns: Path
) -> None:
    Path("log").write_text("asked\n" if words == "" else "")
    told = quizkit("add", towns, "--model-command", command(behaviour))
    assert (told.code, told.out) == (9, "")
    assert words in told.err
    assert "Traceback" not in told.err
    assert "towns" not in quizkit("decks").out


def test_a_missing_command_is_exit_code_9(quizkit: Run, towns: Path) -> None:
    told = quizkit("generate", towns, "--model-command", "nowhere-to-be-found -m x")
    assert (told.code, told.out) == (9, "")
    assert "quizkit: nowhere-to-be-found: no such command; install it, or check the spelling" in told.err


def test_what_was_good_is_added_and_the_failure_told(quizkit: Run, towns: Path) -> None:
    told = quizkit("add", towns, "--model-command", command("slow"), "--model-timeout", "2")
    assert told.code == 9
    assert told.out.startswith("towns: ")
    assert "not done after 2 seconds" in told.err
    assert "what was good is kept; the same command asks for the rest" in told.err
    assert "towns" in quizkit("decks").out


def test_nothing_in_an_answer_reaches_the_terminal_as_a_command(quizkit: Run, towns: Path) -> None:
    for behaviour in ("hostile", "garbage", "fails"):
        told = quizkit("generate", towns, "--why", "--model-command", command(behaviour))
        assert not set("\x1b\x07") & set(told.out + told.err)
        assert "<img src" not in told.out.partition("LEFT OUT")[0]


def test_a_prompt_is_printed_and_its_answer_taken(quizkit: Run, program: Run, towns: Path) -> None:
    told = quizkit("generate", towns, "--prompt")
    assert told.code == 0
    assert "[1] Lima was founded in 1535 by settlers from Spain." in told.out
    assert told.err == "quizkit: 1 prompt from 1 document; nothing was sent\n"
    answer = subprocess.run(
        [sys.executable, str(FAKE), "good"], input=told.out, capture_output=True, text=True, check=True
    ).stdout
    Path("answer.txt").write_text(answer)
    assert LIMA in quizkit("generate", towns, "--answers", "answer.txt").out
    added = program("add", towns, "--answers", "-", stdin=answer)
    assert added.code == 0
    assert "took 2 cards from standard input" in added.err


def test_several_prompts_stand_behind_lines_with_their_numbers(quizkit: Run, towns: Path) -> None:
    Path("more.md").write_text(TOWNS.replace("# Towns", "# More").replace("Spain", "France"))
    told = quizkit("generate", towns, "more.md", "--prompt").out
    assert told.startswith("===== quizkit prompt 1 of 2 =====\n")
    assert told.count("\n===== quizkit prompt 2 of 2 =====\n") == 1


def test_refused_cards_of_a_chat_make_the_next_prompt(quizkit: Run, towns: Path) -> None:
    Path("answer.txt").write_text(
        '[{"statement": 1, "question": "When was Lima founded?", "answer": "1600", "quote": "x"}]'
    )
    told = quizkit("generate", towns, "--prompt", "--answers", "answer.txt")
    assert told.code == 0
    assert "refused: its quote stands in no statement of the document" in told.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--model"], ["--model", "model_command"]),
        (["--fresh"], ["--fresh", "--model-command"]),
        (["--model-timeout", "5"], ["--model-timeout"]),
        (["--answers", "a.txt", "--model"], ["--answers"]),
        (["--model-command", "llm 'x"], ["quotation"]),
        (["--model-command", ""], ["empty"]),
        (["--model-timeout", "0", "--model-command", "x"], ["--model-timeout"]),
        (["--prompt", "--json"], ["--prompt"]),
        (["--prompt", "--model-command", "x"], ["--prompt"]),
    ],
)
def test_options_that_make_no_sense_together(options: list[str], words: list[str], quizkit: Run, towns: Path) -> None:
    told = quizkit("generate", towns, *options)
    assert (told.code, told.out) == (2, "")
    for word in words:
        assert word in told.err


def test_document_and_answer_cannot_both_be_standard_input(program: Run) -> None:
    told = program("add", "-", "--deck", "x", "--answers", "-", stdin=TOWNS)
    assert (told.code, told.out) == (2, "")
    assert "standard input" in told.err


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), ("Sorry!", "holds no card"), ("x" * 4_000_001, "over 4 MB")],
    ids=["no file", "no card", "too long"],
)
def test_an_answer_of_no_use_is_exit_code_9(content: str | None, words: str, quizkit: Run, towns: Path) -> None:
    if content is not None:
        Path("a.txt").write_text(content)
    told = quizkit("add", towns, "--answers", "a.txt")
    assert (told.code, told.out) == (9, "")
    last = told.err.splitlines()[-1]
    assert last.startswith("quizkit: a.txt: ")
    assert words in last


def test_an_interrupt_ends_the_model_with_its_children(home: Path, towns: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "quizkit", "generate", "towns.md", "--model-command", command("slow")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment(home), preexec_fn=heed_interrupts,
    ) as running:  # fmt: skip
        ticks = Path("log.ticks")
        until = time.monotonic() + 30
        while not ticks.exists() and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    size = ticks.stat().st_size
    time.sleep(0.3)
    assert ticks.stat().st_size == size
