"""Statistics of a range and a deck or topic: by topic, deck, source and day, out of the log and today's schedules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from quizkit.domain.history import Stage
from quizkit.domain.rating import Rating
from quizkit.domain.retention import Retention
from quizkit.domain.schedule import LEECH_FROM, MATURE_FROM
from quizkit.storage.collection import CardNow
from quizkit.study.recall import By, Day, Hard, Line, RatingCounts, Recall
from quizkit.study.statistics import Statistics
from quizkit.study.stats import Counts
from quizkit.study.tallying import OfCard, OfDay

INTERVALS = ((1, 1), (2, 6), (7, 13), (14, 20), (21, 41), (42, 90), (91, 180), (181, 365), (366, None))
"""Days: the bins in which intervals are counted, first and last of each; the last one is open."""

_NOTHING = OfCard()

_Group = tuple[str, str]


class Figures:
    """The figures of the last ``days``, today among them, or of all time; counted once, in a pass over the history.

    Of the whole library, ratings of cards that are gone since count by day, too: they were done. By topic, deck and
    source only cards that are there are counted.
    """

    def __init__(
        self, statistics: Statistics, days: int | None = None, deck: str | None = None, topic: str | None = None
    ) -> None:
        self._statistics = statistics
        self.range = days
        self.today = statistics.today
        self.cards = [
            card
            for card in statistics.cards
            if (deck is None or card.deck == deck) and (topic is None or card.topic == topic)
        ]
        is_everything = deck is None and topic is None
        self._of_cards: dict[str, OfCard] = {}
        self._days: dict[int, OfDay] = {}
        self._ratings = {stage: dict.fromkeys(Rating, 0) for stage in Stage}
        self._count(None if is_everything else {card.key for card in self.cards})

    @property
    def total(self) -> Line:
        """All cards of the scope together; one that two decks share counts once."""
        return self._line("", "", {card.key: card for card in self.cards}.values())

    def by(self, what: By) -> list[Line]:
        """Line by line: topics in learning order over all decks, decks and sources by name."""
        groups: dict[_Group, dict[str, CardNow]] = {}
        group_of = self._groups(what)
        for card in self.cards:
            for group in group_of(card):
                groups.setdefault(group, {})[card.key] = card
        names = list(groups) if what is By.TOPIC else sorted(groups)
        return [self._line(*name, groups[name].values()) for name in names]

    def days(self) -> list[Day]:
        """The days of the range on which something was done, oldest first."""
        return [counted.as_day(date.fromordinal(day)) for day, counted in sorted(self._days.items())]

    def day(self, day: date) -> Day:
        """What was done on a day of the range."""
        counted = self._days.get(day.toordinal())
        return counted.as_day(day) if counted else Day(day)

    @property
    def ratings(self) -> RatingCounts:
        """How often each rating was given in the range."""
        return RatingCounts(*(self._ratings[stage] for stage in (Stage.FIRST, Stage.YOUNG, Stage.MATURE)))

    def recall_since(self, day: date, length: int) -> Recall:
        """The retention of ``length`` days from ``day`` on, as far as they are in the range."""
        found = Recall()
        for at in range(day.toordinal(), day.toordinal() + length):
            if counted := self._days.get(at):
                recall = counted.as_day(day).recall
                found = Recall(found.young + recall.young, found.mature + recall.mature)
        return found

    def forecast(self, days: int) -> list[int]:
        """How many cards are due on each of the next ``days``, from today on; what is overdue stands in today's.

        As the schedules are now: reviews to come will add to it, and so will new cards. Suspended cards are left out,
        buried ones come when they are asked again.
        """
        due = [0] * days
        for card in {card.key: card for card in self.cards}.values():
            if card.due is not None and not card.is_suspended:
                at = max(0, (max(card.due, card.buried_until or card.due) - self.today).days)
                if at < days:
                    due[at] += 1
        return due

    def intervals(self) -> list[int]:
        """How many cards have an interval in each bin of ``INTERVALS``."""
        counts = [0] * len(INTERVALS)
        for card in {card.key: card for card in self.cards if card.due is not None}.values():
            for at, (_, last) in enumerate(INTERVALS):
                if last is None or card.interval <= last:
                    counts[at] += 1
                    break
        return counts

    def hardest(self, limit: int) -> list[Hard]:
        """The cards with most lapses, of equals those with the lowest retention in the range; none without a lapse."""
        lapsed = {card.key: card for card in self.cards if card.lapses}
        found = [Hard(card.deck, card.key, card.lapses, self._of_card(card.key).recall.all) for card in lapsed.values()]

        def hardness(hard: Hard) -> tuple[int, float, str]:
            share = hard.recall.share
            return -hard.lapses, 1.0 if share is None else share, hard.key

        return sorted(found, key=hardness)[:limit]

    def _count(self, wanted: set[str] | None) -> None:
        history, length = self._statistics.history, self.range
        today = self.today.toordinal()
        since = today - length + 1 if length else 0
        before = since - length if length else 0
        is_wanted = [wanted is None or key in wanted for key in history.keys]
        of_cards = [OfCard() if each else None for each in is_wanted]
        first, mature, drill = int(Stage.FIRST), int(Stage.MATURE), int(Stage.DRILL)
        ratings = [[0] * 5 for _ in Stage]
        of_days = self._days
        for day, card, rating, stage, seconds in history.ratings():
            of_card = of_cards[card]
            if of_card is None or day < before:
                continue
            is_pass = rating > 1
            if day < since:
                if stage != first and stage != drill:
                    of_card.reviews_before += 1
                    of_card.passes_before += is_pass
                continue
            of_day = of_days.get(day)
            if of_day is None:
                of_day = of_days[day] = OfDay()
            of_day.seconds += seconds
            ratings[stage][rating] += 1
            if stage == drill:
                of_day.drills += 1
            elif stage == first:
                of_day.first += 1
            elif stage == mature:
                of_day.mature += 1
                of_day.mature_passes += is_pass
                of_card.mature += 1
                of_card.mature_passes += is_pass
            else:
                of_day.young += 1
                of_day.young_passes += is_pass
                of_card.young += 1
                of_card.young_passes += is_pass
        self._of_cards = {key: found for key, found in zip(history.keys, of_cards, strict=True) if found}
        self._ratings = {stage: {rating: ratings[stage][rating] for rating in Rating} for stage in Stage}

    def _of_card(self, key: str) -> OfCard:
        return self._of_cards.get(key, _NOTHING)

    def _groups(self, what: By) -> Callable[[CardNow], Iterable[_Group]]:
        decks, titles = self._statistics.deck_titles, self._statistics.source_titles
        sources = self._statistics.sources
        if what is By.TOPIC:
            return lambda card: ((card.topic, card.topic),)
        if what is By.DECK:
            return lambda card: ((card.deck, decks.get(card.deck, card.deck)),)
        return lambda card: (
            (source, titles.get(source) or source) for source in sources.get((card.deck, card.key), ("",))
        )

    def _line(self, name: str, title: str, cards: Iterable[CardNow]) -> Line:
        of = OfCard()
        number = seen = due = mature = leeches = next_week = new_waiting = suspended = 0
        for card in cards:
            number += 1
            of.add(self._of_card(card.key))
            suspended += card.is_suspended
            is_asked = not card.is_aside(self.today)
            if card.due is None:
                new_waiting += is_asked
                continue
            seen += 1
            mature += card.interval >= MATURE_FROM
            leeches += card.lapses >= LEECH_FROM
            away = (card.due - self.today).days
            due += is_asked and away <= 0
            next_week += not card.is_suspended and 1 <= away <= 7
        recall = of.recall
        everything = recall.all
        counts = Counts(
            cards=number,
            seen=seen,
            new=number - seen,
            due=due,
            young=seen - mature,
            mature=mature,
            leeches=leeches,
            reviews=everything.reviews,
            passes=everything.passes,
            retention=everything.share,
            new_waiting=new_waiting,
            suspended=suspended,
        )
        before = Retention(of.reviews_before, of.passes_before) if self.range else None
        return Line(name, title, counts, recall, before, next_week)
