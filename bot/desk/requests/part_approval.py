"""Narrows a waiting request to the sellers that an approver agrees to; the rest goes back as a new draft."""

from dataclasses import replace

from bot.desk.ledger.facts import PART_PROPOSED
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.drafting import DRAFT_LIFE
from bot.desk.rules.approval_case import Case
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.notices.approvals import LeftOutNotice
from bot.purchasing.notices.base import request_facts
from bot.purchasing.requests.narrowed import Share, narrowed, sellers_in
from bot.purchasing.requests.purchase import Person, Request


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
    left = await _given_back(uow, case, by, rest)
    now = await uow.requests.choose(request, part.chosen, snapshot=part.snapshot, previous=request.snapshot)
    await uow.write(
        "narrowed", actor=by.id, request_id=request.id, snapshot=part.snapshot.hash, total=part.snapshot.total,
        before=case.hash, rest=left.id,
    )  # fmt: skip
    await uow.renew_card(request.id, "changed")
    return case.with_request(now)


async def _given_back(uow: UnitOfWork, case: Case, by: Person, rest: Share) -> Request:
    """A new draft of its requester of what was left out, priced as it was; who left it out is told before it."""
    request = case.request
    opened = await uow.requests.open(
        request.requester, request.place, rest.chosen, uow.now + DRAFT_LIFE, None, request.team_id, request
    )
    label = request.address_label
    await uow.write("opened", request_id=opened.id, offer=rest.chosen.offer.offer_id, left_out_of=request.id)
    draft = await uow.requests.choose(opened, rest.chosen, snapshot=rest.snapshot, address_label=label)
    draft = await uow.requests.update_progress(draft, why=request.why)
    about = replace(request_facts(draft), number=request.id, name=request.name)
    notice = LeftOutNotice(about=about, by=case.team.known_as(by.id))
    await uow.tell(notice, request.place, f"left_out:{draft.id}", request.id)
    await uow.refresh_card(draft.id)
    return draft
