"""Tells what a policy looks at in a request."""

from collections.abc import Sequence
from datetime import datetime

from bot.purchasing.approval.budget import Usage
from bot.purchasing.approval.policy import Kind, label
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.lifecycle import UNDECIDED
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.orders.tags import tag_sums
from bot.purchasing.requests.asked_line import AskedLine, contributors, shares
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot


def facts_of(
    request: Request, snapshot: Snapshot | None, used: Usage, asked: Sequence[AskedLine] | None = None
) -> Candidate:
    """The facts of a request that a policy judges; `asked` are the lines of the whole that a part was split from.

    Whoever was excluded from deciding on it stays excluded, also after an approver narrowed it.
    """
    lines = request.asked if asked is None else asked
    before = request.needs.contributors if request.needs is not None else frozenset[int]()
    return Candidate(
        requester_id=request.requester.id,
        total=snapshot.total if snapshot else Fen(0),
        kinds=tuple(_kind(offer) for offer in request.bought),
        note=request.why,
        usage=used,
        request_id=request.id,
        contributors=before | contributors(lines, request.requester.id),
        shares=shares(lines, snapshot),
        tags=tag_sums(snapshot, request.asked),
    )


def _kind(offer: Offer) -> Kind:
    goods, sellers = (offer.category, offer.category_id), (offer.seller.company, offer.seller.login)
    return Kind(
        offer.offer_id,
        frozenset(label(each) for each in goods if each),
        frozenset(label(each) for each in sellers if each),
    )


def asked_when(request: Request) -> datetime | None:
    """When it was asked for; None if its requester must still confirm it."""
    was_asked = request.waits or request.state not in UNDECIDED
    return request.pending_at if was_asked else None
