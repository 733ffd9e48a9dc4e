"""Where one statement ends and the next begins."""

from __future__ import annotations

import re

from quizkit.reading.characters import Characters

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Za-z]|[A-Z][a-z]?|(?:[A-Za-z]\.)+[A-Za-z]|al|approx|asst|ca|cf|ch|co|corp|dept|dr|ed|eds|eq|esp|est|etc|"
    r"fig|figs|gen|gov|inc|jr|lt|ltd|mr|mrs|ms|mt|no|nos|op|pp|prof|rev|sec|sen|sr|st|vol|vols|vs|viz|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)\.$",
    re.IGNORECASE,
)
_ALWAYS_GOES_ON = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|cf|vs|approx|fig|figs|eq|no|dr|mr|mrs|ms|prof|st|ca)\.$", re.IGNORECASE
)


def sentences(block: Characters) -> list[Characters]:
    """The sentences of a folded block, in order; every character but the spaces between them is in one of them."""
    from syntok.segmenter import analyze

    if not block.text:
        return []
    starts = [sentence[0].offset for paragraph in analyze(block.text) for sentence in map(list, paragraph) if sentence]
    starts = sorted({0, *(start for start in starts if not _goes_on(block.text, start))})
    ends = [*starts[1:], len(block.text)]
    return [block[start:end].folded() for start, end in zip(starts, ends, strict=True)]


def _goes_on(text: str, start: int) -> bool:
    """Whether what was taken for a new sentence belongs to the one before it."""
    before, after = text[:start].rstrip(), text[start:].lstrip()
    if not before or not after:
        return True
    if before.count("(") > before.count(")") and ")" in after and after.index(")") < 200:
        return True
    if _ALWAYS_GOES_ON.search(before):
        return True
    if _ABBREVIATION.search(before):
        return not after[0].isupper() or len(before.split()[-1]) <= 2
    if before[-1] in ".?!…。！？" or (len(before) > 1 and before[-1] in "\"”’')]" and before[-2] in ".?!…"):
        # An all-lower-case note starts its sentences small; a quoted question in mid-sentence goes on small too.
        return before[-1] in "\"”’')]" and after[0].islower()
    return True
