"""Documents in, a deck out: what its cards were before is kept wherever the documents still say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Generated
from quizkit.domain.errors import SourceError
from quizkit.domain.held import Held, Revision
from quizkit.domain.source import Source
from quizkit.library.acquaintance import STDIN_FILE, with_lasting_slugs
from quizkit.library.editions import Brought, from_documents
from quizkit.library.naming import STDIN

if TYPE_CHECKING:
    from quizkit.library.model import Heard
    from quizkit.storage.decks import DeckStore


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are to be read: encoding (None: found out), size limit in bytes, and what path ``-`` gives."""

    encoding: str | None = None
    max_bytes: int = 20_000_000
    stdin: Callable[[], bytes] = bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What came of the learner's documents, the errors of those that could not be read, and what a model had to say."""

    generated: Generated
    broken: tuple[SourceError, ...] = ()
    heard: Heard | None = None


def read_from(
    paths: Sequence[Path],
    reading: Reading,
    known: Deck | None,
    report: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[list[Source], tuple[SourceError, ...]]:
    """Every document that the paths name or hold, and the errors of those that cannot be read.

    ``report`` is told, before each document, how many of how many are read.

    One that cannot be read does not stop the others; SourceError is raised where none can. Documents get slugs that
    no other document has; one that ``known`` was made from keeps its own.
    """
    found, broken = _find(paths)
    sources: list[Source] = []
    for done, path in enumerate(found):
        report(done, len(found))
        try:
            sources.append(_read(path, reading))
        except SourceError as error:
            broken.append(error)
    if not sources:
        raise SourceError("\n".join(map(str, broken)))
    return with_lasting_slugs(sources, known), tuple(broken)


def generate_from(
    paths: Sequence[Path], reading: Reading, known: Deck | None, report: Callable[[int, int], None] | None = None
) -> Made:
    """Read documents, and generate cards from all together. Raises SourceError as ``read_from`` does."""
    sources, broken = read_from(paths, reading, known)
    return Made(generate_with(sources, known, None, report), broken)


def generate_with(
    sources: Sequence[Source],
    known: Deck | None,
    heard: Heard | None,
    report: Callable[[int, int], None] | None = None,
) -> Generated:
    """Generate cards from documents, and from what was ``heard`` of a second author; its refused cards are left out."""
    from quizkit.generating.generator import generate

    if heard is None:
        return generate(sources, known=known, report=report)
    generated = generate(sources, known=known, model_cards=heard.cards, report=report)
    refused = tuple(refusal.left_out for refusal in heard.refusals)
    return replace(generated, left_out=(*generated.left_out, *refused))


def without_card(generated: Generated) -> list[Source]:
    """The documents that no card came of."""
    fruitful = {_source_of(draft.card) for draft in generated.cards}
    return [source for source in generated.sources if source.slug not in fruitful]


def title_for(sources: Sequence[Source], paths: Sequence[Path], name: str) -> str:
    """A new deck's title: that of the document where there is only one, else ``name``."""
    is_one_document = len(sources) == 1 and len(paths) == 1 and not paths[0].is_dir()
    return (sources[0].title if is_one_document else "") or name


def make_deck(generated: Generated, *, slug: str, title: str, known: Deck | None = None) -> Deck:
    """The deck of the generated cards, merged into the one that was ``known``; drafts are left aside.

    Raises SourceError where the documents gave no card and no draft: nothing is worth losing cards for.
    """
    _refuse_nothing(generated)
    return from_documents(generated, Held(deck=known), slug=slug, title=title)[0].deck


def bring_in(decks: DeckStore, generated: Generated, *, slug: str, title: str, moment: datetime) -> Brought:
    """Merge what was generated into the library's deck ``slug``, which is made where there is none.

    Raises SourceError where the documents gave no card and no draft.
    """
    _refuse_nothing(generated)
    brought: list[Brought] = []

    def revision(held: Held) -> Revision:
        revised, what = from_documents(generated, held, slug=slug, title=title)
        brought.append(what)
        return revised

    decks.revise(slug, moment, revision)
    return brought[-1]


def _refuse_nothing(generated: Generated) -> None:
    if generated.cards or generated.drafts:
        return
    names = ", ".join(source.file for source in generated.sources)
    whole = {reason for left in generated.left_out if left.line == 0 for reason in left.reasons}
    why = f" ({'; '.join(sorted(whole))})" if whole else ""
    raise SourceError(f"{names}: no fact was found that a card could be made of{why}; `generate --why` tells more")


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


def _source_of(card: Card) -> str:
    return card.key.partition("/")[0]
