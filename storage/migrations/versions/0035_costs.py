"""What purchases cost beside 1688, the rates of teams from moment to moment, and the tags of topics."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word

revision = "0035"
down_revision: str | None = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "other_cost",
        whole("id"),
        whole("team_id", nullable=True),
        big("person_id"),
        big("at"),
        word("amount"),
        word("currency"),
        word("rate", nullable=True),
        big("total_fen"),
        text("words"),
        word("basis"),
        whole("reverses", nullable=True),
        word("file_id"),
        sa.CheckConstraint("basis IN ('value', 'pieces')", name=op.f("ck_other_cost_basis_known")),
        sa.CheckConstraint("total_fen <> 0", name=op.f("ck_other_cost_total_known")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_other_cost_team_id_team")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_other_cost_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_cost")),
        sa.UniqueConstraint("reverses", name=op.f("uq_other_cost_reverses")),
    )
    op.create_table(
        "other_cost_part",
        whole("cost_id"),
        whole("request_id"),
        big("share_fen"),
        sa.ForeignKeyConstraint(["cost_id"], ["other_cost.id"], name=op.f("fk_other_cost_part_cost_id_other_cost")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_other_cost_part_request_id_request")),
        sa.PrimaryKeyConstraint("cost_id", "request_id", name=op.f("pk_other_cost_part")),
    )
    op.create_index("ix_other_cost_part_request_id", "other_cost_part", ["request_id"])
    not_paid = sa.text("(paid_at IS NULL) IS TRUE")
    columns = ["placed_at", "order_id"]
    op.create_index("placed_not_paid", "remote_order", columns, sqlite_where=not_paid, postgresql_where=not_paid)
    tagged = sa.text("tag <> ''")
    for name, of in (("tagged", ["added_at"]), ("of_tag", ["tag", "request_id"])):
        op.create_index(name, "asked_line", of, sqlite_where=tagged, postgresql_where=tagged)
    op.create_table(
        "topic_tag",
        whole("team_id"),
        big("topic_id"),
        word("tag"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_topic_tag_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "topic_id", name=op.f("pk_topic_tag")),
    )
    op.create_table(
        "team_rate",
        whole("team_id"),
        big("since"),
        word("currency"),
        word("yuan"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_rate_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "since", name=op.f("pk_team_rate")),
    )
    # What an earlier form of 0015 left, and nobody can read: each of these is due once.
    op.execute(sa.text("UPDATE fact SET value = '{}' WHERE name LIKE 'run:%' AND value LIKE '%\"now\"%'"))
