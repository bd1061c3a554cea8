"""Who left his team's group: his roles rest from then on, until he is seen in it again."""

from alembic import op

from storage.migrations.columns import big

revision = "0011"
down_revision: str | None = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("left_at", "left_update"):
        op.add_column("member", big(column, nullable=True))
