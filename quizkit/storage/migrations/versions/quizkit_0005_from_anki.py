"""The fifth edition: the media of cards, and the words that a card came with from another program.

Written out and never changed again, whatever becomes of ``tables``: databases in the wild were built by it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "quizkit_0005"
down_revision = "quizkit_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns: no card had media, and none came from another program."""
    op.add_column("cards", sa.Column("media", sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
    op.add_column("cards", sa.Column("came", sa.Text(), server_default=sa.text("''"), nullable=False))
