"""Counts calls to 1688 by day; keeps when an order was received, and when periodic work last ran."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, whole, word

revision = "0015"
down_revision: str | None = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("market_call", word("day", primary_key=True), word("kind", primary_key=True), whole("calls"))
    op.add_column("remote_order", big("confirmed_at", nullable=True))
    over = sa.text(
        "UPDATE remote_order SET confirmed_at = modified_at"
        " WHERE state IN ('received', 'finished') AND checked = 'agreed'"
    )
    op.execute(over)
    op.create_index("ix_remote_order_confirmed_at", "remote_order", ["confirmed_at"])
    op.drop_column("parcel", "look_step")
    # From now on it is kept when work last ran, not when it runs next: that is not known, and each is due once.
    wanted = sa.text("UPDATE fact SET name = 'run:' || substr(name, 6), value = :wanted WHERE name LIKE 'next:%'")
    op.execute(wanted.bindparams(wanted="{}"))
