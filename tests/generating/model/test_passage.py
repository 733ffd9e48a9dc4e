"""A copied passage is found again, and given back in the document's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.generating.model.passage import found_in


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said “no—never” in 1953.", 'said "no-never"', "said “no—never”"),
        ("Ribosomes\u00a0build  proteins.", "Ribosomes build proteins", "Ribosomes\u00a0build  proteins"),
        ("It’s so… simple", "It's so... simple", "It’s so… simple"),
        ("Das cafe\u0301 war zu.", "caf\u00e9 war", "cafe\u0301 war"),
        ("soft\u00adware runs", "software runs", "soft\u00adware runs"),
        ("The cell is small.", "the cell", "The cell"),
        ("a Cell and a cell", "a cell", "a cell"),
        ("RNA is an acid", "“RNA is an acid.”", "RNA is an acid"),
        ("RNA is an acid", "RNA is no acid", ""),
        ("It procures cancers", "cures cancer", "cures cancer"),
        ("RNA is an acid", "", ""),
        ("RNA is an acid", " . ", ""),
    ],
)
def test_the_text_writes_it_its_own_way(text: str, words: str, found: str) -> None:
    assert found_in(text, words) == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("in 1953", "19", ""),
        ("in 1953", "1953", "1953"),
        ("1.5 grams", "5", ""),
        ("1,250 molecules", "250", ""),
        ("1,250 molecules", "1,250", "1,250"),
        ("It has 5.", "5", "5"),
        ("the unlikely and the like", "like", "like"),
        ("東京は日本の首都です", "日本", "日本"),
    ],
)
def test_an_answer_is_made_of_whole_words_and_numbers(text: str, words: str, found: str) -> None:
    assert found_in(text, words, whole_words=True) == found


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_what_is_found_stands_in_the_text(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    found = found_in(text, words)
    assert found in text
    if words.strip().isalnum() and words.isascii():
        assert found


@given(st.text(), st.text())
def test_nothing_is_found_that_the_text_does_not_have(text: str, words: str) -> None:
    assert found_in(text, words, whole_words=True) in text
