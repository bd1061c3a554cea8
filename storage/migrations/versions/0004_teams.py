"""Creates teams with people, rules, invitations, absences and proposals, and the request's team columns."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole, word

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_team()
    _create_member()
    _create_policy()
    _create_invitation()
    _create_away()
    _create_question()
    _create_proposal()
    _widen_request()


def _to_team(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f(f"fk_{table}_team_id_team"))


def _to_person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}_person"))


def _create_team() -> None:
    op.create_table(
        "team",
        whole("id"),
        big("chat_id"),
        word("title"),
        word("language"),
        word("time_zone"),
        word("currency"),
        word("rate", nullable=True),
        word("rate_date", nullable=True),
        whole("policy_version"),
        flag("active"),
        big("created_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_team_chat_id")),
    )


def _create_member() -> None:
    op.create_table(
        "member",
        whole("team_id"),
        big("person_id", autoincrement=False),
        word("roles"),
        big("limit_fen", nullable=True),
        flag("active"),
        whole("version"),
        big("since"),
        sa.CheckConstraint("limit_fen IS NULL OR limit_fen >= 0", name=op.f("ck_member_limit_not_negative")),
        _to_team("member"),
        _to_person("member", "person_id"),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_member")),
    )
    op.create_index("ix_member_person_id", "member", ["person_id"])


def _create_policy() -> None:
    op.create_table(
        "policy",
        whole("team_id"),
        whole("version"),
        text("rules"),
        big("made_by"),
        big("created_at"),
        _to_team("policy"),
        sa.PrimaryKeyConstraint("team_id", "version", name=op.f("pk_policy")),
    )


def _create_invitation() -> None:
    op.create_table(
        "invitation",
        word("code_sha256"),
        whole("team_id"),
        word("role"),
        big("made_by"),
        big("expires_at"),
        big("used_by", nullable=True),
        big("used_at", nullable=True),
        sa.CheckConstraint(
            "role IN ('requester', 'approver', 'buyer', 'admin')", name=op.f("ck_invitation_role_known")
        ),
        _to_team("invitation"),
        _to_person("invitation", "used_by"),
        sa.PrimaryKeyConstraint("code_sha256", name=op.f("pk_invitation")),
    )


def _create_away() -> None:
    op.create_table(
        "away",
        whole("id"),
        whole("team_id"),
        big("person_id"),
        big("delegate_id", nullable=True),
        word("from_day"),
        word("until_day"),
        big("created_at"),
        big("ended_at", nullable=True),
        sa.CheckConstraint("delegate_id IS NULL OR delegate_id <> person_id", name=op.f("ck_away_not_to_oneself")),
        sa.CheckConstraint("from_day <= until_day", name=op.f("ck_away_days_forward")),
        _to_team("away"),
        _to_person("away", "person_id"),
        _to_person("away", "delegate_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_away")),
    )
    op.create_index("ix_away_team_id_until_day", "away", ["team_id", "until_day"])


def _create_question() -> None:
    op.create_table(
        "question",
        whole("id"),
        whole("request_id"),
        big("asker_id"),
        text("text"),
        text("answer", server_default=""),
        big("asked_at"),
        big("answered_at", nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_question_request_id_request")),
        _to_person("question", "asker_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index("ix_question_request_id", "question", ["request_id"])


def _create_proposal() -> None:
    op.create_table(
        "proposal",
        whole("id"),
        whole("team_id", nullable=True),
        word("kind"),
        text("change"),
        whole("base"),
        big("made_by"),
        big("created_at"),
        word("outcome"),
        big("done_by", nullable=True),
        big("done_at", nullable=True),
        sa.CheckConstraint("outcome IN ('', 'done', 'dropped')", name=op.f("ck_proposal_outcome_known")),
        _to_team("proposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_team_id_outcome", "proposal", ["team_id", "outcome"])


def _widen_request() -> None:
    # Batch mode would copy the table and drop its triggers; SQLite adds a column with a reference only like this.
    op.execute("ALTER TABLE request ADD COLUMN team_id INTEGER CONSTRAINT fk_request_team_id_team REFERENCES team (id)")
    for column in (
        whole("policy_version", nullable=True),
        text("why", server_default=""),
        text("needs", nullable=True),
        text("approved", nullable=True),
        text("passed", nullable=True),
        word("rate", nullable=True),
        word("currency", server_default=""),
        big("pending_at", nullable=True),
        big("next_at", nullable=True),
        big("reminded_at", nullable=True),
        big("escalated_at", nullable=True),
        big("repeat_told_at", nullable=True),
    ):
        op.add_column("request", column)
    op.create_index("ix_request_team_id_id", "request", ["team_id", "id"])
    op.create_index("ix_request_state_next_at", "request", ["state", "next_at"])
