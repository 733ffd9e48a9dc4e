"""Transcripts in subtitle files: cues -> sentences, with who said them and when.

Captions that roll, each cue repeating the last, are told once. Speech without punctuation, as machines write it down,
gives no sentences: where one ends and the next begins would be a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quizkit.reading.blocks import Block, Outline
from quizkit.reading.characters import Characters, Lines
from quizkit.reading.furniture import is_ended
from quizkit.reading.phrases import any_of
from quizkit.reading.sentences import sentences
from quizkit.reading.speech import opening_name
from quizkit.reading.subtitles_cues import Cue, Spoken, cues_of

_TITLE = re.compile(r"WEBVTT[ \t]+(?:[-–—:][ \t]*)?(?P<title>\S.*)")
_TURN = re.compile(r"(?:>{2,}|[-–—]{1,2}(?=\s|[A-Z\"“]))\s*")
_NAME_ALONE = re.compile(r"[^:]{1,60}:")
_CREDIT = re.compile(
    any_of(r"""
    (?:closed )?(?:subtitl|caption|transcri|translat|synchroni[sz])\w*(?: and \w+)*(?: \w+)? by\b.* |
    sous-titr\w+\b.* | untertitel\w*\b.* | (?:https?://|www\.)\S+
    """),
    re.IGNORECASE,
)

_PAUSE = 4_000
"""Milliseconds of silence before a capital letter: what came before, though it has no end mark, is over."""
_ROLLS_WITHIN = 2_000
"""Milliseconds between two cues, the second of which may still repeat the first."""
_SURELY_REPEATED = 4
"""Words: so many at the end of one cue and again at the start of the next are no accident."""
_LOOKED_BACK = 60
_LONGEST_SENTENCE = 70
_LONGEST_TOLD = 300
"""Words, words, characters."""


@dataclass(slots=True)
class _Turn:
    """What one speaker says without a break."""

    speaker: str = ""
    parts: list[Characters] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def add(self, said: Characters, time: int) -> None:
        self.parts.append(said)
        self.starts.append(said.at[0])
        self.times.append(time)

    def time_of(self, sentence: Characters) -> int:
        """When the cue began that the sentence begins in."""
        return self.times[max(0, bisect_right(self.starts, sentence.at[0]) - 1)]


def has_cue(lines: Lines) -> bool:
    """Whether any cue of the file has a time that can be read."""
    return any(isinstance(cue, Cue) for cue in cues_of(lines))


def read_subtitles(lines: Lines) -> Outline:
    """What a subtitle file holds."""
    title = _TITLE.match(lines.lines[0].text)
    outline = Outline(title=title["title"].strip() if title else "")
    cues: list[Cue] = []
    for cue in cues_of(lines):
        if isinstance(cue, Cue):
            cues.append(cue)
        else:
            outline.pass_over(cue.line, cue.text, cue.reason)
    for turn in _turns(cues, _names(cues), outline, lines):
        _outline_turn(turn, outline, lines)
    return outline


def _names(cues: Iterable[Cue]) -> frozenset[str]:
    """Who speaks, where names stand before colons: those in capitals, and those that come again."""
    names = Counter(_opening(line.characters)[0] for cue in cues for line in cue.lines)
    return frozenset(name for name, count in names.items() if name and (count > 1 or name.isupper()))


def _opening(line: Characters) -> tuple[str, int, bool]:
    """The name that a line opens with, where its words begin, and whether a mark tells that another one speaks."""
    mark = _TURN.match(line.text)
    begins = mark.end() if mark else 0
    rest = line.text[begins:]
    if _NAME_ALONE.fullmatch(rest):
        name, _, starts = opening_name(f"{rest} …")
        return name, (len(line.text) if starts else begins), bool(mark)
    name, _, starts = opening_name(rest)
    return name, begins + starts, bool(mark)


def _turns(cues: list[Cue], names: frozenset[str], outline: Outline, lines: Lines) -> Iterator[_Turn]:
    turn = _Turn()
    shown: list[str] = []
    ended = 0
    for cue in cues:
        repeated, shown = _repeated(shown, cue, cue.start - ended)
        for line in _new_lines(cue, repeated):
            if _CREDIT.fullmatch(line.characters.text):
                outline.pass_over(lines.place(line.characters).line, line.characters.text, "a credit")
                continue
            said, speaker, is_next = _said(line, names, turn.speaker)
            if turn.parts and (is_next or speaker != turn.speaker or _is_over(turn, said, cue.start - ended)):
                yield turn
                turn = _Turn()
            turn.speaker = speaker
            if said:
                turn.add(said, cue.start)
        ended = max(ended, cue.end)
    if turn.parts:
        yield turn


def _repeated(shown: list[str], cue: Cue, gap: int) -> tuple[int, list[str]]:
    """How many words at the start of a cue the one before it has shown, and the words that this one shows."""
    ends: list[int] = []
    words: list[str] = []
    for line in cue.lines:
        words += line.characters.text.casefold().split()
        ends.append(len(words))
    if gap <= _ROLLS_WITHIN:
        for count in range(min(len(shown), len(words), _LOOKED_BACK), 0, -1):
            is_whole = count in ends or count == len(shown) or count >= _SURELY_REPEATED
            if is_whole and shown[-count:] == words[:count]:
                return count, words
    return 0, words or shown


def _new_lines(cue: Cue, repeated: int) -> Iterator[Spoken]:
    """The lines of a cue without their first ``repeated`` words."""
    for line in cue.lines:
        words = line.characters.text.split(" ")
        if repeated < len(words):
            dropped = sum(len(word) + 1 for word in words[:repeated])
            yield Spoken(line.characters[dropped:], line.voice)
        repeated = max(0, repeated - len(words))


def _said(line: Spoken, names: frozenset[str], speaker: str) -> tuple[Characters, str, bool]:
    """What a line says, who says it, and whether another one begins to speak."""
    name, starts, is_marked = _opening(line.characters)
    if name in names:
        return line.characters[starts:].folded(), name, True
    mark = _TURN.match(line.characters.text)
    said = line.characters[mark.end() :].folded() if mark else line.characters
    if line.voice:
        return said, line.voice, is_marked
    return said, "" if is_marked else speaker, is_marked


def _is_over(turn: _Turn, said: Characters, gap: int) -> bool:
    return gap >= _PAUSE and (is_ended(turn.parts[-1].text) or said.text[:1].isupper())


def _outline_turn(turn: _Turn, outline: Outline, lines: Lines) -> None:
    for sentence in sentences(Characters.joined(turn.parts).folded()):
        if not is_ended(sentence.text) or len(sentence.text.split()) > _LONGEST_SENTENCE:
            line = lines.place(sentence).line
            outline.pass_over(line, sentence.text[:_LONGEST_TOLD], "captions without punctuation")
        else:
            time = _clock(turn.time_of(sentence))
            outline.blocks.append(Block(sentence, speaker=turn.speaker, time=time))


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
