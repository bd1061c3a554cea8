"""A verb that will not act says why, in a form that the chat can word in any language."""


class Refusal(Exception):
    """`key` names the text (`refusal-<key>` in the catalogues), `facts` are its values."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


KEYS = (
    "stranger",  # you may not buy here; facts: person_id
    "unknown-request",  # no request with this number; facts: number
    "unknown-order",  # no order with this number; facts: number
    "not-yours",  # somebody else's draft; facts: number
    "no-longer",  # the card is old: the request moved on; facts: number, state
    "stale",  # something moved since the card was shown; the card is renewed; facts: number
    "offer-not-found",  # 1688 has no such offer; facts: offer_id
    "variant-unknown",  # no variant fits the words; facts: variant
    "not-payable-now",  # the order is not waiting for payment; facts: number, state
    "cancel-too-early",  # 1688 closes an order only 10 s after it was made
    "cancel-refused",  # 1688's own words; facts: reason
    "cancel-shipped",  # cannot be cancelled any more; facts: number, state
    "nothing-to-cancel",  # facts: number
    "not-shipped",  # no parcels yet; facts: number
    "note-empty",
    "note-too-long",  # facts: limit
    "too-early",  # a doubt may be settled only from a moment on; facts: at (ISO), looks, needed_looks
    "second-person",  # recorded; a second person must say the same; facts: number
    "not-in-doubt",  # the attempt is settled already; facts: number, state
    "not-our-order",  # the typed order is known to 1688 but is not this purchase; facts: order_id, why
    "order-taken",  # the typed order belongs to another request; facts: order_id
    "paused",  # buying is stopped; facts: reason
    "not-paused",
    "alone-not-offered",  # sending again needs two admins
    "only-admins",
    "seller-note-refused",  # 1688 did not take the note; facts: reason
    "no-chat-link",
    "reason-needed",  # /pause wants a reason
)
