"""Why a request ended becomes a code; what a person said when they ended it gets a column of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"
branch_labels = None
depends_on = None

_CODES = (
    "", "by-requester", "unconfirmed", "undecided", "declined", "consent-over", "taken-back", "team-closed", "refused",
    "given-up", "orders-ended",
)  # fmt: skip
_SENTENCES = {
    "by the requester": "by-requester",
    "taken back": "taken-back",
    "team-closed": "team-closed",
    "nobody decided in time": "undecided",
    "consent-over": "consent-over",
    "given up": "given-up",
}
"""What earlier releases wrote → the code."""
_OTHERS = {"rejected": "declined", "cancelled": "by-requester", "expired": "unconfirmed", "closed": "refused"}
"""The code of an end by its state, if its sentence is none of these: then it is a person's, 1688's, or empty."""
_REQUEST = sa.table(
    "request", sa.column("id"), *(sa.column(each, sa.String()) for each in ("state", "closed_reason", "closed_words"))
)
_ORDER = sa.table("remote_order", sa.column("request_id"))


def upgrade() -> None:
    op.execute("ALTER TABLE request RENAME COLUMN closed_reason TO closed_words")
    known = ", ".join(f"'{each}'" for each in _CODES)
    op.execute(
        "ALTER TABLE request ADD COLUMN closed_reason VARCHAR DEFAULT '' NOT NULL"
        f" CONSTRAINT ck_request_closed_reason_known CHECK (closed_reason IN ({known}))"
    )
    ended, request = _REQUEST.c.state.in_(list(_OTHERS)), _REQUEST
    op.execute(request.update().where(ended).values(closed_reason=_code()))
    op.execute(request.update().where(request.c.closed_reason != "declined").values(closed_words=""))


def _code() -> sa.Case[str]:
    """The code of a request that ended."""
    state, words = _REQUEST.c.state, _REQUEST.c.closed_words
    ordered = sa.exists().where(_ORDER.c.request_id == _REQUEST.c.id)
    return sa.case(
        (state == "rejected", "declined"),
        *((words == old, new) for old, new in _SENTENCES.items()),
        (sa.and_(state == "closed", ordered), "orders-ended"),
        *((state == ended, code) for ended, code in _OTHERS.items()),
    )
