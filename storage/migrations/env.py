"""Runs Alembic in one transaction, with references checked and rows counted.

Alembic executes this file itself; `storage.engine.revisions` passes it a connection without a transaction.
"""

from alembic import context

from storage.migrations.guarding import guarded
from storage.tables import Base


def _configure_and_run(**target: object) -> None:
    context.configure(
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        **target,  # type: ignore[arg-type]  # either a connection or a dialect
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    _configure_and_run(dialect_name=context.config.attributes["dialect"], literal_binds=True)
else:
    with guarded(context.config.attributes["connection"]):
        _configure_and_run(connection=context.config.attributes["connection"])
