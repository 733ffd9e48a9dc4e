"""Which edition of the tables a database has, and how it gets the newest.

Alembic is slow to import, so it is asked only where there is something to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from quizkit.domain.errors import StorageError
from quizkit.storage.trouble import no_library

_PREFIX = "quizkit_"
"""What the names of our editions begin with: another program's Alembic table is told from ours."""


@dataclass(frozen=True, slots=True)
class Migrations:
    """The folder of Alembic's scripts, and the edition that the last of them leads to."""

    folder: Path
    newest: str

    def refuse_unknown(self, edition: str, place: str) -> None:
        """Raise StorageError where no script knows the edition: a newer quizkit made the library."""
        from alembic.script import ScriptDirectory

        if edition and edition not in {script.revision for script in ScriptDirectory(self.folder).walk_revisions()}:
            raise StorageError(
                f"{place}: a newer quizkit made this library ({edition}; this one knows {self.newest}); "
                "update quizkit to open it, it was left as it is"
            )


SHIPPED = Migrations(Path(__file__).parent / "migrations", "quizkit_0005")


def edition_of(connection: Connection, place: str) -> str:
    """The edition of the database, "" of an empty one. Raises StorageError where it holds something else."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return ""
    found = None
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if not isinstance(found, str) or not found.startswith(_PREFIX):
        raise no_library(place, "that is another program's database")
    return found


def migrate(connection: Connection, migrations: Migrations) -> None:
    """Run the scripts that are missing inside the connection's transaction: all of them, or none."""
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    upgrade(config, "head")
