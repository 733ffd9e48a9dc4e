"""Quizzes for programs: questions out, answers in, results out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quizkit.cli.output import read_stdin
from quizkit.domain.errors import SettingsError
from quizkit.domain.quiz import Mode, QuizResult, QuizScope
from quizkit.study.questions import Question
from quizkit.study.quiz import Quiz
from quizkit.study.quiz_room import Given

_MOST_BYTES = 20_000_000


def quiz_as_json(quiz: Quiz, seed: int) -> dict[str, Any]:
    """The questions without their answers; ``seed`` draws them again."""
    return {
        "seed": seed,
        "mode": quiz.mode.value,
        "scope": _scope_as_json(quiz.scope),
        "questions": [
            {
                "n": n,
                "key": question.card.key,
                "topic": question.card.topic,
                "mode": question.mode.value,
                "question": question.card.question,
                **({"options": list(question.options)} if question.options else {}),
                **({"why": question.why} if question.why else {}),
            }
            for n, question in enumerate(quiz.questions, start=1)
        ],
    }


def result_as_json(result: QuizResult, earlier: Sequence[QuizResult], answers: Mapping[str, str]) -> dict[str, Any]:
    """A kept quiz with its score; ``answers`` are the cards' right answers by key, as far as they are known."""
    return {
        **history_as_json(result),
        "topics": [
            {
                "topic": score.topic,
                "asked": score.asked,
                "right": score.right,
                "earlier": [
                    {"quiz": one.number, "asked": (past := one.topic(score.topic)).asked, "right": past.right}
                    for one in earlier
                ],
            }
            for score in result.topics
        ],
        "earlier": [history_as_json(one) for one in earlier],
        "answers": [
            {
                "n": answer.position,
                "key": answer.key,
                "topic": answer.topic,
                "given": answer.given,
                "is_right": answer.is_right,
                "answer": answers.get(answer.key),
                "seconds": round(answer.seconds, 2),
            }
            for answer in result.answers
        ],
        "missed": list(result.missed),
    }


def history_as_json(result: QuizResult) -> dict[str, Any]:
    """A kept quiz in one line."""
    return {
        "quiz": result.number,
        "day": result.day.isoformat(),
        "at": result.at.isoformat(timespec="seconds"),
        "mode": result.mode.value,
        "scope": _scope_as_json(result.scope),
        "asked": result.asked,
        "planned": result.planned or None,
        "is_broken_off": result.is_broken_off,
        "right": result.right,
        "seconds": round(result.seconds, 2),
    }


def read_answers(file: Path) -> tuple[str, list[tuple[int, dict[str, Any]]]]:
    """Where the answers come from, and each with its line: an object a line, or all questions in one array.

    Raises SettingsError.
    """
    name = "standard input" if str(file) == "-" else str(file)
    try:
        content = read_stdin() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{name}: cannot be read ({error.strerror or error}); check the path") from error
    if len(content) > _MOST_BYTES:
        raise SettingsError(f"{name}: over {_MOST_BYTES // 1_000_000} MB: answers are JSON lines, one a question")
    lines = content.decode("utf-8-sig", "replace").splitlines()
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SettingsError(f'{name}:{number}: no JSON; write lines such as {{"n": 1, "answer": "b"}}') from error
        if not isinstance(value, dict):
            raise SettingsError(f'{name}:{number}: no object; write lines such as {{"n": 1, "answer": "b"}}')
        found.append((number, value))
    if not found:
        raise SettingsError(f"{name}: holds no answer; write a JSON line for each question")
    return name, found


def mode_of(lines: Sequence[tuple[int, Mapping[str, Any]]]) -> Mode:
    """How most of the questions were asked, as the lines themselves tell; choice where they do not."""
    told = [mode for _, line in lines for mode in Mode if line.get("mode") == mode.value]
    return max(Mode, key=told.count) if told else Mode.CHOICE


def given_of(name: str, line: int, told: Mapping[str, Any], asked: Mapping[int, Question]) -> Given:
    """The answer that a line tells, to a question by its number among those ``asked``, or by its key.

    Raises SettingsError, naming the line and the way out.
    """
    place = f"{name}:{line}"
    is_right, answer = told.get("right"), told.get("answer", "")
    if is_right is not None and not isinstance(is_right, bool):
        raise SettingsError(f"{place}: right is {is_right!r}: say true or false")
    if not isinstance(answer, str | int | float) or isinstance(answer, bool):
        raise SettingsError(f"{place}: answer is {answer!r}: give a text")
    if "answer" not in told and is_right is None:
        raise SettingsError(f'{place}: neither "answer" nor "right" is given')
    seconds = told.get("seconds", 0)
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not 0 <= seconds < 1e9:
        raise SettingsError(f"{place}: seconds is {seconds!r}: give a number from 0")
    if isinstance(key := told.get("key"), str):
        options = told.get("options", [])
        if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
            raise SettingsError(f"{place}: options is no list of texts: leave them as they were asked")
        mode = Mode.CHOICE if options else Mode.TYPED
        return Given(key, mode, str(answer), tuple(options), is_right, float(seconds))
    question = asked.get(told["n"]) if isinstance(told.get("n"), int) else None
    if question is None:
        raise SettingsError(
            f'{place}: names no question: give its "key", or its "n" together with the --seed and options it came with'
        )
    mode = Mode.CHOICE if question.options else Mode.TYPED
    return Given(question.card.key, mode, str(answer), question.options, is_right, float(seconds))


def _scope_as_json(scope: QuizScope) -> dict[str, list[str]]:
    return {"decks": list(scope.decks), "topics": list(scope.topics)}
