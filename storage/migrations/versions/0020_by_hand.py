"""Somebody orders an approved request on the site by hand; the program places it no more."""

from alembic import op

revision = "0020"
down_revision: str | None = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Batch mode would copy the table and drop its triggers; SQLite adds this one only like this.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN by_hand BIGINT CONSTRAINT fk_attempt_by_hand_person REFERENCES person (id)"
    )
    op.execute(
        "ALTER TABLE attempt ADD COLUMN hand_at BIGINT"
        " CONSTRAINT ck_attempt_by_hand_alone CHECK ((by_hand IS NULL) = (hand_at IS NULL)"
        " AND (by_hand IS NULL OR due_at IS NULL))"
    )
