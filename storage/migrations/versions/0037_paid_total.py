"""What was paid for each order, what 1688 says came back beyond it, and an index of parcels by their numbers there."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision: str | None = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("paid_fen", "unbelieved_fen"):
        check = sa.CheckConstraint(f"{name} >= 0", name=op.f(f"ck_remote_order_{name}_not_negative"))
        op.add_column("remote_order", sa.Column(name, sa.BigInteger(), check, nullable=False, server_default="0"))
    # What came back before this was believed, so it was paid, though the sum may have fallen by it.
    op.execute(
        "UPDATE remote_order SET paid_fen = CASE WHEN refunded_fen > total_fen THEN refunded_fen ELSE total_fen END"
        " WHERE paid_at IS NOT NULL OR state NOT IN ('to_pay', 'cancelled') OR refunded_fen > 0"
    )
    op.create_index("ix_parcel_logistics_id", "parcel", ["logistics_id"])
