"""Narrows a waiting request to the sellers that an approver agrees to; the rest goes back as a new draft."""

from bot.desk.ledger.facts import PART_PROPOSED
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.drafting import draft_of_rest
from bot.desk.rules.approval_case import Case
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.events.requests import LeftOut, Narrowed, RestOpened
from bot.purchasing.requests.parts import narrowed, sellers_in
from bot.purchasing.requests.purchase import Person


async def narrow(uow: UnitOfWork, case: Case, by: Person, places: frozenset[int]) -> Case:
    """The case of the sellers at these places (from 0) alone, whose votes so far have lapsed.

    What it needs stays what the whole needed. Raises Refusal if this person proposed a part of it before, or if that is
    no part.
    """
    request, proposed = case.request, PART_PROPOSED.of(case.request.id, by.id)
    sellers = {seller for place, seller in enumerate(sellers_in(request)) if place in places}
    shares = narrowed(request, sellers)
    if shares is None:
        raise Refusal(RefusalReason.STALE, request.id)
    if await uow.facts.get(proposed) is not None:
        raise Refusal(RefusalReason.PROPOSED_ALREADY, request.id)
    await uow.facts.put(proposed, len(sellers))
    part, rest = shares
    left = await draft_of_rest(uow, request, rest.chosen, rest.snapshot)
    await uow.record(LeftOut(request=request, left=left, name=case.team.known_as(by.id)))
    await uow.record(RestOpened(request=left, offer=left.offer.offer_id, left_out_of=request.id))
    now = await uow.requests.choose(request, part.chosen, snapshot=part.snapshot, previous=request.snapshot)
    await uow.record(Narrowed(actor=by.id, request=now, before=case.hash, rest=left.id))
    await uow.renew_card(request.id, "changed")
    return case.with_request(now)
