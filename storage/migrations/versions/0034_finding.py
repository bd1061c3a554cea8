"""What people look for and set side by side, translations of offers, and what sellers answered."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word

revision = "0034"
down_revision: str | None = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search",
        whole("id"),
        big("person_id"),
        big("chat_id"),
        text("search"),
        big("at"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_search_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
    )
    op.create_index("ix_search_at", "search", ["at"])
    op.create_table(
        "comparison",
        whole("id"),
        big("person_id"),
        big("chat_id"),
        text("candidates"),
        whole("pieces"),
        word("address_id"),
        big("at"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_comparison_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
    )
    op.create_index("ix_comparison_at", "comparison", ["at"])
    op.create_table(
        "wish",
        whole("comparison_id"),
        big("person_id"),
        word("offer_id"),
        big("at"),
        sa.ForeignKeyConstraint(["comparison_id"], ["comparison.id"], name=op.f("fk_wish_comparison_id_comparison")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wish_person_id_person")),
        sa.PrimaryKeyConstraint("comparison_id", "person_id", name=op.f("pk_wish")),
    )
    op.create_table(
        "offer_words",
        word("offer_id"),
        word("language"),
        text("words"),
        big("at"),
        sa.PrimaryKeyConstraint("offer_id", "language", name=op.f("pk_offer_words")),
    )
    op.create_table(
        "seller_answer",
        whole("id"),
        whole("request_id"),
        big("person_id"),
        text("text"),
        word("snapshot_hash", server_default=""),
        big("at"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_seller_answer_request_id_request")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seller_answer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seller_answer")),
    )
    op.create_index("ix_seller_answer_request_id", "seller_answer", ["request_id"])
    op.create_index("ix_order_line_offer_id", "order_line", ["offer_id"])
