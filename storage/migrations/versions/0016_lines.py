"""A request may hold several variants: those that are collected, and its order lines once it was asked for."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import text, whole, word

revision = "0016"
down_revision: str | None = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", text("several", nullable=True))
    op.create_table(
        "order_line",
        whole("request_id"),
        whole("place"),
        word("offer_id"),
        word("spec_id"),
        whole("quantity"),
        sa.CheckConstraint("place > 0", name=op.f("ck_order_line_place_known")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_line_quantity_positive")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_order_line_request_id_request")),
        sa.PrimaryKeyConstraint("request_id", "place", name=op.f("pk_order_line")),
        sa.UniqueConstraint(
            "request_id", "offer_id", "spec_id", name=op.f("uq_order_line_request_id_offer_id_spec_id")
        ),
    )
    asked = sa.text(
        "INSERT INTO order_line (request_id, place, offer_id, spec_id, quantity)"
        " SELECT id, 1, offer_id, coalesce(spec_id, ''), quantity FROM request"
        " WHERE state <> 'draft' AND snapshot_hash IS NOT NULL AND quantity IS NOT NULL"
    )
    op.execute(asked)
