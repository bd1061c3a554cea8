"""Chases a seller: urges them to send what is paid, puts notes on an order, leads to their chat."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import acts_on, known_order, permit, permit_handling, team_of
from bot.desk.shared.errands import Errands, claim_errand, doubt_message, end
from bot.desk.shared.isolated import each
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import ErrandUnclear, NoteTooLong, SellerNoteRefused, UrgeRefused, UrgeTooSoon
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import Chase
from bot.market.errors import Rejected
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.errands import SENT_WITHIN, Errand, ErrandKind, ErrandState
from bot.purchasing.events.orders import SellerChatOpened
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.purchase import JournalEntry, Purchase
from bot.purchasing.tracking.seller_notes import NOTE_LIMIT

URGED_EVERY = timedelta(hours=24)
_BEFORE_CLAIMS = {"told_seller": ErrandKind.NOTE, "urged_seller": ErrandKind.URGE}
"""What the journal called a note and an urge before they were claimed."""
_REFUSED_BEFORE_CLAIMS = "seller_refused"
"""What it called it then if 1688 did not do the last one of a `step`."""
_CLAIMS = {f"errand_{kind}_{ErrandState.ASKED}": kind for kind in ErrandKind if kind.to_seller}
_NEWS = {
    f"errand_{kind}_{state}": kind
    for kind in (ErrandKind.NOTE, ErrandKind.URGE)
    for state in (ErrandState.UNCLEAR, ErrandState.DONE, ErrandState.REFUSED, ErrandState.DROPPED)
}
"""What it calls it that a claimed one is unclear, or how that ended."""
_NOT_SENT = {
    f"errand_{kind}_{state}"
    for kind in (ErrandKind.NOTE, ErrandKind.URGE)
    for state in (ErrandState.REFUSED, ErrandState.DROPPED)
}

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Chasing(Verbs):
    """The steps of one ladder; each is claimed before it is sent, and is sent once."""

    _market: Market
    _people: People
    _errands: Errands

    async def show(self, by: Person, order_id: str) -> Chase:
        """What was tried with an order so far, and what can be tried, for somebody who handles it."""
        async with self._ledger.read() as uow:
            return await self._chase(uow, by, order_id)

    async def urge(self, act: Act, order_id: str) -> None:
        """Have 1688 urge the seller to send a paid order, at most once in 24 hours by our own clock.

        An urge that stayed unclear so long is no longer followed.
        """
        async with self._ledger.change(act.cause) as uow:
            chase = await self._chase(uow, act.by, order_id, lock=True)
            order = chase.order
            if order.state is not OrderState.PAID:
                raise Refusal(RefusalReason.URGE_SHIPPED, order.request_id)
            before = order.unanswered(ErrandKind.URGE)
            if chase.urge_from is not None:
                _require_answered(order, before)
                raise Refusal(UrgeTooSoon(number=order.request_id, at=chase.urge_from))
            await require_buying(uow)
            if before is not None:
                order = await end(uow, chase.purchase, order, before, ErrandState.DROPPED)
            order, errand = await claim_errand(uow, act.by, chase.purchase, order, ErrandKind.URGE)

        def refused(no: Rejected) -> UrgeRefused:
            return UrgeRefused(reason=no.words, number=order.request_id)

        await self._errands.send(order, errand, self._market.urge(order_id), refused=refused)

    async def require_note(self, by: Person, order_id: str, text: str) -> Chase:
        """The order, if this person may put this note on it; Refusal otherwise."""
        async with self._ledger.read() as uow:
            return await self._able_to_note(uow, by, order_id, text)

    async def tell_seller(self, act: Act, order_id: str, text: str) -> None:
        """Put a note on the order that the seller sees."""
        text = text.strip()
        async with self._ledger.change(act.cause) as uow:
            chase = await self._able_to_note(uow, act.by, order_id, text, lock=True)
            await require_buying(uow)
            order, errand = await claim_errand(uow, act.by, chase.purchase, chase.order, ErrandKind.NOTE, words=text)

        def refused(no: Rejected) -> SellerNoteRefused:
            return SellerNoteRefused(reason=no.words, number=order.request_id)

        await self._errands.send(order, errand, self._market.tell_seller(order_id, text), refused=refused)

    async def answer(self, act: Act, order_id: str, errand_id: int, *, is_there: bool) -> None:
        """A person who looked on the site says whether 1688 has a note or an urge that is unclear."""
        async with self._ledger.change(act.cause) as uow:
            purchase, order = await known_order(uow, self._people, act.by, order_id, lock=True)
            await permit_handling(uow, self._people, act.by, purchase)
            message = next((one for one in order.messages if one.id == errand_id), None)
            if message is None or not message.state.live:
                raise Refusal(RefusalReason.MESSAGE_ANSWERED, order.request_id)
            if message.under_way(uow.now) and not is_there:
                raise Refusal(RefusalReason.ERRAND_SENDING, order.request_id)
            state = ErrandState.DONE if is_there else ErrandState.DROPPED
            await end(uow, purchase, order, message, state, by=act.by)

    async def doubt_unheard(self) -> None:
        """Have notes and urges be unclear that a process claimed and left, and tell whoever sent them.

        No look at an order shows an urge, so this asks 1688 nothing.
        """
        async with self._ledger.read() as uow:
            orders = await uow.errands.unheard(uow.now - SENT_WITHIN)
        await each(orders, self._doubt)

    async def _doubt(self, order_id: str) -> None:
        try:
            async with self._ledger.change() as uow:
                found = await uow.find_purchase_of(order_id)
                if found is None:
                    return
                await uow.votes.lock(found[0].request.id)
                purchase, order = await uow.find_purchase_of(order_id) or found
                for message in order.messages:
                    if message.left(uow.now):
                        order = await doubt_message(uow, purchase, order, message)
        except Conflict:
            log.info("another process told of what may have been sent to the seller of order %s", order_id)

    async def chat_link(self, act: Act, order_id: str) -> str:
        """The 旺旺 address of the order's seller."""
        async with self._ledger.read() as uow:
            purchase, order = await known_order(uow, self._people, act.by, order_id)
            await permit(uow, self._people, act.by, Action.LIST, purchase, order)
            acts = await acts_on(uow, self._people, act.by, purchase)
        seller = purchase.request.offer.seller.open_id
        if not seller:
            raise Refusal(RefusalReason.NO_CHAT_LINK, order.request_id)
        url = await self._market.chat_link(seller)
        if acts:  # who only reads it chases nobody
            async with self._ledger.change(act.cause) as uow:
                await uow.record(SellerChatOpened(actor=act.by.id, order=order, order_id=order_id))
        return url

    async def _able_to_note(
        self, uow: UnitOfWork, by: Person, order_id: str, text: str, *, lock: bool = False
    ) -> Chase:
        if not text:
            raise Refusal(RefusalReason.NOTE_EMPTY)
        chase = await self._chase(uow, by, order_id, lock=lock)
        _require_answered(chase.order, chase.order.unanswered(ErrandKind.NOTE))
        if len(text) > chase.left:
            raise Refusal(NoteTooLong(limit=chase.left))
        return chase

    async def _chase(self, uow: UnitOfWork, by: Person, order_id: str, *, lock: bool = False) -> Chase:
        purchase, order = await known_order(uow, self._people, by, order_id, lock=lock)
        await permit_handling(uow, self._people, by, purchase)
        journal = await uow.journal.of_request(purchase.request.id)
        of_order = [entry for entry in journal if entry.order_id == order_id]
        team = await team_of(uow, purchase.request)
        left = max(self._room(purchase) - _written(of_order), 0)
        return Chase(purchase, order, team, _steps(of_order), _urge_from(of_order, uow.now), left)

    def _room(self, purchase: Purchase) -> int:
        """How many characters the notes of an order may have beside the one that it was placed with."""
        attempt = purchase.attempt
        if attempt is not None and attempt.body:
            return NOTE_LIMIT - len(attempt.note)
        placed = purchase.request.approved or purchase.request.snapshot
        return NOTE_LIMIT - (len(placed.note) if placed is not None else 0)


def _require_answered(order: Order, message: Errand | None) -> None:
    """Refusal while this note or urge may have been sent, and nobody has said what became of it."""
    if message is None:
        return
    if message.state is ErrandState.ASKED:
        raise Refusal(RefusalReason.ERRAND_SENDING, order.request_id)
    raise Refusal(ErrandUnclear(what=message.kind, number=order.request_id))


def _steps(journal: Sequence[JournalEntry]) -> tuple[JournalEntry, ...]:
    """What was tried, oldest first; what became of a note or an urge stands in the place of its claim."""
    steps: list[JournalEntry] = []
    claims: dict[ErrandKind, int] = {}
    for entry in journal:
        if entry.kind in _CLAIMS:
            claims[_CLAIMS[entry.kind]] = len(steps)
            steps.append(entry)
        elif entry.kind in _NEWS:
            place = claims[_NEWS[entry.kind]]
            steps[place] = replace(steps[place], kind=entry.kind, facts=entry.facts)
        elif entry.kind in (*_BEFORE_CLAIMS, _REFUSED_BEFORE_CLAIMS, SellerChatOpened.kind):
            steps.append(entry)
    return tuple(steps)


def _sent(journal: Sequence[JournalEntry], kind: ErrandKind) -> list[JournalEntry]:
    """The claims of this kind that 1688 took, or may have taken; with those from before there were claims."""
    sent: list[JournalEntry] = []
    for entry in journal:
        claims = _CLAIMS.get(entry.kind) or _BEFORE_CLAIMS.get(entry.kind)
        refused = entry.kind in _NOT_SENT and _NEWS[entry.kind] is kind
        if entry.kind == _REFUSED_BEFORE_CLAIMS:
            refused = _BEFORE_CLAIMS.get(str(entry.facts.get("step"))) is kind
        if claims is kind:
            sent.append(entry)
        elif refused:
            del sent[-1:]
    return sent


def _urge_from(journal: Sequence[JournalEntry], now: datetime) -> datetime | None:
    """From when on (UTC) 1688 urges the seller again; None if it does now."""
    ends = [entry.at + URGED_EVERY for entry in _sent(journal, ErrandKind.URGE)]
    return max((at for at in ends if at > now), default=None)


def _written(journal: Sequence[JournalEntry]) -> int:
    """How many characters of notes 1688 has, or may have."""
    lengths = [entry.facts.get("length") for entry in _sent(journal, ErrandKind.NOTE)]
    return sum(length for length in lengths if isinstance(length, int))
