"""What statistics say: by topic, deck, source and day, for a range."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, insert

from quizkit.domain.card import Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.rating import Rating
from quizkit.domain.retention import Retention
from quizkit.domain.schedule import Graduated, Learning
from quizkit.storage.progress_tables import marks
from quizkit.study.figures import INTERVALS, Figures
from quizkit.study.recall import By, Day, Line, Recall, Streak
from quizkit.study.statistics import Statistics
from tests.study.conftest import Desk

AGAIN, HARD, GOOD, EASY = Rating


def read(desk: Desk) -> Statistics:
    reader = desk.room.read_statistics()
    while reader.read_on():
        pass
    assert reader.done == reader.of
    return reader.statistics()


def figures(desk: Desk, days: int | None = None, deck: str | None = None, topic: str | None = None) -> Figures:
    return Figures(read(desk), days, deck, topic)


def rate(
    desk: Desk, key: str, *ratings: Rating, days_ago: int = 0, seconds: float = 6.0, is_drill: bool = False
) -> int:
    """Ratings of one card on one day; the number of the last entry."""
    number = 0
    for rating in ratings:
        day = desk.today - timedelta(days=days_ago)
        moment = desk.now - timedelta(days=days_ago)
        number = desk.progress.record(Reviewed(key, day, moment, rating, is_drill, seconds)).number
    return number


def line(lines: list[Line], name: str) -> Line:
    return next(each for each in lines if each.name == name)


def test_an_empty_library_has_figures_of_nothing(desk: Desk) -> None:
    found = figures(desk)
    assert (found.total.counts.cards, found.total.recall, found.total.trend) == (0, Recall(), None)
    assert (found.by(By.TOPIC), found.by(By.SOURCE), found.days(), found.hardest(5)) == ([], [], [], [])
    assert found.forecast(3) == [0, 0, 0]
    assert read(desk).streak == Streak(0, False)


def test_young_and_mature_are_told_apart_by_the_interval_at_the_review(desk: Desk) -> None:
    desk.put("a/1/x")
    for days_ago, rating in ((70, GOOD), (69, GOOD), (63, AGAIN), (62, GOOD), (56, GOOD), (40, GOOD), (2, AGAIN)):
        rate(desk, "a/1/x", rating, days_ago=days_ago)
    # Intervals before the seven reviews: none, 1, 6, 1, 6, 15, 38.
    total = figures(desk).total
    assert total.recall == Recall(young=Retention(5, 4), mature=Retention(1, 0))
    assert (total.counts.reviews, total.counts.passes) == (6, 4)


def test_the_total_is_what_the_room_counts_otherwise(desk: Desk) -> None:
    desk.put("a/1/x", "a/2/x@Energy", deck="a")
    desk.put("a/1/x", "b/1/x@Rocks", deck="b")
    desk.make_due("b/1/x", days_ago=3, interval=30)
    for key in ("a/1/x", "a/2/x", "b/1/x"):
        rate(desk, key, AGAIN, days_ago=9)
        rate(desk, key, GOOD, AGAIN, GOOD)
    desk.progress.retract(rate(desk, "a/1/x", AGAIN), desk.today, desk.now)
    stats, found = desk.room.stats(), figures(desk)
    assert found.total.counts == stats.total
    assert [(each.name, each.counts) for each in found.by(By.TOPIC)] == list(stats.topics)
    assert figures(desk, deck="b").total.counts == desk.room.stats("b").total
    assert figures(desk, topic="Energy").total.counts == desk.room.stats(topic="Energy").total


def test_a_range_counts_its_own_days_and_the_trend_those_before(desk: Desk) -> None:
    keys = [f"a/{n:02}/x" for n in range(20)]
    desk.put(*keys)
    for at, key in enumerate(keys):
        rate(desk, key, GOOD, days_ago=15)
        rate(desk, key, GOOD if at < 10 else AGAIN, days_ago=7)
        rate(desk, key, GOOD if at < 15 else AGAIN, days_ago=6)
    week = figures(desk, days=7).total
    assert (week.recall.all, week.before) == (Retention(20, 15), Retention(20, 10))
    assert week.trend == 0.25
    assert figures(desk).total.before is None
    # The eight days before hold 20 first reviews only, which tell nothing.
    assert figures(desk, days=8).total.trend is None


def test_decks_and_sources_are_put_side_by_side_by_name(desk: Desk) -> None:
    cell, rock = Evidence("cell", "A quote", 1), Evidence("rock", "Another quote", 2)
    cards = (
        desk.make_card(key="k/1/x", evidence=(cell, rock)),
        desk.make_card(key="k/2/x", evidence=(rock,)),
        desk.make_card(key="k/3/x", evidence=()),
    )
    sources = (DeckSource("cell", "cell.md", "The cell"), DeckSource("rock", "rock.md", "Rocks"))
    desk.decks.save(Deck("biology", "Biology", cards, sources), desk.now)
    desk.put("z/1/x", deck="astronomy")
    rate(desk, "k/1/x", GOOD, AGAIN)
    found = figures(desk)
    assert [(each.name, each.title, each.counts.cards) for each in found.by(By.DECK)] == [
        ("astronomy", "Astronomy", 1),
        ("biology", "Biology", 3),
    ]
    by_source = figures(desk, deck="biology").by(By.SOURCE)
    assert [(each.name, each.title, each.counts.cards) for each in by_source] == [
        ("", "", 1),
        ("cell", "The cell", 1),
        ("rock", "Rocks", 2),
    ]
    assert line(by_source, "cell").recall.all == line(by_source, "rock").recall.all == Retention(1, 0)


def test_days_tell_what_was_done_also_on_cards_that_are_gone(desk: Desk) -> None:
    desk.put("a/1/x", deck="a")
    desk.put("b/1/x", deck="b")
    rate(desk, "a/1/x", AGAIN, days_ago=1)
    rate(desk, "a/1/x", GOOD, days_ago=1, is_drill=True)
    rate(desk, "b/1/x", GOOD, days_ago=1)
    rate(desk, "a/1/x", GOOD)
    desk.decks.remove("b")
    yesterday = desk.today - timedelta(days=1)
    found = figures(desk)
    assert found.days() == [
        Day(yesterday, new=2, drills=1, seconds=18.0),
        Day(desk.today, seconds=6.0, recall=Recall(young=Retention(1, 1))),
    ]
    assert found.days()[0].minutes == 0.3
    assert found.day(yesterday).reviews == 2
    assert found.day(desk.today - timedelta(days=5)) == Day(desk.today - timedelta(days=5))
    assert figures(desk, deck="a").day(yesterday).reviews == 1
    assert [day.day for day in figures(desk, days=1).days()] == [desk.today]
    assert found.recall_since(yesterday, 2).all == Retention(1, 1)
    assert found.recall_since(yesterday, 1).all == Retention()


def test_the_forecast_puts_what_is_overdue_on_today_and_leaves_suspended_cards_out(desk: Desk, engine: Engine) -> None:
    desk.put("a/1/x", "a/2/x", "a/3/x", "a/4/x", "a/5/x", "a/6/x")
    for key, days in (("a/1/x", -9), ("a/2/x", 0), ("a/3/x", 2), ("a/4/x", 2), ("a/5/x", 30)):
        desk.make_due(key, days_ago=-days)
    with engine.begin() as connection:
        connection.execute(insert(marks).values(key="a/4/x", is_suspended=True, flag=0))
    found = figures(desk)
    assert found.forecast(30) == [2, 0, 1, *[0] * 27]
    assert found.total.due_next_week == 1


def test_intervals_are_counted_in_bins(desk: Desk) -> None:
    desk.put(*(f"a/{n}/x" for n in range(7)))
    for n, interval in enumerate((6, 7, 20, 21, 365, 366)):
        desk.make_due(f"a/{n}/x", interval=interval)
    counts = dict(zip(INTERVALS, figures(desk).intervals(), strict=True))
    assert {bin_: number for bin_, number in counts.items() if number} == {
        (2, 6): 1, (7, 13): 1, (14, 20): 1, (21, 41): 1, (181, 365): 1, (366, None): 1,
    }  # fmt: skip


def test_ratings_are_counted_by_what_the_card_was(desk: Desk) -> None:
    desk.put("a/1/x")
    desk.make_due("a/1/x", interval=30)
    rate(desk, "a/1/x", EASY, AGAIN, HARD)
    rate(desk, "a/1/x", GOOD, is_drill=True)
    found = figures(desk).ratings
    assert found.first == {AGAIN: 0, HARD: 0, GOOD: 0, EASY: 1}
    assert found.mature == {AGAIN: 1, HARD: 0, GOOD: 0, EASY: 0}
    assert found.young == {AGAIN: 0, HARD: 1, GOOD: 0, EASY: 0}


def test_the_hardest_cards_are_those_with_most_lapses_then_lowest_retention(desk: Desk) -> None:
    desk.put("a/1/x", "a/2/x", "a/3/x", "a/4/x")
    for key, lapses in (("a/1/x", 3), ("a/2/x", 9), ("a/3/x", 3), ("a/4/x", 0)):
        schedule = Learning(2, 250, desk.today, lapses)
        desk.progress.record(Rescheduled(key, desk.today, desk.now, Reason.IMPORTED, schedule))
    rate(desk, "a/3/x", GOOD, HARD)
    rate(desk, "a/1/x", GOOD, GOOD, EASY)
    desk.progress.retract(rate(desk, "a/3/x", AGAIN), desk.today, desk.now)
    rate(desk, "a/3/x", AGAIN)
    hardest = figures(desk).hardest(3)
    assert [(hard.key, hard.lapses, hard.recall) for hard in hardest] == [
        ("a/2/x", 9, Retention()),
        ("a/3/x", 4, Retention(2, 1)),
        ("a/1/x", 3, Retention(2, 2)),
    ]


def test_a_streak_is_not_broken_by_a_day_that_is_not_over(desk: Desk) -> None:
    desk.put("a/1/x")
    for days_ago in (5, 3, 2, 1):
        rate(desk, "a/1/x", GOOD, days_ago=days_ago)
    assert read(desk).streak == Streak(3, False)
    rate(desk, "a/1/x", GOOD, is_drill=True)
    assert read(desk).streak == Streak(3, False)
    number = rate(desk, "a/1/x", GOOD)
    assert read(desk).streak == Streak(4, True)
    desk.progress.retract(number, desk.today, desk.now)
    desk.now += timedelta(days=2)
    assert read(desk).streak == Streak(0, False)


def test_a_schedule_that_was_set_makes_a_card_mature_until_that_is_taken_back(desk: Desk) -> None:
    desk.put("a/1/x")
    rate(desk, "a/1/x", GOOD)
    schedule = Graduated(30, 250, desk.today)
    number = desk.progress.record(Rescheduled("a/1/x", desk.today, desk.now, Reason.IMPORTED, schedule)).number
    rate(desk, "a/1/x", GOOD)
    assert figures(desk).total.recall.mature == Retention(1, 1)
    desk.progress.retract(number, desk.today, desk.now)
    assert figures(desk).total.recall.young == Retention(1, 1)
