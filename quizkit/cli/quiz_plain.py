"""``quizkit quiz --plain``: a quiz line by line, for dumb terminals, screen readers and pipes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from quizkit.cli.output import silence
from quizkit.cli.plain import study_plain
from quizkit.domain.errors import QuizkitError
from quizkit.domain.quiz import Mode
from quizkit.domain.safe_text import safe_text
from quizkit.study.questions import Question
from quizkit.study.quiz import QuizSession, letters_of
from quizkit.study.room import StudyRoom
from quizkit.tui.quiz_words import (
    before_in_words,
    has_common_ground,
    left_in_words,
    missed_in_words,
    score_in_words,
    topic_columns,
    verdict_in_words,
)
from quizkit.tui.words import cited, comes_from, counted, difference

_EARLIER = 3
"""Earlier quizzes that a score is shown beside."""


def quiz_plain(room: StudyRoom, session: QuizSession, lines: Iterable[str], out: TextIO) -> None:
    """Ask until the questions, the time or the lines of the learner come to an end, then tell the score.

    Every answer is kept before the next question is written.
    """
    for stream in (lines, out):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        _PlainQuiz(room, session, out).run(line for line in lines)
    except BrokenPipeError:
        silence(out)


class _PlainQuiz:
    def __init__(self, room: StudyRoom, session: QuizSession, out: TextIO) -> None:
        self._room = room
        self._session = session
        self._out = out
        self._titles: Mapping[str, str] = room.source_titles()

    def run(self, lines: Iterator[str]) -> None:
        number = counted(len(self._session.quiz.questions), "question")
        limit = self._session.left
        self._say(f"A quiz of {number}{f', {left_in_words(limit)} minutes' if limit else ''}. :q leaves.")
        self._ask()
        for line in lines:
            word = line.strip()
            if word.casefold() == ":q" or (word.casefold() in ("q", "quit") and not self._is_typed()):
                break
            try:
                self._obey(word)
            except QuizkitError as error:
                self._say(f"{error}")
            if self._session.current is None:
                break
        self._sum_up(lines)

    def _is_typed(self) -> bool:
        return self._session.current is not None and self._session.current.mode is Mode.TYPED

    def _obey(self, word: str) -> None:
        session, question = self._session, self._session.current
        if question is None or session.check_time():
            return
        match word.casefold():
            case ":o":
                self._say("The last answer counts as " + ("right." if session.overrule() else "wrong."))
            case ":u" | "u" if word.startswith(":") or question.mode is not Mode.TYPED:
                self._undo()
            case _ if question.mode is not Mode.OPEN:
                self._answer(word)
            case _ if not session.is_revealed:
                session.reveal()
                self._reveal(question)
            case "y" | "yes" | "n" | "no":
                session.judge(word.casefold().startswith("y"))
                self._ask()
            case _:
                self._say("y if you were right, n if not; u takes the last word back, q leaves.")

    def _reveal(self, question: Question) -> None:
        self._show_answer(question)
        self._say("Were you right? y or n")

    def _undo(self) -> None:
        if not self._session.undo():
            self._say("There is nothing to take back: only what you said of yourself can be.")
            return
        self._say("The last word is taken back.")
        self._ask()
        if question := self._session.current:
            self._reveal(question)

    def _answer(self, word: str) -> None:
        question = self._session.current
        outcome = self._session.answer(word)
        if outcome is None or question is None:
            return
        self._say(verdict_in_words(outcome))
        if outcome.comparison is not None and has_common_ground(outcome.comparison.pieces):
            self._say(f"  {difference(outcome.comparison.pieces)}")
        self._show_answer(question)
        if outcome.comparison is not None:
            self._say("  :o if you know better.")
        self._session.go_on()
        self._ask()

    def _ask(self) -> None:
        question = self._session.current
        if question is None:
            return
        session, card = self._session, question.card
        left = f"{left_in_words(session.left)} left" if session.left is not None else ""
        place = f"{session.position} of {len(session.quiz.questions)}"
        self._say("")
        self._say(" · ".join(filter(None, (place, left, card.topic, comes_from(card, self._titles)))))
        if question.why:
            self._say(question.why)
        self._say(f"Question: {card.question}")
        for letter, option in zip("abcdefghijklmnopqrstuvwxyz", question.options, strict=False):
            self._say(f"  {letter}) {option}")
        match question.mode:
            case Mode.OPEN:
                self._say("Enter shows the answer.")
            case Mode.TYPED:
                self._say("Type the answer; Enter alone if you do not know it.")
            case Mode.CHOICE:
                self._say(f"{letters_of(question.options)}?")

    def _show_answer(self, question: Question) -> None:
        self._say(f"Answer: {question.card.answer}")
        for evidence in question.card.evidence:
            self._say(f"  “{evidence.quote}”")
            self._say(f"  — {cited(evidence, self._titles)}")

    def _sum_up(self, lines: Iterator[str]) -> None:
        result = self._session.result()
        self._say("")
        if self._session.is_out_of_time:
            self._say("The time is over.")
        if result is None:
            self._say("Nothing was answered, so no result is kept.")
            return
        earlier = self._room.quizzes.earlier(result, _EARLIER)
        self._say(f"{score_in_words(result)}.")
        if before := before_in_words(earlier):
            self._say(f"{before}.")
        for topic, score, percent, past in topic_columns(result, earlier):
            beside = f" (before: {', '.join(past)})" if past else ""
            self._say(f"  {topic}: {score}, {percent}{beside}")
        cards = self._room.quizzes.cards(result.missed)
        for key in result.missed:
            if card := cards.get(key):
                self._say(f"Missed: {card.question}")
                self._say(f"  {card.answer}")
        if result.missed:
            self._offer(result.missed, lines)

    def _offer(self, missed: tuple[str, ...], lines: Iterator[str]) -> None:
        session = self._room.start_on(missed)
        waiting = session.remaining.due + session.remaining.new
        self._say(missed_in_words(len(missed), waiting))
        if not waiting:
            return
        self._say("s studies what you missed, Enter leaves.")
        if next(lines, "").strip().casefold() == "s":
            study_plain(session, lines, self._out, self._titles)

    def _say(self, text: str) -> None:
        print(safe_text(text), file=self._out, flush=True)
