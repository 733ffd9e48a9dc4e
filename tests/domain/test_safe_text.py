"""Text from documents may hold anything; a terminal must not obey it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.safe_text import safe_text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;a new title\x07", "␛]0;a new title␇"),
        ("a\x00b\x08c", "a␀b␈c"),
        ("delete\x7f", "delete␡"),
        ("\x9b31m", "\ufffd31m"),
        ("over\rwritten", "overwritten"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("half \ud800 a character", "half \ufffd a character"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("a\tb", "a    b"),
        ("no\xa0break", "no break"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_or_dropped(hostile: str, shown: str) -> None:
    assert safe_text(hostile) == shown


ORDINARY = (
    "two\nlines", "naïve café", "e\u0301", "日本語の文章", "العربية", "👩\u200d🚀", "🇯🇵", "a\u00adb", "5 × 10⁻³ µm",
    "[red]x[/]",
)  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_of_any_script_is_left_alone(text: str) -> None:
    assert safe_text(text) == text


@given(st.text(st.characters()))
def test_nothing_is_left_that_could_steer_a_terminal(text: str) -> None:
    shown = safe_text(text)
    assert not [c for c in shown if c != "\n" and (ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000)]
    assert not set(shown) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert safe_text(shown) == shown
