"""The note with which each attempt was sent, beside its body."""

import json

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import text

revision = "0045"
down_revision: str | None = "0044"
branch_labels = None
depends_on = None

_ATTEMPT = sa.table("attempt", sa.column("id"), sa.column("body"), sa.column("note"))
_WITH_NOTES = sa.select(_ATTEMPT.c.id, _ATTEMPT.c.body).where(_ATTEMPT.c.body.contains('"message"'))
_PUT = sa.update(_ATTEMPT).where(_ATTEMPT.c.id == sa.bindparam("attempt")).values(note=sa.bindparam("sent"))


def upgrade() -> None:
    op.add_column("attempt", text("note", server_default=""))
    if op.get_context().as_sql:
        return
    rows = op.get_bind().execute(_WITH_NOTES).all()
    notes = [{"attempt": row.id, "sent": _note_in(row.body)} for row in rows]
    if notes:
        op.get_bind().execute(_PUT, notes)


def _note_in(body: str) -> str:
    """The note in the parameters of a create call, each a text; empty if these are none or have none."""
    try:
        params = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(params, dict) or not all(isinstance(value, str) for value in params.values()):
        return ""
    return str(params.get("message", ""))
