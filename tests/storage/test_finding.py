"""Cards found a page at a time, in each order, with how they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.log import Reason, Rescheduled
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.domain.schedule import Graduated, Learning, New
from quizkit.domain.search import read_search
from quizkit.storage.decks import DeckStore
from quizkit.storage.finding import Finder, Order
from quizkit.storage.marks import MarkStore
from quizkit.storage.progress import ProgressStore
from tests.storage.made import NOON

TODAY = date(2026, 3, 2)


@pytest.fixture
def finder(engine: Engine, make_card: Callable[..., Card]) -> Finder:
    """Cards a to e in one deck, c and z in another, x a draft; c, a, d have a schedule, e is suspended."""
    decks, progress = DeckStore(engine), ProgressStore(engine)

    def card(name: str, topic: str) -> Card:
        return make_card(key=f"cell/{name}/x", question=f"{name}?", topic=topic, evidence=())

    topics = {"a": "Walls", "b": "Cell", "c": "Cell", "d": "Walls", "e": "Cell"}
    made = {name: card(name, topic) for name, topic in topics.items()}
    waits = Draft(card("x", "Atoms"), Verdict(0.5, Fate.DRAFT))
    decks.save(Deck("biology", "Biology", tuple(made.values())), NOON, [waits])
    decks.save(Deck("zoology", "Zoology", (card("z", "Bees"), made["c"])), NOON)
    for name, schedule in (
        ("c", Graduated(40, 250, TODAY + timedelta(days=9))),
        ("a", Learning(2, 236, TODAY + timedelta(days=5), lapses=1)),
        ("d", Learning(1, 250, TODAY)),
    ):
        progress.record(Rescheduled(f"cell/{name}/x", TODAY, NOON, Reason.IMPORTED, schedule))
    MarkStore(engine).put({"cell/e/x": Marks(is_suspended=True, flag=3)})
    return Finder(engine)


def names(finder: Finder, text: str = "", order: Order = Order.LEARNING, first: int = 0, most: int = 99) -> str:
    found = finder.page(read_search(text, TODAY), order, first, most)
    return "".join(each.card.key.split("/")[1] for each in found)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.LEARNING, "abcdezc"),
        (Order.DUE, "daccbez"),
        (Order.TOPIC, "zbceca" + "d"),
        (Order.INTERVAL, "daccbez"),
        (Order.LAPSES, "acdcbez"),
    ],
)
def test_each_order_has_learning_order_within_and_new_cards_last(finder: Finder, order: Order, expected: str) -> None:
    assert names(finder, order=order) == expected
    pages = "".join(names(finder, order=order, first=first, most=2) for first in range(0, 8, 2))
    assert pages == expected


@pytest.mark.parametrize("order", Order)
def test_drafts_stand_among_the_cards_where_they_are_asked_for(finder: Finder, order: Order) -> None:
    text = "is:draft or topic:walls"
    assert sorted(names(finder, text, order)) == ["a", "d", "x"]
    assert finder.count(read_search(text, TODAY)) == 3
    drafts = [each for each in finder.page(read_search(text, TODAY), order) if each.is_draft]
    assert [(each.place, each.card.question) for each in drafts] == [(("biology", "cell/x/x"), "x?")]


def test_what_is_found_comes_with_its_schedule_and_marks(finder: Finder) -> None:
    found = {each.place: each for each in finder.page(read_search("", TODAY))}
    assert len(found) == finder.count(read_search("", TODAY)) == 7
    assert found["zoology", "cell/c/x"].schedule == Graduated(40, 250, TODAY + timedelta(days=9))
    assert found["biology", "cell/e/x"].marks == Marks(is_suspended=True, flag=3)
    assert (found["biology", "cell/b/x"].schedule, found["biology", "cell/b/x"].marks) == (New(), NO_MARKS)


def test_places_name_all_cards_that_are_found_and_no_draft(finder: Finder) -> None:
    search = read_search("is:draft or is:new", TODAY)
    assert finder.places(search) == [("biology", "cell/b/x"), ("biology", "cell/e/x"), ("zoology", "cell/z/x")]


def test_cards_are_looked_up_in_the_order_in_which_they_are_named(finder: Finder) -> None:
    wanted = [("zoology", "cell/c/x"), ("biology", "cell/a/x"), ("biology", "gone/1/x")]
    assert [each.place for each in finder.named(wanted)] == wanted[:2]


def test_a_page_reads_no_more_cards_than_it_shows(finder: Finder, engine: Engine) -> None:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(f"{a[2]} {a[3]}"))
    assert names(finder, most=2) == "ab"
    wide = [statement for statement in asked if "cards.question" in statement]
    assert len(wide) == 1
    assert "cell/c/x" not in wide[0]
