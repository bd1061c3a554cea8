"""What is claimed back of an order, by pieces and by money; triggers hold the two laws when something is claimed."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.claims_before import claims_before
from storage.migrations.columns import big, flag, text, whole, word
from storage.migrations.guards import forbid_other_moves_now, forbid_rows

revision = "0039"
down_revision: str | None = "0038"
branch_labels = None
depends_on = None

_MOVES = (
    ("draft", "waits"), ("draft", "asked"), ("draft", "dropped"),
    ("waits", "asked"), ("waits", "dropped"),
    ("asked", "unclear"), ("asked", "done"), ("asked", "refused"), ("asked", "dropped"),
    ("unclear", "done"), ("unclear", "refused"), ("unclear", "dropped"), ("done", "unclear"),
)  # fmt: skip
_NUMBERED = sa.text("refund_id <> ''")
_THIS_ORDER = "market = NEW.market AND order_id = NEW.order_id"
_ORDER_FIRST = f"PERFORM 1 FROM remote_order WHERE {_THIS_ORDER} FOR UPDATE;"
"""On PostgreSQL, which reads what is committed: whoever claims of the same order waits, and then sees the other."""
_COUNTED = f"""COALESCE((SELECT SUM(counted.pieces) FROM arrival AS counted
    WHERE counted.{_THIS_ORDER.replace(" AND ", " AND counted.")} AND counted.entry_id = NEW.entry_id
    AND counted.kind = '{{kind}}' AND counted.reverses IS NULL AND counted.act NOT LIKE 'refund:%'
    AND NOT EXISTS (SELECT 1 FROM arrival AS taken_back WHERE taken_back.reverses = counted.id)), 0)"""  # noqa: S608 - literals of this revision
_CLAIMED = f"""COALESCE((SELECT SUM(piece.pieces) FROM claimed_piece AS piece
    JOIN refund_claim AS claim ON claim.id = piece.claim_id
    WHERE piece.{_THIS_ORDER.replace(" AND ", " AND piece.")} AND piece.entry_id = NEW.entry_id
    AND claim.state <> 'closed' AND piece.kind IN ({{kinds}})), 0)"""  # noqa: S608 - literals of this revision
_ORDERED = f"COALESCE((SELECT quantity FROM order_entry WHERE {_THIS_ORDER} AND entry_id = NEW.entry_id), 0)"  # noqa: S608 - literals of this revision


def _claimed(*kinds: str) -> str:
    return _CLAIMED.format(kinds=", ".join(f"'{kind}'" for kind in kinds))


_FACTS = f"""SELECT {_ORDERED} AS ordered, {_COUNTED.format(kind="good")} AS good,
    {_COUNTED.format(kind="damaged")} AS damaged, {_COUNTED.format(kind="wrong")} AS wrong,
    {_claimed("missing")} AS of_missing, {_claimed("damaged")} AS of_damaged,
    {_claimed("good")} AS of_good, {_claimed("wrong")} AS of_wrong"""
_SHORT = f"""SELECT facts.*, CASE WHEN ordered > good + damaged THEN ordered - good - damaged ELSE 0 END AS short
    FROM ({_FACTS}) AS facts"""  # noqa: S608 - literals of this revision
_LACKING = (
    f"""SELECT shorts.*, CASE WHEN wrong < short THEN wrong ELSE short END AS wrong_ones FROM ({_SHORT}) AS shorts"""  # noqa: S608 - literals of this revision
)
_BEYOND_PIECES = f"""SELECT 1 FROM ({_LACKING}) AS law
    WHERE EXISTS (SELECT 1 FROM refund_claim WHERE id = NEW.claim_id AND errand_id IS NOT NULL)
    AND (CASE NEW.kind
        WHEN 'missing' THEN of_missing + NEW.pieces > short - wrong_ones
        WHEN 'damaged' THEN of_damaged + NEW.pieces > damaged
        WHEN 'wrong' THEN of_wrong + NEW.pieces > wrong_ones
        ELSE of_good + NEW.pieces > good END
    OR (NEW.kind <> 'good' AND of_missing + of_damaged + of_wrong + NEW.pieces > ordered - good)
    OR of_missing + of_damaged + of_good + of_wrong + NEW.pieces > ordered)"""  # noqa: S608 - literals of this revision
_SUMS = f"""SELECT CASE WHEN paid_fen > 0 THEN paid_fen ELSE total_fen END AS paid_total, refunded_fen,
    COALESCE((SELECT SUM(goods_fen + carriage_fen) FROM refund_claim WHERE {_THIS_ORDER} AND state = 'open'), 0)
    AS running,
    COALESCE((SELECT SUM(goods_fen + carriage_fen) FROM refund_claim WHERE {_THIS_ORDER} AND state = 'paid'), 0)
    AS known FROM remote_order WHERE {_THIS_ORDER}"""  # noqa: S608 - literals of this revision
_BEYOND_MONEY = f"""SELECT 1 FROM ({_SUMS}) AS law WHERE NEW.errand_id IS NOT NULL AND NEW.state <> 'closed'
    AND running + NEW.goods_fen + NEW.carriage_fen
    + CASE WHEN known > refunded_fen THEN known ELSE refunded_fen END > paid_total"""  # noqa: S608 - literals of this revision


def upgrade() -> None:
    op.create_table(
        "refund_claim",
        whole("id"),
        word("market", server_default="1688"),
        word("order_id"),
        word("kind"),
        word("state"),
        big("at"),
        big("goods_fen"),
        big("carriage_fen"),
        text("entries", nullable=True),
        whole("errand_id", nullable=True),
        word("refund_id"),
        flag("seen"),
        flag("back"),
        flag("sent_back"),
        whole("rest_of", nullable=True),
        big("answered_by", nullable=True),
        big("answered_at", nullable=True),
        big("looked_by", nullable=True),
        big("looked_at", nullable=True),
        sa.CheckConstraint(
            "kind IN ('pieces', 'rest', 'amount', 'carriage', 'compensation', 'unknown')",
            name=op.f("ck_refund_claim_kind_known"),
        ),
        sa.CheckConstraint("state IN ('open', 'paid', 'closed')", name=op.f("ck_refund_claim_state_known")),
        sa.CheckConstraint("goods_fen >= 0", name=op.f("ck_refund_claim_goods_fen_not_negative")),
        sa.CheckConstraint("carriage_fen >= 0", name=op.f("ck_refund_claim_carriage_fen_not_negative")),
        sa.ForeignKeyConstraint(["errand_id"], ["errand.id"], name=op.f("fk_refund_claim_errand_id_errand")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_refund_claim_answered_by_person")),
        sa.ForeignKeyConstraint(["looked_by"], ["person.id"], name=op.f("fk_refund_claim_looked_by_person")),
        _of_order("refund_claim"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_claim")),
        sa.UniqueConstraint("errand_id", name=op.f("uq_refund_claim_errand_id")),
    )
    op.create_index("ix_refund_claim_market_order_id", "refund_claim", ["market", "order_id"])
    op.create_index(
        "one_claim_of_refund", "refund_claim", ["market", "refund_id"], unique=True,
        sqlite_where=_NUMBERED, postgresql_where=_NUMBERED,
    )  # fmt: skip
    op.create_table(
        "claimed_piece",
        whole("claim_id", autoincrement=False),
        word("market", server_default="1688"),
        word("order_id"),
        word("entry_id"),
        word("kind"),
        whole("pieces"),
        sa.CheckConstraint("kind IN ('missing', 'damaged', 'good', 'wrong')", name=op.f("ck_claimed_piece_kind_known")),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_claimed_piece_pieces_positive")),
        sa.ForeignKeyConstraint(["claim_id"], ["refund_claim.id"], name=op.f("fk_claimed_piece_claim_id_refund_claim")),
        _of_order("claimed_piece"),
        sa.PrimaryKeyConstraint("claim_id", "entry_id", "kind", name=op.f("pk_claimed_piece")),
    )
    op.create_index("ix_claimed_piece_market_order_id_entry_id", "claimed_piece", ["market", "order_id", "entry_id"])
    forbid_other_moves_now("errand", "state", _MOVES)
    if not op.get_context().as_sql:  # there are no rows to read
        claims_before(op.get_bind())
    forbid_rows(
        "refund_claim", "refund_claim_money", _BEYOND_MONEY,
        "no more money is asked back of an order than was paid for it", first=_ORDER_FIRST,
    )  # fmt: skip
    forbid_rows(
        "claimed_piece", "claimed_piece_law", _BEYOND_PIECES,
        "no pieces are claimed that do not lack, or twice", first=_ORDER_FIRST,
    )  # fmt: skip


def _of_order(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["market", "order_id"], ["remote_order.market", "remote_order.order_id"],
        name=op.f(f"fk_{table}_market_order_id_remote_order"),
    )  # fmt: skip
