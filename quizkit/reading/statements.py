"""Blocks -> statements: the same last step for every format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizkit.domain.source import Place, Statement
from quizkit.reading.blocks import Block, Outline
from quizkit.reading.characters import Characters, Lines
from quizkit.reading.furniture import is_cut_off
from quizkit.reading.sentences import sentences
from quizkit.reading.speech import opening_name

_LEAD = re.compile(
    r"(?P<lead>[^\W_](?:[^:.!?;\n]|\.(?=\w)){1,68}?)\s*:\s+(?=[\"“'‘(]?[A-Z0-9$€£])(?P<rest>.+)", re.DOTALL
)
_LONGEST_LEAD = 9
"""Words: what stands before a colon and is longer is a clause, not a heading."""


def statements_of(outline: Outline, lines: Lines) -> tuple[Statement, ...]:
    """The statements in order; the same words twice are one statement with two places."""
    speakers = _speakers(outline.blocks)
    found: dict[str, Statement] = {}
    for block in outline.blocks:
        for statement in _split(_with_speaker(block, speakers), outline, lines):
            words = statement.text.casefold()
            found[words] = _merged(found[words], statement) if words in found else statement
    return tuple(found.values())


def _split(block: Block, outline: Outline, lines: Lines) -> Iterable[Statement]:
    lead = _lead(block.characters.text)
    for sentence in sentences(block.characters):
        place = lines.place(sentence)
        if is_cut_off(sentence.text):
            outline.pass_over(place.line, sentence.text, "cut off")
        elif sum(char.isalpha() for char in sentence.text) < 3:
            outline.pass_over(place.line, sentence.text, "no words")
        else:
            yield _statement(block, sentence, lead, place)


def _statement(block: Block, sentence: Characters, lead: str, place: Place) -> Statement:
    return Statement(
        text=sentence.text,
        places=(place,),
        form=block.form,
        section=block.section,
        lead=lead,
        speaker=block.speaker,
        time=block.time,
        asked=block.asked,
    )


def _lead(text: str) -> str:
    match = _LEAD.match(text)
    if not match or len(match["lead"].split()) > _LONGEST_LEAD or "http" in match["lead"]:
        return ""
    return match["lead"].strip()


@dataclass(frozen=True, slots=True)
class _Turn:
    name: str
    time: str
    starts: int


def _turn(block: Block) -> _Turn | None:
    name, time, starts = opening_name(block.characters.text)
    return _Turn(name, time, starts) if starts else None


def _speakers(blocks: list[Block]) -> frozenset[str]:
    """Who takes turns in a transcript: a name before a colon, several times, is a speaker and not a heading."""
    turns = Counter(turn.name for block in blocks if (turn := _turn(block)))
    return frozenset(name for name, count in turns.items() if count >= 2)


def _with_speaker(block: Block, speakers: frozenset[str]) -> Block:
    turn = _turn(block)
    if turn is None or (turn.name not in speakers and not turn.time):
        return block
    return replace(
        block, speaker=turn.name, time=turn.time or block.time, characters=block.characters[turn.starts :].folded()
    )


def _merged(first: Statement, second: Statement) -> Statement:
    return replace(
        first,
        places=first.places + second.places,
        section=first.section or second.section,
        lead=first.lead or second.lead,
        speaker=first.speaker or second.speaker,
        time=first.time or second.time,
        asked=first.asked or second.asked,
    )
