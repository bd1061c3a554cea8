"""Finds what still has a text that may go, and drafts that nobody asked for, without a walk through the past."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big

revision = "0023"
down_revision: str | None = "0022"
branch_labels = None
depends_on = None

_WITH_LANE = sa.text("lane <> '' AND state <> 'new'")
_NOT_EMPTIED = sa.text("emptied_at IS NULL")
_NEVER_ASKED = sa.text(
    "closed_reason IN ('by-requester', 'unconfirmed', 'to-list', 'team-closed')"
    " AND pending_at IS NULL AND approved IS NULL AND part_of IS NULL"
)


def upgrade() -> None:
    op.add_column("outbox", big("emptied_at", nullable=True))
    _index("ix_inbox_with_text", "inbox", ["state", "finished_at"], _WITH_LANE)
    _index("ix_outbox_with_text", "outbox", ["state", "sent_at"], _NOT_EMPTIED)
    _index("ix_outbox_of_request", "outbox", ["request_id"], _NOT_EMPTIED)
    _index("never_asked", "request", ["updated_at"], _NEVER_ASKED)
    # Without it each draft that goes would cost a walk through all votes, to see that none refers to it.
    op.create_index("ix_decision_request_id", "decision", ["request_id"])


def _index(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
