"""A quiz: a scored test that leaves the schedule alone. What was asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Mode(StrEnum):
    """How a question is asked."""

    OPEN = "open"
    """The learner answers in the head, sees the answer and says right or wrong."""
    TYPED = "typed"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class QuizScope:
    """What is asked about: cards of any of these decks (slugs) that are of any of these topics; empty means all."""

    decks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """One question of a quiz with what was said; ``topic`` is the card's as it was then, ``seconds`` how long it took.

    ``given`` is "" where the learner answered in the head, or not at all.
    """

    position: int
    key: str
    topic: str
    given: str
    is_right: bool
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How many questions of a topic were asked, and how many answered right."""

    topic: str
    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A quiz as it is kept: ``number`` counts all quizzes, ``seconds`` is the sum over its answers."""

    number: int
    day: date
    at: datetime
    mode: Mode
    scope: QuizScope
    seconds: float
    answers: tuple[QuizAnswer, ...]
    planned: int = 0
    """How many questions the quiz was to have; 0 where that was not kept."""

    @property
    def is_broken_off(self) -> bool:
        """Whether the learner left before the last question: the score is that of a part, and compares with none."""
        return self.planned > len(self.answers)

    @property
    def asked(self) -> int:
        """How many questions count: those that were answered, and those that the time limit took."""
        return len(self.answers)

    @property
    def right(self) -> int:
        """How many of them were answered right."""
        return sum(answer.is_right for answer in self.answers)

    @property
    def missed(self) -> tuple[str, ...]:
        """The keys of the cards that were not answered right, in the order of the questions."""
        return tuple(answer.key for answer in self.answers if not answer.is_right)

    @property
    def topics(self) -> tuple[TopicScore, ...]:
        """The score of each topic, in the order in which they were met."""
        return scores_of(self.answers)

    def topic(self, name: str) -> TopicScore:
        """The score of one topic; nothing asked where it was not in this quiz."""
        return next((score for score in self.topics if score.topic == name), TopicScore(name, 0, 0))


def scores_of(answers: Iterable[QuizAnswer]) -> tuple[TopicScore, ...]:
    """The score of each topic, in the order in which the answers come."""
    by_topic: dict[str, list[bool]] = {}
    for answer in answers:
        by_topic.setdefault(answer.topic, []).append(answer.is_right)
    return tuple(TopicScore(topic, len(each), sum(each)) for topic, each in by_topic.items())
