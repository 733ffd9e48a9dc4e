"""Two answers laid side by side, word by word, and the difference as stretches of text to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from rapidfuzz.distance import Indel, Levenshtein

from quizkit.study.quantities import CURRENCIES
from quizkit.study.slips import is_slip
from quizkit.study.word import Sort, Word


class Change(Enum):
    """What a piece of a difference is."""

    SAME = "same"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a difference; what is SAME is written as in the right answer."""

    text: str
    change: Change = Change.SAME


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of both answers; ``met`` are pairs of places, one in ``said`` and one in ``right``, both rising."""

    said: tuple[Word, ...]
    right: tuple[Word, ...]
    met: tuple[tuple[int, int], ...]

    @property
    def matched(self) -> list[Word]:
        """The words of the right answer that were said, with slips or without."""
        return [self.right[at] for _, at in self.met]

    @property
    def missing(self) -> list[Word]:
        """The words of the right answer that were not said."""
        met = {at for _, at in self.met}
        return [word for at, word in enumerate(self.right) if at not in met]

    @property
    def extra(self) -> list[Word]:
        """The words that were said and are not in the right answer."""
        met = {at for at, _ in self.met}
        return [word for at, word in enumerate(self.said) if at not in met]

    @property
    def is_exact(self) -> bool:
        """Whether both say the same, however their words are joined: "pre-training", "pre training", "pretraining"."""
        said, right = self.said, self.right
        if not (_has_currency(said) and _has_currency(right)):
            said, right = _without_currency(said), _without_currency(right)
        return _joined(said) == _joined(right)

    @property
    def is_reordered_list(self) -> bool:
        """Whether both name the same things joined by "and", in another order."""
        both = [Counter(w.meaning for w in words if w.meaning != "and") for words in (self.said, self.right)]
        return both[0] == both[1] and any(word.meaning == "and" for word in self.right)


def align(said: Sequence[Word], right: Sequence[Word]) -> Alignment:
    """Lay both side by side so that as many words as can be meet; a word meets its like, or what is a slip of it."""
    said, right = _merged(said, right), _merged(right, said)
    known = {word.meaning for word in right}
    heard = []
    for word in said:
        slip = None if word.meaning in known else next((r for r in right if is_slip(word, r)), None)
        heard.append(slip.meaning if slip else word.meaning)
    met: list[tuple[int, int]] = []
    for block in Indel.opcodes(heard, [word.meaning for word in right]):
        if block.tag == "equal":
            met += zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
    return Alignment(tuple(said), tuple(right), tuple(met))


def pieces_of(alignment: Alignment, given: str, wording: str) -> tuple[Piece, ...]:
    """The right answer with what was missing in it, and what was said too much where it was said."""
    said_of = {right: said for said, right in alignment.met}
    extras = _extras_before(alignment)
    pieces = _Pieces()
    end = 0
    # A currency stands behind its number in the alignment, and before it in the text.
    for at, word in sorted(enumerate(alignment.right), key=lambda pair: pair[1].start):
        start = max(end, word.start)
        pieces.add(wording[end:start], Change.SAME)
        for extra in extras.get(at, ()):
            pieces.add_extra(given[extra.start : extra.end])
        text, end = wording[start : max(start, word.end)], max(start, word.end)
        if at not in said_of:
            pieces.add(text, Change.MISSING)
            continue
        typed = alignment.said[said_of[at]]
        if typed.meaning == word.meaning:
            pieces.add(text, Change.SAME)
        else:
            pieces.add_slip(given[typed.start : typed.end], text)
    for extra in extras.get(len(alignment.right), ()):
        pieces.add_extra(given[extra.start : extra.end])
    pieces.add(wording[end:], Change.SAME)
    return tuple(pieces.found)


def whole(given: str, wording: str) -> tuple[Piece, ...]:
    """Nothing of the right answer was said, and all that was said was too much."""
    pieces = _Pieces()
    if given.strip():
        pieces.add_extra(given.strip())
    pieces.add(wording, Change.MISSING)
    return tuple(pieces.found)


@dataclass(slots=True)
class _Pieces:
    found: list[Piece] = field(default_factory=list)

    def add(self, text: str, change: Change) -> None:
        if not text:
            return
        if self.found and self.found[-1].change is change:
            self.found[-1] = replace(self.found[-1], text=self.found[-1].text + text)
        else:
            self.found.append(Piece(text, change))

    def add_extra(self, text: str) -> None:
        """A whole word too much: it stands apart from what is before and after it."""
        so_far = self.found[-1].text if self.found else " "
        self.add(text if so_far[-1].isspace() else f" {text}", Change.EXTRA)
        self.add(" ", Change.EXTRA)

    def add_slip(self, typed: str, text: str) -> None:
        for block in Levenshtein.opcodes([c.casefold() for c in typed], [c.casefold() for c in text]):
            right = text[block.dest_start : block.dest_end]
            if block.tag == "equal":
                self.add(right, Change.SAME)
            else:
                self.add(typed[block.src_start : block.src_end], Change.EXTRA)
                self.add(right, Change.MISSING)


def _extras_before(alignment: Alignment) -> dict[int, list[Word]]:
    """What was said too much, by the place in the right answer before which it was said."""
    right_of = dict(alignment.met)
    found: dict[int, list[Word]] = {}
    place = 0
    for at, word in enumerate(alignment.said):
        if at in right_of:
            place = right_of[at] + 1
        else:
            found.setdefault(place, []).append(word)
    return found


def _has_currency(words: Iterable[Word]) -> bool:
    return any(word.sort is Sort.UNIT and word.meaning in CURRENCIES for word in words)


def _without_currency(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.sort is not Sort.UNIT or word.meaning not in CURRENCIES)


def _joined(words: Iterable[Word]) -> str:
    """Words run together, but for those that stand for themselves: "no table" is not "notable"."""
    return "".join(
        word.meaning if word.sort in (Sort.PLAIN, Sort.LIGHT) else f"|{word.meaning}|" for word in words
    ).replace("||", "|")


def _merged(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """Two or three words that are one word in the other answer become one."""
    wanted = {word.meaning for word in others}
    found: list[Word] = []
    at = 0
    while at < len(words):
        taken = 1
        for length in (3, 2):
            run = words[at : at + length]
            is_plain = all(word.sort in (Sort.PLAIN, Sort.LIGHT) for word in run)
            if len(run) == length and is_plain and "".join(word.meaning for word in run) in wanted:
                taken = length
                break
        run = words[at : at + taken]
        meaning = "".join(word.meaning for word in run)
        found.append(run[0] if taken == 1 else Word(meaning, run[0].start, run[-1].end))
        at += taken
    return found
