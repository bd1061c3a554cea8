"""A yes that is taken back stays as a row; a question belongs to one content and can be let go."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, whole, word

revision = "0010"
down_revision: str | None = "0009"
branch_labels = None
depends_on = None

_COLUMNS = "id, request_id, requester_id, approver_id, verdict, snapshot_hash, reason, created_at"
_LIVE = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _rebuild_decision()
    else:
        op.drop_constraint("uq_decision_request_id_snapshot_hash_approver_id", "decision", type_="unique")
        op.add_column("decision", big("taken_back_at", nullable=True))
    words = ["request_id", "snapshot_hash", "approver_id"]
    op.create_index("one_word", "decision", words, unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
    _widen_question()


def _rebuild_decision() -> None:
    """SQLite drops no constraint. This table has no trigger, and no other table refers to it."""
    op.create_table(
        "decision_anew",
        whole("id"),
        whole("request_id"),
        big("requester_id"),
        big("approver_id"),
        word("verdict"),
        word("snapshot_hash"),
        word("reason"),
        big("created_at"),
        big("taken_back_at", nullable=True),
        sa.CheckConstraint("verdict IN ('approve', 'decline')", name=op.f("ck_decision_verdict_known")),
        sa.CheckConstraint("approver_id <> requester_id", name=op.f("ck_decision_not_ones_own")),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name=op.f("fk_decision_approver_id_person")),
        sa.ForeignKeyConstraint(
            ["request_id", "requester_id"],
            ["request.id", "request.requester_id"],
            name=op.f("fk_decision_request_id_requester_id_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.execute(f"INSERT INTO decision_anew ({_COLUMNS}) SELECT {_COLUMNS} FROM decision")  # noqa: S608 - literals
    op.drop_table("decision")
    op.rename_table("decision_anew", "decision")


def _widen_question() -> None:
    """A question about a request that is still pending stays asked about its present content."""
    op.add_column("question", word("snapshot_hash", server_default=""))
    op.add_column("question", big("let_go_at", nullable=True))
    op.execute(
        "UPDATE question SET snapshot_hash = (SELECT request.snapshot_hash FROM request"
        " WHERE request.id = question.request_id) WHERE EXISTS (SELECT 1 FROM request"
        " WHERE request.id = question.request_id AND request.state = 'pending'"
        " AND question.asked_at >= request.pending_at)"
    )
