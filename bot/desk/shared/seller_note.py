"""What the seller reads with an order: the note of whoever asks for it, with the mark of their team."""

from bot.desk.ledger.requests import snapshot_of
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.market.port import Market
from bot.purchasing.requests.purchase import Attempt, Request
from bot.purchasing.tracking.seller_notes import marked


async def note_to_seller(uow: UnitOfWork, market: Market, request: Request, attempt: Attempt) -> str:
    """As in the body that was made first, if there is one, whatever the mark is by now; else with the mark."""
    own = snapshot_of(request).note
    if attempt.body and ((sent := market.note_in(attempt.body)) or not own):
        return sent
    mark = (await uow.audiences.team(request.team_id)).mark if request.team_id is not None else ""
    return marked(own, mark, request.name)
