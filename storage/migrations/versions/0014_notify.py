"""Adds what people, and teams for their people, chose about messages, and until when a message waits for a morning."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text

revision = "0014"
down_revision: str | None = "0013"
branch_labels = None
depends_on = None

_ON_THEIR_WAY = sa.text("state IN ('due', 'sending') AND waits_until IS NULL")
_WAITING = sa.text("waits_until IS NOT NULL")


def upgrade() -> None:
    for table in ("person", "team"):
        op.add_column(table, text("notify", nullable=True))
    op.add_column("outbox", big("waits_until", nullable=True))
    # What waits for a morning must not hold up what comes after it in its chat.
    op.drop_index("on_their_way", "outbox")
    _index("on_their_way", ["chat_id", "id"], _ON_THEIR_WAY)
    _index("ix_outbox_waiting", ["waits_until", "chat_id"], _WAITING)


def _index(name: str, columns: list[str], condition: sa.TextClause) -> None:
    op.create_index(name, "outbox", columns, sqlite_where=condition, postgresql_where=condition)
