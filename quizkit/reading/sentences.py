"""Where one statement ends and the next begins."""

from __future__ import annotations

import re

from quizkit.reading.characters import Characters
from quizkit.reading.phrases import words_of

_END = re.compile(r"(?P<mark>[.!?…]+|[。！？]+)(?P<after>[\"”’'»)\]」』]*(?:\[\d{1,3}\])*)(?P<space>\s*)")
_OPENING = "\"“‘'«(["

# What never ends a sentence, whatever follows.
_TITLES = words_of(
    "dr mr mrs ms messrs mme mlle prof st mt sen rep gov gen col capt sgt lt rev hon vs viz cf e.g i.e eg ie"
)
# What a number or a single capital letter follows.
_BEFORE_NUMBERS = words_of(
    "no nos nr fig figs abb tab eq eqs vol vols ch chap sec sect art p pp op approx ca circa § par"
)
# What may end a sentence: it does where the next word is one that sentences begin with.
_MAYBE = words_of(
    "inc ltd co corp llc jr sr bros dept est al ed eds gmbh jan feb mar apr jun jul aug sep sept oct nov dec"
)
_STARTERS = words_of(
    """the a an it its he she his her they their we our you i in on at by for from of to with as after before since
    when while although though if because however but and or so this that these those there here then thus such some
    many most all both each every no not one another what who which why how during until today later meanwhile
    der die das ein eine es er sie wir im am le la les il elle ils elles un une en ce cette ces on nous"""
)
_GERMAN_DATE = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)\b"
)
_WORD = re.compile(r"[\w'’-]+")
_LAST_WORD = re.compile(r"[^\s(\[\"“«‘]+$")
_LONGEST_ASIDE = 300
"""Characters: how far a bracket or a quotation is looked for its end."""
_LONGEST_WORD = 40


def sentences(block: Characters) -> list[Characters]:
    """The sentences of a folded block, in order; every character but the spaces between them is in one of them."""
    text = block.text
    starts = [0]
    is_lower_case = text[:1].islower()
    for end in _END.finditer(text):
        if end.end() < len(text) and _ends(text, end, starts[-1], is_lower_case):
            starts.append(end.end())
    cuts = zip(starts, [*starts[1:], len(text)], strict=True)
    return [block[start:end].folded() for start, end in cuts if start < end]


def _ends(text: str, end: re.Match[str], start: int, is_lower_case: bool) -> bool:
    after = text[end.end() : end.end() + _LONGEST_WORD].lstrip(_OPENING)
    if end["mark"][0] in "。！？":
        # 「行く。」と言った: the quoted sentence is part of another.
        return not (end["after"] and after[:1] in "とっ、")
    if not end["space"] or not after or _is_inside(text, start, end.end()):
        return False
    if after[0].islower() and not _is_name(after):
        # An all-lower-case note starts its sentences small; elsewhere an exclamation in mid-sentence goes on small.
        return (
            is_lower_case
            and not end["after"]
            and end["mark"] in ".!?"
            and not _is_abbreviation(text, end, start, after)
        )
    return end["mark"] != "." or bool(end["after"]) or not _is_abbreviation(text, end, start, after)


def _is_abbreviation(text: str, end: re.Match[str], start: int, after: str) -> bool:
    found = _LAST_WORD.search(text[max(0, end.start() - _LONGEST_WORD) : end.start()])
    word = found[0] if found else ""
    folded = word.casefold()
    if folded in _TITLES or (word.isdigit() and (end.start() == start + len(word) or _GERMAN_DATE.match(after))):
        return True
    following = _WORD.match(after)
    if folded in _BEFORE_NUMBERS and following:
        return following[0][0].isdigit() or len(following[0]) == 1
    is_short = len(word) == 1 and word.isalpha()
    if not (is_short or "." in word.strip(".") or folded in _MAYBE) or word[-1:].isdigit():
        return False
    return following is None or following[0].casefold() not in _STARTERS or after[following.end() :][:1] == "."


def _is_inside(text: str, start: int, at: int) -> bool:
    """Whether a bracket or quotation is open here that ends not far on."""
    before = text[max(start, at - 4 * _LONGEST_ASIDE) : at]
    ahead = text[at : at + _LONGEST_ASIDE]
    for opening, closing in (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("„", "“")):
        if opening in before and before.rfind(opening) > before.rfind(closing) and closing in ahead:
            return True
    return before.count('"') % 2 == 1 and '"' in ahead


def _is_name(after: str) -> bool:
    """Whether a word that begins small is written like a name, as iPhone and gpt-4 are."""
    word = _WORD.match(after)
    return word is not None and any(char.isupper() or char.isdigit() for char in word[0])
