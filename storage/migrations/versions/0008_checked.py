"""Orders are read back before they count; two new ways into conflict; orders placed outside the bot."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole
from storage.migrations.guards import forbid_other_moves_now

revision = "0008"
down_revision: str | None = "0007"
branch_labels = None
depends_on = None

ATTEMPT_MOVES = (
    ("ready", "submitting"),
    ("ready", "withdrawn"),
    ("submitting", "ready"),
    ("submitting", "placed"),
    ("submitting", "refused"),
    ("submitting", "in_doubt"),
    ("submitting", "conflict"),
    ("in_doubt", "placed"),
    ("in_doubt", "conflict"),
    ("in_doubt", "needs_person"),
    ("needs_person", "ready"),
    ("needs_person", "placed"),
    ("needs_person", "conflict"),
    ("needs_person", "abandoned"),
    ("conflict", "placed"),
    ("placed", "conflict"),
)


def upgrade() -> None:
    _check_orders()
    op.add_column("attempt", text("alike", nullable=True))
    op.add_column("ghost", flag("outside", server_default=sa.false()))
    forbid_other_moves_now("attempt", "state", ATTEMPT_MOVES)


def _check_orders() -> None:
    """Every order that a detail call confirmed counts as read back."""
    # Alembic cannot add a column together with its check on SQLite.
    op.execute(
        "ALTER TABLE remote_order ADD COLUMN checked VARCHAR DEFAULT 'checking' NOT NULL"
        " CONSTRAINT ck_remote_order_checked_known CHECK (checked IN ('checking', 'agreed', 'differs'))"
    )
    op.execute("UPDATE remote_order SET checked = 'agreed' WHERE known")
    op.drop_column("remote_order", "known")
    sums = (big("detail_fen", nullable=True), big("listed_fen", nullable=True))
    for column in (flag("echoed", nullable=True), whole("pieces", nullable=True), *sums):
        op.add_column("remote_order", column)
