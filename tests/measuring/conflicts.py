"""How many contradictions are found, and how many of those reported are real.

    python -m tests.measuring.conflicts seeds ../shared/quality/conflicts.yaml     the hard ones between the seeds
    python -m tests.measuring.conflicts tests/sources/conflicts                    pairs of documents, NAME-a and NAME-b
    python -m tests.measuring.conflicts tests/generating/contradicting             the pairs that the rules were made on

A list of conflicts (``conflicts.yaml``) gives each two passages of different documents; one is found where both values
of a reported conflict stand in, or hold, a passage of it. Of the seeds' list only what has the weight "hard" counts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizkit.domain.conflict import Conflict, Side
from quizkit.generating.generator import generate
from quizkit.reading.document import find_documents, read_document


@dataclass(frozen=True)
class Wanted:
    """A contradiction that somebody found by reading: a name for it, and its passages by document ("" any)."""

    name: str
    passages: tuple[tuple[str, str], ...]


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    folder = Path(arguments[0])
    if len(arguments) > 1:
        wanted = list(_of_seeds(yaml.safe_load(Path(arguments[1]).read_text())))
        print(_figures([(wanted, _reported([folder]))]))
        return
    listed = yaml.safe_load((folder / "conflicts.yaml").read_text())
    pairs = sorted({path.name.rpartition("-")[0] for path in folder.glob("*-[ab].*")})
    measured = []
    for pair in pairs:
        found = _reported(sorted(folder.glob(f"{pair}-[ab].*")))
        measured.append((list(_of_pair(listed, pair)), found))
    print(_figures(measured))


def _reported(paths: Sequence[Path]) -> tuple[Conflict, ...]:
    return generate([read_document(path) for path in find_documents(list(paths))]).conflicts


def _figures(measured: Sequence[tuple[list[Wanted], tuple[Conflict, ...]]]) -> str:
    lines = []
    wanted = found = reported = real = 0
    for listed, conflicts in measured:
        wanted, reported = wanted + len(listed), reported + len(conflicts)
        for each in listed:
            is_found = any(_is_of(conflict, each) for conflict in conflicts)
            found += is_found
            lines.append(f"{'found   ' if is_found else 'MISSED  '} {each.name}")
        for conflict in conflicts:
            names = [each.name for each in listed if _is_of(conflict, each)]
            real += bool(names)
            a, b = conflict.sides
            lines.append(f"{'real    ' if names else 'NOT REAL'} {conflict.sort} “{a.value}” / “{b.value}” {names}")
    share = f"{real / reported:.0%}" if reported else "none"
    return "\n".join((*lines, f"found {found} of {wanted}; reported {reported}, real {real} ({share})"))


def _is_of(conflict: Conflict, wanted: Wanted) -> bool:
    """Whether either side stands in a passage of its own."""
    a, b = conflict.sides
    return any(
        one is not other and _stands_in(a, *wanted.passages[one]) and _stands_in(b, *wanted.passages[other])
        for one in range(len(wanted.passages))
        for other in range(len(wanted.passages))
        if one != other
    )


def _stands_in(side: Side, document: str, passage: str) -> bool:
    """Whether the passage is of the side's statement, and one of it and the side's value holds the other."""
    quote, passage, value = (" ".join(t.casefold().split()) for t in (side.evidence.quote, passage, side.value))
    if document and not _is_same_document(side.evidence.source, document):
        return False
    if passage not in quote and quote not in passage:
        return False
    return value in passage or passage in value


def _is_same_document(slug: str, document: str) -> bool:
    told = "".join(c for c in Path(document).stem.lower() if c.isalnum())
    return told == "".join(c for c in slug.lower() if c.isalnum())


def _of_seeds(listed: dict[str, Any]) -> Iterator[Wanted]:
    for each in listed["conflicts"]:
        if each["weight"] == "hard":
            yield Wanted(each["id"], tuple((v["seed"], v["quote"]) for v in each["versions"]))


def _of_pair(listed: Any, pair: str) -> Iterator[Wanted]:
    for each in listed["conflicts"] if isinstance(listed, dict) else listed:
        if pair in (each["pair"], f"pair{each['pair']}"):
            about = each.get("about") or each["what"]
            yield Wanted(f"{pair}: {about}", ((f"{pair}-a", each["a"]), (f"{pair}-b", each["b"])))


if __name__ == "__main__":
    main(sys.argv[1:])
