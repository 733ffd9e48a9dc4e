"""``quizkit coverage``"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import open_library
from quizkit.cli.options import DatabaseOption, DeckOption, EncodingOption, JsonOption, MaxSizeOption
from quizkit.cli.output import counted, show, show_json, table, tell
from quizkit.domain.errors import SettingsError, SourceError

if TYPE_CHECKING:
    from quizkit.library.coverage import SourceCoverage, Standing


def coverage(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH...]", help="Documents, or folders of them.")
    ] = None,
    deck: DeckOption = None,
    every: Annotated[bool, typer.Option("--all", help="List the statements, each with its line.")] = False,
    as_json: JsonOption = False,
    encoding: EncodingOption = None,
    max_size: MaxSizeOption = "20M",
    database: DatabaseOption = None,
) -> None:
    """Tell what became of every statement.

    Which ones have cards, which have drafts, which have nothing, and why, as counts by source and section.

    With paths alone: what would come of the documents. With --deck and paths: what became of them in that deck. With
    --deck alone: the statements that the library knows, those that something came of.

    Example: quizkit coverage notes.md --all
    """
    from quizkit.cli.documents import looked_at
    from quizkit.library.coverage import coverage_held, coverage_in, coverage_of

    if not paths and deck is None:
        raise SettingsError("name documents, or a deck with --deck, as in: quizkit coverage notes.md")
    is_whole = True
    if deck is None:
        generated, is_whole = looked_at(paths or [], encoding, max_size, None)
        found = coverage_of(generated)
    else:
        with open_library(context, database) as library:
            known = library.decks.load(deck)
            held = library.decks.held(deck)
        if paths:
            generated, is_whole = looked_at(paths, encoding, max_size, known)
            found = coverage_in(held, generated)
        else:
            found = coverage_held(held)
    if as_json:
        show_json({"sources": [_as_json(source) for source in found]})
    else:
        show("\n\n".join("\n".join(_in_words(source, every)) for source in found) or "No source is known.")
        if deck is not None and not paths:
            tell("quizkit: what else the documents say is not kept: name them too to see what has no card")
    if not is_whole:
        raise typer.Exit(SourceError.exit_code)


def _in_words(source: SourceCoverage, every: bool) -> Iterator[str]:
    from quizkit.library.coverage import Standing

    counted_all, of = source.counts(), len(source.statements)
    shown = _standings(source)
    words = {Standing.CARD: "with cards", Standing.DRAFT: "with drafts", Standing.REJECTED: "rejected"}
    told = ", ".join(f"{counted_all[standing]} {words.get(standing, 'with nothing')}" for standing in shown)
    share = f" ({round(100 * counted_all[Standing.CARD] / of)} % have a card)" if of and source.is_whole else ""
    known = counted(of, "statement") + ("" if source.is_whole else " known")
    yield f"{source.file}: {known}: {told}{share}"
    yield from (f"  {reason}" for reason in source.reasons)
    heads = ("SECTION" if source.is_whole else "TOPIC", *(_HEADS[standing.value] for standing in shown))
    rows: list[list[str | int]] = [
        [name or "—", *(counts[standing] for standing in shown)] for name, counts in source.by_section().items()
    ]
    if rows:
        yield "  " + table(heads, rows).replace("\n", "\n  ")
    if every:
        yield from _statements(source)
        return
    why = Counter(reason for s in source.statements if s.standing is Standing.NOTHING for reason in s.reasons[:1])
    if why and not source.reasons:
        yield "  Why nothing: " + "; ".join(f"{reason} ({times})" for reason, times in why.most_common(5))


_HEADS = {"card": "CARDS", "draft": "DRAFTS", "rejected": "REJECTED", "nothing": "NOTHING"}


def _standings(source: SourceCoverage) -> list[Standing]:
    """How statements of the source can stand, but for rejected ones where there are none."""
    from quizkit.library.coverage import Standing

    counts = source.counts()
    last = [Standing.NOTHING] if source.is_whole else []
    return [Standing.CARD, Standing.DRAFT, *([Standing.REJECTED] if counts[Standing.REJECTED] else []), *last]


def _statements(source: SourceCoverage) -> Iterator[str]:
    for covered in source.statements:
        why = f"  ({'; '.join(covered.reasons)})" if covered.reasons else ""
        many = f" ×{len(covered.keys)}" if len(covered.keys) > 1 else ""
        place = f"{source.file}:{covered.line}" if covered.line else source.file
        yield f"  {covered.standing}{many}  {place}  {covered.text}{why}"


def _as_json(source: SourceCoverage) -> dict[str, object]:
    return {
        "source": source.source,
        "file": source.file,
        "title": source.title,
        "is_whole": source.is_whole,
        "reasons": list(source.reasons),
        "counts": _counts(source.counts()),
        "sections": [{"section": name, **_counts(counts)} for name, counts in source.by_section().items()],
        "statements": [
            {
                "line": covered.line,
                "section": covered.section,
                "text": covered.text,
                "standing": covered.standing,
                "keys": list(covered.keys),
                "reasons": list(covered.reasons),
            }
            for covered in source.statements
        ],
    }


def _counts(counts: Counter[Standing]) -> dict[str, int]:
    from quizkit.library.coverage import Standing

    return {standing.value: counts[standing] for standing in Standing}
