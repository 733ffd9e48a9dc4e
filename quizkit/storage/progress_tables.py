"""The tables of progress: the log, the schedules that follow from it, marks on cards, and quizzes.

Nothing here refers to content but by a card's key; see ``tables``.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from quizkit.storage.schema import Moment, metadata

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

marks = Table(  # What the learner set on a card beside its schedule; a card without a row bears no mark.
    "marks",
    metadata,
    Column("key", Text, primary_key=True),
    Column("is_suspended", Boolean, nullable=False),
    Column("flag", Integer, nullable=False),  # 0: none; 1 to 7 as Anki counts its colours.
    Column("buried_until", Date),  # The first study day on which a buried card shows again.
    CheckConstraint("flag BETWEEN 0 AND 7", name="is_a_flag"),
)

quizzes = Table(
    "quizzes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("at", Moment, nullable=False),
    Column("mode", Text, nullable=False),
    Column("scope", JSON, nullable=False),  # What was asked about, as the learner chose it: only shown, never searched.
    Column("seconds", Float, nullable=False),
    CheckConstraint("mode IN ('open', 'typed', 'choice')", name="is_a_mode"),
    CheckConstraint("seconds >= 0", name="took_time"),
    Index(None, "day"),
    sqlite_autoincrement=True,
)

quiz_answers = Table(
    "quiz_answers",
    metadata,
    Column("quiz", ForeignKey("quizzes.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("topic", Text, nullable=False),  # As it was then: a score by topic is history.
    Column("given", Text, nullable=False),
    Column("is_right", Boolean, nullable=False),
    Column("seconds", Float, nullable=False),
    Index(None, "key"),
)
