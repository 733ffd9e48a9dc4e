"""The first edition: content and progress.

Written out and never changed again, whatever becomes of ``tables``: databases in the wild were built by it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "quizkit_0001"
down_revision = None
branch_labels = None
depends_on = None

_LEARNING = """state = 'learning' AND step IS NOT NULL AND step IN (1, 2) AND has_passed IS NOT NULL
    AND "interval" IS NULL AND (has_passed OR (step = 1 AND lapses = 0))"""
_GRADUATED = """state = 'graduated' AND "interval" IS NOT NULL AND "interval" >= 1 AND step IS NULL
    AND has_passed IS NULL"""
_NUMBERS = "ease >= 130 AND lapses >= 0 AND ease IS NOT NULL AND lapses IS NOT NULL AND due IS NOT NULL"
_NO_SCHEDULE = """step IS NULL AND has_passed IS NULL AND "interval" IS NULL AND ease IS NULL AND due IS NULL
    AND lapses IS NULL"""
_ONE_STATE = f"(({_LEARNING}) OR ({_GRADUATED})) AND {_NUMBERS}"
_ONE_EVENT = f"""(type = 'reviewed' AND rating BETWEEN 1 AND 4 AND rating IS NOT NULL AND is_drill IS NOT NULL
    AND seconds >= 0 AND seconds IS NOT NULL AND reason IS NULL AND state IS NULL AND {_NO_SCHEDULE} AND entry IS NULL)
OR (type = 'rescheduled' AND rating IS NULL AND is_drill IS NULL AND seconds IS NULL AND reason IS NOT NULL
    AND entry IS NULL AND state IS NOT NULL
    AND ((state = 'new' AND {_NO_SCHEDULE}) OR ((({_LEARNING}) OR ({_GRADUATED})) AND {_NUMBERS})))
OR (type = 'retracted' AND rating IS NULL AND is_drill IS NULL AND seconds IS NULL AND reason IS NULL
    AND state IS NULL AND {_NO_SCHEDULE} AND entry IS NOT NULL AND entry < number)"""


def upgrade() -> None:
    """Build all tables."""
    _build_decks()
    _build_cards()
    _build_progress()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _build_decks() -> None:
    op.create_table("decks", _text("slug"), _text("title"), _text("description"), _primary("decks", "slug"))
    op.create_table("loaded", _text("slug"), sa.Column("at", sa.DateTime(), nullable=False), _primary("loaded", "slug"))
    op.create_table(
        "sources",
        _text("deck"),
        _text("slug"),
        _number("position"),
        _text("file"),
        _text("title"),
        _text("url"),
        sa.ForeignKeyConstraint(["deck"], ["decks.slug"], name="fk_sources_deck", ondelete="CASCADE"),
        _primary("sources", "deck", "slug"),
    )
    op.create_table(
        "statements",
        _text("deck"),
        _text("source"),
        _text("fingerprint"),
        _number("position"),
        _text("text"),
        sa.ForeignKeyConstraint(
            ["deck", "source"],
            ["sources.deck", "sources.slug"],
            name="fk_statements_deck_source",
            ondelete="CASCADE",
        ),
        _primary("statements", "deck", "source", "fingerprint"),
    )


def _build_cards() -> None:
    op.create_table(
        "cards",
        _text("deck"),
        _text("key"),
        _number("position"),
        _text("kind"),
        _text("question"),
        _text("answer"),
        _text("topic"),
        sa.Column("accept", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        _text("rule"),
        _text("origin"),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["deck"], ["decks.slug"], name="fk_cards_deck", ondelete="CASCADE"),
        _primary("cards", "deck", "key"),
    )
    op.create_index("ix_cards_key", "cards", ["key"])
    op.create_index("ix_cards_position_deck_key_is_retired", "cards", ["position", "deck", "key", "is_retired"])
    op.create_index("ix_cards_deck_position_key_is_retired", "cards", ["deck", "position", "key", "is_retired"])
    op.create_table(
        "evidence",
        _text("deck"),
        _text("key"),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        _text("source"),
        _text("quote"),
        _number("line"),
        _text("speaker"),
        _text("time"),
        sa.ForeignKeyConstraint(
            ["deck", "key"], ["cards.deck", "cards.key"], name="fk_evidence_deck_key", ondelete="CASCADE"
        ),
        _primary("evidence", "deck", "key", "position"),
    )


def _build_progress() -> None:
    op.create_table(
        "schedules",
        _text("key"),
        _text("state"),
        sa.Column("step", sa.Integer()),
        sa.Column("has_passed", sa.Boolean()),
        sa.Column("interval", sa.Integer()),
        _number("ease"),
        sa.Column("due", sa.Date(), nullable=False),
        _number("lapses"),
        sa.CheckConstraint(_ONE_STATE, name=op.f("ck_schedules_is_one_state")),
        _primary("schedules", "key"),
    )
    op.create_index("ix_schedules_due_key", "schedules", ["due", "key"])
    op.create_table(
        "log",
        _number("number"),
        _text("key"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _text("type"),
        sa.Column("rating", sa.Integer()),
        sa.Column("is_drill", sa.Boolean()),
        sa.Column("seconds", sa.Float()),
        sa.Column("reason", sa.Text()),
        sa.Column("state", sa.Text()),
        sa.Column("step", sa.Integer()),
        sa.Column("has_passed", sa.Boolean()),
        sa.Column("interval", sa.Integer()),
        sa.Column("ease", sa.Integer()),
        sa.Column("due", sa.Date()),
        sa.Column("lapses", sa.Integer()),
        sa.Column("entry", sa.Integer()),
        sa.CheckConstraint(_ONE_EVENT, name=op.f("ck_log_is_one_event")),
        sa.ForeignKeyConstraint(["entry"], ["log.number"], name="fk_log_entry"),
        _primary("log", "number"),
        sa.UniqueConstraint("entry", name="uq_log_entry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_log_key_number", "log", ["key", "number"])
    op.create_index("ix_log_day_key_number", "log", ["day", "key", "number"])


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")
