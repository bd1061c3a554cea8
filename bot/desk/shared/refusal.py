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
    "not-sent",  # it waits for its requester, not for approvers; facts: number
    "stale",  # something moved since the card was shown; the card is renewed; facts: number
    "offer-not-found",  # 1688 has no such offer; facts: offer_id
    "variant-unknown",  # no variant fits the words; facts: variant
    "not-payable-now",  # the order is not waiting for payment; facts: number, state
    "unpayable-checking",  # 1688 did not show so far that it is what was sent; facts: number
    "unpayable-conflict",  # it may be another order than was sent; facts: number
    "unpayable-price",  # it costs more than was agreed to; facts: number
    "unpayable-ended",  # nobody agrees to it any more; facts: number
    "cancel-too-early",  # 1688 closes an order only 10 s after it was made
    "cancel-refused",  # 1688's own words; facts: reason
    "cancel-unclear",  # 1688 did not say whether it closed the order; it is looked at; facts: number
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
    "quarantine",  # buying goes on only once all is decided; facts: swept (bool), ghosts, resting
    "ghosts-undecided",  # the same outside of a quarantine; facts: swept, ghosts, resting
    "alike-there",  # an order may be the one in doubt, and must be seen first; facts: number, order_id (one or several)
    "alike-unseen",  # the same, where it shall be given up: he was not shown all of them; facts: number, order_id
    "may-be-doubt",  # an order placed outside may be that of a doubt, which is settled first; facts: order_id, number
    "not-linkable",  # this order cannot belong to that request; facts: order_id, number
    "no-product",  # 1688 does not say what this order is of; facts: order_id
    "letter-gone",  # it was read, or is tried again already
    "alone-not-offered",  # sending again needs two admins
    "only-admins",
    "seller-note-refused",  # 1688 did not take the note; facts: reason
    "seller-note-unclear",  # 1688 did not say whether it took the note; facts: number
    "no-chat-link",
    "reason-needed",  # /pause wants a reason
    "no-identity",  # an anonymous admin, a channel or a forward; facts: origin
    "foreign-chat",  # this team's matters are settled in its group or in private
    "foreign-request",  # the request is another team's
    "not-a-member",  # he was in the team and is not any more
    "left-the-group",  # he is not in the team's group, and his roles rest
    "may-not-ask",  # nobody can tell whether he is in the group: the bot is no administrator there
    "no-answer",  # Telegram did not say whether he is in the group
    "only-requesters",
    "only-approvers",
    "only-buyers",
    "own-request",  # nobody decides on his own request
    "already-decided",  # he said his word on this content before
    "no-own-vote",  # there is no yes of his on this content; facts: number
    "no-own-question",  # he has no open question on this content; facts: number
    "not-an-approver",  # facts: limit, total (fen or None; also in the three below)
    "over-your-limit",  # the total is above what he may approve
    "not-asked",  # the rules ask other people
    "not-your-turn",  # an earlier step is not done, or his yes would add nothing
    "second-admin",  # it waits for another admin's word
    "second-too-early",  # the only admin says it again later; facts: at (ISO)
    "resume-proposed",  # buying again waits for another admin's word, or the only one's own; facts: at (ISO or None)
    "proposal-over",  # it was made true or turned down, or never was
    "proposal-expired",  # nobody agreed within a day
    "proposal-superseded",  # what it would change was changed meanwhile
    "proposer-no-admin",  # whoever proposed it is no admin any more
    "proposer-left",  # whoever proposed it is not in the team's group
    "unknown-team",
    "buy-in-team",  # an admin of the settings who asks in no team, while there is one
    "unknown-member",  # nobody of this team; facts: person_id
    "settings-admin",  # the settings make him an admin; facts: name
    "nothing-changes",  # it is so already
    "not-a-group",  # only a group becomes a team
    "team-needs-role",  # a member has at least one role
    "invitation-unknown",
    "invitation-own",  # nobody gives himself a right by his own link
    "invitation-used",
    "invitation-expired",
    "invitation-void",  # whoever made it is no admin any more
    "already-has-role",  # he is in the team with this role; facts: role
    "language-unknown",  # facts: language, known (list)
    "zone-unknown",  # facts: zone
    "rate-wrong",  # facts: rate
    "currency-unknown",  # facts: currency
    "limit-wrong",
    "policy-wrong",  # facts: faults (list of {key, sentence, facts})
    "policy-empty",
    "away-not-an-approver",
    "away-to-oneself",
    "away-to-no-approver",
    "away-past",
    "away-backwards",
    "away-too-long",
    "away-overlap",
    "away-loop",
    "not-away",
    "note-needed",  # the team's rules want a reason first; facts: number
    "over-cap",  # a last-resort limit; facts: number, detail (order, day or hour)
    "over-budget",  # facts: number, detail (team or person)
    "no-rule",  # no rule says what happens with it; facts: number
    "nobody",  # too few people could approve it; facts: number, detail (the step, from 1)
    "repeat",  # the same was asked for or ordered lately, press again; facts: number (of that), request
    "why-empty",  # a reason to decline, a question or an answer needs words; facts: number
    "no-question",  # nothing was asked; facts: number
)
