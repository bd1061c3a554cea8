"""What is stuck is told once: a case for each alarm; a parcel knows when it was sent, and when its trace was read."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, word

revision = "0031"
down_revision: str | None = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("parcel", big("sent_at", nullable=True))
    op.add_column("parcel", big("traced_at", nullable=True))
    op.create_table(
        "alarm",
        word("market", server_default="1688"),
        word("order_id"),
        word("kind"),
        word("parcel"),
        big("since"),
        big("seen_at"),
        sa.CheckConstraint(
            "kind IN ('not_shipped', 'late', 'no_scan', 'frozen')", name=op.f("ck_alarm_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["market", "order_id"], ["remote_order.market", "remote_order.order_id"],
            name=op.f("fk_alarm_market_order_id_remote_order"),
        ),
        sa.PrimaryKeyConstraint("market", "order_id", "kind", "parcel", name=op.f("pk_alarm")),
    )  # fmt: skip
