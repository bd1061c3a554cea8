"""Finds an order that is still to be read back, among a hundred thousand that are open."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision: str | None = "0025"
branch_labels = None
depends_on = None

_READ_BACK = sa.text("checked = 'checking'")


def upgrade() -> None:
    op.create_index("to_read_back", "remote_order", ["state"], sqlite_where=_READ_BACK, postgresql_where=_READ_BACK)
