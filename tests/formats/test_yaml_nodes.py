"""What may not stand in a deck's YAML, and how the learner is told; with and without the C parser."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from quizkit.domain.errors import DeckError
from quizkit.formats.node import Node
from quizkit.formats.yaml_nodes import read_nodes

PARSERS = [pytest.param(yaml.SafeLoader, id="python")]
if hasattr(yaml, "CSafeLoader"):
    PARSERS.append(pytest.param(yaml.CSafeLoader, id="c"))


def complaint(text: str, parser: Any) -> str:
    with pytest.raises(DeckError) as error:
        read_nodes(text, "cell.yaml", parser)
    return str(error.value)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: a: b\n", "line 1, column 9", "colon"),
        ("cards:\n\t- a\n", "line 2, column 1", "tab"),
        ('x: y\ntitle: "abc\nversion: 1\n', "line 2, column 8", "quotation mark that is never closed"),
        ("title: a\nversion\ncards: []\n", "line 3, column 1", "without its colon"),
        ("cards:\n  - key: a\n kind: b\n", "line 3, column 2", "indented unlike its neighbours"),
        ("cards: [a, b\n", "line 2, column 1", "bracket"),
        ("title: @x\n", "line 1, column 8", "quotes"),
        ("title: |x\n  a\n", "line 1, column 9", "| or >"),
        ("title: ? x\n", "line 1, column 8", "quotes"),
        ('title: "a\\q"\n', "line 1, column 1", "backslash"),
        ("title: a\n... x\n", "line 2, column 5", "after the end"),
        ("a: b\ntitle: x\x07\n", "line 2, column 9", "U+0007"),
        ("a: b\ntitle: x\ud800\n", "line 2, column 9", "U+D800"),
    ],
)
def test_broken_yaml_is_told_with_file_line_and_column_in_plain_words(
    text: str, place: str, words: str, parser: Any
) -> None:
    message = complaint(text, parser)
    assert message.startswith(f"cell.yaml, {place}")
    assert words in message


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!!python/object/apply:os.system", "!!str", "!mine"])
def test_any_tag_is_refused_with_its_line(tag: str, parser: Any) -> None:
    message = complaint(f"version: 1\ntitle: {tag} x\n", parser)
    assert message.startswith("cell.yaml, line 2: the tag")


@pytest.mark.parametrize("parser", PARSERS)
def test_a_group_with_a_tag_is_refused_too(parser: Any) -> None:
    assert "line 2: the tag" in complaint("a: b\nc: !!python/object:x {d: e}\n", parser)


@pytest.mark.parametrize("parser", PARSERS)
def test_billion_laughs_stop_at_the_first_anchor(parser: Any) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert complaint(bomb, parser).startswith("cell.yaml, line 1: the anchor &a")


@pytest.mark.parametrize("parser", PARSERS)
def test_an_alias_is_refused_with_its_line(parser: Any) -> None:
    assert complaint("a: b\nc: *d\n", parser).startswith("cell.yaml, line 2: the alias *d")


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_deep_nesting_is_given_up_early(opening: str, parser: Any) -> None:
    assert "line 1: nested deeper than any deck" in complaint(opening * 50_000, parser)


@pytest.mark.parametrize("parser", PARSERS)
def test_a_field_that_stands_twice_is_told_with_both_lines(parser: Any) -> None:
    message = complaint("title: a\nversion: 1\ntitle: b\n", parser)
    assert message.startswith("cell.yaml, line 3:")
    assert "line 1" in message


@pytest.mark.parametrize("parser", PARSERS)
def test_a_field_whose_name_is_a_list_is_refused(parser: Any) -> None:
    assert "line 2: the name of a field must be text" in complaint("a: b\n? [c]\n: d\n", parser)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_file_is_told(text: str, parser: Any) -> None:
    assert "cell.yaml: the file is empty" in complaint(text, parser)


@pytest.mark.parametrize("parser", PARSERS)
def test_a_second_document_is_refused(parser: Any) -> None:
    assert complaint("a: b\n---\nc: d\n", parser).startswith("cell.yaml, line 2: a second document")


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", ["yes", "null", "1:30", "2026-01-31", "1e3", "~", "0x1F"])
def test_text_without_quotes_is_what_it_looks_like(text: str, parser: Any) -> None:
    assert read_nodes(f"\ufeffanswer: {text}\n", "cell.yaml", parser) == Node(
        "cell.yaml, line 1", {"answer": Node("cell.yaml, line 1", text)}
    )
