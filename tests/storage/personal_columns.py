"""Says of every stored column what of a person is in it, and so what is left once that person is forgotten."""

from enum import StrEnum


class Holds(StrEnum):
    """What a column may hold of a person."""

    NOTHING = "nothing"
    """Numbers, states, sums and moments of the purchase, goods and sellers of 1688, names of settings."""
    NUMBER = "number"
    """Telegram's number of a person, or of the chat with them: it stays, so that sums and votes keep their owner."""
    OURS = "the team's"
    """Words that belong to a team or to the account at 1688: its rules, codes, address."""
    NAME = "name"
    """How somebody is called; it becomes "a former member"."""
    WORDS = "words"
    """What somebody typed; it is taken out."""
    PRIVATE = "private"
    """What concerns one person alone: language, choices about messages, when they were seen; it is taken out."""
    SEALED = "sealed"
    """Names and words of the journal, which lie beside it and go from there; the entry keeps their digest."""


Columns = dict[str, Holds]


def _table(**columns: str) -> Columns:
    """The columns of a table by what they hold, as names separated by spaces."""
    return {name: Holds[kind.upper()] for kind, names in columns.items() for name in names.split()}


COLUMNS: dict[str, Columns] = {
    "person": _table(number="id", name="name username", private="language reachable seen_at notify"),
    "chat": _table(number="id", ours="title", nothing="kind hears_all told_privacy_at migrated_to"),
    "request": _table(
        number="requester_id chat_id topic_id opened_by",
        words="wanted note obstacle snapshot previous approved passed closed_words why",
        ours="address_id address_label own",
        nothing="id state version offer_id offer spec_id quantity several snapshot_hash valid_until closed_reason"
        " team_id policy_version needs rate currency pending_at next_at reminded_at escalated_at asked"
        " line_at parts part_of part created_at updated_at",
    ),
    "order_line": _table(nothing="request_id place offer_id spec_id quantity"),
    "asked_offer": _table(nothing="request_id offer_id offer"),
    "asked_line": _table(
        number="added_by", words="wanted obstacle note", ours="own tag",
        nothing="request_id place offer_id spec_id quantity several added_at",
    ),
    "list_line": _table(
        number="added_by", words="wanted note", ours="own tag",
        nothing="id team_id request_id offer_id offer spec_id quantity several added_at changed_at rests_since",
    ),
    "own_sku": _table(
        number="changed_by", ours="code plain name",
        nothing="id team_id ratio offer_id spec_id variant reserve_offer_id reserve_spec_id reserve_variant changed_at",
    ),
    "decision": _table(
        number="requester_id approver_id", words="reason",
        nothing="id request_id verdict snapshot_hash created_at taken_back_at",
    ),
    "question": _table(
        number="asker_id", words="text answer",
        nothing="id request_id asked_at answered_at snapshot_hash let_go_at",
    ),
    "search": _table(number="person_id chat_id", words="search", nothing="id at"),
    "comparison": _table(number="person_id chat_id", nothing="id candidates pieces address_id at"),
    "wish": _table(number="person_id", nothing="comparison_id offer_id at"),
    "offer_words": _table(nothing="offer_id language words at"),
    "seller_answer": _table(number="person_id", words="text", nothing="id request_id snapshot_hash at"),
    "attempt": _table(
        number="by_hand", words="body note answer",
        nothing="id request_id state version epoch gateway out_order_id body_sha256 owner lease_until due_at"
        " submitted_at reason failed alike resends looks empty_looks unfiltered_looks next_look_at doubted_at"
        " created_at ended_at hand_at",
    ),
    "verdict": _table(number="person_id", nothing="id attempt_id epoch verdict created_at"),
    "remote_order": _table(
        nothing="market order_id attempt_id request_id state refund version word checked echoed total_fen freight_fen"
        " refunded_fen detail_fen listed_fen paid_fen unbelieved_fen pieces seller seller_login account close_reason"
        " pay pay_by warned placed_at modified_at paid_at confirmed_at looked_at next_look_at look_step counted_at"
        " errand_at",
    ),
    "order_entry": _table(
        nothing="market order_id entry_id place offer_id spec_id quantity amount_fen share_fen refunded_fen state title"
        " step"
    ),
    "parcel": _table(
        ours="last_remark",
        nothing="market order_id logistics_id bill_no company status signed steps last_step_at next_look_at sent_at"
        " traced_at lines pieces near signed_at counted_at",
    ),
    "arrival": _table(
        number="person_id", nothing="id market order_id entry_id logistics_id kind pieces reason act place reverses at"
    ),
    "arrival_photo": _table(number="person_id", words="file_id unique_id", nothing="market order_id at"),
    "count_draft": _table(number="person_id", nothing="market order_id logistics_id lines at"),
    "waybill": _table(number="person_id", nothing="bill_no at told_at"),
    "errand": _table(
        number="person_id agreed", ours="ask", words="words",
        nothing="id market order_id kind state version at entries accepts refund_id carrier waybill reason looked_at"
        " seen_whole ended_at",
    ),
    "refund_claim": _table(
        number="answered_by looked_by",
        nothing="id market order_id kind state at goods_fen carriage_fen entries errand_id refund_id seen back"
        " sent_back rest_of answered_at looked_at",
    ),
    "claimed_piece": _table(nothing="claim_id market order_id entry_id kind pieces"),
    "to_index": _table(nothing="id request_id"),
    "other_cost": _table(
        number="person_id", words="words file_id",
        nothing="id team_id at amount currency rate total_fen basis reverses",
    ),
    "other_cost_part": _table(nothing="cost_id request_id share_fen"),
    "team_rate": _table(nothing="team_id since currency yuan"),
    "topic_tag": _table(ours="tag", nothing="team_id topic_id"),
    "alarm": _table(nothing="market order_id kind parcel since seen_at"),
    "pay_run": _table(number="person_id", nothing="id state message_id made_at asked_at ended_at links"),
    "pay_run_order": _table(nothing="run_id market order_id link total_fen left_out"),
    "refund": _table(
        ours="address",
        nothing="market refund_id order_id state word amount_fen paid_fen carriage_fen entries pieces back reason_id"
        " reason rejection asked_at ends_at ends_how carrier bill_no",
    ),
    "ghost": _table(
        number="closed_by", nothing="market order_id attempt_id out_order_id outside found_at report given_to"
    ),
    "event": _table(
        number="actor_id", sealed="facts",
        nothing="id at kind request_id attempt_id order_id bot_id update_id previous hash anchor",
    ),
    "journal_personal": _table(number="person_id", words="value salt", nothing="event_id field"),
    "journal_before": _table(words="hash", nothing="event_id"),
    "inbox": _table(
        number="lane", words="raw error",
        nothing="bot_id update_id state attempts owner epoch claimed_until received_at acted_at finished_at",
    ),
    "outbox": _table(
        number="chat_id topic_id dedupe", words="payload",
        nothing="id request_id kind state attempts next_at owner epoch claimed_until message_id error created_at"
        " sent_at buttons_live waits_until emptied_at",
    ),
    "card": _table(number="chat_id", nothing="request_id message_id has_photo shown"),
    "dialog": _table(
        number="chat_id person_id", words="facts", nothing="id kind request_id expires_at asked_at passed"
    ),
    "token": _table(
        nothing="id source access_token access_expires_at refresh_token refresh_expires_at first_seen_at"
    ),
    "fact": _table(number="name", words="value", nothing="updated_at"),
    "turn": _table(nothing="name owner epoch until"),
    "push": _table(nothing="message_id topic received_at"),
    "market_call": _table(nothing="day kind calls"),
    "team": _table(
        number="chat_id", ours="title notify mark",
        nothing="id language time_zone currency rate rate_date policy_version active created_at counts_since",
    ),
    "member": _table(
        number="person_id", nothing="team_id roles limit_fen active version since left_at left_update"
    ),
    "policy": _table(number="made_by", ours="rules", nothing="team_id version created_at"),
    "invitation": _table(number="made_by used_by", nothing="code_sha256 team_id role expires_at used_at"),
    "away": _table(
        number="person_id delegate_id", nothing="id team_id from_day until_day created_at ended_at"
    ),
    "proposal": _table(
        number="made_by done_by", words="change", nothing="id team_id kind base created_at outcome done_at"
    ),
    "erasure": _table(number="person_id", nothing="asked_at by state next_at ended_at"),
}  # fmt: skip
"""Table → column → what it may hold of a person."""
