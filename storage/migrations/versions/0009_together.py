"""An index for what a team asked for lately: it counts together with what is asked for next."""

from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_request_team_id_pending_at", "request", ["team_id", "pending_at"])
