"""Finds the newest order that says whether our reference comes back, among a million."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision: str | None = "0020"
branch_labels = None
depends_on = None

_ECHOED = sa.text("echoed IS NOT NULL")


def upgrade() -> None:
    columns = ["placed_at", "order_id"]
    op.create_index("newest_echo", "remote_order", columns, sqlite_where=_ECHOED, postgresql_where=_ECHOED)
