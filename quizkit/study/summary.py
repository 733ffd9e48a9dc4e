"""What a session came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizkit.domain.card import Card
from quizkit.study.deeds import Rated


@dataclass(frozen=True, slots=True)
class TopicResult:
    """A topic's reviews of one session, drills left out."""

    topic: str
    reviews: int
    passes: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to: the ratings that stand, first ones of new cards among the reviews.

    ``topics`` stand in the order in which they were met; ``missed`` are the cards whose review was rated AGAIN.
    ``seconds`` is the time that reviews and drills took together, pauses left out.
    """

    reviews: int
    passes: int
    drills: int
    topics: tuple[TopicResult, ...]
    missed: tuple[Card, ...]
    seconds: float = 0.0


def sum_up(rated: Sequence[Rated], words_of: Callable[[Card], Card]) -> Summary:
    """The summary of these ratings; ``words_of`` gives a card in the words that it has by now."""
    reviews = [each for each in rated if not each.is_drill]
    topics: dict[str, list[bool]] = {}
    for each in reviews:
        topics.setdefault(words_of(each.shown.card).topic, []).append(each.rating.is_pass)
    missed = {each.shown.card.key: words_of(each.shown.card) for each in reviews if not each.rating.is_pass}
    return Summary(
        reviews=len(reviews),
        passes=sum(each.rating.is_pass for each in reviews),
        drills=len(rated) - len(reviews),
        topics=tuple(TopicResult(topic, len(passed), sum(passed)) for topic, passed in topics.items()),
        missed=tuple(missed.values()),
        seconds=sum(each.seconds for each in rated),
    )
