"""Files of text into the library: they add and update, lose nothing, double nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quizkit.domain.card import Card, CardKind, Origin
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Draft, Fate, Generated, Verdict
from quizkit.domain.errors import DeckError
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.marks import Marks
from quizkit.domain.rating import Rating
from quizkit.domain.schedule import Graduated
from quizkit.domain.settings import Settings
from quizkit.domain.source import Place, Source, Statement
from quizkit.library.editions import from_documents
from quizkit.library.export import export_from
from quizkit.library.import_texts import ImportedTexts, import_texts, read_text_file
from quizkit.library.load import load_deck
from quizkit.storage.arrivals import ArrivalStore
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore
from quizkit.storage.marks import MarkStore
from quizkit.storage.progress import ProgressStore

CardMaker = Callable[..., Card]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
TEXTS = ["csv", "tsv", "txt", "md", "json", "yaml"]


def take(engine: Engine, path: Path, now: datetime = NOON, deck: str | None = None) -> ImportedTexts:
    return import_texts(read_text_file(path, deck), DeckStore(engine), ArrivalStore(engine), now, 4)


@pytest.fixture
def cell(make_card: CardMaker) -> Deck:
    return Deck(
        "cell",
        "Cell",
        (
            make_card(key="cell/1/a"),
            make_card(key="cell/1/b", kind=CardKind.CLOZE, question="[…] build proteins."),
            make_card(key="cell/2/a", kind=CardKind.CHOICE, choices=("Ribosomes", "Fats", "Cells"), topic="More"),
        ),
        (DeckSource("cell", "cell.md", "The cell", statements={"1": "Ribosomes build proteins."}),),
    )


@pytest.mark.parametrize("suffix", TEXTS)
def test_what_was_exported_and_comes_back_changes_nothing(
    suffix: str, engine: Engine, cell: Deck, tmp_path: Path
) -> None:
    decks = DeckStore(engine)
    decks.save(cell, NOON)
    path = tmp_path / f"cell.{suffix}"
    export_from(decks, "cell", path, NOON)
    for moment in (LATER, LATER + timedelta(days=1)):
        (brought,) = take(engine, path, moment).brought
        assert (len(brought.changes.kept), brought.contested) == (3, ())
    assert decks.load("cell") == cell
    assert set(decks.changed("cell").values()) == {NOON}


@pytest.mark.parametrize("suffix", TEXTS)
def test_another_library_gets_the_same_words_under_the_same_keys(
    suffix: str, engine: Engine, cell: Deck, tmp_path: Path
) -> None:
    path = tmp_path / f"cell.{suffix}"
    DeckStore(engine).save(cell, NOON)
    export_from(DeckStore(engine), "cell", path, NOON)
    other = open_database("sqlite://")
    try:
        take(other, path)
        back = DeckStore(other).load("cell")
        assert [(c.key, c.kind, c.question, c.answer, c.topic, c.choices) for c in back.cards] == [
            (c.key, c.kind, c.question, c.answer, c.topic, c.choices) for c in cell.cards
        ]
        if suffix in ("json", "yaml"):
            assert back == cell
    finally:
        other.dispose()


@pytest.mark.parametrize("suffix", ["csv", "md"])
def test_a_reworded_card_keeps_its_proof_and_its_progress_and_is_the_learners(
    suffix: str, engine: Engine, cell: Deck, tmp_path: Path
) -> None:
    decks, progress = DeckStore(engine), ProgressStore(engine)
    decks.save(cell, NOON)
    progress.record(Reviewed("cell/1/a", NOON.date(), NOON, Rating.GOOD))
    path = tmp_path / f"cell.{suffix}"
    export_from(decks, "cell", path, NOON)
    path.write_text(path.read_text().replace("What builds proteins?", "Which things build proteins?"))
    (brought,) = take(engine, path, LATER).brought
    assert brought.changes.reworded == ("cell/1/a", "cell/2/a")
    first = decks.load("cell").cards[0]
    assert first == replace(cell.cards[0], question="Which things build proteins?", origin=Origin.EDITED)
    assert progress.schedule("cell/1/a") != progress.schedule("cell/1/b")


def test_what_the_learner_edited_since_the_last_import_stays_and_is_told(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "cell.csv"
    path.write_text("Front,Back\nWhat?,this\nWhich?,that\n")
    take(engine, path)
    decks = DeckStore(engine)
    first, second = decks.load("cell").cards
    decks.save(replace(decks.load("cell"), cards=(replace(first, answer="mine"), second)), NOON)
    path.write_text("Front,Back\nWhat?,this\nWhich?,that one\n")
    (brought,) = take(engine, path, LATER).brought
    assert [card.answer for card in decks.load("cell").cards] == ["mine", "that one"]
    assert brought.contested == ()
    path.write_text("Front,Back\nWhat?,theirs\n")
    (brought,) = take(engine, path, LATER).brought
    assert [each.mine.answer for each in brought.contested] == ["mine"]
    assert [card.answer for card in decks.load("cell").cards] == ["mine", "that one"]


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_words_that_came_by_an_import_and_were_edited_since_outlive_the_next_import(
    suffix: str, engine: Engine, cell: Deck, tmp_path: Path
) -> None:
    decks, path = DeckStore(engine), tmp_path / f"cell.{suffix}"
    decks.save(cell, NOON)
    export_from(decks, "cell", path, NOON)
    path.write_text(path.read_text().replace("What builds proteins?", "Which things build proteins?"))
    take(engine, path, LATER)
    held = decks.load("cell")
    mine = replace(held.cards[0], question="Who builds them?", origin=Origin.EDITED)
    decks.save(replace(held, cards=(mine, *held.cards[1:])), LATER)
    (brought,) = take(engine, path, LATER + timedelta(days=1)).brought
    assert (decks.load("cell").cards[0], brought.contested) == (mine, ())
    path.write_text(path.read_text().replace("Which things build proteins?", "What is it that builds proteins?"))
    (brought,) = take(engine, path, LATER + timedelta(days=2)).brought
    assert decks.load("cell").cards[0] == mine
    assert [each.mine for each in brought.contested] == [mine]
    assert decks.load("cell").cards[2].question == "What is it that builds proteins?"


def test_a_document_that_is_added_again_leaves_imported_words_alone(engine: Engine, cell: Deck, tmp_path: Path) -> None:
    decks, path = DeckStore(engine), tmp_path / "cell.csv"
    decks.save(cell, NOON)
    export_from(decks, "cell", path, NOON)
    path.write_text(path.read_text().replace("What builds proteins?", "Which things build proteins?"))
    take(engine, path, LATER)
    held = decks.held("cell")
    told = replace(cell.cards[0], answer="The ribosomes")
    statement = Statement("Ribosomes build proteins from 20 amino acids.", (Place(14, 0, 45),))
    generated = Generated(
        sources=(Source("cell", "cell.md", "The cell", (statement,)),),
        cards=(Draft(told, Verdict(0.9, Fate.CARD)),),
        drafts=(),
        anchors={"cell": {"1": statement.text}},
    )
    _, brought = from_documents(generated, held, slug="cell", title="Cell")
    assert brought.deck.cards[0].question == "Which things build proteins?"


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_deck_is_known_by_its_cards_whatever_file_and_title_say(
    suffix: str, engine: Engine, cell: Deck, tmp_path: Path
) -> None:
    decks, path = DeckStore(engine), tmp_path / f"some-notes.{suffix}"
    decks.save(replace(cell, title="All about cells"), NOON)
    export_from(decks, "cell", path, NOON)
    take(engine, path, LATER)
    assert decks.slugs() == ["cell"]
    take(engine, path, LATER, "Copy")
    assert decks.slugs() == ["cell", "copy"]
    assert decks.holding(["cell/1/a", "cell/9/z"]) == {"cell": 1, "copy": 1}


def test_an_import_takes_nothing_away_and_new_cards_come_last(engine: Engine, cell: Deck, tmp_path: Path) -> None:
    decks = DeckStore(engine)
    load_deck(decks, cell, NOON)
    path = tmp_path / "more.md"
    path.write_text("Q: One more?\nA: Yes\n")
    (brought,) = take(engine, path, LATER, "cell").brought
    assert (brought.deck.slug, brought.deck.title) == ("cell", "Cell")
    assert [card.question for card in decks.load("cell").cards][-1] == "One more?"
    assert decks.load("cell").cards[:3] == cell.cards
    # The deck file, loaded again, does not take it for one of its own.
    load_deck(decks, cell, LATER)
    assert len(decks.load("cell").cards) == 4


def test_json_brings_schedules_log_and_marks_and_brings_them_once(engine: Engine, cell: Deck, tmp_path: Path) -> None:
    decks, progress = DeckStore(engine), ProgressStore(engine)
    decks.save(cell, NOON)
    progress.record(Reviewed("cell/1/a", NOON.date(), NOON, Rating.GOOD, seconds=2.5))
    later = NOON + timedelta(days=1)
    progress.record(Reviewed("cell/1/a", later.date(), later, Rating.EASY))
    given = Graduated(40, 210, date(2026, 5, 1), 1)
    progress.record(Rescheduled("cell/1/b", NOON.date(), NOON, Reason.SPREAD, given))
    MarkStore(engine).put({"cell/2/a": Marks(is_suspended=True, flag=3)})
    path = tmp_path / "cell.json"
    export_from(decks, "cell", path, NOON, Settings())
    other = open_database("sqlite://")
    try:
        assert (taken := take(other, path, LATER)).reviews == 2
        assert taken.schedules == 2
        there = ProgressStore(other)
        for key in ("cell/1/a", "cell/1/b", "cell/2/a"):
            assert there.schedule(key) == progress.schedule(key)
        reviews = [entry.event for entry in there.entries("cell/1/a") if isinstance(entry.event, Reviewed)]
        assert reviews == [entry.event for entry in progress.entries("cell/1/a")]
        assert MarkStore(other).marks(["cell/2/a"])["cell/2/a"] == Marks(is_suspended=True, flag=3)
        assert there.check().is_sound
        entries = there.check().entries
        assert take(other, path, LATER + timedelta(days=1)).reviews == 0
        assert there.check().entries == entries
    finally:
        other.dispose()


def test_marks_come_in_on_cards_that_are_here_untouched_and_on_no_others(
    engine: Engine, cell: Deck, tmp_path: Path
) -> None:
    path, theirs = tmp_path / "cell.json", Marks(is_suspended=True, flag=3)
    reviewed, marked, untouched = (card.key for card in cell.cards)
    DeckStore(engine).save(cell, NOON)
    MarkStore(engine).put(dict.fromkeys((reviewed, marked, untouched), theirs))
    export_from(DeckStore(engine), "cell", path, NOON, Settings())
    other = open_database("sqlite://")
    try:
        DeckStore(other).save(cell, NOON)
        ProgressStore(other).record(Reviewed(reviewed, NOON.date(), NOON, Rating.GOOD))
        MarkStore(other).put({marked: Marks(flag=1)})
        take(other, path, LATER)
        there = MarkStore(other).marks([reviewed, marked, untouched])
        assert there == {reviewed: Marks(), marked: Marks(flag=1), untouched: theirs}
    finally:
        other.dispose()


def test_a_broken_file_leaves_the_library_as_it_was(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "cell.csv"
    path.write_text("a,b\nc,d\ne\n")
    with pytest.raises(DeckError, match=r"cell\.csv:3: "):
        take(engine, path)
    assert DeckStore(engine).is_empty()


def test_utf_16_is_read_and_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "menu.csv"
    rows = "Wie heißt das Gebäude?,Rathaus\nWo steht es?,in Köln über der Straße\n"
    path.write_bytes(rows.encode("utf-16"))
    (deck,) = read_text_file(path).decks
    assert deck.cards[0].question == "Wie heißt das Gebäude?"
    path.write_bytes(b"Front,Back\n" + rows.encode("latin-1"))
    with pytest.raises(DeckError, match=r"menu\.csv:2: not UTF-8; it may be latin-1: try --encoding latin-1"):
        read_text_file(path)
    assert read_text_file(path, encoding="latin-1").decks[0].cards[1].answer == "in Köln über der Straße"
    with pytest.raises(DeckError, match="the encoding latin-0815 is unknown"):
        read_text_file(path, encoding="latin-0815")
    with pytest.raises(DeckError, match=r"menu\.csv:2: not ascii; save it as UTF-8"):
        read_text_file(path, encoding="ascii")


def test_what_cannot_be_read_or_has_an_unknown_suffix_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="cannot be read"):
        read_text_file(tmp_path / "nowhere.csv")
    with pytest.raises(DeckError, match="not known by its suffix"):
        read_text_file(tmp_path / "cell.docx")
