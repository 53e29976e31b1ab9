"""What alembic runs: it uses the connection it is given, and leaves the commit to its owner."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import BigInteger

from storage.columns import Instant
from storage.tables import Table


def _by_name(kind: str, value: Any, _: object) -> str | Literal[False]:  # noqa: ANN401
    """Write our own types by their names into a new step."""
    names = {Instant: "Instant()", BigInteger: "Number"}
    return names.get(type(value)) or False if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=context.config.attributes.get("batch", True),
    render_item=_by_name,
    compare_type=True,
    on_version_apply=context.config.attributes.get("on_step"),
)
with context.begin_transaction():
    context.run_migrations()
