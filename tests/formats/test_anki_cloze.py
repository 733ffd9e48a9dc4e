"""Cloze deletions: the short road and the long one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.anki_cloze import FlatCloze, parse_cloze, parse_nested

PIECES = (
    "{{c1::", "{{c2::", "{{C1::", "{{c01::", "{{c1,2::", "}}", "::", ":", "{", "}", "{{", "a", "b ", "\n", "<b>", "{{c",
    "image-occlusion:rect", "{{c1::a}}", "{{c2::b::hint}}", "{{c1::c:: }}", "{{c1::}}", "{{c١::x}}",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_both_roads_lead_to_the_same_words(source: str) -> None:
    short, long = parse_cloze(source), parse_nested(source)
    for number in range(4):
        assert short.question(number) == long.question(number)
        assert short.answers(number) == long.answers(number)


@pytest.mark.parametrize("source", ["{{c1::a}} and {{c2::b::hint}}", "no blank", "{{c1::a}} {{not a blank}}"])
def test_deletions_that_hold_no_others_take_the_short_road(source: str) -> None:
    assert isinstance(parse_cloze(source), FlatCloze)


def test_the_same_answer_twice_is_told_once() -> None:
    assert parse_cloze("{{c1::a}}, {{c1::b}}, {{c1::a}}, {{c2::c}}").answers(1) == ["a", "b"]
