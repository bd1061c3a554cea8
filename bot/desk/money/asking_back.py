"""Asks money back for what people say, sends goods back and takes refunds back: claimed first, and sent once."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.desk.ledger.requests import present
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.money.second_words import SecondWords, WaitingRefund, buyers_beside, names_of, word_for
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared import refusals
from bot.desk.shared.claims import read_anew, settle_pieces, take_back_pieces
from bot.desk.shared.errands import Errands, claim_errand, claim_of, end, new_token, read_refunds, require_free
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.quarantine import require_counts
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import RefundView
from bot.market.errors import MarketError, Misunderstood, Rejected
from bot.market.port import Market
from bot.purchasing import asking_back
from bot.purchasing.approval.rights import SECOND_PRESS_AFTER, Action
from bot.purchasing.approval.team import Role
from bot.purchasing.asking_back import GoodsStatus, RefundAsk, RefundStage
from bot.purchasing.claims import Claim, ClaimKind, ClaimState, Pieces, said_for_nothing
from bot.purchasing.errands import Errand, ErrandKind, ErrandState, RefundsRead
from bot.purchasing.events.errands import RefundExplained, RefundLookedFor
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.whose import lines_of
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act, Person
from bot.purchasing.reading.waybills import plain_waybill
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.paid_back import runs_by_its_order

REPEATED = "5010"
"""1688's code of a refund that it does not take as the order is now, and of one that it took before."""
_ACTIONS = {ErrandKind.RECEIPT: Action.CONFIRM_RECEIPT, ErrandKind.CANCEL: Action.CANCEL_ORDER}
"""Who may say of an errand that 1688 does not know of it: whoever may have it done."""


@dataclass(eq=False)
class Refunds(Verbs):
    """A draft is one person's; what was claimed is the order's, and nothing else of the order is sent meanwhile."""

    _market: Market
    _people: People
    _errands: Errands
    words: SecondWords = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.words = SecondWords(self._ledger, self._people)

    async def show(self, by: Person, order_id: str) -> RefundView:
        """This person's draft, or what was asked for last."""
        async with self._ledger.read() as uow:
            return await self._view(uow, by, order_id)

    async def begin(
        self,
        act: Act,
        order_id: str,
        *,
        pieces: Mapping[str, Pieces] | None = None,
        here: bool | None = None,
        back: bool = False,
    ) -> RefundView:
        """Begin a draft, or go on with this person's if nothing is said of pieces and goods and it still holds.

        Without `pieces` it is of those that are missing or damaged by the count, of all if nothing is counted.
        """
        view = await self.show(act.by, order_id)
        told = pieces is not None or here is not None or back
        draft = view.draft
        if draft is not None and draft.ask is not None and not told and _holds(view, draft.ask):
            _require_able(view, draft.ask)
            return view
        _require_able(view)
        balance = view.balance
        ask = asking_back.first_ask(view.order.state, balance, here=here, back=back, pieces=pieces)
        if not ask.pieces:
            raise _nothing_left(view, view.own) if pieces is None else _not_these(view, ask)
        return await self._put(act, view, await self._limited(view, ask))

    async def begin_rest(self, act: Act, order_id: str, claim_id: int) -> RefundView:
        """Begin a draft of what is left of a paid refund's money, of which less was paid than its pieces cost."""
        view = await self.show(act.by, order_id)
        _require_shipped(view)
        paid = next((paid for paid in view.balance.paid_less if paid.id == claim_id), None)
        statuses = view.statuses_of(paid.entries) if paid is not None else ()
        if paid is None or not statuses or not {*paid.entries} <= view.own:
            raise Refusal(RefusalReason.REFUND_NOTHING, view.order.request_id)
        here = view.balance.counted or any(pieces.here for pieces in paid.pieces.values())
        ask = RefundAsk(
            statuses[-1 if here else 0],
            paid.pieces,
            kind=ClaimKind.REST,
            rest_of=paid.id,
            goods=view.balance.rest_of(paid),
        )
        return await self._put(act, view, await self._limited(view, ask))

    async def begin_amount(self, act: Act, order_id: str) -> RefundView:
        """Begin a buyer's draft of an agreed sum without pieces: a discount, freight alone. It is typed next."""
        async with self._ledger.read() as uow:
            view = await self._view(uow, act.by, order_id)
            await permit(uow, self._people, act.by, Action.REFUND_AMOUNT, view.purchase, view.order)
        _require_shipped(view)
        order, balance = view.order, view.balance
        able = [entry_id for entry_id, line in balance.lines.items() if line.open and entry_id.isdecimal()]
        together = asking_back.equally_far(order.state, balance, able)
        if not together:
            raise Refusal(RefusalReason.REFUND_NOTHING, order.request_id)
        lines = {line.entry_id: line.quantity for line in order.lines if line.entry_id in together}
        here = any(balance.lines[entry_id].lacking.here for entry_id in together)
        ask = RefundAsk(view.statuses_of(together)[-1 if here else 0], {}, kind=ClaimKind.AMOUNT, of_lines=lines)
        return await self._put(act, view, await self._limited(view, ask))

    async def pick(
        self,
        act: Act,
        order_id: str,
        *,
        version: int,
        status: GoodsStatus | None = None,
        back: bool | None = None,
        pieces: Mapping[str, Pieces] | None = None,
        reason_id: int | None = None,
        goods: Fen | None = None,
        carriage: Fen | None = None,
        description: str | None = None,
        photos: Sequence[str] | None = None,
    ) -> RefundView:
        """Change the draft as it was shown; a `description` is a person's words, empty for those that fit its pieces.

        If it is about other pieces by that, or goods elsewhere, 1688 is asked anew what it takes.
        """
        view = await self.show(act.by, order_id)
        before, name, order = _draft_of(view, version), view.purchase.request.name, view.order
        _require_able(view, before)
        status, back = status or before.goods_status, before.back if back is None else back
        if before.kind is not ClaimKind.PIECES:
            pieces = None  # it is of the lines, or of the pieces of an earlier refund
        elif pieces is None and not asking_back.fits(replace(before, goods_status=status, back=back), view.balance):
            here = status.returnable
            pieces = asking_back.first_ask(order.state, view.balance, here=here, back=back).pieces
        wanted = before.pieces if pieces is None else {entry: each for entry, each in pieces.items() if each.all}
        ask = replace(before, goods_status=status, back=back, pieces=wanted)
        if (ask.goods_status, ask.pieces) != (before.goods_status, before.pieces):
            if before.reason == asking_back.fitting_reason(before, before.reasons):
                ask = replace(ask, reason=None)  # it was filled in for other pieces
            ask = await self._limited(view, ask)
        if description is not None or ask.description == asking_back.described(before, name):
            ask = replace(ask, description=asking_back.described(ask, name, description or ""))
        if reason_id is not None:
            ask = replace(ask, reason=next((each for each in ask.reasons if each.id == reason_id), None))
            if ask.reason is None:
                raise Refusal(RefusalReason.REFUND_NO_REASON, order.request_id)
        ask = replace(
            ask, goods=ask.goods if goods is None else goods, carriage=ask.carriage if carriage is None else carriage
        )
        if ask.reason is not None and not ask.reason.carriage:
            ask = replace(ask, carriage=Fen(0))
        if photos is not None:
            ask = await self._with_photos(ask, order_id, photos)
        _require_whole(view, ask)
        if ask.limits is not None:
            ask = asking_back.bounded(ask, view.balance, ask.limits)
        return await self._put(act, view, ask)

    async def upload(self, by: Person, order_id: str, photo: str, jpeg: bytes, mark: str) -> RefundView:
        """Give 1688 one photo of the order for the draft as it was shown; its address there is public."""
        view = await self.show(by, order_id)
        ask = _draft_of(view)
        if view.mark != mark:
            raise Refusal(RefusalReason.REFUND_MOVED, view.order.request_id)
        url = await self._market.upload_voucher(jpeg)
        had = zip(ask.photos, ask.vouchers, strict=True)
        vouchers = tuple(url if each == photo else known for each, known in had)
        return await self._put(Act(by), view, replace(ask, vouchers=vouchers))

    async def drop(self, act: Act, order_id: str) -> Purchase:
        """Let the draft go; nothing of it was sent. Refusal if there is none, and something waits, was sent or runs."""
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, lock=True)
            if view.draft is not None:
                await uow.errands.change(view.order, view.draft, state=ErrandState.DROPPED)
            elif view.runs or (view.errand is not None and view.errand.holds):
                raise Refusal(RefusalReason.REFUND_RUNS, view.order.request_id)
            return view.purchase

    async def ask(self, act: Act, order_id: str, mark: str) -> Purchase:
        """Ask for exactly what this mark stands for, after 1688 was asked anew what runs and what it takes."""
        async with self._ledger.read() as uow:
            view, began = await self._view(uow, act.by, order_id), uow.now
            _, ask = await _require_ready(uow, view, mark)
        read = view.order
        await self._read(order_id)
        limits = await self._market.refund_limits(order_id, ask)
        async with self._ledger.read() as uow:
            view = await self._view(uow, act.by, order_id)
        _require_able(view, ask)
        bounded = asking_back.bounded(ask, view.balance, limits)
        if bounded != ask:
            await self._put(act, view, bounded)
            raise Refusal(RefusalReason.REFUND_LESS, view.order.request_id)
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, lock=True, fresh=began)
            draft, ask = await _require_ready(uow, view, mark, read)
            if asking_back.bounded(ask, view.balance, limits) != ask:
                raise Refusal(RefusalReason.REFUND_MOVED, view.order.request_id)
            if ask.differs is not None or ask.kind is ClaimKind.AMOUNT:
                await permit(uow, self._people, act.by, Action.REFUND_AMOUNT, view.purchase, view.order)
            word = await word_for(uow, view.team, view.purchase, view.order, draft, claims=True)
            if word is not None:
                return await self.words.want(uow, act.by, view, draft, word)
            _require_looked_again(view, ask, act.by.id, uow.now)
            order, errand = await self._claim(uow, act.by, view, draft, ask)
        return await self._send(order, errand)

    async def _claim(
        self, uow: UnitOfWork, by: Person, view: RefundView, draft: Errand, ask: RefundAsk
    ) -> tuple[Order, Errand]:
        """Record that exactly this is sent next, what it claims, and which refunds there were before."""
        ask = replace(ask, earlier=tuple(refund.refund_id for refund in view.order.refunds))
        return await claim_errand(
            uow,
            by,
            view.purchase,
            view.order,
            ErrandKind.REFUND,
            draft,
            ask=ask,
            entries=ask.entries,
        )

    async def _read(self, order_id: str) -> RefundsRead:
        return await read_anew(self._ledger, self._market, self._errands.look, order_id)

    async def _send(self, order: Order, errand: Errand) -> Purchase:
        """Send a refund that was claimed, once."""
        ask, number = present(errand.ask, "what errand asks for", errand.id), order.request_id
        return await self._errands.send(
            order, errand, self._taken(order, errand, ask),
            refused=lambda no: refusals.RefundRefused(said=no.code, reason=no.words, number=number),
            took=lambda taken: {"refund_id": taken.refund_id, "ask": replace(ask, carriage_set=taken.carriage)},
        )  # fmt: skip

    async def _taken(self, order: Order, errand: Errand, ask: RefundAsk) -> asking_back.RefundTaken:
        """1688's answer; a refusal that can also be that of a repeated request holds only if ours is not there."""
        try:
            return await self._market.ask_refund(order.order_id, ask)
        except Rejected as no:
            if no.code != REPEATED:
                raise
            unclear = Misunderstood(no.call, no.reason, no.code)
            try:
                read = await read_refunds(self._market, order)
            except MarketError as lost:
                raise unclear from lost
            others = {claim.refund_id for claim in order.claims}
            ours = asking_back.find_ours(ask, errand.at, others, read.refunds, read.said)
            if ours is not None:
                return asking_back.RefundTaken(ours.refund_id, ours.carriage)
            shown = any(asking_back.could_be_ours(ask, others, refund) for refund in read.refunds)
            if read.could_show(ask) and not shown:
                raise
            raise unclear from no

    async def agree(self, act: Act, order_id: str, errand_id: int) -> Purchase:
        """Give a second word on a refund that waits for one; with the last one it is sent, if it holds as it stands.

        Otherwise it is a draft of whoever asked again, and they are told.
        """
        async with self._ledger.change(act.cause) as uow:
            case, began = await self.words.said(uow, act.by, order_id, errand_id), uow.now
            if case.over:
                await self.words.end(uow, case, case.over, act.by)
        ask = _agreed_to(case)
        if case.missing:
            return case.purchase
        await self._read(order_id)
        limits = await self._market.refund_limits(order_id, ask)
        bounded = ask
        async with self._ledger.change() as uow:
            case = await self.words.said(uow, act.by, order_id, errand_id)
            if case.missing:  # somebody lost the role meanwhile
                return case.purchase
            if not case.over:
                await require_buying(uow)
                await require_counts(uow, case.order)
                view = await self._view(uow, case.asker, order_id, lock=True, fresh=began)
                bounded = asking_back.bounded(ask, view.balance, limits)
                case = replace(case, over="" if bounded == ask and _holds(view, ask) else "moved")
            if not case.over:
                order, errand = await self._claim(uow, act.by, view, case.errand, ask)
                await self.words.end(uow, case.after(order, errand), "agreed", act.by)
            else:
                await self.words.end(uow, case, case.over, act.by, bounded)
        _agreed_to(case)
        return await self._send(order, errand)

    async def turn_down(self, act: Act, order_id: str, errand_id: int) -> Purchase:
        """Say no to a refund that waits for a second word, or take it back; it is a draft again, which is told."""
        async with self._ledger.change(act.cause) as uow:
            case = await self.words.waiting(uow, act.by, order_id, errand_id, asks=True)
            return await self.words.end(uow, case, case.over or "turned-down", act.by)

    async def not_there(self, act: Act, order_id: str, errand_id: int) -> Purchase:
        """A person says that 1688 does not know of what is unclear, after it answered a look and did not show it."""
        async with self._ledger.change(act.cause) as uow:
            purchase, order = await known_order(uow, self._people, act.by, order_id, lock=True)
            live = order.live_errand
            action = _ACTIONS.get(live.kind, Action.REFUND) if live is not None else Action.REFUND
            entries = live.entries if live is not None else None
            await permit(uow, self._people, act.by, action, purchase, order, entries=entries)
            if live is None or live.id != errand_id:
                raise Refusal(RefusalReason.REFUND_MOVED, order.request_id)
            if live.looked_at is None:
                raise Refusal(RefusalReason.ERRAND_NOT_LOOKED, order.request_id)
            return purchase.with_order(await end(uow, purchase, order, live, ErrandState.DROPPED, by=act.by))

    async def withdraw(self, act: Act, order_id: str, refund_id: str) -> Purchase:
        """Take back a refund that runs."""
        stages = {*RefundStage} - {RefundStage.PAID, RefundStage.CLOSED}
        sending = partial(self._market.withdraw_refund, refund_id)
        return await self._about(act, order_id, refund_id, ErrandKind.WITHDRAW, stages, sending)

    async def send_back(self, act: Act, order_id: str, refund_id: str, carrier: str, waybill: str) -> Purchase:
        """Say that the goods of a refund are on their way back; `carrier` is 1688's code of it."""
        waybill = plain_waybill(waybill)
        if not carrier or not waybill:
            raise Refusal(RefusalReason.REFUND_WAYBILL)
        sending = partial(self._market.send_back, refund_id, carrier, waybill)
        stages = {RefundStage.TO_SEND}
        return await self._about(
            act, order_id, refund_id, ErrandKind.RETURN, stages, sending, carrier=carrier, waybill=waybill
        )

    async def _about(
        self,
        act: Act,
        order_id: str,
        refund_id: str,
        kind: ErrandKind,
        stages: Collection[RefundStage],
        sending: Callable[[], Awaitable[None]],
        *,
        carrier: str = "",
        waybill: str = "",
    ) -> Purchase:
        """Do something about a refund once, if 1688 just showed that it is at one of these stages.

        It may show a refund of ours to the main account alone, and what it took later.
        """
        async with self._ledger.read() as uow:
            view, began = await self._view(uow, act.by, order_id), uow.now
            await _require_sendable(uow, view.order)
        read = view.order
        await self._read(order_id)
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, order_id, lock=True, fresh=began)
            order, number = view.order, view.order.request_id
            await _require_sendable(uow, order, read)
            shown = [each for each in order.refunds if each.refund_id == refund_id]
            asked = [each for each in order.errands if each.refund_id == refund_id]
            ours = [*(each.entries for each in shown), *(each.entries for each in asked)]
            done = (kind, ErrandState.DONE, waybill) in [(each.kind, each.state, each.waybill) for each in asked]
            if done or not ours or any(asking_back.stage_of(each.word) not in stages for each in shown):
                raise Refusal(RefusalReason.REFUND_NOT_THERE, number)
            await permit(uow, self._people, act.by, Action.REFUND, view.purchase, order, view.team, ours[0])
            order, errand = await claim_errand(
                uow, act.by, view.purchase, order, kind, entries=ours[0], refund_id=refund_id, carrier=carrier,
                waybill=waybill,
            )  # fmt: skip
        purchase = await self._errands.send(order, errand, self._errands.unless_so(order, errand, sending()))
        with suppress(MarketError):  # a draft may be begun next, of the same lines
            await self._errands.look(order_id)
        return purchase

    async def explain(
        self, act: Act, order_id: str, claim_id: int, kind: ClaimKind, pieces: Mapping[str, Pieces]
    ) -> Purchase:
        """Say what a refund of the site is for: these `pieces`, or for none of them; it can be said otherwise later.

        Refusal if it was asked for here, or if the order has no such pieces.
        """
        async with self._ledger.change(act.cause) as uow:
            purchase, order = await known_order(uow, self._people, act.by, order_id, lock=True)
            await permit(uow, self._people, act.by, Action.REFUND_AMOUNT, purchase, order)
            number = order.request_id
            found = next((claim for claim in order.claims if claim.id == claim_id), None)
            if found is None or not found.from_site:
                raise Refusal(RefusalReason.REFUND_NOT_THERE, number)
            told = pieces if kind is ClaimKind.PIECES else {}
            if kind is ClaimKind.PIECES and not _are_of(order, found, told):
                raise Refusal(RefusalReason.REFUND_PIECES, number)
            order = await take_back_pieces(uow, order, found, act.by.id)
            order, found = await uow.claims.change(
                order,
                found,
                kind=kind,
                pieces=told,
                answered_by=act.by.id,
                answered_at=uow.now,
            )
            order = await settle_pieces(uow, purchase, order, found, act.by.id)
            purchase = purchase.with_order(order)
            await uow.record(
                RefundExplained(
                    actor=act.by.id,
                    purchase=purchase,
                    order=order,
                    refund=found.refund_id,
                    what=kind.value,
                    total=found.total,
                )
            )
            return purchase

    async def not_on_site(self, act: Act, order_id: str, claim_id: int) -> Purchase:
        """Say after a look on the site that what no call shows is not there, or ended there without money.

        It takes a buyer and a second person; whoever is alone says it again ten minutes later. Refusal if 1688 shows
        it after all.
        """
        await self.show(act.by, order_id)  # who may not say so has 1688 asked nothing
        read = await self._read(order_id)
        async with self._ledger.change(act.cause) as uow:
            purchase, order = await known_order(uow, self._people, act.by, order_id, lock=True)
            team = await permit(uow, self._people, act.by, Action.REFUND, purchase, order)
            found = next((claim for claim in order.claims if claim.id == claim_id), None)
            if found is None or found.state is not ClaimState.OPEN:
                raise Refusal(RefusalReason.REFUND_MOVED, order.request_id)
            shown = any(refund.refund_id == found.refund_id for refund in read.refunds if found.refund_id)
            if shown or runs_by_its_order(order):
                raise Refusal(RefusalReason.REFUND_SHOWN, order.request_id)
            again = _second_look(team, found, act.by.id, uow.now)
            await uow.record(
                RefundLookedFor(actor=act.by.id, purchase=purchase, order=order, refund=found.refund_id, sure=again)
            )
            if not again:
                first = found.looked_by is None or found.looked_at is None
                if first:
                    order, _ = await uow.claims.change(order, found, looked_by=act.by.id, looked_at=uow.now)
                return purchase.with_order(order)
            errand = order.live_errand
            if errand is not None and errand.id == found.errand_id:
                order = await end(uow, purchase, order, errand, ErrandState.DROPPED, by=act.by)
            else:
                order, _ = await uow.claims.change(order, found, state=ClaimState.CLOSED)
            return purchase.with_order(order)

    async def on_site(self, act: Act, order_id: str, errand_id: int) -> Purchase:
        """Say after a look on the site that a refund is there of which no answer told whether 1688 took it.

        One person is enough: it stays claimed and is followed without its number. Refusal if it is not unclear any
        more.
        """
        async with self._ledger.change(act.cause) as uow:
            purchase, order = await known_order(uow, self._people, act.by, order_id, lock=True)
            await permit(uow, self._people, act.by, Action.REFUND, purchase, order)
            live = order.live_errand
            unclear = live is not None and live.kind is ErrandKind.REFUND and live.state is ErrandState.UNCLEAR
            if live is None or live.id != errand_id or not unclear:
                raise Refusal(RefusalReason.REFUND_MOVED, order.request_id)
            claim = claim_of(order, live)
            if claim is not None:  # whoever did not find it was wrong
                order, _ = await uow.claims.change(order, claim, looked_by=None, looked_at=None)
            return purchase.with_order(await end(uow, purchase, order, live, ErrandState.DONE, by=act.by))

    async def photos(self, by: Person, order_id: str) -> Mapping[str, str]:
        """Telegram's files of the order's photos by their unique ids, the oldest first."""
        async with self._ledger.read() as uow:
            await self._view(uow, by, order_id)
            return await uow.arrivals.photo_files(order_id)

    async def steps(self, by: Person, order_id: str, refund_id: str) -> tuple[asking_back.RefundStep, ...]:
        """The steps of a refund as 1688 tells them now, the oldest first."""
        await self.show(by, order_id)
        return await self._market.refund_steps(refund_id)

    async def carriers(self) -> tuple[asking_back.Carrier, ...]:
        """The companies that goods can go back with."""
        return await self._market.carriers()

    async def _view(
        self,
        uow: UnitOfWork,
        by: Person,
        order_id: str,
        *,
        lock: bool = False,
        fresh: datetime | None = None,
    ) -> RefundView:
        """The order as this person may see it; with a `lock` nobody else changes anything of it meanwhile.

        `fresh` is since when 1688 must have told of it.
        """
        purchase, order = await known_order(uow, self._people, by, order_id, lock=lock)
        team = await permit(uow, self._people, by, Action.REFUND, purchase, order)
        asked = [errand for errand in order.errands if errand.kind is ErrandKind.REFUND]
        newest = asked[-1] if asked else None
        errand = await uow.errands.draft(order_id, by.id) or newest
        if fresh is not None and (order.looked_at is None or order.looked_at < fresh):
            raise Refusal(RefusalReason.REFUND_UNREAD, order.request_id)
        own = {line.entry_id for line in order.lines}
        if team is not None and Role.BUYER not in team.roles_of(by.id):
            own &= {*lines_of(by.id, purchase.request, order)}
        word = await word_for(uow, team, purchase, order, errand)
        names = names_of(team, word)
        return RefundView(purchase, order, team, order.balance, frozenset(own), errand, word, names)

    async def _put(self, act: Act, shown: RefundView, ask: RefundAsk) -> RefundView:
        """Keep this as the person's draft, which is still the one that they were shown."""
        async with self._ledger.change(act.cause) as uow:
            view = await self._view(uow, act.by, shown.order.order_id, lock=True)
            order, draft, known = view.order, view.draft, shown.draft
            values: dict[str, Any] = {"ask": ask, "entries": ask.entries}
            if (draft and (draft.id, draft.version)) != (known and (known.id, known.version)):
                raise Refusal(RefusalReason.REFUND_MOVED, order.request_id)
            if draft is None:
                _, draft = await uow.errands.begin(order, ErrandKind.REFUND, ErrandState.DRAFT, act.by.id, **values)
            else:
                _, draft = await uow.errands.change(order, draft, **values)
            return replace(view, errand=draft)

    async def _limited(self, view: RefundView, ask: RefundAsk) -> RefundAsk:
        """The same with the reasons and the most that 1688 takes for it, and the sums and words that fit it."""
        order = view.order
        if not _holds(view, ask):
            raise _not_these(view, ask)
        if not ask.token:
            ask = replace(ask, token=new_token())
        reasons = await self._market.refund_reasons(order.order_id, ask)
        limits = await self._market.refund_limits(order.order_id, ask)
        goods = asking_back.most_goods(ask, view.balance) if ask.kind is not ClaimKind.AMOUNT else ask.goods
        whole = ask.goods_status is GoodsStatus.NOT_SENT and ask.kind is ClaimKind.PIECES
        carriage = view.balance.carriage_left if whole and order.state is OrderState.PAID else NOTHING
        reason = ask.reason if ask.reason in reasons else asking_back.fitting_reason(ask, reasons)
        ask = replace(ask, reasons=reasons, reason=reason)
        ask = replace(ask, limits=limits, goods=goods, carriage=carriage)
        ask = asking_back.bounded(ask, view.balance, limits)
        return (
            ask if ask.description else replace(ask, description=asking_back.described(ask, view.purchase.request.name))
        )

    async def _with_photos(self, ask: RefundAsk, order_id: str, photos: Sequence[str]) -> RefundAsk:
        """The same with these photos of the order; those that 1688 has keep their addresses."""
        async with self._ledger.read() as uow:
            known = await uow.arrivals.photo_files(order_id)
        if len({*photos}) > asking_back.MOST_VOUCHERS or not {*photos} <= {*known}:
            raise Refusal(RefusalReason.REFUND_PHOTOS)
        had = dict(zip(ask.photos, ask.vouchers, strict=True))
        return replace(ask, photos=tuple(photos), vouchers=tuple(had.get(each, "") for each in photos))


def _draft_of(view: RefundView, version: int | None = None) -> RefundAsk:
    """What the draft asks for; Refusal if there is none, or if it is another than the one of this version."""
    if view.draft is None or view.draft.ask is None or version not in (None, view.draft.version):
        raise Refusal(RefusalReason.REFUND_MOVED, view.order.request_id)
    return view.draft.ask


def _holds(view: RefundView, ask: RefundAsk) -> bool:
    """Whether this can be asked for as the order is now, by whoever asks."""
    possible = ask.goods_status in view.statuses_of(ask.entries) and {*ask.entries} <= view.own
    return possible and asking_back.fits(ask, view.balance)


def _are_of(order: Order, claim: Claim, pieces: Mapping[str, Pieces]) -> bool:
    """Whether a refund of the site can be for these pieces: of its lines, and no more than were ordered."""
    if not pieces:
        return False
    ordered = {line.entry_id: line.quantity for line in order.lines}
    return all(
        claim.touches(entry_id) and min(of) >= 0 and 0 < of.all <= ordered.get(entry_id, 0)
        for entry_id, of in pieces.items()
    )


def _second_look(team: OurTeam | None, claim: Claim, by: int, now: datetime) -> bool:
    """Whether this is the second word that a claim is not there; one of both is a buyer's."""
    if claim.looked_by is None or claim.looked_at is None:
        return False
    if claim.looked_by == by:
        alone = team is None or team.alone is not None
        return alone and now - claim.looked_at >= SECOND_PRESS_AFTER
    people = (claim.looked_by, by)
    return team is None or any(Role.BUYER in team.roles_of(person) for person in people)


async def _require_sendable(uow: UnitOfWork, order: Order, read: Order | None = None) -> None:
    """Refusal while nothing may be sent of the order, or if a restored copy may not know how it stands.

    Nothing else of it was sent since it was `read`.
    """
    require_free(order, read)
    await require_buying(uow)
    await require_counts(uow, order)


def _agreed_to(case: WaitingRefund) -> RefundAsk:
    """What a second word was given on; Refusal if it cannot be sent as it stands."""
    if case.over or case.errand.ask is None:
        raise Refusal(refusals.RefundWordVoid(how=case.over, number=case.order.request_id))
    return case.errand.ask


def _require_open(view: RefundView) -> None:
    """Refusal if no money of the order can be asked back now, whatever lacks."""
    order = view.order
    require_free(order)
    if not order.known or not asking_back.goods_statuses(order.state):
        raise Refusal(RefusalReason.REFUND_NOT_NOW, order.request_id)


def _require_looked_again(view: RefundView, ask: RefundAsk, by: int, now: datetime) -> None:
    """Refusal if a refund of the site was just said to be for none of these pieces, and nobody else can look.

    Whoever is alone is their own second person ten minutes later.
    """
    said = said_for_nothing(view.order.claims, ask.claimed)
    if said is None or said.answered_at is None or buyers_beside(view.team, by):
        return
    if now - said.answered_at < SECOND_PRESS_AFTER:
        raise Refusal(RefusalReason.REFUND_AGAIN_LATER, view.order.request_id)


def _require_shipped(view: RefundView) -> None:
    """Refusal also before shipment: then 1688 takes the goods of the whole order and no other sum."""
    _require_open(view)
    if not view.takes_sums:
        raise Refusal(RefusalReason.REFUND_NOT_NOW, view.order.request_id)


def _require_able(view: RefundView, ask: RefundAsk | None = None) -> None:
    """Refusal if nothing can be asked back now, or not this: what is in question is answered first."""
    _require_open(view)
    entries = {*ask.entries} if ask is not None else view.own
    unexplained = _unexplained(view, entries)
    if unexplained is not None and (ask is not None or not view.able):
        raise unexplained
    if ask is None and not view.able:
        raise _nothing_left(view, entries)
    if ask is not None and not _holds(view, ask):
        raise _not_these(view, ask)


def _unexplained(view: RefundView, entries: Collection[str]) -> Refusal | None:
    """That it must be said first what a refund of the site of these lines is for; None if there is none like that."""
    in_question = [claim for claim in view.balance.unanswered if any(map(claim.touches, entries))]
    if not in_question:
        return None
    newest = in_question[-1]
    return Refusal(
        refusals.RefundUnexplained(
            number=view.order.request_id,
            order_id=view.order.order_id,
            claim_id=newest.id,
            amount=newest.total,
            refund_id=newest.refund_id,
        )
    )


def _nothing_left(view: RefundView, entries: Collection[str]) -> Refusal:
    """Why nothing of these lines is left to be asked back: it was asked back before, or nothing lacks."""
    claimed = [claim for claim in view.order.claims if claim.stands and any(map(claim.touches, entries))]
    if not claimed:
        return Refusal(RefusalReason.REFUND_NOTHING, view.order.request_id)
    newest = claimed[-1]
    return Refusal(
        refusals.RefundClaimed(
            number=view.order.request_id,
            order_id=view.order.order_id,
            claim_id=newest.id,
            amount=newest.total,
            refund_id=newest.refund_id,
            at=newest.at,
            paid=newest.state is ClaimState.PAID,
            rest=_rest_now(view, newest),
        )
    )


def _rest_now(view: RefundView, claim: Claim) -> Fen:
    """What can be asked for now of the money that a paid refund's pieces cost (fen)."""
    less = {paid.id for paid in view.balance.paid_less}
    return view.balance.rest_of(claim) if claim.id in less and view.takes_sums else NOTHING


def _not_these(view: RefundView, ask: RefundAsk) -> Refusal:
    """Why this cannot be asked for: these pieces were asked back before, or there are none, or not in this way."""
    number = view.order.request_id
    unexplained = _unexplained(view, ask.entries)
    if unexplained is not None:
        return unexplained
    if ask.kind is not ClaimKind.PIECES:
        return Refusal(RefusalReason.REFUND_PIECES, number)
    if ask.goods_status.returnable and not view.balance.counted:
        return Refusal(RefusalReason.REFUND_COUNT_FIRST, number)
    lines = view.balance.lines
    lack = bool(ask.pieces) and all(
        entry_id in view.own and entry_id in lines and wanted.within(lines[entry_id].lacking)
        for entry_id, wanted in ask.pieces.items()
    )
    claimed = any(claim.stands and any(map(claim.touches, ask.entries)) for claim in view.order.claims)
    if lack and claimed and not view.balance.allows(ask.pieces):
        return _nothing_left(view, ask.entries)
    return Refusal(RefusalReason.REFUND_PIECES, number)


def _require_whole(view: RefundView, ask: RefundAsk) -> None:
    """Refusal if 1688 would not take these pieces, sums or words."""
    number, limits = view.order.request_id, ask.limits
    if not _holds(view, ask):
        raise _not_these(view, ask)
    if not ask.words_fit:
        _, most = asking_back.DESCRIPTION_LIMITS
        ours = len(asking_back.described(ask, view.purchase.request.name, "x")) - 1
        raise Refusal(refusals.RefundWordsWrong(limit=most - ours, number=number))
    if limits is not None and min(ask.goods, ask.carriage) < 0:
        raise Refusal(refusals.RefundSumWrong(goods=limits.goods, carriage=limits.carriage, number=number))


async def _require_ready(
    uow: UnitOfWork, view: RefundView, mark: str, read: Order | None = None
) -> tuple[Errand, RefundAsk]:
    """The draft and what it asks for, if it can be sent as it was shown; Refusal otherwise."""
    require_free(view.order)
    draft, ask, number = view.draft, view.ask, view.order.request_id
    if draft is None or ask is None or view.mark != mark:
        raise Refusal(RefusalReason.REFUND_MOVED, number)
    _require_able(view, ask)
    _require_whole(view, ask)
    if ask.limits is not None and ask.total <= 0:
        raise Refusal(refusals.RefundSumWrong(goods=ask.limits.goods, carriage=ask.limits.carriage, number=number))
    if ask.reason is None:
        raise Refusal(RefusalReason.REFUND_NO_REASON, number)
    if ask.reason.needs_voucher and not ask.photos:
        raise Refusal(RefusalReason.REFUND_NO_PHOTO, number)
    if not all(ask.vouchers):
        raise Refusal(RefusalReason.REFUND_PHOTO_UNSENT, number)
    await _require_sendable(uow, view.order, read)
    return draft, ask
