"""Why a request ended becomes a code; what a person said when they ended it gets a column of its own."""

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
_ORDERED = "EXISTS (SELECT 1 FROM remote_order WHERE remote_order.request_id = request.id)"


def upgrade() -> None:
    op.execute("ALTER TABLE request RENAME COLUMN closed_reason TO closed_words")
    known = ", ".join(f"'{each}'" for each in _CODES)
    op.execute(
        "ALTER TABLE request ADD COLUMN closed_reason VARCHAR DEFAULT '' NOT NULL"
        f" CONSTRAINT ck_request_closed_reason_known CHECK (closed_reason IN ({known}))"
    )
    op.execute(f"UPDATE request SET closed_reason = {_code()} WHERE state IN ({_listed(_OTHERS)})")  # noqa: S608 - literals
    op.execute("UPDATE request SET closed_words = '' WHERE closed_reason <> 'declined'")


def _code() -> str:
    """The code of a request that ended, as an SQL expression."""
    declined = "WHEN state = 'rejected' THEN 'declined'"
    sentences = " ".join(f"WHEN closed_words = '{old}' THEN '{new}'" for old, new in _SENTENCES.items())
    ordered = f"WHEN state = 'closed' AND {_ORDERED} THEN 'orders-ended'"
    others = " ".join(f"WHEN state = '{state}' THEN '{code}'" for state, code in _OTHERS.items())
    return f"CASE {declined} {sentences} {ordered} {others} END"


def _listed(states: dict[str, str]) -> str:
    return ", ".join(f"'{each}'" for each in states)
