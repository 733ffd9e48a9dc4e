"""The second edition: drafts that wait, what the learner decided on them, and the words that cards came with.

Written out and never changed again, whatever becomes of ``tables``: databases in the wild were built by it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "quizkit_0002"
down_revision = "quizkit_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the three tables; they start empty, for so far nothing waited and nothing was decided."""
    op.create_table(
        "drafts",
        _text("deck"),
        _text("key"),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("topic"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        _of_deck("drafts"),
        _primary("drafts", "deck", "key"),
    )
    op.create_index("ix_drafts_deck_position", "drafts", ["deck", "position"])
    op.create_index("ix_drafts_key", "drafts", ["key"])
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        _text("deck"),
        _text("key"),
        sa.Column("at", sa.DateTime(), nullable=False),
        _text("decision"),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.CheckConstraint("decision IN ('accepted', 'edited', 'rejected')", name=op.f("ck_decisions_is_a_decision")),
        _of_deck("decisions"),
        _primary("decisions", "number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_deck_key_number", "decisions", ["deck", "key", "number"])
    op.create_table(
        "bases",
        _text("deck"),
        _text("road"),
        _text("key"),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.CheckConstraint("road IN ('file', 'document')", name=op.f("ck_bases_is_a_road")),
        _of_deck("bases"),
        _primary("bases", "deck", "road", "key"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _of_deck(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["deck"], ["decks.slug"], name=f"fk_{table}_deck", ondelete="CASCADE")


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")
