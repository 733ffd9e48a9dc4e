"""Words of a statement with their parts of speech.

The weights are those of the averaged perceptron by Matthew Honnibal (MIT), which PyPI's ``textblob-aptagger`` carries
in its wheel: nothing is downloaded. Only its data is read; its code speaks to a TextBlob of 2013.
"""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from quizkit.domain.errors import QuizkitError
from quizkit.generating.lexicon import NUMBERS

_WORD = re.compile(
    r"""https?://\S+[\w/]
    | [$€£¥]\s?\d[\d,.]*\d?(?:[KMBTkmbt]n?\b)?\+?                      # money
    | \d+(?:[.,:]\d+)*(?:[–-]\d+(?:[.,]\d+)*)?(?:%|[KMBTx]\b|s\b)?\+?(?![\w-])   # numbers, spans, percentages
    | (?:[A-Za-z]\.){2,}                                               # U.S., e.g.
    | (?:[^\W_]|[#@](?=\w))(?:[\w&+/.-]*[\w+%])?(?:[’'](?!s\b|re\b|ve\b|ll\b|d\b|m\b)\w+)*     # words, names
    | [’'](?:s|re|ve|ll|d|m)\b                                       # clitics
    | \.{3} | --+ | \S
    """,
    re.VERBOSE,
)
_NEGATED = re.compile(r"(.+)(n[’']t)$", re.IGNORECASE)
_BRACKETS = {"(": "-LRB-", ")": "-RRB-", "[": "-LRB-", "]": "-RRB-"}
_OPEN_QUOTES, _CLOSE_QUOTES = "“«‘", "”»"
_DASHES = {"—", "–", "--", "-"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark with its Penn Treebank tag and its span in the statement's text."""

    text: str
    start: int
    end: int
    tag: str = ""

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_noun(self) -> bool:
        return self.tag.startswith("NN")

    @property
    def is_name(self) -> bool:
        return self.tag in ("NNP", "NNPS")

    @property
    def is_finite(self) -> bool:
        return self.tag in ("VBZ", "VBP", "VBD", "MD")


def tagged(text: str) -> list[Word]:
    """The words and marks of a text, in order, each with its tag."""
    words = list(_split(text))
    tags = _predicted([_spelled(word, text) for word in words])
    pairs = enumerate(zip(words, tags, strict=True))
    return _with_name_in_front([_mended(replace(word, tag=tag), index, words) for index, (word, tag) in pairs])


def _with_name_in_front(words: list[Word]) -> list[Word]:
    """ "Sebastian trained" begins with a name, whatever ending it has: an adjective would need a noun."""
    for index in range(1, len(words) - 1):
        # "The canal, opened in 1869, ...": right behind a comma, and a noun before it, a past form is a participle.
        stands_beside = (
            words[index - 1].tag == "," and index > 1 and words[index - 2].is_noun and words[index + 1].tag == "IN"
        )
        if words[index].tag == "VBD" and stands_beside and any(w.is_finite for w in words[index + 2 :]):
            words[index] = replace(words[index], tag="VBN")
        # "frontier closed labs": between an adjective and a noun a participle is an adjective too.
        if words[index].tag == "VBD" and words[index - 1].tag in ("JJ", "JJR", "DT") and words[index + 1].is_noun:
            words[index] = replace(words[index], tag="VBN")
    if len(words) > 1 and words[0].tag == "NN" and words[0].text.istitle() and words[1].tag == "NNP":
        words[0] = replace(words[0], tag="NNP")
    if len(words) < 2 or words[0].tag != "JJ" or not words[0].text.istitle() or is_common_word(words[0].lower):
        return words
    if words[1].tag in ("VBD", "VBN", "VBZ", "POS"):
        words[0] = replace(words[0], tag="NNP")
    if words[1].tag == "VBN":
        words[1] = replace(words[1], tag="VBD")
    return words


def is_common_word(lower: str) -> bool:
    """Whether the tagger's newspaper corpus has the word, in small letters, many times."""
    return lower in _model()[1]


def _split(text: str) -> list[Word]:
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word = Word(match.group(), match.start(), match.end())
        if negated := _NEGATED.fullmatch(word.text):
            cut = word.start + len(negated[1])
            found += [Word(negated[1], word.start, cut), Word(negated[2], cut, word.end)]
        elif word.text.endswith((".", ",")) and len(word.text) > 1 and word.text.count(".") < 2:
            found += [Word(word.text[:-1], word.start, word.end - 1), Word(word.text[-1], word.end - 1, word.end)]
        else:
            found.append(word)
    return found


def _spelled(word: Word, text: str) -> str:
    """The word as the tagger's corpus would have it."""
    if word.text in _BRACKETS:
        return _BRACKETS[word.text]
    if word.text in _DASHES:
        return "--"
    if word.text == '"':
        return "``" if word.start == 0 or text[word.start - 1] in " (—–" else "''"
    if word.text in _OPEN_QUOTES:
        return "``"
    if word.text in _CLOSE_QUOTES:
        return "''"
    return word.text.replace("’", "'").lstrip("$€£¥#@") or word.text


def _mended(word: Word, index: int, words: Sequence[Word]) -> Word:
    """The tag with what the newspapers of 1989 could not know put right: version numbers, brands, percentages."""
    text = word.text
    if text in _BRACKETS:
        return replace(word, tag=_BRACKETS[text])
    if text in _DASHES or text in (";", ":", "..."):
        return replace(word, tag=":")
    if text in ('"', *_OPEN_QUOTES):
        return replace(word, tag="``" if word.tag != "''" else "''")
    if text in _CLOSE_QUOTES:
        return replace(word, tag="''")
    if not any(char.isalnum() for char in text):
        return word if word.tag in (",", ".", "''", "``", "POS", "$", "#") else replace(word, tag="SYM")
    has_digit = any(char.isdigit() for char in text)
    if has_digit and not re.search(r"[A-Za-z]{2,}|^[A-Za-z]|[a-z][A-Z]", text.rstrip("KMBTkmbtxs%+")):
        return replace(word, tag="CD")
    if word.lower == "cannot":
        return replace(word, tag="MD")
    if word.lower in NUMBERS and word.tag != "NNP":
        return replace(word, tag="CD")
    if has_digit and text[0].isalpha():
        return replace(word, tag="NNP")
    if re.search(r"[A-Z].*[A-Z]|[a-z][A-Z]", text) and not word.tag.startswith("NNP") and "-" not in text:
        return replace(word, tag="NNP")
    if (
        index
        and text[0].isupper()
        and word.tag in ("NN", "VB", "VBP", "RB", "FW", "UH")
        and words[index - 1].text not in _OPENING
    ):
        return replace(word, tag="NNP")
    return word


_OPENING = frozenset('":“‘(')

_Weights = dict[str, dict[str, float]]


class _DataOnly(pickle.Unpickler):
    """A pickle may name any function to be called; the weights need none but ``set``."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) in {("__builtin__", "set"), ("builtins", "set")}:
            return set
        raise pickle.UnpicklingError(f"the tagger's data asks for {module}.{name}")


@cache
def _model() -> tuple[_Weights, dict[str, str], tuple[str, ...]]:
    spec = find_spec("textblob_aptagger")
    if spec is None or not spec.submodule_search_locations:
        raise QuizkitError("the package textblob-aptagger is missing; install quizkit again with pip")
    data = (Path(spec.submodule_search_locations[0]) / "trontagger-0.1.0.pickle").read_bytes()
    weights, known, tags = _DataOnly(io.BytesIO(data), encoding="latin-1").load()
    return weights, known, tuple(sorted(tags, reverse=True))


def _predicted(words: Sequence[str]) -> list[str]:
    weights, known, tags = _model()
    context = ["-START-", "-START2-", *map(_normal, words), "-END-", "-END2-"]
    before, before2 = "-START-", "-START2-"
    found = []
    for index, word in enumerate(words, 2):
        tag = known.get(word) or _best(_features(index, word, context, before, before2), weights, tags)
        found.append(tag)
        before2, before = before, tag
    return found


def _best(features: tuple[str, ...], weights: _Weights, tags: tuple[str, ...]) -> str:
    scores: dict[str, float] = {}
    for feature in features:
        for tag, weight in weights.get(feature, {}).items():
            scores[tag] = scores.get(tag, 0.0) + weight
    return max(tags, key=lambda tag: scores.get(tag, 0.0))


def _normal(word: str) -> str:
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    return "!DIGITS" if word[0].isdigit() else word.lower()


def _features(i: int, word: str, context: Sequence[str], before: str, before2: str) -> tuple[str, ...]:
    """The fourteen features that the weights were trained on; another one would need another training."""
    return (
        "bias",
        f"i suffix {word[-3:]}",
        f"i pref1 {word[0]}",
        f"i-1 tag {before}",
        f"i-2 tag {before2}",
        f"i tag+i-2 tag {before} {before2}",
        f"i word {context[i]}",
        f"i-1 tag+i word {before} {context[i]}",
        f"i-1 word {context[i - 1]}",
        f"i-1 suffix {context[i - 1][-3:]}",
        f"i-2 word {context[i - 2]}",
        f"i+1 word {context[i + 1]}",
        f"i+1 suffix {context[i + 1][-3:]}",
        f"i+2 word {context[i + 2]}",
    )
