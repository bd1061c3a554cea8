"""What a person asked back lately, found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision: str | None = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    refunds = sa.text("kind = 'refund'")
    op.create_index("asked_back", "errand", ["person_id", "at"], sqlite_where=refunds, postgresql_where=refunds)
