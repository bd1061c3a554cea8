"""How far 1688 says that each line of an order is, sent or received apart from the others."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision: str | None = "0041"
branch_labels = None
depends_on = None

_STEPS = ("to_pay", "paid", "part_shipped", "shipped", "received", "finished", "cancelled")


def upgrade() -> None:
    known = ", ".join(repr(step) for step in _STEPS)
    check = sa.CheckConstraint(f"step IN ({known})", name="step_known")
    op.add_column("order_entry", sa.Column("step", sa.String(), check, nullable=True))
