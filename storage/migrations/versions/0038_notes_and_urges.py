"""Notes to sellers and urges are claimed as other errands are, and hold nothing but the next one of their kind."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import text
from storage.migrations.guards import check_now

revision = "0038"
down_revision: str | None = "0037"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('receipt', 'refund', 'return', 'withdraw', 'cancel', 'note', 'urge')"
_HOLDS = sa.text("state IN ('waits', 'asked', 'unclear') AND kind NOT IN ('note', 'urge')")
_UNANSWERED = sa.text("state IN ('asked', 'unclear') AND kind IN ('note', 'urge')")


def upgrade() -> None:
    op.add_column("errand", text("words", server_default=""))
    check_now("errand", "ck_errand_kind_known", _KINDS)
    op.drop_index("one_errand", "errand")
    for name, condition, key in (
        ("one_errand", _HOLDS, ["market", "order_id"]),
        ("one_message", _UNANSWERED, ["market", "order_id", "kind"]),
    ):
        op.create_index(name, "errand", key, unique=True, sqlite_where=condition, postgresql_where=condition)
