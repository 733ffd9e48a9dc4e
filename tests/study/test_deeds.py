"""What a learner does in a session beside rating: set aside, flag, reword, split; and all of it taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from quizkit.domain.card import Card, Origin
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError, NotFoundError, QuizkitError
from quizkit.domain.log import Reason, Rescheduled
from quizkit.domain.marks import NO_MARKS, Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, New
from quizkit.storage.database import open_database
from quizkit.storage.drafts import DraftStore
from quizkit.study.deeds import Deed
from quizkit.study.leech import Leech
from quizkit.study.queue import Remaining
from quizkit.study.session import StudySession
from quizkit.study.sitting import Sitting
from tests.study.conftest import Desk, answer, asked_until_the_end, shown

AGAIN, HARD, GOOD, EASY = Rating


def card_of(desk: Desk, key: str) -> Card:
    return next(card for card in desk.decks.load("biology").cards if card.key == key)


def marks_of(desk: Desk, key: str) -> Marks:
    return desk.room.marking.marks([key])[key]


def leeches(session: StudySession) -> list[Leech | None]:
    """The current card if it is one, and the card that the last rating made one."""
    return [session.leech, session.fresh_leech]


def make_leech(desk: Desk, key: str, lapses: int) -> None:
    schedule = Graduated(30, 250, desk.today, lapses)
    desk.progress.record(Rescheduled(key, desk.today, desk.now, Reason.IMPORTED, schedule))


def test_a_buried_card_makes_way_for_the_next_and_comes_tomorrow(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    session.bury()
    assert (shown(session), session.done, session.remaining) == ("s/2/a", 0, Remaining(0, 1, 0))
    assert asked_until_the_end(session) == ["s/2/a"]
    assert desk.room.start().current is None
    desk.now += timedelta(days=1)
    assert desk.room.start().remaining == Remaining(due=1, new=1, drills=0)


def test_a_suspended_card_comes_no_more_and_undo_asks_it_again(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a", "s/3/a")
    session = desk.room.start()
    answer(session, GOOD)
    session.reveal()
    session.suspend()
    assert (shown(session), session.is_revealed) == ("s/3/a", False)
    assert marks_of(desk, "s/2/a") == Marks(is_suspended=True)
    assert session.undo() is Deed.SUSPENDED
    assert (shown(session), session.is_revealed) == ("s/2/a", False)
    assert marks_of(desk, "s/2/a") == NO_MARKS
    assert session.undo() is Deed.RATED
    assert asked_until_the_end(session) == ["s/1/a", "s/2/a", "s/3/a"]


def test_the_last_card_may_be_set_aside_too(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.start()
    session.bury()
    assert session.current is None
    with pytest.raises(QuizkitError, match="no card is left"):
        session.bury()
    session.undo()
    assert shown(session) == "s/1/a"


def test_a_card_that_waits_for_its_drill_may_be_suspended_and_the_drill_with_it(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a", "s/3/a")
    session = desk.room.start()
    missed = session.current
    answer(session, AGAIN)
    session.suspend(missed)
    assert (shown(session), session.remaining) == ("s/2/a", Remaining(0, 2, 0))
    session.undo()
    assert session.remaining == Remaining(0, 2, 1)
    session.suspend(missed)
    assert asked_until_the_end(session) == ["s/2/a", "s/3/a"]


def test_a_flag_is_set_changed_and_cleared_and_the_card_stays(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    session.reveal()
    for flag in (1, 5, 0):
        session.set_flag(flag)
        assert (session.flag, marks_of(desk, "s/1/a").flag) == (flag, flag)
    assert (shown(session), session.is_revealed) == ("s/1/a", True)
    assert [session.undo() for _ in range(4)] == [Deed.FLAGGED, Deed.FLAGGED, Deed.FLAGGED, None]
    assert marks_of(desk, "s/1/a") == NO_MARKS
    with pytest.raises(QuizkitError, match="there is no flag 8"):
        session.set_flag(8)


def test_an_edited_card_is_the_learners_and_is_shown_in_its_new_words(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    session.reveal()
    old = card_of(desk, "s/1/a")
    session.edit(replace(old, question="What makes proteins?", accept=("the ribosome",)))
    assert session.current == replace(
        old, question="What makes proteins?", accept=("the ribosome",), origin=Origin.EDITED
    )
    assert session.current == card_of(desk, "s/1/a")
    assert session.is_revealed
    answer(session, AGAIN)
    assert session.summary().missed == (card_of(desk, "s/1/a"),)
    assert asked_until_the_end(session) == ["s/2/a", "s/1/a"]
    while session.undo():
        pass
    assert session.current == old == card_of(desk, "s/1/a")
    assert desk.progress.schedule("s/1/a") == New()


def test_a_card_that_waits_may_be_edited_and_comes_in_its_new_words(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    session.edit(replace(card_of(desk, "s/2/a"), question="And this?"))
    answer(session, GOOD)
    assert session.current == card_of(desk, "s/2/a")
    session.undo()
    session.undo()
    answer(session, GOOD)
    assert session.current is not None
    assert session.current.question == "What builds proteins?"


def test_a_retagged_card_stands_under_its_new_topic(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a@Energy")
    session = desk.room.start(topic="Cell")
    session.edit(replace(card_of(desk, "s/1/a"), topic="Energy"))
    answer(session, GOOD)
    assert [topic.topic for topic in session.summary().topics] == ["Energy"]
    assert desk.decks.topics() == ["Energy"]


def test_words_that_make_no_card_change_nothing(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.start()
    with pytest.raises(DeckError, match="its question or its answer is empty"):
        session.edit(replace(card_of(desk, "s/1/a"), answer=" "))
    with pytest.raises(DeckError, match="second card of s/1/a: it has no topic"):
        session.split(card_of(desk, "s/1/a"), replace(card_of(desk, "s/1/a"), topic=""))
    assert not session.can_undo
    assert DraftStore(desk.decks.engine).undo(desk.now) is None


def test_a_card_that_another_edition_took_away_cannot_be_edited(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    old = card_of(desk, "s/1/a")
    desk.put("s/2/a")
    with pytest.raises(NotFoundError, match="s/1/a"):
        session.edit(replace(old, question="Still here?"))


def test_a_split_card_becomes_two_of_one_statement(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    old = card_of(desk, "s/1/a")
    second = replace(old, question="How many amino acids are there?", answer="20")
    session.split(replace(old, question="What builds proteins, in short?"), second)
    assert [card.key for card in desk.decks.load("biology").cards] == ["s/1/a", "s/1/own-1", "s/2/a"]
    assert card_of(desk, "s/1/own-1") == replace(second, key="s/1/own-1", origin=Origin.WRITTEN)
    assert session.current == card_of(desk, "s/1/a")
    assert asked_until_the_end(session) == ["s/1/a", "s/2/a"]
    desk.now += timedelta(days=1)
    assert asked_until_the_end(desk.room.start()) == ["s/1/a", "s/2/a"]
    desk.now += timedelta(days=1)
    assert asked_until_the_end(desk.room.start()) == ["s/1/own-1"]


def test_a_split_is_taken_back_whole_and_its_key_is_not_used_again(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.start()
    old = card_of(desk, "s/1/a")
    session.split(replace(old, question="One?"), replace(old, question="Two?"))
    assert session.undo() is Deed.SPLIT
    assert desk.decks.load("biology").cards == (old,)
    assert session.current == old
    session.split(replace(old, question="One?"), replace(old, question="Two?"))
    assert [card.key for card in desk.decks.load("biology").cards] == ["s/1/a", "s/1/own-2"]


def test_words_edited_elsewhere_since_are_not_taken_back(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    session.edit(replace(card_of(desk, "s/1/a"), question="Mine?"))
    drafts = DraftStore(desk.decks.engine)
    drafts.edit("biology", "s/2/a", replace(card_of(desk, "s/2/a"), question="Another card's?"), desk.now)
    drafts.edit("biology", "s/1/a", replace(card_of(desk, "s/1/a"), question="Mine, later?"), desk.now)
    with pytest.raises(NotFoundError, match="decided on again since"):
        session.undo()
    assert card_of(desk, "s/1/a").question == "Mine, later?"
    drafts.undo(desk.now)
    assert session.undo() is Deed.EDITED
    assert card_of(desk, "s/1/a").question == "What builds proteins?"
    assert card_of(desk, "s/2/a").question == "Another card's?"


def test_of_a_card_that_two_decks_share_the_one_that_is_studied_is_edited(desk: Desk) -> None:
    desk.put("s/1/a", deck="biology")
    desk.put("s/1/a", deck="geology")
    session = desk.room.start("geology")
    session.edit(replace(card_of(desk, "s/1/a"), question="Rocks?"))
    assert desk.decks.load("geology").cards[0].question == "Rocks?"
    assert card_of(desk, "s/1/a").question == "What builds proteins?"
    desk.room.start().edit(replace(card_of(desk, "s/1/a"), question="Cells?"))
    assert card_of(desk, "s/1/a").question == "Cells?"


def test_a_card_that_becomes_a_leech_is_told_and_is_one_from_then_on(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    make_leech(desk, "s/1/a", lapses=7)
    session = desk.room.start()
    assert leeches(session) == [None, None]
    answer(session, AGAIN)
    assert leeches(session) == [None, Leech(card_of(desk, "s/1/a"), 8)]
    answer(session, GOOD)
    assert shown(session) == "s/1/a"
    assert leeches(session) == [Leech(card_of(desk, "s/1/a"), 8), None]
    session.undo()
    session.undo()
    assert leeches(session) == [None, None]


@pytest.mark.parametrize(("lapses", "is_told"), [(6, False), (7, True), (8, False), (10, False), (11, True)])
def test_a_leech_is_told_at_every_fourth_lapse(desk: Desk, lapses: int, is_told: bool) -> None:
    desk.put("s/1/a", "s/2/a")
    make_leech(desk, "s/1/a", lapses)
    session = desk.room.start()
    answer(session, AGAIN)
    assert (session.fresh_leech is not None) is is_told


def test_a_pass_of_a_leech_is_nothing_to_tell(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    make_leech(desk, "s/1/a", lapses=8)
    session = desk.room.start()
    answer(session, HARD)
    assert session.fresh_leech is None


def test_the_minutes_are_over_for_a_card_that_is_set_aside_as_for_one_that_is_rated(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.sit_down(Sitting(minutes=1))
    desk.now += timedelta(minutes=1)
    session.bury()
    assert (session.current, session.is_out_of_time) == (None, True)
    session.undo()
    assert shown(session) == "s/1/a"


DEEDS = ("again", "hard", "good", "easy", "bury", "suspend", "suspend other", "flag", "edit", "split", "undo")


def do(session: StudySession, desk: Desk, deed: str) -> None:
    card = session.current
    if deed == "undo":
        session.undo()
    elif card is None:
        return
    elif deed in ("again", "hard", "good", "easy"):
        session.reveal()
        session.rate(Rating[deed.upper()])
    elif deed == "bury":
        session.bury()
    elif deed == "suspend":
        session.suspend()
    elif deed == "suspend other":
        session.suspend(card_of(desk, "s/2/a"))
    elif deed == "flag":
        session.set_flag(session.flag % 7 + 1)
    elif deed == "edit":
        session.edit(replace(card, question=card.question + "!", topic="Energy" if card.topic == "Cell" else "Cell"))
    else:
        session.split(replace(card, answer=card.answer + "!"), card)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(DEEDS), max_size=14))
def test_whatever_was_done_undo_leads_back_to_the_start_of_the_session(desk: Desk, deeds: list[str]) -> None:
    engine: Engine = open_database("sqlite://")
    desk = Desk(engine, desk.make_card, desk.today)
    desk.put("s/1/a", "s/2/a", "s/3/a@Energy", "s/4/a@Energy")
    desk.make_due("s/2/a", "s/3/a")
    keys = [f"s/{number}/a" for number in range(1, 5)]
    cards = sorted(desk.decks.load("biology").cards, key=lambda card: card.key)
    schedules = desk.progress.schedules(keys)
    session = desk.room.start()
    asked_first, left = shown(session), session.remaining
    for deed in deeds:
        do(session, desk, deed)
    assert desk.progress.check().is_sound
    while session.undo():
        pass
    assert (shown(session), session.remaining, session.done) == (asked_first, left, 0)
    assert sorted(desk.decks.load("biology").cards, key=lambda card: card.key) == cards
    assert desk.progress.schedules(keys) == schedules
    assert set(desk.room.marking.marks(keys).values()) == {NO_MARKS}
    assert asked_until_the_end(session) == ["s/2/a", "s/3/a", "s/1/a", "s/4/a"]
    engine.dispose()


def test_a_deck_whose_words_are_edited_has_the_same_cards_in_the_same_order(desk: Desk) -> None:
    desk.decks.save(
        Deck("biology", "Biology", tuple(desk.make_card(key=f"s/{n}/a", topic=f"T{n % 3}") for n in range(9))), desk.now
    )
    before = [card.key for card in desk.decks.load("biology").cards]
    session = desk.room.start()
    session.edit(replace(card_of(desk, "s/4/a"), question="Other words?"))
    assert [card.key for card in desk.decks.load("biology").cards] == before
