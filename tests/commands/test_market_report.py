"""`caigou doctor --report`, asked of the pretend world in each of its forms: what it tells, and what it never tells."""

import ast
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.market.openplatform.calls import name_of
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.field_table import FIELDS, fields_of
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.market.openplatform.wire.envelopes import CODES, MESSAGES
from bot.market_report import CALLS, HEAD, PAY_CALLS, WRITES, report_on
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import PricedLine
from bot.sandbox.app import PretendWorld
from bot.settings import of_world
from bot.wiring import doctor_checks
from tests.fakes.clock import WorldTime
from tests.market.conftest import MemoryStore

ROOT = Path(__file__).parents[2]
CANARY, CANARY_NUMBER = "Canary", 987654321012345
REFERENCE = "CG-report-1"
ENDINGS = (
    r"granted, it answered|granted, the business refused it|not granted|did not answer"
    r"|not probed, (?:it writes|dry run|1688 did not say who asks)"
)
LINES = (
    rf"call ({{calls}}): (?:{ENDINGS})",
    r"field ({calls}) [A-Za-z.\[\]]+(?:\d\d[A-Za-z]+)*: (?:yes|no|\d{1,3} of \d{1,3})",
    r"unknown keys ({calls}): \d{1,3}", r"dry run: (?:yes|no)", r"an order of ours: (?:yes|no)",
    r"doubt [A-Za-z0-9' .]+: (?:yes|no|equal|differs|needs a first order"
    r"|not probed, (?:1688 did not show it|dry run|1688 did not say who asks))",
)  # fmt: skip
"""Every line that a report may have; a name in it is one of our own."""
Lace = Callable[[str, Any], Any]


class Post(httpx.AsyncBaseTransport):
    """The pretend world without a socket; `lace` changes what it answers, by the call's name."""

    def __init__(self, world: PretendWorld) -> None:
        self._inner = httpx.ASGITransport(world.app)
        self.lace: Lace = lambda _, told: told
        self.told: list[Any] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        told = json.loads(await answer.aread())
        self.told.append(told)
        laced = self.lace(request.url.path.split("/")[-2], told)
        if isinstance(laced, httpx.Response):
            return laced
        return httpx.Response(answer.status_code, json=laced)


class Shop:
    """A pretend world, and an app that asks it."""

    def __init__(self) -> None:
        self.world = PretendWorld()
        self.post, keys = Post(self.world), self.world.credentials
        self.store = MemoryStore(Tokens(keys.access_token, None, keys.refresh_token, None, None))
        self.client = OpenPlatformClient(
            origin="http://world", app_key=keys.app_key, app_secret=keys.app_secret, tokens=self.store,
            clock=WorldTime(self.world, jumps=True), rate=0, transport=self.post,
        )  # fmt: skip
        self.ours: tuple[str, str] | None = None
        self.lines: list[str] = []
        self.well = False

    async def market(self, **switches: Any) -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.world.app), base_url="http://world") as http:
            assert (await http.post("/sim/market", json=switches)).status_code == 200

    async def order(self, *, shipped: bool = False) -> None:
        """An order of ours, as the bot places it, beside one that somebody placed on the site."""
        market = OpenPlatformGateway(self.client)
        offer = next(each for each in self.world.world.offers.values() if each.tradable and not each.variants)
        pieces = max(offer.min_order, offer.lot or 1)
        line, home = PricedLine(str(offer.offer_id), None, pieces, Fen(100)), str(self.world.world.home.id)
        await market.place(market.body(Placing((line,), REFERENCE, home, "general", "", "")))
        (order,) = self.world.world.by_out_id(REFERENCE)
        if shipped:
            self.world.world.book.pay(order)
            self.world.world.book.ship(order, 2)
        self.ours = (str(order.order_id), REFERENCE)

    async def report(self, *, dry: bool = False) -> None:
        self.lines, self.well = await report_on(self.client, self.world.clock.now(), self.ours, dry=dry)

    def said(self, start: str) -> str:
        """What the one line says that begins so."""
        (line,) = [each for each in self.lines if each.startswith(f"{start}: ")]
        return line.removeprefix(f"{start}: ")

    def asked(self, api: str) -> int:
        return self.world.world.calls[name_of(api)]


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    shop = Shop()
    yield shop
    await shop.client.aclose()


DETAIL, LISTED = "doubt outOrderId comes back in the detail", "doubt outOrderId comes back in the list"
FILTER, TOTALS = "doubt the list's filter by outOrderId filters", "doubt the detail's total beside the list's"
ADDRESS, GOODS = "doubt a preview takes addressId alone", "doubt parcels have logisticsOrderGoods"
ENTRIES = "doubt lines have subItemIDString"
AS_DOCUMENTED = {
    DETAIL: "yes", LISTED: "no", FILTER: "yes", TOTALS: "equal", ADDRESS: "yes", GOODS: "no", ENTRIES: "yes",
}  # fmt: skip


@pytest.mark.parametrize(("switches", "otherwise"), [
    ({}, {}),
    ({"echo": False}, {DETAIL: "no"}),
    ({"list_echo": True}, {LISTED: "yes"}),
    ({"list_filter": False}, {FILTER: "no"}),
    ({"address_texts": True}, {ADDRESS: "no"}),
    ({"parcel_lines": True}, {GOODS: "yes"}),
    ({"denied": ["alibaba.trade.getBuyerOrderList"]}, dict.fromkeys(
        (LISTED, FILTER, TOTALS), "not probed, 1688 did not show it"
    )),
    ({"denied": ["alibaba.trade.get.buyerView"]}, dict.fromkeys(
        (DETAIL, TOTALS, ADDRESS, ENTRIES), "not probed, 1688 did not show it"
    )),
    ({"denied": ["alibaba.createOrder.preview"]}, {ADDRESS: "not probed, 1688 did not show it"}),
])  # fmt: skip
async def test_an_order_of_ours_settles_each_doubt_by_what_1688_does(
    shop: Shop, switches: dict[str, Any], otherwise: dict[str, str]
) -> None:
    await shop.order(shipped=True)
    await shop.market(**switches)
    await shop.report()
    assert {doubt: shop.said(doubt) for doubt in AS_DOCUMENTED} == AS_DOCUMENTED | otherwise
    assert shop.said("an order of ours") == "yes"


async def test_a_detail_that_keeps_the_first_sum_differs_from_the_list_once_the_price_moved(shop: Shop) -> None:
    await shop.order()
    shop.world.world.book.reprice(shop.world.world.newest_first()[0], 5)
    for form, said in (("paid", "equal"), ("first", "differs")):
        await shop.market(detail_total=form)
        await shop.report()
        assert shop.said(TOTALS) == said
    assert shop.said(GOODS) == "not probed, 1688 did not show it"  # it is not shipped


async def test_without_any_order_all_that_needs_one_says_so(shop: Shop) -> None:
    await shop.report()
    assert {shop.said(doubt) for doubt in AS_DOCUMENTED} == {"needs a first order"}
    assert shop.well


async def test_an_order_of_the_account_shows_fields_but_nothing_about_our_reference(shop: Shop) -> None:
    await shop.order(shipped=True)
    shop.ours = None
    await shop.report()
    assert [shop.said(doubt) for doubt in (DETAIL, LISTED, FILTER)] == ["needs a first order"] * 3
    assert [shop.said(doubt) for doubt in (TOTALS, ADDRESS, GOODS, ENTRIES)] == ["equal", "yes", "no", "yes"]
    assert shop.said("field alibaba.trade.get.buyerView result.baseInfo.totalAmount") == "yes"
    assert shop.said("field alibaba.trade.getLogisticsInfos.buyerView result[].logisticsId") == "2 of 2"


async def test_each_call_is_said_to_be_granted_or_not_and_pay_calls_by_the_order_number_0(shop: Shop) -> None:
    await shop.market(pay_calls=["alibaba.alipay.url.get", "trade.orderpay.analysis"])
    await shop.report()
    rights = {api: shop.said(f"call {name_of(api)}") for api in CALLS}
    granted = {api for api, right in rights.items() if right.startswith("granted")}
    assert set(CALLS) - granted - set(WRITES) == {
        api for api in PAY_CALLS if name_of(api) not in ("alibaba.alipay.url.get", "trade.orderpay.analysis")
    }
    assert {rights[api] for api in WRITES} == {"not probed, it writes"}
    doubts = {api: shop.said(f"doubt {name_of(api)} is granted") for api in PAY_CALLS}
    assert doubts == {api: "yes" if api in granted else "no" for api in PAY_CALLS}


async def test_in_a_dry_run_nothing_about_paying_is_asked(shop: Shop) -> None:
    await shop.order(shipped=True)
    await shop.report(dry=True)
    assert shop.said("dry run") == "yes"
    assert [shop.asked(api) for api in PAY_CALLS] == [0] * len(PAY_CALLS)
    assert {shop.said(f"doubt {name_of(api)} is granted") for api in PAY_CALLS} == {"not probed, dry run"}
    assert shop.said(DETAIL) == "yes"


async def test_nothing_that_writes_is_asked(shop: Shop) -> None:
    await shop.order()
    before = {api: shop.asked(api) for api in WRITES}
    await shop.report()
    assert {api: shop.asked(api) for api in WRITES} == before


@pytest.mark.parametrize(("denied", "well"), [
    ("alibaba.trade.getBuyerOrderList", False), ("alibaba.account.basic", False), ("product.search.keywordQuery", True),
])  # fmt: skip
async def test_it_is_well_as_the_doctor_is(shop: Shop, denied: str, well: bool) -> None:
    await shop.market(denied=[denied])
    await shop.report()
    assert shop.well is well
    assert shop.said(f"call {denied}") == "not granted"


async def test_if_1688_does_not_know_who_asks_it_asks_no_further(shop: Shop) -> None:
    shop.store.tokens = Tokens("wrong", None, "wrong", None, None)
    await shop.report()
    assert not shop.well
    assert shop.said("call alibaba.account.basic") == "did not answer"
    assert shop.said("call alibaba.trade.get.buyerView") == "not probed, 1688 did not say who asks"
    assert sum(shop.asked(api) for api in CALLS) <= 2


def test_neither_a_database_nor_a_1688_that_fails_is_a_crash(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "caigou.db").write_text("this is no database, and longer than nothing" * 100, encoding="utf-8")
    lines, well = doctor_checks.market_report(of_world({
        "ALIBABA_APP_KEY": "1", "ALIBABA_APP_SECRET": CANARY, "ALIBABA_GATEWAY_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{tmp_path}/caigou.db",
    }))  # fmt: skip
    assert not well
    assert f"{ADDRESS}: not probed, 1688 did not show it" in lines
    assert f"{DETAIL}: needs a first order" in lines
    assert "the database could not be asked for an order of ours" in caplog.text
    assert CANARY not in "\n".join(lines)


def _beside(told: Any) -> Any:
    """The same with keys that nobody knows in every object."""
    if isinstance(told, dict):
        more = {f"{CANARY}Key": CANARY, f"{CANARY} {CANARY_NUMBER}": {CANARY: [CANARY_NUMBER]}}
        return {key: _beside(each) for key, each in told.items()} | more
    return [_beside(each) for each in told] if isinstance(told, list) else told


def _instead(told: Any) -> Any:
    """The same with other texts and numbers everywhere."""
    if isinstance(told, dict):
        return {key: _instead(each) for key, each in told.items()}
    if isinstance(told, list):
        return [_instead(each) for each in told]
    if isinstance(told, bool) or told in (None, "", "0", "200", "true", "false"):
        return told
    return f"{CANARY}-{told}" if isinstance(told, str) else CANARY_NUMBER


def _refused(**fields: Any) -> Lace:
    return lambda name, told: told if name in ("currentTime", "alibaba.account.basic") else fields


def _broken(status: int, text: str) -> Lace:
    return lambda name, told: told if name == "currentTime" else httpx.Response(status, text=text)


LACES: dict[str, Lace] = {
    "keys beside": lambda _, told: _beside(told),
    "other values": lambda name, told: told if name == "currentTime" else _instead(told),
    "both": lambda name, told: told if name == "currentTime" else _beside(_instead(told)),
    "refused": _refused(success=False, errorCode=CANARY, errorMessage=CANARY, result={CANARY: CANARY}),
    "refused within": _refused(result={"success": False, "code": CANARY, "message": f"{CANARY} {CANARY_NUMBER}"}),
    "refused address": _refused(success=False, errorCode=None, errorMsg=f"AddressId invalid:{CANARY}"),
    "gateway": _refused(error_code=f"gw.{CANARY}", error_message=CANARY, exception=CANARY),
    "not granted": _refused(error_code="gw.APIACLDecline", error_message=CANARY),
    "token": _refused(error_code="401", error_message=f"Request need user authorized {CANARY}"),
    "500": _broken(500, CANARY),
    "no JSON": _broken(200, f"<html>{CANARY}</html>"),
    "no object": _broken(200, f'["{CANARY}", {CANARY_NUMBER}]'),
    "deep": _broken(200, '{"result":' * 2000 + f'"{CANARY}"' + "}" * 2000),
}


@pytest.mark.parametrize("lace", LACES)
@pytest.mark.parametrize("dry", [False, True])
async def test_whatever_1688_answers_the_report_holds_words_of_ours_alone(
    shop: Shop, lace: str, dry: bool, caplog: pytest.LogCaptureFixture
) -> None:
    await shop.order(shipped=True)
    for switches in ({"list_filter": False, "parcel_lines": True, "list_echo": True}, {"address_texts": True}):
        await shop.market(**switches)
        shop.post.lace = LACES[lace]
        await shop.report(dry=dry)
        assert shop.lines[0] == HEAD
        names = "|".join(re.escape(name_of(api)) for api in CALLS)
        forms = [re.compile(form.replace("{calls}", names)) for form in LINES]
        assert [line for line in shop.lines[1:] if not any(form.fullmatch(line) for form in forms)] == []
        ways = {f"{name_of(api)} {way}" for api in FIELDS for way in fields_of(api)}
        assert {line[6:].rpartition(": ")[0] for line in shop.lines if line.startswith("field ")} <= ways
        for secret in _secrets(shop):
            assert secret not in "\n".join([*shop.lines, caplog.text]), secret


def _secrets(shop: Shop) -> set[str]:
    """The canaries, what the app keeps secret, and every id, phone, name and word of trade that 1688 told."""
    keys = shop.world.credentials
    found = {CANARY, str(CANARY_NUMBER), keys.app_secret, keys.app_key, keys.access_token, keys.refresh_token}
    left = [*shop.post.told, shop.ours]
    while left:
        told = left.pop()
        if isinstance(told, dict):
            left += told.values()
        elif isinstance(told, list | tuple):
            left += told
        elif isinstance(told, str) and (not told.isascii() or len(re.sub(r"\D", "", told)) > 4):
            found.add(told)
        elif isinstance(told, int) and abs(told) > 9999:
            found.add(str(told))
    return found


async def test_keys_that_are_not_in_the_table_are_counted_once_each(shop: Shop) -> None:
    await shop.order()
    await shop.report()
    before = int(shop.said("unknown keys alibaba.trade.get.buyerView"))
    shop.post.lace = LACES["keys beside"]
    await shop.report()
    # two in each object that the table knows: the answer, result, baseInfo, its two parties, logistics, a line, a term
    assert int(shop.said("unknown keys alibaba.trade.get.buyerView")) == before + 2 * 8


def test_the_table_holds_what_the_wire_reads() -> None:
    readers = {"text", "part", "rows", "whole", "fen", "yuan", "price", "moment", "truth", "quantity"}
    readers |= {"_amount", "_truth", "number", "amount"}
    read: set[str] = set()
    for room in ("orders", "people", "preview", "products", "pushes", "refunds"):
        tree = ast.parse((ROOT / f"bot/market/openplatform/wire/{room}.py").read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and function.name not in NEVER_SHOWN:
                calls = [each for each in ast.walk(function) if isinstance(each, ast.Call)]
                named = [each for each in calls if isinstance(each.func, ast.Name) and each.func.id in readers]
                read |= {
                    word.value for each in named for word in each.args
                    if isinstance(word, ast.Constant) and isinstance(word.value, str)
                }  # fmt: skip
    known = {step.removesuffix("[]") for api in FIELDS for way in fields_of(api) for step in way.split(".")}
    assert read > {"totalAmount", "outOrderId", "subItemIDString", "sumPayment", "logisticsBillNo"}
    assert sorted(read - known - {"", *CODES, *MESSAGES} - OTHER_NAMES.keys()) == []


NEVER_SHOWN = {
    "parse_simple_offer": "nobody has the number",
    "parse_pay_link": "nothing is paid",
    "_orders": "pushes",
    "taken_of": "nothing is asked back",
    "parse_voucher": "no picture is sent",
}
"""Readers of answers that a report never gets."""
OTHER_NAMES = {"categoryID": "in the older product call", "orderPreviewResult": "should 1688 mend its misprint"}


def test_every_call_and_every_doubt_has_its_row_in_what_was_seen() -> None:
    page = (ROOT / "docs/1688-seen.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `?([^|`]+?)`? \|", page, re.M)
    assert [name_of(api) for api in CALLS if name_of(api) not in rows] == []
    assert [doubt for doubt in AS_DOCUMENTED if doubt.removeprefix("doubt ") not in rows] == []
    assert len(rows) - rows.count("call") == len({*rows} - {"call"})
