"""What an acronym stands for: "Mixture of Experts (MoE)", "RLVR (Reinforcement Learning with Verifiable Rewards)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.proposal import Context, Proposal

_BRACKET = re.compile(r"\(([^()]{2,90})\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9]{0,3}s?")
_SMALL = frozenset(("of", "the", "and", "for", "with", "in", "on", "to", "a", "an", "from", "by", "de", "la"))


def acronyms(analysis: Analysis, _: Context) -> Iterator[Proposal]:
    """One question for every acronym that the statement spells out."""
    text = analysis.statement.text
    for match in _BRACKET.finditer(text):
        inside, before = match[1].strip(), text[: match.start()].rstrip()
        acronym, spelled_out = _short_inside(inside, before) or _long_inside(inside, before) or ("", "")
        if acronym:
            yield Proposal(
                rule="acronym",
                kind=CardKind.QUESTION,
                question=f"What does {acronym.removesuffix('s')} stand for?",
                answer=spelled_out,
                analysis=analysis,
                answer_type="full name",
            )


def _short_inside(inside: str, before: str) -> tuple[str, str] | None:
    """ "Mixture of Experts (MoE)": the fewest words before the bracket whose initials give the acronym."""
    if not _ACRONYM.fullmatch(inside) or len(inside.removesuffix("s")) > 8:
        return None
    words = before.split()
    for count in range(2, min(len(words), 9) + 1):
        long = " ".join(words[-count:])
        if words[-count].lower() not in _SMALL and _spells(inside, long):
            return inside, long
    return None


def _long_inside(inside: str, before: str) -> tuple[str, str] | None:
    """ "RLVR (Reinforcement Learning with Verifiable Rewards)", "ATOM Project (American Truly Open Models)"."""
    for word in reversed(before.split()[-2:]):
        acronym = word.strip(",;:\"“”'’")
        if _ACRONYM.fullmatch(acronym) and " " in inside and _spells(acronym, inside):
            return acronym, inside
    return None


def _spells(acronym: str, long: str) -> bool:
    """Whether the initials of a long form give the acronym, small words and capitals inside words allowed for."""
    letters = acronym.removesuffix("s").upper().replace("-", "")
    words = [part for word in re.split(r"[\s/-]+", long.strip('"“”')) if (part := word.strip(",.;:'’\"“”"))]
    if not words or any(not word[0].isalnum() for word in words) or len(words) > len(letters) + 4:
        return False
    return _fits(letters, words) and (long[0].isupper() or len(words) == len(letters))


def _fits(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    first = words[0]
    takes = bool(letters) and first[0].upper() == letters[0]
    if takes and _fits(letters[1:], words[1:]):
        return True
    inner = "".join(char for char in first[1:] if char.isupper() or char.isdigit()).upper()
    if takes and inner and letters[1:].startswith(inner) and _fits(letters[1 + len(inner) :], words[1:]):
        return True
    return first.lower() in _SMALL and _fits(letters, words[1:])
