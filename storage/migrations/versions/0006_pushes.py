"""Creates the table of 1688's push messages that were received."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, word

revision = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "push",
        word("message_id"),
        word("topic"),
        big("received_at"),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_push")),
    )
    op.create_index("ix_push_received_at", "push", ["received_at"])
