"""Which cards wait, in what order, and how the learner stands by topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.marks import Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from quizkit.domain.search import read_search
from quizkit.storage.agenda import Agenda, Scope, Tally
from quizkit.storage.decks import DeckStore
from quizkit.storage.marks import MarkStore
from quizkit.storage.progress import ProgressStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVERYTHING = Scope()
CardMaker = Callable[..., Card]


class Desk:
    """A library with two decks, and short ways to make something happen in it."""

    def __init__(self, engine: Engine, make_card: CardMaker, today: date) -> None:
        self.decks, self.progress, self.agenda = DeckStore(engine), ProgressStore(engine), Agenda(engine)
        self.marks = MarkStore(engine)
        self.today = today
        topics = {"a": "Cell", "b": "Energy", "c": "Cell", "d": "Energy"}
        biology = tuple(make_card(key=f"cell/{name}/x", topic=topic) for name, topic in topics.items())
        self.biology = Deck("biology", "Biology", biology)
        self.geology = Deck("geology", "Geology", (make_card(key="rock/a/x", topic="Rocks"), biology[0]))
        self.decks.save(self.biology, NOON)
        self.decks.save(self.geology, NOON)

    def set_due(self, key: str, days: int, schedule: Schedule | None = None) -> None:
        due = self.today + timedelta(days=days)
        given = schedule or Graduated(30, 250, due)
        self.progress.record(Rescheduled(key, self.today, NOON, Reason.IMPORTED, given))

    def rate(self, key: str, rating: Rating, days: int = 0, *, is_drill: bool = False) -> int:
        review = Reviewed(key, self.today + timedelta(days=days), NOON, rating, is_drill)
        return self.progress.record(review).number

    def tally(self, scope: Scope = EVERYTHING) -> Tally:
        return self.agenda.tally(self.today, scope)


@pytest.fixture
def desk(engine: Engine, make_card: CardMaker, today: date) -> Desk:
    return Desk(engine, make_card, today)


def test_due_cards_come_oldest_due_first_then_in_learning_order(desk: Desk) -> None:
    for key, days in (("cell/d/x", -1), ("cell/c/x", 0), ("cell/b/x", 0), ("rock/a/x", -9), ("cell/a/x", 1)):
        desk.set_due(key, days)
    assert desk.agenda.due(desk.today, EVERYTHING) == ["rock/a/x", "cell/d/x", "cell/b/x", "cell/c/x"]
    assert desk.agenda.due(desk.today, Scope("biology")) == ["cell/d/x", "cell/b/x", "cell/c/x"]
    assert desk.agenda.due(desk.today, Scope("biology", "Energy")) == ["cell/d/x", "cell/b/x"]
    assert desk.agenda.due(desk.today, Scope(topic="Rocks")) == ["rock/a/x"]


def test_a_card_that_two_decks_share_waits_once(desk: Desk) -> None:
    desk.set_due("cell/a/x", 0)
    assert desk.agenda.due(desk.today, EVERYTHING) == ["cell/a/x"]
    assert desk.agenda.due(desk.today, Scope("geology")) == ["cell/a/x"]


def test_new_cards_come_in_learning_order_from_all_decks_alike_up_to_the_limit(desk: Desk) -> None:
    assert desk.agenda.new(3, EVERYTHING, desk.today) == ["cell/a/x", "rock/a/x", "cell/b/x"]
    assert desk.agenda.new(99, EVERYTHING, desk.today) == ["cell/a/x", "rock/a/x", "cell/b/x", "cell/c/x", "cell/d/x"]
    assert desk.agenda.new(99, Scope("biology", "Energy"), desk.today) == ["cell/b/x", "cell/d/x"]
    assert desk.agenda.new(0, EVERYTHING, desk.today) == []
    desk.rate("cell/a/x", Rating.AGAIN)
    assert desk.agenda.new(2, EVERYTHING, desk.today) == ["rock/a/x", "cell/b/x"]


def test_a_retired_card_waits_no_more(desk: Desk) -> None:
    desk.set_due("cell/b/x", 0)
    desk.rate("cell/c/x", Rating.AGAIN)
    desk.decks.save(Deck("biology", "Biology", desk.biology.cards[:1]), NOON)
    assert desk.agenda.due(desk.today, EVERYTHING) == []
    assert desk.agenda.drills(desk.today, EVERYTHING) == []
    assert desk.agenda.new(9, EVERYTHING, desk.today) == ["cell/a/x", "rock/a/x"]
    assert desk.agenda.next_due(EVERYTHING, desk.today) is None
    assert desk.tally().cards == 2


def test_drills_are_the_cards_whose_last_rating_of_the_day_scored_below_4(desk: Desk) -> None:
    desk.rate("cell/d/x", Rating.HARD)
    desk.rate("cell/c/x", Rating.GOOD)
    desk.rate("cell/b/x", Rating.AGAIN)
    desk.rate("cell/a/x", Rating.AGAIN)
    desk.rate("cell/a/x", Rating.GOOD, is_drill=True)
    desk.rate("rock/a/x", Rating.AGAIN, days=-1)
    assert desk.agenda.drills(desk.today, EVERYTHING) == ["cell/d/x", "cell/b/x"]
    assert desk.agenda.drills(desk.today, Scope("biology", "Energy")) == ["cell/d/x", "cell/b/x"]
    assert desk.agenda.drills(desk.today, Scope("geology")) == []
    desk.rate("cell/d/x", Rating.HARD, is_drill=True)
    assert desk.agenda.drills(desk.today, EVERYTHING) == ["cell/b/x", "cell/d/x"]


def test_an_undo_brings_the_drill_back_or_takes_it_away(desk: Desk) -> None:
    missed = desk.rate("cell/a/x", Rating.AGAIN)
    drilled = desk.rate("cell/a/x", Rating.GOOD, is_drill=True)
    desk.progress.retract(drilled, desk.today, NOON)
    assert desk.agenda.drills(desk.today, EVERYTHING) == ["cell/a/x"]
    desk.progress.retract(missed, desk.today, NOON)
    assert desk.agenda.drills(desk.today, EVERYTHING) == []


def test_a_card_that_was_set_aside_after_its_rating_is_drilled_no_more(desk: Desk) -> None:
    desk.rate("cell/a/x", Rating.AGAIN)
    desk.set_due("cell/a/x", 30)
    assert desk.agenda.drills(desk.today, EVERYTHING) == []


def test_suspended_and_buried_cards_do_not_wait(desk: Desk) -> None:
    for key in ("cell/a/x", "cell/b/x", "cell/c/x"):
        desk.set_due(key, 0)
    desk.marks.put({"cell/a/x": Marks(is_suspended=True), "cell/b/x": Marks(buried_until=desk.today + timedelta(1))})
    desk.marks.put({"cell/c/x": Marks(flag=3, buried_until=desk.today), "cell/d/x": Marks(is_suspended=True)})
    assert desk.agenda.due(desk.today, EVERYTHING) == ["cell/c/x"]
    assert desk.agenda.due(desk.today + timedelta(1), EVERYTHING) == ["cell/b/x", "cell/c/x"]
    assert desk.agenda.new(9, EVERYTHING, desk.today) == ["rock/a/x"]
    figures = desk.tally()
    assert (figures.cards, figures.due, figures.new_waiting, figures.suspended) == (5, 1, 1, 2)


def test_a_card_that_was_suspended_or_buried_is_drilled_no_more(desk: Desk) -> None:
    for key in ("cell/a/x", "cell/b/x", "cell/c/x"):
        desk.rate(key, Rating.AGAIN)
    desk.marks.put({"cell/a/x": Marks(is_suspended=True), "cell/b/x": Marks(buried_until=desk.today + timedelta(1))})
    assert desk.agenda.drills(desk.today, EVERYTHING) == ["cell/c/x"]


def test_looking_ahead_finds_what_is_due_in_the_coming_days(desk: Desk) -> None:
    desk.set_due("cell/a/x", 3)
    desk.set_due("cell/b/x", 0)
    assert desk.agenda.due(desk.today, EVERYTHING, ahead=2) == ["cell/b/x"]
    assert desk.agenda.due(desk.today, EVERYTHING, ahead=3) == ["cell/b/x", "cell/a/x"]
    desk.marks.put({"cell/a/x": Marks(buried_until=desk.today + timedelta(2))})
    assert desk.agenda.due(desk.today, EVERYTHING, ahead=3) == ["cell/b/x"]


def test_a_source_and_a_flag_narrow_the_scope(desk: Desk, make_card: CardMaker) -> None:
    other = make_card(key="other/1/x", evidence=(Evidence("other", "…"), Evidence("cell", "…")))
    desk.decks.save(Deck("other", "Other", (other, make_card(key="own/1/x", evidence=()))), NOON)
    of_cell = Scope(source="cell")
    assert desk.agenda.new(9, Scope("other", source="cell"), desk.today) == ["other/1/x"]
    assert desk.agenda.new(9, Scope(source="other"), desk.today) == ["other/1/x"]
    assert "own/1/x" not in desk.agenda.new(9, of_cell, desk.today)
    desk.marks.put({"cell/b/x": Marks(flag=2), "cell/c/x": Marks(flag=3)})
    assert desk.agenda.new(9, Scope(flag=2), desk.today) == ["cell/b/x"]
    assert desk.agenda.new(9, Scope(flag=4), desk.today) == []
    desk.set_due("cell/c/x", 0)
    assert desk.agenda.due(desk.today, Scope(source="cell", flag=3)) == ["cell/c/x"]
    assert desk.agenda.due(desk.today, Scope(source="other")) == []


def test_new_cards_that_are_not_wanted_are_passed_over_and_do_not_count(desk: Desk) -> None:
    assert desk.agenda.new(2, EVERYTHING, desk.today, lambda key: key > "cell/b") == ["rock/a/x", "cell/b/x"]


def test_the_next_due_date_of_a_buried_card_is_when_it_shows_again(desk: Desk) -> None:
    desk.set_due("cell/a/x", -1)
    desk.set_due("cell/b/x", 9)
    desk.marks.put({"cell/a/x": Marks(buried_until=desk.today + timedelta(1))})
    assert desk.agenda.next_due(EVERYTHING, desk.today) == desk.today + timedelta(days=1)
    desk.marks.put({"cell/a/x": Marks(is_suspended=True, buried_until=desk.today + timedelta(1))})
    assert desk.agenda.next_due(EVERYTHING, desk.today) == desk.today + timedelta(days=9)


def test_a_card_stands_in_a_deck_and_a_topic_or_in_several(desk: Desk) -> None:
    assert sorted(desk.agenda.places(["cell/a/x", "cell/b/x", "gone/1/x"])) == [
        ("biology", "Cell"),
        ("biology", "Energy"),
        ("geology", "Cell"),
    ]


def test_the_next_due_date_is_the_earliest_of_the_scope(desk: Desk) -> None:
    assert desk.agenda.next_due(EVERYTHING, desk.today) is None
    desk.set_due("cell/b/x", 3)
    desk.set_due("rock/a/x", 2)
    assert desk.agenda.next_due(EVERYTHING, desk.today) == desk.today + timedelta(days=2)
    assert desk.agenda.next_due(Scope("biology"), desk.today) == desk.today + timedelta(days=3)
    assert desk.agenda.next_due(Scope("biology", "Cell"), desk.today) is None


def test_the_tally_counts_every_card_once_by_how_well_it_is_known(desk: Desk) -> None:
    desk.set_due("cell/a/x", 0, Graduated(21, 250, desk.today))
    desk.set_due("cell/b/x", 0, Graduated(20, 250, desk.today + timedelta(days=1), lapses=8))
    desk.set_due("cell/c/x", 0, Learning(2, 250, desk.today - timedelta(days=3), lapses=9))
    desk.set_due("cell/d/x", 0, New())
    figures = {"seen": 3, "due": 2, "young": 2, "mature": 1, "leeches": 2, "reviews": 0, "passes": 0}
    assert desk.tally() == Tally("", "", cards=5, new_waiting=2, **figures)
    assert desk.tally(Scope("biology")) == Tally("", "", cards=4, new_waiting=1, **figures)


def test_a_library_without_cards_has_a_tally_of_nothing(engine: Engine, today: date) -> None:
    assert Agenda(engine).tally(today, EVERYTHING) == Tally.together([])
    assert Agenda(engine).tally_by_topic(today, EVERYTHING) == []


def test_first_reviews_drills_and_what_was_taken_back_are_no_reviews(desk: Desk) -> None:
    desk.rate("cell/a/x", Rating.AGAIN)
    desk.rate("cell/a/x", Rating.GOOD, is_drill=True)
    assert (desk.tally().reviews, desk.tally().passes) == (0, 0)
    for day, rating in enumerate((Rating.HARD, Rating.AGAIN, Rating.EASY), start=1):
        desk.rate("cell/a/x", rating, day)
    desk.rate("cell/b/x", Rating.GOOD)
    mistake = desk.rate("cell/b/x", Rating.AGAIN, 1)
    desk.progress.retract(mistake, desk.today, NOON)
    assert (desk.tally().reviews, desk.tally().passes) == (3, 2)


def test_where_the_first_review_was_taken_back_the_next_one_is_the_first(desk: Desk) -> None:
    mistake = desk.rate("cell/a/x", Rating.AGAIN)
    desk.progress.retract(mistake, desk.today, NOON)
    desk.rate("cell/a/x", Rating.GOOD)
    assert desk.tally().reviews == 0
    desk.rate("cell/a/x", Rating.GOOD, 1)
    assert (desk.tally().reviews, desk.tally().passes) == (1, 1)


def test_tallies_are_by_deck_and_by_topic_in_learning_order(desk: Desk) -> None:
    desk.rate("cell/b/x", Rating.GOOD, -1)
    by_topic = desk.agenda.tally_by_topic(desk.today, EVERYTHING)
    assert [(tally.topic, tally.cards, tally.due) for tally in by_topic] == [
        ("Cell", 2, 0),
        ("Rocks", 1, 0),
        ("Energy", 2, 1),
    ]
    both = desk.agenda.tally_by_deck_and_topic(desk.today, EVERYTHING)
    assert [(tally.deck, tally.topic, tally.cards) for tally in both] == [
        ("biology", "Cell", 2),
        ("biology", "Energy", 2),
        ("geology", "Rocks", 1),
        ("geology", "Cell", 1),
    ]
    for deck in ("biology", "geology"):
        assert Tally.together(tally for tally in both if tally.deck == deck) == desk.tally(Scope(deck))


@contextmanager
def plans_of(engine: Engine) -> Iterator[list[str]]:
    """How SQLite carries out each query of the block."""
    plans: list[str] = []

    def explain(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT"):
            rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[attr-defined]
            plans.extend(row[3] for row in rows)

    event.listen(engine, "before_cursor_execute", explain)
    yield plans
    event.remove(engine, "before_cursor_execute", explain)


def test_the_daily_queries_read_what_waits_and_never_the_whole_collection(engine: Engine, desk: Desk) -> None:
    with plans_of(engine) as plans:
        narrow = Scope("biology", "Cell", "cell", 3)
        for scope in (EVERYTHING, Scope("biology"), Scope("biology", "Cell"), Scope(topic="Cell"), narrow):
            desk.agenda.due(desk.today, scope)
            desk.agenda.new(20, scope, desk.today)
            desk.agenda.drills(desk.today, scope)
        desk.agenda.places(["cell/a/x"])
        desk.progress.introduced_on(desk.today)
        desk.progress.reviewed_on(desk.today)
        desk.progress.was_reviewed("cell/a/x", desk.today)
        desk.progress.reviews_on(desk.today)
    assert plans
    # New cards are met in learning order until there are enough of them: that walk begins at the first card.
    walk = re.compile(r"S(CAN|EARCH) cards USING (COVERING )?INDEX ix_cards_(position_deck|deck_position)_key")
    searches = [step for step in plans if not walk.match(step)]
    assert not [step for step in searches if step.startswith("SCAN")], plans
    assert not [step for step in searches if step.startswith("SEARCH cards") and "key=?" not in step], plans


def test_a_search_narrows_all_that_is_asked_of_the_agenda(desk: Desk) -> None:
    desk.set_due("cell/b/x", 0)
    desk.set_due("cell/c/x", 0, Learning(2, 250, desk.today))
    desk.rate("cell/d/x", Rating.AGAIN)
    sought = Scope(search=read_search("is:due interval>6 or is:leech or topic:energy source:cell", desk.today))
    assert desk.agenda.due(desk.today, sought) == ["cell/b/x"]
    assert desk.agenda.drills(desk.today, sought) == ["cell/d/x"]
    assert desk.agenda.new(9, sought, desk.today) == []
    assert desk.agenda.new(9, Scope(search=read_search("is:new -flag:3", desk.today)), desk.today) == [
        "cell/a/x",
        "rock/a/x",
    ]
    assert desk.agenda.next_due(sought, desk.today) == desk.today
    assert desk.tally(sought).cards == 2
    assert [tally.topic for tally in desk.agenda.tally_by_topic(desk.today, sought)] == ["Energy"]
    assert desk.agenda.due(desk.today, Scope(search=read_search("is:draft or is:retired", desk.today))) == []
