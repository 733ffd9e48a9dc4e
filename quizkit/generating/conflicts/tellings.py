"""What a statement tells that another source may tell otherwise: an amount, a date, a version, a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizkit.domain.conflict import ConflictSort
from quizkit.generating.analysis import Analysis
from quizkit.generating.conflicts.dates import Date, dates
from quizkit.generating.conflicts.named import Version, family, names_with_role, office_of, parts, versions
from quizkit.generating.conflicts.quantities import Quantity, quantities
from quizkit.generating.conflicts.units import SCALES
from quizkit.generating.conflicts.words import folded, says_something, stem
from quizkit.generating.tagging import Word

_REACH = 5.0
"""Words: how far off a word says half as much about a value as one beside it."""
_OTHER_CLAUSE = 0.6
_PLACING = frozenset(("in", "at", "near", "to", "from"))
_BE = frozenset(("am", "is", "are", "was", "were", "be", "been", "being"))
_AUXILIARY = _BE | {"has", "have", "had", "do", "does", "did"}


@dataclass(frozen=True, slots=True)
class Telling:
    """A value that a statement tells: its words, where they stand, and what stands about them.

    ``context`` gives each stem's nearness from 0 to 1; ``verb`` is the stem of the verb that governs it, ``role`` how a
    name hangs on it, ``subject`` the stems of the names whose clause it is, ``years`` those told beside it.
    """

    sort: ConflictSort
    statement: int
    text: str
    start: int
    end: int
    value: Quantity | Date | Version | frozenset[str]
    context: dict[str, float]
    clause: frozenset[str]
    verb: str = ""
    role: str = ""
    subject: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    """Of two names joined by "and", the parts of the other one."""
    office: str = ""
    """What a person named is said to be: "geologist"."""
    opens: bool = False
    """Whether it opens its clause, a preposition at most before it."""


def tellings_of(analysis: Analysis, statement: int) -> list[Telling]:
    """All that a statement tells, left to right."""
    text, words = analysis.statement.text, analysis.words
    if not words:
        return []
    told = list(dates(text))
    numbered = list(versions(words))
    spans = [(d.start, d.end) for d in told] + [(n.start, n.end) for _, _, n in numbered]
    amounts = list(quantities(text, words, spans))
    teller = _Teller(analysis, statement, told)
    found = [teller.tell(ConflictSort.DATE, d.start, d.end, d) for d in told]
    found += [teller.tell(ConflictSort.AMOUNT, q.start, _with_unit(q, text), q) for q in amounts]
    taken = [(t.start, t.end) for t in found]
    numbers = {name[0].start: number for name, number, _ in numbered}
    for name, stands, beside in names_with_role(words, taken):
        start, end = name[0].start, name[-1].end
        if start in numbers:
            version = Version(family(text[start:end]), numbers[start])
            telling = teller.tell(ConflictSort.VERSION, start, end, version)
        else:
            telling = teller.tell(ConflictSort.NAME, start, end, parts(name))
        first = next(i for i, word in enumerate(words) if word.start == start)
        found.append(
            replace(
                telling,
                role=telling.role if stands else "",
                beside=parts(beside),
                office=office_of(words, first, first + len(name)) if stands else "",
            )
        )
    return sorted(found, key=lambda t: (t.start, t.end))


def _with_unit(quantity: Quantity, text: str) -> int:
    """Where an amount ends with its unit, as it stands in the text."""
    unit = re.match(r"[\s-]?(?:(?:square|cubic|nautical) )?[^\W\d]+[²³]?", text[quantity.end :])
    is_told = quantity.measure and quantity.unit not in ("%",) and not quantity.measure.startswith("count")
    is_told = is_told and not (quantity.unit == "money" and text[quantity.start] in "$€£¥U")
    return quantity.end + (unit.end() if unit and is_told else 0)


class _Teller:
    def __init__(self, analysis: Analysis, statement: int, told: Sequence[Date]) -> None:
        self.text = analysis.statement.text
        self.statement = statement
        self.words = analysis.words
        self.segments = [(s[0].start, s[-1].end) for s in analysis.segments]
        self.analysis = analysis
        self.dates = told
        self.parts = [list(_parts_of(word)) for word in self.words]

    def tell(
        self, sort: ConflictSort, start: int, end: int, value: Quantity | Date | Version | frozenset[str]
    ) -> Telling:
        """The value that stands from ``start`` to ``end``, with its context."""
        words = self.words
        first = next((i for i, w in enumerate(words) if w.end > start), 0)
        last = next((i for i, w in enumerate(words) if w.start >= end), len(words))
        clause = next(((a, b) for a, b in self.segments if a <= start < b), (0, len(self.text)))
        context: dict[str, float] = {}
        inside: set[str] = set()
        for index, word in enumerate(words):
            # What an amount counts or measures is context; its number, and all of a date or a name, is the value.
            is_value = first <= index < last
            if is_value and sort is not ConflictSort.AMOUNT:
                continue
            distance = first - index if index < first else index - last + 1
            is_inside = clause[0] <= word.start < clause[1]
            nearness = _REACH / (_REACH + max(0, distance - 1)) * (1.0 if is_inside else _OTHER_CLAUSE)
            for part, key in self.parts[index]:
                if is_value and any(c.isdigit() for c in part):
                    continue
                context[key] = max(context.get(key, 0.0), nearness)
                if is_inside:
                    inside.add(part)
        verb, role = self._role(first, last, clause)
        return Telling(
            sort,
            self.statement,
            self.text[start:end],
            start,
            end,
            value,
            context,
            frozenset(inside),
            verb,
            role,
            self._subject(start, clause),
            self._years(start, clause),
            opens=sum(clause[0] <= w.start < start for w in words) <= 1,
        )

    def _years(self, start: int, clause: tuple[int, int]) -> frozenset[str]:
        """The years told in a clause besides the value itself."""
        return frozenset(
            str(d.since) for d in self.dates if d.since and d.start != start and clause[0] <= d.start < clause[1]
        )

    def _subject(self, start: int, clause: tuple[int, int]) -> frozenset[str]:
        """The names in the subject of the clause that holds the value, where a clause was made out."""
        for fact in self.analysis.facts:
            core = fact.core
            if core and clause[0] <= core[0].start < clause[1] and core[0].start <= start:
                if start < fact.subject[-1].end:
                    return frozenset()
                return frozenset(folded(w.text) for w in fact.subject if w.is_name and len(w.text) > 1)
        opening = []
        for word in self.words:
            if word.start >= clause[0] and (not word.is_name or word.start >= start):
                break
            if word.start >= clause[0]:
                opening.append(word)
        return parts(tuple(opening))

    def _role(self, first: int, last: int, clause: tuple[int, int]) -> tuple[str, str]:
        """The verb that governs the words from ``first`` to ``last``, and how they hang on it."""
        words = self.words
        inside = [i for i, w in enumerate(words) if clause[0] <= w.start < clause[1]]
        before = [i for i in inside if i < first]
        after = [i for i in inside if i >= last]
        verb_before = next((i for i in reversed(before) if _carries(words[i])), None)
        verb_after = next((i for i in after if _carries(words[i])), None)
        if verb_before is None and verb_after is not None and self._is_subject(last, verb_after):
            is_passive = words[verb_after].tag in ("VBN", "VBD") and any(
                words[i].lower in _BE for i in after if i < verb_after
            )
            return stem(words[verb_after].text), "object" if is_passive else "subject"
        preposition = next(
            (words[i].lower for i in reversed(before[-4:]) if words[i].tag in ("IN", "TO") or words[i].tag == ","), ""
        )
        if verb_before is None:
            verb = stem(words[verb_after].text) if verb_after is not None else ""
            copula = any(words[i].lower in _BE for i in before)
            starts = not before or all(words[i].tag in ("DT", "JJ", "NN") for i in before)
            opens = starts and bool(after) and (words[after[0]].lower in _BE or verb_after is None)
            return verb, "is" if copula else "subject" if opens else preposition
        near = first - verb_before <= 4
        if preposition == "by":
            return stem(words[verb_before].text), "subject"
        role = "place" if preposition in _PLACING else preposition or ("object" if near else "")
        return stem(words[verb_before].text), role

    def _is_subject(self, last: int, verb: int) -> bool:
        """Whether nothing stands between a name and the verb but what belongs to either."""
        between = self.words[last:verb]
        if between and between[0].text == ",":
            return any(w.text == "," for w in between[1:])
        return all(w.tag in ("RB", "MD", "CC", "DT", ",") or w.is_name or w.lower in _AUXILIARY for w in between)


def _parts_of(word: Word) -> Iterator[tuple[str, str]]:
    """What a word adds to a context: itself and what hyphens join in it, each with its stem."""
    if not says_something(word.text) or word.lower in SCALES:
        return
    for part in dict.fromkeys((word.text, *re.split(r"[-/]", word.text))):
        if says_something(part) and any(c.isalnum() for c in part):
            yield folded(part), stem(part)


def _carries(word: Word) -> bool:
    return word.tag.startswith("VB") and word.lower not in _AUXILIARY
