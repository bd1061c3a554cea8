"""What 1688 is asked to do once beside a create call, and what it shows of refunds."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole, word
from storage.migrations.guards import check_now, forbid_other_moves

revision = "0033"
down_revision: str | None = "0032"
branch_labels = None
depends_on = None

_HOLDS, _DRAFT = sa.text("state IN ('waits', 'asked', 'unclear')"), sa.text("state = 'draft'")
_ALARMS = "kind IN ('not_shipped', 'late', 'no_scan', 'frozen', 'not_counted', 'short', 'refund_waits')"
_MOVES = (
    ("draft", "waits"), ("draft", "asked"), ("draft", "dropped"),
    ("waits", "asked"), ("waits", "dropped"),
    ("asked", "unclear"), ("asked", "done"), ("asked", "refused"), ("asked", "dropped"),
    ("unclear", "done"), ("unclear", "refused"), ("unclear", "dropped"),
)  # fmt: skip


def upgrade() -> None:
    op.add_column("remote_order", big("errand_at", nullable=True))
    told = ("reason", "rejection", "ends_how", "address", "carrier", "bill_no")
    columns: tuple[sa.Column[Any], ...] = (
        big("carriage_fen", server_default="0"),
        text("entries", nullable=True),
        text("pieces", nullable=True),
        flag("back", server_default=sa.false()),
        big("reason_id", server_default="0"),
        *(text(name, server_default="") for name in told),
        *(big(name, nullable=True) for name in ("asked_at", "ends_at")),
    )
    for column in columns:
        op.add_column("refund", column)
    check_now("alarm", "ck_alarm_kind_known", _ALARMS)
    op.create_table(
        "errand",
        whole("id"),
        word("market", server_default="1688"),
        word("order_id"),
        word("kind"),
        word("state"),
        whole("version"),
        big("person_id"),
        big("at"),
        text("entries", nullable=True),
        flag("accepts"),
        text("ask", nullable=True),
        word("refund_id"),
        word("carrier"),
        word("waybill"),
        text("reason"),
        text("agreed", nullable=True),
        big("looked_at", nullable=True),
        flag("seen_whole"),
        big("ended_at", nullable=True),
        sa.CheckConstraint(
            "kind IN ('receipt', 'refund', 'return', 'withdraw', 'cancel')", name=op.f("ck_errand_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'waits', 'asked', 'unclear', 'done', 'refused', 'dropped')",
            name=op.f("ck_errand_state_known"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_errand_person_id_person")),
        sa.ForeignKeyConstraint(
            ["market", "order_id"], ["remote_order.market", "remote_order.order_id"],
            name=op.f("fk_errand_market_order_id_remote_order"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
    )  # fmt: skip
    op.create_index("ix_errand_market_order_id", "errand", ["market", "order_id"])
    for name, condition, key in (
        ("one_errand", _HOLDS, ["market", "order_id"]), ("one_draft", _DRAFT, ["market", "order_id", "person_id"]),
    ):  # fmt: skip
        op.create_index(name, "errand", key, unique=True, sqlite_where=condition, postgresql_where=condition)
    forbid_other_moves("errand", "state", _MOVES)
