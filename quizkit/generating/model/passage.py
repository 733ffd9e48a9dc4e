"""Words found again in a text that writes them a little otherwise: white space, quotation marks, dashes, accents' form.

Whoever copies a sentence, a model above all, straightens its marks. What is given back is always the text's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_FOLDED = {
    **dict.fromkeys('‘’‚‛“”„‟«»‹›"`´′″', "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
}
_AROUND = "'\"‘’“”„«» .…,;:"
"""What a copy may have around it that the text has not: marks of quotation, and a full stop."""

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
"""Letters of scripts in which words stand side by side without a space."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in its folded form, with the place that each of its characters has in the text."""

    text: str
    places: tuple[int, ...]


def folded(text: str) -> str:
    """A text without the differences that do not count; of two texts, one can be found in the other if this is."""
    return _folded(text, keeps_case=False).text


def variants(words: str) -> tuple[str, ...]:
    """The words as they may stand in a text: as they are, and without what a copy puts around them."""
    return tuple(dict.fromkeys((words, words.strip(_AROUND))))


def found_in(text: str, words: str, *, whole_words: bool = False) -> str:
    """The passage of ``text`` that says ``words``, as ``text`` writes it; "" where there is none.

    Capitals count only where two passages would fit. With ``whole_words`` it begins and ends with whole words and
    whole numbers: "19" does not stand in "1953", nor "5" in "1.5".
    """
    for wanted in variants(words):
        for keeps_case in (True, False):
            for start, end in _places(text, wanted, keeps_case):
                if not whole_words or (_is_edge(text, start) and _is_edge(text, end)):
                    return text[start:end]
    return ""


def _places(text: str, words: str, keeps_case: bool) -> Iterator[tuple[int, int]]:
    told, wanted = _folded(text, keeps_case), _folded(words, keeps_case).text.strip()
    at = told.text.find(wanted) if wanted else -1
    while at >= 0:
        end = told.places[at + len(wanted) - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield told.places[at], end
        at = told.text.find(wanted, at + 1)


def _folded(text: str, keeps_case: bool) -> _Folded:
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if char.isspace():
            kept = "" if chars and chars[-1] == " " else " "
        elif unicodedata.category(char) == "Cf":
            kept = ""
        else:
            kept = _FOLDED.get(char) or unicodedata.normalize("NFD", char if keeps_case else char.casefold())
        chars.extend(kept)
        places.extend([at] * len(kept))
    return _Folded("".join(chars), tuple(places))


def _is_edge(text: str, at: int) -> bool:
    """Whether no word and no number goes on across the place."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if _NO_SPACES.match(before) or _NO_SPACES.match(after):
        return True
    if before.isalnum() and after.isalnum():
        return False
    goes_on = after in (".", ",") and before.isdigit() and text[at + 1 : at + 2].isdigit()
    went_on = before in (".", ",") and after.isdigit() and at > 1 and text[at - 2].isdigit()
    return not (goes_on or went_on)
