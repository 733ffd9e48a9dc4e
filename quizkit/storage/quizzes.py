"""Quizzes: which cards can be asked, and what came of it. Schedules and log are not touched here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, exists, insert, select, update

from quizkit.domain.card import Card, CardKind, Origin
from quizkit.domain.errors import NotFoundError
from quizkit.domain.quiz import Mode, QuizAnswer, QuizResult, QuizScope
from quizkit.storage.database import reading, writing
from quizkit.storage.marks import is_aside
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import quiz_answers, quizzes
from quizkit.storage.tables import cards

_REACH = 100
"""How far around a card in its deck others are read to make options of: a question must not cost a whole deck."""


class QuizStore:
    """The quizzes of one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keys(self, scope: QuizScope) -> list[str]:
        """The keys of all cards that can be asked, in learning order, without the suspended ones.

        Buried cards are put off for a day's study, not for a test. One pass over the scope, once a quiz: to draw at
        random, all must be known.
        """
        wanted: list[ColumnElement[bool]] = [cards.c.is_retired.is_(False), ~is_aside(cards.c.key, date.max)]
        if scope.decks:
            wanted.append(cards.c.deck.in_(scope.decks))
        if scope.topics:
            wanted.append(cards.c.topic.in_(scope.topics))
        found = select(cards.c.key).where(*wanted).order_by(cards.c.position, cards.c.deck)
        with reading(self.engine) as connection:
            return list(dict.fromkeys(connection.execute(found).scalars()))

    def around(self, keys: Iterable[str]) -> list[Card]:
        """The cards that stand near these in their decks, without their evidence, each once."""
        with reading(self.engine) as connection:
            places: list[tuple[str, int]] = []
            for portion in in_portions(keys):
                placed = select(cards.c.deck, cards.c.position).where(cards.c.key.in_(portion))
                places += [(row.deck, row.position) for row in connection.execute(placed)]
            found: dict[str, Card] = {}
            for deck, first, last in _stretches(places):
                near = and_(cards.c.deck == deck, cards.c.position.between(first, last), cards.c.is_retired.is_(False))
                for row in connection.execute(select(cards).where(near).order_by(cards.c.position)):
                    found[row.key] = Card(
                        key=row.key,
                        kind=CardKind(row.kind),
                        question=row.question,
                        answer=row.answer,
                        topic=row.topic,
                        evidence=(),
                        accept=tuple(row.accept),
                        choices=tuple(row.choices),
                        rule=row.rule,
                        origin=Origin(row.origin),
                    )
        return list(found.values())

    def begin(self, day: date, at: datetime, mode: Mode, scope: QuizScope, planned: int = 0) -> int:
        """Keep a quiz of so many questions that begins now; gives its number."""
        about: dict[str, object] = {"decks": list(scope.decks), "topics": list(scope.topics)}
        if planned:
            about["questions"] = planned
        row = {"day": day, "at": at, "mode": mode.value, "scope": about, "seconds": 0.0}
        with writing(self.engine) as connection:
            return int(connection.execute(insert(quizzes).values(row)).inserted_primary_key[0])  # type: ignore[index]

    def keep(self, number: int, answers: Iterable[QuizAnswer]) -> None:
        """Write answers of the quiz; one that stands at a position already is replaced."""
        with writing(self.engine) as connection:
            for answer in answers:
                connection.execute(delete(quiz_answers).where(_is_at(number, answer.position)))
                connection.execute(
                    insert(quiz_answers).values(
                        quiz=number,
                        position=answer.position,
                        key=answer.key,
                        topic=answer.topic,
                        given=answer.given,
                        is_right=answer.is_right,
                        seconds=answer.seconds,
                    )
                )
            _add_up(connection, number)

    def take_back(self, number: int, position: int) -> None:
        """Forget the answer at a position of the quiz."""
        with writing(self.engine) as connection:
            connection.execute(delete(quiz_answers).where(_is_at(number, position)))
            _add_up(connection, number)

    def result(self, number: int) -> QuizResult:
        """What came of one quiz. Raises NotFoundError."""
        with reading(self.engine) as connection:
            found = _results(connection, quizzes.c.number == number, 1)
        if not found:
            raise NotFoundError(f"there is no quiz {number}; see quizkit quiz --history")
        return found[0]

    def results(self, limit: int, before: int | None = None) -> list[QuizResult]:
        """The last ``limit`` quizzes in which something was answered, the newest first; those before a number only."""
        has_answers = exists().where(quiz_answers.c.quiz == quizzes.c.number)
        is_earlier = quizzes.c.number < before if before is not None else has_answers
        with reading(self.engine) as connection:
            return _results(connection, and_(has_answers, is_earlier), limit)


def _is_at(number: int, position: int) -> ColumnElement[bool]:
    return and_(quiz_answers.c.quiz == number, quiz_answers.c.position == position)


def _add_up(connection: Connection, number: int) -> None:
    seconds = sum(connection.execute(select(quiz_answers.c.seconds).where(quiz_answers.c.quiz == number)).scalars())
    connection.execute(update(quizzes).where(quizzes.c.number == number).values(seconds=seconds))


def _results(connection: Connection, wanted: ColumnElement[bool], limit: int) -> list[QuizResult]:
    heads = connection.execute(select(quizzes).where(wanted).order_by(quizzes.c.number.desc()).limit(limit)).all()
    answers: dict[int, list[QuizAnswer]] = {}
    of_these = quiz_answers.c.quiz.in_([head.number for head in heads])
    for row in connection.execute(select(quiz_answers).where(of_these).order_by(quiz_answers.c.position)):
        answer = QuizAnswer(row.position, row.key, row.topic, row.given, row.is_right, row.seconds)
        answers.setdefault(row.quiz, []).append(answer)
    return [
        QuizResult(
            head.number,
            head.day,
            head.at,
            Mode(head.mode),
            QuizScope(tuple(head.scope["decks"]), tuple(head.scope["topics"])),
            head.seconds,
            tuple(answers.get(head.number, ())),
            head.scope.get("questions", 0),
        )
        for head in heads
    ]


def _stretches(places: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """What lies around the places, overlapping stretches joined."""
    found: list[tuple[str, int, int]] = []
    for deck, position in sorted(places):
        first, last = position - _REACH, position + _REACH
        if found and found[-1][0] == deck and first <= found[-1][2]:
            found[-1] = (deck, found[-1][1], last)
        else:
            found.append((deck, first, last))
    return found
