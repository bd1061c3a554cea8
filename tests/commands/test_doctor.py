"""What the doctor makes of answers and refusals; it asks nothing that changes anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import doctor
from bot.cards.operations.checks import DoctorLine, Status
from bot.doctor import check_database, check_group, check_market, check_settings, check_telegram, render
from bot.market.errors import LoginNeeded, MarketError, Misunderstood, NotAllowed, Rejected, Throttled, Unreachable
from bot.market.openplatform import calls
from bot.market.openplatform.wire.orders import PAY_APIS
from bot.purchasing.order_report import PayWay
from bot.settings import of_world

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
WRITES = {
    calls.CREATE_CROSS, calls.CREATE_FAST, calls.CANCEL, calls.FEEDBACK, calls.URGE, calls.RECEIPT, calls.VOUCHER,
    calls.CREATE_REFUND, calls.CANCEL_REFUND, calls.RETURN_GOODS,
}  # fmt: skip
ACCOUNT = {"result": {"loginId": "buyer01", "memberId": "b2b-1", "companyName": "Sample"}}


@dataclass
class Market:
    """1688 that refuses what `fails` names, and knows nobody's numbers; in place of the client, below the market."""

    fails: Mapping[str, MarketError] = field(default_factory=dict)
    skew: timedelta = timedelta(0)
    asked: list[str] = field(default_factory=list)

    async def server_time(self) -> datetime:
        if "currentTime" in self.fails:
            raise self.fails["currentTime"]
        return NOW + self.skew

    async def request(self, api: str, params: Mapping[str, str], *, repeat: bool = True) -> Mapping[str, Any]:
        self.asked.append(api)
        if api in self.fails:
            raise self.fails[api]
        if api == calls.ACCOUNT:
            return ACCOUNT
        raise Rejected(api, "nobody has this number", "404")


@dataclass
class Telegram:
    """A bot as Telegram describes it."""

    username: str = "caigou_bot"
    can_read_all_group_messages: bool = True
    url: str = ""
    error: Exception | None = None
    last_error_date: datetime | None = None
    last_error_message: str | None = None

    async def get_me(self) -> "Telegram":
        if self.error:
            raise self.error
        return self

    async def get_webhook_info(self) -> "Telegram":
        return self


async def of_market(market: Market, *ways: PayWay) -> dict[str, DoctorLine]:
    return {check.name: check for check in await check_market(market, lambda: NOW, ways or tuple(PayWay))}


def statuses(checks: list[DoctorLine]) -> list[Status]:
    return [check.status for check in checks]


async def test_a_granted_app_is_all_ok_and_shows_its_account() -> None:
    found = await of_market(Market())
    assert {check.status for check in found.values()} == {Status.OK}
    assert found["1688 account.basic"].text == "the account is buyer01"


async def test_nothing_that_places_cancels_or_writes_is_ever_asked() -> None:
    market = Market()
    found = await of_market(market)
    assert not WRITES & set(market.asked)
    assert not [api for api in market.asked if "create" in api.casefold() and api != calls.PREVIEW]
    assert found["1688 create and cancel"].text == "not tried here, shown by the first order"


async def test_every_read_of_the_gateway_is_asked_for() -> None:
    market = Market(dict.fromkeys((calls.PRODUCT, calls.REFUNDS), NotAllowed("x", "no")))
    await check_market(market, lambda: NOW, tuple(PayWay), pushes=True)
    reads = {value for name, value in vars(calls).items() if name.isupper() and isinstance(value, str) and "/" in value}
    assert reads - WRITES - {calls.CONFIRM_PUSHES} <= set(market.asked)
    assert set(PAY_APIS.values()) <= set(market.asked)


async def test_a_read_that_the_bot_cannot_do_without_fails_where_it_was_not_granted() -> None:
    found = await of_market(Market({calls.ORDERS: NotAllowed("x", "no right", "gw.APIACLDecline")}))
    check = found["1688 trade.getBuyerOrderList"]
    assert (check.status, check.remedy) == (Status.FAILED, "ask for this call in the 1688 console")
    assert check.text == "the app was not granted this call (gw.APIACLDecline); orders are not watched"


async def test_a_read_that_only_adds_something_is_a_warning_that_says_what_is_lost() -> None:
    found = await of_market(Market({calls.SEARCH: NotAllowed("x", "no right")}))
    check = found["1688 product.search.keywordQuery"]
    assert check.status is Status.WARNING
    assert "/search finds nothing" in check.text


async def test_the_older_call_stands_in_for_the_one_that_was_not_granted() -> None:
    denied = NotAllowed("x", "no right")
    name = "1688 product.search.queryProductDetail"
    assert (await of_market(Market({calls.PRODUCT: denied})))[name].status is Status.OK
    both = Market({calls.PRODUCT: denied, calls.SIMPLE_PRODUCT: denied})
    assert (await of_market(both))[name].status is Status.FAILED


GROUP = "1688 trade.grouppay.url.get"


async def test_each_way_to_pay_is_told_and_only_a_chosen_one_is_missed() -> None:
    denied = NotAllowed("x", "no right", "gw.APIACLDecline")
    market = Market({PAY_APIS[PayWay.ALIPAY]: denied, PAY_APIS[PayWay.PHONE]: denied})
    found = await of_market(market, PayWay.CROSS, PayWay.PHONE)
    told = [found[f"1688 {name}.url.get"] for name in ("alipay", "crossBorderPay", "trade.grouppay")]
    refused = "the app was not granted this call (gw.APIACLDecline); no pay link by"
    assert [(each.status, each.text) for each in told] == [
        (Status.OK, f"{refused} alipay, which ALIBABA_PAY does not name"),
        (Status.OK, "answers; a pay link by cross"),
        (Status.WARNING, f"{refused} phone"),
    ]
    assert market.asked.count(PAY_APIS[PayWay.PHONE]) == 1


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        ((PayWay.GROUP, PayWay.PHONE), "a pay link by group or phone"),
        ((PayWay.GROUP,), "a pay link by group"),
        ((PayWay.ALIPAY,), "a pay link by group or phone, which ALIBABA_PAY does not name"),
    ],
)
async def test_the_cashiers_of_computer_and_phone_are_one_right(ways: tuple[PayWay, ...], told: str) -> None:
    assert (await of_market(Market(), *ways))[GROUP].text == f"answers; {told}"


async def test_without_ways_to_pay_none_is_asked_for() -> None:
    market = Market()
    await check_market(market, lambda: NOW, ())
    assert not set(PAY_APIS.values()) & set(market.asked)


@pytest.mark.parametrize("error", [
    LoginNeeded("x", "over"), Unreachable("x", "cut"), Throttled("x", "often"), Misunderstood("x", "what"),
])  # fmt: skip
async def test_without_the_account_nothing_more_is_asked(error: MarketError) -> None:
    market = Market({calls.ACCOUNT: error})
    found = await of_market(market)
    assert found["1688 account.basic"].status is Status.FAILED
    assert found["1688 account.basic"].remedy == error.remedy
    assert market.asked == [calls.ACCOUNT]


async def test_without_the_right_to_the_account_every_other_right_is_asked_for_all_the_same() -> None:
    found = await of_market(Market({calls.ACCOUNT: NotAllowed("x", "no right", "gw.APIACLDecline")}))
    assert [name for name, check in found.items() if check.status is Status.FAILED] == ["1688 account.basic"]
    assert found.keys() == (await of_market(Market())).keys()


async def test_without_the_time_nothing_more_is_asked() -> None:
    market = Market({"currentTime": Rejected("currentTime", "no such app", "gw.AppKeyInvalid")})
    found = await of_market(market)
    assert statuses(list(found.values())) == [Status.FAILED]
    assert market.asked == []


async def test_an_account_of_unknown_form_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def puzzled(_: object) -> None:
        raise ValueError("no login")

    monkeypatch.setattr(doctor, "parse_account", puzzled)
    assert (await of_market(Market()))["1688 account.basic"].status is Status.FAILED


@pytest.mark.parametrize(("seconds", "status"), [
    (0, Status.OK), (30, Status.OK), (-30, Status.OK), (31, Status.WARNING), (-31, Status.WARNING),
    (300, Status.WARNING), (301, Status.FAILED), (-301, Status.FAILED),
])  # fmt: skip
async def test_clocks_apart_are_told(seconds: int, status: Status) -> None:
    found = await of_market(Market(skew=timedelta(seconds=seconds)))
    assert found["1688 currentTime"].status is status


async def test_a_bot_that_hears_everything_and_fetches_its_updates_is_ok() -> None:
    assert statuses(await check_telegram(Telegram(), NOW)) == [Status.OK] * 3


async def test_privacy_mode_is_a_warning_with_the_way_out() -> None:
    checks = await check_telegram(Telegram(can_read_all_group_messages=False), NOW)
    assert statuses(checks) == [Status.OK, Status.WARNING, Status.OK]
    assert "/setprivacy" in checks[1].remedy


async def test_a_webhook_fails_and_shows_its_host_alone() -> None:
    *_, check = await check_telegram(Telegram(url="https://elsewhere.example/hook/canary?key=canary"), NOW)
    assert check.status is Status.FAILED
    assert "elsewhere.example" in check.text
    assert "canary" not in render(check)


WANTED = "https://bot.example/telegram"


@pytest.mark.parametrize(
    ("webhook", "status", "part"),
    [
        (Telegram(), Status.WARNING, "none yet"),
        (Telegram(url=WANTED), Status.OK, "bot.example"),
        (Telegram(url="https://elsewhere.example/telegram"), Status.FAILED, "elsewhere.example"),
        (
            Telegram(url=WANTED, last_error_date=NOW - timedelta(minutes=5), last_error_message="Wrong response: 502"),
            Status.WARNING,
            "Wrong response: 502",
        ),
        (
            Telegram(url=WANTED, last_error_date=NOW - timedelta(days=5), last_error_message="Wrong response: 502"),
            Status.OK,
            "bot.example",
        ),
    ],
)
async def test_a_webhook_that_is_wanted_is_set_is_ours_and_works(webhook: Telegram, status: Status, part: str) -> None:
    *_, check = await check_telegram(webhook, NOW, WANTED)
    assert check.status is status
    assert part in check.text
    assert check.remedy or status is Status.OK


async def test_lost_pushes_are_asked_for_only_where_pushes_are_let_in_and_their_want_is_a_warning() -> None:
    deaf = Market()
    await check_market(deaf, lambda: NOW, ())
    assert calls.MISSED_PUSHES not in deaf.asked
    refusing = Market(fails={calls.MISSED_PUSHES: NotAllowed("push.query.messageList", "AppKey is not allowed(acl)")})
    told = [each for each in await check_market(refusing, lambda: NOW, (), pushes=True) if "push" in each.name]
    assert [each.status for each in told] == [Status.WARNING]
    assert "the looks find what they said" in told[0].text
    assert calls.CONFIRM_PUSHES not in refusing.asked


async def test_telegram_that_does_not_answer_is_one_failed_line() -> None:
    (check,) = await check_telegram(Telegram(error=TimeoutError()), NOW)
    assert (check.status, check.text) == (Status.FAILED, "TimeoutError")


async def test_a_database_says_what_it_is_or_what_is_wrong() -> None:
    async def well() -> str:
        return "sqlite, 3 open orders"

    async def badly() -> str:
        raise OSError("the file\n is damaged")

    assert await check_database(well) == [DoctorLine("database", Status.OK, "sqlite, 3 open orders")]
    (check,) = await check_database(badly)
    assert (check.status, check.text) == (Status.FAILED, "the file is damaged")


def test_settings_without_keys_fail_by_name_and_without_admins_warn() -> None:
    bare = check_settings(of_world({}))
    assert statuses(bare) == [Status.FAILED, Status.WARNING]
    assert "TELEGRAM_TOKEN, ALIBABA_APP_KEY, ALIBABA_APP_SECRET missing" in bare[0].text
    full = of_world({
        "TELEGRAM_TOKEN": "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc", "ALIBABA_APP_KEY": "1",
        "ALIBABA_APP_SECRET": "canary", "TELEGRAM_ADMINS": "7",
    })  # fmt: skip
    assert statuses(check_settings(full)) == [Status.OK, Status.OK]


def test_a_line_names_status_thing_and_remedy() -> None:
    assert render(DoctorLine("x", Status.OK, "fine", "not needed")) == "ok      x: fine"
    assert render(DoctorLine("x", Status.WARNING, "hm", "do this")) == "warning x: hm -> do this"
    assert render(DoctorLine("x", Status.FAILED, "no")) == "failed  x: no"


def test_where_the_bot_is_no_administrator_of_a_group_it_says_why_it_should_be_one_without_rights() -> None:
    blind, seeing, unknown = (check_group(*each) for each in [("Buying", False), ("Tools", True), ("", None)])
    assert (blind.name, blind.status) == ("group Buying", Status.WARNING)
    assert "whether who decides in private is still in the group" in blind.text
    assert blind.remedy == "make it an administrator there, without any rights"
    assert (seeing.status, seeing.remedy) == (Status.OK, "")
    assert (unknown.name, unknown.status) == ("group", Status.WARNING)
