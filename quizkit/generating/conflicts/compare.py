"""Which two values could tell one fact, and which of them may both be true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from quizkit.domain.conflict import ConflictSort
from quizkit.generating.conflicts.dates import Date
from quizkit.generating.conflicts.named import Version
from quizkit.generating.conflicts.quantities import Quantity
from quizkit.generating.conflicts.tellings import Telling

_SPELLED_ALIKE = 75.0
"""rapidfuzz ratio, out of 100, from which two names are one name spelled two ways."""
_SHORTEST = 4
_FAR, _FAR_OFF = 3.0, -1.5
_SAME_OFFICE = 1.0
_STRANGER, _BESIDE_THE_TOPIC = -0.7, -1.2
_COUNTED, _SAME_NUMBER, _FAMILY, _MORE_SOURCES = 0.4, 0.4, 0.3, 0.2


class Names:
    """Which names and versions each source knows: a name that both know is no misspelling of another."""

    def __init__(self, tellings: Sequence[Sequence[Telling]], sources: Sequence[str], small: Set[str]) -> None:
        self.sources = sources
        self.small = small
        self.known: dict[str, set[str]] = defaultdict(set)
        self.versions: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
        times: dict[str, Counter[str]] = defaultdict(Counter)
        for number, told in enumerate(tellings):
            for telling in told:
                if isinstance(telling.value, frozenset):
                    self.known[sources[number]] |= telling.value
                    times[sources[number]].update(telling.value)
                elif isinstance(telling.value, Version):
                    self.known[sources[number]] |= telling.value.family
                    self.versions[sources[number], telling.value.family].add(telling.value.number)

        self.topics = {source: {name for name, n in seen.most_common(2) if n > 1} for source, seen in times.items()}

    def own(self, name: frozenset[str]) -> frozenset[str]:
        """The parts of a name that are its own: in "Tower Bridge" not "bridge", which the sources write small too."""
        return name - self.small or name

    def is_known(self, name: frozenset[str], other: Telling) -> bool:
        """Whether the other telling's source knows all of a name."""
        return name <= self.known[self.sources[other.statement]]

    def shared(self, one: str, other: str) -> float:
        """Share of the names of the source with fewer of them that both know; 0 where that is but one."""
        a, b = self.known[one], self.known[other]
        both = len(a & b)
        return both / min(len(a), len(b)) if both > 1 else 0.0

    def bonus(self, a: Telling, b: Telling) -> float:
        """What the values themselves add to the evidence that both are of one fact."""
        if isinstance(a.value, Date) and isinstance(b.value, Date):
            return 0.5 * a.value.common_parts(b.value)
        bonus = _SAME_OFFICE if a.office and a.office == b.office else 0.0
        if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
            bonus += _COUNTED if a.value.measure.startswith(("count", "money")) else 0.0
            if a.value.unit != b.value.unit and a.value.number == b.value.number:
                bonus += _SAME_NUMBER
            elif _is_far_off(a.value, b.value):
                bonus += _FAR_OFF
        if isinstance(a.value, Version) and isinstance(b.value, Version):
            more = self._told_by(a.value) + self._told_by(b.value) - 2
            bonus += _FAMILY * len(a.value.family) + _MORE_SOURCES * more
        return bonus + self._of_others(a, b) + self._of_others(b, a)

    def _of_others(self, one: Telling, other: Telling) -> float:
        """What speaks against one's subject being the other's: it is unknown there, or not what sources are about."""
        if not one.subject:
            return 0.0
        if not any(self.is_known(frozenset((name,)), other) for name in one.subject):
            return _STRANGER
        topic = self.topics.get(self.sources[one.statement], set())
        return _BESIDE_THE_TOPIC if topic and not other.subject and not one.subject & topic else 0.0

    def _told_by(self, version: Version) -> int:
        """How many sources know a version."""
        return sum(family == version.family and version.number in told for (_, family), told in self.versions.items())


def _is_far_off(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts differ so much that they are likely to be of two things, and not one of them wrong.

    A thousandfold with the same digits is a slip all the same: millions for billions.
    """
    small, large = sorted((abs(one.high), abs(other.high)))
    return large > _FAR * small and one.number != other.number


def comparable(a: Telling, b: Telling, names: Names) -> ConflictSort | None:
    """What sort of contradiction two tellings could be; None where they cannot tell one fact."""
    if isinstance(a.value, Version) and isinstance(b.value, Version):
        return _comparable_versions(a, a.value, b, b.value, names)
    if isinstance(a.value, frozenset | Version) and isinstance(b.value, frozenset | Version):
        return _comparable_names(a, b, names)
    if a.subject and b.subject and not _may_be_one(a.subject, b.subject, names):
        return None
    if isinstance(a.value, Date) and isinstance(b.value, Date):
        return ConflictSort.DATE
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        is_same = a.value.measure == b.value.measure and (a.value.measure or a.value.unit == b.value.unit)
        return ConflictSort.AMOUNT if is_same and not _of_other_years(a, b) else None
    return None


def may_agree(a: Telling, b: Telling) -> bool:
    """Whether both values may be true of one fact."""
    match a.value, b.value:
        case Quantity() as one, Quantity() as other:
            return one.agrees_with(other)
        case Date() as one, Date() as other:
            return one.agrees_with(other)
        case Version() as one, Version() as other:
            return one.family == other.family and one.agrees_with(other)
    return _parts(a) == _parts(b)


def _comparable_versions(a: Telling, one: Version, b: Telling, other: Version, names: Names) -> ConflictSort | None:
    if one.family != other.family:
        return _comparable_names(a, b, names)
    of_a = names.versions[names.sources[a.statement], one.family]
    of_b = names.versions[names.sources[b.statement], one.family]
    if one.number != other.number and (one.number in of_b or other.number in of_a):
        return None
    return None if _of_other_years(a, b) else ConflictSort.VERSION


def _comparable_names(a: Telling, b: Telling, names: Names) -> ConflictSort | None:
    one, other = _parts(a), _parts(b)
    if one == other:
        return ConflictSort.NAME
    if _is_spelled_alike(one, other) and not names.is_known(one, b) and not names.is_known(other, a):
        return ConflictSort.SPELLING
    if _may_be_one(one, other, names) or names.own(one) & b.clause or names.own(other) & a.clause:
        return None
    is_same_role = a.role == b.role and a.role not in ("", ",", ";")
    if not (is_same_role or (a.office and a.office == b.office)) or _of_other_years(a, b):
        return None
    # Of two names joined by "and" one may differ; where both do, or one stands alone, nothing speaks against the other.
    if (a.beside or b.beside) and not a.beside & b.beside:
        return None
    return ConflictSort.NAME


def _parts(telling: Telling) -> frozenset[str]:
    value = telling.value
    if isinstance(value, Version):
        return value.family | {value.number}
    return value if isinstance(value, frozenset) else frozenset()


def _is_spelled_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names differ in a few letters of one word."""
    from rapidfuzz import fuzz

    if len(one) != len(other) or len(one - other) != 1:
        return False
    (a,), (b,) = one - other, other - one
    if min(len(a), len(b)) < _SHORTEST or a.rstrip("s") == b.rstrip("s") or not (a.isalpha() and b.isalpha()):
        return False
    return a[0] == b[0] and fuzz.ratio(a, b) >= _SPELLED_ALIKE


def _may_be_one(one: frozenset[str], other: frozenset[str], names: Names) -> bool:
    """Whether two names may be of one thing: they share what is their own, or one is the other's initials."""
    return bool(names.own(one) & names.own(other)) or _initials(one, other)


def _initials(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name may be the initials of the other."""
    for short, long in ((one, other), (other, one)):
        if len(short) == 1 and len(long) > 1 and sorted(next(iter(short))) == sorted(word[0] for word in long):
            return True
    return False


def _of_other_years(a: Telling, b: Telling) -> bool:
    """Whether the two were measured, or happened, in different years by what stands beside them."""
    return bool(a.years) and bool(b.years) and not a.years & b.years
