"""Remembers who was forgotten, by number alone."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, word

revision = "0025"
down_revision: str | None = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure",
        big("person_id"),
        big("asked_at"),
        word("by"),
        word("state"),
        big("next_at", nullable=True),
        big("ended_at", nullable=True),
        sa.CheckConstraint("by IN ('self', 'terminal', 'restored')", name=op.f("ck_erasure_by_known")),
        sa.CheckConstraint(
            "state IN ('wanted', 'begun', 'rest', 'done', 'refused')", name=op.f("ck_erasure_state_known")
        ),
        sa.PrimaryKeyConstraint("person_id", "asked_at", name=op.f("pk_erasure")),
    )
