"""What arrives: events of the pieces of order lines, photos, counts begun, waybills asked about."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole, word
from storage.migrations.guards import append_only, check_now

revision = "0032"
down_revision: str | None = "0031"
branch_labels = None
depends_on = None

_SIGNED_FOR = sa.text("counted_at IS NULL AND signed_at IS NOT NULL")
_UNDER_WAY = sa.text("counted_at IS NULL AND NOT signed AND next_look_at IS NOT NULL")
_ALARMS = "kind IN ('not_shipped', 'late', 'no_scan', 'frozen', 'not_counted', 'short')"


def _of_order(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["market", "order_id"], ["remote_order.market", "remote_order.order_id"],
        name=op.f(f"fk_{table}_market_order_id_remote_order"),
    )  # fmt: skip


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person"))


def upgrade() -> None:
    op.add_column("remote_order", big("counted_at", nullable=True))
    op.add_column("parcel", text("lines", nullable=True))
    op.add_column("parcel", whole("pieces", nullable=True))
    op.add_column("parcel", flag("near", server_default=sa.false()))
    op.add_column("parcel", big("signed_at", nullable=True))
    op.add_column("parcel", big("counted_at", nullable=True))
    op.create_index("ix_parcel_bill_no", "parcel", ["bill_no"])
    for name, condition, first in (
        ("parcel_signed_for", _SIGNED_FOR, ["signed_at"]), ("parcel_under_way", _UNDER_WAY, ["near", "sent_at"]),
    ):  # fmt: skip
        columns = [*first, "order_id", "logistics_id"]
        op.create_index(name, "parcel", columns, sqlite_where=condition, postgresql_where=condition)
    op.add_column("team", word("mark", server_default=""))
    op.add_column("team", big("counts_since", nullable=True))
    check_now("alarm", "ck_alarm_kind_known", _ALARMS)
    check_now(
        "invitation", "ck_invitation_role_known", "role IN ('requester', 'approver', 'buyer', 'admin', 'receiver')"
    )
    op.create_table(
        "arrival",
        whole("id"),
        word("market", server_default="1688"),
        word("order_id"),
        word("entry_id"),
        word("logistics_id"),
        word("kind"),
        whole("pieces"),
        word("reason"),
        big("person_id", nullable=True),
        word("act"),
        whole("place"),
        whole("reverses", nullable=True),
        big("at"),
        sa.CheckConstraint(
            "kind IN ('good', 'damaged', 'wrong', 'closed', 'reopened', 'cancelled', 'returned_good',"
            " 'returned_damaged')",
            name=op.f("ck_arrival_kind_known"),
        ),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_arrival_pieces_positive")),
        _of_order("arrival"),
        _of_person("arrival"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("market", "order_id", "act", "place", name=op.f("uq_arrival_market_order_id_act_place")),
        sa.UniqueConstraint("reverses", name=op.f("uq_arrival_reverses")),
    )
    append_only("arrival", "id")
    op.create_table(
        "arrival_photo",
        word("market", server_default="1688"),
        word("order_id"),
        word("unique_id"),
        word("file_id"),
        big("person_id"),
        big("at"),
        _of_order("arrival_photo"),
        _of_person("arrival_photo"),
        sa.PrimaryKeyConstraint("market", "order_id", "unique_id", name=op.f("pk_arrival_photo")),
    )
    op.create_table(
        "count_draft",
        big("person_id", autoincrement=False),
        word("market", server_default="1688"),
        word("order_id"),
        word("logistics_id"),
        text("lines"),
        big("at"),
        _of_order("count_draft"),
        _of_person("count_draft"),
        sa.PrimaryKeyConstraint("person_id", "market", "order_id", "logistics_id", name=op.f("pk_count_draft")),
    )
    op.create_table(
        "waybill",
        word("bill_no"),
        big("person_id", autoincrement=False),
        big("at"),
        big("told_at", nullable=True),
        _of_person("waybill"),
        sa.PrimaryKeyConstraint("bill_no", "person_id", name=op.f("pk_waybill")),
    )
