"""Creates chats with their updates, messages, cards and dialogs; the journal; and small facts."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole, word

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_chat()
    _create_dialog()
    _create_event()
    _create_fact()
    _create_inbox()
    _create_outbox()
    _create_token()
    _create_card()


def _create_chat() -> None:
    op.create_table(
        "chat",
        big("id", autoincrement=False),
        word("kind"),
        word("title"),
        flag("hears_all", nullable=True),
        big("told_privacy_at", nullable=True),
        big("migrated_to", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
    )


def _create_dialog() -> None:
    op.create_table(
        "dialog",
        big("chat_id", autoincrement=False),
        big("person_id", autoincrement=False),
        word("kind"),
        whole("request_id", nullable=True),
        text("facts", nullable=True),
        big("expires_at"),
        sa.PrimaryKeyConstraint("chat_id", "person_id", name=op.f("pk_dialog")),
    )


def _create_event() -> None:
    op.create_table(
        "event",
        whole("id"),
        big("at"),
        word("kind"),
        big("actor_id", nullable=True),
        whole("request_id", nullable=True),
        whole("attempt_id", nullable=True),
        word("order_id", nullable=True),
        text("facts"),
        big("bot_id", nullable=True),
        big("update_id", nullable=True),
        word("previous"),
        word("hash"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_event_hash")),
        sa.UniqueConstraint("previous", name=op.f("uq_event_previous")),
    )
    op.create_index("ix_event_request_id", "event", ["request_id"])


def _create_fact() -> None:
    op.create_table(
        "fact",
        word("name"),
        text("value"),
        big("updated_at"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_fact")),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        big("bot_id", autoincrement=False),
        big("update_id", autoincrement=False),
        word("lane"),
        text("raw"),
        word("state"),
        whole("attempts"),
        word("error"),
        big("received_at"),
        big("finished_at", nullable=True),
        sa.CheckConstraint("state IN ('new', 'done', 'dead')", name=op.f("ck_inbox_state_known")),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_state_update_id", "inbox", ["state", "update_id"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        whole("id"),
        word("dedupe"),
        big("chat_id"),
        big("topic_id", nullable=True),
        whole("request_id", nullable=True),
        word("kind"),
        text("payload"),
        word("state"),
        whole("attempts"),
        big("next_at"),
        big("claimed_until", nullable=True),
        big("message_id", nullable=True),
        word("error"),
        big("created_at"),
        big("sent_at", nullable=True),
        sa.CheckConstraint("state IN ('due', 'sending', 'sent', 'dead')", name=op.f("ck_outbox_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_outbox_dedupe")),
    )
    op.create_index("ix_outbox_chat_id_id", "outbox", ["chat_id", "id"])
    op.create_index("ix_outbox_state_next_at", "outbox", ["state", "next_at"])


def _create_token() -> None:
    op.create_table(
        "token",
        whole("id"),
        word("source"),
        word("access_token"),
        big("access_expires_at", nullable=True),
        word("refresh_token"),
        big("refresh_expires_at", nullable=True),
        big("first_seen_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
    )


def _create_card() -> None:
    op.create_table(
        "card",
        whole("request_id"),
        big("chat_id", autoincrement=False),
        big("message_id"),
        flag("has_photo"),
        word("shown"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_card_request_id_request")),
        sa.PrimaryKeyConstraint("request_id", "chat_id", name=op.f("pk_card")),
    )
