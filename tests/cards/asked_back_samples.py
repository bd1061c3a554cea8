"""Money asked back, as it is prepared and as it goes on: one line, and so many that no phone shows all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.cards.blocks.view import View
from bot.cards.money.asking_back import (
    DraftPages,
    Page,
    carriers_card,
    errand_card,
    refund_card,
    return_card,
    which_card,
    withdraw_question,
)
from bot.desk.shared.views import RefundView
from bot.purchasing.approval.second_word import SecondWord
from bot.purchasing.arrivals import ArrivalKind
from bot.purchasing.asking_back import Carrier, GoodsStatus, RefundAsk, RefundLimits, RefundReason, RefundStep
from bot.purchasing.claims import Balance, Claim, ClaimKind, ClaimState, LineBalance, Pieces
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from bot.purchasing.requests.purchase import Purchase
from tests.cards import count_samples
from tests.cards.samples import ANNA, NOW
from tests.cards.team_samples import BORIS

WORDS = (
    "<b>货不对版</b>，箱子破了三个大洞，里面的杯子全碎了，联系您三次都没有回复，请尽快处理，谢谢 "
    "@caigou_bot https://evil.example "
)
LONG = RefundReason(
    20021, "颜色/图案/款式与商品描述不符或者包装破损导致商品无法正常使用<i>", needs_voucher=True, carriage=False
)
REASONS = (
    RefundReason(20028, "不想买了，已与卖家协商一致"), LONG, RefundReason(20009, "少货/空包裹", carriage=False),
    RefundReason(20022, "商品破损", needs_voucher=True), RefundReason(20023, "质量问题", needs_voucher=True),
    RefundReason(20024, "其他"), RefundReason(20025, "<a href='https://evil.example'>点这里</a>"),
)  # fmt: skip
ASK = RefundAsk(
    GoodsStatus.HERE, {"1": Pieces(1_200, 0, 0, 35)}, reason=REASONS[0], goods=Fen(12_345_67),
    carriage=Fen(1_234_00), limits=RefundLimits(Fen(20_000_00), Fen(2_000_00), Fen(22_000_00)),
    description="采购单 #1042/12：少货3件", reasons=REASONS,
)  # fmt: skip
WORST = replace(
    ASK, back=True, reason=LONG, description=f"采购单 #1042/12：{WORDS}"[:150], photos=("p1", "p2", "p3", "p4", "p5"),
    carriage=Fen(34_00), pieces={str(n): Pieces(0, 200, 0, 35) for n in range(1, 41)}, vouchers=("", "", "", "", ""),
)  # fmt: skip
ABLE = {str(n): Pieces(9_000, 9_000, 9, 35) for n in range(1, 41)}
REPORT = RefundReport(
    "TQ3301688771409785347", "waitselleragree", RefundState.ASKED, Fen(13_579_67), Fen(0), Fen(1_234_00), ("1",),
    reason=LONG.name, asked_at=NOW, ends_at=NOW + timedelta(days=2), address=f"王工 13800000002 {WORDS}",
)  # fmt: skip
CARRIERS = tuple(Carrier(f"某某国际货运代理快递物流有限公司第{n}分公司<b>", f"C{n}") for n in range(1, 30))
STEPS = tuple(RefundStep(NOW + timedelta(hours=n), f"{WORDS}{n}") for n in range(4))


def order(count: int, *events: tuple[int, ArrivalKind, int]) -> Order:
    """An order of so many lines that 1688 numbered, of which this arrived."""
    of = count_samples.order(count, *events)
    lines = tuple(replace(line, entry_id=line.entry_id.removeprefix("E")) for line in of.lines)
    arrivals = tuple(replace(arrival, entry_id=arrival.entry_id.removeprefix("E")) for arrival in of.arrivals)
    return replace(of, lines=lines, arrivals=arrivals)


def balance(able: Mapping[str, Pieces], **more: Any) -> Balance:
    """A balance of which so many pieces of each line can still be asked for."""
    return Balance({entry_id: LineBalance(pieces.all, pieces) for entry_id, pieces in able.items()}, **more)


def claim_of(report: RefundReport, number: int = 7, **more: Any) -> Claim:
    """The claim of a refund that somebody opened on the site."""
    states = {RefundState.DONE: ClaimState.PAID, RefundState.CLOSED: ClaimState.CLOSED}
    claim = Claim(
        number,
        ClaimKind.UNKNOWN,
        states.get(report.state, ClaimState.OPEN),
        NOW,
        goods=Fen((report.paid or report.amount) - report.carriage),
        carriage=report.carriage,
        entries=report.entries,
        refund_id=report.refund_id,
        seen=True,
    )
    return replace(claim, **more)


def errand(ask: RefundAsk = ASK, **more: Any) -> Errand:
    return replace(Errand(5, ErrandKind.REFUND, ErrandState.DRAFT, 3, ANNA.id, NOW, ask.entries, ask=ask), **more)


def view(purchase: Purchase, of: Order, prepared: Errand | None, **more: Any) -> RefundView:
    own = frozenset(line.entry_id for line in of.lines)
    able = {entry_id: pieces for entry_id, pieces in ABLE.items() if entry_id in own}
    seen = RefundView(purchase.with_order(of), of, None, balance(able, claims=of.claims), own, prepared)
    return replace(seen, **more)


def views(purchase: Purchase, language: str) -> Iterator[tuple[str, View]]:
    """Every card of money asked back, of a purchase with long words."""
    small, large = order(1), replace(order(40), state=OrderState.SHIPPED)
    usual, worst = view(purchase, small, errand()), view(purchase, large, errand(WORST))
    second_word = SecondWord(2, frozenset({2, 3, 4}), Fen(99_999_99), Fen(88_888_88), by_person=True)
    worst = replace(worst, word=second_word, word_of=("Константин Константинопольский", "@boris", "陈伟"))
    first = view(purchase, small, errand(replace(ASK, reason=None)))
    unsent = replace(ASK, goods_status=GoodsStatus.NOT_SENT, carriage=Fen(0))
    whole = view(purchase, replace(small, state=OrderState.PAID), errand(unsent))
    photos = tuple(f"p{n}" for n in range(1, 21))
    for name, seen in {"first": first, "usual": usual, "worst": worst, "not shipped": whole}.items():
        pages = DraftPages(seen, photos, language, NOW)
        for page in Page:
            for place in (1, 2) if page is Page.REASON else (1,):
                yield f"{name}: {page.name.lower()} {place}", pages.page(page, place)
    shown = view(purchase, small, errand(replace(ASK, photos=("p3", "p4"))))
    left_out = DraftPages(shown, photos, language, NOW).page(Page.LAST_LOOK, 1, {"p1": "heic", "p2": "too_large"})
    yield "photos are left out", left_out
    needs = view(purchase, small, errand(replace(ASK, reason=LONG)))
    yield "a photo is needed", DraftPages(needs, (), language, NOW).page(Page.LAST_LOOK)
    for stage in ("waitselleragree", "waitbuyermodify", "waitbuyersend", "waitsellerreceive", "somethingnew"):
        refused: dict[str, Any] = {"rejection": WORDS} if stage == "waitbuyermodify" else {}
        sent: dict[str, Any] = (
            {"carrier": CARRIERS[0].name, "bill_no": "76541234567890"} if stage == "waitsellerreceive" else {}
        )
        report = replace(REPORT, word=stage, back=bool(sent), **refused, **sent)
        asked = errand(replace(WORST, carriage_set=Fen(0)), state=ErrandState.DONE, refund_id=REPORT.refund_id)
        running = replace(large, refund=RefundState.ASKED, refunds=(report,), errands=(asked,))
        yield f"a refund: {stage}", refund_card(view(purchase, running, None), report, STEPS, language, NOW)
    for stage, state in (("refundsuccess", RefundState.DONE), ("refundclose", RefundState.CLOSED)):
        over = replace(REPORT, word=stage, state=state, paid=Fen(7_00) if state is RefundState.DONE else Fen(0))
        ended = replace(small, refund=state, refunds=(over,))
        yield f"a refund: {stage}", refund_card(view(purchase, ended, None), over, (), language, NOW)
    for stands in (ErrandState.WAITS, ErrandState.ASKED, ErrandState.UNCLEAR, ErrandState.DONE):
        number = REPORT.refund_id if stands is ErrandState.DONE else ""
        of = errand(replace(WORST, carriage_set=Fen(0)), state=stands, looked_at=NOW, refund_id=number)
        yield f"asked for: {stands}", errand_card(replace(worst, errand=of), of, language, NOW)
    for kind in (ErrandKind.RETURN, ErrandKind.WITHDRAW):
        done = Errand(6, kind, ErrandState.DONE, 1, ANNA.id, NOW, refund_id=REPORT.refund_id)
        yield f"done: {kind}", errand_card(usual, done, language, NOW)
        yield f"not clear: {kind}", errand_card(usual, replace(done, state=ErrandState.UNCLEAR), language, NOW)
    for change in (0, 1):
        yield f"take it back, {change}", withdraw_question(usual, REPORT.refund_id, change, language, NOW)
    yield from _in_question(purchase, small, language)
    yield from _by_sum(purchase, small, language)
    this = (small.order_id, REPORT.refund_id)
    yield "carriers", carriers_card(this, CARRIERS, "", 2, language)
    yield "no carrier", carriers_card(this, CARRIERS, "zzz", 1, language)
    yield "which waybill", return_card(this, CARRIERS[0].name, "", language)
    yield "this waybill", return_card(this, CARRIERS[0].name, "76541234567890", language)


def _in_question(purchase: Purchase, small: Order, language: str) -> Iterator[tuple[str, View]]:
    """Refunds of the site and what no call shows: the questions, what was said, and who can say it."""
    paid = replace(REPORT, word="refundsuccess", state=RefundState.DONE, paid=Fen(7_00), carriage=Fen(0))
    asked = claim_of(paid)
    money = replace(asked, refund_id="", seen=False)
    said = replace(
        asked, kind=ClaimKind.PIECES, pieces={"1": Pieces(damaged=1_200)}, answered_by=BORIS, answered_at=NOW
    )
    counted = order(1, (1, ArrivalKind.GOOD, 98), (1, ArrivalKind.DAMAGED, 2))
    of_site = replace(counted, refund=RefundState.DONE, refunds=(paid,))
    for name, claim in {"a refund of the site": asked, "money that came back": money, "it was said": said}.items():
        shown = view(purchase, replace(of_site, claims=(claim,)), None)
        yield name, which_card(shown, claim, ANNA.id, language, NOW)
    shown = view(purchase, replace(of_site, claims=(said,)), None)
    yield "its own card", refund_card(shown, paid, (), language, NOW)
    unclear = errand(WORST, state=ErrandState.UNCLEAR)
    taken = replace(unclear, state=ErrandState.DONE, refund_id=REPORT.refund_id)
    for name, sent in {"no look shows it": unclear, "taken, not shown": taken}.items():
        claim = Claim(7, ClaimKind.PIECES, ClaimState.OPEN, NOW, errand_id=5, refund_id=sent.refund_id)
        looked = replace(claim, looked_by=BORIS, looked_at=NOW)
        for words, known in {name: claim, f"{name}, somebody looked": looked}.items():
            of = replace(small, claims=(known,), errands=(sent,), looked_at=NOW + timedelta(minutes=5))
            yield words, errand_card(view(purchase, of, sent), sent, language, NOW)


def _by_sum(purchase: Purchase, small: Order, language: str) -> Iterator[tuple[str, View]]:
    """What is asked for by a sum: the rest of a refund, an agreed amount, and two limits that differ."""
    first = claim_of(replace(REPORT, state=RefundState.DONE, paid=Fen(7_00)), kind=ClaimKind.PIECES, errand_id=4)
    of = replace(small, claims=(first,))
    rest = replace(ASK, kind=ClaimKind.REST, rest_of=first.id, carriage=Fen(0))
    amount = replace(ASK, kind=ClaimKind.AMOUNT, pieces={}, of_lines={"1": 101}, goods=Fen(0), carriage=Fen(0))
    both = replace(ASK, goods_status=GoodsStatus.NOT_SENT, carriage=Fen(0), differs=Fen(20_000_00))
    for name, ask in {"the rest": rest, "by amount": amount, "two limits": both}.items():
        seen = view(purchase, of, errand(ask))
        for page in (Page.DRAFT, Page.LAST_LOOK):
            yield f"{name}: {page.name.lower()}", DraftPages(seen, (), language, NOW).page(page)
