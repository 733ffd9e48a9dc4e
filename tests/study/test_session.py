"""A sitting from its first question to its summary."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.errors import QuizkitError, StorageError
from quizkit.domain.log import Reason, Rescheduled, Retracted, Reviewed, replay
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New
from quizkit.domain.settings import Settings
from quizkit.domain.sm2 import preview
from quizkit.storage.database import open_database, reading
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.study.queue import Remaining
from quizkit.study.room import StudyRoom
from quizkit.study.session import StudySession
from quizkit.study.sitting import Sitting
from quizkit.study.summary import Summary, TopicResult
from tests.study.conftest import Desk, answer, asked_until_the_end, shown

AGAIN, HARD, GOOD, EASY = Rating


def reviews_of(desk: Desk, key: str) -> list[tuple[Rating, bool]]:
    events = [entry.event for entry in desk.progress.entries(key)]
    return [(event.rating, event.is_drill) for event in events if isinstance(event, Reviewed)]


def test_a_card_is_asked_revealed_rated_and_the_next_one_asked(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    assert (shown(session), session.is_new, session.is_drill, session.is_revealed) == ("s/1/a", True, False, False)
    session.reveal()
    assert session.is_revealed
    session.rate(GOOD, 3.5)
    assert (shown(session), session.is_revealed, session.done) == ("s/2/a", False, 1)


def test_a_rating_is_saved_before_the_next_card_shows(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    session = desk.room.start()
    session.reveal()
    session.rate(EASY, 3.5)
    written = [entry.event for entry in ProgressStore(desk.progress.engine).entries("s/1/a")]
    assert written == [Reviewed("s/1/a", desk.today, desk.now.astimezone(UTC), EASY, seconds=3.5)]
    assert desk.progress.schedule("s/1/a") == Learning(1, 260, desk.today + timedelta(days=1))


def test_the_published_intervals_come_out_of_sessions_day_after_day(desk: Desk) -> None:
    desk.put("s/1/a")
    intervals = []
    for _ in range(4):
        answer(desk.room.start(), GOOD)
        schedule = desk.progress.schedule("s/1/a")
        assert not isinstance(schedule, New)
        intervals.append(schedule.interval)
        desk.now += timedelta(days=schedule.interval - 1)
        assert desk.room.start().current is None  # The day before it is due.
        desk.now += timedelta(days=1)
    assert intervals == [1, 6, 15, 38]


def test_an_answer_must_be_seen_before_it_is_rated(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.start()
    with pytest.raises(QuizkitError, match="its answer was not shown yet; reveal it first"):
        session.rate(GOOD)
    assert desk.progress.entries("s/1/a") == []


def test_without_a_card_there_is_nothing_to_do(desk: Desk) -> None:
    session = desk.room.start()
    assert session.current is None
    assert session.remaining == Remaining(0, 0, 0)
    assert not session.can_undo
    assert not session.undo()
    for deed in (session.reveal, session.preview, lambda: session.rate(GOOD)):
        with pytest.raises(QuizkitError, match="no card is left"):
            deed()


def test_the_preview_is_what_a_rating_then_does(desk: Desk) -> None:
    desk.put("s/1/a")
    desk.make_due("s/1/a", days_ago=2)
    session = desk.room.start()
    promised = session.preview()
    assert promised == preview(desk.progress.schedule("s/1/a"), desk.today)
    answer(session, HARD)
    assert desk.progress.schedule("s/1/a") == promised[HARD]


@pytest.mark.parametrize("missed", [AGAIN, HARD])
def test_what_scored_below_4_comes_again_at_the_end_until_it_does_not(desk: Desk, missed: Rating) -> None:
    desk.put("s/1/a", "s/2/a", "s/3/a")
    session = desk.room.start()
    asked = asked_until_the_end(session, [missed, GOOD, missed, HARD, GOOD, AGAIN, GOOD])
    assert asked == ["s/1/a", "s/2/a", "s/3/a", "s/1/a", "s/3/a", "s/1/a", "s/1/a"]
    assert reviews_of(desk, "s/1/a") == [(missed, False), (HARD, True), (AGAIN, True), (GOOD, True)]


def test_a_drill_leaves_the_schedule_as_it_is(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.start()
    answer(session, HARD)
    before = desk.progress.schedule("s/1/a")
    assert (session.is_drill, session.is_new) == (True, False)
    assert session.preview() == dict.fromkeys(Rating, before)
    answer(session, EASY)
    assert desk.progress.schedule("s/1/a") == before
    assert session.current is None


def test_drills_of_siblings_are_not_asked_side_by_side_where_another_waits(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a", "s/1/b", "s/3/a")
    session = desk.with_settings(Settings(bury_siblings=False)).start()
    asked = asked_until_the_end(session, [AGAIN, GOOD, AGAIN, AGAIN])
    assert asked == ["s/1/a", "s/2/a", "s/1/b", "s/3/a", "s/1/a", "s/3/a", "s/1/b"]


def test_drills_left_when_the_program_was_closed_come_back_the_same_day_only(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    answer(desk.room.start(), AGAIN)
    session = desk.room.start()
    assert asked_until_the_end(session) == ["s/2/a", "s/1/a"]
    assert reviews_of(desk, "s/1/a") == [(AGAIN, False), (GOOD, True)]
    assert desk.room.start().current is None


def test_after_the_minutes_no_card_is_asked_but_the_one_before_the_learner_may_be_finished(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a", "s/3/a")
    session = desk.room.sit_down(Sitting(minutes=10))
    desk.now += timedelta(minutes=9, seconds=59)
    answer(session, GOOD)
    assert shown(session) == "s/2/a"
    desk.now += timedelta(seconds=1)
    assert not session.is_out_of_time
    answer(session, AGAIN)
    assert (shown(session), session.is_out_of_time) == ("", True)
    assert session.remaining == Remaining(due=0, new=1, drills=1)
    session.undo()
    assert (shown(session), session.is_out_of_time) == ("s/2/a", False)
    assert session.remaining == Remaining(due=0, new=2, drills=0)
    answer(session, GOOD)
    assert desk.room.start().remaining == Remaining(due=0, new=1, drills=0)


def test_a_session_that_came_to_its_end_in_time_is_not_out_of_it(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.sit_down(Sitting(minutes=1))
    answer(session, GOOD)
    assert (shown(session), session.is_out_of_time) == ("", False)


def test_cards_of_the_coming_days_can_be_asked_now(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a", "s/3/a")
    for key, days in (("s/1/a", 0), ("s/2/a", 2), ("s/3/a", 3)):
        desk.make_due(key, days_ago=-days)
    assert asked_until_the_end(desk.room.sit_down(Sitting(ahead=2)), [GOOD, AGAIN]) == ["s/1/a", "s/2/a", "s/2/a"]
    assert reviews_of(desk, "s/2/a") == [(AGAIN, False), (GOOD, True)]
    assert desk.progress.schedule("s/2/a") == Learning(1, 250, desk.today + timedelta(days=1), lapses=1)


def test_a_card_that_had_its_review_in_another_session_is_not_asked_ahead_again(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    for key in ("s/1/a", "s/2/a"):
        desk.make_due(key, days_ago=-1)
    session, other = desk.room.sit_down(Sitting(ahead=9)), desk.room.sit_down(Sitting(ahead=9))
    assert asked_until_the_end(other) == ["s/1/a", "s/2/a"]
    assert asked_until_the_end(session) == ["s/1/a"]
    assert reviews_of(desk, "s/1/a") == [(GOOD, False), (GOOD, True)]


def test_what_is_left_counts_the_card_that_is_asked(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a", "s/3/a")
    desk.make_due("s/3/a")
    session = desk.room.start()
    assert session.remaining == Remaining(due=1, new=2, drills=0)
    answer(session, AGAIN)
    assert session.remaining == Remaining(due=0, new=2, drills=1)
    asked_until_the_end(session)
    assert session.remaining == Remaining(0, 0, 0)


def test_undo_asks_the_card_again_with_the_schedule_it_had(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    desk.make_due("s/1/a")
    before = desk.progress.schedule("s/1/a")
    session = desk.room.start()
    answer(session, AGAIN)
    session.reveal()
    assert session.undo()
    assert (shown(session), session.is_revealed, session.done) == ("s/1/a", False, 0)
    assert desk.progress.schedule("s/1/a") == before
    assert isinstance(desk.progress.entries("s/1/a")[-1].event, Retracted)
    assert asked_until_the_end(session) == ["s/1/a", "s/2/a"]


def test_everything_can_be_undone_back_to_the_start_drills_too(desk: Desk) -> None:
    keys = ["s/1/a", "s/2/a", "s/1/b", "s/3/a"]
    desk.put(*keys)
    desk.make_due("s/3/a")
    before = desk.progress.schedules(keys)
    session = desk.room.start()
    start = (shown(session), session.remaining)
    asked = asked_until_the_end(session, [AGAIN, HARD, GOOD, AGAIN, AGAIN, HARD])
    taken_back = []
    while session.undo():
        taken_back.append(shown(session))
    assert taken_back == asked[::-1]
    assert (shown(session), session.remaining) == start
    assert desk.progress.schedules(keys) == before
    assert desk.progress.check().is_sound
    assert asked_until_the_end(session, [AGAIN, HARD, GOOD, AGAIN, AGAIN, HARD]) == asked


def test_undo_works_when_the_last_card_was_rated(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.start()
    answer(session, GOOD)
    assert session.current is None
    assert session.can_undo
    assert session.undo()
    assert (shown(session), session.is_new) == ("s/1/a", True)
    assert desk.progress.schedule("s/1/a") == New()


def test_a_rating_after_four_in_the_morning_counts_for_the_new_day(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    desk.now = desk.now.replace(hour=3, minute=59) + timedelta(days=1)
    session = desk.room.start()
    answer(session, GOOD)
    desk.now += timedelta(minutes=2)
    answer(session, GOOD)
    days = [desk.progress.entries(key)[0].event.day for key in ("s/1/a", "s/2/a")]
    assert days == [desk.today, desk.today + timedelta(days=1)]
    assert desk.progress.schedule("s/2/a") == Learning(1, 250, desk.today + timedelta(days=2))


def test_the_hour_at_which_a_day_begins_is_the_learners_choice(desk: Desk) -> None:
    desk.put("s/1/a")
    desk.now = desk.now.replace(hour=0, minute=30)
    answer(desk.with_settings(Settings(day_starts_at=0)).start(), GOOD)
    assert desk.progress.entries("s/1/a")[0].event.day == desk.today


def test_a_drill_that_waits_past_the_night_is_a_review_when_its_card_is_due(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    desk.now = desk.now.replace(hour=3, minute=50) + timedelta(days=1)
    session = desk.room.start()
    answer(session, AGAIN)
    desk.now += timedelta(minutes=20)
    answer(session, GOOD)
    assert (shown(session), session.is_drill) == ("s/1/a", False)
    assert session.remaining == Remaining(due=1, new=0, drills=0)
    answer(session, GOOD)
    assert reviews_of(desk, "s/1/a") == [(AGAIN, False), (GOOD, False)]
    while session.undo():
        pass
    assert session.remaining == Remaining(due=0, new=2, drills=0)


def test_a_card_that_another_session_has_asked_meanwhile_is_passed_over(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a", "s/3/a")
    desk.make_due("s/2/a")
    one, other = desk.room.start(), desk.room.start()
    answer(one, GOOD, GOOD)
    assert asked_until_the_end(other) == ["s/2/a", "s/3/a"]
    assert reviews_of(desk, "s/1/a") == [(GOOD, False)]
    assert desk.progress.check().is_sound


def test_of_two_ratings_of_one_card_at_once_both_are_kept_and_one_moves_the_date(desk: Desk) -> None:
    desk.put("s/1/a")
    one, other = desk.room.start(), desk.room.start()
    answer(one, GOOD)
    answer(other, AGAIN)
    assert reviews_of(desk, "s/1/a") == [(GOOD, False), (AGAIN, True)]
    assert desk.progress.schedule("s/1/a") == Learning(1, 250, desk.today + timedelta(days=1))
    assert other.is_drill  # It was not known there: it comes again.
    assert other.summary().reviews == 0
    while other.undo():
        pass
    assert desk.progress.check().is_sound


def test_a_card_that_a_new_edition_has_retired_is_passed_over(desk: Desk) -> None:
    keys = [f"s/{number:02}/a" for number in range(30)]
    desk.put(*keys)
    session = desk.room.start(new_limit=30)
    desk.put(*keys[:25])
    assert asked_until_the_end(session) == keys[:25]


def test_a_card_that_was_reset_meanwhile_is_not_asked_as_due(desk: Desk) -> None:
    desk.put("s/1/a", "s/2/a")
    desk.make_due("s/1/a", "s/2/a")
    session = desk.room.start()
    desk.progress.record(Rescheduled("s/2/a", desk.today, desk.now, Reason.RESET, New()))
    assert asked_until_the_end(session) == ["s/1/a"]


def test_a_session_over_more_cards_than_are_read_at_once_asks_them_all(desk: Desk) -> None:
    keys = [f"s/{number:03}/a" for number in range(65)]
    desk.put(*keys)
    assert asked_until_the_end(desk.room.start(new_limit=65)) == keys


def test_a_clock_that_was_set_back_gives_no_negative_time(desk: Desk) -> None:
    desk.put("s/1/a")
    session = desk.room.start()
    session.reveal()
    session.rate(GOOD, -3.0)
    event = desk.progress.entries("s/1/a")[0].event
    assert isinstance(event, Reviewed)
    assert event.seconds == 0.0


def test_the_summary_tells_reviews_passes_drills_topics_and_what_was_missed(desk: Desk) -> None:
    desk.put("s/1/a@Cell", "s/2/a@Energy", "s/3/a@Cell", "s/4/a@Cell")
    session = desk.room.start()
    assert session.summary() == Summary(0, 0, 0, (), ())
    cards = desk.decks.load("biology").cards
    answer(session, AGAIN, GOOD, HARD, AGAIN)  # 1, 2, 3, 4
    answer(session, AGAIN, GOOD, GOOD, GOOD)  # The drills.
    summary = session.summary()
    assert summary == Summary(
        reviews=4,
        passes=2,
        drills=4,
        topics=(TopicResult("Cell", 3, 1), TopicResult("Energy", 1, 1)),
        missed=(cards[0], cards[3]),
        seconds=16.0,
    )
    session.undo()
    assert session.summary().drills == 3


def test_where_a_rating_cannot_be_saved_the_card_stays_and_can_be_rated_again(tmp_path: Path, desk: Desk) -> None:
    engine = open_database(tmp_path / "library.db")
    decks, progress = DeckStore(engine), ProgressStore(engine)
    desk.put("s/1/a", "s/2/a")
    decks.save(desk.decks.load("biology"), desk.now)
    session = StudyRoom(decks, progress, Settings(), lambda: desk.now).start()
    session.reveal()
    refuse_writing(engine, True)
    with pytest.raises(StorageError, match="you may not write there"):
        session.rate(AGAIN)
    assert (shown(session), session.is_revealed, session.done) == ("s/1/a", True, 0)
    assert session.remaining == Remaining(due=0, new=2, drills=0)
    refuse_writing(engine, False)
    session.rate(GOOD)
    refuse_writing(engine, True)
    with pytest.raises(StorageError):
        session.undo()
    assert (shown(session), session.done) == ("s/2/a", 1)
    refuse_writing(engine, False)
    assert session.undo()
    assert shown(session) == "s/1/a"
    assert replay(progress.entries("s/1/a")) == progress.schedule("s/1/a")
    engine.dispose()


def refuse_writing(engine: Engine, refuse: bool) -> None:
    with reading(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(refuse)}")


def test_where_the_next_card_cannot_be_read_nothing_was_rated(tmp_path: Path, desk: Desk) -> None:
    desk.put(*(f"s/{number:02}/a" for number in range(30)))
    engine = open_database(tmp_path / "library.db")
    decks = DeckStore(engine)
    decks.save(desk.decks.load("biology"), desk.now)
    session: StudySession = StudyRoom(decks, ProgressStore(engine), Settings(new_per_day=30), lambda: desk.now).start()
    answer(session, *[GOOD] * 18)
    session.reveal()
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE evidence RENAME TO mislaid")
    session.rate(GOOD)  # The twentieth card was read with the others.
    session.reveal()
    with pytest.raises(StorageError, match="evidence"):
        session.rate(GOOD)
    assert (shown(session), session.done) == ("s/19/a", 19)
    assert ProgressStore(engine).entries("s/19/a") == []
    engine.dispose()


def test_the_log_of_a_long_session_replays_to_the_stored_schedules(desk: Desk, today: date) -> None:
    keys = [f"s/{number}/a" for number in range(6)]
    desk.put(*keys)
    for _ in range(5):
        session = desk.room.start()
        for rating in (AGAIN, GOOD, HARD, EASY, GOOD, AGAIN):
            if session.current:
                answer(session, rating)
            if rating is EASY:
                session.undo()
        desk.now += timedelta(days=1)
    assert desk.progress.check().is_sound
    assert any(isinstance(schedule, (Learning, Graduated)) for schedule in desk.progress.schedules(keys).values())
