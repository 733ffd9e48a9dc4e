"""Blocks -> statements: the same last step for every format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quizkit.domain.source import Form, Place, Statement
from quizkit.reading.blocks import FORMULA, Block, Outline
from quizkit.reading.characters import Lines
from quizkit.reading.furniture import PROMOTION, is_cut_off, is_promotion
from quizkit.reading.sentences import sentences
from quizkit.reading.speech import opening_name, question_and_answer

_LEAD = re.compile(r"(?P<lead>[^\W_](?:[^:.!?;\n]|\.(?=\w)){1,68}?)\s*:\s+(?=[\"“'‘(]?(?P<first>[^\W_]|[$€£]))")
_ENTRY = re.compile(r"(?P<lead>[^\W\d_][^.!?;:\n–—]{1,60}?)(?:\s+[–—-]\s+|\s*:\s+)(?=[^\W_“\"'(])")
_FEWEST_ENTRIES = 4
"""Blocks that must open with a term, so that a dash or a small letter behind it makes them a glossary."""

_LONGEST_LEAD = 9
_SHORT_LEAD = 3
_LONGEST_ENTRY = 7
"""Words, all three: what stands before a colon and is longer is a clause, not a heading."""

_THREE_LETTERS = re.compile(r"(?:[^\W\d_].*?){3}")
_TEX = re.compile(r"\\\(|\\\[|\$\$|\\(?:frac|sum|int|sqrt|begin|mathbb|cdot|alpha|beta)\b")


def statements_of(outline: Outline, lines: Lines) -> tuple[Statement, ...]:
    """The statements in order; the same words twice are one statement with two places."""
    speakers = _speakers(outline.blocks)
    is_glossary = sum(bool(_entry(block)) for block in outline.blocks) >= _FEWEST_ENTRIES
    found: dict[str, list[Statement]] = {}
    for block in outline.blocks:
        for statement in _split(_with_question(_with_speaker(block, speakers)), outline, lines, is_glossary):
            found.setdefault(statement.text.casefold(), []).append(statement)
    return tuple(sorted(map(_merged, found.values()), key=lambda statement: statement.places[0]))


def _split(block: Block, outline: Outline, lines: Lines, is_glossary: bool) -> Iterator[Statement]:
    lead = _lead(block) or (_entry(block) if is_glossary else "")
    for sentence in sentences(block.characters):
        place = lines.place(sentence)
        if reason := _no_statement(sentence.text):
            outline.pass_over(place.line, lines.text[place.start : place.end], reason)
        else:
            yield Statement(
                text=sentence.text,
                places=(place,),
                form=block.form,
                section=block.section,
                lead=lead,
                speaker=block.speaker,
                time=block.time,
                asked=block.asked,
            )


def _no_statement(text: str) -> str:
    """Why a sentence is none; "" where it is one."""
    if FORMULA in text or _TEX.search(text):
        return "holds a formula"
    if is_cut_off(text):
        return "cut off"
    if not _THREE_LETTERS.search(text[:200]):
        return "no words"
    return PROMOTION if is_promotion(text) else ""


def _lead(block: Block) -> str:
    match = _LEAD.match(block.characters.text)
    if not match or "http" in match["lead"]:
        return ""
    # "There are two kinds: large and small" is a clause; in a list, "Nucleus: holds the genes" is a heading.
    words = len(match["lead"].split())
    is_heading = not match["first"].islower() or (block.form is Form.BULLET and words <= _SHORT_LEAD)
    return match["lead"].strip() if is_heading and words <= _LONGEST_LEAD else ""


def _entry(block: Block) -> str:
    """The term that a block explains as a glossary does: "Offer – a promise that ..."."""
    match = _ENTRY.match(block.characters.text)
    return match["lead"].strip() if match and len(match["lead"].split()) <= _LONGEST_ENTRY else ""


@dataclass(frozen=True, slots=True)
class _Turn:
    name: str
    time: str
    starts: int


def _turn(block: Block) -> _Turn | None:
    name, time, starts = opening_name(block.characters.text)
    return _Turn(name, time, starts) if starts else None


def _speakers(blocks: Iterable[Block]) -> frozenset[str]:
    """Who takes turns in a transcript.

    A name before a colon, several times, is a speaker where several people speak, or where most of the text is theirs;
    once suffices where time stamps have names behind them. In a bulleted list it is the heading of its bullet.
    """
    paragraphs = [block for block in blocks if block.form is not Form.BULLET]
    timed = [_turn(block) for block in paragraphs if block.time]
    named = [turn.name for turn in timed if turn]
    if len(named) >= 2 and len(named) >= 0.5 * len(timed):
        return frozenset(named)
    turns = Counter(turn.name for block in paragraphs if (turn := _turn(block)))
    speakers = {name: count for name, count in turns.items() if count >= 2}
    if len(speakers) < 2 and sum(speakers.values()) < 0.5 * len(paragraphs):
        return frozenset()
    return frozenset(speakers)


def _with_speaker(block: Block, speakers: frozenset[str]) -> Block:
    turn = _turn(block)
    if turn is None or not (turn.time or (turn.name in speakers and block.form is not Form.BULLET)):
        return block
    return replace(
        block, speaker=turn.name, time=turn.time or block.time, characters=block.characters[turn.starts :].folded()
    )


def _with_question(block: Block) -> Block:
    """A block that holds both, as "Q: What is it? A: It is this.", taken apart."""
    asked, starts = question_and_answer(block.characters.text)
    if not asked:
        return block
    return replace(block, asked=asked, form=Form.ANSWER, characters=block.characters[starts:].folded())


def _merged(same: list[Statement]) -> Statement:
    if len(same) == 1:
        return same[0]
    same = sorted(same, key=lambda statement: statement.places[0])

    def first(values: Iterable[str]) -> str:
        return next(filter(None, values), "")

    places: dict[Place, None] = dict.fromkeys(statement.places[0] for statement in same)
    return replace(
        same[0],
        places=tuple(places),
        section=first(s.section for s in same),
        lead=first(s.lead for s in same),
        speaker=first(s.speaker for s in same),
        time=first(s.time for s in same),
        asked=first(s.asked for s in same),
    )
