"""The fourth edition: marks on cards, quizzes with their answers, and what was last exported to Anki.

Written out and never changed again, whatever becomes of ``tables``: databases in the wild were built by it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "quizkit_0004"
down_revision = "quizkit_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the four tables; they start empty: no card bore a mark, no quiz was kept, no export recorded."""
    op.create_table(
        "exports",
        _text("deck"),
        _text("key"),
        _moment("at"),
        _text("topic"),
        _moment("changed_at"),
        sa.ForeignKeyConstraint(["deck"], ["decks.slug"], name="fk_exports_deck", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("deck", "key", name="pk_exports"),
    )
    op.create_table(
        "marks",
        _text("key"),
        sa.Column("is_suspended", sa.Boolean(), nullable=False),
        sa.Column("flag", sa.Integer(), nullable=False),
        sa.Column("buried_until", sa.Date(), nullable=True),
        sa.CheckConstraint("flag BETWEEN 0 AND 7", name=op.f("ck_marks_is_a_flag")),
        sa.PrimaryKeyConstraint("key", name="pk_marks"),
    )
    op.create_table(
        "quizzes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _moment("at"),
        _text("mode"),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.CheckConstraint("mode IN ('open', 'typed', 'choice')", name=op.f("ck_quizzes_is_a_mode")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_quizzes_took_time")),
        sa.PrimaryKeyConstraint("number", name="pk_quizzes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_quizzes_day", "quizzes", ["day"])
    op.create_table(
        "quiz_answers",
        sa.Column("quiz", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        _text("key"),
        _text("topic"),
        _text("given"),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["quiz"], ["quizzes.number"], name="fk_quiz_answers_quiz", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("quiz", "position", name="pk_quiz_answers"),
    )
    op.create_index("ix_quiz_answers_key", "quiz_answers", ["key"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=False)
