"""Adds since when a member is out of the team's group: their roles are suspended until they are back."""

from alembic import op

from storage.migrations.columns import big

revision = "0011"
down_revision: str | None = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("left_at", "left_update"):
        op.add_column("member", big(column, nullable=True))
