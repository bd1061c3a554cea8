"""Asks money back for what people say, sends goods back and takes refunds back: claimed first, and sent once."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import present
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared import refusals
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.quarantine import require_counts
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.values import RefundView
from bot.desk.tracking.errands import Errands, claim, end, read_refunds, require_free
from bot.desk.tracking.refunded import settle_pieces
from bot.desk.tracking.second_words import SecondWords, WaitingRefund, names_of, word_for
from bot.market.errors import MarketError, Misunderstood, Rejected
from bot.market.port import Market
from bot.purchasing import refunds
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Role
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import RefundReport, RefundState
from bot.purchasing.orders.purchase_sums import with_reports
from bot.purchasing.orders.whose import lines_of
from bot.purchasing.reading.waybills import plain_waybill
from bot.purchasing.refunds import GoodsStatus, Pieces, RefundAsk, RefundStage
from bot.purchasing.requests.purchase import Cause, Order, Person, Purchase
from bot.purchasing.tracking.refunded import can_be_for, held_lines, settled_by

REPEATED = "5010"
"""1688's code of a refund that it does not take as the order is now, and of one that it took before."""
_ACTIONS = {ErrandKind.RECEIPT: Action.CONFIRM_RECEIPT, ErrandKind.CANCEL: Action.CANCEL_ORDER}
"""Who may say of an errand that 1688 does not know of it: whoever may have it done."""


class Refunds:
    """A draft is one person's; what was claimed is the order's, and nothing else of the order is sent meanwhile."""

    def __init__(self, ledger: Ledger, market: Market, people: People, errands: Errands) -> None:
        self._ledger, self._market, self._people, self._errands = ledger, market, people, errands
        self.words = SecondWords(ledger, people)

    async def show(self, by: Person, order_id: str) -> RefundView:
        """This person's draft, or what was asked for last."""
        async with self._ledger.read() as uow:
            return await self._view(uow, by, order_id)

    async def begin(
        self, by: Person, order_id: str, cause: Cause | None, *, pieces: Mapping[str, Pieces] | None = None,
        here: bool | None = None, back: bool = False,
    ) -> RefundView:  # fmt: skip
        """Begin a draft, or go on with this person's if nothing is said of pieces and goods and it still holds.

        Without `pieces` it is of those that are missing or damaged by the count, of all if nothing is counted.
        """
        view = await self.show(by, order_id)
        _require_able(view)
        told = pieces is not None or here is not None or back
        if view.draft is not None and view.draft.ask is not None and not told and _holds(view, view.draft.ask):
            return view
        ask = refunds.first_ask(view.order.state, view.able, view.order.counts, here=here, back=back, pieces=pieces)
        return await self._put(by, view, await self._limited(view, ask), cause)

    async def pick(
        self, by: Person, order_id: str, cause: Cause | None, *, version: int, status: GoodsStatus | None = None,
        back: bool | None = None, pieces: Mapping[str, Pieces] | None = None, reason_id: int | None = None,
        goods: Fen | None = None, carriage: Fen | None = None, description: str | None = None,
        photos: Sequence[str] | None = None,
    ) -> RefundView:  # fmt: skip
        """Change the draft as it was shown; a `description` is a person's words, empty for those that fit its pieces.

        If it is about other pieces by that, or goods elsewhere, 1688 is asked anew what it takes.
        """
        view = await self.show(by, order_id)
        _require_able(view)
        before, name, order = _draft_of(view, version), view.purchase.request.name, view.order
        status, back = status or before.goods_status, before.back if back is None else back
        if pieces is None and not refunds.fits(replace(before, goods_status=status, back=back), view.able, order.lines):
            here = status.returnable
            pieces = refunds.first_ask(order.state, view.able, order.counts, here=here, back=back).pieces
        wanted = before.pieces if pieces is None else {entry: each for entry, each in pieces.items() if each.all}
        ask = replace(before, goods_status=status, back=back, pieces=wanted)
        if (ask.goods_status, ask.pieces) != (before.goods_status, before.pieces):
            ask = await self._limited(view, ask)
        if description is not None or ask.description == refunds.described(before, name):
            ask = replace(ask, description=refunds.described(ask, name, description or ""))
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
        return await self._put(by, view, ask, cause)

    async def upload(self, by: Person, order_id: str, photo: str, jpeg: bytes, mark: str) -> RefundView:
        """Give 1688 one photo of the order for the draft as it was shown; its address there is public."""
        view = await self.show(by, order_id)
        ask = _draft_of(view)
        if view.mark != mark:
            raise Refusal(RefusalReason.REFUND_MOVED, view.order.request_id)
        url = await self._market.upload_voucher(jpeg)
        had = zip(ask.photos, ask.vouchers, strict=True)
        vouchers = tuple(url if each == photo else known for each, known in had)
        return await self._put(by, view, replace(ask, vouchers=vouchers), None)

    async def drop(self, by: Person, order_id: str, cause: Cause | None) -> Purchase:
        """Let the draft go; nothing of it was sent. Refusal if there is none, and something waits, was sent or runs."""
        async with self._ledger.change(cause) as uow:
            view = await self._view(uow, by, order_id, lock=True)
            if view.draft is not None:
                await uow.errands.change(view.order, view.draft, state=ErrandState.DROPPED)
            elif view.runs or (view.errand is not None and view.errand.holds):
                raise Refusal(RefusalReason.REFUND_RUNS, view.order.request_id)
            return view.purchase

    async def ask(self, by: Person, order_id: str, mark: str, cause: Cause | None) -> Purchase:
        """Ask for exactly what this mark stands for, after 1688 was asked anew what runs and what it takes."""
        async with self._ledger.read() as uow:
            view, began = await self._view(uow, by, order_id), uow.now
            _, ask = await _require_ready(uow, view, mark)
        read = view.order
        await self._errands.look(order_id)
        reports = (await read_refunds(self._market, read)).refunds
        bounded = refunds.within(ask, await self._market.refund_limits(order_id, ask))
        if bounded != ask:
            await self._put(by, view, bounded, cause)
            raise Refusal(RefusalReason.REFUND_LESS, view.order.request_id)
        async with self._ledger.change(cause) as uow:
            view = await self._view(uow, by, order_id, lock=True, reports=reports, fresh=began)
            draft, ask = await _require_ready(uow, view, mark, read)
            word = await word_for(uow, view.team, view.purchase, draft, claims=True)
            if word is not None:
                return await self.words.want(uow, by, view, draft, word)
            order, errand = await self._claim(uow, by, view, draft, ask)
        return await self._send(order, errand)

    async def _claim(
        self, uow: UnitOfWork, by: Person, view: RefundView, draft: Errand, ask: RefundAsk
    ) -> tuple[Order, Errand]:
        """Record that exactly this is sent next, and which refunds there were before."""
        ask = replace(ask, earlier=tuple(each.refund_id for each in view.order.refunds))
        return await claim(uow, by, view.purchase, view.order, ErrandKind.REFUND, draft, ask=ask, entries=ask.entries)

    async def _send(self, order: Order, errand: Errand) -> Purchase:
        """Send a refund that was claimed, once."""
        ask, number = present(errand.ask, "what errand asks for", errand.id), order.request_id
        return await self._errands.send(
            order, errand, self._taken(order, errand, ask),
            refused=lambda no: refusals.RefundRefused(said=no.code, reason=no.words, number=number),
            took=lambda taken: {"refund_id": taken.refund_id, "ask": replace(ask, carriage_set=taken.carriage)},
        )  # fmt: skip

    async def _taken(self, order: Order, errand: Errand, ask: RefundAsk) -> refunds.RefundTaken:
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
            ours = refunds.found_ours(ask, errand.at, ask.earlier, read.refunds, read.said)
            if ours is not None:
                return refunds.RefundTaken(ours.refund_id, ours.carriage)
            if read.whole or (read.answered and not ask.goods_status.after_sale):
                raise
            raise unclear from no

    async def agree(self, by: Person, order_id: str, errand_id: int, cause: Cause | None) -> Purchase:
        """Give a second word on a refund that waits for one; with the last one it is sent, if it holds as it stands.

        Otherwise it is a draft of whoever asked again, and they are told.
        """
        async with self._ledger.change(cause) as uow:
            case, began = await self.words.said(uow, by, order_id, errand_id), uow.now
            if case.over:
                await self.words.end(uow, case, case.over, by)
        ask = _agreed_to(case)
        if case.missing:
            return case.purchase
        await self._errands.look(order_id)
        reports = (await read_refunds(self._market, case.order)).refunds
        bounded = refunds.within(ask, await self._market.refund_limits(order_id, ask))
        async with self._ledger.change() as uow:
            case = await self.words.said(uow, by, order_id, errand_id)
            if case.missing:  # somebody lost the role meanwhile
                return case.purchase
            if not case.over:
                await require_buying(uow)
                await require_counts(uow, case.order)
                view = await self._view(uow, case.asker, order_id, lock=True, reports=reports, fresh=began)
                case = replace(case, over="" if bounded == ask and _holds(view, ask) else "moved")
            if not case.over:
                order, errand = await self._claim(uow, by, view, case.errand, ask)
                await self.words.end(uow, case.after(order, errand), "agreed", by)
            else:
                await self.words.end(uow, case, case.over, by, bounded)
        _agreed_to(case)
        return await self._send(order, errand)

    async def turn_down(self, by: Person, order_id: str, errand_id: int, cause: Cause | None) -> Purchase:
        """Say no to a refund that waits for a second word, or take it back; it is a draft again, which is told."""
        async with self._ledger.change(cause) as uow:
            case = await self.words.waiting(uow, by, order_id, errand_id, asks=True)
            return await self.words.end(uow, case, case.over or "turned-down", by)

    async def not_there(self, by: Person, order_id: str, errand_id: int, cause: Cause | None) -> Purchase:
        """A person says that 1688 does not know of what is unclear, after it answered a look and did not show it."""
        async with self._ledger.change(cause) as uow:
            purchase, order = await known_order(uow, self._people, by, order_id, lock=True)
            live = order.live_errand
            action = _ACTIONS.get(live.kind, Action.REFUND) if live is not None else Action.REFUND
            entries = live.entries if live is not None else None
            await permit(uow, self._people, by, action, purchase, order, entries=entries)
            if live is None or live.id != errand_id:
                raise Refusal(RefusalReason.REFUND_MOVED, order.request_id)
            if live.looked_at is None:
                raise Refusal(RefusalReason.ERRAND_NOT_LOOKED, order.request_id)
            return purchase.with_order(await end(uow, purchase, order, live, ErrandState.DROPPED, by=by))

    async def withdraw(self, by: Person, order_id: str, refund_id: str, cause: Cause | None) -> Purchase:
        """Take back a refund that runs."""
        stages = {*RefundStage} - {RefundStage.PAID, RefundStage.CLOSED}
        sending = partial(self._market.withdraw_refund, refund_id)
        return await self._about(by, order_id, refund_id, ErrandKind.WITHDRAW, stages, sending, cause)

    async def send_back(
        self, by: Person, order_id: str, refund_id: str, carrier: str, waybill: str, cause: Cause | None
    ) -> Purchase:
        """Say that the goods of a refund are on their way back; `carrier` is 1688's code of it."""
        waybill = plain_waybill(waybill)
        if not carrier or not waybill:
            raise Refusal(RefusalReason.REFUND_WAYBILL)
        sending = partial(self._market.send_back, refund_id, carrier, waybill)
        return await self._about(
            by, order_id, refund_id, ErrandKind.RETURN, {RefundStage.TO_SEND}, sending, cause, carrier=carrier,
            waybill=waybill,
        )  # fmt: skip

    async def _about(
        self, by: Person, order_id: str, refund_id: str, kind: ErrandKind, stages: Collection[RefundStage],
        sending: Callable[[], Awaitable[None]], cause: Cause | None, *, carrier: str = "", waybill: str = "",
    ) -> Purchase:  # fmt: skip
        """Do something about a refund once, if 1688 just showed that it is at one of these stages.

        It may show a refund of ours to the main account alone, and what it took later.
        """
        async with self._ledger.read() as uow:
            view, began = await self._view(uow, by, order_id), uow.now
            await _require_sendable(uow, view.order)
        await self._errands.look(order_id)
        reports = (await read_refunds(self._market, read := view.order)).refunds
        async with self._ledger.change(cause) as uow:
            view = await self._view(uow, by, order_id, lock=True, reports=reports, fresh=began)
            order, number = view.order, view.order.request_id
            await _require_sendable(uow, order, read)
            shown = [each for each in order.refunds if each.refund_id == refund_id]
            asked = [each for each in order.errands if each.refund_id == refund_id]
            ours = [*(each.entries for each in shown), *(each.entries for each in asked)]
            done = (kind, ErrandState.DONE, waybill) in [(each.kind, each.state, each.waybill) for each in asked]
            if done or not ours or any(refunds.stage_of(each.word) not in stages for each in shown):
                raise Refusal(RefusalReason.REFUND_NOT_THERE, number)
            await permit(uow, self._people, by, Action.REFUND, view.purchase, order, view.team, ours[0])
            order, errand = await claim(
                uow, by, view.purchase, order, kind, entries=ours[0], refund_id=refund_id, carrier=carrier,
                waybill=waybill,
            )  # fmt: skip
        purchase = await self._errands.send(order, errand, self._errands.unless_so(order, errand, sending()))
        with suppress(MarketError):  # a draft may be begun next, of the same lines
            await self._errands.look(order_id)
        return purchase

    async def name_pieces(
        self, by: Person, order_id: str, refund_id: str, pieces: Mapping[str, Pieces], cause: Cause | None
    ) -> Purchase:
        """Say once which pieces a paid refund was for that nobody asked for here. Refusal if these cannot be them."""
        async with self._ledger.change(cause) as uow:
            purchase, order = await known_order(uow, self._people, by, order_id, lock=True)
            await permit(uow, self._people, by, Action.REFUND, purchase, order)
            refund = next((each for each in order.refunds if each.refund_id == refund_id), None)
            able = dict(can_be_for(order, refund)) if refund is not None else {}
            told, counts = settled_by(pieces, back=True), order.counts
            fits = all(entry in counts and kind in able and n <= counts[entry].fits(kind) for entry, kind, n in told)
            if not told or not fits:
                raise Refusal(RefusalReason.REFUND_PIECES, purchase.request.id)
            return purchase.with_order(await settle_pieces(uow, purchase, order, refund_id, told, by.id))

    async def photos(self, by: Person, order_id: str) -> Mapping[str, str]:
        """Telegram's files of the order's photos by their unique ids, the oldest first."""
        async with self._ledger.read() as uow:
            await self._view(uow, by, order_id)
            return await uow.arrivals.photo_files(order_id)

    async def steps(self, by: Person, order_id: str, refund_id: str) -> tuple[refunds.RefundStep, ...]:
        """The steps of a refund as 1688 tells them now, the oldest first."""
        await self.show(by, order_id)
        return await self._market.refund_steps(refund_id)

    async def carriers(self) -> tuple[refunds.Carrier, ...]:
        """The companies that goods can go back with."""
        return await self._market.carriers()

    async def _view(
        self, uow: UnitOfWork, by: Person, order_id: str, *, lock: bool = False, reports: Sequence[RefundReport] = (),
        fresh: datetime | None = None,
    ) -> RefundView:  # fmt: skip
        """The order as this person may see it; with a `lock` nobody else changes anything of it meanwhile.

        `reports` are refunds that 1688 just named beside those we know, `fresh` is since when it must have told of it.
        """
        purchase, order = await known_order(uow, self._people, by, order_id, lock=lock)
        team = await permit(uow, self._people, by, Action.REFUND, purchase, order)
        asked = [each for each in order.errands if each.kind is ErrandKind.REFUND]
        errand = await uow.errands.draft(order_id, by.id) or next(iter(asked[::-1]), None)
        order = replace(order, refunds=with_reports(order.refunds, reports))
        if fresh is not None and (order.looked_at is None or order.looked_at < fresh):
            raise Refusal(RefusalReason.REFUND_UNREAD, order.request_id)
        runs = (*held_lines(order, uow.now), *(each.entries for each in reports if each.state is RefundState.ASKED))
        able = refunds.able_of(order.lines, order.counts, runs)
        if team is not None and Role.BUYER not in team.roles_of(by.id):
            own = lines_of(by.id, purchase.request, order)
            able = {entry: pieces for entry, pieces in able.items() if entry in own}
        word = await word_for(uow, team, purchase, errand)
        return RefundView(purchase, order, team, able, errand, bool(runs), word, names_of(team, word))

    async def _put(self, by: Person, shown: RefundView, ask: RefundAsk, cause: Cause | None) -> RefundView:
        """Keep this as the person's draft, which is still the one that they were shown."""
        async with self._ledger.change(cause) as uow:
            view = await self._view(uow, by, shown.order.order_id, lock=True)
            order, draft, known = view.order, view.draft, shown.draft
            values: dict[str, Any] = {"ask": ask, "entries": ask.entries}
            if (draft and (draft.id, draft.version)) != (known and (known.id, known.version)):
                raise Refusal(RefusalReason.REFUND_MOVED, order.request_id)
            if draft is None:
                _, draft = await uow.errands.begin(order, ErrandKind.REFUND, ErrandState.DRAFT, by.id, **values)
            else:
                _, draft = await uow.errands.change(order, draft, **values)
            return replace(view, errand=draft)

    async def _limited(self, view: RefundView, ask: RefundAsk) -> RefundAsk:
        """The same with the reasons and the most that 1688 takes for it, and the sums and words that fit it."""
        order = view.order
        if not ask.pieces or not refunds.fits(ask, view.able, order.lines):
            raise Refusal(RefusalReason.REFUND_PIECES, order.request_id)
        reasons = await self._market.refund_reasons(order.order_id, ask)
        limits = await self._market.refund_limits(order.order_id, ask)
        share = refunds.share_of(order.lines, ask.pieces, order.freight)
        carriage = limits.carriage if ask.goods_status is GoodsStatus.NOT_SENT else Fen(0)
        ask = replace(ask, reasons=reasons, reason=ask.reason if ask.reason in reasons else None)
        ask = refunds.within(replace(ask, limits=limits, goods=share, carriage=carriage), limits)
        return ask if ask.description else replace(ask, description=refunds.described(ask, view.purchase.request.name))

    async def _with_photos(self, ask: RefundAsk, order_id: str, photos: Sequence[str]) -> RefundAsk:
        """The same with these photos of the order; those that 1688 has keep their addresses."""
        async with self._ledger.read() as uow:
            known = await uow.arrivals.photo_files(order_id)
        if len({*photos}) > refunds.MOST_VOUCHERS or not {*photos} <= {*known}:
            raise Refusal(RefusalReason.REFUND_PHOTOS)
        had = dict(zip(ask.photos, ask.vouchers, strict=True))
        return replace(ask, photos=tuple(photos), vouchers=tuple(had.get(each, "") for each in photos))


def _draft_of(view: RefundView, version: int | None = None) -> RefundAsk:
    """What the draft asks for; Refusal if there is none, or if it is another than the one of this version."""
    if view.draft is None or view.draft.ask is None or version not in (None, view.draft.version):
        raise Refusal(RefusalReason.REFUND_MOVED, view.order.request_id)
    return view.draft.ask


def _holds(view: RefundView, ask: RefundAsk) -> bool:
    """Whether this can be asked for as the order is now."""
    return ask.goods_status in view.statuses and refunds.fits(ask, view.able, view.order.lines)


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


def _require_able(view: RefundView) -> None:
    """Refusal if no money of the order can be asked back now."""
    order = view.order
    require_free(order)
    if not order.known or not view.statuses:
        raise Refusal(RefusalReason.REFUND_NOT_NOW, order.request_id)
    if not view.able:
        raise Refusal(RefusalReason.REFUND_RUNS if view.runs else RefusalReason.REFUND_NOTHING, order.request_id)


def _require_whole(view: RefundView, ask: RefundAsk) -> None:
    """Refusal if 1688 would not take these pieces, sums or words."""
    number, limits, (low, high) = view.order.request_id, ask.limits, refunds.DESCRIPTION_LIMITS
    if not _holds(view, ask):
        raise Refusal(RefusalReason.REFUND_PIECES, number)
    if not low <= len(ask.description) <= high:
        ours = len(refunds.described(ask, view.purchase.request.name, "x")) - 1
        raise Refusal(refusals.RefundWordsWrong(limit=high - ours, number=number))
    if limits is not None and (ask.goods <= 0 or ask.carriage < 0 or refunds.within(ask, limits) != ask):
        raise Refusal(refusals.RefundSumWrong(goods=limits.goods, carriage=limits.carriage, number=number))


async def _require_ready(
    uow: UnitOfWork, view: RefundView, mark: str, read: Order | None = None
) -> tuple[Errand, RefundAsk]:
    """The draft and what it asks for, if it can be sent as it was shown; Refusal otherwise."""
    _require_able(view)
    draft, ask, number = view.draft, view.ask, view.order.request_id
    if draft is None or ask is None or view.mark != mark:
        raise Refusal(RefusalReason.REFUND_MOVED, number)
    _require_whole(view, ask)
    if ask.reason is None:
        raise Refusal(RefusalReason.REFUND_NO_REASON, number)
    if ask.reason.needs_voucher and not ask.photos:
        raise Refusal(RefusalReason.REFUND_NO_PHOTO, number)
    if not all(ask.vouchers):
        raise Refusal(RefusalReason.REFUND_PHOTO_UNSENT, number)
    await _require_sendable(uow, view.order, read)
    return draft, ask
