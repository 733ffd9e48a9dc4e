"""What holds for every text, however strange."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.errors import SourceError
from quizkit.domain.source import Source
from quizkit.reading.document import decode, read_text

WORDS = "The cell is small.|Dr. Smith|e.g. sugar|What is it?|光合成|🙂"
SPEECH = 'Q: |A: |12:03|(1:02:03) |Ann: |— Ann Lee|Ann · 0:53|"|“|”|«|»|(|)|...|…|。|「|」'
MARKS = "- |* |1. |> |# |## |---|===|```|$$|$x$|[a](b)|**|*|_|`|&amp;|\\|[^1]|[^1]: |<b>|<!--|-->|---\n|    "
SPACES = ["\t", "\u00a0", "\u200b", "\x0c", "\x85", "\u2028", "\r", "\r\n", "\n", "\n", "\n\n", "\n\n", " "]
HEADINGS = "title: x|Key Points|Related posts|References|Subscribe now!"
PIECES = st.sampled_from(["|", "| a | b |", *f"{WORDS}|{HEADINGS}|{SPEECH}|{MARKS}".split("|"), *SPACES])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=60).map("".join),
)


def read(text: str, name: str) -> Source | None:
    try:
        return read_text(text, name)
    except SourceError:
        return None


def folded(text: str) -> str:
    return " ".join(re.sub("[\u200b\u2060\ufeff\u00ad]", "", text).split())


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_places_are_in_range_in_order_and_true(text: str, name: str) -> None:
    source = read(text, name)
    if source is None:
        return
    text = text.removeprefix("\ufeff")
    for statement in source.statements:
        assert statement.text
        assert statement.text == folded(statement.text)
        assert all(a < b for a, b in pairwise(statement.places))
        for place in statement.places:
            assert 0 <= place.start < place.end <= len(text)
            assert place.line == 1 + len(re.findall(r"\r\n|\r|\n", text[: place.start]))
    firsts = [statement.places[0].start for statement in source.statements]
    assert firsts == sorted(firsts)
    words = [statement.text.casefold() for statement in source.statements]
    assert len(words) == len(set(words))
    assert all(passed.line >= 1 for passed in source.passed_over)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_plain_text_stands_at_its_place_word_for_word(text: str) -> None:
    # Signs that make it Markdown, or that quote a mail, are markup.
    source = read(re.sub("[#>+-]", "", text), "a.txt")
    text = re.sub("[#>+-]", "", text).removeprefix("\ufeff")
    for statement in source.statements if source else ():
        for place in statement.places:
            assert folded(text[place.start : place.end]).casefold() == statement.text.casefold()


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_what_is_seen_of_markdown_stands_at_its_place_in_order(text: str) -> None:
    source = read(text, "a.md")
    text = text.removeprefix("\ufeff")
    for statement in source.statements if source else ():
        place = statement.places[0]
        passage = iter(text[place.start : place.end])
        # Every sign that is seen is there, one after the other, with markup between.
        assert all(sign in passage for sign in statement.text if not sign.isspace())


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_reading_is_deterministic(text: str, name: str) -> None:
    assert read(text, name) == read(text, name)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([None, "latin-1", "utf-16", "shift_jis", "utf-7"]))
def test_bytes_are_decoded_or_refused(data: bytes, encoding: str | None) -> None:
    try:
        text = decode(data, "a.txt", encoding)
    except SourceError:
        return
    read(text, "a.txt")


def seconds(text: str, name: str) -> float:
    start = time.process_time()
    read(text, name)
    return time.process_time() - start


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "make",
    [
        lambda n: "".join(f"The fox number {i} is {i} years old. " for i in range(n)),
        lambda n: "".join(f"The fox number {i} is {i} years old.\n\n" for i in range(n)),
        lambda n: "The fox is old.\n\n" * n,
        lambda n: "the fox is old and lives in the wood that is near the house of its kin\n" * n,
        lambda n: "Label\n" * n,
        lambda n: "Comments\n" * n,
    ],
)
def test_time_grows_with_the_length_of_the_text_and_not_faster(make, name: str) -> None:  # type: ignore[no-untyped-def]
    seconds(make(50), name)
    short = seconds(make(800), name)
    # Ten times the text; a hundredfold time would show that it grows with the square. The machine may be busy.
    assert any(seconds(make(8000), name) < 40 * max(short, 0.05) for _ in range(2))


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "[",
        '"',
        "*",
        "_",
        "`",
        " ",
        "\t",
        "a.",
        ". ",
        "A ",
        "1:",
        "|a",
        "a; ",
        "“",
        "- ",
        "<a ",
        "\n",
        "\\(",
        "A b, ",
    ],
)
def test_hostile_lines_do_not_hang(piece: str, name: str) -> None:
    assert seconds(piece * 10_000 + "x", name) < 5


def test_front_matter_with_blank_lines_does_not_hang() -> None:
    assert seconds("---" + "\n" * 50_000 + "x", "a.txt") < 5
