"""Documents added as a screen does it: with a report of how far it is, and a way to stop before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.domain.errors import SettingsError, SourceError
from quizkit.domain.slug import slugify
from quizkit.domain.source import Source
from quizkit.library.acquaintance import ever_met
from quizkit.library.add import Reading, bring_in, generate_with, read_from, title_for, without_card
from quizkit.library.editions import Brought
from quizkit.library.naming import name_for

if TYPE_CHECKING:
    from quizkit.storage.decks import DeckStore


class Stage(StrEnum):
    """What is being done to the documents."""

    READING = "reading documents"
    GENERATING = "making cards"
    SAVING = "saving"


@dataclass(frozen=True, slots=True)
class Added:
    """What documents brought, the errors of those that could not be read, and those that no card came of."""

    brought: Brought
    broken: tuple[SourceError, ...]
    fruitless: tuple[Source, ...]


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The learner stopped it; nothing was saved."""


def add_documents(
    decks: DeckStore,
    paths: Sequence[Path],
    name: str,
    moment: Callable[[], datetime],
    report: Callable[[Stage, int, int], None],
) -> Added:
    """Make cards from documents into the deck of that ``name``; "" names it after the document or its folder.

    ``report`` is told the stage, and how much of how much of it is done; what it raises (``Stopped``) ends all before
    anything is saved. Raises SourceError where no document can be read or none gives a card, and StorageError.
    """
    called = name or name_for(paths)
    if not called:
        raise SettingsError("nothing here suggests a name for the deck: give it one")
    slug = slugify(called)
    known = ever_met(decks.held(slug))
    sources, broken = read_from(paths, Reading(), known, lambda done, of: report(Stage.READING, done, of))
    generated = generate_with(sources, known, None, lambda done, of: report(Stage.GENERATING, done, of))
    report(Stage.SAVING, 0, 1)
    title = known.title if known else name or title_for(sources, paths, called)
    brought = bring_in(decks, generated, slug=slug, title=title, moment=moment())
    return Added(brought, broken, tuple(without_card(generated)) if generated.cards else ())
