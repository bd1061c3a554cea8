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


def upgrade() -> None:
    op.add_column("outbox", flag("buttons_live", server_default=sa.false()))
    op.create_index("ix_outbox_buttons_live", "outbox", ["request_id"], sqlite_where=_LIVE, postgresql_where=_LIVE)
    op.execute(f"UPDATE outbox SET buttons_live = true WHERE {_kept_true()}")  # noqa: S608 - literals


def _kept_true() -> str:
    """Messages that were sent, or will be, with such buttons, as an SQL expression."""
    kinds = ", ".join(f"'{each}'" for each in _KINDS)
    return f"request_id IS NOT NULL AND state <> 'dead' AND kind IN ({kinds})"
