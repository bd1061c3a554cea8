"""Creates the first tables: people, requests and their decisions, attempts, and their orders."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole, word

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None

_LIVE = sa.text("state NOT IN ('refused', 'abandoned', 'withdrawn')")


def upgrade() -> None:
    _create_person()
    _create_request()
    _create_decision()
    _create_attempt()
    _create_verdict()
    _create_remote_order()
    _create_parcel()
    _create_refund()
    _create_ghost()


def _create_person() -> None:
    op.create_table(
        "person",
        big("id", autoincrement=False),
        word("name"),
        word("username"),
        word("language"),
        flag("reachable"),
        big("seen_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )


def _create_request() -> None:
    op.create_table(
        "request",
        whole("id"),
        big("requester_id"),
        big("chat_id"),
        big("topic_id", nullable=True),
        word("state"),
        whole("version"),
        word("offer_id"),
        text("offer"),
        word("spec_id", nullable=True),
        whole("quantity", nullable=True),
        word("address_id", nullable=True),
        word("address_label"),
        word("wanted"),
        word("note"),
        text("obstacle", nullable=True),
        text("snapshot", nullable=True),
        word("snapshot_hash", nullable=True),
        text("previous", nullable=True),
        word("opened_by", nullable=True),
        big("valid_until", nullable=True),
        word("closed_reason"),
        big("created_at"),
        big("updated_at"),
        sa.CheckConstraint(
            "state IN ('draft', 'pending', 'approved', 'closed', 'rejected', 'cancelled', 'expired')",
            name=op.f("ck_request_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('pending', 'approved') OR snapshot_hash IS NOT NULL",
            name=op.f("ck_request_snapshot_kept"),
        ),
        sa.CheckConstraint("quantity IS NULL OR quantity > 0", name=op.f("ck_request_quantity_positive")),
        sa.ForeignKeyConstraint(["requester_id"], ["person.id"], name=op.f("fk_request_requester_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("id", "requester_id", name=op.f("uq_request_id_requester_id")),
        sa.UniqueConstraint("opened_by", name=op.f("uq_request_opened_by")),
    )
    op.create_index("ix_request_offer_id", "request", ["offer_id", "spec_id"])
    op.create_index("ix_request_requester_id_id", "request", ["requester_id", "id"])
    op.create_index("ix_request_state_valid_until", "request", ["state", "valid_until"])


def _create_decision() -> None:
    op.create_table(
        "decision",
        whole("id"),
        whole("request_id"),
        big("requester_id"),
        big("approver_id"),
        word("verdict"),
        word("snapshot_hash"),
        word("reason"),
        big("created_at"),
        sa.CheckConstraint("verdict IN ('approve', 'decline')", name=op.f("ck_decision_verdict_known")),
        sa.CheckConstraint("approver_id <> requester_id", name=op.f("ck_decision_not_ones_own")),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name=op.f("fk_decision_approver_id_person")),
        sa.ForeignKeyConstraint(
            ["request_id", "requester_id"],
            ["request.id", "request.requester_id"],
            name=op.f("fk_decision_request_id_requester_id_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "request_id",
            "snapshot_hash",
            "approver_id",
            name=op.f("uq_decision_request_id_snapshot_hash_approver_id"),
        ),
    )


def _create_attempt() -> None:
    op.create_table(
        "attempt",
        whole("id"),
        whole("request_id"),
        word("state"),
        whole("version"),
        whole("epoch"),
        word("gateway"),
        word("out_order_id"),
        text("body", nullable=True),
        word("body_sha256", nullable=True),
        word("owner"),
        big("lease_until", nullable=True),
        big("due_at", nullable=True),
        big("submitted_at", nullable=True),
        text("answer", server_default=""),
        word("reason"),
        text("failed", nullable=True),
        whole("resends"),
        whole("looks"),
        whole("empty_looks"),
        whole("unfiltered_looks"),
        big("next_look_at", nullable=True),
        big("doubted_at", nullable=True),
        big("created_at"),
        big("ended_at", nullable=True),
        sa.CheckConstraint(
            "state IN ('ready', 'submitting', 'placed', 'refused', 'in_doubt', 'conflict', "
            "'needs_person', 'abandoned', 'withdrawn')",
            name=op.f("ck_attempt_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('ready', 'withdrawn') OR (body IS NOT NULL AND body_sha256 IS NOT NULL"
            " AND submitted_at IS NOT NULL)",
            name=op.f("ck_attempt_written_before_sent"),
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_attempt_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("out_order_id", name=op.f("uq_attempt_out_order_id")),
    )
    op.create_index("ix_attempt_state_next_look_at", "attempt", ["state", "next_look_at"])
    op.create_index("one_live", "attempt", ["request_id"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)


def _create_verdict() -> None:
    op.create_table(
        "verdict",
        whole("id"),
        whole("attempt_id"),
        whole("epoch"),
        word("verdict"),
        big("person_id"),
        big("created_at"),
        sa.CheckConstraint("verdict IN ('resend', 'abandon')", name=op.f("ck_verdict_verdict_known")),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_verdict_attempt_id_attempt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint(
            "attempt_id",
            "epoch",
            "verdict",
            "person_id",
            name=op.f("uq_verdict_attempt_id_epoch_verdict_person_id"),
        ),
    )


def _create_remote_order() -> None:
    op.create_table(
        "remote_order",
        word("order_id"),
        whole("attempt_id"),
        whole("request_id"),
        word("state"),
        word("refund"),
        whole("version"),
        word("word"),
        flag("known"),
        big("total_fen"),
        big("freight_fen"),
        big("refunded_fen"),
        word("seller"),
        word("seller_login"),
        word("close_reason"),
        text("pay", nullable=True),
        big("pay_by", nullable=True),
        word("warned"),
        big("placed_at"),
        big("modified_at", nullable=True),
        big("paid_at", nullable=True),
        big("looked_at", nullable=True),
        big("next_look_at", nullable=True),
        whole("look_step"),
        sa.CheckConstraint("refund IN ('none', 'asked', 'done', 'closed')", name=op.f("ck_remote_order_refund_known")),
        sa.CheckConstraint(
            "state IN ('to_pay', 'paid', 'part_shipped', 'shipped', 'received', 'finished', 'cancelled')",
            name=op.f("ck_remote_order_state_known"),
        ),
        sa.CheckConstraint("freight_fen >= 0", name=op.f("ck_remote_order_freight_fen_not_negative")),
        sa.CheckConstraint("refunded_fen >= 0", name=op.f("ck_remote_order_refunded_fen_not_negative")),
        sa.CheckConstraint("total_fen >= 0", name=op.f("ck_remote_order_total_fen_not_negative")),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_remote_order_attempt_id_attempt")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_remote_order_request_id_request")),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_remote_order")),
    )
    op.create_index("ix_remote_order_next_look_at", "remote_order", ["next_look_at"])
    op.create_index("ix_remote_order_request_id", "remote_order", ["request_id"])
    op.create_index("ix_remote_order_state_pay_by", "remote_order", ["state", "pay_by"])


def _create_parcel() -> None:
    op.create_table(
        "parcel",
        word("order_id"),
        word("logistics_id"),
        word("bill_no"),
        word("company"),
        word("status"),
        flag("signed"),
        whole("steps"),
        big("last_step_at", nullable=True),
        text("last_remark", server_default=""),
        big("next_look_at", nullable=True),
        whole("look_step"),
        sa.ForeignKeyConstraint(["order_id"], ["remote_order.order_id"], name=op.f("fk_parcel_order_id_remote_order")),
        sa.PrimaryKeyConstraint("order_id", "logistics_id", name=op.f("pk_parcel")),
    )
    op.create_index("ix_parcel_next_look_at", "parcel", ["next_look_at"])


def _create_refund() -> None:
    op.create_table(
        "refund",
        word("refund_id"),
        word("order_id"),
        word("state"),
        word("word"),
        big("amount_fen"),
        big("paid_fen"),
        sa.CheckConstraint("state IN ('none', 'asked', 'done', 'closed')", name=op.f("ck_refund_state_known")),
        sa.CheckConstraint("amount_fen >= 0", name=op.f("ck_refund_amount_fen_not_negative")),
        sa.CheckConstraint("paid_fen >= 0", name=op.f("ck_refund_paid_fen_not_negative")),
        sa.ForeignKeyConstraint(["order_id"], ["remote_order.order_id"], name=op.f("fk_refund_order_id_remote_order")),
        sa.PrimaryKeyConstraint("refund_id", name=op.f("pk_refund")),
    )
    op.create_index("ix_refund_order_id", "refund", ["order_id"])


def _create_ghost() -> None:
    op.create_table(
        "ghost",
        word("order_id"),
        whole("attempt_id", nullable=True),
        word("out_order_id"),
        big("found_at"),
        big("closed_by", nullable=True),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_ghost")),
    )
