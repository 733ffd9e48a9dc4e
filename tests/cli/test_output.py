"""Data on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys

import pytest
from rich.cells import cell_len

from quizkit.cli.output import counted, show, show_file, show_json, table, tell
from quizkit.domain.deck import DeckChanges
from quizkit.domain.safe_text import safe_text
from quizkit.tui.edition_words import changes_in_words


def test_columns_stand_under_their_heads_and_numbers_to_the_right() -> None:
    assert table(("DECK", "CARDS"), [("biology", 7), ("art", 120)]).split("\n") == [
        "DECK     CARDS",
        "biology      7",
        "art        120",
    ]


def test_a_narrow_terminal_gets_fewer_columns_and_shorter_texts_and_whole_keys() -> None:
    heads, key, long = ("KEY", "TOPIC", "NEW", "QUESTION"), "a-very-long-key/" + "0" * 24, "word " * 20
    lines = table(heads, [(key, long, 3, long), (key, "x", 12, "y")], 80, ("TOPIC",)).split("\n")
    assert lines[0].split() == ["KEY", "NEW", "QUESTION"]
    assert all(len(line) <= 80 for line in lines)
    assert lines[1].startswith(key)
    assert lines[1].endswith("…")
    wide = table(heads, [(key, long, 3, long)]).split("\n")
    assert wide[0].split() == list(heads)
    assert wide[1].endswith(long.rstrip())


def test_a_column_of_wide_characters_is_cut_between_them() -> None:
    lines = table(("TITLE", "N"), [("日本" * 30, 1)], 40).split("\n")
    assert all(cell_len(line) <= 40 for line in lines)
    assert "…" in lines[1]


def test_wide_characters_count_as_wide() -> None:
    assert table(("DECK", "TITLE"), [("日本", "a"), ("x", "b")]).split("\n") == ["DECK  TITLE", "日本  a", "x     b"]


def test_a_line_end_in_a_cell_does_not_break_the_table() -> None:
    assert table(("TITLE", "CARDS"), [("two\nlines", 1)]).count("\n") == 1


def test_what_a_terminal_would_obey_is_shown_instead(capsys: pytest.CaptureFixture[str]) -> None:
    show("\x1b[31mred")
    show(table(("TITLE",), [("\x1b]0;owned\x07",)]))
    tell("\x1b[2J")
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    assert "␛[31mred" in told.out
    assert told.err == "␛[2J\n"


def test_square_brackets_are_not_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show(table(("TITLE",), [("[red]not red[/red]",)]))
    assert "[red]not red[/red]" in capsys.readouterr().out


def test_json_is_utf8_and_keeps_every_letter(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    show_json({"title": "Zürich 日本"})
    assert capsysbinary.readouterr().out == '{\n  "title": "Zürich 日本"\n}\n'.encode()


def test_one_is_one_and_others_are_many() -> None:
    assert (counted(1, "card"), counted(0, "card"), counted(2, "card")) == ("1 card", "0 cards", "2 cards")


def test_changes_are_told_in_words() -> None:
    changes = DeckChanges(kept=("a", "b"), reworded=("c",), new=("d", "e", "f"))
    assert changes_in_words(changes) == "3 new, 1 reworded, 2 kept, none gone"


def test_json_gives_no_terminal_anything_to_obey_and_is_equal(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a": "\x1b[31m \x9b31m \x7f \u202e \u2066 é 漢"}
    show_json(value)
    printed = capsys.readouterr().out
    assert json.loads(printed) == value
    assert safe_text(printed) == printed
    assert "é 漢" in printed


def test_a_file_is_printed_to_the_byte_but_made_safe_for_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    show_file("a\tb\x1b[31m\n")
    assert capsys.readouterr().out == "a\tb\x1b[31m\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    show_file("a\tb\x1b[31m\n")
    assert capsys.readouterr().out == "a    b␛[31m\n"
