"""Adds which sent messages carry buttons that stop holding once their purchase moves on, so that they are kept true."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import flag

revision = "0013"
down_revision: str | None = "0012"
branch_labels = None
depends_on = None

_KINDS = (
    "placed", "price_changed", "pay_soon", "not_shipped", "not_sent", "rests", "changed", "needs_person", "conflict",
    "question", "reminder", "escalated",
)  # fmt: skip
_LIVE = sa.text("buttons_live")
_OUTBOX = sa.table(
    "outbox", sa.column("request_id"), sa.column("state", sa.String()), sa.column("kind", sa.String()),
    sa.column("buttons_live", sa.Boolean()),
)  # fmt: skip


def upgrade() -> None:
    op.add_column("outbox", flag("buttons_live", server_default=sa.false()))
    op.create_index("ix_outbox_buttons_live", "outbox", ["request_id"], sqlite_where=_LIVE, postgresql_where=_LIVE)
    carries = sa.and_(_OUTBOX.c.request_id.is_not(None), _OUTBOX.c.state != "dead", _OUTBOX.c.kind.in_(_KINDS))
    op.execute(_OUTBOX.update().where(carries).values(buttons_live=sa.true()))
