"""Creates the triggers: the journal is append only, and states change only as their life cycles allow."""

from storage.migrations.guards import append_only, forbid_other_moves

revision = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None

REQUEST_MOVES = (
    ("draft", "pending"),
    ("draft", "cancelled"),
    ("draft", "expired"),
    ("pending", "draft"),
    ("pending", "approved"),
    ("pending", "rejected"),
    ("pending", "cancelled"),
    ("pending", "expired"),
    ("approved", "pending"),
    ("approved", "closed"),
    ("approved", "cancelled"),
    ("approved", "expired"),
)

ATTEMPT_MOVES = (
    ("ready", "submitting"),
    ("ready", "withdrawn"),
    ("submitting", "ready"),
    ("submitting", "placed"),
    ("submitting", "refused"),
    ("submitting", "in_doubt"),
    ("in_doubt", "placed"),
    ("in_doubt", "conflict"),
    ("in_doubt", "needs_person"),
    ("needs_person", "ready"),
    ("needs_person", "placed"),
    ("needs_person", "conflict"),
    ("needs_person", "abandoned"),
    ("conflict", "placed"),
)

ORDER_MOVES = (
    ("to_pay", "paid"),
    ("to_pay", "part_shipped"),
    ("to_pay", "shipped"),
    ("to_pay", "received"),
    ("to_pay", "finished"),
    ("to_pay", "cancelled"),
    ("paid", "part_shipped"),
    ("paid", "shipped"),
    ("paid", "received"),
    ("paid", "finished"),
    ("paid", "cancelled"),
    ("part_shipped", "shipped"),
    ("part_shipped", "received"),
    ("part_shipped", "finished"),
    ("part_shipped", "cancelled"),
    ("shipped", "received"),
    ("shipped", "finished"),
    ("shipped", "cancelled"),
    ("received", "finished"),
    ("received", "cancelled"),
)

REFUND_MOVES = (
    ("none", "asked"),
    ("none", "done"),
    ("asked", "done"),
    ("asked", "closed"),
    ("closed", "asked"),
    ("closed", "done"),
    ("done", "asked"),
)


def upgrade() -> None:
    append_only("event", "id", "hash")
    forbid_other_moves("request", "state", REQUEST_MOVES)
    forbid_other_moves("attempt", "state", ATTEMPT_MOVES)
    forbid_other_moves("remote_order", "state", ORDER_MOVES)
    forbid_other_moves("remote_order", "refund", REFUND_MOVES)
