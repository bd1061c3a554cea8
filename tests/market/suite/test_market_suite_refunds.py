"""Money back, asked for through the gateway in a pretend world that keeps 1688's rules."""

import random
from datetime import timedelta
from typing import Any

import pytest

from bot.market.errors import Misunderstood, NotFound, Rejected, Unreachable
from bot.market.port import Placed
from bot.purchasing.asking_back import GoodsStatus, RefundAsk, RefundReason, RefundStage, find_ours, stage_of
from bot.purchasing.claims import Pieces
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.order_report import LineState, OrderReport, OrderState, RefundState
from bot.purchasing.snapshot import PricedLine
from tests.market.suite.conftest import Side, price_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
PICTURE = b"\xff\xd8\xff\xe0 a picture of what is broken"
AGREED = RefundReason(20028, "")
CREATE = "alibaba.trade.createRefund"
DAYS = 24 * 3600


async def order(side: Side, *moves: str) -> tuple[str, str, str]:
    """A paid order of 4 and 5 pieces of two variants: its number and those of its lines."""
    good = await side.goods("sku")
    lines = tuple(
        PricedLine(good["offer_id"], sku["spec_id"], pieces, price_of(good, pieces))
        for sku, pieces in zip(good["skus"][:2], (4, 5), strict=True)
    )
    placing = Placing(lines, "CG-1", str(side.world.world.home.id), "general", "assureTrade", "")
    outcome = await side.gateway.place(side.gateway.body(placing))
    assert isinstance(outcome, Placed)
    number = outcome.orders[0].order_id
    for move in ("pay", *moves):
        await side.sim(f"orders/{number}/{move}")
    first, second = (await side.gateway.look(number)).lines
    return number, first.entry_id, second.entry_id


def ask(status: GoodsStatus, goods: int, *entries: str, carriage: int = 0, **more: Any) -> RefundAsk:
    fields: dict[str, Any] = {"reason": AGREED, "description": "#1042 退款", **more}
    return RefundAsk(status, {entry: Pieces(missing=1) for entry in entries}, goods=Fen(goods), carriage=Fen(carriage),
                     **fields)  # fmt: skip


async def most(side: Side, number: str, pieces: dict[str, int], status: GoodsStatus) -> tuple[int, int]:
    asked = RefundAsk(status, {entry: Pieces(count) for entry, count in pieces.items()})
    limits = await side.gateway.refund_limits(number, asked)
    assert limits.total == limits.goods + limits.carriage
    return limits.goods, limits.carriage


async def books(side: Side) -> list[tuple[str, list[str], int, str]]:
    rows = (await side.look("ledger"))["refunds"]
    return [(row["id"], row["entries"], row["fen"], row["state"]) for row in rows]


async def test_before_shipment_the_whole_paid_goods_amount_of_a_line_comes_back(cross: Side) -> None:
    number, first, second = await order(cross)
    goods, carriage = await most(cross, number, {first: 4}, GoodsStatus.NOT_SENT)
    line = (await cross.gateway.look(number)).lines[0]
    assert goods == line.amount
    for wrong in (goods - 1, goods + 1):
        with pytest.raises(Rejected) as caught:
            await cross.gateway.ask_refund(number, ask(GoodsStatus.NOT_SENT, wrong, first))
        assert (caught.value.code, bool(caught.value.answer)) == ("5011", True)
    taken = await cross.gateway.ask_refund(number, ask(GoodsStatus.NOT_SENT, goods, first, carriage=carriage))
    assert taken.carriage == carriage
    (report,) = await cross.gateway.all_refunds(number)
    assert (report.refund_id, report.entries, report.amount) == (taken.refund_id, (first,), goods + carriage)
    await cross.sim(f"orders/{number}/refund_answer", refund=taken.refund_id, agree=True)
    shown = await cross.gateway.look(number)
    assert [each.refunded for each in shown.lines] == [goods + carriage, 0]
    assert (shown.state, shown.refunded) == (OrderState.PAID, goods + carriage)
    await cross.sim(f"orders/{number}/ship")
    assert (await cross.gateway.look(number)).state is OrderState.SHIPPED
    assert (await cross.look("ledger"))["parcels"][0]["lines"] == [[second, 5]]


async def test_what_1688_tells_after_asking_is_recognised_as_ours(cross: Side) -> None:
    number, first, _ = await order(cross, "ship")
    since = cross.world.clock.now()
    asked = ask(GoodsStatus.ON_THE_WAY, 100, first)
    taken = await cross.gateway.ask_refund(number, asked)
    for reports in ((await cross.gateway.refunds(number)).refunds, await cross.gateway.all_refunds(number)):
        ours = find_ours(asked, since, (), reports, {})
        assert ours is not None
        assert (ours.refund_id, stage_of(ours.word)) == (taken.refund_id, RefundStage.SELLER)
        assert find_ours(asked, since + timedelta(minutes=11), (), reports, {}) is None
    assert any("#1042 退款" in step.words for step in await cross.gateway.refund_steps(taken.refund_id))


async def test_a_part_of_the_pieces_goes_back_and_its_money_goes_to_its_line(cross: Side) -> None:
    number, first, second = await order(cross, "ship")
    pieces = {first: Pieces(damaged=1), second: Pieces(damaged=2)}
    goods, _ = await most(cross, number, {first: 1, second: 2}, GoodsStatus.HERE)
    vouchers = (await cross.gateway.upload_voucher(PICTURE),)
    assert (await cross.http.get(vouchers[0])).content == PICTURE
    asked = RefundAsk(
        GoodsStatus.HERE, pieces, back=True, reason=RefundReason(20021, ""), goods=Fen(goods), description="#1042",
        vouchers=vouchers,
    )  # fmt: skip
    refund_id = (await cross.gateway.ask_refund(number, asked)).refund_id
    (asked_for,) = (await cross.gateway.refunds(number)).refunds
    assert (asked_for.back, dict(asked_for.pieces), asked_for.address) == (True, {first: 1, second: 2}, "")
    assert await cross.gateway.return_address(number) == ()
    with pytest.raises(Rejected, match="4007"):
        await cross.gateway.send_back(refund_id, "ZTO", "78611234567890")
    await cross.sim(f"orders/{number}/refund_answer", agree=True)
    (agreed,) = (await cross.gateway.refunds(number)).refunds
    assert stage_of(agreed.word) is RefundStage.TO_SEND
    (address,) = await cross.gateway.return_address(number)
    assert agreed.address.split(", ")[:2] == address.split(", ")[:2]
    carriers = {each.code: each.name for each in await cross.gateway.carriers()}
    for carrier, bill_no in (("ZTO", "SF123"), ("nobody", "78611234567890")):
        with pytest.raises(Rejected, match="4004"):
            await cross.gateway.send_back(refund_id, carrier, bill_no)
    await cross.gateway.send_back(refund_id, "ZTO", "78611234567890")
    (sent,) = (await cross.gateway.refunds(number)).refunds
    assert (sent.carrier, sent.bill_no, stage_of(sent.word)) == (carriers["ZTO"], "78611234567890", RefundStage.SENT)
    await cross.sim(f"orders/{number}/refund_answer", agree=True)
    (paid,) = (await cross.gateway.refunds(number)).refunds
    assert (paid.state, paid.paid) == (RefundState.DONE, goods)
    shown = await cross.gateway.look(number)
    assert sum(each.refunded for each in shown.lines) == goods
    amounts = [each.amount or 0 for each in shown.lines]
    assert shown.lines[0].refunded == goods * (amounts[0] // 4) // (amounts[0] // 4 + amounts[1] * 2 // 5)
    assert await books(cross) == [(refund_id, [first, second], goods, "refundsuccess")]


async def test_after_the_receipt_only_the_after_sale_words_fit_and_only_the_list_knows(cross: Side) -> None:
    number, first, _ = await order(cross, "ship")
    with pytest.raises(Rejected, match="5003"):
        await cross.gateway.refund_reasons(number, ask(GoodsStatus.CONFIRMED_HERE, 0, first))
    await cross.sim(f"orders/{number}/receive")
    with pytest.raises(Rejected, match="5010"):
        await cross.gateway.ask_refund(number, ask(GoodsStatus.HERE, 100, first))
    taken = await cross.gateway.ask_refund(number, ask(GoodsStatus.CONFIRMED_NOT_HERE, 100, first))
    assert [each.refund_id for each in await cross.gateway.all_refunds(number)] == [taken.refund_id]
    await cross.sim("market", account="caigou_demo:sub")
    assert (await cross.gateway.refunds(number)).refunds == ()
    with pytest.raises(Rejected):
        await cross.gateway.all_refunds(number)


BROKEN = RefundReason(20021, "")


@pytest.mark.parametrize(("status", "more", "code"), [
    (GoodsStatus.NOT_SENT, {}, "5010"), (GoodsStatus.ON_THE_WAY, {"back": True}, "5010"),
    (GoodsStatus.ON_THE_WAY, {"reason": RefundReason(1, "")}, "5004"),
    (GoodsStatus.HERE, {"reason": BROKEN}, "5005"),
    (GoodsStatus.HERE, {"reason": BROKEN, "vouchers": ("https://elsewhere.invalid/1.jpg",)}, "5005"),
    (GoodsStatus.HERE, {"carriage": 1}, "5006"), (GoodsStatus.HERE, {"description": "#"}, "5012"),
    (GoodsStatus.HERE, {"description": "长" * 151}, "5012"), (GoodsStatus.HERE, {"goods": 10**7}, "5011"),
    (GoodsStatus.HERE, {"goods": 0}, "5011"),
])  # fmt: skip
async def test_each_rule_refuses_with_its_code_and_nothing_is_asked(
    cross: Side, status: GoodsStatus, more: dict[str, Any], code: str
) -> None:
    number, first, _ = await order(cross, "ship")
    goods = more.pop("goods", 100)
    with pytest.raises(Rejected) as caught:
        await cross.gateway.ask_refund(number, ask(status, goods, first, **more))
    assert caught.value.code == code
    assert await books(cross) == []


async def test_the_same_line_twice_is_refused_and_another_line_is_not(cross: Side) -> None:
    number, first, second = await order(cross, "ship")
    await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 100, first))
    for entries in ((first,), (first, second), ("3301686771403783779",)):
        with pytest.raises(Rejected, match="5010"):
            await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 100, *entries))
    await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 200, second))
    assert [(entries, fen) for _, entries, fen, _ in await books(cross)] == [([first], 100), ([second], 200)]
    with pytest.raises(NotFound):
        await cross.gateway.ask_refund("3301686771403783780", ask(GoodsStatus.ON_THE_WAY, 100, first))
    assert (await cross.look("ledger"))["writes"][CREATE] == 6


@pytest.mark.parametrize("picture", [b"", b"GIF89a", b"\xff\xd8" + b"x" * 1024 * 1024])
async def test_a_picture_that_is_no_small_jpeg_is_refused(cross: Side, picture: bytes) -> None:
    with pytest.raises(Rejected, match="4000"):
        await cross.gateway.upload_voucher(picture)


async def test_the_carriage_may_be_ruled_and_is_told(cross: Side) -> None:
    number, first, _ = await order(cross)
    goods, carriage = await most(cross, number, {first: 4}, GoodsStatus.NOT_SENT)
    await cross.sim("market", refund_carriage=carriage - 1)
    taken = await cross.gateway.ask_refund(number, ask(GoodsStatus.NOT_SENT, goods, first, carriage=carriage))
    assert taken.carriage == carriage - 1
    (report,) = (await cross.gateway.refunds(number)).refunds
    assert (report.carriage, report.amount) == (carriage - 1, goods + carriage - 1)


async def test_a_seller_refuses_changes_pays_less_and_the_steps_tell_it(cross: Side) -> None:
    number, first, _ = await order(cross, "ship")
    refund_id = (await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 1000, first))).refund_id
    await cross.sim(f"orders/{number}/refund_answer", refuse=True, reason="请提供照片")
    (refused,) = (await cross.gateway.refunds(number)).refunds
    assert (stage_of(refused.word), refused.rejection) == (RefundStage.REFUSED, "请提供照片")
    await cross.sim(f"orders/{number}/refund_answer", change=True, fen=600)
    (changed,) = (await cross.gateway.refunds(number)).refunds
    assert (stage_of(changed.word), changed.amount) == (RefundStage.SELLER, 600)
    await cross.sim(f"orders/{number}/refund_answer", agree=True, fen=500)
    (paid,) = (await cross.gateway.refunds(number)).refunds
    assert (paid.state, paid.paid) == (RefundState.DONE, 500)
    assert [each.refunded for each in (await cross.gateway.look(number)).lines] == [500, 0]
    steps = await cross.gateway.refund_steps(refund_id)
    assert len(steps) == 4
    assert "请提供照片" in steps[1].words
    assert (await most(cross, number, {first: 4}, GoodsStatus.ON_THE_WAY))[0] > 0
    assert {entry: fen for _, (entry,), fen, _ in await books(cross)} == {first: 500}


@pytest.mark.parametrize(("moves", "days", "end", "paid"), [
    ((), 5, RefundStage.PAID, 1000), ((), 4, RefundStage.SELLER, 0), (("refuse",), 7, RefundStage.CLOSED, 0),
    (("back",), 5, RefundStage.TO_SEND, 0), (("back", "agree"), 7, RefundStage.CLOSED, 0),
    (("back", "agree", "sent"), 10, RefundStage.PAID, 1000),
])  # fmt: skip
async def test_whoever_is_silent_until_the_time_out_has_decided(
    cross: Side, moves: tuple[str, ...], days: int, end: RefundStage, paid: int
) -> None:
    number, first, _ = await order(cross, "ship")
    back = "back" in moves
    asked = ask(GoodsStatus.HERE if back else GoodsStatus.ON_THE_WAY, 1000, first)
    if back:
        asked = RefundAsk(GoodsStatus.HERE, {first: Pieces(good=4)}, back=True, reason=AGREED, goods=Fen(1000),
                          description="#1042")  # fmt: skip
    refund_id = (await cross.gateway.ask_refund(number, asked)).refund_id
    for each in moves:
        if each == "sent":
            await cross.gateway.send_back(refund_id, "SF", "SF1234")
        elif each != "back":
            await cross.sim(f"orders/{number}/refund_answer", **{each: True})
    (waiting,) = (await cross.gateway.refunds(number)).refunds
    assert waiting.ends_at is not None
    assert waiting.ends_how
    await cross.sim("clock", advance=days * DAYS)
    (report,) = await cross.gateway.all_refunds(number)
    assert (stage_of(report.word), report.paid) == (end, paid)
    assert waiting.ends_at <= cross.world.clock.now() or end is RefundStage.SELLER


async def test_a_refund_is_taken_back_once_and_the_line_is_free_again(cross: Side) -> None:
    number, first, _ = await order(cross, "ship")
    refund_id = (await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 100, first))).refund_id
    await cross.gateway.withdraw_refund(refund_id)
    for gone in (refund_id, "TQ1"):
        with pytest.raises(Rejected):
            await cross.gateway.withdraw_refund(gone)
    assert (await cross.gateway.refunds(number)).refunds == await cross.gateway.all_refunds(number)
    await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 100, first))
    assert [state for *_, state in await books(cross)] == ["refundclose", "waitselleragree"]


@pytest.mark.parametrize(("before", "move", "status"), [
    ((), "ship", GoodsStatus.NOT_SENT), (("ship",), "receive", GoodsStatus.ON_THE_WAY),
])  # fmt: skip
async def test_what_happens_to_the_goods_ends_a_refund_of_them(
    cross: Side, before: tuple[str, ...], move: str, status: GoodsStatus
) -> None:
    number, first, _ = await order(cross, *before)
    goods, _ = await most(cross, number, {first: 4}, status)
    await cross.gateway.ask_refund(number, ask(status, goods, first))
    await cross.sim(f"orders/{number}/{move}")
    (report,) = await cross.gateway.all_refunds(number)
    assert (report.state, report.paid) == (RefundState.CLOSED, 0)


@pytest.mark.parametrize(("lost", "error", "there"), [
    (1, Unreachable, 1), ({"n": 1, "how": "after"}, Unreachable, 1), ({"n": 1, "how": "before"}, Unreachable, 0),
    ({"n": 1, "how": "garbage"}, Unreachable, 1),
])  # fmt: skip
async def test_an_answer_that_is_lost_says_nothing_of_what_was_done(
    cross: Side, lost: Any, error: type[Exception], there: int
) -> None:
    number, first, second = await order(cross, "ship")
    await cross.sim("market", lost_refund=lost)
    with pytest.raises(error) as caught:
        await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 100, first))
    assert getattr(caught.value, "sent", None) is True
    assert len(await cross.gateway.all_refunds(number)) == there
    await cross.gateway.ask_refund(number, ask(GoodsStatus.ON_THE_WAY, 100, second))
    assert (await cross.look("ledger"))["writes"][CREATE] == 2


async def test_a_person_asks_on_the_site_for_a_line(cross: Side) -> None:
    number, _, second = await order(cross, "ship")
    await cross.sim(f"orders/{number}/refund", entry=second, fen=700, stage="ask")
    (report,) = (await cross.gateway.refunds(number)).refunds
    assert (report.entries, report.amount) == ((second,), 700)
    await cross.sim(f"orders/{number}/refund", entry=second)
    shown = await cross.gateway.look(number)
    assert [each.refunded for each in shown.lines] == [0, 700]


async def test_a_number_of_no_refund_is_refused_whatever_is_asked_about_it(cross: Side) -> None:
    for number in ("TQ1", "1", ""):
        with pytest.raises(Rejected):
            await cross.gateway.refund_steps(number)
        with pytest.raises((Rejected, Misunderstood)):
            await cross.gateway.send_back(number, "SF", "SF1234")


async def test_a_line_that_was_refunded_before_it_was_sent_holds_nothing_up(cross: Side) -> None:
    number, first, second = await order(cross)
    await cross.sim(f"orders/{number}/ship", lines=[[first, 4]])
    assert (await cross.gateway.look(number)).state is OrderState.PART_SHIPPED
    goods, _ = await most(cross, number, {second: 5}, GoodsStatus.NOT_SENT)
    for status, entry in ((GoodsStatus.NOT_SENT, first), (GoodsStatus.ON_THE_WAY, second)):
        with pytest.raises(Rejected, match="5010"):
            await cross.gateway.ask_refund(number, ask(status, goods, entry))
    await cross.gateway.ask_refund(number, ask(GoodsStatus.NOT_SENT, goods, second))
    await cross.sim(f"orders/{number}/refund_answer", agree=True)
    shown = await cross.gateway.look(number)
    assert (shown.state, shown.lines[1].state) == (OrderState.SHIPPED, LineState.REFUNDED)
    with pytest.raises(Rejected, match="5010"):
        await cross.gateway.ask_refund(number, ask(GoodsStatus.NOT_SENT, goods, second))
    await cross.gateway.confirm_receipt(number, [first])
    shown = await cross.gateway.look(number)
    assert (shown.state, steps(shown)) == (OrderState.FINISHED, [OrderState.FINISHED, OrderState.CANCELLED])


async def test_of_an_order_whose_lines_are_sent_and_received_apart_each_says_how_far_it_is(cross: Side) -> None:
    number, first, second = await order(cross)
    assert steps(await cross.gateway.look(number)) == [OrderState.PAID, OrderState.PAID]
    await cross.sim(f"orders/{number}/ship", lines=[[first, 4]])
    assert steps(await cross.gateway.look(number)) == [OrderState.SHIPPED, OrderState.PAID]
    await cross.sim(f"orders/{number}/ship")
    await cross.gateway.confirm_receipt(number, [first])
    assert steps(await cross.gateway.look(number)) == [OrderState.FINISHED, OrderState.SHIPPED]
    for status, entry in ((GoodsStatus.HERE, first), (GoodsStatus.CONFIRMED_HERE, second)):
        with pytest.raises(Rejected, match="5010"):
            await cross.gateway.ask_refund(number, ask(status, Fen(100), entry))


def steps(report: OrderReport) -> list[OrderState | None]:
    """How far each line of an order is by 1688's word for it."""
    return [line.step for line in report.lines]


@pytest.mark.parametrize("seed", range(5))
async def test_what_came_back_of_the_lines_is_what_came_back_of_the_order(cross: Side, seed: int) -> None:
    dice = random.Random(seed)
    number, first, second = await order(cross, *dice.choice(((), ("ship",))))
    due = 0
    for _ in range(6):
        entry = dice.choice((None, first, second))
        body = {} if entry is None else {"entry": entry}
        fen = dice.randrange(1, 1500)
        answer = await cross.http.post(f"/sim/orders/{number}/refund", json={"fen": fen, **body})
        due += fen if answer.status_code == 200 else 0
    shown = await cross.gateway.look(number)
    told = await cross.gateway.all_refunds(number)
    assert sum(each.refunded for each in shown.lines) == shown.refunded == sum(each.paid for each in told) == due
