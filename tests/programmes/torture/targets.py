"""Every parser that reads what others wrote: what it is fed with, and which refusals are its own."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.cards.blocks.buttons import ButtonAction, Code, Codes
from bot.chat.conversation.away import _day
from bot.chat.conversation.incoming import brings_an_invitation
from bot.desk.shared.refusal import Refusal
from bot.desk.teams.membership import rate
from bot.market.errors import MarketError
from bot.market.oneclick import parse_outcome
from bot.market.openplatform.calls import name_of
from bot.market.openplatform.create_outcome import classify
from bot.market.openplatform.login import PasteError, read_pasted
from bot.market.openplatform.tokens import opened_grant, parse_grant
from bot.market.openplatform.wire import orders, people, preview, products, refunds
from bot.market.openplatform.wire.envelopes import agreed, opened, understood
from bot.market.openplatform.wire.fields import FormError
from bot.market.openplatform.wire.pushes import parse_missed, parse_push
from bot.market.transfer import Answer
from bot.purchasing import money
from bot.purchasing.approval.policy import Unsound
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.order_report import PayWay
from bot.purchasing.reading import classify_url, links, quantity
from bot.settings import SettingsWrong, load
from tests.programmes.torture import fuzzing

ORDER_ID = "3301687771406784563"
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
LINKS = (
    "https://detail.1688.com/offer/610947572360.html", "https://m.1688.com/offer/610947572360.html?spm=a26&sk=consign",
    "【分享】北欧马克杯 https://qr.1688.com/s/Ab3dE MF278 两件", "610947572360 x 20, 610947572361×5",
    "detail.1688.com/offer/1.html",
    "https://dj.1688.com/ci_bb?a=1&e=Zm9v 3个", "http://detail.1688.com:8080/offer/610947572360.html#x",
    "https://winport.1688.com/page/index.html", "https://item.taobao.com/item.htm?id=610947572360",
    "wireless1688://ma.m.1688.com/plugin?url=https%3A%2F%2Fdetail.1688.com%2Foffer%2F610947572360.html",
)  # fmt: skip
QUANTITIES = (
    "20",
    "两百个",
    "1万件",
    "x 5",
    "5 pcs",
    "１２",
    "1,000",
    "2.5",
    "一打",
    "3箱",
    "十",
    "20 шт",
    "−5",
    "1e3",
    "0012",
)
POLICIES = (
    "to 1000: any of approvers\nelse: 2 of approvers\nnote from 1000\nremind 2h\nbudget team 50000 a month",
    "500-5000 by @boris: 2 of @boris @chen @daria\n5000+ goods T恤: all of admins\nelse: auto\nescalate 8h to @anna",
    "else: any of approvers\ncap order 10000\ncap day 50000\ncap hour 10\ntolerance 2%\nexpire 24h\nalone off",
)
PASTED = ("https://example.com/back?code=Ab12-cd34&state=s1", "Ab12-cd34", "?code=Ab12&state=s1", "code=Ab12&state=s2")
SETTINGS = (
    "TELEGRAM_TOKEN=123456:AAabcdefghijklmnopqrstuvwxyz0123456789\nTELEGRAM_ADMINS=1,2\nALIBABA_APP_KEY=7\n"
    "ALIBABA_APP_SECRET=s\nALIBABA_RATE=5\nALIBABA_PAY=alipay,cross\nWATCH_SECONDS=60\nTELEGRAM_RATE=25\n",
    "DATABASE_URL=sqlite:///data/caigou.db\nALIBABA_BUY_CALL=fast\nCLOCK_URL=http://127.0.0.1:1\nSHORT_LINK_URL=\n",
    'TELEGRAM_ADMINS="1"\nexport ALIBABA_GATEWAY_URL=https://gw.open.1688.com # the official one\n',
)
PAGES = (
    '<script>location.href="https://detail.1688.com/offer/610947572360.html"</script>',
    '{"offerId":610947572360,"url":"https:\\/\\/detail.1688.com\\/offer\\/610947572360.html"}',
    "<meta http-equiv=refresh content='0;url=https://m.1688.com/offer/610947572360.html'>",
)
PUSHES = (
    {"msgId": 1, "type": "ORDER_BUYER_VIEW_ORDER_PAY", "gmtBorn": 1, "data": {"orderId": int(ORDER_ID)}},
    {"msgId": "2", "type": "ORDER_BATCH_PAY", "data": '{"batchPay": [{"orderId": 33, "status": "1"}]}'},
    {"msgId": 3, "type": "LOGISTICS_BUYER_VIEW_TRACE", "data": {"tracing": {"orderLogsItems": [{"orderId": 7}]}}},
)  # fmt: skip
GRANTS = (
    {
        "access_token": "a",
        "refresh_token": "r",
        "expires_in": "35999",
        "refresh_token_timeout": "20271124120000000+0800",
    },
    {"error": "invalid_request", "error_description": "the refresh token is over"},
)
ONE_CLICK = (
    {"success": True, "order": {"order_id": ORDER_ID, "status": "paid"}},
    {"success": False, "code": "7", "message": "no stock"},
)
CODES = Codes(b"k" * 32)
CHAT = 7
BUTTONS = tuple(
    CODES.make(code.text, CHAT)
    for code in (
        Code(ButtonAction.APPROVE, (1, "ab12cd34ef")), Code(ButtonAction.SEARCH, ("杯:%", 2)), Code(ButtonAction.STILL),
        Code(ButtonAction.OPEN, (610947572360, 0)),
    )
)  # fmt: skip
TEAM = Team(1, members=tuple(Member(n, name, frozenset(Role)) for n, name in enumerate(("anna", "boris", "chen"), 11)))


@dataclass(frozen=True)
class Target:
    """A parser: a seeded input for it, how it is called, and what it may raise."""

    name: str
    make: Callable[[random.Random], Any]
    feed: Callable[[Any], object]
    refuses: tuple[type[Exception], ...] = ()


def _text(name: str, seeds: tuple[str, ...], feed: Callable[[str], object], *refuses: type[Exception]) -> Target:
    return Target(name, lambda dice: fuzzing.text(dice, seeds), feed, refuses)


def _button(data: str) -> None:
    """Read it as forged data would come, and the text as if its seal held."""
    CODES.read(data, CHAT)
    Code.parse(data)


def _rate(words: str) -> None:
    """`/rate` as it is typed; the desk's half of it."""
    currency, _, amount = words.partition(" ")
    team: Any = SimpleNamespace(today=lambda now: now.date(), rate=None, currency="USD")
    book: Any = SimpleNamespace(now=NOW)
    person: Any = None
    try:
        rate(book, team, person, {"currency": currency, "rate": amount.strip()}).send(None)
    except StopIteration:
        return


def _away(words: str) -> None:
    """`/away` as it is typed; its days and its name."""
    days, _, name = words.partition("@")
    for each in days.split():
        _day(each)
    TEAM.person_called(name.strip())


def _invitation(words: str) -> None:
    """What comes behind /start."""
    if brings_an_invitation(words):
        words.removeprefix("/start join_").encode("utf-8", "surrogatepass")


def settings(folder: Path) -> Target:
    """A `.env` file as somebody may have written it; nothing of this process's own environment mixes in."""
    path = folder / ".env"
    path.touch(mode=0o600)
    for name in [each for each in os.environ if each.startswith(("TELEGRAM_", "ALIBABA_", "DATABASE_"))]:
        del os.environ[name]

    def feed(written: str) -> object:
        path.write_bytes(written.encode("utf-8", "surrogatepass"))
        return load(path)

    return _text("settings", SETTINGS, feed, SettingsWrong)


WORDS: tuple[Target, ...] = (
    _text("links", LINKS, links.find),
    _text("/buy", LINKS, links.parse_buy),
    _text("amount", ("318", "318.00", "17.2", "0", "9999999"), money.fen_from_yuan, ValueError),
    _text("quantity", QUANTITIES, quantity.read_quantity),
    _text("callback codes", BUTTONS, _button, ValueError),
    _text("policy", POLICIES, lambda words: read(words, TEAM), Unsound),
    _text("/rate", ("USD 7.26", "EUR 8", "RUB 0.0912"), _rate, Refusal),
    _text("/away", ("2026-12-01 2026-12-24 @boris", "2026-12-01"), _away),
    _text("invitations", ("/start join_Ab12cd34Ef56", "/start", "/start join_"), _invitation),
    _text("pasted login", PASTED, lambda pasted: read_pasted(pasted, "s1"), PasteError),
    _text("short link's body", PAGES, lambda page: classify_url.resolve("https://qr.1688.com/s/Ab3dE", page)),
    _text("short link's end", LINKS, lambda url: classify_url.resolve(url, PAGES[0])),
)


def _answer(name: str, seeds: tuple[Any, ...], parse: Callable[[Any], object]) -> Target:
    """A reader of the wire as the client calls it: envelope, refusals, then its own fields."""

    def feed(told: str) -> object:
        return understood(name, parse, agreed(name, opened(name, Answer(200, told))))

    return Target(f"answer of {name}", lambda dice: fuzzing.body(dice, seeds), feed, (MarketError,))


READERS: dict[str, Callable[[Any], object]] = {
    "product.search.queryProductDetail": products.parse_offer,
    "product.search.keywordQuery": products.parse_hits,
    "product.search.imageQuery": products.parse_hits,
    "product.image.upload": products.parse_picture,
    "product.analyze.getThirtyDayMedianPriceTrendNew": products.parse_median,
    "alibaba.trade.receiveAddress.get": people.parse_addresses,
    "alibaba.account.basic": people.parse_account,
    "alibaba.createOrder.preview": lambda told: preview.parse_preview("preview", told),
    "alibaba.trade.getBuyerOrderList": orders.parse_list,
    "alibaba.trade.get.buyerView": orders.parse_detail,
    "alibaba.alipay.url.get": lambda told: orders.parse_pay_link(PayWay.ALIPAY, ("1", "2"), told),
    "alibaba.trade.payWay.query": orders.parse_deadline,
    "alibaba.trade.getLogisticsInfos.buyerView": lambda told: orders.parse_parcels(told, "1"),
    "alibaba.trade.getLogisticsTraceInfo.buyerView": lambda told: orders.parse_trace(told, "1", "1"),
    "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus": lambda told: refunds.parse_refunds(told, ORDER_ID),
    "alibaba.trade.refund.buyer.queryOrderRefundList": lambda told: refunds.parse_page(told, ORDER_ID),
    "alibaba.trade.refund.OpQueryOrderRefund": refunds.parse_refund,
    "alibaba.trade.refund.OpQueryOrderRefundOperationList": refunds.parse_steps,
    "alibaba.trade.getRefundReasonList": refunds.parse_reasons,
    "alibaba.trade.getMaxRefundFee": refunds.parse_limits,
    "alibaba.trade.uploadRefundVoucher": refunds.parse_voucher,
    "refund.address.get": refunds.parse_return_address,
    "alibaba.logistics.OpQueryLogisticCompanyList": refunds.parse_carriers,
}
CREATES = ("alibaba.trade.createCrossOrder", "alibaba.trade.fastCreateOrder")
LINES = frozenset({("610947572360", "")})


def answers(heard: dict[str, tuple[Any, ...]]) -> tuple[Target, ...]:
    """Every model of an answer, fed with what the pretend world said."""
    by_name = {name_of(name): told for name, told in heard.items()}
    found = [_answer(name, by_name[name], parse) for name, parse in READERS.items()]
    found.append(_answer("simple offer", by_name["product.search.queryProductDetail"], products.parse_simple_offer))
    found.append(_answer("orders, leniently", by_name["alibaba.trade.getBuyerOrderList"], orders.parse_list_leniently))
    found.append(_answer("numbers of orders", by_name["alibaba.trade.getBuyerOrderList"], orders.parse_ids))
    created = sum((by_name[name] for name in CREATES), ())
    found.append(Target("answer of create", _bodies(created), lambda told: classify(Answer(200, told), LINES, ("s",))))
    found.append(Target("answer of one click", _bodies(ONE_CLICK), lambda told: parse_outcome(Answer(200, told), ())))
    found.append(Target("answer with tokens", _bodies(GRANTS), _grant, (MarketError, FormError)))
    found.append(Target("push", _bodies(PUSHES), parse_push, (FormError,)))
    missed = ({"pushMessagePage": {"datas": list(PUSHES)}}, {"pushMessageList": list(PUSHES)})
    found.append(_answer("missed pushes", missed, parse_missed))
    return tuple(found)


def _bodies(seeds: tuple[Any, ...]) -> Callable[[random.Random], str]:
    return lambda dice: fuzzing.body(dice, seeds)


def _grant(told: str) -> object:
    return parse_grant(opened_grant("getToken", Answer(200, told)), None, NOW)
