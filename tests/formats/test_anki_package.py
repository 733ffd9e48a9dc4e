"""Packages for Anki, judged by Anki's own backend."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.domain.card import CardKind, Media
from quizkit.domain.deck import Deck
from quizkit.formats.anki_design import CSS, DESIGNED_AT, FIELDS, NOTE_TYPES
from quizkit.formats.anki_package import write_package
from quizkit.formats.anki_rows import note_guid

from .anki_profile import MONDAY, AnkiProfile, Imported, export
from .hostile_decks import question_card


def test_a_second_import_adds_and_changes_nothing(cell_deck: Deck, tmp_path: Path, anki: AnkiProfile) -> None:
    package = export(cell_deck, tmp_path / "a.apkg")
    assert anki.add(package) == Imported(new=3, updated=0, unchanged=0, conflicting=0)
    assert anki.add(package) == Imported(new=0, updated=0, unchanged=3, conflicting=0)
    assert anki.col.note_count() == anki.col.card_count() == 3


def test_a_reworded_card_is_updated_in_place_and_progress_is_kept(
    cell_deck: Deck, tmp_path: Path, anki: AnkiProfile
) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg"))
    reviewed = anki.review(3)
    before = anki.progress()
    assert all(before[key][5] for key in reviewed)
    cards = tuple(replace(card, question=f"Reworded: {card.question}") for card in cell_deck.cards)
    imported = anki.add(export(replace(cell_deck, cards=cards), tmp_path / "b.apkg", MONDAY + timedelta(seconds=1)))
    assert imported == Imported(new=0, updated=3, unchanged=0, conflicting=0)
    assert anki.progress() == before
    assert all("Reworded: " in anki.sides(card.key)[0] for card in cards)
    assert anki.complaints() == []


def test_the_learners_own_edit_in_anki_outlives_the_export_of_an_unchanged_card(
    cell_deck: Deck, tmp_path: Path, anki: AnkiProfile
) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg", datetime(2026, 3, 2, tzinfo=UTC)))
    question, cloze, _ = cell_deck.cards
    for card in (question, cloze):
        note = anki.note(card.key)
        note["Extra"] = "my own mnemonic"
        anki.col.update_note(note)
    reworded = replace(cell_deck, cards=(question, replace(cloze, topic="Ribosome"), cell_deck.cards[2]))
    later = export(
        reworded, tmp_path / "b.apkg", datetime(2026, 3, 2, tzinfo=UTC), number=datetime.now(UTC) + timedelta(1)
    )
    assert anki.add(later) == Imported(new=0, updated=1, unchanged=2, conflicting=0)
    assert "my own mnemonic" in anki.sides(question.key)[1]
    assert "my own mnemonic" not in anki.sides(cloze.key)[1]


def test_styling_changed_in_anki_outlives_the_next_export(cell_deck: Deck, tmp_path: Path, anki: AnkiProfile) -> None:
    anki.add(export(cell_deck, tmp_path / "a.apkg"))
    note_type = anki.col.models.by_name("quizkit cloze")
    note_type["css"] += ".card { font-size: 40px }"
    anki.col.models.update_dict(note_type)
    anki.col.db.execute("update notetypes set mtime_secs = ?", DESIGNED_AT + 1)
    anki.add(export(cell_deck, tmp_path / "b.apkg", MONDAY + timedelta(days=900)))
    assert "40px" in anki.col.models.by_name("quizkit cloze")["css"]
    assert len([n for n in anki.col.models.all_names_and_ids() if n.name.startswith("quizkit")]) == 3


def test_topics_are_subdecks_and_tags(tmp_path: Path, anki: AnkiProfile) -> None:
    topics = ["Cell", "std::vector", 'The "big" one', "cell", " Two  words ", ":"]
    cards = tuple(question_card(number, topic=topic) for number, topic in enumerate(topics))
    anki.add(export(Deck("d", "The cell: a::b", cards, description="What <every> cell does."), tmp_path / "a.apkg"))
    names = {deck.id: deck.name for deck in anki.col.decks.all_names_and_ids()}
    found = [
        (names[anki.note(card.key).cards()[0].did].removeprefix("The cell: a∶∶b::"), anki.note(card.key).tags)
        for card in cards
    ]
    assert found == [
        ("Cell", ["quizkit::Cell"]),
        ("std∶∶vector", ["quizkit::std∶∶vector"]),
        ("The 'big' one", ["quizkit::The-'big'-one"]),
        ("Cell", ["quizkit::Cell"]),
        ("Two words", ["quizkit::Two-words"]),
        ("∶", ["quizkit::∶"]),
    ]
    assert anki.col.decks.by_name("The cell: a∶∶b")["desc"] == "What &lt;every&gt; cell does."


def test_new_cards_come_in_learning_order(tmp_path: Path, anki: AnkiProfile) -> None:
    cards = tuple(question_card(number, topic=f"Topic {number % 4}") for number in (5, 3, 9, 2))
    anki.add(export(Deck("d", "D", cards), tmp_path / "a.apkg"))
    order = [key for key, _ in sorted(anki.progress().items(), key=lambda item: item[1][2])]
    assert order == [card.key for card in cards]


def test_equal_decks_give_equal_files_and_nothing_stays_behind(
    cell_deck: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    first, second = export(cell_deck, tmp_path / "a.apkg"), export(cell_deck, tmp_path / "b.apkg")
    assert first.read_bytes() == second.read_bytes()
    assert list(scratch.iterdir()) == []


def test_the_package_names_the_scheduler_that_its_numbers_are_for(cell_deck: Deck, tmp_path: Path) -> None:
    with zipfile.ZipFile(export(cell_deck, tmp_path / "a.apkg")) as package:
        package.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    assert json.loads(connection.execute("select conf from col").fetchone()[0])["schedVer"] == 2
    connection.close()


def test_a_card_without_a_moment_is_added_and_later_left_alone(
    cell_deck: Deck, tmp_path: Path, anki: AnkiProfile
) -> None:
    write_package(cell_deck, tmp_path / "a.apkg", {})
    assert anki.add(tmp_path / "a.apkg").new == 3
    cards = tuple(replace(card, answer="21") for card in cell_deck.cards[:1])
    write_package(replace(cell_deck, cards=cards), tmp_path / "b.apkg", {})
    assert anki.add(tmp_path / "b.apkg") == Imported(new=0, updated=0, unchanged=1, conflicting=0)


def test_an_empty_deck_is_a_package_too(tmp_path: Path, anki: AnkiProfile) -> None:
    assert anki.add(export(Deck("d", "", ()), tmp_path / "a.apkg")) == Imported(0, 0, 0, 0)


def test_a_folder_that_is_not_there_is_an_os_error(cell_deck: Deck, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        export(cell_deck, tmp_path / "nowhere" / "a.apkg")


def test_a_full_disk_is_told_with_a_way_out_and_leaves_nothing(tmp_path: Path) -> None:
    # A limit on the size of files does to SQLite what a full disk does; it needs a process of its own.
    (tmp_path / "scratch").mkdir()
    program = """
import resource, signal, sys
from pathlib import Path
from quizkit.domain.card import Card, CardKind
from quizkit.domain.card import CardKind, Media
from quizkit.domain.deck import Deck
from quizkit.domain.errors import WriteError
from quizkit.formats.anki_package import write_package
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
cards = tuple(Card(f"k/{n}", CardKind.QUESTION, "why? " * 50, "so", "t", ()) for n in range(2000))
try:
    write_package(Deck("d", "D", cards), Path(sys.argv[1]), {})
except WriteError as error:
    print(error)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.apkg")],
        capture_output=True,
        text=True,
        env={"TMPDIR": str(tmp_path / "scratch"), "PATH": ""},
        check=False,
    )
    assert "no Anki package could be made there" in ran.stdout, ran.stderr
    assert "TMPDIR" in ran.stdout
    assert list((tmp_path / "scratch").iterdir()) == []
    assert not (tmp_path / "a.apkg").exists()


def test_what_anki_knows_cards_by_never_changes() -> None:
    assert note_guid("cell/ab12cd34e1/amount") == "9d6083f2b45863c9a837"
    assert FIELDS == (
        "Question", "Answer", "Choices", "Accept", "Evidence", "Source", "Topic", "Extra", "Media", "Key"
    )  # fmt: skip
    assert {(note_type.number, note_type.name) for note_type in NOTE_TYPES.values()} == {
        (1_795_391_271_828, "quizkit question"),
        (1_795_391_314_159, "quizkit cloze"),
        (1_795_391_414_213, "quizkit choice"),
    }


def test_a_new_design_has_a_new_date() -> None:
    """Anki takes over a design only if it is newer: change both lines here, and DESIGNED_AT to the current second."""
    design = "".join(note_type.front + note_type.back for note_type in NOTE_TYPES.values()) + CSS
    digest = hashlib.sha256(design.encode()).hexdigest()[:12]
    assert (DESIGNED_AT, digest) == (1795974746, "18ea56221014")


def test_the_clozes_colour_has_a_rule_for_the_night_and_only_the_shuffling_is_a_script() -> None:
    assert ".nightMode .ask .cloze" in CSS
    scripted = {kind for kind, made in NOTE_TYPES.items() if "<script" in made.front + made.back}
    assert scripted == {CardKind.CHOICE}
    choice = NOTE_TYPES[CardKind.CHOICE]
    script = choice.front.partition("<script>")[2].partition("</script>")[0]
    # What it needs is on the card: it neither loads, nor keeps, nor waits for anything.
    assert not re.search(r"fetch|import|src|http|Storage|setTimeout|innerHTML|\{\{|\}\}", script)
    assert f"<script>{script}</script>" in choice.back


def test_media_travel_under_the_name_of_their_content(tmp_path: Path, anki: AnkiProfile) -> None:
    picture, sound, gone = Media("heart & co.png", "a" * 64), Media("moo.mp3", "b" * 64), Media("gone.png", "c" * 64)
    files = {picture: tmp_path / f"{'a' * 64}.png", sound: tmp_path / f"{'b' * 64}.mp3"}
    for file in files.values():
        file.write_bytes(b"not really")
    card = question_card(
        question="What is [image: heart & co.png]?", answer="[sound: moo.mp3] [image: gone.png]",
        media=(picture, sound, gone),
    )  # fmt: skip
    write_package(Deck("d", "D", (card,)), tmp_path / "a.apkg", {}, media=files.get)
    anki.add(tmp_path / "a.apkg")
    assert set(Path(anki.col.media.dir()).iterdir()) == {Path(anki.col.media.dir()) / f.name for f in files.values()}
    (made,) = anki.note(card.key).cards()
    output = made.render_output()
    assert f'What is <img src="{"a" * 64}.png" alt="heart &amp; co.png">?' in output.question_text
    assert [tag.filename for tag in output.answer_av_tags] == [f"{'b' * 64}.mp3"]
    assert "[image: gone.png]" in output.answer_text
    checked = anki.col.media.check()
    assert (list(checked.missing), list(checked.unused)) == ([], [])
    assert anki.complaints() == []
