"""Anki packages into a library: made by Anki's own backend, in all the formats that it writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.card import CardKind
from quizkit.domain.day import study_day
from quizkit.domain.deck import Deck
from quizkit.domain.learnt import NOTHING_LEARNT, Learnt
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.marks import Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated, Learning, New
from quizkit.formats.anki_package import write_package
from quizkit.formats.anki_progress import Progress
from quizkit.storage.database import open_database
from tests.formats.anki_made import AnkiMaker, now_ms
from tests.formats.conftest import cell_deck as cell_deck

from .shelf import Shelf

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
FORMATS = [("a.apkg", False), ("a.apkg", True), ("a.colpkg", False), ("a.colpkg", True)]


@pytest.fixture
def shelf(engine: Engine, tmp_path: Path) -> Shelf:
    return Shelf(engine, tmp_path / "media")


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[AnkiMaker]:
    made = AnkiMaker(tmp_path / "anki")
    yield made
    made.close()


@pytest.mark.parametrize(("name", "legacy"), FORMATS)
def test_packages_of_every_format_come_in_with_equal_counts(
    name: str, legacy: bool, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    (known,) = maker.note("Basic", "Bio::Cell", Front="What builds proteins?", Back="Ribosomes")
    maker.note("Basic (and reversed card)", "Bio::DNA", Front="DNA", Back="deoxyribonucleic acid")
    maker.note("Cloze", "Spanish", Text="{{c1::Hola}} means {{c2::hello::greeting}}", Back_Extra="")
    moment = now_ms() - 10 * 86_400_000
    maker.set(known, type=2, queue=2, due=7, ivl=17, factor=2350, reps=2, lapses=1)
    maker.reviewed(known, (moment, 3, 0), (moment + 86_400_000, 1, 1))
    counts = maker.counts()
    taken = shelf.take(maker.package(tmp_path / name, legacy=legacy))
    assert (taken.package.notes, len(shelf.cards()), shelf.reviews()) == (counts.notes, counts.cards, counts.reviews)
    assert shelf.decks.titles() == {"bio": "Bio", "spanish": "Spanish"}
    by_question = {card.question: card for card in shelf.cards()}
    assert by_question["What builds proteins?"].answer == "Ribosomes"
    assert by_question["What builds proteins?"].topic == "Cell"
    assert by_question["deoxyribonucleic acid"].answer == "DNA"
    cloze = by_question["Hola means […] (greeting)"]
    assert (cloze.kind, cloze.answer, cloze.topic) == (CardKind.CLOZE, "hello", "Spanish")
    assert cloze.statement_key == by_question["[…] means hello"].statement_key
    schedule = shelf.progress.schedule(by_question["What builds proteins?"].key)
    today_there = maker.col.sched.today
    assert schedule.due == study_day(datetime.now(), 4) + timedelta(days=7 - today_there)  # type: ignore[union-attr]
    assert (schedule.interval, schedule.ease, schedule.lapses) == (17, 235, 1)  # type: ignore[union-attr]
    assert shelf.progress.check().is_sound


@pytest.mark.parametrize("legacy", [False, True])
def test_a_second_import_changes_and_doubles_nothing(
    legacy: bool, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    (known,) = maker.note("Basic", "Bio", Front="Q", Back="A")
    maker.set(known, type=2, queue=2, due=7, ivl=17, factor=2350, reps=1)
    maker.reviewed(known, (now_ms() - 5_000, 3, 1))
    package = maker.package(tmp_path / "a.apkg", legacy=legacy)
    shelf.take(package)
    before = (shelf.cards(), shelf.progress.entries(shelf.cards()[0].key))
    taken = shelf.take(package).taken
    assert (shelf.cards(), shelf.progress.entries(shelf.cards()[0].key)) == before
    assert (len(taken.new), len(taken.reworded), taken.kept, taken.reviews, len(taken.progress)) == (0, 0, 1, 0, 0)


@pytest.fixture
def home(engine: Engine, shelf: Shelf, cell_deck: Deck) -> Deck:
    """A deck of quizkit's own with one card reviewed here."""
    shelf.decks.save(cell_deck, NOW)
    shelf.progress.record(Reviewed(cell_deck.cards[0].key, NOW.date(), NOW, Rating.GOOD, seconds=4.0))
    return shelf.decks.load(cell_deck.slug)


def exported(shelf: Shelf, deck: Deck, path: Path) -> Path:
    """The deck with its progress, as ``export --with-progress`` writes it."""
    keys = [card.key for card in deck.cards]
    learnt = {key: Learnt(shelf.progress.schedule(key), tuple(shelf.progress.entries(key))) for key in keys}
    changed = dict.fromkeys(keys, NOW)
    write_package(deck, path, changed, progress=Progress(learnt, UTC, 4))
    return path


def test_reviews_made_in_anki_come_home_once_and_anki_sets_the_schedule(
    home: Deck, shelf: Shelf, maker: AnkiMaker, tmp_path: Path
) -> None:
    question, cloze, _ = (card.key for card in home.cards)
    maker.take(exported(shelf, home, tmp_path / "out.apkg"))
    numbers = {
        maker.col.get_note(card.nid)["Key"]: card.id for card in map(maker.col.get_card, maker.col.find_cards(""))
    }
    moment = now_ms() - 60_000
    maker.reviewed(numbers[question], (moment, 1, 1))
    maker.reviewed(numbers[cloze], (moment + 1, 3, 0))
    maker.set(numbers[question], type=2, queue=2, due=maker.col.sched.today + 3, ivl=3, factor=2310, lapses=1)
    maker.set(numbers[cloze], type=2, queue=-1, due=maker.col.sched.today + 9, ivl=9, factor=2500, flags=2)
    package = maker.package(tmp_path / "back.apkg")
    before = {key: len(shelf.progress.entries(key)) for key in (question, cloze)}

    taken = shelf.take(package).taken

    assert (taken.home, len(taken.new), taken.reviews) == (3, 0, 2)
    assert shelf.decks.load(home.slug) == home
    events = [entry.event for entry in shelf.progress.entries(question)][before[question] :]
    review, given = events
    assert isinstance(review, Reviewed)
    assert isinstance(given, Rescheduled)
    assert (review.rating, int(review.at.timestamp() * 1000), review.seconds) == (Rating.AGAIN, moment, 4.2)
    assert given.reason is Reason.FROM_ANKI
    today = study_day(datetime.now(), 4)
    assert shelf.progress.schedule(question) == Graduated(3, 231, today + timedelta(3), 1)
    assert shelf.progress.schedule(cloze) == Graduated(9, 250, today + timedelta(9))
    assert shelf.marks.marks([cloze])[cloze] == Marks(is_suspended=True, flag=2)
    assert shelf.progress.check().is_sound

    entries = {key: shelf.progress.entries(key) for key in (question, cloze)}
    again = shelf.take(package).taken
    assert (again.reviews, len(again.progress)) == (0, 0)
    assert {key: shelf.progress.entries(key) for key in (question, cloze)} == entries


def test_a_package_that_comes_home_untouched_changes_nothing(
    home: Deck, shelf: Shelf, maker: AnkiMaker, tmp_path: Path
) -> None:
    maker.take(exported(shelf, home, tmp_path / "out.apkg"))
    before = {card.key: shelf.progress.entries(card.key) for card in home.cards}
    taken = shelf.take(maker.package(tmp_path / "back.apkg", legacy=True)).taken
    assert (taken.home, taken.reviews, len(taken.progress), len(taken.new)) == (3, 0, 0, 0)
    assert {card.key: shelf.progress.entries(card.key) for card in home.cards} == before


@pytest.mark.parametrize("ratings", [[3], [1], [4, 3], [4, 2, 4], [3, 3, 3, 1], [3, 3, 3, 1, 3]])
def test_another_library_goes_on_where_the_reviews_that_came_lead_to(
    ratings: list[int], shelf: Shelf, cell_deck: Deck, tmp_path: Path
) -> None:
    key = cell_deck.cards[0].key
    shelf.decks.save(cell_deck, NOW)
    moment = NOW - timedelta(days=200)
    for rating in ratings:
        shelf.progress.record(Reviewed(key, moment.date(), moment, Rating(rating), seconds=4.0))
        shelf.progress.record(Reviewed(key, moment.date(), moment + timedelta(minutes=9), Rating.GOOD, is_drill=True))
        moment = datetime.combine(shelf.progress.schedule(key).due, NOW.timetz())  # type: ignore[union-attr]
    package = exported(shelf, shelf.decks.load(cell_deck.slug), tmp_path / "out.apkg")
    other = Shelf(open_database("sqlite://"), tmp_path / "other")
    other.take(package)
    assert other.progress.schedule(key) == shelf.progress.schedule(key)
    assert [entry.event for entry in other.progress.entries(key)] == [e.event for e in shelf.progress.entries(key)]
    shelf.progress.record(Reviewed(key, moment.date(), moment, Rating.GOOD))
    exported(shelf, shelf.decks.load(cell_deck.slug), package)
    other.take(package)
    assert other.progress.schedule(key) == shelf.progress.schedule(key)
    assert other.progress.check().is_sound
    other.engine.dispose()


def test_a_schedule_that_was_set_without_a_rating_is_set_in_another_library_too(
    home: Deck, shelf: Shelf, tmp_path: Path
) -> None:
    key, given = home.cards[0].key, Learning(1, 250, NOW.date() + timedelta(days=9))
    shelf.progress.record(Rescheduled(key, NOW.date(), NOW, Reason.PAUSED, given))
    other = Shelf(open_database("sqlite://"), tmp_path / "other")
    other.take(exported(shelf, home, tmp_path / "out.apkg"))
    assert other.progress.schedule(key) == Graduated(1, 250, given.due)
    assert other.progress.check().is_sound
    other.engine.dispose()


def test_marks_come_in_on_cards_that_are_here_untouched_and_on_no_others(
    home: Deck, shelf: Shelf, tmp_path: Path
) -> None:
    reviewed, marked, untouched = (card.key for card in home.cards)
    package = tmp_path / "out.apkg"
    theirs = Marks(is_suspended=True, flag=3)
    progress = Progress(dict.fromkeys([card.key for card in home.cards], NOTHING_LEARNT), UTC, 4)
    borne = dict.fromkeys([card.key for card in home.cards], theirs)
    write_package(home, package, dict.fromkeys(borne, NOW), progress=progress, marks=borne)
    shelf.marks.put({marked: Marks(flag=1)})
    shelf.take(package)
    assert shelf.marks.marks(borne) == {reviewed: Marks(), marked: Marks(flag=1), untouched: theirs}


def test_a_review_made_here_since_the_one_in_anki_keeps_the_schedule_that_it_led_to(
    home: Deck, shelf: Shelf, maker: AnkiMaker, tmp_path: Path
) -> None:
    key = home.cards[0].key
    maker.take(exported(shelf, home, tmp_path / "out.apkg"))
    (number,) = [c.id for c in map(maker.col.get_card, maker.col.find_cards("")) if c.note()["Key"] == key]
    maker.reviewed(number, (now_ms() - 60_000, 1, 1))
    maker.set(number, type=2, queue=2, due=maker.col.sched.today + 1, ivl=1, lapses=1)
    here = datetime.now(UTC)
    shelf.progress.record(Reviewed(key, study_day(datetime.now(), 4), here, Rating.EASY))
    schedule = shelf.progress.schedule(key)
    taken = shelf.take(maker.package(tmp_path / "back.apkg")).taken
    assert taken.reviews == 1
    assert shelf.progress.schedule(key) == schedule
    assert shelf.progress.check().is_sound


def test_what_was_undone_here_does_not_come_home_as_news(
    home: Deck, shelf: Shelf, maker: AnkiMaker, tmp_path: Path
) -> None:
    key = home.cards[0].key
    maker.take(exported(shelf, home, tmp_path / "out.apkg"))
    shelf.progress.retract(shelf.progress.entries(key)[0].number, NOW.date(), datetime.now(UTC))
    taken = shelf.take(maker.package(tmp_path / "back.apkg")).taken
    assert (taken.reviews, len(taken.progress)) == (0, 0)
    assert shelf.progress.schedule(key) == New()


def test_own_cards_that_the_library_lacks_come_back_as_they_were(
    home: Deck, shelf: Shelf, maker: AnkiMaker, tmp_path: Path
) -> None:
    package = exported(shelf, home, tmp_path / "out.apkg")
    shelf.decks.remove(home.slug)
    shelf.take(package)
    (slug,) = shelf.decks.slugs()
    back = {card.key: card for card in shelf.decks.load(slug).cards}
    for card in home.cards:
        words = (back[card.key].kind, back[card.key].question, back[card.key].answer, back[card.key].topic)
        assert words == (card.kind, card.question, card.answer, card.topic)
        assert set(back[card.key].choices) == set(card.choices)
        assert back[card.key].accept == card.accept


def test_a_note_of_another_program_with_a_key_field_is_a_note_like_others(
    shelf: Shelf, maker: AnkiMaker, tmp_path: Path
) -> None:
    fields = ["Question", "Answer", "Choices", "Accept", "Evidence", "Source", "Topic", "Extra", "Media", "Key"]
    maker.note_type("Alike", fields, [("{{Question}}", "{{Answer}}")])
    maker.note("Alike", Question="Whose?", Answer="Not ours", Key="cell/ab12cd34e1/amount")
    assert shelf.take(maker.package(tmp_path / "a.apkg")).taken.home == 0
    assert [card.answer for card in shelf.cards()] == ["Not ours"]
