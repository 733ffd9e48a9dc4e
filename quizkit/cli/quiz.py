"""``quizkit quiz``"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, JsonOption, complete_deck
from quizkit.cli.output import room_on_terminal, show, show_json, table
from quizkit.cli.study import is_on_terminal
from quizkit.domain.errors import SettingsError
from quizkit.domain.quiz import Mode

if TYPE_CHECKING:
    from quizkit.cli.opening import Library
    from quizkit.domain.quiz import QuizResult, QuizScope
    from quizkit.study.quiz import Quiz
    from quizkit.study.room import StudyRoom

_EARLIER = 3
_HISTORY = 50
_SEEDS = 1_000_000
_LONGEST = 1440
"""Minutes: a day."""


def quiz(
    context: typer.Context,
    deck: Annotated[
        list[str] | None,
        typer.Option(metavar="DECK", help="This deck; may be given several times.", autocompletion=complete_deck),
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option(metavar="TOPIC", help="This topic; may be given several times.")
    ] = None,
    questions: Annotated[int, typer.Option("--questions", "-n", metavar="N", min=1, help="Ask N questions.")] = 10,
    mode: Annotated[
        Mode | None, typer.Option(help="Answer in the head, by typing, or out of options (if left out).")
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", metavar="MIN", help="Minutes for the whole quiz.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Draw the same questions as with this seed before.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line: for pipes, screen readers and dumb terminals.")
    ] = False,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Score these answers, JSON lines; - reads standard input.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="List the last quizzes.")] = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Test yourself; the schedule stays as it is.

    For programs, --json prints the questions without their answers. Answer with a JSON line for each, either the
    question itself with "answer" added, or {"n": 1, "answer": "b"} together with the options and the --seed that the
    questions came with; {"right": true} instead of an answer is taken at its word. --answers FILE --json scores them,
    keeps the result and prints it.

    Example: quizkit quiz --json --questions 5 --seed 7
    """
    if sum((plain, answers is not None, history)) > 1:
        raise SettingsError("--plain, --answers and --history exclude each other: give one of them")
    if plain and as_json:
        raise SettingsError("--json prints questions for programs: leave --plain out")
    if history:
        _show_history(context, database, as_json=as_json)
        return
    limit = _limit(time_limit)
    drawn_with = _by_chance() if seed is None else seed
    if not (plain or as_json or answers is not None) and not is_on_terminal():
        raise SettingsError("quiz needs a terminal for its screen; without one use: quizkit quiz --plain, or --json")
    with open_library(context, database) as library:
        room = library.room()
        scope = room.quizzes.scope(deck or (), topic or ())
        if answers is not None:
            asked = mode or Mode.CHOICE
            drawn = None if seed is None else _prepared(room, scope, asked, questions, drawn_with, None)
            _show_scored(room, scope, mode, answers, drawn, as_json=as_json)
            return
        prepared = _prepared(room, scope, mode or Mode.CHOICE, questions, drawn_with, limit)
        if as_json:
            from quizkit.cli.quiz_json import quiz_as_json

            show_json(quiz_as_json(prepared, drawn_with))
        elif plain:
            from quizkit.cli.quiz_plain import quiz_plain

            quiz_plain(room, room.quizzes.sit(prepared), sys.stdin or (), sys.stdout)
        else:
            _open_screen(library, prepared)


def _limit(minutes: float | None) -> timedelta | None:
    if minutes is None:
        return None
    if not 0 < minutes <= _LONGEST:
        raise SettingsError(f"--time-limit {minutes}: give minutes, more than 0 and at most {_LONGEST}")
    return timedelta(minutes=minutes)


def _by_chance() -> int:
    """A seed that nobody chose, short enough to type again."""
    from secrets import randbelow

    return randbelow(_SEEDS)


def _prepared(
    room: StudyRoom, scope: QuizScope, mode: Mode, questions: int, seed: int, limit: timedelta | None
) -> Quiz:
    from random import Random

    return room.quizzes.prepare(scope, mode, questions, Random(seed), limit)  # noqa: S311


def _open_screen(library: Library, prepared: Quiz) -> None:
    from quizkit.tui.app import run_quiz

    if code := run_quiz(library.room(), prepared, library.look):
        raise typer.Exit(code)


def _show_scored(
    room: StudyRoom, scope: QuizScope, mode: Mode | None, file: Path, drawn: Quiz | None, *, as_json: bool
) -> None:
    from quizkit.cli.quiz_json import given_of, mode_of, read_answers

    asked = dict(enumerate(drawn.questions, start=1)) if drawn else {}
    name, lines = read_answers(file)
    result = room.quizzes.score(
        mode or mode_of(lines), scope, [given_of(name, line, told, asked) for line, told in lines]
    )
    _show_result(room, result, as_json=as_json)


def _show_result(room: StudyRoom, result: QuizResult, *, as_json: bool) -> None:
    earlier = room.quizzes.earlier(result, _EARLIER)
    if as_json:
        from quizkit.cli.quiz_json import result_as_json

        cards = room.quizzes.cards(answer.key for answer in result.answers)
        show_json(result_as_json(result, earlier, {key: card.answer for key, card in cards.items()}))
        return
    from quizkit.tui.quiz_words import before_in_words, score_in_words, topic_columns

    show(f"{score_in_words(result)}.")
    if before := before_in_words(earlier):
        show(f"{before}.")
    rows = [(topic, score, percent, *past) for topic, score, percent, past in topic_columns(result, earlier)]
    show(
        "\n"
        + table(
            ("TOPIC", "RIGHT", "NOW", *(f"{n} BEFORE" for n in range(1, len(earlier) + 1))), rows, room_on_terminal()
        )
    )


def _show_history(context: typer.Context, database: str | None, *, as_json: bool) -> None:
    with open_library(context, database) as library:
        results = library.room().quizzes.history(_HISTORY)
        titles = library.decks.titles()
    if as_json:
        from quizkit.cli.quiz_json import history_as_json

        show_json({"quizzes": [history_as_json(result) for result in results]})
        return
    if not results:
        show("No quiz yet. Take one: quizkit quiz")
        return
    from quizkit.tui.quiz_words import MODE_NAMES, broken_off_in_words, scope_in_words
    from quizkit.tui.words import share

    rows = [
        (
            result.number,
            result.day.isoformat(),
            scope_in_words(result.scope, titles),
            MODE_NAMES[result.mode],
            result.right,
            result.asked,
            "; ".join(filter(None, (share(result.right, result.asked), broken_off_in_words(result)))),
        )
        for result in results
    ]
    show(table(("QUIZ", "DAY", "ABOUT", "HOW", "RIGHT", "OF", "SCORE"), rows, room_on_terminal()))
