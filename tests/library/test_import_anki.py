"""Anki packages into a library: made by Anki's own backend, in all the formats that it writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from quizkit.domain.card import Card, CardKind
from quizkit.domain.day import study_day
from quizkit.library.import_anki import Imported, import_package
from quizkit.storage.arrivals import ArrivalStore
from quizkit.storage.decks import DeckStore
from quizkit.storage.media import MediaStore
from quizkit.storage.progress import ProgressStore
from quizkit.storage.progress_tables import log
from tests.formats.anki_made import AnkiMaker, now_ms

FORMATS = [("a.apkg", False), ("a.apkg", True), ("a.colpkg", False), ("a.colpkg", True)]


@dataclass
class Shelf:
    """A library with all its stores."""

    engine: Engine
    folder: Path

    def __post_init__(self) -> None:
        self.decks = DeckStore(self.engine)
        self.progress = ProgressStore(self.engine)
        self.media = MediaStore(self.folder)

    def take(self, path: Path, *, largest: int = 10**9) -> Imported:
        return import_package(
            path,
            ArrivalStore(self.engine),
            self.media,
            now=datetime.now().astimezone(),
            local=lambda moment: moment.astimezone(),
            day_starts_at=4,
            largest=largest,
        )

    def cards(self) -> list[Card]:
        return [card for slug in self.decks.slugs() for card in self.decks.load(slug).cards]

    def reviews(self) -> int:
        with self.engine.connect() as connection:
            return connection.execute(
                select(func.count()).select_from(log).where(log.c.type == "reviewed")
            ).scalar_one()


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
