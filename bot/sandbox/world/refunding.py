"""Money that is asked back: of which lines, how much at most, what the seller answers, and what time does meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox.clock import WorldClock
from bot.sandbox.world.deals import (
    AFTER_SALE,
    APP,
    CONFIRMED_HERE,
    FOR_CARRIAGE,
    FOR_PIECES,
    HERE,
    IN_SALE,
    NOT_SENT,
    ON_THE_WAY,
    OPEN_REFUNDS,
    SITE,
    NotNow,
    PretendLine,
    PretendOrder,
    PretendRefund,
    PretendRefundStep,
)
from bot.sandbox.world.money import yuan_text

WAITS = {
    "waitselleragree": timedelta(days=5),
    "waitbuyermodify": timedelta(days=7),
    "waitbuyersend": timedelta(days=7),
    "waitsellerreceive": timedelta(days=10),
}
"""How long a refund waits in each status before time decides."""
BUYER, SELLER, SYSTEM = 1, 2, 3
APPLIED, PAID, SENT_BACK, REFUSED, AGREED = 1, 8, 10, 15, 19
CLOSED, CHANGED = 5, 16
"""1688's numbers of steps; the samples do not show those of the last line."""
CAN_BE_TAKEN_BACK = ("waitselleragree", "waitbuyermodify", "waitbuyersend")


@dataclass(frozen=True)
class PretendReason:
    """A reason for a refund, and what it wants."""

    id: int
    name: str
    needs_voucher: bool = False
    no_carriage: bool = False
    tip: str = ""


AGREED_REASON = PretendReason(20028, "不想买了，已与卖家协商一致")
_NO_FREIGHT = PretendReason(20028, "不想买了，已与卖家协商一致", no_carriage=True)
_LATE = (PretendReason(20010, "未按约定时间发货"), PretendReason(20011, "物流一直未送到"), _NO_FREIGHT)
_BAD = (
    PretendReason(20021, "颜色/图案/款式不符", needs_voucher=True),
    PretendReason(20018, "质量问题", needs_voucher=True, tip="请上传货品问题的照片"),
    PretendReason(20017, "少件/漏发"),
    _NO_FREIGHT,
)
REASONS: dict[str, tuple[PretendReason, ...]] = {
    NOT_SENT: (AGREED_REASON, PretendReason(20006, "不想买了")),
    ON_THE_WAY: _LATE,
    HERE: _BAD,
    AFTER_SALE[0]: _LATE,
    CONFIRMED_HERE: _BAD,
}
"""What can be said of the goods → the reasons for it."""


def standing(order: PretendOrder, line: PretendLine) -> tuple[str, ...]:
    """What can be said of the goods of a line when its money is asked back; nothing if that cannot be."""
    if order.paid_at is None or line.gone:
        return ()
    if order.status == "success" or line.received:
        return AFTER_SALE
    if order.status not in ("waitsellersend", "waitbuyerreceive"):
        return ()
    return IN_SALE if line.sent else (NOT_SENT,)


def open_on(order: PretendOrder, lines: list[PretendLine]) -> PretendRefund | None:
    """The refund that runs for one of these lines."""
    numbers = {line.sub_id for line in lines}
    return next((each for each in order.refunds if each.status in OPEN_REFUNDS and numbers & set(each.pieces)), None)


def most(order: PretendOrder, pieces: dict[int, int]) -> tuple[int, int]:
    """The most (fen) that can come back for so many pieces of these lines: for goods, and for carriage."""
    goods = 0
    for line in order.lines:
        if line.sub_id in pieces:
            back = sum(order.shares(each, each.paid_goods_fen).get(line.sub_id, 0) for each in order.refunds)
            goods += max(0, min(line.amount_fen * pieces[line.sub_id] // line.quantity, line.amount_fen - back))
    return goods, max(0, order.freight_fen - sum(each.paid_carriage_fen for each in order.refunds))


class RefundBook:
    """Asks for money back and carries refunds to their end; `changed` is told of each order whose refund moved."""

    def __init__(self, clock: WorldClock, fresh_id: Callable[[], int], changed: Callable[[PretendOrder], None]) -> None:
        self._clock, self._fresh_id, self._changed = clock, fresh_id, changed

    def ask(
        self, order: PretendOrder, pieces: dict[int, int], goods_fen: int, carriage_fen: int, goods_word: str,
        reason: PretendReason, goods_back: bool = False, description: str = "", vouchers: tuple[str, ...] = (),
        asked_by: str = APP, purpose: str = FOR_PIECES, meant: dict[int, int] | None = None,
    ) -> PretendRefund:  # fmt: skip
        """A refund for these pieces of these lines; what may be asked for was looked at before.

        `purpose` and `meant` are the truth for the books alone.
        """
        refund = PretendRefund(
            self._fresh_id(), self._clock.now(), pieces, goods_fen, carriage_fen, goods_word, goods_back, reason.id,
            reason.name, description, vouchers, asked_by=asked_by, purpose=purpose, meant=meant,
        )  # fmt: skip
        order.refunds.append(refund)
        said = (
            f"退款诉求：{'退货退款' if goods_back else '仅退款'}|申请原因：{reason.name}"
            f"|货品情况：{'已收到货' if refund.goods_received else '未收到货'}"
            f"|退款货品金额：{yuan_text(goods_fen)}|退款运费金额：{yuan_text(carriage_fen)}|退款说明：{description}"
        )
        self._step(refund, "", BUYER, APPLIED, "买家申请退款协议，等待卖家确认", said)
        self._wait(order, refund)
        self._changed(order)
        return refund

    def ask_on_site(
        self, order: PretendOrder, fen: int | None, goods_back: bool = False, entry: int | None = None,
        reason: PretendReason = AGREED_REASON, pieces: int | None = None, purpose: str = FOR_PIECES,
    ) -> PretendRefund:  # fmt: skip
        """Ask as a person does on the site: for one line or all of them, any sum that can come back. Raises NotNow.

        It is for so many `pieces` of each of these lines, or for all. One for the carriage or for compensation is for
        none of them, though 1688 shows the lines. 1688 names the pieces only of goods that go back.
        """
        lines = [line for line in order.lines if entry in (None, line.sub_id) and not line.gone]
        if not lines or open_on(order, lines):
            raise NotNow("a refund is open on this order already")
        if goods_back and not order.parcels:
            raise NotNow("goods that were not shipped cannot go back")
        every = {line.sub_id: line.quantity for line in lines}
        meant = {line.sub_id: min(pieces or line.quantity, line.quantity) for line in lines}
        goods, carriage = most(order, meant if purpose == FOR_PIECES else every)
        goods = 0 if purpose == FOR_CARRIAGE else goods
        with_carriage = purpose == FOR_CARRIAGE or (purpose == FOR_PIECES and pieces is None)
        most_fen = goods + carriage if with_carriage else goods
        rest = min(most_fen, order.paid_fen - order.refunded_fen)
        if not 0 < (fen or rest) <= rest:
            raise NotNow(f"only {rest} fen of this order can be refunded")
        asked = min(fen or rest, goods)
        after = order.status == "success" or all(line.received for line in lines)
        shipped = ON_THE_WAY if any(line.sent for line in lines) else NOT_SENT
        word = CONFIRMED_HERE if after else HERE if goods_back else shipped
        return self.ask(
            order, meant if goods_back else every, asked, (fen or rest) - asked, word, reason, goods_back,
            asked_by=SITE, purpose=purpose, meant=meant if purpose == FOR_PIECES else {},
        )  # fmt: skip

    def agree(self, order: PretendOrder, refund: PretendRefund, fen: int | None = None) -> None:
        """The seller agrees: the goods are to come back first if they go back at all, else the money comes, or less."""
        if refund.goods_back and refund.status in ("waitselleragree", "waitbuyermodify"):
            self._want_back(order, refund, SELLER, "SELLER_AGREE_REFUND_PROCOTOL")
        else:
            self.pay(order, refund, fen)

    def _want_back(self, order: PretendOrder, refund: PretendRefund, role: int, action: str) -> None:
        seller = order.seller
        said = f"卖家确认收货地址：{seller.contact},{seller.mobile},{seller.province} {seller.city} 工业园区1号"
        self._move(order, refund, "waitbuyersend", action, role, AGREED, "确认收货地址", said)

    def pay(
        self, order: PretendOrder, refund: PretendRefund, fen: int | None = None, role: int = SELLER,
        action: str = "SELLER_AGREE_REFUND",
    ) -> None:  # fmt: skip
        """The money comes back, or so much of it. Raises NotNow."""
        if fen is not None and fen > refund.asked_fen:
            raise NotNow(f"only {refund.asked_fen} fen were asked back")
        paid = refund.asked_fen if fen is None else fen
        refund.paid_goods_fen = min(paid, refund.goods_fen)
        refund.paid_carriage_fen = paid - refund.paid_goods_fen
        refund.done_at = self._clock.now()
        for line in order.lines:
            back = sum(order.shares(each, each.paid_goods_fen).get(line.sub_id, 0) for each in order.refunds)
            line.gone = line.gone or (not line.sent and 0 < line.amount_fen <= back)
        kind, said = (
            (PAID, "卖家同意退货退款协议，退货退款成功")
            if refund.goods_back
            else (AGREED, "卖家同意仅退款协议，仅退款成功")
        )
        self._move(order, refund, "refundsuccess", action, role, kind, "退款成功", said)

    def refuse(self, order: PretendOrder, refund: PretendRefund, reason: str) -> None:
        """The seller refuses what was asked for, or the goods that came back. Raises NotNow."""
        if refund.status not in ("waitselleragree", "waitsellerreceive"):
            raise NotNow(f"the refund is {refund.status}, the seller has nothing to refuse")
        action = "SELLER_REJECT_REFUND_PROCOTOL" if refund.status == "waitselleragree" else "SELLER_REJECT_REFUND"
        refund.rejection, refund.rejected = reason, refund.rejected + 1
        self._move(
            order,
            refund,
            "waitbuyermodify",
            action,
            SELLER,
            REFUSED,
            "卖家拒绝协议，等待买家修改",
            f"拒绝原因：{reason}|",
        )

    def change(self, order: PretendOrder, refund: PretendRefund, fen: int) -> None:
        """Another sum stands in what was asked for; this is what an agreement pays. Raises NotNow."""
        if refund.status not in ("waitselleragree", "waitbuyermodify") or not 0 < fen <= refund.asked_fen:
            raise NotNow(f"the refund is {refund.status}, and {refund.asked_fen} fen were asked back")
        refund.goods_fen, refund.carriage_fen = min(fen, refund.goods_fen), fen - min(fen, refund.goods_fen)
        said = f"退款货品金额：{yuan_text(refund.goods_fen)}|退款运费金额：{yuan_text(refund.carriage_fen)}"
        self._move(
            order, refund, "waitselleragree", "SYSTEM_MODIFY_REFUND_PROTOCOL", SYSTEM, CHANGED, "修改退款协议", said
        )

    def send_back(self, order: PretendOrder, refund: PretendRefund, company: str, bill_no: str, note: str = "") -> None:
        """The buyer sends the goods back and names the parcel. Raises NotNow."""
        if refund.status != "waitbuyersend":
            raise NotNow(f"no return of this order is waitbuyersend, it is {refund.status}")
        refund.company, refund.bill_no = company, bill_no
        said = f"买家声明退货，等待卖家确认。|物流公司：{company}|物流单号：{bill_no}|说明：{note}|"
        self._move(order, refund, "waitsellerreceive", "BUYER_SEND_GOODS", BUYER, SENT_BACK, "买家退货", said)

    def close(
        self, order: PretendOrder, refund: PretendRefund, action: str = "BUYER_CANCEL_REFUND_CLOSE", role: int = BUYER
    ) -> None:
        """It ends without money."""
        self._move(order, refund, "refundclose", action, role, CLOSED, "退款关闭", f"退款关闭：{action}")

    def close_on(self, order: PretendOrder, lines: list[PretendLine], action: str) -> None:
        """What the buyer or the seller does with these lines ends the refunds that run for them."""
        while (refund := open_on(order, lines)) is not None:
            self.close(order, refund, action, BUYER if action.startswith("BUYER") else SELLER)

    def _move(
        self, order: PretendOrder, refund: PretendRefund, status: str, action: str, role: int, kind: int, remark: str,
        said: str,
    ) -> None:  # fmt: skip
        before, refund.status, refund.action = refund.status, status, action
        refund.changed_at = self._clock.now()
        self._step(refund, before, role, kind, remark, said)
        self._wait(order, refund)
        self._changed(order)

    def _step(self, refund: PretendRefund, before: str, role: int, kind: int, remark: str, said: str) -> None:
        refund.steps.append(PretendRefundStep(self._fresh_id(), self._clock.now(), before, role, kind, remark, said))

    def _wait(self, order: PretendOrder, refund: PretendRefund) -> None:
        """From now on it waits for whoever must act, and time decides if they do not."""
        wait = WAITS.get(refund.status)
        ends = refund.ends_at = self._clock.now() + wait if wait else None
        if ends is not None:
            self._clock.at(ends, lambda: self._time_out(order, refund) if refund.ends_at == ends else None)

    def _time_out(self, order: PretendOrder, refund: PretendRefund) -> None:
        """Nobody acted: a silent seller agreed, or has the goods; a silent buyer gave up."""
        match what_time_does(refund):
            case "SYSTEM_AGREE_REFUND_PROTOCOL" as action:
                self._want_back(order, refund, SYSTEM, action)
            case "SYSTEM_AGREE_REFUND" as action:
                self.pay(order, refund, None, SYSTEM, action)
            case action:
                self.close(order, refund, action, SYSTEM)


def what_time_does(refund: PretendRefund) -> str:
    """What happens to it if nobody acts until its time is over."""
    if refund.status == "waitselleragree" and refund.goods_back:
        return "SYSTEM_AGREE_REFUND_PROTOCOL"
    silent_seller = refund.status in ("waitselleragree", "waitsellerreceive")
    return "SYSTEM_AGREE_REFUND" if silent_seller else "CRM_APPLY_TIMEOUT_CLOSE"
