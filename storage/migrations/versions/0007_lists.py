"""Adds indices for lists that people open, so that a million old orders cost no more than a thousand."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _of_some("going_on", "request", ["id", "state", "team_id", "requester_id"], "'draft', 'pending', 'approved'")
    _of_some("on_their_way", "outbox", ["chat_id", "id"], "'due', 'sending'")
    op.drop_index("ix_request_offer_id", "request")
    op.create_index("ix_request_offer_id_created_at", "request", ["offer_id", "created_at"])
    for column in ("request_id", "created_at", "submitted_at", "doubted_at"):
        op.create_index(f"ix_attempt_{column}", "attempt", [column])
    for columns in (("attempt_id",), ("paid_at",), ("seller", "state"), ("state", "request_id")):
        op.create_index(f"ix_remote_order_{'_'.join(columns)}", "remote_order", list(columns))


def _of_some(name: str, table: str, columns: list[str], states: str) -> None:
    where = sa.text(f"state IN ({states})")
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
