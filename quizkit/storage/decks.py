"""Content in and out: decks, their sources, their cards.

A new edition of a deck changes content alone. Progress is joined to it by the cards' keys and is never touched here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, exists, func, insert, select, update

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck, DeckChanges, DeckSource
from quizkit.domain.draft import Draft
from quizkit.domain.errors import DeckError, NotFoundError
from quizkit.domain.held import Held, Revision
from quizkit.storage.agenda import learnt
from quizkit.storage.conflicts import read_conflicts, write_conflicts
from quizkit.storage.database import reading, writing
from quizkit.storage.deck_cards import write_cards
from quizkit.storage.held import read_held, write_came, write_drafts
from quizkit.storage.portions import in_portions
from quizkit.storage.stored_cards import read_cards, read_living
from quizkit.storage.tables import cards, decks, evidence, loaded, sources, statements


class DeckStore:
    """The decks of one library. Every method may raise StorageError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def slugs(self) -> list[str]:
        """The names of all decks, in alphabetical order."""
        return list(self.titles())

    def titles(self) -> dict[str, str]:
        """The title of every deck by its slug, in the order of the slugs."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(decks.c.slug, decks.c.title))
            return dict(sorted((row.slug, row.title) for row in rows))

    def source_titles(self) -> dict[str, str]:
        """The title of every source by its slug; of several decks' sources of one slug, one."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(sources.c.slug, sources.c.title).order_by(sources.c.deck))
            return {row.slug: row.title for row in rows}

    def source(self, deck: str, slug: str) -> DeckSource:
        """A source of the deck; where the deck knows nothing of it, one of that slug without statements."""
        with reading(self.engine) as connection:
            found = _load_sources(connection, deck, sources.c.slug == slug)
        return found[0] if found else DeckSource(slug, "", "")

    def cited(self, deck: str, source: str) -> list[Evidence]:
        """What the living cards of the deck quote from the source, by line; each quote once."""
        of_card = and_(evidence.c.deck == cards.c.deck, evidence.c.key == cards.c.key)
        quoted = (
            select(evidence)
            .join(cards, of_card)
            .where(evidence.c.deck == deck, evidence.c.source == source, cards.c.is_retired.is_(False))
            .order_by(evidence.c.line, evidence.c.key)
        )
        with reading(self.engine) as connection:
            rows = {row.quote: row for row in reversed(connection.execute(quoted).all())}
        return [Evidence(r.source, r.quote, r.line, r.speaker, r.time) for r in reversed(rows.values())]

    def topics(self, deck: str | None = None) -> list[str]:
        """The topics of the deck, or of all decks, in the order in which a learner meets them."""
        first_met = func.min(cards.c.position)
        found = select(cards.c.topic).where(cards.c.is_retired.is_(False)).group_by(cards.c.topic)
        if deck is not None:
            found = found.where(cards.c.deck == deck)
        with reading(self.engine) as connection:
            return list(connection.execute(found.order_by(first_met, cards.c.topic)).scalars())

    def is_empty(self) -> bool:
        """Whether there is no deck at all."""
        with reading(self.engine) as connection:
            return not connection.execute(select(exists().select_from(decks))).scalar_one()

    def require(self, slug: str) -> None:
        """Raise NotFoundError, naming the decks there are, where there is no deck of that name."""
        if slug not in self.titles():
            raise self._not_found(slug)

    def was_loaded(self, slug: str) -> bool:
        """Whether a deck of that name was ever saved here, be it gone by now."""
        with reading(self.engine) as connection:
            return bool(connection.execute(select(exists().where(loaded.c.slug == slug))).scalar_one())

    def load(self, slug: str) -> Deck:
        """The deck as it was last saved. Raises NotFoundError, naming the decks there are."""
        with reading(self.engine) as connection:
            found = _load(connection, slug)
        if found is None:
            raise self._not_found(slug)
        return found

    def load_dated(self, slug: str) -> tuple[Deck, dict[str, datetime]]:
        """The deck as ``load`` gives it, and with it what ``changed`` tells, of one moment. Raises NotFoundError."""
        changed: dict[str, datetime] = {}
        with reading(self.engine) as connection:
            found = _load(connection, slug, changed)
        if found is None:
            raise self._not_found(slug)
        return found, changed

    def cards(self, keys: Iterable[str], deck: str | None = None) -> dict[str, Card]:
        """The cards of the keys; retired and unknown ones are not among them.

        Where several decks have a card of one key, the first deck's is given, or that of ``deck``.
        """
        found: dict[str, Card] = {}
        with reading(self.engine) as connection:
            for portion in in_portions(keys):
                wanted: list[ColumnElement[bool]] = [cards.c.key.in_(portion), cards.c.is_retired.is_(False)]
                if deck is not None:
                    wanted.append(cards.c.deck == deck)
                for stored in read_cards(connection, *wanted):
                    found.setdefault(stored.card.key, stored.card)
        return found

    def deck_of(self, key: str) -> str:
        """The deck whose card ``cards`` gives where none is named: the first that has it. Raises NotFoundError."""
        held = select(cards.c.deck).where(cards.c.key == key, cards.c.is_retired.is_(False)).order_by(cards.c.deck)
        with reading(self.engine) as connection:
            found: str | None = connection.execute(held.limit(1)).scalar_one_or_none()
        if found is None:
            raise NotFoundError(f"no deck has a card {key}; it may have gone with a new edition")
        return found

    def holding(self, keys: Iterable[str]) -> dict[str, int]:
        """How many of these cards each deck has, of the decks that have any; retired ones do not count."""
        found: dict[str, int] = {}
        with reading(self.engine) as connection:
            for portion in in_portions(keys):
                live = and_(cards.c.key.in_(portion), cards.c.is_retired.is_(False))
                for deck, number in connection.execute(
                    select(cards.c.deck, func.count()).where(live).group_by(cards.c.deck)
                ):
                    found[deck] = found.get(deck, 0) + number
        return found

    def changed(self, slug: str) -> dict[str, datetime]:
        """When each card's content last changed, by key, in UTC. Raises NotFoundError."""
        wanted = select(cards.c.key, cards.c.changed_at).where(cards.c.deck == slug, cards.c.is_retired.is_(False))
        with reading(self.engine) as connection:
            is_there = connection.execute(select(exists().where(decks.c.slug == slug))).scalar_one()
            found = {row.key: row.changed_at for row in connection.execute(wanted)}
        if not is_there:
            raise self._not_found(slug)
        return found

    def save(self, deck: Deck, moment: datetime, drafts: Sequence[Draft] | None = None) -> DeckChanges:
        """Make ``deck`` the newest edition of the deck of its name, wholly or not at all.

        What is gone from it is retired: it is shown no more, and it is the same card again if it comes back. What the
        learner did stays. ``drafts`` are then those that wait; without them, those stay that became no card. ``moment``
        is when; cards whose content differs have changed then. Raises DeckError where two sources share a slug.
        """

        def as_given(held: Held) -> Revision:
            return Revision(deck, held.drafts if drafts is None else drafts)

        return DeckChanges.between(self.revise(deck.slug, moment, as_given).deck, deck)

    def revise(self, slug: str, moment: datetime, revision: Callable[[Held], Revision]) -> Held:
        """Make what ``revision`` gives for all that is held of a deck its newest edition; gives what was held before.

        One transaction: what the learner decides in the meantime comes before it or after it, never in between.
        """
        with writing(self.engine) as connection:
            held = _held(connection, slug)
            edition = revision(held)
            _refuse_double_sources(edition.deck)
            _write_deck(connection, edition.deck, moment)
            write_cards(connection, edition.deck, moment)
            now = {card.key for card in edition.deck.cards}
            write_drafts(connection, slug, [draft for draft in edition.drafts if draft.card.key not in now])
            if edition.came is not None:
                write_came(connection, slug, edition.came)
            if edition.conflicts is not None:
                write_conflicts(connection, slug, edition.conflicts)
        return held

    def held(self, slug: str) -> Held:
        """All that is held of the deck; nothing where there is none of that name."""
        with reading(self.engine) as connection:
            return _held(connection, slug)

    def remove(self, slug: str) -> None:
        """Take the deck away with all that waits in it and was decided on it; the log of its cards stays.

        Raises NotFoundError.
        """
        with writing(self.engine) as connection:
            was_there = connection.execute(delete(decks).where(decks.c.slug == slug)).rowcount
        if not was_there:
            raise self._not_found(slug)

    def _not_found(self, slug: str) -> NotFoundError:
        there_is = ", ".join(self.slugs()) or "none yet; make one with `quizkit add`"
        return NotFoundError(f"there is no deck {slug}; the decks are: {there_is}")


def _held(connection: Connection, slug: str) -> Held:
    held = read_held(connection, _load(connection, slug), slug)
    return replace(held, learnt=learnt(connection, slug), conflicts=read_conflicts(connection, slug))


def _load(connection: Connection, slug: str, changed: dict[str, datetime] | None = None) -> Deck | None:
    """The deck; when its cards changed is written to ``changed``."""
    row = connection.execute(select(decks).where(decks.c.slug == slug)).one_or_none()
    if row is None:
        return None
    living = []
    for card, moment in read_living(connection, slug):
        living.append(card)
        if changed is not None:
            changed[card.key] = moment
    return Deck(slug, row.title, tuple(living), _load_sources(connection, slug), row.description)


def _load_sources(connection: Connection, deck: str, *wanted: ColumnElement[bool]) -> tuple[DeckSource, ...]:
    texts: dict[str, dict[str, str]] = {}
    named = select(sources.c.slug).where(sources.c.deck == deck, *wanted)
    of_deck = (statements.c.deck == deck, statements.c.source.in_(named))
    in_order = select(statements).where(*of_deck).order_by(statements.c.position)
    for row in connection.execute(in_order):
        texts.setdefault(row.source, {})[row.fingerprint] = row.text
    rows = connection.execute(select(sources).where(sources.c.deck == deck, *wanted).order_by(sources.c.position))
    return tuple(DeckSource(row.slug, row.file, row.title, row.url, texts.get(row.slug, {})) for row in rows)


def _write_deck(connection: Connection, deck: Deck, moment: datetime) -> None:
    about = {"title": deck.title, "description": deck.description}
    if not connection.execute(update(decks).where(decks.c.slug == deck.slug).values(about)).rowcount:
        connection.execute(insert(decks).values(slug=deck.slug, **about))
    if not connection.execute(select(exists().where(loaded.c.slug == deck.slug))).scalar_one():
        connection.execute(insert(loaded).values(slug=deck.slug, at=moment))
    connection.execute(delete(sources).where(sources.c.deck == deck.slug))  # Their statements go with them.
    source_rows = [
        {
            "deck": deck.slug,
            "slug": source.slug,
            "position": position,
            "file": source.file,
            "title": source.title,
            "url": source.url,
        }
        for position, source in enumerate(deck.sources)
    ]
    statement_rows = [
        {"deck": deck.slug, "source": source.slug, "fingerprint": fingerprint, "position": position, "text": words}
        for source in deck.sources
        for position, (fingerprint, words) in enumerate(source.statements.items())
    ]
    for table, rows in ((sources, source_rows), (statements, statement_rows)):
        if rows:
            connection.execute(insert(table), rows)


def _refuse_double_sources(deck: Deck) -> None:
    seen: set[str] = set()
    for source in deck.sources:
        if source.slug in seen:
            raise DeckError(f"deck {deck.slug}: two sources have the slug {source.slug}; give one of them another")
        seen.add(source.slug)
