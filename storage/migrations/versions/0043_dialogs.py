"""Questions that wait for a typed answer: several of one person, since when, and which of them were passed over."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole, word

revision = "0043"
down_revision: str | None = "0042"
branch_labels = None
depends_on = None

_OPEN = sa.text("SELECT chat_id, person_id, kind, request_id, facts, expires_at FROM dialog")


def upgrade() -> None:
    waiting = [] if op.get_context().as_sql else op.get_bind().execute(_OPEN).mappings().all()
    op.drop_table("dialog")
    dialog = op.create_table(
        "dialog",
        whole("id"),
        big("chat_id"),
        big("person_id"),
        word("kind"),
        whole("request_id", nullable=True),
        text("facts", nullable=True),
        big("expires_at"),
        big("asked_at", nullable=True),
        flag("passed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialog")),
    )
    op.create_index(op.f("ix_dialog_chat_id_person_id"), "dialog", ["chat_id", "person_id"])
    # Nobody knows when these were asked: a reply answers them, and words alone do not.
    op.bulk_insert(dialog, [{**row, "passed": True} for row in waiting])
