"""What the room shows, and what it lets a learner sit down to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizkit.domain.card import Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.errors import NotFoundError, SettingsError
from quizkit.domain.rating import Rating
from quizkit.domain.settings import Settings
from quizkit.study.queue import Remaining
from quizkit.study.sitting import Sitting
from quizkit.study.stats import Counts, DeckOverview, Overview, Stats
from tests.study.conftest import Desk, answer, asked_until_the_end

AGAIN, HARD, GOOD, EASY = Rating


def counts(**given: int | float | None) -> Counts:
    nothing: dict[str, int | float | None] = dict.fromkeys(
        ("cards", "seen", "new", "due", "young", "mature", "leeches", "reviews", "passes", "new_waiting", "suspended"),
        0,
    )
    return Counts(**(nothing | {"retention": None} | given))  # type: ignore[arg-type]


def test_a_day_introduces_20_new_cards_over_the_whole_library_by_default(desk: Desk) -> None:
    desk.put(*(f"a/{n:02}/x" for n in range(15)), deck="a")
    desk.put(*(f"b/{n:02}/x" for n in range(15)), deck="b")
    assert len(asked_until_the_end(desk.room.start("a"))) == 15
    assert len(asked_until_the_end(desk.room.start("b"))) == 5
    assert desk.room.start().current is None
    desk.now += timedelta(days=1)
    assert desk.room.start("b").remaining.new == 10


def test_the_limit_is_the_learners_choice_and_can_be_another_for_one_day(desk: Desk) -> None:
    desk.put(*(f"a/{n:02}/x" for n in range(9)))
    room = desk.with_settings(Settings(new_per_day=2))
    assert len(asked_until_the_end(room.start())) == 2
    assert room.start().remaining.new == 0
    assert room.start(new_limit=5).remaining.new == 3
    assert room.start(new_limit=0).remaining.new == 0
    with pytest.raises(SettingsError, match="-1 new cards make no sense: give 0 or more"):
        room.start(new_limit=-1)


def test_the_limit_of_reviews_counts_what_was_reviewed_today_and_no_new_card(desk: Desk) -> None:
    desk.put(*(f"a/{n}/x" for n in range(9)))
    desk.make_due(*(f"a/{n}/x" for n in range(6)))
    room = desk.with_settings(Settings(reviews_per_day=4))
    assert room.start().remaining == Remaining(due=4, new=3, drills=0)
    answer(room.start(), GOOD)
    answer(room.sit_down(Sitting(reviews=0)), GOOD)
    assert room.start().remaining == Remaining(due=3, new=2, drills=0)
    assert room.sit_down(Sitting(reviews=99)).remaining.due == 5
    assert room.overview().due == 3
    assert room.overview().decks[0].counts.due == 3
    asked_until_the_end(room.start(new_limit=0))
    assert room.next_due() == desk.today + timedelta(days=1)


def test_a_sibling_of_a_card_reviewed_today_waits_for_tomorrow(desk: Desk) -> None:
    desk.put("s/1/a", "s/1/b", "s/2/a", "s/2/b", "s/3/a")
    desk.make_due("s/1/a", "s/1/b", days_ago=1)
    assert asked_until_the_end(desk.room.start()) == ["s/1/a", "s/2/a", "s/3/a"]
    assert desk.room.start().current is None
    assert (desk.room.overview().due, desk.room.overview().new_today) == (0, 0)
    assert desk.room.overview().decks[0].counts.due == 0
    assert desk.room.next_due() == desk.today + timedelta(days=1)
    desk.now += timedelta(days=1)
    assert desk.room.overview().due == 3
    assert asked_until_the_end(desk.room.start()) == ["s/1/b", "s/2/a", "s/3/a"]
    desk.now += timedelta(days=1)
    assert asked_until_the_end(desk.room.start()) == ["s/2/b"]


def test_an_undo_gives_a_sibling_its_turn_back(desk: Desk) -> None:
    desk.put("s/1/a", "s/1/b")
    session = desk.room.start()
    answer(session, GOOD)
    assert desk.room.start().current is None
    session.undo()
    assert desk.room.start().remaining.new == 1


def test_siblings_come_the_same_day_where_the_learner_wants_that(desk: Desk) -> None:
    desk.put("s/1/a", "s/1/b")
    assert asked_until_the_end(desk.with_settings(Settings(bury_siblings=False)).start()) == ["s/1/a", "s/1/b"]


def test_keys_of_two_parts_name_no_statement_and_wait_for_nobody(desk: Desk) -> None:
    desk.put("deck/1", "deck/2", "deck/3")
    assert asked_until_the_end(desk.room.start()) == ["deck/1", "deck/2", "deck/3"]


def test_a_source_or_a_flag_may_be_studied_alone(desk: Desk) -> None:
    desk.decks.save(
        Deck(
            "biology",
            "Biology",
            (desk.make_card(key="cell/1/x"), desk.make_card(key="dna/1/x", evidence=(Evidence("dna", "…"),))),
            (DeckSource("cell", "cell.md", "The cell"), DeckSource("dna", "dna.md", "DNA")),
        ),
        desk.now,
    )
    desk.room.marking.flag(["cell/1/x"], 2)
    assert asked_until_the_end(desk.room.sit_down(Sitting(source="dna"))) == ["dna/1/x"]
    assert desk.room.sit_down(Sitting(source="dna", flag=2)).current is None
    assert asked_until_the_end(desk.room.sit_down(Sitting(flag=2))) == ["cell/1/x"]
    with pytest.raises(NotFoundError, match=r"no source dan; the sources are: cell, dna\. Did you mean dna\?"):
        desk.room.sit_down(Sitting(source="dan"))
    with pytest.raises(SettingsError, match="there is no flag 8: give a number from 1 to 7"):
        desk.room.sit_down(Sitting(flag=8))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"reviews": -1}, "-1 reviews"),
        ({"ahead": -1}, "-1 days ahead"),
        ({"ahead": 40_000}, "40000 days ahead"),
        ({"minutes": 0}, "0 minutes"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, given: dict[str, int], message: str) -> None:
    with pytest.raises(SettingsError, match=f"{message} make no sense: give"):
        desk.room.sit_down(Sitting(**given))  # type: ignore[arg-type]


def test_an_undone_first_review_gives_its_place_back(desk: Desk) -> None:
    desk.put("a/1/x", "a/2/x")
    room = desk.with_settings(Settings(new_per_day=1))
    session = room.start()
    answer(session, GOOD)
    session.undo()
    assert room.start().remaining.new == 1


def test_a_deck_or_a_topic_may_be_studied_alone(desk: Desk) -> None:
    desk.put("a/1/x@Cell", "a/2/x@Energy", deck="a")
    desk.put("b/1/x@Energy", deck="b")
    assert asked_until_the_end(desk.room.start("a", "Energy")) == ["a/2/x"]
    assert asked_until_the_end(desk.room.start(topic="energy")) == ["b/1/x"]
    assert asked_until_the_end(desk.room.start("a")) == ["a/1/x"]


def test_drills_of_another_deck_are_left_to_it(desk: Desk) -> None:
    desk.put("a/1/x", deck="a")
    desk.put("b/1/x", deck="b")
    answer(desk.room.start("a"), AGAIN)
    assert desk.room.start("b").remaining.drills == 0
    assert desk.room.start("a").remaining.drills == 1


def test_a_deck_that_is_not_there_is_named_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="no deck biology, and no other yet; make a deck with `quizkit add`"):
        desk.room.start("biology")
    desk.put("a/1/x", deck="biology")
    desk.put("a/2/x", deck="geology")
    with pytest.raises(
        NotFoundError, match=r"no deck biolgy; the decks are: biology, geology\. Did you mean biology\?"
    ):
        desk.room.start("biolgy")
    with pytest.raises(NotFoundError, match=r"no deck x; the decks are: biology, geology\.$"):
        desk.room.stats("x")


def test_a_topic_that_is_not_there_is_named_with_those_that_are(desk: Desk) -> None:
    desk.put("a/1/x@AI agents", "a/2/x@Chips", deck="a")
    desk.put("b/1/x@Rocks", deck="b")
    with pytest.raises(NotFoundError, match=r"no topic ai agent; the topics are: AI agents, Chips\. .* AI agents\?"):
        desk.room.start("a", "ai agent")
    with pytest.raises(NotFoundError, match="the topics are: AI agents, Chips"):
        desk.room.stats("a", "Rocks")


def test_an_empty_library_has_nothing_to_show(desk: Desk) -> None:
    assert desk.room.overview() == Overview((), 0, 0, 0, 0)
    assert desk.room.stats() == Stats(counts(), ())
    assert desk.room.next_due() is None


def test_the_overview_shows_every_deck_with_its_topics_and_what_waits(desk: Desk) -> None:
    desk.put("a/1/x@Cell", "a/2/x@Energy", "a/3/x@Cell", deck="a")
    desk.put("b/1/x@Rocks", "a/1/x@Rocks", deck="b")
    desk.put(deck="empty")
    desk.make_due("a/1/x", interval=30)
    answer(desk.room.start("a", "Energy"), AGAIN, GOOD)
    again = counts(cards=1, seen=1, young=1)
    cell = counts(cards=2, seen=1, new=1, new_waiting=1, due=1, mature=1)
    of_a = counts(cards=3, seen=2, new=1, new_waiting=1, due=1, mature=1, young=1)
    of_b = counts(cards=2, seen=1, new=1, new_waiting=1, due=1, mature=1)
    assert desk.with_settings(Settings(new_per_day=2)).overview() == Overview(
        decks=(
            DeckOverview("a", "A", of_a, (("Cell", cell), ("Energy", again)), new_today=1),
            DeckOverview("b", "B", of_b, (("Rocks", of_b),), new_today=1),
            DeckOverview("empty", "Empty", counts(), (), new_today=0),
        ),
        new_today=1,  # One of the two that may be introduced today has been.
        due=1,  # In both decks, and one card.
        drills=0,  # Known at last.
        reviewed_today=1,  # The drill is none.
    )


def test_the_overview_counts_the_drills_that_were_left(desk: Desk) -> None:
    desk.put("a/1/x@Cell", "a/2/x@Cell", deck="a")
    answer(desk.room.start("a"), AGAIN)
    assert desk.room.overview().drills == 1


def test_retention_is_of_reviews_without_a_cards_first_one_and_drills(desk: Desk) -> None:
    desk.put("a/1/x@Cell", "a/2/x@Energy")
    asked_until_the_end(desk.room.start(), [AGAIN, GOOD])
    assert desk.room.stats().total.retention is None
    desk.now += timedelta(days=1)
    asked_until_the_end(desk.room.start(), [HARD, AGAIN])
    stats = desk.room.stats()
    assert (stats.total.reviews, stats.total.passes, stats.total.retention) == (2, 1, 0.5)
    assert [(topic, of.reviews, of.retention) for topic, of in stats.topics] == [("Cell", 1, 1.0), ("Energy", 1, 0.0)]
    assert desk.room.stats(topic="Cell").total.retention == 1.0


def test_a_card_in_two_decks_counts_once_in_the_total(desk: Desk) -> None:
    desk.put("a/1/x", deck="a")
    desk.put("a/1/x", deck="b")
    answer(desk.room.start(), GOOD)
    desk.now += timedelta(days=1)
    answer(desk.room.start("b"), GOOD)
    total = desk.room.stats().total
    assert (total.cards, total.reviews) == (1, 1)
    assert desk.room.start("a").current is None


def test_the_next_due_date_is_that_of_what_is_studied(desk: Desk) -> None:
    desk.put("a/1/x@Cell", "a/2/x@Energy")
    answer(desk.room.start(topic="Cell"), GOOD)
    assert desk.room.next_due() == desk.today + timedelta(days=1)
    assert desk.room.next_due(topic="Energy") is None


def test_until_four_in_the_morning_it_is_still_yesterday(desk: Desk) -> None:
    desk.now = desk.now.replace(hour=3, minute=59)
    assert desk.room.today == desk.today - timedelta(days=1)
    desk.now += timedelta(minutes=1)
    assert desk.room.today == desk.today


def test_the_sources_of_evidence_have_titles(desk: Desk) -> None:
    assert desk.room.source_titles() == {}


def test_a_search_chooses_what_is_studied_and_one_that_makes_no_sense_is_told(desk: Desk) -> None:
    desk.put("a/1/x", "b/1/x", "c/1/x")
    desk.make_due("a/1/x", days_ago=1)
    assert asked_until_the_end(desk.room.sit_down(Sitting(search="key:c/1 or is:due"))) == ["a/1/x", "c/1/x"]
    with pytest.raises(SettingsError, match="character 1: there is no tpic:"):
        desk.room.sit_down(Sitting(search="tpic:cell"))
