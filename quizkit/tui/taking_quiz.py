"""A quiz from its first question to its result: the screens in a row, for the app to put on."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from quizkit.domain.errors import QuizkitError
from quizkit.study.quiz import Quiz
from quizkit.study.room import StudyRoom
from quizkit.study.session import StudySession
from quizkit.tui.quiz_words import scope_in_words
from quizkit.tui.screens.quiz import QuizScreen
from quizkit.tui.screens.quiz_result import QuizResultScreen

_EARLIER = 3
"""Earlier quizzes that a score is shown beside."""


def take_quiz(
    app: App[None],
    room: StudyRoom,
    quiz: Quiz,
    study: Callable[[StudySession], None],
    tell: Callable[[QuizkitError], None],
) -> None:
    """Ask the quiz, then show its result; ``study`` opens a session on what was missed, ``tell`` says what failed."""

    def show_result(has_result: bool | None) -> None:
        try:
            result = session.result() if has_result else None
            if result is None:
                return
            earlier = room.quizzes.earlier(result, _EARLIER)
            missed = room.start_on(result.missed)
            cards = room.quizzes.cards(result.missed)
        except QuizkitError as error:
            tell(error)
            return
        waiting = missed.remaining.due + missed.remaining.new
        screen = QuizResultScreen(result, earlier, cards, waiting, about, is_out_of_time=session.is_out_of_time)
        app.push_screen(screen, lambda wants: study(missed) if wants else None)

    try:
        titles = room.decks.titles()
        about = scope_in_words(quiz.scope, titles)
        session = room.quizzes.sit(quiz)
        screen = QuizScreen(session, about, room.source_titles())
    except QuizkitError as error:
        tell(error)
        return
    app.push_screen(screen, show_result)
