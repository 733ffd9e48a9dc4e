"""The tables: content and progress side by side, with no foreign key between them.

Content is decks and what they hold; progress is the log and the schedules that follow from it. Only a card's key joins
the two, so that no new edition of a deck can touch what the learner did. A key names a fact and an answer slot: where
two decks hold a card of the same key, they share its progress.

What is written here must be what ``migrations`` builds; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment in Python, UTC without a zone in the database: databases disagree about zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Content

decks = Table(
    "decks",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
)

loaded = Table(  # Every deck that was ever saved: one that the learner removed is not brought back unasked.
    "loaded",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("slug", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("deck", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("fingerprint", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(["deck", "source"], ["sources.deck", "sources.slug"], ondelete="CASCADE"),
)

cards = Table(
    "cards",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),  # The order in which a learner should meet the cards.
    Column("kind", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("accept", JSON, nullable=False),
    Column("choices", JSON, nullable=False),
    Column("rule", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    # Gone from the newest edition: kept, so that the card is the same one again if it comes back.
    Column("is_retired", Boolean, nullable=False),
    Index(None, "key"),
    # Learning order. Not is_retired first: a database without statistics takes it for rare and starts there.
    Index(None, "position", "deck", "key", "is_retired"),
    Index(None, "deck", "position", "key", "is_retired"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("deck", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("time", Text, nullable=False),
    ForeignKeyConstraint(["deck", "key"], ["cards.deck", "cards.key"], ondelete="CASCADE"),
)

# What waits for the learner's yes, and what the learner said. Whole cards stand here as JSON: they are read back, shown
# and compared, never searched.

drafts = Table(
    "drafts",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("card", JSON, nullable=False),
    Index(None, "deck", "position"),
    Index(None, "key"),
)

decisions = Table(  # A stack: the last one of a key stands, and an undo takes the last one of all away.
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("decision", Text, nullable=False),
    Column("card", JSON, nullable=False),  # The words that were decided on.
    Column("before", JSON, nullable=False),  # The card, draft or rejection that an undo brings back.
    CheckConstraint("decision IN ('accepted', 'edited', 'rejected')", name="is_a_decision"),
    Index(None, "deck", "key", "number"),
    sqlite_autoincrement=True,
)

bases = Table(  # A card as it last came from a deck file or a document: what differs from it are the learner's words.
    "bases",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("road", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("card", JSON, nullable=False),
    CheckConstraint("road IN ('file', 'document')", name="is_a_road"),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("sort", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("a", JSON, nullable=False),
    Column("b", JSON, nullable=False),
    Index(None, "deck", "position"),
)

picks = Table(  # A stack like decisions, of which a pick takes all behind ``after`` and up to ``until`` with it.
    "picks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("pick", Text, nullable=False),
    Column("after", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    CheckConstraint("pick IN ('a', 'b', 'both', 'neither')", name="is_a_pick"),
    Index(None, "deck", "key", "number"),
    sqlite_autoincrement=True,
)

# Progress

# The nullable columns are set as the state demands and not otherwise; a card without a row is New.
_LEARNING = """state = 'learning' AND step IS NOT NULL AND step IN (1, 2) AND has_passed IS NOT NULL
    AND "interval" IS NULL AND (has_passed OR (step = 1 AND lapses = 0))"""
_GRADUATED = """state = 'graduated' AND "interval" IS NOT NULL AND "interval" >= 1 AND step IS NULL
    AND has_passed IS NULL"""
_NUMBERS = "ease >= 130 AND lapses >= 0 AND ease IS NOT NULL AND lapses IS NOT NULL AND due IS NOT NULL"
_NO_SCHEDULE = """step IS NULL AND has_passed IS NULL AND "interval" IS NULL AND ease IS NULL AND due IS NULL
    AND lapses IS NULL"""

schedules = Table(
    "schedules",
    metadata,
    Column("key", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("step", Integer),
    Column("has_passed", Boolean),
    Column("interval", Integer),
    Column("ease", Integer, nullable=False),
    Column("due", Date, nullable=False),
    Column("lapses", Integer, nullable=False),
    CheckConstraint(f"(({_LEARNING}) OR ({_GRADUATED})) AND {_NUMBERS}", name="is_one_state"),
    Index(None, "due", "key"),
)

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Moment, nullable=False),
    Column("type", Text, nullable=False),
    # reviewed
    Column("rating", Integer),
    Column("is_drill", Boolean),
    Column("seconds", Float),
    # rescheduled
    Column("reason", Text),
    Column("state", Text),
    Column("step", Integer),
    Column("has_passed", Boolean),
    Column("interval", Integer),
    Column("ease", Integer),
    Column("due", Date),
    Column("lapses", Integer),
    # retracted
    Column("entry", ForeignKey("log.number")),
    CheckConstraint(
        f"""(type = 'reviewed' AND rating BETWEEN 1 AND 4 AND rating IS NOT NULL AND is_drill IS NOT NULL
    AND seconds >= 0 AND seconds IS NOT NULL AND reason IS NULL AND state IS NULL AND {_NO_SCHEDULE} AND entry IS NULL)
OR (type = 'rescheduled' AND rating IS NULL AND is_drill IS NULL AND seconds IS NULL AND reason IS NOT NULL
    AND entry IS NULL AND state IS NOT NULL
    AND ((state = 'new' AND {_NO_SCHEDULE}) OR ((({_LEARNING}) OR ({_GRADUATED})) AND {_NUMBERS})))
OR (type = 'retracted' AND rating IS NULL AND is_drill IS NULL AND seconds IS NULL AND reason IS NULL
    AND state IS NULL AND {_NO_SCHEDULE} AND entry IS NOT NULL AND entry < number)""",
        name="is_one_event",
    ),
    UniqueConstraint("entry"),  # Taken back once is taken back; it also finds what was retracted.
    Index(None, "key", "number"),
    Index(None, "day", "key", "number"),
    sqlite_autoincrement=True,  # Numbers only grow, whatever happens to the last row.
)
