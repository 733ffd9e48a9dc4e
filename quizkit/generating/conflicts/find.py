"""Which statements of different sources tell one fact with values that cannot both be true.

No rule understands a statement: two values are compared where most of what stands about them is the same, and the
rarer a shared word is, the more it counts. So what is found is possible, never certain, and the learner decides.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from quizkit.domain.conflict import ConflictSort
from quizkit.generating.analysis import Analysis
from quizkit.generating.conflicts.compare import Names, comparable, may_agree
from quizkit.generating.conflicts.quantities import Quantity
from quizkit.generating.conflicts.tellings import Telling, tellings_of
from quizkit.generating.conflicts.words import says_something, stem
from quizkit.generating.likeness import Likeness
from quizkit.generating.tagging import is_common_word

_NEAREST = 12
"""Statements of other sources that one is compared with: the most alike."""
ALIKE_FROM = 0.08
_COMMON_WORD = 0.7
_ENOUGH = {
    ConflictSort.DATE: 1.1,
    ConflictSort.AMOUNT: 1.3,
    ConflictSort.VERSION: 1.1,
    ConflictSort.NAME: 2.0,
    ConflictSort.SPELLING: 0.8,
}
"""Evidence from which two values belong to one fact; 1 is a rare word that stands right beside both."""
_AGREES_FROM = 0.6
_RELATED, _RELATED_WITHOUT_NAMES = 0.12, 0.22
"""Likeness from which two sources are of one subject: where they share names, and where they do not."""
_SHARED_NAMES = 0.2
_SAME_VERB, _OTHER_VERB, _EVENT = 0.5, -0.4, 0.7
_LIGHT = frozenset(
    stem(verb) for verb in ("take", "took", "taken", "happen", "occur", "come", "came", "become", "became")
)
"""Verbs that leave it to a noun what happened: "the opening took place" """


@dataclass(frozen=True, slots=True)
class Found:
    """Two tellings of one fact that contradict each other, and how much speaks for it being one fact."""

    sort: ConflictSort
    a: Telling
    b: Telling
    evidence: float


def contradictions(analyses: Sequence[Analysis], sources: Sequence[str], likeness: Likeness) -> list[Found]:
    """The contradictions between sources, in the order of the statements; ``sources`` gives each statement's source."""
    if len(set(sources)) < 2:
        return []
    return _Finder(analyses, sources, likeness).found()


class _Finder:
    def __init__(self, analyses: Sequence[Analysis], sources: Sequence[str], likeness: Likeness) -> None:
        self.sources = sources
        self.likeness = likeness
        self.tellings = [tellings_of(analysis, n) for n, analysis in enumerate(analyses)]
        small = {word.text for analysis in analyses for word in analysis.words if word.text.islower()}
        self.names = Names(self.tellings, sources, small)
        self.rarity, self.words = _rarity(analyses, sources)
        self.related: dict[tuple[str, str], bool] = {}

    def found(self) -> list[Found]:
        matched = sorted(
            self._matches(), key=lambda f: (-f.evidence, f.a.statement, f.b.statement, f.a.start, f.b.start)
        )
        used: set[tuple[int, int, str]] = set()
        kept = []
        for found in matched:
            # A value is compared with the one of each other source that stands in the most alike words.
            marks = {
                (found.a.statement, found.a.start, self.sources[found.b.statement]),
                (found.b.statement, found.b.start, self.sources[found.a.statement]),
            }
            if marks & used:
                continue
            used |= marks
            if not may_agree(found.a, found.b) and not self._is_frame(found) and found.evidence >= _ENOUGH[found.sort]:
                kept.append(found)
        return sorted(kept, key=lambda f: (f.a.statement, f.a.start, f.b.statement, f.b.start))

    def _is_frame(self, found: Found) -> bool:
        """Whether a date is when something was measured that the other source measured at its own time."""
        if found.sort is not ConflictSort.DATE or not (found.a.opens or found.b.opens):
            return False
        beside = product(self.tellings[found.a.statement], self.tellings[found.b.statement])
        return any(
            isinstance(a.value, Quantity)
            and isinstance(b.value, Quantity)
            and a.value.measure == b.value.measure
            and not may_agree(a, b)
            for a, b in beside
        )

    def _matches(self) -> Iterator[Found]:
        """Every two values that could be of one fact, those that agree among them."""
        for one, other in self._pairs():
            for a, b in product(self.tellings[one], self.tellings[other]):
                sort = comparable(a, b, self.names)
                if sort is None:
                    continue
                evidence = self._evidence(a, b)
                if evidence >= _AGREES_FROM:
                    agrees = 0.3 if may_agree(a, b) else 0.0
                    yield Found(sort, a, b, evidence + agrees)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        pairs: set[tuple[int, int]] = set()
        for one in range(len(self.tellings)):
            near = [
                other
                for alike, other in self.likeness.nearest(one)
                if alike >= ALIKE_FROM and self._are_related(self.sources[one], self.sources[other])
            ]
            pairs.update((min(one, other), max(one, other)) for other in near[:_NEAREST])
        return iter(sorted(pairs))

    def _are_related(self, one: str, other: str) -> bool:
        """Whether two sources speak of one subject: words alone do not make one fact of two lives, or of two towns."""
        if one == other:
            return False
        pair = (min(one, other), max(one, other))
        if pair not in self.related:
            alike, shared = self._likeness_of_sources(one, other), self.names.shared(one, other)
            self.related[pair] = alike >= _RELATED if shared >= _SHARED_NAMES else alike >= _RELATED_WITHOUT_NAMES
        return self.related[pair]

    def _likeness_of_sources(self, one: str, other: str) -> float:
        """Cosine of all their words, rare ones weighing more."""
        a, b = self.words[one], self.words[other]
        small, large = (a, b) if len(a) < len(b) else (b, a)
        length = math.hypot(*a.values()) * math.hypot(*b.values())
        return sum(weight * large[stem] for stem, weight in small.items() if stem in large) / (length or 1.0)

    def _evidence(self, a: Telling, b: Telling) -> float:
        small, large = (a.context, b.context) if len(a.context) < len(b.context) else (b.context, a.context)
        shared = sum(
            self.rarity.get(stem, 1.0) * math.sqrt(nearness * large[stem])
            for stem, nearness in small.items()
            if stem in large
        )
        if a.verb and b.verb and a.sort is not ConflictSort.VERSION:
            if a.verb == b.verb:
                shared += _EVENT if a.sort is ConflictSort.DATE else _SAME_VERB
            elif not {a.verb, b.verb} & _LIGHT:
                shared += _OTHER_VERB
        return shared + self.names.bonus(a, b)


def _rarity(
    analyses: Sequence[Analysis], sources: Sequence[str]
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """How much a stem tells, from 0 for one that is everywhere to 1 for one that only two statements hold.

    With it the stems of each source, weighed by that and by how often they stand there.
    """
    seen: Counter[str] = Counter()
    of_source: dict[str, Counter[str]] = defaultdict(Counter)
    telling: set[str] = set()
    for analysis, source in zip(analyses, sources, strict=True):
        told = {w.text for w in analysis.words} | {p for w in analysis.words for p in re.split(r"[-/]", w.text)}
        stems = {stem(text): text for text in sorted(told) if says_something(text)}
        seen.update(stems.keys())
        of_source[source].update(stems.keys())
        telling.update(key for key, text in stems.items() if not (text.islower() and is_common_word(text)))
    most = math.log(max(3, len(analyses)) / 2)
    rarity = {
        key: min(1.0, max(0.0, math.log(len(analyses) / times) / most)) * (1.0 if key in telling else _COMMON_WORD)
        for key, times in seen.items()
    }
    words = {
        source: {key: rarity[key] * (1 + math.log(times)) for key, times in stems.items()}
        for source, stems in of_source.items()
    }
    return rarity, words
