"""An index of the words of purchases, and which requests are to be read for it anew; triggers see every change."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import whole
from storage.migrations.guards import follow

revision = "0036"
down_revision: str | None = "0035"
branch_labels = None
depends_on = None

_REQUEST = ("state", "note", "why", "snapshot_hash")
_ASKED = "id FROM request WHERE state <> 'draft' AND"


def upgrade() -> None:
    op.create_table(
        "to_index", whole("id"), whole("request_id"), sa.PrimaryKeyConstraint("id", name=op.f("pk_to_index"))
    )
    if op.get_context().dialect.name == "sqlite":
        # Words come as they are to be found: the tokenizer only splits them at spaces.
        op.execute(
            "CREATE VIRTUAL TABLE order_words USING fts5"
            "(words, tokenize = \"ascii tokenchars '_'\", detail = none, columnsize = 0, prefix = 3)"
        )
    else:
        op.execute("CREATE TABLE order_words (request_id integer PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_order_words_words ON order_words USING gin (words)")
    op.execute("INSERT INTO to_index (request_id) SELECT id FROM request WHERE state <> 'draft' ORDER BY id")
    _read_anew("request", "NEW.id", ("INSERT", "NEW.state <> 'draft'"), _change(*_REQUEST, also="NEW.state <> 'draft'"))
    _read_anew("request", "OLD.id", ("DELETE", ""), name="gone")
    _read_anew("asked_line", f"{_ASKED} id = NEW.request_id", ("INSERT", "NEW.place = 1"), _change("note", "tag"))
    order = _change("request_id", "seller", "seller_login")
    _read_anew("remote_order", "NEW.request_id WHERE NEW.request_id IS NOT NULL", ("INSERT", ""), order)
    its_order = "market = NEW.market AND order_id = NEW.order_id AND request_id IS NOT NULL"
    parcel = f"request_id FROM remote_order WHERE {its_order}"
    _read_anew("parcel", parcel, ("INSERT", ""), _change("bill_no"))
    asked = "SELECT request_id FROM asked_line WHERE offer_id = NEW.offer_id"
    _read_anew("offer_words", f"{_ASKED} offer_id = NEW.offer_id UNION {asked}", ("INSERT", ""), _change("words"))


def _change(*columns: str, also: str = "") -> tuple[str, str]:
    """An update that changes one of these columns."""
    differs = " OR ".join(f"OLD.{each} IS DISTINCT FROM NEW.{each}" for each in columns)
    return f"UPDATE OF {', '.join(columns)}", f"({differs}) AND {also}" if also else differs


def _read_anew(table: str, which: str, *moments: tuple[str, str], name: str = "words") -> None:
    follow(table, f"{table}_{name}", f"INSERT INTO to_index (request_id) SELECT {which}", *moments)
