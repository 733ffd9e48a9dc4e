"""A quiz, without a screen: asked, answered, scored. The schedule and the log are left alone.

Each answer is kept at once, so that whatever happens to the program, what was answered counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from quizkit.domain.errors import QuizkitError
from quizkit.domain.quiz import Mode, QuizAnswer, QuizResult, QuizScope
from quizkit.storage.quizzes import QuizStore
from quizkit.study.questions import Question
from quizkit.study.typed import Comparison, compare, option_meant


@dataclass(frozen=True, slots=True)
class Quiz:
    """What a quiz is to be: its questions in their order, and how long the learner may take for all, None for ever."""

    mode: Mode
    scope: QuizScope
    questions: tuple[Question, ...]
    limit: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer was worth; ``comparison`` is there where it was typed."""

    given: str
    is_right: bool
    comparison: Comparison | None = None


class QuizSession:
    """Ask, answer, go on. ``clock`` tells the local time, which counts against the limit from the first question.

    A question is *answered* (typed, chosen), and the next one comes with ``go_on``; or it is *revealed* and *judged* by
    the learner. Where the time is over, what is left counts as not answered. Every method may raise StorageError, and
    then nothing has happened.
    """

    def __init__(self, quiz: Quiz, store: QuizStore, day: date, clock: Callable[[], datetime]) -> None:
        self.quiz = quiz
        self._store = store
        self._day = day
        self._clock = clock
        self._began = clock()
        self._asked_at = self._began
        self._number: int | None = None
        self._answers: list[QuizAnswer] = []
        self._outcome: Outcome | None = None
        self._is_revealed = False
        self._at = 0
        self._is_out_of_time = False

    @property
    def current(self) -> Question | None:
        """The question that is asked; None where the quiz is over."""
        if self._is_out_of_time or self._at >= len(self.quiz.questions):
            return None
        return self.quiz.questions[self._at]

    @property
    def position(self) -> int:
        """The place of the current question, from 1."""
        return self._at + 1

    @property
    def right(self) -> int:
        """How many were right so far."""
        return sum(answer.is_right for answer in self._answers)

    @property
    def answered(self) -> int:
        """How many were answered so far."""
        return len(self._answers)

    @property
    def is_revealed(self) -> bool:
        """Whether the answer of the current question is shown."""
        return self._is_revealed or self._outcome is not None

    @property
    def outcome(self) -> Outcome | None:
        """What the answer to the current question was worth; None while it is not answered."""
        return self._outcome

    @property
    def is_out_of_time(self) -> bool:
        """Whether the time limit ended the quiz."""
        return self._is_out_of_time

    @property
    def left(self) -> timedelta | None:
        """How much time is left; None where there is no limit."""
        if self.quiz.limit is None:
            return None
        return max(timedelta(0), self._began + self.quiz.limit - self._clock())

    def reveal(self) -> None:
        """Show the answer of a question that is answered in the head."""
        question = self._asked()
        if question.mode is not Mode.OPEN:
            raise QuizkitError("this question wants an answer first: type or choose one")
        self._is_revealed = True

    def judge(self, is_right: bool) -> None:
        """The learner's word on a revealed question, and the next one comes."""
        self._asked()
        if not self._is_revealed:
            raise QuizkitError("see the answer first, then say whether you were right")
        if self.check_time():
            return
        self._keep(Outcome("", is_right))
        self.go_on()

    def answer(self, given: str) -> Outcome | None:
        """Take a typed answer, or a choice by letter or words; None where the time was over before it came.

        Raises QuizkitError where a choice is meant and none of the options is.
        """
        question = self._asked()
        if self._outcome is not None:
            raise QuizkitError("this question is answered already; go on to the next one")
        outcome = outcome_of(question, given)
        if self.check_time():
            return None
        self._keep(outcome)
        return outcome

    def overrule(self) -> bool:
        """The other word on the last typed answer: the learner knows what was meant. Gives whether it is right now.

        Raises QuizkitError where the last answer was not typed.
        """
        last = self._answers[-1] if self._answers and not self._is_out_of_time else None
        if last is None or self.quiz.questions[last.position - 1].mode is not Mode.TYPED:
            raise QuizkitError("only a typed answer can be judged by hand")
        changed = replace(last, is_right=not last.is_right)
        self._store.keep(self._kept_as(), [changed])
        self._answers[-1] = changed
        if self._outcome is not None:
            self._outcome = replace(self._outcome, is_right=changed.is_right)
        return changed.is_right

    def go_on(self) -> None:
        """The next question, once this one is answered."""
        if self._outcome is None:
            raise QuizkitError("this question is not answered yet")
        self._outcome, self._is_revealed = None, False
        self._at += 1
        self._asked_at = self._clock()
        self.check_time()

    @property
    def can_undo(self) -> bool:
        """Whether the last answer was the learner's own word, and no other question was answered since."""
        if not self._answers or self._is_out_of_time or self._outcome is not None:
            return False
        return self.quiz.questions[self._answers[-1].position - 1].mode is Mode.OPEN

    def undo(self) -> bool:
        """Take the last judgement of an open question back and ask it again; False where the last one is none."""
        if not self.can_undo:
            return False
        last = self._answers[-1]
        self._store.take_back(self._kept_as(), last.position)
        self._answers.pop()
        self._at, self._is_revealed = last.position - 1, True
        self._asked_at = self._clock()
        return True

    def check_time(self) -> bool:
        """Whether the time is over; then all that is left counts as not answered."""
        if self._is_out_of_time:
            return True
        if self.left is None or self.left > timedelta(0):
            return False
        first = self._at + (self._outcome is not None)
        late = [
            QuizAnswer(at, question.card.key, question.card.topic, "", False)
            for at, question in enumerate(self.quiz.questions[first:], start=first + 1)
        ]
        if late:
            self._store.keep(self._kept_as(), late)
            self._answers += late
        self._is_out_of_time, self._outcome, self._is_revealed = True, None, False
        return True

    def result(self) -> QuizResult | None:
        """What is kept of this quiz; None where nothing was answered."""
        if self._number is None or not self._answers:
            return None
        return self._store.result(self._number)

    def _asked(self) -> Question:
        question = self.current
        if question is None:
            raise QuizkitError("the quiz is over")
        return question

    def _keep(self, outcome: Outcome) -> None:
        card = self._asked().card
        seconds = max(0.0, (self._clock() - self._asked_at).total_seconds())
        answer = QuizAnswer(self.position, card.key, card.topic, outcome.given, outcome.is_right, seconds)
        self._store.keep(self._kept_as(), [answer])
        self._answers.append(answer)
        self._outcome = outcome

    def _kept_as(self) -> int:
        """The number of the quiz in the library, which keeps it from its first answer on."""
        if self._number is None:
            began = self._began.astimezone(UTC)
            self._number = self._store.begin(
                self._day, began, self.quiz.mode, self.quiz.scope, len(self.quiz.questions)
            )
        return self._number


def outcome_of(question: Question, given: str) -> Outcome:
    """What an answer is worth. Raises QuizkitError where none of the options is meant."""
    if question.mode is not Mode.CHOICE:
        comparison = compare(given, question.card)
        return Outcome(given, comparison.is_right, comparison)
    option = option_meant(given, question.options)
    if option is None:
        letters = letters_of(question.options)
        raise QuizkitError(f"{given.strip() or 'that'} is none of the options: answer with {letters}")
    return Outcome(option, option == question.card.answer)


def letters_of(options: Sequence[str]) -> str:
    """``a, b or c``."""
    letters = [chr(ord("a") + at) for at in range(min(26, len(options)))]
    return f"{', '.join(letters[:-1])} or {letters[-1]}"
