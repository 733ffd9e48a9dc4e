"""Where quizzes are made, kept and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from quizkit.domain.card import Card
from quizkit.domain.errors import NotFoundError, SettingsError
from quizkit.domain.quiz import Mode, QuizAnswer, QuizResult, QuizScope
from quizkit.storage.agenda import Scope
from quizkit.storage.decks import DeckStore
from quizkit.storage.quizzes import QuizStore
from quizkit.study.questions import Question, drawn, question_of
from quizkit.study.quiz import Quiz, QuizSession, outcome_of

_LOOKED_THROUGH = 200
"""Quizzes among which earlier ones of one scope are looked for."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer from outside: to the card of a key, as it was asked.

    ``is_right`` is the word of whoever answered, or None where ``answer`` is to be compared.
    """

    key: str
    mode: Mode
    answer: str
    options: tuple[str, ...] = ()
    is_right: bool | None = None
    seconds: float = 0.0


class QuizRoom:
    """The quizzes of one library. ``find`` makes a scope of the names of a deck and a topic, or raises NotFoundError.

    Every method may raise StorageError.
    """

    def __init__(
        self,
        decks: DeckStore,
        find: Callable[[str | None, str | None], Scope],
        today: Callable[[], date],
        clock: Callable[[], datetime],
    ) -> None:
        self._decks = decks
        self._store = QuizStore(decks.engine)
        self._find = find
        self._today = today
        self._clock = clock

    def scope(self, decks: Iterable[str] = (), topics: Iterable[str] = ()) -> QuizScope:
        """What these names mean, each looked up: a deck's name, a topic in upper or lower case."""
        slugs = tuple(dict.fromkeys(self._find(deck, None).deck or deck for deck in decks))
        names = tuple(dict.fromkeys(self._find(None, topic).topic or topic for topic in topics))
        return QuizScope(slugs, names)

    def size(self, scope: QuizScope) -> int:
        """How many cards can be asked about."""
        return len(self._store.keys(scope))

    def prepare(
        self, scope: QuizScope, mode: Mode, number: int, random: Random, limit: timedelta | None = None
    ) -> Quiz:
        """A quiz of ``number`` questions, or of as many as there are, drawn with ``random``; nothing is kept yet.

        Raises NotFoundError where there is no card to ask about.
        """
        if number < 1:
            raise SettingsError(f"{number} questions make no quiz: give 1 or more")
        if limit is not None and limit <= timedelta(0):
            raise SettingsError("a time limit of no time makes no quiz: give a minute or more")
        keys = drawn(self._store.keys(scope), number, random)
        if not keys:
            raise NotFoundError("there is no card to ask about: choose other decks or topics, or take suspensions back")
        cards = self._decks.cards(keys)
        others = self._store.around(keys) if mode is Mode.CHOICE else []
        questions = tuple(question_of(cards[key], mode, others, random) for key in keys if key in cards)
        return Quiz(mode, scope, questions, limit)

    def sit(self, quiz: Quiz) -> QuizSession:
        """Begin the quiz: from now on its time runs."""
        return QuizSession(quiz, self._store, self._today(), self._clock)

    def score(self, mode: Mode, scope: QuizScope, given: Sequence[Given]) -> QuizResult:
        """Score answers that were given elsewhere, and keep the result.

        Raises NotFoundError where a key names no card, and QuizkitError where an answer names none of its options.
        """
        cards = self._decks.cards(each.key for each in given)
        answers = []
        for position, each in enumerate(given, start=1):
            card = cards.get(each.key)
            if card is None:
                raise NotFoundError(f"answer {position}: there is no card {each.key}")
            is_right, said = each.is_right, each.answer
            if is_right is None:
                outcome = outcome_of(Question(card, each.mode, each.options), each.answer)
                is_right, said = outcome.is_right, outcome.given
            answers.append(QuizAnswer(position, card.key, card.topic, said, is_right, max(0.0, each.seconds)))
        number = self._store.begin(self._today(), self._clock().astimezone(UTC), mode, scope, len(answers))
        self._store.keep(number, answers)
        return self._store.result(number)

    def history(self, limit: int) -> list[QuizResult]:
        """The last quizzes, the newest first."""
        return self._store.results(limit)

    def earlier(self, result: QuizResult, limit: int) -> list[QuizResult]:
        """The last quizzes on the same decks and topics before this one, in whatever mode, the newest first.

        Those that were broken off are left out: a part is no measure for a whole.
        """
        before = self._store.results(_LOOKED_THROUGH, before=result.number)
        return [other for other in before if other.scope == result.scope and not other.is_broken_off][:limit]

    def cards(self, keys: Iterable[str]) -> dict[str, Card]:
        """The cards of these keys, with their evidence; what is gone from the library is not among them."""
        return self._decks.cards(keys)
