"""What several sellers get together costs what each of them costs: a request with other sums is refused."""

from alembic import op

from storage.migrations.guards import forbid_values

revision = "0022"
down_revision: str | None = "0021"
branch_labels = None
depends_on = None

_SQLITE = (
    'SELECT 1 FROM json_each(\'["goods", "freight", "discount", "total"]\') AS named'
    " WHERE json_array_length(NEW.snapshot, '$.parts') > 0"
    " AND json_extract(NEW.snapshot, '$.' || named.value) <>"
    " (SELECT sum(json_extract(part.value, '$.' || named.value)) FROM json_each(NEW.snapshot, '$.parts') AS part)"
)
_POSTGRESQL = (
    "SELECT 1 FROM unnest(ARRAY['goods', 'freight', 'discount', 'total']) AS named"
    " WHERE jsonb_array_length(NEW.snapshot::jsonb -> 'parts') > 0"
    " AND (NEW.snapshot::jsonb ->> named)::bigint <>"
    " (SELECT sum((part ->> named)::bigint) FROM jsonb_array_elements(NEW.snapshot::jsonb -> 'parts') AS part)"
)


def upgrade() -> None:
    like = _SQLITE if op.get_context().dialect.name == "sqlite" else _POSTGRESQL
    forbid_values("request", "snapshot", "request_sums", like, "a request costs what its parts cost")
