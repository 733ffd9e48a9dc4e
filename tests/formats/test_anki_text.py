"""The HTML of notes as text that a terminal can show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.formats.anki_text import by_parser, readable


def text(source: str) -> str:
    return readable(source, [])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("plain", "plain"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\nb"),
        ("x &lt; y &amp;&amp; y&nbsp;&gt; z", "x < y && y > z"),
        ("ArrayList&lt;E&gt;", "ArrayList<E>"),
        ("<b>bold</b> and <i>italic</i>", "bold and italic"),
        ("a\n  b", "a b"),
        ("<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>", "• one\n• two\n  • deep"),
        ("<ol><li>one<li>two</ol>", "1. one\n2. two"),
        ("<table><tr><th>x<th>y</tr><tr><td>1<td>2</tr></table>", "x | y\n1 | 2"),
        ("<pre>if a:\n    b()</pre>", "if a:\n    b()"),
        ("call <code>f(x)</code>", "call f(x)"),
        ("x<sup>2</sup> + H<sub>2</sub>O + e<sup>iπ</sup>", "x² + H₂O + e^(iπ)"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字(かんじ)"),
        ("<script>alert(1)</script><style>b{}</style>safe", "safe"),
        ('<a href="https://example.org/a">there</a>', "there (https://example.org/a)"),
        ('<a href="javascript:alert(1)">there</a>', "there"),
        ('<img src="heart.png">', "[image: heart.png]"),
        ('<img src="a%20b.png" alt="x">', "[image: a b.png]"),
        ('<img src="data:image/png;base64,AAAA" alt="a heart">', "[image: a heart]"),
        ("[sound:moo.mp3]", "[sound: moo.mp3]"),
        ("\\(x^2\\) and \\[\\frac{a}{b}\\]", "[formula: x^2] and [formula: \\frac{a}{b}]"),
        ("[latex]x_1[/latex] [$]y[/$] [$$]z[/$$]", "[formula: x_1] [formula: y] [formula: z]"),
        ("<q>yes</q><hr>no", "“yes”\nno"),
        ("<video src='v.mp4'></video><audio><source src='s.ogg'></audio>", "[video: v.mp4][sound: s.ogg]"),
        ("<T> is a type", "is a type"),
        ("<div " * 50 + "broken", ""),
    ],
)
def test_html_becomes_readable_text(source: str, shown: str) -> None:
    assert text(source) == shown


def test_the_files_that_a_field_names_are_told() -> None:
    media: list[str] = []
    readable('<img src="heart.png">[sound:moo.mp3]<img src="https://example.org/x.png">', media)
    assert media == ["heart.png", "moo.mp3"]


def test_a_formula_names_the_picture_that_anki_draws_of_it() -> None:
    media: list[str] = []
    readable("[latex]x[/latex]", media)
    assert media[0] == "latex-11f6ad8ec52a2984abaafd7c3b516503785c2072.png"


def test_a_hundred_thousand_levels_are_text_all_the_same() -> None:
    assert text("<div>" * 100_000 + "deep") == "deep"


easy = st.lists(
    st.sampled_from(
        ["<br>", "<BR/>", "<b>", "</b>", "<i>", "</i>", '<span style="color: red">', "</span>", "a", "b c", " ",
         "&amp;", "&lt;", "&amp;lt;", "&quot;", "\t", "<b", "<br /", "<p>",
         "</p>", "&nbsp;", "\n", "<div>", "</div>", "[sound:x.mp3]", "é", "  "]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(easy)
def test_the_short_road_and_the_parser_give_one_result(source: str) -> None:
    short: list[str] = []
    long: list[str] = []
    assert readable(source, short) == by_parser(source, long)
    assert short == long


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60) | st.lists(st.sampled_from(["<", ">", "&", "[", "\\(", "{{", "<li>", "<pre>"])).map("".join)
)
def test_any_text_is_read(source: str) -> None:
    assert text(source) == text(source).strip("\n")
