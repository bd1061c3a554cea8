"""A team keeps a list of own SKUs, and a request remembers by which of them it was asked for."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word

revision = "0018"
down_revision: str | None = "0017"
branch_labels = None
depends_on = None

_IN_A_TEAM, _WITHOUT = sa.text("team_id IS NOT NULL"), sa.text("team_id IS NULL")


def upgrade() -> None:
    for table in ("request", "asked_line"):
        op.add_column(table, text("own", nullable=True))
    op.create_table(
        "own_sku",
        whole("id"),
        whole("team_id", nullable=True),
        word("code"),
        word("plain"),
        word("name"),
        whole("ratio"),
        word("offer_id"),
        word("spec_id"),
        word("variant"),
        word("reserve_offer_id"),
        word("reserve_spec_id"),
        word("reserve_variant"),
        big("changed_by"),
        big("changed_at"),
        sa.CheckConstraint("ratio > 0", name=op.f("ck_own_sku_ratio_positive")),
        sa.CheckConstraint("plain <> ''", name=op.f("ck_own_sku_plain_known")),
        sa.CheckConstraint("offer_id <> ''", name=op.f("ck_own_sku_offer_known")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_own_sku_team_id_team")),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_own_sku_changed_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_sku")),
    )
    _one("one_code_in_a_team", ["team_id", "plain"], _IN_A_TEAM)
    _one("one_code_without_a_team", ["plain"], _WITHOUT)


def _one(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "own_sku", columns, unique=True, sqlite_where=where, postgresql_where=where)
