"""The third edition: where sources contradict each other, and which side the learner picked.

Written out and never changed again, whatever becomes of ``tables``: databases in the wild were built by it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "quizkit_0003"
down_revision = "quizkit_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the two tables; they start empty, and the next edition of a deck fills them."""
    op.create_table(
        "conflicts",
        _text("deck"),
        _text("key"),
        _number("position"),
        _text("sort"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("a", sa.JSON(), nullable=False),
        sa.Column("b", sa.JSON(), nullable=False),
        _of_deck("conflicts"),
        sa.PrimaryKeyConstraint("deck", "key", name="pk_conflicts"),
    )
    op.create_index("ix_conflicts_deck_position", "conflicts", ["deck", "position"])
    op.create_table(
        "picks",
        _number("number"),
        _text("deck"),
        _text("key"),
        sa.Column("at", sa.DateTime(), nullable=False),
        _text("pick"),
        _number("after"),
        _number("until"),
        sa.CheckConstraint("pick IN ('a', 'b', 'both', 'neither')", name=op.f("ck_picks_is_a_pick")),
        _of_deck("picks"),
        sa.PrimaryKeyConstraint("number", name="pk_picks"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_picks_deck_key_number", "picks", ["deck", "key", "number"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _of_deck(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["deck"], ["decks.slug"], name=f"fk_{table}_deck", ondelete="CASCADE")
