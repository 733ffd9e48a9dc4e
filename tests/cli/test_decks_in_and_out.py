"""``decks``, ``load``, ``export``, ``due``, ``stats``, ``check``: a deck's way through the library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizkit.domain.deck import Deck
from quizkit.formats.deck_yaml import read_deck, write_deck

from .conftest import Told

Run = Callable[..., Told]


def cards(told: Told, deck: str) -> dict[str, object]:
    return next(row for row in json.loads(told.out) if row["deck"] == deck)


def test_a_loaded_deck_is_listed_with_its_counts(quizkit: Run, deck_file: Path) -> None:
    assert quizkit("load", deck_file).out == "biology: 3 new, none reworded, none kept, none gone\n"
    row = cards(quizkit("decks", "--json"), "biology")
    assert (row["title"], row["cards"], row["new"], row["due"], row["retention"]) == ("Biology", 3, 3, 0, None)
    line = next(line for line in quizkit("decks").out.splitlines() if line.startswith("biology"))
    assert line.split() == ["biology", "3", "3", "0", "0", "Biology"]


def test_loaded_again_a_deck_tells_what_changed(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    deck_file.write_text(deck_file.read_text().replace("What builds proteins?", "Which particles build proteins?"))
    assert quizkit("load", deck_file).out == (
        "biology: none new, 1 reworded, 2 kept, none gone\n"
        "  reworded: What builds proteins? = Ribosomes\n"
        "    -> Which particles build proteins? = Ribosomes\n"
    )


def test_a_deck_comes_from_standard_input_under_the_name_it_is_given(program: Run, deck_file: Path) -> None:
    unnamed = program("load", "-", stdin=deck_file.read_bytes())
    assert (unnamed.code, unnamed.out) == (2, "")
    assert "--deck NAME" in unnamed.err
    named = program("load", "-", "--deck", "Life Sciences", stdin=deck_file.read_bytes())
    assert named.out.startswith("life-sciences: 3 new")


def test_of_several_deck_files_none_is_loaded_where_one_is_broken(quizkit: Run, deck_file: Path) -> None:
    Path("broken.yaml").write_text("cards: 5")
    told = quizkit("load", deck_file, "broken.yaml")
    assert (told.code, told.out) == (4, "")
    assert "broken.yaml" in told.err
    assert "biology" not in quizkit("decks").out


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json"])
def test_what_is_exported_as_text_is_loaded_back_the_same(
    suffix: str, quizkit: Run, deck_file: Path, biology: Deck
) -> None:
    quizkit("load", deck_file)
    assert quizkit("export", "biology", "--to", f"out/biology{suffix}").code == 7
    Path("out").mkdir()
    told = quizkit("export", "biology", "--to", f"out/biology{suffix}")
    assert (told.code, told.out, told.err) == (0, "", f"quizkit: 3 cards written to out/biology{suffix}\n")
    assert quizkit("load", f"out/biology{suffix}").out == "biology: none new, none reworded, 3 kept, none gone\n"


def test_a_deck_is_printed_as_yaml_or_json(quizkit: Run, deck_file: Path, biology: Deck) -> None:
    quizkit("load", deck_file)
    assert read_deck(quizkit("export", "biology", "--to", "-").out, "biology.yaml") == biology
    as_json = json.loads(quizkit("export", "biology", "--to", "-", "--format", "json").out)
    assert [card["id"] for card in as_json["cards"]] == [card.key for card in biology.cards]


def test_an_anki_package_is_written_and_nothing_else(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    assert quizkit("export", "biology", "--to", "biology.apkg").code == 0
    assert Path("biology.apkg").read_bytes()[:2] == b"PK"
    assert {file.name for file in Path().iterdir()} == {"biology.apkg", "biology.yaml"}


@pytest.mark.parametrize("target", ["biology.docx", "biology"])
def test_an_unknown_suffix_is_refused_with_the_list(target: str, quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    told = quizkit("export", "biology", "--to", target)
    assert told.code == 7
    assert "use one of .apkg, .yaml, .yml, .json" in told.err
    assert not Path(target).exists()


def test_a_format_with_a_file_is_refused(quizkit: Run, deck_file: Path) -> None:
    told = quizkit("export", "biology", "--to", "biology.yaml", "--format", "json")
    assert (told.code, told.out) == (2, "")
    assert deck_file.exists()


@pytest.mark.parametrize("arguments", [["export", "zoology", "--to", "-"], ["stats", "--deck", "zoology"]])
def test_a_deck_that_is_not_there_is_exit_code_5(arguments: list[str], quizkit: Run) -> None:
    told = quizkit(*arguments)
    assert (told.code, told.out) == (5, "")
    assert "zoology" in told.err


def test_what_is_due_is_told_by_deck_and_topic(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    told = json.loads(quizkit("due", "--json").out)
    row = next(deck for deck in told["decks"] if deck["deck"] == "biology")
    assert row["topics"] == [{"topic": "Cell", "due": 0, "new": 1}, {"topic": "DNA", "due": 0, "new": 2}]
    assert (row["due"], row["new_today"], told["due"], told["reviewed_today"]) == (0, 3, 0, 0)
    assert ["biology", "DNA", "0", "2"] in [line.split() for line in quizkit("due").out.splitlines()]


def test_stats_follow_what_was_studied(program: Run, quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    studied = program("study", "--plain", "--deck", "biology", stdin="\n3\nq\n")
    assert studied.code == 0, studied.err
    told = json.loads(quizkit("stats", "--deck", "biology", "--json").out)
    assert {"cards", "seen", "new", "due", "young", "mature", "leeches", "reviews", "passes", "retention"} <= set(
        told["total"]
    )
    assert (told["total"]["cards"], told["total"]["seen"], told["total"]["young"]) == (3, 1, 1)
    assert [topic["topic"] for topic in told["topics"]] == ["Cell", "DNA"]
    only = json.loads(quizkit("stats", "--deck", "biology", "--topic", "DNA", "--json").out)
    assert only["total"]["cards"] == 2
    assert quizkit("stats", "--deck", "biology").out.splitlines()[-1].split()[:3] == ["All", "3", "2"]


def test_new_limits_the_new_cards_of_a_session(program: Run, deck_file: Path) -> None:
    program("load", deck_file)
    told = program("study", "--plain", "--deck", "biology", "--new", "1", stdin="\n4\n\n4\n")
    assert told.out.count("Question: ") == 1


def test_loading_a_reworded_deck_keeps_what_was_learnt(program: Run, quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    program("study", "--plain", "--deck", "biology", stdin="\n3\nq\n")
    deck_file.write_text(deck_file.read_text().replace("What builds proteins?", "Which particles build proteins?"))
    quizkit("load", deck_file)
    assert json.loads(quizkit("stats", "--deck", "biology", "--json").out)["total"]["seen"] == 1


def test_check_finds_a_sound_library_sound(program: Run, quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    program("study", "--plain", "--deck", "biology", stdin="\n3\n\n1\nq\n")
    told = quizkit("check")
    assert (told.code, told.err) == (0, "")
    assert json.loads(quizkit("check", "--json").out)["is_sound"] is True


def test_check_names_a_card_whose_schedule_is_not_what_the_log_gives(
    program: Run, quizkit: Run, deck_file: Path
) -> None:
    quizkit("load", deck_file, "--db", "library.db")
    program("study", "--plain", "--deck", "biology", "--db", "library.db", stdin="\n3\nq\n")
    with closing(sqlite3.connect("library.db")) as database, database:
        database.execute("DELETE FROM schedules")
    told = quizkit("check", "--db", "library.db")
    assert told.code == 8
    assert ": stored new, the log gives due " in told.out
    assert told.err.startswith("quizkit: the library is damaged, 1 fault found: ")
    (difference,) = json.loads(quizkit("check", "--json", "--db", "library.db").out)["differences"]
    assert difference["stored"] == "new"
    assert difference["key"] in told.out


def test_a_library_without_decks_tells_how_to_make_one(quizkit: Run) -> None:
    quizkit("decks", "--db", "library.db")
    with closing(sqlite3.connect("library.db")) as database, database:
        database.execute("DELETE FROM cards")
        database.execute("DELETE FROM statements")
        database.execute("DELETE FROM sources")
        database.execute("DELETE FROM decks")
    told = quizkit("decks", "--db", "library.db")
    assert (told.out, told.err) == ("No decks yet. Make one: quizkit add notes.md\n", "")


def test_the_bundled_deck_is_loaded_once(quizkit: Run, deck_file: Path) -> None:
    first, second = quizkit("decks", "--json"), quizkit("decks", "--json")
    assert cards(first, "state-of-ai-2026") == cards(second, "state-of-ai-2026")
    assert "loaded state-of-ai-2026" in first.err
    assert second.err == ""


def test_the_deck_as_written_by_hand_keeps_its_bytes_on_the_way_through(
    quizkit: Run, deck_file: Path, biology: Deck
) -> None:
    quizkit("load", deck_file)
    assert quizkit("export", "biology", "--to", "-", "--format", "yaml").out == write_deck(biology)
