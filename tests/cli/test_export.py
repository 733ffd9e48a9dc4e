"""``export``: Anki packages, and what Anki will make of them."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from .conftest import Told

Run = Callable[..., Told]


def test_the_preview_tells_what_anki_will_add_and_update(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    told = quizkit("export", "biology", "--preview")
    assert told.out.splitlines()[0] == "Anki will add 3 cards: this deck was never exported from here"
    assert "  new: What builds proteins? = Ribosomes" in told.out
    quizkit("export", "biology", "--to", "biology.apkg")
    assert quizkit("export", "biology", "--preview").out.startswith(
        "Anki will add 0, update 0 and leave 3 as they are, if it has what was exported on 20"
    )
    # Whole seconds are what Anki compares.
    text = deck_file.read_text()
    deck_file.write_text(text.replace("What builds proteins?", "Which?").replace("topic: Cell", "topic: Proteins"))
    _a_second_later()
    quizkit("load", deck_file)
    out = quizkit("export", "biology", "--preview").out
    assert out.startswith("Anki will add 0, update 1 and leave 2 as they are")
    assert "  new topic: Which? = Ribosomes (Cell -> Proteins)\n  Anki moves no card" in out
    told_json = json.loads(quizkit("export", "biology", "--preview", "--json").out)
    assert (told_json["added"], told_json["left"], told_json["gone"]) == ([], 2, [])
    assert [card["question"] for card in told_json["updated"]] == ["Which?"]
    assert told_json["moved"] == [{"key": "cell/0000000001/subject", "before": "Cell", "now": "Proteins"}]


def test_progress_goes_along_and_the_learner_is_told_to_tick(program: Run, quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    program("study", "--plain", "--deck", "biology", stdin="\n3\nq\n")
    told = quizkit("export", "biology", "--to", "biology.apkg", "--with-progress")
    assert told.code == 0
    assert "3 cards written to biology.apkg" in told.err
    assert "tick “Import any learning progress”" in told.err
    with zipfile.ZipFile("biology.apkg") as package:
        package.extract("collection.anki2")
    with closing(sqlite3.connect("collection.anki2")) as collection:
        assert collection.execute("select type, ivl, factor, reps from cards where type != 0").fetchall() == [
            (2, 1, 2500, 1)
        ]
        assert collection.execute("select ease, ivl, type from revlog").fetchall() == [(3, 1, 0)]


def test_progress_that_the_format_cannot_carry_is_refused(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    told = quizkit("export", "biology", "--to", "out.yaml", "--with-progress")
    assert (told.code, told.out) == (2, "")
    assert not Path("out.yaml").exists()


def test_cards_that_left_the_deck_stay_in_anki_and_are_named(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    quizkit("export", "biology", "--to", "biology.apkg")
    text = deck_file.read_text()
    first, second = (text.index(f"  - key: {key}") for key in ("cell/0000000001/subject", "cell/0000000002/when"))
    deck_file.write_text(text[:first] + text[second:])
    quizkit("load", deck_file)
    out = quizkit("export", "biology", "--preview").out
    assert "1 card of earlier exports left the deck; Anki keeps them until you delete them there" in out
    assert "  gone: cell/0000000001/subject" in out


def test_a_preview_may_be_compared_with_a_package(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    quizkit("export", "biology", "--to", "biology.apkg")
    told = quizkit("export", "biology", "--preview", "--previous", "biology.apkg")
    assert told.out == "Anki will add 0, update 0 and leave 3 as they are, if it has the cards of biology.apkg\n"
    assert quizkit("export", "biology", "--to", "x.apkg", "--previous", "biology.apkg").code == 2


def test_a_preview_names_ten_of_each_sort_or_all(quizkit: Run) -> None:
    assert "  new: and " in (short := quizkit("export", "state-of-ai-2026", "--preview").out)
    assert len(quizkit("export", "state-of-ai-2026", "--preview", "--verbose").out) > len(short) * 5


def test_an_export_without_a_place_is_refused(quizkit: Run) -> None:
    told = quizkit("export", "state-of-ai-2026")
    assert (told.code, told.out) == (2, "")
    assert "--to FILE" in told.err
    assert quizkit("export", "state-of-ai-2026", "--to", "x.apkg", "--json").code == 2


def _a_second_later() -> None:
    import time

    time.sleep(1.1)
