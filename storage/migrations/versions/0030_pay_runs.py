"""Several orders are paid together in a run; an order knows the account it was placed by."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word

revision = "0030"
down_revision: str | None = "0029"
branch_labels = None
depends_on = None

_CHOOSING = sa.text("state = 'choosing'")


def upgrade() -> None:
    op.add_column("remote_order", word("account", server_default=""))
    op.create_table(
        "pay_run",
        whole("id"),
        big("person_id"),
        word("state"),
        big("message_id", nullable=True),
        big("made_at"),
        big("asked_at", nullable=True),
        big("ended_at", nullable=True),
        text("links", nullable=True),
        sa.CheckConstraint("state IN ('choosing', 'asked', 'ended')", name=op.f("ck_pay_run_state_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pay_run_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_run")),
    )
    op.create_index("ix_pay_run_person_id_state", "pay_run", ["person_id", "state"])
    op.create_index(
        "one_choosing", "pay_run", ["person_id"], unique=True, sqlite_where=_CHOOSING, postgresql_where=_CHOOSING
    )
    op.create_table(
        "pay_run_order",
        whole("run_id"),
        word("market", server_default="1688"),
        word("order_id"),
        whole("link"),
        big("total_fen"),
        word("left_out"),
        sa.CheckConstraint("total_fen >= 0", name=op.f("ck_pay_run_order_total_fen_not_negative")),
        sa.ForeignKeyConstraint(["run_id"], ["pay_run.id"], name=op.f("fk_pay_run_order_run_id_pay_run")),
        sa.ForeignKeyConstraint(
            ["market", "order_id"], ["remote_order.market", "remote_order.order_id"],
            name=op.f("fk_pay_run_order_market_order_id_remote_order"),
        ),
        sa.PrimaryKeyConstraint("run_id", "market", "order_id", name=op.f("pk_pay_run_order")),
    )  # fmt: skip
    op.create_index("ix_pay_run_order_market_order_id", "pay_run_order", ["market", "order_id"])
