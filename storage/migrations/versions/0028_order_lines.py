"""Remembers what 1688 says of the lines of an order: the pieces of each, and what they cost together."""

from alembic import op

from storage.migrations.columns import text

revision = "0028"
down_revision: str | None = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("remote_order", text("lines", nullable=True))
