"""The tables and triggers of 0.2.0 as one revision: 0.2.0 is the oldest release whose database is updated."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big, flag, text, whole, word
from storage.migrations.guards import append_only, follow, forbid_other_moves, forbid_rows, forbid_values, never_changed

revision = "0036"
down_revision: str | None = None
branch_labels = None
depends_on = None

_REQUEST_MOVES = (
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
_ATTEMPT_MOVES = (
    ("ready", "submitting"),
    ("ready", "withdrawn"),
    ("submitting", "ready"),
    ("submitting", "placed"),
    ("submitting", "refused"),
    ("submitting", "in_doubt"),
    ("submitting", "conflict"),
    ("in_doubt", "placed"),
    ("in_doubt", "conflict"),
    ("in_doubt", "needs_person"),
    ("needs_person", "ready"),
    ("needs_person", "placed"),
    ("needs_person", "conflict"),
    ("needs_person", "abandoned"),
    ("conflict", "placed"),
    ("placed", "conflict"),
)
_ORDER_MOVES = (
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
_REFUND_MOVES = (
    ("none", "asked"),
    ("none", "done"),
    ("asked", "done"),
    ("asked", "closed"),
    ("closed", "asked"),
    ("closed", "done"),
    ("done", "asked"),
)
_ERRAND_MOVES = (
    ("draft", "waits"),
    ("draft", "asked"),
    ("draft", "dropped"),
    ("waits", "asked"),
    ("waits", "dropped"),
    ("asked", "unclear"),
    ("asked", "done"),
    ("asked", "refused"),
    ("asked", "dropped"),
    ("unclear", "done"),
    ("unclear", "refused"),
    ("unclear", "dropped"),
)
_ADDED_A_LINE = (
    "SELECT 1 FROM asked_line JOIN request ON request.id = NEW.request_id"
    " WHERE asked_line.request_id IN (request.id, request.part_of) AND asked_line.added_by = NEW.approver_id"
)
_OTHER_SUMS_ON_SQLITE = (
    'SELECT 1 FROM json_each(\'["goods", "freight", "discount", "total"]\') AS named'
    " WHERE json_array_length(NEW.snapshot, '$.parts') > 0"
    " AND json_extract(NEW.snapshot, '$.' || named.value) <>"
    " (SELECT sum(json_extract(part.value, '$.' || named.value)) FROM json_each(NEW.snapshot, '$.parts') AS part)"
)
_OTHER_SUMS_ON_POSTGRESQL = (
    "SELECT 1 FROM unnest(ARRAY['goods', 'freight', 'discount', 'total']) AS named"
    " WHERE jsonb_array_length(NEW.snapshot::jsonb -> 'parts') > 0"
    " AND (NEW.snapshot::jsonb ->> named)::bigint <>"
    " (SELECT sum((part ->> named)::bigint) FROM jsonb_array_elements(NEW.snapshot::jsonb -> 'parts') AS part)"
)
_REQUEST = ("state", "note", "why", "snapshot_hash")
_ASKED = "id FROM request WHERE state <> 'draft' AND"


def upgrade() -> None:
    _create_person()
    _create_team()
    _create_member()
    _create_policy()
    _create_invitation()
    _create_away()
    _create_proposal()
    _create_own_sku()
    _create_topic_tag()
    _create_team_rate()
    _create_request()
    _create_order_line()
    _create_asked_offer()
    _create_asked_line()
    _create_list_line()
    _create_decision()
    _create_question()
    _create_seller_answer()
    _create_card()
    _create_attempt()
    _create_verdict()
    _create_remote_order()
    _create_order_entry()
    _create_parcel()
    _create_refund()
    _create_ghost()
    _create_alarm()
    _create_errand()
    _create_pay_run()
    _create_pay_run_order()
    _create_arrival()
    _create_arrival_photo()
    _create_count_draft()
    _create_waybill()
    _create_search()
    _create_comparison()
    _create_wish()
    _create_offer_words()
    _create_other_cost()
    _create_other_cost_part()
    _create_event()
    _create_journal_personal()
    _create_journal_before()
    _create_erasure()
    _create_chat()
    _create_dialog()
    _create_inbox()
    _create_outbox()
    _create_push()
    _create_fact()
    _create_token()
    _create_turn()
    _create_market_call()
    _raise_guards()
    _create_index_of_words()
    _follow_changes_of_words()


def _create_person() -> None:
    op.create_table(
        "person",
        big("id", autoincrement=False),
        word("name"),
        word("username"),
        word("language"),
        flag("reachable"),
        big("seen_at"),
        text("notify", nullable=True),
        _key("person", "id"),
    )


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
        text("notify", nullable=True),
        word("mark", server_default=""),
        big("counts_since", nullable=True),
        _key("team", "id"),
        _unique("team", "chat_id"),
    )


def _create_member() -> None:
    op.create_table(
        "member",
        whole("team_id"),
        big("person_id"),
        word("roles"),
        big("limit_fen", nullable=True),
        flag("active"),
        whole("version"),
        big("since"),
        big("left_at", nullable=True),
        big("left_update", nullable=True),
        _key("member", "team_id", "person_id"),
        _check("member", "limit_not_negative", "limit_fen IS NULL OR limit_fen >= 0"),
        _of_team("member"),
        _of_person("member", "person_id"),
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
        _key("policy", "team_id", "version"),
        _of_team("policy"),
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
        _key("invitation", "code_sha256"),
        _known("invitation", "role", "requester", "approver", "buyer", "admin", "receiver"),
        _of_team("invitation"),
        _of_person("invitation", "used_by"),
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
        _key("away", "id"),
        _check("away", "not_to_oneself", "delegate_id IS NULL OR delegate_id <> person_id"),
        _check("away", "days_forward", "from_day <= until_day"),
        _of_team("away"),
        _of_person("away", "person_id"),
        _of_person("away", "delegate_id"),
    )
    op.create_index("ix_away_team_id_until_day", "away", ["team_id", "until_day"])


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
        _key("proposal", "id"),
        _known("proposal", "outcome", "", "done", "dropped"),
        _of_team("proposal"),
    )
    op.create_index("ix_proposal_team_id_outcome", "proposal", ["team_id", "outcome"])


def _create_own_sku() -> None:
    op.create_table(
        "own_sku",
        whole("id"),
        whole("team_id", nullable=True),
        word("code"),
        word("plain"),
        word("name"),
        whole("ratio"),
        word("offer_id"),
        word("spec_id"),
        word("variant"),
        word("reserve_offer_id"),
        word("reserve_spec_id"),
        word("reserve_variant"),
        big("changed_by"),
        big("changed_at"),
        _key("own_sku", "id"),
        _check("own_sku", "ratio_positive", "ratio > 0"),
        _check("own_sku", "plain_known", "plain <> ''"),
        _check("own_sku", "offer_known", "offer_id <> ''"),
        _of_team("own_sku"),
        _of_person("own_sku", "changed_by"),
    )
    _index_of_some("one_code_in_a_team", "own_sku", ["team_id", "plain"], "team_id IS NOT NULL", unique=True)
    _index_of_some("one_code_without_a_team", "own_sku", ["plain"], "team_id IS NULL", unique=True)


def _create_topic_tag() -> None:
    op.create_table(
        "topic_tag",
        whole("team_id"),
        big("topic_id"),
        word("tag"),
        _key("topic_tag", "team_id", "topic_id"),
        _of_team("topic_tag"),
    )


def _create_team_rate() -> None:
    op.create_table(
        "team_rate",
        whole("team_id"),
        big("since"),
        word("currency"),
        word("yuan"),
        _key("team_rate", "team_id", "since"),
        _of_team("team_rate"),
    )


def _create_request() -> None:
    op.create_table(
        "request",
        whole("id"),
        big("requester_id"),
        big("chat_id"),
        big("topic_id", nullable=True),
        word("state"),
        whole("version"),
        word("offer_id"),
        text("offer"),
        word("spec_id", nullable=True),
        whole("quantity", nullable=True),
        word("address_id", nullable=True),
        word("address_label"),
        word("wanted"),
        word("note"),
        text("obstacle", nullable=True),
        text("snapshot", nullable=True),
        word("snapshot_hash", nullable=True),
        text("previous", nullable=True),
        word("opened_by", nullable=True),
        big("valid_until", nullable=True),
        word("closed_words"),
        big("created_at"),
        big("updated_at"),
        whole("team_id", nullable=True),
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
        text("several", nullable=True),
        whole("asked", server_default="0"),
        whole("parts", server_default="0"),
        whole("line_at", nullable=True),
        whole("part_of", nullable=True),
        whole("part", nullable=True),
        text("own", nullable=True),
        word("closed_reason", server_default=""),
        _key("request", "id"),
        _check("request", "part_whole", "(part_of IS NULL) = (part IS NULL)"),
        _known(
            "request",
            "closed_reason",
            "",
            "by-requester",
            "unconfirmed",
            "undecided",
            "declined",
            "consent-over",
            "taken-back",
            "team-closed",
            "refused",
            "given-up",
            "orders-ended",
            "to-list",
        ),
        _known("request", "state", "draft", "pending", "approved", "closed", "rejected", "cancelled", "expired"),
        _check("request", "snapshot_kept", "state NOT IN ('pending', 'approved') OR snapshot_hash IS NOT NULL"),
        _check("request", "quantity_positive", "quantity IS NULL OR quantity > 0"),
        _of_team("request"),
        _refers("request", ["part_of"], "request", ["id"]),
        _of_person("request", "requester_id"),
        _unique("request", "id", "requester_id"),
        _unique("request", "opened_by"),
    )
    op.create_index("ix_request_requester_id_id", "request", ["requester_id", "id"])
    op.create_index("ix_request_state_valid_until", "request", ["state", "valid_until"])
    op.create_index("ix_request_team_id_id", "request", ["team_id", "id"])
    op.create_index("ix_request_state_next_at", "request", ["state", "next_at"])
    _index_of_some(
        "going_on", "request", ["id", "state", "team_id", "requester_id"], "state IN ('draft', 'pending', 'approved')"
    )
    op.create_index("ix_request_offer_id_created_at", "request", ["offer_id", "created_at"])
    op.create_index("ix_request_team_id_pending_at", "request", ["team_id", "pending_at"])
    _index_of_some("one_part", "request", ["part_of", "part"], "part_of IS NOT NULL", unique=True)
    _index_of_some(
        "never_asked",
        "request",
        ["updated_at"],
        "closed_reason IN ('by-requester', 'unconfirmed', 'to-list', 'team-closed')"
        " AND pending_at IS NULL AND approved IS NULL AND part_of IS NULL",
    )


def _create_order_line() -> None:
    op.create_table(
        "order_line",
        whole("request_id"),
        whole("place"),
        word("offer_id"),
        word("spec_id"),
        whole("quantity"),
        _key("order_line", "request_id", "place"),
        _check("order_line", "place_known", "place > 0"),
        _check("order_line", "quantity_positive", "quantity > 0"),
        _of_request("order_line"),
        _unique("order_line", "request_id", "offer_id", "spec_id"),
    )
    op.create_index("ix_order_line_offer_id", "order_line", ["offer_id"])


def _create_asked_offer() -> None:
    op.create_table(
        "asked_offer",
        whole("request_id"),
        word("offer_id"),
        text("offer"),
        _key("asked_offer", "request_id", "offer_id"),
        _of_request("asked_offer"),
    )


def _create_asked_line() -> None:
    op.create_table(
        "asked_line",
        whole("request_id"),
        whole("place"),
        word("offer_id"),
        word("spec_id", nullable=True),
        whole("quantity", nullable=True),
        text("several", nullable=True),
        word("wanted"),
        text("obstacle", nullable=True),
        word("note"),
        word("tag"),
        big("added_by"),
        big("added_at"),
        text("own", nullable=True),
        _key("asked_line", "request_id", "place"),
        _check("asked_line", "place_known", "place > 0"),
        _check("asked_line", "quantity_positive", "quantity IS NULL OR quantity > 0"),
        _refers(
            "asked_line",
            ["request_id", "offer_id"],
            "asked_offer",
            ["request_id", "offer_id"],
            name="fk_asked_line_request_id_asked_offer",
        ),
        _of_person("asked_line", "added_by"),
    )
    op.create_index("ix_asked_line_offer_id_added_at", "asked_line", ["offer_id", "added_at"])
    _index_of_some("tagged", "asked_line", ["added_at"], "tag <> ''")
    _index_of_some("of_tag", "asked_line", ["tag", "request_id"], "tag <> ''")


def _create_list_line() -> None:
    op.create_table(
        "list_line",
        whole("id"),
        whole("team_id"),
        whole("request_id", nullable=True),
        word("offer_id"),
        text("offer"),
        word("spec_id", nullable=True),
        whole("quantity", nullable=True),
        text("several", nullable=True),
        word("wanted"),
        word("note"),
        word("tag"),
        text("own", nullable=True),
        big("added_by"),
        big("added_at"),
        big("changed_at"),
        _key("list_line", "id"),
        _check("list_line", "quantity_positive", "quantity IS NULL OR quantity > 0"),
        _check("list_line", "chosen", "quantity IS NOT NULL OR several IS NOT NULL"),
        _of_team("list_line"),
        _of_request("list_line"),
        _of_person("list_line", "added_by"),
    )
    op.create_index("ix_list_line_team_id_id", "list_line", ["team_id", "id"])
    op.create_index("ix_list_line_request_id", "list_line", ["request_id"])
    op.create_index("ix_list_line_changed_at", "list_line", ["changed_at"])


def _create_decision() -> None:
    op.create_table(
        "decision",
        whole("id"),
        whole("request_id"),
        big("requester_id"),
        big("approver_id"),
        word("verdict"),
        word("snapshot_hash"),
        word("reason"),
        big("created_at"),
        big("taken_back_at", nullable=True),
        _key("decision", "id"),
        _known("decision", "verdict", "approve", "decline"),
        _check("decision", "not_ones_own", "approver_id <> requester_id"),
        _of_person("decision", "approver_id"),
        _refers("decision", ["request_id", "requester_id"], "request", ["id", "requester_id"]),
    )
    _index_of_some(
        "one_word", "decision", ["request_id", "snapshot_hash", "approver_id"], "taken_back_at IS NULL", unique=True
    )
    op.create_index("ix_decision_request_id", "decision", ["request_id"])


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
        word("snapshot_hash", server_default=""),
        big("let_go_at", nullable=True),
        _key("question", "id"),
        _of_request("question"),
        _of_person("question", "asker_id"),
    )
    op.create_index("ix_question_request_id", "question", ["request_id"])


def _create_seller_answer() -> None:
    op.create_table(
        "seller_answer",
        whole("id"),
        whole("request_id"),
        big("person_id"),
        text("text"),
        word("snapshot_hash", server_default=""),
        big("at"),
        _key("seller_answer", "id"),
        _of_request("seller_answer"),
        _of_person("seller_answer", "person_id"),
    )
    op.create_index("ix_seller_answer_request_id", "seller_answer", ["request_id"])


def _create_card() -> None:
    op.create_table(
        "card",
        whole("request_id"),
        big("chat_id"),
        big("message_id"),
        flag("has_photo"),
        word("shown"),
        _key("card", "request_id", "chat_id"),
        _of_request("card"),
    )


def _create_attempt() -> None:
    op.create_table(
        "attempt",
        whole("id"),
        whole("request_id"),
        word("state"),
        whole("version"),
        whole("epoch"),
        word("gateway"),
        word("out_order_id"),
        text("body", nullable=True),
        word("body_sha256", nullable=True),
        word("owner"),
        big("lease_until", nullable=True),
        big("due_at", nullable=True),
        big("submitted_at", nullable=True),
        text("answer", server_default=""),
        word("reason"),
        text("failed", nullable=True),
        whole("resends"),
        whole("looks"),
        whole("empty_looks"),
        whole("unfiltered_looks"),
        big("next_look_at", nullable=True),
        big("doubted_at", nullable=True),
        big("created_at"),
        big("ended_at", nullable=True),
        text("alike", nullable=True),
        big("by_hand", nullable=True),
        big("hand_at", nullable=True),
        _key("attempt", "id"),
        _check(
            "attempt", "by_hand_alone", "(by_hand IS NULL) = (hand_at IS NULL) AND (by_hand IS NULL OR due_at IS NULL)"
        ),
        _known(
            "attempt",
            "state",
            "ready",
            "submitting",
            "placed",
            "refused",
            "in_doubt",
            "conflict",
            "needs_person",
            "abandoned",
            "withdrawn",
        ),
        _check(
            "attempt",
            "written_before_sent",
            "state IN ('ready', 'withdrawn') OR (body IS NOT NULL AND body_sha256 IS NOT NULL"
            " AND submitted_at IS NOT NULL)",
        ),
        _of_person("attempt", "by_hand"),
        _of_request("attempt"),
        _unique("attempt", "out_order_id"),
    )
    op.create_index("ix_attempt_state_next_look_at", "attempt", ["state", "next_look_at"])
    _index_of_some(
        "one_live", "attempt", ["request_id"], "state NOT IN ('refused', 'abandoned', 'withdrawn')", unique=True
    )
    op.create_index("ix_attempt_request_id", "attempt", ["request_id"])
    op.create_index("ix_attempt_created_at", "attempt", ["created_at"])
    op.create_index("ix_attempt_submitted_at", "attempt", ["submitted_at"])
    op.create_index("ix_attempt_doubted_at", "attempt", ["doubted_at"])


def _create_verdict() -> None:
    op.create_table(
        "verdict",
        whole("id"),
        whole("attempt_id"),
        whole("epoch"),
        word("verdict"),
        big("person_id"),
        big("created_at"),
        _key("verdict", "id"),
        _known("verdict", "verdict", "resend", "abandon"),
        _refers("verdict", ["attempt_id"], "attempt", ["id"]),
        _unique("verdict", "attempt_id", "epoch", "verdict", "person_id"),
    )


def _create_remote_order() -> None:
    op.create_table(
        "remote_order",
        word("market", server_default="1688"),
        word("order_id"),
        whole("attempt_id"),
        whole("request_id"),
        word("state"),
        word("refund"),
        whole("version"),
        word("word"),
        big("total_fen"),
        big("freight_fen"),
        big("refunded_fen"),
        word("seller"),
        word("seller_login"),
        word("close_reason"),
        text("pay", nullable=True),
        big("pay_by", nullable=True),
        word("warned"),
        big("placed_at"),
        big("modified_at", nullable=True),
        big("paid_at", nullable=True),
        big("looked_at", nullable=True),
        big("next_look_at", nullable=True),
        whole("look_step"),
        word("checked", server_default="checking"),
        flag("echoed", nullable=True),
        whole("pieces", nullable=True),
        big("detail_fen", nullable=True),
        big("listed_fen", nullable=True),
        big("confirmed_at", nullable=True),
        word("account", server_default=""),
        big("counted_at", nullable=True),
        big("errand_at", nullable=True),
        _key("remote_order", "market", "order_id"),
        _known("remote_order", "checked", "checking", "agreed", "differs"),
        _known("remote_order", "refund", "none", "asked", "done", "closed"),
        _known(
            "remote_order", "state", "to_pay", "paid", "part_shipped", "shipped", "received", "finished", "cancelled"
        ),
        _not_negative("remote_order", "freight_fen"),
        _not_negative("remote_order", "refunded_fen"),
        _not_negative("remote_order", "total_fen"),
        _refers("remote_order", ["attempt_id"], "attempt", ["id"]),
        _of_request("remote_order"),
    )
    op.create_index("ix_remote_order_next_look_at", "remote_order", ["next_look_at"])
    op.create_index("ix_remote_order_request_id", "remote_order", ["request_id"])
    op.create_index("ix_remote_order_state_pay_by", "remote_order", ["state", "pay_by"])
    op.create_index("ix_remote_order_attempt_id", "remote_order", ["attempt_id"])
    op.create_index("ix_remote_order_paid_at", "remote_order", ["paid_at"])
    op.create_index("ix_remote_order_seller_state", "remote_order", ["seller", "state"])
    op.create_index("ix_remote_order_state_request_id", "remote_order", ["state", "request_id"])
    op.create_index("ix_remote_order_confirmed_at", "remote_order", ["confirmed_at"])
    _index_of_some("newest_echo", "remote_order", ["placed_at", "order_id"], "echoed IS NOT NULL")
    _index_of_some("to_read_back", "remote_order", ["state"], "checked = 'checking'")
    _index_of_some("placed_not_paid", "remote_order", ["placed_at", "order_id"], "(paid_at IS NULL) IS TRUE")


def _create_order_entry() -> None:
    op.create_table(
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
        _key("order_entry", "market", "order_id", "entry_id"),
        _known("order_entry", "state", "open", "cancelled", "refunded"),
        _not_negative("order_entry", "amount_fen"),
        _not_negative("order_entry", "share_fen"),
        _not_negative("order_entry", "refunded_fen"),
        _check("order_entry", "quantity_positive", "quantity > 0"),
        _of_order("order_entry"),
    )


def _create_parcel() -> None:
    op.create_table(
        "parcel",
        word("market", server_default="1688"),
        word("order_id"),
        word("logistics_id"),
        word("bill_no"),
        word("company"),
        word("status"),
        flag("signed"),
        whole("steps"),
        big("last_step_at", nullable=True),
        text("last_remark", server_default=""),
        big("next_look_at", nullable=True),
        big("sent_at", nullable=True),
        big("traced_at", nullable=True),
        text("lines", nullable=True),
        whole("pieces", nullable=True),
        flag("near", server_default=sa.false()),
        big("signed_at", nullable=True),
        big("counted_at", nullable=True),
        _key("parcel", "market", "order_id", "logistics_id"),
        _of_order("parcel"),
    )
    op.create_index("ix_parcel_next_look_at", "parcel", ["next_look_at"])
    op.create_index("ix_parcel_bill_no", "parcel", ["bill_no"])
    _index_of_some(
        "parcel_signed_for",
        "parcel",
        ["signed_at", "order_id", "logistics_id"],
        "counted_at IS NULL AND signed_at IS NOT NULL",
    )
    _index_of_some(
        "parcel_under_way",
        "parcel",
        ["near", "sent_at", "order_id", "logistics_id"],
        "counted_at IS NULL AND NOT signed AND next_look_at IS NOT NULL",
    )


def _create_refund() -> None:
    op.create_table(
        "refund",
        word("market", server_default="1688"),
        word("refund_id"),
        word("order_id"),
        word("state"),
        word("word"),
        big("amount_fen"),
        big("paid_fen"),
        big("carriage_fen", server_default="0"),
        text("entries", nullable=True),
        text("pieces", nullable=True),
        flag("back", server_default=sa.false()),
        big("reason_id", server_default="0"),
        text("reason", server_default=""),
        text("rejection", server_default=""),
        text("ends_how", server_default=""),
        text("address", server_default=""),
        text("carrier", server_default=""),
        text("bill_no", server_default=""),
        big("asked_at", nullable=True),
        big("ends_at", nullable=True),
        _key("refund", "market", "refund_id"),
        _known("refund", "state", "none", "asked", "done", "closed"),
        _not_negative("refund", "amount_fen"),
        _not_negative("refund", "paid_fen"),
        _of_order("refund"),
    )
    op.create_index("ix_refund_market_order_id", "refund", ["market", "order_id"])


def _create_ghost() -> None:
    op.create_table(
        "ghost",
        word("market", server_default="1688"),
        word("order_id"),
        whole("attempt_id", nullable=True),
        word("out_order_id"),
        big("found_at"),
        big("closed_by", nullable=True),
        flag("outside", server_default=sa.false()),
        text("report", nullable=True),
        whole("given_to", nullable=True),
        _key("ghost", "market", "order_id"),
    )


def _create_alarm() -> None:
    op.create_table(
        "alarm",
        word("market", server_default="1688"),
        word("order_id"),
        word("kind"),
        word("parcel"),
        big("since"),
        big("seen_at"),
        _key("alarm", "market", "order_id", "kind", "parcel"),
        _known("alarm", "kind", "not_shipped", "late", "no_scan", "frozen", "not_counted", "short", "refund_waits"),
        _of_order("alarm"),
    )


def _create_errand() -> None:
    op.create_table(
        "errand",
        whole("id"),
        word("market", server_default="1688"),
        word("order_id"),
        word("kind"),
        word("state"),
        whole("version"),
        big("person_id"),
        big("at"),
        text("entries", nullable=True),
        flag("accepts"),
        text("ask", nullable=True),
        word("refund_id"),
        word("carrier"),
        word("waybill"),
        text("reason"),
        text("agreed", nullable=True),
        big("looked_at", nullable=True),
        flag("seen_whole"),
        big("ended_at", nullable=True),
        _key("errand", "id"),
        _known("errand", "kind", "receipt", "refund", "return", "withdraw", "cancel"),
        _known("errand", "state", "draft", "waits", "asked", "unclear", "done", "refused", "dropped"),
        _of_person("errand", "person_id"),
        _of_order("errand"),
    )
    op.create_index("ix_errand_market_order_id", "errand", ["market", "order_id"])
    _index_of_some(
        "one_errand", "errand", ["market", "order_id"], "state IN ('waits', 'asked', 'unclear')", unique=True
    )
    _index_of_some("one_draft", "errand", ["market", "order_id", "person_id"], "state = 'draft'", unique=True)


def _create_pay_run() -> None:
    op.create_table(
        "pay_run",
        whole("id"),
        big("person_id"),
        word("state"),
        big("message_id", nullable=True),
        big("made_at"),
        big("asked_at", nullable=True),
        big("ended_at", nullable=True),
        text("links", nullable=True),
        _key("pay_run", "id"),
        _known("pay_run", "state", "choosing", "asked", "ended"),
        _of_person("pay_run", "person_id"),
    )
    op.create_index("ix_pay_run_person_id_state", "pay_run", ["person_id", "state"])
    _index_of_some("one_choosing", "pay_run", ["person_id"], "state = 'choosing'", unique=True)


def _create_pay_run_order() -> None:
    op.create_table(
        "pay_run_order",
        whole("run_id"),
        word("market", server_default="1688"),
        word("order_id"),
        whole("link"),
        big("total_fen"),
        word("left_out"),
        _key("pay_run_order", "run_id", "market", "order_id"),
        _not_negative("pay_run_order", "total_fen"),
        _refers("pay_run_order", ["run_id"], "pay_run", ["id"]),
        _of_order("pay_run_order"),
    )
    op.create_index("ix_pay_run_order_market_order_id", "pay_run_order", ["market", "order_id"])


def _create_arrival() -> None:
    op.create_table(
        "arrival",
        whole("id"),
        word("market", server_default="1688"),
        word("order_id"),
        word("entry_id"),
        word("logistics_id"),
        word("kind"),
        whole("pieces"),
        word("reason"),
        big("person_id", nullable=True),
        word("act"),
        whole("place"),
        whole("reverses", nullable=True),
        big("at"),
        _key("arrival", "id"),
        _known(
            "arrival",
            "kind",
            "good",
            "damaged",
            "wrong",
            "closed",
            "reopened",
            "cancelled",
            "returned_good",
            "returned_damaged",
        ),
        _check("arrival", "pieces_positive", "pieces > 0"),
        _of_order("arrival"),
        _of_person("arrival", "person_id"),
        _unique("arrival", "market", "order_id", "act", "place"),
        _unique("arrival", "reverses"),
    )


def _create_arrival_photo() -> None:
    op.create_table(
        "arrival_photo",
        word("market", server_default="1688"),
        word("order_id"),
        word("unique_id"),
        word("file_id"),
        big("person_id"),
        big("at"),
        _key("arrival_photo", "market", "order_id", "unique_id"),
        _of_order("arrival_photo"),
        _of_person("arrival_photo", "person_id"),
    )


def _create_count_draft() -> None:
    op.create_table(
        "count_draft",
        big("person_id"),
        word("market", server_default="1688"),
        word("order_id"),
        word("logistics_id"),
        text("lines"),
        big("at"),
        _key("count_draft", "person_id", "market", "order_id", "logistics_id"),
        _of_order("count_draft"),
        _of_person("count_draft", "person_id"),
    )


def _create_waybill() -> None:
    op.create_table(
        "waybill",
        word("bill_no"),
        big("person_id"),
        big("at"),
        big("told_at", nullable=True),
        _key("waybill", "bill_no", "person_id"),
        _of_person("waybill", "person_id"),
    )


def _create_search() -> None:
    op.create_table(
        "search",
        whole("id"),
        big("person_id"),
        big("chat_id"),
        text("search"),
        big("at"),
        _key("search", "id"),
        _of_person("search", "person_id"),
    )
    op.create_index("ix_search_at", "search", ["at"])


def _create_comparison() -> None:
    op.create_table(
        "comparison",
        whole("id"),
        big("person_id"),
        big("chat_id"),
        text("candidates"),
        whole("pieces"),
        word("address_id"),
        big("at"),
        _key("comparison", "id"),
        _of_person("comparison", "person_id"),
    )
    op.create_index("ix_comparison_at", "comparison", ["at"])


def _create_wish() -> None:
    op.create_table(
        "wish",
        whole("comparison_id"),
        big("person_id"),
        word("offer_id"),
        big("at"),
        _key("wish", "comparison_id", "person_id"),
        _refers("wish", ["comparison_id"], "comparison", ["id"]),
        _of_person("wish", "person_id"),
    )


def _create_offer_words() -> None:
    op.create_table(
        "offer_words",
        word("offer_id"),
        word("language"),
        text("words"),
        big("at"),
        _key("offer_words", "offer_id", "language"),
    )


def _create_other_cost() -> None:
    op.create_table(
        "other_cost",
        whole("id"),
        whole("team_id", nullable=True),
        big("person_id"),
        big("at"),
        word("amount"),
        word("currency"),
        word("rate", nullable=True),
        big("total_fen"),
        text("words"),
        word("basis"),
        whole("reverses", nullable=True),
        word("file_id"),
        _key("other_cost", "id"),
        _known("other_cost", "basis", "value", "pieces"),
        _check("other_cost", "total_known", "total_fen <> 0"),
        _of_team("other_cost"),
        _of_person("other_cost", "person_id"),
        _unique("other_cost", "reverses"),
    )


def _create_other_cost_part() -> None:
    op.create_table(
        "other_cost_part",
        whole("cost_id"),
        whole("request_id"),
        big("share_fen"),
        _key("other_cost_part", "cost_id", "request_id"),
        _refers("other_cost_part", ["cost_id"], "other_cost", ["id"]),
        _of_request("other_cost_part"),
    )
    op.create_index("ix_other_cost_part_request_id", "other_cost_part", ["request_id"])


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
        word("anchor", nullable=True),
        _key("event", "id"),
        _unique("event", "hash"),
        _unique("event", "previous"),
    )
    op.create_index("ix_event_request_id", "event", ["request_id"])
    _index_of_some("event_milestones", "event", ["id"], "kind IN ('journal_anchored', 'journal_converted')")


def _create_journal_personal() -> None:
    op.create_table(
        "journal_personal",
        whole("event_id"),
        word("field"),
        big("person_id"),
        text("value"),
        word("salt"),
        _key("journal_personal", "event_id", "field"),
        _refers("journal_personal", ["event_id"], "event", ["id"]),
    )
    op.create_index("ix_journal_personal_person_id", "journal_personal", ["person_id"])


def _create_journal_before() -> None:
    op.create_table(
        "journal_before",
        whole("event_id"),
        word("hash"),
        _key("journal_before", "event_id"),
        _refers("journal_before", ["event_id"], "event", ["id"]),
    )


def _create_erasure() -> None:
    op.create_table(
        "erasure",
        big("person_id"),
        big("asked_at"),
        word("by"),
        word("state"),
        big("next_at", nullable=True),
        big("ended_at", nullable=True),
        _key("erasure", "person_id", "asked_at"),
        _known("erasure", "by", "self", "terminal", "restored"),
        _known("erasure", "state", "wanted", "begun", "rest", "done", "refused"),
    )


def _create_chat() -> None:
    op.create_table(
        "chat",
        big("id", autoincrement=False),
        word("kind"),
        word("title"),
        flag("hears_all", nullable=True),
        big("told_privacy_at", nullable=True),
        big("migrated_to", nullable=True),
        _key("chat", "id"),
    )


def _create_dialog() -> None:
    op.create_table(
        "dialog",
        big("chat_id"),
        big("person_id"),
        word("kind"),
        whole("request_id", nullable=True),
        text("facts", nullable=True),
        big("expires_at"),
        _key("dialog", "chat_id", "person_id"),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        big("bot_id"),
        big("update_id"),
        word("lane"),
        text("raw"),
        word("state"),
        whole("attempts"),
        word("error"),
        big("received_at"),
        big("finished_at", nullable=True),
        word("owner", server_default=""),
        whole("epoch", server_default="0"),
        big("claimed_until", nullable=True),
        _key("inbox", "bot_id", "update_id"),
        _known("inbox", "state", "new", "done", "dead"),
    )
    op.create_index("ix_inbox_state_update_id", "inbox", ["state", "update_id"])
    _index_of_some("ix_inbox_with_text", "inbox", ["state", "finished_at"], "lane <> '' AND state <> 'new'")


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
        word("owner", server_default=""),
        whole("epoch", server_default="0"),
        flag("buttons_live", server_default=sa.false()),
        big("waits_until", nullable=True),
        big("emptied_at", nullable=True),
        _key("outbox", "id"),
        _known("outbox", "state", "due", "sending", "sent", "dead"),
        _unique("outbox", "dedupe"),
    )
    op.create_index("ix_outbox_chat_id_id", "outbox", ["chat_id", "id"])
    op.create_index("ix_outbox_state_next_at", "outbox", ["state", "next_at"])
    _index_of_some("ix_outbox_buttons_live", "outbox", ["request_id"], "buttons_live")
    _index_of_some("on_their_way", "outbox", ["chat_id", "id"], "state IN ('due', 'sending') AND waits_until IS NULL")
    _index_of_some("ix_outbox_waiting", "outbox", ["waits_until", "chat_id"], "waits_until IS NOT NULL")
    _index_of_some("ix_outbox_with_text", "outbox", ["state", "sent_at"], "emptied_at IS NULL")
    _index_of_some("ix_outbox_of_request", "outbox", ["request_id"], "emptied_at IS NULL")


def _create_push() -> None:
    op.create_table(
        "push",
        word("message_id"),
        word("topic"),
        big("received_at"),
        _key("push", "message_id"),
    )
    op.create_index("ix_push_received_at", "push", ["received_at"])


def _create_fact() -> None:
    op.create_table(
        "fact",
        word("name"),
        text("value"),
        big("updated_at"),
        _key("fact", "name"),
    )


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
        _key("token", "id"),
    )


def _create_turn() -> None:
    op.create_table(
        "turn",
        word("name"),
        word("owner"),
        whole("epoch"),
        big("until"),
        _key("turn", "name"),
    )


def _create_market_call() -> None:
    op.create_table(
        "market_call",
        word("day"),
        word("kind"),
        whole("calls"),
        _key("market_call", "day", "kind"),
    )


def _raise_guards() -> None:
    append_only("event", "id", "hash")
    never_changed("journal_personal", "event_id", "field")
    never_changed("journal_before", "event_id")
    append_only("arrival", "id")
    forbid_other_moves("request", "state", _REQUEST_MOVES)
    forbid_other_moves("attempt", "state", _ATTEMPT_MOVES)
    forbid_other_moves("remote_order", "state", _ORDER_MOVES)
    forbid_other_moves("remote_order", "refund", _REFUND_MOVES)
    forbid_other_moves("errand", "state", _ERRAND_MOVES)
    forbid_rows("decision", "decision_of_others", _ADDED_A_LINE, "nobody decides on what they added a line to")
    other_sums = _OTHER_SUMS_ON_SQLITE if _is_sqlite() else _OTHER_SUMS_ON_POSTGRESQL
    forbid_values("request", "snapshot", "request_sums", other_sums, "a request costs what its parts cost")


def _create_index_of_words() -> None:
    op.create_table("to_index", whole("id"), whole("request_id"), _key("to_index", "id"))
    if _is_sqlite():
        # Words come as they are to be found: the tokenizer only splits them at spaces.
        op.execute(
            "CREATE VIRTUAL TABLE order_words USING fts5"
            "(words, tokenize = \"ascii tokenchars '_'\", detail = none, columnsize = 0, prefix = 3)"
        )
    else:
        op.execute("CREATE TABLE order_words (request_id integer PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_order_words_words ON order_words USING gin (words)")


def _follow_changes_of_words() -> None:
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
    differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return f"UPDATE OF {', '.join(columns)}", f"({differs}) AND {also}" if also else differs


def _read_anew(table: str, which: str, *moments: tuple[str, str], name: str = "words") -> None:
    follow(table, f"{table}_{name}", f"INSERT INTO to_index (request_id) SELECT {which}", *moments)


def _is_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _known(table: str, column: str, *values: str) -> sa.CheckConstraint:
    """A column that has one of these words."""
    known = ", ".join(f"'{value}'" for value in values)
    return _check(table, f"{column}_known", f"{column} IN ({known})")


def _not_negative(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, f"{column}_not_negative", f"{column} >= 0")


def _refers(
    table: str, columns: list[str], target: str, their_columns: list[str], *, name: str = ""
) -> sa.ForeignKeyConstraint:
    name = name or f"fk_{table}_{'_'.join(columns)}_{target}"
    return sa.ForeignKeyConstraint(columns, [f"{target}.{column}" for column in their_columns], name=op.f(name))


def _of_person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return _refers(table, [column], "person", ["id"])


def _of_team(table: str) -> sa.ForeignKeyConstraint:
    return _refers(table, ["team_id"], "team", ["id"])


def _of_request(table: str) -> sa.ForeignKeyConstraint:
    return _refers(table, ["request_id"], "request", ["id"])


def _of_order(table: str) -> sa.ForeignKeyConstraint:
    return _refers(table, ["market", "order_id"], "remote_order", ["market", "order_id"])


def _index_of_some(name: str, table: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    """An index of those rows alone for which the condition holds."""
    rows = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=rows, postgresql_where=rows)
