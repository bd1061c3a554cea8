"""Gives what was left out of a request when it was asked for back to its requester, as a draft of its own."""

from datetime import datetime

from bot.desk.ledger.facts import LEFT_OUT
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.orders.left_out import not_asked_for
from bot.purchasing.request import Choice
from bot.purchasing.requests.chosen import of_several
from bot.purchasing.requests.purchase import Request


async def given_back(uow: UnitOfWork, request: Request, valid_until: datetime) -> Request | None:
    """A new draft of the lines that this request does not ask for; None if it asks for all, or if that is done."""
    left, done = not_asked_for(request.asked), LEFT_OUT.of(request.id)
    if not left or await uow.facts.get(done) is not None:
        return None
    common = Choice(address_id=request.choice.address_id, note=request.choice.note)
    chosen = of_several(left, common, request.requester.id)
    opened = await uow.requests.open(
        request.requester, request.place, chosen, valid_until, None, request.team_id, request
    )
    await uow.facts.put(done, opened.id)
    await uow.write("opened", request_id=opened.id, offer=chosen.offer.offer_id, left_out_of=request.id)
    obstacle = left[0].obstacle if not chosen.asked else None
    label = request.address_label
    kept = await uow.requests.choose(opened, chosen, snapshot=None, obstacle=obstacle, address_label=label)
    kept = await uow.requests.update_progress(kept, why=request.why)
    await uow.refresh_card(kept.id)
    return kept
