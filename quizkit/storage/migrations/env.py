"""Alembic runs this for every migration; ``edition.migrate`` hands it the open transaction."""

from __future__ import annotations

from alembic import context

from quizkit.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a table by copying it.
    render_as_batch=True,
)
context.run_migrations()
