"""Several processes on one database: adds claims on rows (owner, end, count) and leases on ticks."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, whole, word

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        word("owner", server_default=""),
        whole("epoch", server_default="0"),
        big("claimed_until", nullable=True),
    ):
        op.add_column("inbox", column)
    for column in (word("owner", server_default=""), whole("epoch", server_default="0")):
        op.add_column("outbox", column)
    op.create_table(
        "turn",
        word("name"),
        word("owner"),
        whole("epoch"),
        big("until"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_turn")),
    )
