"""What is personal in the journal stands beside it, sealed by digests; entries may carry anchors."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word
from storage.migrations.guards import append_only, append_only_rests, never_changed
from storage.migrations.journal_conversion import convert

revision = "0024"
down_revision: str | None = "0023"
branch_labels = None
depends_on = None

_MILESTONES = sa.text("kind IN ('journal_anchored', 'journal_converted')")


def upgrade() -> None:
    op.add_column("event", word("anchor", nullable=True))
    op.create_index("event_milestones", "event", ["id"], sqlite_where=_MILESTONES, postgresql_where=_MILESTONES)
    op.create_table(
        "journal_personal",
        whole("event_id"),
        word("field"),
        big("person_id"),
        text("value"),
        word("salt"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_journal_personal_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", "field", name=op.f("pk_journal_personal")),
    )
    op.create_index("ix_journal_personal_person_id", "journal_personal", ["person_id"])
    op.create_table(
        "journal_before",
        whole("event_id"),
        word("hash"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_journal_before_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_journal_before")),
    )
    if not op.get_context().as_sql:
        append_only_rests("event")
        convert(op.get_bind())
        append_only("event", "id", "hash")
    never_changed("journal_personal", "event_id", "field")
    never_changed("journal_before", "event_id")
