"""Subtitle files, .srt and .vtt: their cues, each line of them at its place, without tags, positions and sounds.

Our own reader, because libraries (pysubs2, srt, webvtt-py) give words and times but not where in the file they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizkit.reading.characters import Characters, Lines
from quizkit.reading.entities import resolved
from quizkit.reading.phrases import any_of

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-+>\s*{_TIME}(?:\s.*)?")
_ARROW = re.compile(r"-->")
_BLOCK = {"NOTE": "a note", "STYLE": "a style", "REGION": "a style"}
_BLOCK_START = re.compile(r"(NOTE|STYLE|REGION)(?:\s|$)")
_NUMBER = re.compile(r"\s*\d{1,7}\s*")

_TAG = re.compile(
    r"<v(?:\.[^\s<>]*)?[ \t]+(?P<voice>[^<>]*)>|(?P<closed></v>)|</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}"
)
_SOUNDS = any_of(r"""
    .*\b(?:music|musical|musik|musique|música|applause|applaudissements|applaus|laughter|laugh(?:s|ing)?|rires|chuckl\w+|
    giggl\w+|cheer(?:s|ing)|clap(?:s|ping)|sigh(?:s|ing)?|cough(?:s|ing)?|gasp(?:s|ing)?|sniff\w*|sob(?:s|bing)|groan\w*|
    scream\w*|whistl\w+|clears? (?:his |her |their )?throat|inaudible|indistinct|unintelligible|crosstalk|overlapping|
    cross-talk|silence|pauses?|beep\w*|bleep\w*|ringing|rings|bells?|buzzing|static|noises?|sound|thunder|footsteps|
    knock\w*|jingle|theme|intro|outro|song|singing|sings|humming|speak(?:s|ing)\b.*|foreign|blank_audio|no audio)\b.*
    """)
_SOUND = re.compile(rf"\[(?:{_SOUNDS[3:-1]})\]|\((?:{_SOUNDS[3:-1]})\)", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\[\]]{0,80}\]|\([^()]{0,80}\)")
_NOTES = re.compile(r"[♪♫♬🎵🎶]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of a cue, white space folded; ``voice`` is who its tag says speaks."""

    characters: Characters
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from ``start`` to ``end`` (milliseconds); ``line`` is that of its time."""

    start: int
    end: int
    line: int
    lines: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class NoCue:
    """A line that belongs to no cue, and why."""

    line: int
    text: str
    reason: str


def cues_of(lines: Lines) -> Iterator[Cue | NoCue]:
    """The cues of a file in its order, and between them what is none."""
    times = {number: match for number, line in enumerate(lines.lines, 1) if (match := _TIMES.fullmatch(line.text))}
    number, last = 1, len(lines.lines)
    while number <= last:
        if number in times:
            first, number = number, number + 1
            while number <= last and not _ends(lines, number, times):
                number += 1
            yield _cue(first, times[first], lines.lines[first : number - 1])
        elif not lines.lines[number - 1].text.strip():
            number += 1
        else:
            until = number + 1
            while until <= last and lines.lines[until - 1].text.strip() and until not in times:
                until += 1
            yield from _outside(lines, number, until, times)
            number = until


def _ends(lines: Lines, number: int, times: dict[int, re.Match[str]]) -> bool:
    """Whether a cue ends before a line; a line of spaces is one of its lines in the captions of video sites."""
    text = lines.lines[number - 1].text
    is_next_number = number + 1 in times and bool(_NUMBER.fullmatch(text))
    return not text or number in times or is_next_number


def _outside(lines: Lines, first: int, until: int, times: dict[int, re.Match[str]]) -> Iterator[NoCue]:
    opening = lines.lines[first - 1].text
    block = _BLOCK_START.match(opening)
    reason = _BLOCK[block[1]] if block else "a header" if opening.startswith("WEBVTT") else ""
    for number in range(first, until):
        text = lines.lines[number - 1].text
        is_name = until in times and number == until - 1
        if text.strip() and not (is_name and not reason):
            unread = "a time that cannot be read" if _ARROW.search(text) else "a cue without a time"
            yield NoCue(number, text, reason or unread)


def _cue(line: int, times: re.Match[str], shown: list[Characters]) -> Cue:
    parts = times.groups()
    start, end = _milliseconds(parts[:4]), _milliseconds(parts[4:8])
    return Cue(start, max(start, end), line, tuple(_spoken(shown)))


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))


def _spoken(shown: list[Characters]) -> Iterator[Spoken]:
    """The lines of a cue, parted where another voice begins."""
    voice = ""
    for line in shown:
        kept: list[Characters] = []
        done = 0
        for tag in _TAG.finditer(line.text):
            kept.append(line[done : tag.start()])
            done = tag.end()
            if tag["voice"] is not None or tag["closed"]:
                yield from _one(kept, voice)
                kept, voice = [], " ".join((tag["voice"] or "").split())
        yield from _one([*kept, line[done:]], voice)


def _one(kept: list[Characters], voice: str) -> Iterator[Spoken]:
    words = resolved(_put_together(kept))
    said = _without_sounds(words).folded()
    if said:
        yield Spoken(said, voice)


def _without_sounds(words: Characters) -> Characters:
    """A line without [Music], (applause) and what is sung; other brackets are the speaker's or the editor's words."""
    text = words.text.strip()
    if _NOTES.search(text) or (_BRACKETED.fullmatch(text.strip("-–— >")) and not text.endswith(":")):
        return words[:0]
    kept: list[Characters] = []
    done = 0
    for bracketed in _BRACKETED.finditer(words.text):
        if _SOUND.fullmatch(bracketed[0]):
            kept.append(words[done : bracketed.start()])
            done = bracketed.end()
    return _put_together([*kept, words[done:]]) if done else words


def _put_together(parts: list[Characters]) -> Characters:
    """Parts of one line with nothing between them."""
    if len(parts) == 1:
        return parts[0]
    return Characters("".join(part.text for part in parts), [offset for part in parts for offset in part.at])
