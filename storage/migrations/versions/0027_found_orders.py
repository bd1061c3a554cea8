"""Keeps what 1688 showed of an unknown order, and whose order people said that it is.

That somebody was warned of a repeat stands on the button of the card that warned them, no longer in the database.
"""

from alembic import op

from storage.migrations.columns import text, whole

revision = "0027"
down_revision: str | None = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ghost", text("report", nullable=True))
    op.add_column("ghost", whole("given_to", nullable=True))
    op.drop_column("request", "repeat_told_at")
