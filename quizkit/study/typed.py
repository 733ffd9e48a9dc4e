"""A typed answer beside the right one: how near it is, what differs, and which rating that suggests.

Tolerant of how a thing is said: case, accents, articles, punctuation, the writing of numbers, units and dates, a slip
of the fingers. Not of what is said: another number, a "not" too many, another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz.distance import Indel

from quizkit.domain.card import Card, CardKind
from quizkit.domain.rating import Rating
from quizkit.study.answer_words import fold, readings_of, words_of
from quizkit.study.difference import Alignment, Piece, align, pieces_of, whole
from quizkit.study.slips import stem
from quizkit.study.word import Sort, Word


class Match(Enum):
    """How near a typed answer is to a right one."""

    EXACT = "exact"
    CLOSE = "close"
    """Right, but for a slip or a small word."""
    WRONG = "wrong"

    @property
    def is_right(self) -> bool:
        """Whether a quiz counts it."""
        return self is not Match.WRONG


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing: ``pieces`` without the EXTRA ones are ``wording``.

    That is the card's answer as it is written, or the further right answer that was met exactly.

    ``rating`` is a suggestion. Nothing in it is safe to show as it is: cards and learners may write anything.
    """

    match: Match
    wording: str
    pieces: tuple[Piece, ...]
    rating: Rating

    @property
    def is_right(self) -> bool:
        """Whether a quiz counts the answer."""
        return self.match.is_right


_LONGEST = 4_000
"""Characters of an answer that are compared; who types more has pasted something."""


def compare(given: str, card: Card) -> Comparison:
    """How near ``given`` is to the card's answer, or to that of its further right answers which is nearest."""
    given = given[:_LONGEST]
    asked = frozenset(stem(word.meaning) for word in words_of(card.question[:_LONGEST]))
    wordings = tuple(dict.fromkeys((card.answer, *card.accept)))
    best = min((_compare(given, wording, asked) for wording in wordings), key=_distance(given))
    if card.kind is CardKind.CHOICE and best.match is Match.CLOSE:
        others = [choice for choice in card.choices if choice not in wordings]
        if any(_compare(given, other, asked).match is Match.EXACT for other in others):
            return _wrong(given, best.wording)
    if best.match is Match.EXACT or best.wording == card.answer:
        return best
    # The learner sees the answer as it is written on the card: what differs is told against that.
    shown = _compare(given, card.answer, asked)
    return replace(best, wording=shown.wording, pieces=shown.pieces)


def chosen(given: str, card: Card) -> str | None:
    """The option of a choice card that is meant; see ``option_meant``."""
    return option_meant(given, card.choices)


def option_meant(given: str, options: Sequence[str]) -> str | None:
    """The option that is meant by its letter (``b``, ``B)``, ``(b)``) or its words; None where none is."""
    letter = given.strip().strip("().:").casefold()
    if len(letter) == 1 and 0 <= (at := ord(letter) - ord("a")) < min(26, len(options)):
        return options[at]
    meant = fold(" ".join(given.split()))
    return next((option for option in options if fold(" ".join(option.split())) == meant), None)


def _distance(given: str) -> Callable[[Comparison], tuple[int, float]]:
    """The smaller, the nearer."""
    rank, said = list(Match), fold(given)
    return lambda found: (
        rank.index(found.match),
        Indel.normalized_distance(said, fold(found.wording[:_LONGEST])),
    )


def _compare(given: str, wording: str, asked: frozenset[str]) -> Comparison:
    """The comparison with one right answer, in that reading of both which is kindest."""
    if len(wording) > _LONGEST:
        is_same = given == wording[:_LONGEST]
        return Comparison(Match.EXACT, wording, (Piece(wording),), Rating.GOOD) if is_same else _wrong(given, wording)
    nearest = _wrong(given, wording)
    for right in readings_of(wording):
        for said in readings_of(given):
            found = _judge(align(said, right), asked, given, wording)
            if found.match is Match.EXACT:
                return found
            if nearest.match is Match.WRONG:
                nearest = found
    return nearest


def _judge(alignment: Alignment, asked: frozenset[str], given: str, wording: str) -> Comparison:
    if not alignment.right:
        # All signs, no word: "→" is right for "→".
        is_same = fold("".join(given.split())) == fold("".join(wording.split()))
        return Comparison(Match.EXACT, wording, (Piece(wording),), Rating.GOOD) if is_same else _wrong(given, wording)
    if not alignment.said:
        return _wrong(given, wording)
    pieces = pieces_of(alignment, given, wording)
    if alignment.is_exact:
        return Comparison(Match.EXACT, wording, (Piece(wording),), Rating.GOOD)
    if alignment.is_reordered_list:
        return Comparison(Match.CLOSE, wording, (Piece(wording),), Rating.GOOD)
    if not _is_close(alignment, asked):
        return Comparison(Match.WRONG, wording, pieces, Rating.AGAIN)
    is_whole = all(word.sort is Sort.LIGHT for word in (*alignment.missing, *alignment.extra))
    return Comparison(Match.CLOSE, wording, pieces, Rating.GOOD if is_whole else Rating.HARD)


def _is_close(alignment: Alignment, asked: frozenset[str]) -> bool:
    """Whether what differs says nothing else: small words, a unit left out, words that the question has said already.

    Of a long answer one content word in four may be left out or added, but not exchanged.
    """
    missing, extra = alignment.missing, alignment.extra
    if any(word.sort in (Sort.NUMBER, Sort.TURNING) for word in (*missing, *extra)):
        return False
    if _of(Sort.UNIT, missing) and _of(Sort.UNIT, extra):
        return False
    content = [word for word in alignment.right if word.sort is not Sort.LIGHT]
    met = [word for word in alignment.matched if word.sort is not Sort.LIGHT]
    told = [word for word in content if stem(word.meaning) not in asked]
    if not met or (told and all(stem(word.meaning) in asked for word in met)):
        return bool(met) and not told and not missing
    lost = [word for word in _of(Sort.PLAIN, missing) if stem(word.meaning) not in asked]
    added = [word for word in _of(Sort.PLAIN, extra) if stem(word.meaning) not in asked]
    if lost and added:
        return False
    differing = lost or added
    return not differing or (4 * len(differing) <= len(content) and not any(word.is_acronym for word in differing))


def _of(sort: Sort, words: Iterable[Word]) -> list[Word]:
    return [word for word in words if word.sort is sort]


def _wrong(given: str, wording: str) -> Comparison:
    return Comparison(Match.WRONG, wording, whole(given, wording), Rating.AGAIN)
