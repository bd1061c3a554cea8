"""A request may hold several offers, and is split into one for each seller when it is approved."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word

revision = "0017"
down_revision: str | None = "0016"
branch_labels = None
depends_on = None

_PART = sa.text("part_of IS NOT NULL")


def upgrade() -> None:
    for name in ("asked", "parts"):
        op.add_column("request", whole(name, server_default="0"))
    op.add_column("request", whole("line_at", nullable=True))
    # Batch mode would copy the table and drop its triggers; SQLite adds these two only like this.
    op.execute(
        "ALTER TABLE request ADD COLUMN part_of INTEGER CONSTRAINT fk_request_part_of_request REFERENCES request (id)"
    )
    op.execute(
        "ALTER TABLE request ADD COLUMN part INTEGER"
        " CONSTRAINT ck_request_part_whole CHECK ((part_of IS NULL) = (part IS NULL))"
    )
    op.create_index("one_part", "request", ["part_of", "part"], unique=True, sqlite_where=_PART, postgresql_where=_PART)
    _lift_limit_of_lines()
    _create_asked()


def _create_asked() -> None:
    op.create_table(
        "asked_offer",
        whole("request_id"),
        word("offer_id"),
        text("offer"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_asked_offer_request_id_request")),
        sa.PrimaryKeyConstraint("request_id", "offer_id", name=op.f("pk_asked_offer")),
    )
    op.create_table(
        "asked_line",
        whole("request_id"),
        whole("place"),
        word("offer_id"),
        word("spec_id", nullable=True),
        whole("quantity", nullable=True),
        text("several", nullable=True),
        word("wanted"),
        text("obstacle", nullable=True),
        word("note"),
        word("tag"),
        big("added_by"),
        big("added_at"),
        sa.CheckConstraint("place > 0", name=op.f("ck_asked_line_place_known")),
        sa.CheckConstraint("quantity IS NULL OR quantity > 0", name=op.f("ck_asked_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["request_id", "offer_id"],
            ["asked_offer.request_id", "asked_offer.offer_id"],
            name=op.f("fk_asked_line_request_id_asked_offer"),
        ),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_asked_line_added_by_person")),
        sa.PrimaryKeyConstraint("request_id", "place", name=op.f("pk_asked_line")),
    )
    op.create_index("ix_asked_line_offer_id_added_at", "asked_line", ["offer_id", "added_at"])


def _lift_limit_of_lines() -> None:
    """A request of several orders has more than the 50 lines that 1688 takes in one."""
    op.execute("CREATE TEMPORARY TABLE lines_before AS SELECT * FROM order_line")
    op.drop_table("order_line")
    op.create_table(
        "order_line",
        whole("request_id"),
        whole("place"),
        word("offer_id"),
        word("spec_id"),
        whole("quantity"),
        sa.CheckConstraint("place > 0", name=op.f("ck_order_line_place_known")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_line_quantity_positive")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_order_line_request_id_request")),
        sa.PrimaryKeyConstraint("request_id", "place", name=op.f("pk_order_line")),
        sa.UniqueConstraint(
            "request_id", "offer_id", "spec_id", name=op.f("uq_order_line_request_id_offer_id_spec_id")
        ),
    )
    op.execute("INSERT INTO order_line SELECT * FROM lines_before")
    op.execute("DROP TABLE lines_before")
