"""Adds an index for a team's latest requests, which count together with the next one."""

from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_request_team_id_pending_at", "request", ["team_id", "pending_at"])
