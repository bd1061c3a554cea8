"""An order is known by its market and its number there; what an order holds, entry by entry, are rows of their own."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, text, whole, word

revision = "0029"
down_revision: str | None = "0028"
branch_labels = None
depends_on = None

_KEYS = {
    "remote_order": ["order_id"],
    "parcel": ["order_id", "logistics_id"],
    "refund": ["refund_id"],
    "ghost": ["order_id"],
}
"""What the key of each table was."""
_OF_ORDERS = ("parcel", "refund")
_SQLITE = (
    (" (\n\t", " (\n\tmarket VARCHAR DEFAULT '1688' NOT NULL, \n\t"),
    (" PRIMARY KEY (", " PRIMARY KEY (market, "),
    ("_order_id_remote_order FOREIGN KEY(order_id)", "_market_order_id_remote_order FOREIGN KEY(market, order_id)"),
    ("REFERENCES remote_order (order_id)", "REFERENCES remote_order (market, order_id)"),
)
"""How the tables are made → how they are made with the market in their keys."""
_AT_ONCE = 500


def upgrade() -> None:
    op.drop_index("ix_refund_order_id", "refund")
    if op.get_context().dialect.name == "sqlite":
        for table in _KEYS:
            _made_anew(table)
    else:
        _with_other_keys()
    op.create_index("ix_refund_market_order_id", "refund", ["market", "order_id"])
    entries = op.create_table(
        "order_entry",
        word("market", server_default="1688"),
        word("order_id"),
        word("entry_id"),
        whole("place"),
        word("offer_id"),
        word("spec_id"),
        whole("quantity"),
        big("amount_fen", nullable=True),
        big("share_fen", nullable=True),
        big("refunded_fen"),
        word("state"),
        text("title"),
        sa.CheckConstraint("state IN ('open', 'cancelled', 'refunded')", name=op.f("ck_order_entry_state_known")),
        *(
            sa.CheckConstraint(f"{each} >= 0", name=op.f(f"ck_order_entry_{each}_not_negative"))
            for each in ("amount_fen", "share_fen", "refunded_fen")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_entry_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["market", "order_id"], ["remote_order.market", "remote_order.order_id"],
            name=op.f("fk_order_entry_market_order_id_remote_order"),
        ),
        sa.PrimaryKeyConstraint("market", "order_id", "entry_id", name=op.f("pk_order_entry")),
    )  # fmt: skip
    if not op.get_context().as_sql:
        _fill(entries)
    op.drop_column("remote_order", "lines")


def _made_anew(table: str) -> None:
    """SQLite changes the key of no table: the rows move to a new one, with the indices and triggers of the old one."""
    bind = op.get_bind()
    parts = sa.text("SELECT sql FROM sqlite_schema WHERE tbl_name = :name AND sql IS NOT NULL ORDER BY type <> 'table'")
    made, *beside = bind.execute(parts, {"name": table}).scalars().all()
    columns = ", ".join(column["name"] for column in sa.inspect(bind).get_columns(table))
    for before, after in _SQLITE:
        made = made.replace(before, after)
    op.execute(made.replace(f"CREATE TABLE {table} ", f"CREATE TABLE {table}_anew "))
    op.execute(f"INSERT INTO {table}_anew ({columns}) SELECT {columns} FROM {table}")  # noqa: S608 - literals of this revision
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_anew RENAME TO {table}")
    for each in beside:
        op.execute(each)


def _with_other_keys() -> None:
    for table in _OF_ORDERS:
        op.drop_constraint(f"fk_{table}_order_id_remote_order", table, type_="foreignkey")
    for table, key in _KEYS.items():
        op.drop_constraint(f"pk_{table}", table, type_="primary")
        op.add_column(table, word("market", server_default="1688"))
        op.create_primary_key(f"pk_{table}", table, ["market", *key])
    for table in _OF_ORDERS:
        name, columns = f"fk_{table}_market_order_id_remote_order", ["market", "order_id"]
        op.create_foreign_key(name, table, "remote_order", columns, columns)


def _fill(entries: sa.Table) -> None:
    """What 1688 last said of the lines of each order; their own numbers were not kept."""
    told = sa.text("SELECT order_id, state, total_fen, lines FROM remote_order WHERE lines IS NOT NULL")
    for some in op.get_bind().execute(told).partitions(_AT_ONCE):
        rows = [row for order in some for row in _entries(*order)]
        if rows:
            op.bulk_insert(entries, rows)


def _entries(order_id: str, state: str, total: int, lines: str) -> Iterator[dict[str, Any]]:
    told = json.loads(lines)
    shares = _shares(total, [line["amount"] for line in told])
    for place, (line, share) in enumerate(zip(told, shares, strict=True), 1):
        yield {
            "market": "1688", "order_id": order_id, "entry_id": order_id if len(told) == 1 else f"{order_id}/{place}",
            "place": place, "offer_id": line["offer_id"], "spec_id": line["spec_id"] or "",
            "quantity": line["quantity"], "amount_fen": line["amount"], "share_fen": share, "refunded_fen": 0,
            "state": "cancelled" if state == "cancelled" else "open", "title": line["title"],
        }  # fmt: skip


def _shares(total: int, amounts: Sequence[int | None]) -> Sequence[int | None]:
    """What each line is of the order's sum, by what it costs; by the largest remainder they add up to it."""
    known = [each for each in amounts if each is not None]
    if len(amounts) == 1:
        return [total]
    if len(known) < len(amounts):
        return [None] * len(amounts)
    weights = known if any(known) else [1] * len(known)
    every = sum(weights)
    shares = [total * weight // every for weight in weights]
    lost = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % every))
    for place in lost[: total - sum(shares)]:
        shares[place] += 1
    return shares
