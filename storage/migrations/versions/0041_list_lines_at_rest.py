"""Lines of a team's list that came back with an old copy of the database are at rest; since when."""

import json
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big

revision = "0041"
down_revision: str | None = "0040"
branch_labels = None
depends_on = None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RESTORED = sa.text("SELECT value FROM fact WHERE name = 'restored_at'")
_REST = sa.text("UPDATE list_line SET rests_since = :restored WHERE added_at <= :restored")


def upgrade() -> None:
    op.add_column("list_line", big("rests_since", nullable=True))
    if op.get_context().as_sql:
        return  # a new database has nothing to put to rest
    bind = op.get_bind()
    stored = bind.execute(_RESTORED).scalar()
    if stored is None:
        return
    # A copy was put back before there was rest for lists: what it brought back may have been bought all the same.
    restored = datetime.fromisoformat(json.loads(stored))
    bind.execute(_REST, {"restored": (restored - _EPOCH) // timedelta(microseconds=1)})
