"""Updates that took effect wait on until their people were answered."""

from alembic import op

from storage.migrations.columns import big

revision = "0044"
down_revision: str | None = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", big("acted_at", nullable=True))
