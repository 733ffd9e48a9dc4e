"""Words with their parts of speech: spans that fit, tags that newspapers could not know, data that runs no code."""

from __future__ import annotations

import io
import os
import pickle
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.generating.tagging import _DataOnly, is_common_word, tagged

_SENTENCE = "The heart doesn't pump €3.5 million, U.S. GPT-5's 50–60% “quoted” (e.g. 1,000) — can’t C++ #490"
_PROSE = st.lists(st.sampled_from(_SENTENCE.split())).map(" ".join)


@given(st.one_of(st.text(), _PROSE, st.text(alphabet="aA1.,'’-–()\"“”$% \n\u202e👩‍👧é")))
def test_the_spans_of_words_are_slices_of_the_text_in_order(text: str) -> None:
    words = tagged(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(before.end <= after.start for before, after in pairwise(words))


@given(st.one_of(st.text(), _PROSE))
def test_nothing_but_white_space_stands_between_words(text: str) -> None:
    rest = list(text)
    for word in tagged(text):
        rest[word.start : word.end] = " " * (word.end - word.start)
    assert not "".join(rest).strip()


@given(_PROSE)
def test_every_word_has_a_tag_and_the_same_one_each_time(text: str) -> None:
    assert all(word.tag for word in tagged(text))
    assert tagged(text) == tagged(text)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The heart pumps blood.", "DT NN VBZ NN ."),
        ("Rome built 400,000 kilometers of roads.", "NNP VBD CD NNS IN NNS ."),
        ("The fund owns 1.5% of it.", "DT NN VBZ CD IN PRP ."),
        ("Spain paid $15 million.", "NNP VBD CD CD ."),
        ("It cannot go.", "PRP MD VB ."),
        ("The drug (see below) was new.", "DT NN -LRB- VB IN -RRB- VBD JJ ."),
        ("Norway — a kingdom", "NNP : DT NN"),
        ("Windows95 was new.", "NNP VBD JJ ."),
        ("eBay grew.", "NNP VBD ."),
        ("", ""),
    ],
)
def test_words_are_tagged_as_they_are_used(text: str, tags: str) -> None:
    assert [word.tag for word in tagged(text)] == tags.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It doesn't freeze.", "It does n't freeze ."),
        ("Kepler's law isn’t old.", "Kepler 's law is n’t old ."),
        ("U.S. exports, e.g. wheat", "U.S. exports , e.g. wheat"),
        ("$3.5 billion, 50–60% and 1980s.", "$3.5 billion , 50–60% and 1980s ."),
        ("read https://example.org/a?b=c.", "read https://example.org/a?b=c ."),
        ("the ship-to-shore radio", "the ship-to-shore radio"),
        ("O'Neill sailed", "O'Neill sailed"),
    ],
)
def test_words_are_parted_where_the_tagger_expects_it(text: str, words: str) -> None:
    assert [word.text for word in tagged(text)] == words.split()


def test_common_words_are_those_of_newspapers() -> None:
    assert is_common_word("company")
    assert not is_common_word("zettelkasten")


class _Hostile:
    """Runs a command as it is unpickled."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self._file}",)


def test_a_pickle_that_names_a_function_is_refused_and_nothing_is_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    data = pickle.dumps(({}, {}, _Hostile(trace)))
    with pytest.raises(pickle.UnpicklingError, match="system"):
        _DataOnly(io.BytesIO(data)).load()
    assert not trace.exists()


@pytest.mark.parametrize("name", ["builtins\neval", "builtins\ngetattr", "os\nsystem", "collections\nOrderedDict"])
def test_a_pickle_may_name_nothing_but_set(name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        _DataOnly(io.BytesIO(f"c{name}\n.".encode())).load()


def test_a_pickle_of_plain_data_is_read() -> None:
    data = ({"bias": {"NN": 0.5}}, {"the": "DT"}, {"NN", "DT"})
    for protocol in (0, 2, 4):
        assert _DataOnly(io.BytesIO(pickle.dumps(data, protocol))).load() == data
