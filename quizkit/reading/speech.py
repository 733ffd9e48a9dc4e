"""Who said a passage and when, where the document tells."""

from __future__ import annotations

import re

from quizkit.reading.phrases import words_of

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_PART = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_NAME = rf"{_PART}(?: (?:{_PART}|\d{{1,2}}|de|van|von|der|la|al|bin|da|di)){{0,3}}"
_ATTRIBUTION = re.compile(
    rf"(?:[—–-]\s*)?(?P<name>{_NAME})"
    rf"(?:\s*[,·•|@(\[–—-]\s*(?:at\s+)?▶?\s*(?P<time>{TIME})\s*[)\]]?|\s+▶?\s*(?P<time2>{TIME}))"
)
_DASHED_NAME = re.compile(rf"[—–-]{{1,2}}\s*(?P<name>{_NAME})(?:,.{{0,60}})?")
_OPENING_TIME = re.compile(rf"[\[(]?(?P<time>{TIME})[\])]?(?P<gap>\s*[-–—:|]\s*|\s+)(?=\S)")
_TURN = re.compile(
    rf"(?P<name>{_NAME})\s*(?:[\[(](?P<time>{TIME})[\])]\s*:?|:)\s+(?=\S)"
    rf"|[\[(](?P<time2>{TIME})[\])]\s*(?P<name2>{_NAME}):\s+(?=\S)"
)
_QUESTION_MARK = re.compile(r"(?:q|question)(?:\s*\d{1,3})?\s*[:.)]\s*(?=\S)", re.IGNORECASE)
_ANSWER_MARK = re.compile(r"(?:a|answer)(?:\s*\d{1,3})?\s*:\s*(?=\S)", re.IGNORECASE)
_BOTH = re.compile(_QUESTION_MARK.pattern + r"(?P<asked>.{1,400}?)\s+" + _ANSWER_MARK.pattern, re.IGNORECASE)
_LONGEST_LINE = 150
"""Characters."""

# Words that stand before a colon and are nobody's name.
_NO_NAMES = words_of(
    """note notes example examples warning tip tips definition question answer cause causes effect effects result
    results pros cons advantage advantages disadvantage disadvantages step fact facts summary conclusion theorem proof
    lemma problem solution input output source sources hint caution important remark update date time place topic
    title subject author editor chapter section figure table q a"""
)


def attribution(line: str) -> tuple[str, str] | None:
    """Speaker and time of a line such as "Ada Lovelace · ▶ 0:53" or "— Ada Lovelace"; None where it is none."""
    line = line.strip()
    if len(line) > _LONGEST_LINE:
        return None
    if match := _ATTRIBUTION.fullmatch(line):
        return match["name"], match["time"] or match["time2"]
    if (match := _DASHED_NAME.fullmatch(line)) and not line.endswith((".", "!", "?")):
        return match["name"], ""
    return None


def opening_time(text: str) -> tuple[str, int]:
    """The time stamp that a line opens with, and where its text begins; ("", 0) where it has none."""
    match = _OPENING_TIME.match(text)
    # "12:30 is when the train leaves" is a sentence, not a stamp.
    if not match or (text[0].isdigit() and match["gap"].isspace() and text[match.end()].islower()):
        return "", 0
    return match["time"], match.end()


def opening_name(text: str) -> tuple[str, str, int]:
    """The "Name:", "Name (12:03)" or "[12:03] Name:" a passage opens with: name, time, where the text begins."""
    match = _TURN.match(text[: 2 * _LONGEST_LINE])
    if not match:
        return "", "", 0
    name = match["name"] or match["name2"]
    if name.split()[0].casefold() in _NO_NAMES:
        return "", "", 0
    return name, match["time"] or match["time2"] or "", match.end()


def is_quoted(text: str) -> bool:
    """Whether a passage stands in one pair of quotation marks from its first character to its last."""
    for opening, closing in ('""', "“”", "«»", "„“"):
        if len(text) > 2 and text[0] == opening and text[-1] == closing:
            inside = text[1:-1]
            return not any(mark in inside for mark in (opening, closing)) or (
                opening == closing and inside.count('"') % 2 == 0 and not _is_two_quotations(inside)
            )
    return False


def _is_two_quotations(inside: str) -> bool:
    """Whether a passage such as "one" and "two" only begins and ends with quotation marks."""
    return bool(re.match(r'[^"]*\S"[\s,.;]', inside))


def question_starts(text: str) -> int:
    """Where the question begins that "Q:", "Q3." or "Question:" announces; 0 where nothing does."""
    match = _QUESTION_MARK.match(text)
    return match.end() if match else 0


def answer_starts(text: str) -> int:
    """Where the answer begins that "A:" or "Answer 3:" announces; 0 where nothing does."""
    match = _ANSWER_MARK.match(text)
    return match.end() if match else 0


def question_and_answer(text: str) -> tuple[str, int]:
    """The question of a passage such as "Q: What is it? A: It is this.", and where the answer begins; ("", 0)."""
    match = _BOTH.match(text)
    return (match["asked"], match.end()) if match else ("", 0)
