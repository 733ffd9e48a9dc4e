"""What was learnt in Anki, as it stands in a library after the import; Anki's own backend sets the cards up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.day import study_day
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.marks import Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from tests.formats.anki_made import AnkiMaker, now_ms

from .shelf import Shelf

FORMATS = [("a.apkg", False), ("a.apkg", True), ("a.colpkg", False), ("a.colpkg", True)]


@pytest.fixture
def shelf(engine: Engine, tmp_path: Path) -> Shelf:
    return Shelf(engine, tmp_path / "media")


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[AnkiMaker]:
    made = AnkiMaker(tmp_path / "anki")
    yield made
    made.close()


def card(maker: AnkiMaker, front: str, **columns: int) -> int:
    (number,) = maker.note("Basic", "Bio", Front=front, Back="A")
    if columns:
        maker.set(number, **columns)
    return number


def schedule(shelf: Shelf, question: str) -> Schedule:
    return shelf.progress.schedule(shelf.key(question))


@pytest.mark.parametrize(("name", "legacy"), FORMATS)
def test_every_state_of_a_card_is_taken_over(
    name: str, legacy: bool, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    day, soon = maker.col.sched.today, now_ms() // 1000 + 600
    card(maker, "new")
    card(maker, "young", type=2, queue=2, due=day + 5, ivl=12, factor=2600, lapses=2)
    card(maker, "overdue", type=2, queue=2, due=day - 40, ivl=100, factor=1300)
    card(maker, "by FSRS", type=2, queue=2, due=day + 90, ivl=90, factor=0)
    card(maker, "learning", type=1, queue=1, due=soon, left=1001)
    card(maker, "learning for days", type=1, queue=3, due=day + 1, left=1001)
    card(maker, "learnt anew", type=3, queue=1, due=soon, ivl=4, factor=2300, lapses=3, left=1001)
    card(maker, "suspended", type=2, queue=-1, due=day + 3, ivl=9, factor=2500)
    card(maker, "suspended learning", type=1, queue=-1, due=soon, left=1001)
    card(maker, "buried", type=2, queue=-3, due=day, ivl=9, factor=2500)
    card(maker, "flagged", type=0, queue=0, flags=4)
    shelf.take(maker.package(tmp_path / name, legacy=legacy))
    today = study_day(datetime.now(), 4)
    soon_day = study_day(datetime.fromtimestamp(soon), 4)
    expected: dict[str, Schedule] = {
        "new": New(),
        "young": Graduated(12, 260, today + timedelta(5), 2),
        "overdue": Graduated(100, 130, today - timedelta(40)),
        "by FSRS": Graduated(90, 250, today + timedelta(90)),
        "learning": Learning(1, 250, soon_day, has_passed=False),
        "learning for days": Learning(1, 250, today + timedelta(1), has_passed=False),
        "learnt anew": Graduated(4, 230, soon_day, 3),
        "suspended": Graduated(9, 250, today + timedelta(3)),
        "suspended learning": Learning(1, 250, soon_day, has_passed=False),
        "buried": Graduated(9, 250, today),
        "flagged": New(),
    }
    assert {question: schedule(shelf, question) for question in expected} == expected
    marks = {question: shelf.marks.marks([key := shelf.key(question)])[key] for question in expected}
    assert {question: borne for question, borne in marks.items() if borne != Marks()} == {
        "suspended": Marks(is_suspended=True),
        "suspended learning": Marks(is_suspended=True),
        "buried": Marks(buried_until=today + timedelta(1)),
        "flagged": Marks(flag=4),
    }
    assert shelf.progress.check().is_sound


@pytest.mark.parametrize(("name", "legacy"), FORMATS)
def test_a_card_in_a_filtered_deck_keeps_its_deck_and_due_date(
    name: str, legacy: bool, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    day = maker.col.sched.today
    (number,) = maker.note("Basic", "Bio::Cell", Front="in a filtered deck", Back="A")
    maker.set(number, type=2, queue=2, due=day + 30, ivl=60, factor=2500)
    filtered = maker.col.sched.get_or_create_filtered_deck(0)
    filtered.name = "Cram"
    del filtered.config.search_terms[:]
    filtered.config.search_terms.add(search="deck:Bio", limit=100, order=0)
    maker.col.sched.add_or_update_filtered_deck(filtered)
    assert maker.col.get_card(number).odid
    shelf.take(maker.package(tmp_path / name, legacy=legacy))
    assert shelf.decks.slugs() == ["bio"]
    assert shelf.decks.load("bio").topics == ("Cell",)
    today = study_day(datetime.now(), 4)
    assert schedule(shelf, "in a filtered deck") == Graduated(60, 250, today + timedelta(30))


def test_reviews_made_with_the_real_scheduler_come_in_with_their_own_time(
    maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    for number in range(4):
        card(maker, f"card {number}")
    scheduler = maker.col.sched
    maker.col.decks.select(maker.col.decks.id("Bio"))
    for answer in (1, 2, 3, 4):
        found = scheduler.getCard()
        assert found is not None
        found.start_timer()
        scheduler.answerCard(found, answer)
    joined = "from cards c join notes n on n.id = c.nid"
    there = maker.col.db.all(f"select n.sfld, r.id, r.ease {joined} join revlog r on r.cid = c.id")
    due = dict(maker.col.db.all(f"select n.sfld, c.type {joined}"))
    shelf.take(maker.package(tmp_path / "a.apkg"))
    for question, at, answer in there:
        first, *_, last = [entry.event for entry in shelf.progress.entries(shelf.key(question))]
        assert isinstance(first, Reviewed)
        assert (int(first.at.timestamp() * 1000), first.rating) == (at, Rating(answer))
        assert isinstance(last, Rescheduled)
        assert last.reason is Reason.IMPORTED
        assert isinstance(schedule(shelf, question), Graduated) == (due[question] == 2)
    assert shelf.reviews() == 4


def test_further_answers_of_a_day_and_crammed_ones_are_drills(maker: AnkiMaker, shelf: Shelf, tmp_path: Path) -> None:
    number = card(maker, "q", type=2, queue=2, due=5, ivl=9, factor=2500)
    noon = int(datetime(2026, 3, 2, 12).timestamp() * 1000)
    day = 86_400_000
    maker.reviewed(number, (noon, 1, 0), (noon + 60_000, 3, 0), (noon + day, 3, 1))
    maker.col.db.execute("insert into revlog values (?,?,-1,3,1,1,0,900,3)", noon + 2 * day, number)
    maker.col.db.execute("insert into revlog values (?,?,-1,0,9,1,2500,0,4)", noon + 3 * day, number)
    shelf.take(maker.package(tmp_path / "a.apkg"))
    events = [entry.event for entry in shelf.progress.entries(shelf.key("q"))]
    reviews = [event for event in events if isinstance(event, Reviewed)]
    assert [(review.rating.value, review.is_drill) for review in reviews] == [
        (1, False), (3, True), (3, False), (3, True)
    ]  # fmt: skip
    assert [review.day.isoformat() for review in reviews] == ["2026-03-02", "2026-03-02", "2026-03-03", "2026-03-04"]


def test_a_card_that_was_reset_in_anki_is_new_with_its_history(maker: AnkiMaker, shelf: Shelf, tmp_path: Path) -> None:
    number = card(maker, "q")
    maker.reviewed(number, (now_ms() - 86_400_000, 3, 1))
    shelf.take(maker.package(tmp_path / "a.apkg"))
    assert schedule(shelf, "q") == New()
    assert shelf.reviews() == 1
    assert shelf.progress.check().is_sound


def test_the_first_scheduler_had_three_answers_in_learning(maker: AnkiMaker, shelf: Shelf, tmp_path: Path) -> None:
    number = card(maker, "q")
    moment = now_ms() - 10 * 86_400_000
    maker.reviewed(number, *((moment + at * 86_400_000, at, 0) for at in (1, 2, 3)), (moment + 5 * 86_400_000, 2, 1))
    package = maker.package(tmp_path / "a.apkg", legacy=True)
    shelf.take(AnkiMaker.as_version_1(package, tmp_path / "v1.apkg"))
    reviews = [e.event for e in shelf.progress.entries(shelf.key("q")) if isinstance(e.event, Reviewed)]
    assert [review.rating for review in reviews] == [Rating.AGAIN, Rating.GOOD, Rating.EASY, Rating.HARD]


def test_later_reviews_in_anki_come_in_with_a_later_package(maker: AnkiMaker, shelf: Shelf, tmp_path: Path) -> None:
    day = maker.col.sched.today
    number = card(maker, "q", type=2, queue=2, due=day, ivl=9, factor=2500)
    maker.reviewed(number, (now_ms() - 9 * 86_400_000, 3, 1))
    shelf.take(maker.package(tmp_path / "a.apkg"))
    maker.reviewed(number, (now_ms(), 4, 1))
    maker.set(number, due=day + 25, ivl=25, factor=2650)
    taken = shelf.take(maker.package(tmp_path / "b.apkg")).taken
    assert (taken.reviews, taken.kept) == (1, 1)
    today = study_day(datetime.now(), 4)
    assert schedule(shelf, "q") == Graduated(25, 265, today + timedelta(25))
    last = shelf.progress.entries(shelf.key("q"))[-1].event
    assert isinstance(last, Rescheduled)
    assert last.reason is Reason.FROM_ANKI
    assert shelf.reviews() == 2
    assert shelf.progress.check().is_sound
