"""Slugs name decks and sources in files, keys and on the command line."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizkit.domain.slug import LONGEST_SLUG, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("State of AI: 2026", "state-of-ai-2026"),
        ("state-of-ai-2026", "state-of-ai-2026"),
        ("  C++ & Rust_notes!  ", "c-rust-notes"),
        ("../../etc/passwd", "etc-passwd"),
        ("Größe", "größe"),
        ("日本語 ノート", "日本語-ノート"),
        ("हिन्दी पाठ", "हिन्दी-पाठ"),
        ("…", "untitled"),
        ("", "untitled"),
    ],
)
def test_a_slug_keeps_letters_and_digits_and_joins_them_with_hyphens(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=200))
@example("İ")
@example("a" * 79 + " b")
@example("\ud800")
def test_every_text_has_a_slug_that_is_its_own_slug_and_fits_a_file_name(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert 0 < len(slug) <= LONGEST_SLUG
    assert not any(char.isspace() or char in "/\\." for char in slug)
