"""Refunds as they go on: what is told of each stage, and the card of an order with two that run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.cards.blocks.view import View
from bot.cards.notices.notices import notice
from bot.purchasing.asking_back import RefundStage
from bot.purchasing.claims import Claim, ClaimKind, ClaimState
from bot.purchasing.money import Fen
from bot.purchasing.notices.base import OrderFacts, ToldParcel
from bot.purchasing.notices.purchases import AboutOneRefund, RefundMovedNotice, RefundOursNotice, RefundWaitsNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from tests.cards.samples import NOW, ORDER, PARCEL

WORDS = "商品没有质量问题，请提供照片和视频证明，谢谢配合" * 2
ADDRESS = "王先生 13800000002 浙江省 金华市 义乌市 福田街道 国际商贸城二区三楼 12345 号店面"
ENDS = NOW + timedelta(hours=20)
TWO = tuple(
    RefundReport(
        f"TQ{n}", word, RefundState.ASKED, Fen(1_286_800), Fen(0), rejection=WORDS, address=ADDRESS, ends_at=ENDS,
        ends_how="CRM_APPLY_TIMEOUT_CLOSE",
    )
    for n, word in enumerate(("waitbuyermodify", "waitbuyersend"), 1)
)  # fmt: skip
CLAIMS = tuple(
    Claim(n, ClaimKind.UNKNOWN, ClaimState.OPEN, NOW, goods=refund.amount, refund_id=refund.refund_id, seen=True)
    for n, refund in enumerate(TWO, 1)
)
RUNS: Order = replace(
    ORDER, state=OrderState.SHIPPED, parcels=(PARCEL,), refund=RefundState.ASKED, refunds=TWO, claims=CLAIMS
)


def one(form: type[AboutOneRefund], about: OrderFacts, stage: RefundStage | None, paid: int = 0) -> AboutOneRefund:
    """A notice of one refund with long words."""
    return form(
        about=about, refund_id="TQ1", stage=stage, amount=Fen(8420), asked=Fen(9000), carriage=Fen(500),
        paid=Fen(paid), rejection=WORDS, address=ADDRESS,
        parcel=ToldParcel(company="中通快递", bill_no="76541234567890"),
        until=ENDS if stage in (None, RefundStage.REFUSED, RefundStage.TO_SEND) else None,
        then="SYSTEM_AGREE_REFUND",
    )  # fmt: skip


def told(about: OrderFacts, language: str) -> Iterator[tuple[str, View]]:
    """Each thing that is told of a refund."""
    stages = {
        RefundMovedNotice: (None, RefundStage.SENT, RefundStage.PAID, RefundStage.CLOSED),
        RefundOursNotice: (RefundStage.REFUSED, RefundStage.TO_SEND),
        RefundWaitsNotice: (RefundStage.REFUSED, RefundStage.TO_SEND),
    }
    for form, every in stages.items():
        for stage in every:
            paid = 4000 if stage is RefundStage.PAID else 0
            yield f"{form.kind}, {stage or 'sum'}", notice(one(form, about, stage, paid), language, NOW)
