"""A team has a list; whoever added a line to a request does not decide on it."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word
from storage.migrations.guards import forbid_rows

revision = "0019"
down_revision: str | None = "0018"
branch_labels = None
depends_on = None

_REASONS = (
    "", "by-requester", "unconfirmed", "undecided", "declined", "consent-over", "taken-back", "team-closed", "refused",
    "given-up", "orders-ended", "to-list",
)  # fmt: skip
_ADDED_A_LINE = (
    "SELECT 1 FROM asked_line JOIN request ON request.id = NEW.request_id"
    " WHERE asked_line.request_id IN (request.id, request.part_of) AND asked_line.added_by = NEW.approver_id"
)


def upgrade() -> None:
    _let_drafts_go_to_the_list()
    op.create_table(
        "list_line",
        whole("id"),
        whole("team_id"),
        whole("request_id", nullable=True),
        word("offer_id"),
        text("offer"),
        word("spec_id", nullable=True),
        whole("quantity", nullable=True),
        text("several", nullable=True),
        word("wanted"),
        word("note"),
        word("tag"),
        text("own", nullable=True),
        big("added_by"),
        big("added_at"),
        big("changed_at"),
        sa.CheckConstraint("quantity IS NULL OR quantity > 0", name=op.f("ck_list_line_quantity_positive")),
        sa.CheckConstraint("quantity IS NOT NULL OR several IS NOT NULL", name=op.f("ck_list_line_chosen")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_list_line_team_id_team")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_list_line_request_id_request")),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_list_line_added_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_line")),
    )
    op.create_index("ix_list_line_team_id_id", "list_line", ["team_id", "id"])
    op.create_index("ix_list_line_request_id", "list_line", ["request_id"])
    op.create_index("ix_list_line_changed_at", "list_line", ["changed_at"])
    forbid_rows("decision", "decision_of_others", _ADDED_A_LINE, "nobody decides on what they added a line to")


def _let_drafts_go_to_the_list() -> None:
    """One more reason why a request ended. SQLite changes no CHECK, but drops a column with its own."""
    known = ", ".join(f"'{each}'" for each in _REASONS)
    check = f"CONSTRAINT ck_request_closed_reason_known CHECK (closed_reason IN ({known}))"
    if op.get_context().dialect.name != "sqlite":
        op.execute("ALTER TABLE request DROP CONSTRAINT ck_request_closed_reason_known")
        op.execute(f"ALTER TABLE request ADD {check}")
        return
    op.execute("ALTER TABLE request RENAME COLUMN closed_reason TO reason_before")
    op.execute(f"ALTER TABLE request ADD COLUMN closed_reason VARCHAR DEFAULT '' NOT NULL {check}")
    op.execute("UPDATE request SET closed_reason = reason_before WHERE reason_before <> ''")
    op.execute("ALTER TABLE request DROP COLUMN reason_before")
