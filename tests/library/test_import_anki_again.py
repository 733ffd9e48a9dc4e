"""A later package of the same notes: what it changes, and what it must not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.card import Card, Media
from quizkit.domain.log import Reviewed
from quizkit.domain.rating import Rating
from quizkit.library.drafts import LearnersDrafts
from tests.formats.anki_made import AnkiMaker

from .shelf import Shelf

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def shelf(engine: Engine, tmp_path: Path) -> Shelf:
    return Shelf(engine, tmp_path / "media")


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[AnkiMaker]:
    made = AnkiMaker(tmp_path / "anki")
    yield made
    made.close()


def edit_in_anki(maker: AnkiMaker, **fields: str) -> None:
    (note,) = [maker.col.get_note(number) for number in maker.col.find_notes("")]
    for name, text in fields.items():
        note[name] = text
    maker.col.update_note(note)


def edit_here(shelf: Shelf, answer: str = "", topic: str = "") -> Card:
    (card,) = shelf.cards()
    LearnersDrafts(shelf.decks, lambda: NOW).edit(
        "bio", replace(card, answer=answer or card.answer, topic=topic or card.topic)
    )
    (edited,) = shelf.cards()
    return edited


@pytest.fixture
def imported(maker: AnkiMaker, shelf: Shelf, tmp_path: Path) -> Card:
    """One card that came from Anki, and was reviewed here since."""
    maker.note("Basic", "Bio::Cell", Front="Q", Back="A")
    shelf.take(maker.package(tmp_path / "first.apkg"))
    (card,) = shelf.cards()
    shelf.progress.record(Reviewed(card.key, NOW.date(), NOW, Rating.GOOD))
    return card


def test_words_changed_in_anki_are_taken_over_and_progress_stays(
    imported: Card, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    before = shelf.progress.entries(imported.key)
    edit_in_anki(maker, Back="B")
    taken = shelf.take(maker.package(tmp_path / "b.apkg")).taken
    assert (len(taken.new), len(taken.reworded), taken.kept) == (0, 1, 0)
    assert shelf.cards() == [replace(imported, answer="B")]
    assert shelf.progress.entries(imported.key) == before
    assert shelf.decks.changed("bio")[imported.key] > NOW


def test_words_changed_here_are_never_overwritten(
    imported: Card, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    mine = edit_here(shelf, answer="mine")
    taken = shelf.take(maker.package(tmp_path / "b.apkg")).taken
    assert (taken.kept, taken.contested) == (1, [])
    edit_in_anki(maker, Back="theirs")
    taken = shelf.take(maker.package(tmp_path / "c.apkg")).taken
    assert taken.contested == [mine]
    assert shelf.cards() == [mine]
    assert shelf.take(maker.package(tmp_path / "d.apkg")).taken.contested == []


def test_a_topic_changed_here_stays_when_words_change_in_anki(
    imported: Card, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    edit_here(shelf, topic="My topic")
    edit_in_anki(maker, Back="B")
    shelf.take(maker.package(tmp_path / "b.apkg"))
    (card,) = shelf.cards()
    assert (card.topic, card.answer) == ("My topic", "B")


def test_a_card_that_moved_in_anki_gets_its_topic_and_stays_in_its_deck(
    imported: Card, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    maker.col.set_deck(maker.col.find_cards(""), maker.col.decks.id("Chemistry::Acids"))
    shelf.take(maker.package(tmp_path / "b.apkg"))
    assert shelf.decks.slugs() == ["bio"]
    assert [card.topic for card in shelf.cards()] == ["Acids"]


def test_a_package_with_a_part_of_the_cards_takes_none_away(
    imported: Card, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    maker.col.remove_notes(maker.col.find_notes(""))
    maker.note("Basic", "Bio::Cell", Front="another", Back="A")
    taken = shelf.take(maker.package(tmp_path / "b.apkg")).taken
    assert len(taken.new) == 1
    assert {card.question for card in shelf.cards()} == {"Q", "another"}


def test_a_card_that_was_rejected_here_stays_out(
    imported: Card, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    LearnersDrafts(shelf.decks, lambda: NOW).reject([imported.key])
    taken = shelf.take(maker.package(tmp_path / "b.apkg")).taken
    assert (taken.rejected, len(taken.new)) == (1, 0)
    assert shelf.cards() == []


def test_a_card_of_a_removed_deck_comes_back_with_what_was_learnt(
    imported: Card, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.decks.remove("bio")
    schedule = shelf.progress.schedule(imported.key)
    taken = shelf.take(maker.package(tmp_path / "b.apkg")).taken
    assert (len(taken.new), taken.reviews) == (1, 0)
    assert shelf.cards() == [imported]
    assert shelf.progress.schedule(imported.key) == schedule


def test_two_notes_of_one_guid_are_two_cards_in_every_import(maker: AnkiMaker, shelf: Shelf, tmp_path: Path) -> None:
    for front in ("one", "two"):
        maker.note("Basic", "Bio", Front=front, Back="A")
    maker.col.db.execute("update notes set guid = 'same'")
    package = maker.package(tmp_path / "a.apkg")
    shelf.take(package)
    assert {card.question for card in shelf.cards()} == {"one", "two"}
    assert shelf.take(package).taken.kept == 2


@pytest.mark.parametrize(("name", "legacy"), [("a.apkg", False), ("a.apkg", True), ("a.colpkg", False)])
def test_pictures_and_sounds_are_kept_and_found_by_their_card(
    name: str, legacy: bool, maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    picture, sound = b"\x89PNG a picture", b"ID3 a sound"
    heart, moo = maker.media("heart and soul.png", picture), maker.media("moo.mp3", sound)
    maker.note("Basic", "Bio", Front=f'<img src="{heart}">', Back=f"[sound:{moo}]")
    shelf.take(maker.package(tmp_path / name, legacy=legacy))
    (card,) = shelf.cards()
    assert (card.question, card.answer) == ("[image: heart and soul.png]", "[sound: moo.mp3]")
    assert [media.name for media in card.media] == [heart, moo]
    paths = [shelf.media.path(media) for media in card.media]
    assert [path.read_bytes() for path in paths if path] == [picture, sound]
    assert [path.suffix for path in paths if path] == [".png", ".mp3"]
    assert card.media[0].digest == hashlib.sha256(picture).hexdigest()


def test_one_content_is_kept_once_and_another_under_the_same_name_too(
    maker: AnkiMaker, shelf: Shelf, tmp_path: Path
) -> None:
    first, second = maker.media("a.png", b"same"), maker.media("b.png", b"same")
    maker.note("Basic", "Bio", Front=f'<img src="{first}"><img src="{second}">', Back="A")
    shelf.take(maker.package(tmp_path / "a.apkg"))
    assert len([file for file in shelf.folder.rglob("*") if file.is_file()]) == 1
    (maker.folder / "collection.media" / "a.png").write_bytes(b"another")
    taken = shelf.take(maker.package(tmp_path / "b.apkg")).taken
    assert len(taken.reworded) == 1
    assert len([file for file in shelf.folder.rglob("*") if file.is_file()]) == 2


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "0" * 63, "g" * 64, "0" * 64])
def test_a_digest_that_names_no_file_gives_none(shelf: Shelf, digest: str) -> None:
    assert shelf.media.path(Media("x.png", digest)) is None
