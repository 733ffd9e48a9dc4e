"""Documents in, a deck out: what its cards were before is kept wherever the documents still say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from os.path import realpath
from pathlib import Path

from quizkit.domain.card import Card, Origin
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Generated
from quizkit.domain.errors import SourceError
from quizkit.domain.source import Source
from quizkit.library.acquaintance import STDIN_FILE, with_lasting_slugs
from quizkit.library.naming import STDIN


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are to be read: encoding (None: found out), size limit in bytes, and what path ``-`` gives."""

    encoding: str | None = None
    max_bytes: int = 20_000_000
    stdin: Callable[[], bytes] = bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What came of the learner's documents, and the errors of those that could not be read."""

    generated: Generated
    broken: tuple[SourceError, ...] = ()


def generate_from(
    paths: Sequence[Path], reading: Reading, known: Deck | None, report: Callable[[int, int], None] | None = None
) -> Made:
    """Read every document that the paths name or hold, and generate cards from all together.

    One that cannot be read does not stop the others; SourceError is raised where none can. Documents get slugs that
    no other document has; one that ``known`` was made from keeps its own.
    """
    from quizkit.generating.generator import generate

    found, broken = _find(paths)
    sources: list[Source] = []
    for path in found:
        try:
            sources.append(_read(path, reading))
        except SourceError as error:
            broken.append(error)
    if not sources:
        raise SourceError("\n".join(map(str, broken)))
    return Made(generate(with_lasting_slugs(sources, known), known=known, report=report), tuple(broken))


def without_card(generated: Generated) -> list[Source]:
    """The documents that no card came of."""
    fruitful = {_source_of(draft.card) for draft in generated.cards}
    return [source for source in generated.sources if source.slug not in fruitful]


def make_deck(generated: Generated, *, slug: str, title: str, known: Deck | None = None) -> Deck:
    """The deck of the generated cards, merged into the one that was ``known``.

    Cards of documents that were not given again stay, and so do cards with the learner's own words; the others are
    what was generated now. Raises SourceError where the documents gave no card: nothing is worth losing cards for.
    """
    if not generated.cards:
        names = ", ".join(source.file for source in generated.sources)
        whole = {reason for left in generated.left_out if left.line == 0 for reason in left.reasons}
        why = f" ({'; '.join(sorted(whole))})" if whole else ""
        raise SourceError(f"{names}: no fact was found that a card could be made of{why}; `generate --why` tells more")
    given = {source.slug for source in generated.sources}
    cards = _merge([draft.card for draft in generated.cards], known.cards if known else (), given)
    return Deck(
        slug=slug,
        title=title,
        cards=cards,
        sources=_deck_sources(generated.sources, known, cards, generated.anchors),
        description=known.description if known else "",
    )


def _read(path: Path, reading: Reading) -> Source:
    from quizkit.reading.document import decode, read_document, read_text

    if str(path) != STDIN:
        return read_document(path, encoding=reading.encoding, max_bytes=reading.max_bytes)
    content = reading.stdin()
    if len(content) > reading.max_bytes:
        raise SourceError(f"standard input: more than {reading.max_bytes / 1e6:g} MB; allow it with --max-size")
    return read_text(decode(content, "standard input", reading.encoding), STDIN_FILE)


def _find(paths: Sequence[Path]) -> tuple[list[Path], list[SourceError]]:
    from quizkit.reading.document import find_documents

    found: dict[str, Path] = {}
    broken = []
    for path in paths:
        try:
            documents = [path] if str(path) == STDIN else find_documents([path])
        except SourceError as error:
            broken.append(error)
            continue
        for document in documents:
            # A folder and a file in it may both be given: the document is read once.
            found.setdefault(realpath(document), document)
    return list(found.values()), broken


def _merge(generated: Sequence[Card], before: Sequence[Card], given: set[str]) -> tuple[Card, ...]:
    """The generated cards in their order, each followed by the cards that stay and stood behind it before."""
    now = {card.key for card in generated}
    own_words: dict[str, Card] = {}
    stays: dict[str, list[Card]] = {}
    behind = ""
    for card in before:
        if card.key in now:
            behind = card.key
            if card.origin is not Origin.GENERATED:
                own_words[card.key] = card
        elif card.origin is not Origin.GENERATED or _source_of(card) not in given:
            stays.setdefault(behind, []).append(card)
    merged = list(stays.get("", ()))
    for card in generated:
        merged.append(own_words.get(card.key, card))
        merged.extend(stays.get(card.key, ()))
    return tuple(merged)


def _deck_sources(
    sources: Sequence[Source],
    known: Deck | None,
    cards: Sequence[Card],
    anchors: Mapping[str, Mapping[str, str]],
) -> tuple[DeckSource, ...]:
    """The documents given now, and those that cards are made from or proven by; of statements those with a card."""
    given = {source.slug for source in sources}
    all_sources = {source.slug: source for source in (known.sources if known else ())}
    for source in sources:
        before = all_sources[source.slug].statements if source.slug in all_sources else {}
        statements = {**before, **anchors.get(source.slug, {})}
        all_sources[source.slug] = DeckSource(source.slug, source.file, source.title, source.url, statements)
    used: dict[str, set[str]] = {slug: set() for card in cards for slug in (e.source for e in card.evidence)}
    for card in cards:
        slug, _, fingerprint = card.statement_key.partition("/")
        used.setdefault(slug, set()).add(fingerprint)
    return tuple(
        replace(
            source,
            statements={print_: text for print_, text in source.statements.items() if print_ in used.get(slug, ())},
        )
        for slug, source in all_sources.items()
        if slug in used or slug in given
    )


def _source_of(card: Card) -> str:
    return card.key.partition("/")[0]
