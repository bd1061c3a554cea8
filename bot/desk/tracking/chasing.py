"""Chases a seller: urges them to send what is paid, puts notes on an order, leads to their chat."""

from collections.abc import Awaitable, Sequence
from datetime import timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import acts_on, known_order, permit, permit_handling, team_of
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NotDone, NoteTooLong, SellerNoteRefused, UrgeRefused, UrgeTooSoon
from bot.desk.shared.values import Chase
from bot.market.errors import MarketError, Misunderstood, Rejected, Unreachable
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.orders import SellerChatOpened, SellerRefused, SellerTold, SellerUrged
from bot.purchasing.order import OrderState
from bot.purchasing.requests.purchase import Cause, JournalEntry, Order, Person
from bot.purchasing.tracking.seller_notes import NOTE_LIMIT

UNANSWERED = (Unreachable, Misunderstood)
"""After these nobody knows whether 1688 did what it was asked."""
URGED_EVERY = timedelta(hours=24)


class Chasing:
    """The steps of one ladder; each stands in the purchase's history before it is sent, and is sent once."""

    def __init__(self, ledger: Ledger, market: Market, people: People) -> None:
        self._ledger, self._market, self._people = ledger, market, people

    async def show(self, by: Person, order_id: str) -> Chase:
        """What was tried with an order so far, and what can be tried, for somebody who handles it."""
        async with self._ledger.read() as uow:
            return await self._chase(uow, by, order_id)

    async def urge(self, by: Person, order_id: str, cause: Cause | None) -> None:
        """Have 1688 urge the seller to send a paid order, at most once in 24 hours by our own clock."""
        async with self._ledger.change(cause) as uow:
            chase = await self._chase(uow, by, order_id, lock=True)
            order = chase.order
            if chase.order.state is not OrderState.PAID:
                raise Refusal(RefusalReason.URGE_SHIPPED, order.request_id)
            if chase.urge_from is not None:
                raise Refusal(UrgeTooSoon(number=order.request_id, at=chase.urge_from))
            await uow.record(SellerUrged(actor=by.id, order=order, order_id=order_id))
        urging = self._market.urge(order_id)
        await self._sent(order, SellerUrged.kind, urging, RefusalReason.URGE_UNCLEAR, UrgeRefused)

    async def require_note(self, by: Person, order_id: str, text: str) -> Chase:
        """The order, if this person may put this note on it; Refusal otherwise."""
        if not text:
            raise Refusal(RefusalReason.NOTE_EMPTY)
        chase = await self.show(by, order_id)
        if len(text) > chase.left:
            raise Refusal(NoteTooLong(limit=chase.left))
        return chase

    async def tell_seller(self, by: Person, order_id: str, text: str, cause: Cause | None) -> None:
        """Put a note on the order that the seller sees."""
        text = text.strip()
        order = (await self.require_note(by, order_id, text)).order
        async with self._ledger.change(cause) as uow:
            await uow.record(SellerTold(actor=by.id, order=order, order_id=order_id, text=text, length=len(text)))
        telling = self._market.tell_seller(order_id, text)
        await self._sent(order, SellerTold.kind, telling, RefusalReason.SELLER_NOTE_UNCLEAR, SellerNoteRefused)

    async def chat_link(self, by: Person, order_id: str, cause: Cause | None) -> str:
        """The 旺旺 address of the order's seller."""
        async with self._ledger.read() as uow:
            purchase, order = await known_order(uow, self._people, by, order_id)
            await permit(uow, self._people, by, Action.LIST, purchase, order)
            acts = await acts_on(uow, self._people, by, purchase)
        seller = purchase.request.offer.seller.open_id
        if not seller:
            raise Refusal(RefusalReason.NO_CHAT_LINK, order.request_id)
        url = await self._market.chat_link(seller)
        if acts:  # who only reads it chases nobody
            async with self._ledger.change(cause) as uow:
                await uow.record(SellerChatOpened(actor=by.id, order=order, order_id=order_id))
        return url

    async def _chase(self, uow: UnitOfWork, by: Person, order_id: str, *, lock: bool = False) -> Chase:
        purchase, order = await known_order(uow, self._people, by, order_id, lock=lock)
        await permit_handling(uow, self._people, by, purchase)
        journal = [each for each in await uow.journal.of_request(purchase.request.id) if each.order_id == order_id]
        urged = [each.at + URGED_EVERY for each in _taken(journal, SellerUrged.kind)]
        again = max((at for at in urged if at > uow.now), default=None)
        told = [each.facts.get("length") for each in _taken(journal, SellerTold.kind)]
        kinds = (SellerUrged.kind, SellerTold.kind, SellerChatOpened.kind, SellerRefused.kind)
        tried = tuple(each for each in journal if each.kind in kinds)
        placed, attempt = purchase.request.approved or purchase.request.snapshot, purchase.attempt
        if attempt is not None and attempt.body:
            with_it = len(self._market.note_in(attempt.body))
        else:
            with_it = len(placed.note) if placed is not None else 0
        left = NOTE_LIMIT - with_it - sum(each for each in told if isinstance(each, int))
        return Chase(purchase, order, await team_of(uow, purchase.request), tried, again, max(left, 0))

    async def _sent(
        self, order: Order, step: str, sending: Awaitable[None], unclear: RefusalReason,
        refused: type[NotDone],
    ) -> None:  # fmt: skip
        """Send what stands in the history by now; Refusal if that is unclear, or if 1688 surely did not do it."""
        try:
            await sending
        except UNANSWERED as lost:
            raise Refusal(unclear, order.request_id) from lost
        except MarketError as error:
            async with self._ledger.change() as uow:
                await uow.record(SellerRefused(order=order, order_id=order.order_id, step=step, reason=error.words))
            if isinstance(error, Rejected):
                raise Refusal(refused(reason=error.words, number=order.request_id)) from error
            raise


def _taken(journal: Sequence[JournalEntry], kind: str) -> list[JournalEntry]:
    """The steps of a kind that 1688 took, or may have taken."""
    found: list[JournalEntry] = []
    for each in journal:
        if each.kind == kind:
            found.append(each)
        elif each.kind == SellerRefused.kind and each.facts.get("step") == kind:
            del found[-1:]
    return found
