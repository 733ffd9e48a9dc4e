"""``import`` of tables and Markdown, ``export`` to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Told

Run = Callable[..., Told]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "txt", "md", "json", "yaml"])
def test_a_deck_goes_out_is_edited_and_comes_back(suffix: str, quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    out = Path(f"biology.{suffix}")
    assert quizkit("export", "biology", "--to", out).code == 0
    assert quizkit("import", out).out == "biology: none new, none reworded, 3 kept, none gone\n"
    out.write_text(out.read_text().replace("What was described?", "What did they describe?"))
    told = quizkit("import", out)
    assert told.code == 0, told.err
    assert told.out.startswith("biology: none new, 1 reworded, 2 kept, none gone\n")


def test_a_table_of_questions_becomes_a_deck_of_the_name_that_it_is_given(quizkit: Run) -> None:
    Path("words.csv").write_text("der Hund,the dog\ndie Katze,the cat\n")
    told = quizkit("import", "words.csv", "--deck", "German words", "--json")
    assert told.code == 0, told.err
    ((deck,),) = (each["decks"] for each in json.loads(told.out))
    assert (deck["deck"], len(deck["new"])) == ("german-words", 2)


def test_progress_travels_in_json(program: Run, quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    program("study", "--plain", "--deck", "biology", stdin="\n3\nq\n")
    assert quizkit("export", "biology", "--to", "biology.json", "--with-progress").code == 0
    told = quizkit("import", "biology.json", "--db", "other.db")
    assert told.out.endswith("biology.json: 1 review, 1 schedule taken over\n")
    assert quizkit("check", "--db", "other.db").code == 0
    assert "--with-progress goes with" in quizkit("export", "biology", "--to", "-", "--with-progress").err
    printed = quizkit("export", "biology", "--to", "-", "--format", "json", "--with-progress")
    assert json.loads(printed.out) == json.loads(Path("biology.json").read_text())


def test_of_several_files_none_comes_in_where_one_is_broken(quizkit: Run) -> None:
    Path("good.md").write_text("Q: What?\nA: This\n")
    Path("bad.csv").write_text('a,"b\n')
    told = quizkit("import", "good.md", "bad.csv")
    assert (told.code, told.out) == (4, "")
    assert "bad.csv:1: " in told.err
    assert "good" not in quizkit("decks").out


def test_options_for_texts_are_refused_for_packages(quizkit: Run) -> None:
    assert quizkit("import", "x.apkg", "--deck", "y").code == 2
    assert quizkit("import", "x.docx").code == 4


def test_a_table_comes_from_standard_input(program: Run) -> None:
    told = program("import", "-", "--format", "csv", "--deck", "Words", stdin="der Hund,the dog\n")
    assert (told.code, told.out) == (0, "words: 1 new, none reworded, none kept, none gone\n")
    assert (
        "standard input:1: no row of a table"
        in program("import", "-", "--format", "csv", "--deck", "Words", stdin='a,"b\n').err
    )
    assert program("import", "-", "--deck", "Words", stdin="a,b").code == 2
    assert program("import", "x.csv", "--format", "csv").code == 2
