"""Cards with their progress from another program into the library: all of a package in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, exists, func, insert, select, update

from quizkit.domain.arrival import Arrival, Known, KnownCard, KnownProgress, Package, Progress, Taken
from quizkit.domain.card import Card
from quizkit.domain.log import Reason, Rescheduled, Reviewed
from quizkit.domain.schedule import New, Schedule
from quizkit.storage.bulk import indexes_at_the_end, insert_rows
from quizkit.storage.database import reading, writing
from quizkit.storage.deck_cards import row_of
from quizkit.storage.held import rejected_among
from quizkit.storage.portions import in_portions
from quizkit.storage.progress_tables import log, marks, schedules
from quizkit.storage.rows import RESCHEDULED, REVIEWED, SCHEDULE_COLUMNS, entry_of, schedule_of, schedule_values
from quizkit.storage.stored_cards import read_cards
from quizkit.storage.tables import cards, decks, loaded

_CARD = (
    "deck", "key", "position", "kind", "question", "answer", "topic", "accept", "choices", "rule", "origin", "media",
    "came",
)  # fmt: skip
_REVIEW = ("key", "day", "at", "rating", "is_drill", "seconds")
_MARKS = ("key", "is_suspended", "flag", "buried_until")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FROM_ELSEWHERE = (Reason.IMPORTED, Reason.FROM_ANKI)


class ArrivalStore:
    """The way into one library. Raises StorageError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def take(
        self,
        package: Package,
        moment: datetime,
        today: date,
        settle: Callable[[Known], Taken],
        came: Callable[[Any], str],
    ) -> Taken:
        """Write what ``settle`` takes over of the package, given what the library knows of its cards.

        ``came`` gives, for a card, the words that it arrives with as they are kept for the next time.
        """
        moment = moment.astimezone(UTC)
        with writing(self.engine) as connection:
            taken = settle(_known(connection, [arrival.card.key for arrival in package.arrivals]))
            _add_decks(connection, package, {arrival.deck for arrival in taken.new}, moment)
            _reword(connection, taken.reworded, moment)
            _note_words(connection, taken.settled)
            _mark(connection, taken.marked, today)
            many = {cards: len(taken.new), log: taken.reviews + len(taken.progress), schedules: len(taken.progress)}
            with indexes_at_the_end(connection, many):
                _add_cards(connection, taken.new, moment, came)
                _add_progress(connection, taken.progress, moment, today)
        return taken

    def came(self, deck: str) -> dict[str, str]:
        """The words that the deck's cards last arrived with, by key; those that never did are not among them."""
        arrived = select(cards.c.key, cards.c.came).where(cards.c.deck == deck, cards.c.came != "")
        with reading(self.engine) as connection:
            return {row.key: row.came for row in connection.execute(arrived)}

    def note_words(self, arrived: Sequence[KnownCard]) -> None:
        """Remember the words that these cards arrived with."""
        with writing(self.engine) as connection:
            _note_words(connection, arrived)


def _known(connection: Connection, keys: Sequence[str]) -> Known:
    """What there is of the keys; nothing is asked about them one by one where no card of their kind ever came."""
    beginnings = {key.partition("/")[0] for key in keys}
    unknown = {beginning for beginning in beginnings if not _has_any(connection, f"{beginning}/")}
    asked = [key for key in keys if key.partition("/")[0] not in unknown] if unknown else keys
    found: dict[str, list[KnownCard]] = {}
    progress: dict[str, KnownProgress] = {}
    marked: set[str] = set()
    for portion in in_portions(asked):
        for stored in read_cards(connection, cards.c.key.in_(portion)):
            known = KnownCard(stored.deck, stored.card, stored.came, stored.is_retired)
            found.setdefault(stored.card.key, []).append(known)
        progress.update(_progress(connection, portion))
        marked.update(connection.execute(select(marks.c.key).where(marks.c.key.in_(portion))).scalars())
    return Known(found, frozenset(rejected_among(connection, asked)), progress, frozenset(marked))


def _has_any(connection: Connection, beginning: str) -> bool:
    """Whether any card, or any entry of the log, has a key that begins so."""
    return any(
        connection.execute(select(exists().where(table.c.key.startswith(beginning, autoescape=True)))).scalar_one()
        for table in (cards, log)
    )


def _progress(connection: Connection, keys: list[str]) -> Iterator[tuple[str, KnownProgress]]:
    stored: dict[str, Schedule] = {}
    for row in connection.execute(select(schedules).where(schedules.c.key.in_(keys))):
        stored[row.key] = schedule_of(row)
    entries: dict[str, list[Any]] = {}
    for row in connection.execute(select(log).where(log.c.key.in_(keys)).order_by(log.c.number)):
        entries.setdefault(row.key, []).append(entry_of(row))
    for key, of_card in entries.items():
        reviews, touched = [], 0
        # A review that was taken back here is known all the same, and does not come in again.
        for entry in of_card:
            if isinstance(entry.event, Reviewed):
                reviews.append((_milliseconds(entry.event.at), entry.event.rating))
            # An undo is the learner's doing, too: what it took back must not come home as news.
            if not (isinstance(entry.event, Rescheduled) and entry.event.reason in _FROM_ELSEWHERE):
                touched = max(touched, _milliseconds(entry.event.at))
        yield key, KnownProgress(stored.get(key, New()), reviews, touched, True)


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _add_decks(connection: Connection, package: Package, slugs: Iterable[str], moment: datetime) -> None:
    for slug in slugs:
        if not connection.execute(select(exists().where(decks.c.slug == slug))).scalar_one():
            about = package.decks[slug]
            connection.execute(insert(decks).values(slug=slug, title=about.title, description=about.description))
        if not connection.execute(select(exists().where(loaded.c.slug == slug))).scalar_one():
            connection.execute(insert(loaded).values(slug=slug, at=moment))


def _add_cards(connection: Connection, new: list[Arrival], moment: datetime, came: Callable[[Any], str]) -> None:
    """New cards, behind those that their decks have."""
    last = select(cards.c.deck, func.max(cards.c.position)).group_by(cards.c.deck)
    last = last.where(cards.c.deck.in_({arrival.deck for arrival in new}))
    following = {deck: position + 1 for deck, position in connection.execute(last)} if new else {}
    placed = []
    for arrival in new:
        position = following.get(arrival.deck, 0)
        following[arrival.deck] = position + 1
        placed.append((arrival.card.key, arrival.deck, position, arrival.card))
    # In the order of the primary key, by two sorts of plain texts: an index grows fastest at one end.
    placed.sort(key=itemgetter(0))
    placed.sort(key=itemgetter(1))
    rows = (
        (
            deck, key, position, str(card.kind), card.question, card.answer, card.topic, card.accept, card.choices,
            card.rule, str(card.origin), _files(card), came(card),
        )
        for key, deck, position, card in placed
    )  # fmt: skip
    insert_rows(connection, cards, _CARD, rows, changed_at=moment, is_retired=False)


def _files(card: Card) -> tuple[tuple[str, str], ...]:
    return tuple([(file.name, file.digest) for file in card.media]) if card.media else ()


def _reword(connection: Connection, reworded: list[KnownCard], moment: datetime) -> None:
    if not reworded:
        return
    rows = []
    for known in reworded:
        row = row_of(known.deck, known.card, 0, moment)
        del row["position"]
        rows.append({**row, "came": known.came, "of_deck": row.pop("deck"), "of_key": row.pop("key")})
    one_card = (cards.c.deck == bindparam("of_deck")) & (cards.c.key == bindparam("of_key"))
    connection.execute(update(cards).where(one_card), rows)


def _note_words(connection: Connection, settled: Sequence[KnownCard]) -> None:
    if settled:
        one_card = (cards.c.deck == bindparam("of_deck")) & (cards.c.key == bindparam("of_key"))
        rows = [{"of_deck": known.deck, "of_key": known.card.key, "came": known.came} for known in settled]
        connection.execute(update(cards).where(one_card), rows)


def _add_progress(connection: Connection, progress: list[Progress], moment: datetime, today: date) -> None:
    """The log entries of each card, oldest first, then the schedule where one was set after them."""
    # In the order of the keys: an index grows fastest at one end.
    progress = sorted(progress, key=itemgetter(0))
    reviewed = (
        (key, day, at, +rating, is_drill, seconds)
        for key, reviews, _, _ in progress
        for at, day, rating, is_drill, seconds in reviews
    )
    insert_rows(connection, log, _REVIEW, reviewed, type=REVIEWED)
    given = ((key, str(reason), *schedule_values(schedule)) for key, _, reason, schedule in progress if reason)
    insert_rows(connection, log, ("key", "reason", *SCHEDULE_COLUMNS), given, type=RESCHEDULED, day=today, at=moment)
    if connection.execute(select(exists().select_from(schedules))).scalar_one():
        for portion in in_portions([one.key for one in progress]):
            connection.execute(delete(schedules).where(schedules.c.key.in_(portion)))
    rows = ((key, *schedule_values(schedule)) for key, _, _, schedule in progress if not isinstance(schedule, New))
    insert_rows(connection, schedules, ("key", *SCHEDULE_COLUMNS), rows)


def _mark(connection: Connection, marked: list[Arrival], today: date) -> None:
    for portion in in_portions([arrival.card.key for arrival in marked]):
        connection.execute(delete(marks).where(marks.c.key.in_(portion)))
    rows = [
        (a.card.key, a.is_suspended, a.flag, today + timedelta(days=1) if a.is_buried else None)
        for a in marked
        if a.is_suspended or a.flag or a.is_buried
    ]
    insert_rows(connection, marks, _MARKS, rows)
