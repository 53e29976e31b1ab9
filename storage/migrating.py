"""Bringing a database to what the program expects, in steps, or saying why that cannot be.

Alembic is only there while steps are taken: it is large, and at most starts there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"


class TooNew(Exception):  # noqa: N818 - it is a state of the database, told to the operator
    """The database has been used by a newer program; this one would do harm."""

    def __init__(self, step: str) -> None:
        """Name the step that is not known here."""
        super().__init__(step)
        self.step = step


def missing(database: Database) -> list[str]:
    """Return the steps that a database still has to take, the oldest first; raises TooNew."""
    with database.reading() as session:
        return _missing(session.connection())


def migrate(
    database: Database, told: Callable[[str], None] = lambda _: None, *, until: str = "head"
) -> list[str]:
    """Take all missing steps, or none if one fails; raises TooNew. Each is told when it is done.

    ``until`` stops at an earlier step: tests begin with the databases of older releases.
    """
    with database.migrating() as connection:
        steps = _missing(connection)
        if steps:
            from alembic import command  # noqa: PLC0415 - see above

            command.upgrade(_config(connection, told), until)
        return steps


def differences(database: Database) -> list[Any]:
    """Return where the database is not what the tables say; there should be nothing."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - only tests compare
    from alembic.migration import MigrationContext  # noqa: PLC0415

    from storage.tables import Table  # noqa: PLC0415

    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        found: list[Any] = compare_metadata(context, Table.metadata)
    return found


def _missing(connection: Connection) -> list[str]:
    steps, now = _steps(), _newest(connection)
    if now is None:
        return list(steps)
    if now not in steps:
        raise TooNew(now)
    return list(steps[steps.index(now) + 1 :])


def _newest(connection: Connection) -> str | None:
    """Return the step that was taken last, where alembic notes it; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    noted: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return noted


@cache
def _steps() -> tuple[str, ...]:
    """Return the numbers of all steps, by which their files are called, the oldest first."""
    names = sorted(file.stem for file in (_FOLDER / "versions").glob("v*.py"))
    return tuple(name.partition("_")[0].removeprefix("v") for name in names)


def _config(connection: Connection, told: Callable[[str], None]) -> Config:
    def on_step(*, step: Any, **_: object) -> None:  # noqa: ANN401 - alembic's own
        told(step.up_revision_id)

    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config(attributes={"connection": connection, "on_step": on_step})
    config.set_main_option("script_location", str(_FOLDER))
    return config
