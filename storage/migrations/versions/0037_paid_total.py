"""What was paid for each order, what 1688 says came back beyond it, and which orders a parcel is known of."""

from alembic import op

from storage.migrations.columns import big

revision = "0037"
down_revision: str | None = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("remote_order", big("paid_fen", server_default="0"))
    op.add_column("remote_order", big("unbelieved_fen", server_default="0"))
    op.execute(
        "UPDATE remote_order SET paid_fen = total_fen WHERE paid_at IS NOT NULL OR state NOT IN ('to_pay', 'cancelled')"
    )
    op.create_index("ix_parcel_logistics_id", "parcel", ["logistics_id"])
