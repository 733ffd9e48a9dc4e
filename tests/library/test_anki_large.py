"""A whole collection, large and mixed, compared with what Anki says of it: notes, cards, decks, dates and reviews."""

from __future__ import annotations

import os
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from quizkit.domain.day import study_day
from quizkit.storage.progress_tables import marks, schedules
from tests.benchmarks.anki_import import fill
from tests.formats.anki_made import AnkiMaker

from .shelf import Shelf

NOTES = int(os.environ.get("QUIZKIT_TEST_NOTES", "1200"))
"""More by hand: QUIZKIT_TEST_NOTES=20000 pytest tests/library/test_anki_large.py."""


@pytest.mark.parametrize(("name", "legacy"), [("a.apkg", False), ("a.colpkg", True)])
def test_a_large_collection_comes_in_whole(name: str, legacy: bool, engine: Engine, tmp_path: Path) -> None:
    maker = AnkiMaker(tmp_path / "anki")
    fill(maker, NOTES)
    filtered = maker.col.sched.get_or_create_filtered_deck(0)
    filtered.name = "Cram"
    del filtered.config.search_terms[:]
    filtered.config.search_terms.add(search="is:review -is:suspended", limit=50, order=0)
    maker.col.sched.add_or_update_filtered_deck(filtered)
    assert maker.col.db.scalar("select count() from cards where odid") == 50
    today, day = study_day(datetime.now(), 4), maker.col.sched.today
    due = maker.col.db.list("select iif(odid, odue, due) from cards where type = 2")
    suspended = maker.col.db.scalar("select count() from cards where queue = -1")
    topics = {d.name.partition("::")[2] for d in maker.col.decks.all_names_and_ids() if "::" in d.name}
    counts = maker.counts()
    package = maker.package(tmp_path / name, legacy=legacy)
    maker.close()

    shelf = Shelf(engine, tmp_path / "media")
    taken = shelf.take(package)

    cards = shelf.cards()
    assert (taken.package.notes, len(cards), shelf.reviews()) == (counts.notes, counts.cards, counts.reviews)
    assert shelf.decks.slugs() == ["biology"]
    assert {card.topic for card in cards} == topics
    assert all(not card.fault() for card in cards)
    with engine.connect() as connection:
        found = Counter(connection.execute(select(schedules.c.due)).scalars())
        aside = connection.execute(select(marks.c.key).where(marks.c.is_suspended)).all()
    assert found == Counter(today + timedelta(number - day) for number in due)
    assert len(aside) == suspended
    named = [media for card in cards for media in card.media]
    assert len(named) >= NOTES // 20 - 1
    assert all(shelf.media.path(media) for media in named)
    assert shelf.progress.check().is_sound
    again = shelf.take(package).taken
    assert (len(again.new), len(again.reworded), again.kept, again.reviews) == (0, 0, counts.cards, 0)
