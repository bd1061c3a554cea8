"""What `caigou doctor` tries out itself, at a terminal and perhaps without a bot; it buys, changes, sends nothing."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from bot.cards.operations.checks import CHECKS, Check, DoctorLine, Status, ago_of
from bot.desk.ledger.inbox import Letter
from bot.desk.operations.health import LATE
from bot.desk.shared.views import DiskRoom, Health, Tick
from bot.market.errors import LoginNeeded, MarketError, Misunderstood, NotAllowed, Rejected, Throttled, Unreachable
from bot.market.openplatform import calls
from bot.market.openplatform.wire.fields import Json, stamp, write_json
from bot.market.openplatform.wire.orders import PAY_APIS, pay_params
from bot.market.openplatform.wire.people import parse_account
from bot.market.openplatform.wire.preview import order_params
from bot.market.openplatform.wire.products import country
from bot.market.openplatform.wire.refunds import limit_params
from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.claims import Pieces
from bot.purchasing.order_report import PayWay
from bot.purchasing.snapshot import Line
from bot.settings import Settings, missing_to_run

SKEW_NOTED = timedelta(seconds=30)
SKEW_TOO_MUCH = timedelta(minutes=5)
FRESH_ERROR = timedelta(hours=1)
TAKE_BACK = "stop what runs there; the bot takes its updates back at start"
TAKE_AWAY = (
    "stop what runs there; this bot's own is taken away at its next start, "
    "another is by opening https://api.telegram.org/bot<TELEGRAM_TOKEN>/deleteWebhook in a browser"
)
NO_OFFER = "100000001"
NO_ORDER = "1000000000000000001"
NO_REFUND = "TQ1000000000000000001"
"""Numbers that belong to nobody: if 1688 says so, the call is granted."""


class BotSelf(Protocol):
    """What Telegram says about the bot."""

    @property
    def username(self) -> str | None: ...
    @property
    def can_read_all_group_messages(self) -> bool | None: ...


class WebhookInfo(Protocol):
    """Where Telegram sends updates; an empty `url` if they are polled. The error is its last one, if any."""

    @property
    def url(self) -> str: ...
    @property
    def last_error_date(self) -> datetime | None: ...
    @property
    def last_error_message(self) -> str | None: ...


class TelegramReads(Protocol):
    """The two questions to Telegram; python-telegram-bot's Bot fits as it is."""

    async def get_me(self) -> BotSelf: ...

    async def get_webhook_info(self) -> WebhookInfo: ...


class MarketReads(Protocol):
    """The calls to the Open Platform; OpenPlatformClient fits."""

    async def request(self, api: str, params: Mapping[str, str], *, repeat: bool = True) -> Json: ...

    async def server_time(self) -> datetime: ...


@dataclass(frozen=True)
class Probe:
    """One question to 1688 that changes nothing; one granted call of `asks` is enough.

    `loss` is what is missing without it, and how `bad` that is; `gain` is what there is with it.
    """

    asks: tuple[tuple[str, Mapping[str, str]], ...]
    loss: str
    bad: Status = Status.WARNING
    gain: str = ""

    @property
    def name(self) -> str:
        return f"1688 {_short(self.asks[0][0])}"


LOST_PUSHES = Probe(
    ((calls.MISSED_PUSHES, {"page": "1", "pageSize": "20"}),),
    "push messages that did not arrive are not fetched; the looks find what they said",
)


def report(
    health: Health | None, tries: Mapping[str, Sequence[DoctorLine]], checks: Sequence[Check] = CHECKS
) -> Iterator[DoctorLine]:
    """All findings, in the order of the checks: what was tried out, and what the database says if it could be read."""
    if strange := tries.keys() - {check.name for check in checks if check.tried}:
        raise ValueError(f"no check says that the doctor tries this out: {', '.join(sorted(strange))}")
    for check in checks:
        yield from tries.get(check.name, ())
        if check.doctor is not None and health is not None:
            yield from check.doctor(health)


def render(finding: DoctorLine) -> str:
    """The line as it is printed."""
    line = f"{finding.status:<8}{finding.name}: {finding.text}"
    return f"{line} -> {finding.remedy}" if finding.remedy and finding.status is not Status.OK else line


def check_settings(settings: Settings) -> list[DoctorLine]:
    """Which settings are there and which are missing, by name."""
    first = DoctorLine("settings", Status.OK, "all that is needed is there")
    if missing := missing_to_run(settings):
        text, remedy = f"{', '.join(missing)} missing", "write them into .env, or type: caigou init"
        first = DoctorLine("settings", Status.FAILED, text, remedy)
    admins = DoctorLine("admins", Status.OK, f"{len(settings.telegram_admins)} may buy")
    if not settings.telegram_admins:
        text = "TELEGRAM_ADMINS is empty: the bot tells everyone their id and buys nothing"
        admins = DoctorLine("admins", Status.WARNING, text, "write to the bot, then put your id there")
    return [first, admins]


async def check_database(open_and_close: Callable[[], Awaitable[str]]) -> list[DoctorLine]:
    """Whether the database opens; `open_and_close` returns what it found or raises with a sentence."""
    try:
        return [DoctorLine("database", Status.OK, await open_and_close())]
    except Exception as error:
        return [DoctorLine("database", Status.FAILED, _said(error), "see what it says")]


def check_standbys(standbys: Sequence[tuple[str, bool | None]]) -> list[DoctorLine]:
    """Whether each standby of the database's server (name, synchronous) has everything committed; None is unknown.

    A standby that lags forgets orders when it takes over; then buying stops until people have decided.
    """
    remedy = "make it synchronous (synchronous_standby_names); else orders may be forgotten when it takes over"
    text = {True: "synchronous", False: "it may lag behind what was committed", None: "whether it lags is not shown"}
    unseen = "GRANT pg_monitor to this user, so that it can be seen"
    return [
        DoctorLine(
            f"standby {name}".strip(), Status.OK if synchronous else Status.WARNING, text[synchronous],
            unseen if synchronous is None else remedy,
        )
        for name, synchronous in standbys
    ]  # fmt: skip


def check_life(stamped: datetime | None, ticks: Sequence[Tick], now: datetime) -> list[DoctorLine]:
    """Whether a bot runs on the database, and which of its ticks fail."""
    if stamped is None:
        return [DoctorLine("bot", Status.WARNING, "it has not run on this database yet", "type: caigou run")]
    ago = f"{ago_of(now - stamped)} ago"
    if now - stamped > LATE:
        return [DoctorLine("bot", Status.WARNING, f"it does not run; its last tick was {ago}", "type: caigou run")]
    last = (f"{tick.name} {f'{ago_of(now - tick.last_run)} ago' if tick.last_run else 'never'}" for tick in ticks)
    alive = DoctorLine("bot", Status.OK, f"it runs; its ticks were looked at {ago}, each ran last: {', '.join(last)}")
    failing = [
        DoctorLine(f"tick {tick.name}", Status.WARNING, tick.error, "see its log") for tick in ticks if tick.error
    ]
    return [alive, *failing]


def check_letters(letters: Sequence[Letter], *, received: bool) -> list[DoctorLine]:
    """The updates that could not be handled, or the messages that could not be delivered, one by one."""
    way, remedy = "from" if received else "to", "an admin writes /status: send again, or read"
    return [
        DoctorLine(
            f"dead letter {letter.id}", Status.WARNING,
            f"{letter.at:%d %b %H:%M} UTC {way} {letter.chat_id}: {letter.error}", remedy,
        )
        for letter in letters if letter.received is received
    ]  # fmt: skip


def check_disk(disk: DiskRoom | None) -> list[DoctorLine]:
    """Whether there is room for the next copies; on PostgreSQL whether there is room for the bot's own small files."""
    if disk is None:
        remedy = "see that its folder is there: df -h"
        return [DoctorLine("disk", Status.WARNING, "its free space cannot be told", remedy)]
    free = f"{_size(disk.free)} free"
    if disk.copy is not None:
        text = f"{free}, a copy of the database takes {_size(disk.copy)} while it is made"
    else:
        text = f"{free} for the bot's own files; copies, and the room for them, are the work of PostgreSQL's server"
    status = Status.FAILED if disk.too_little else Status.WARNING if disk.low else Status.OK
    remedy = "free some space on it; without room no copy is made, and then nothing works"
    return [DoctorLine("disk", status, text, remedy)]


def check_newest_copy(name: str, size: int, fault: str) -> list[DoctorLine]:
    """Whether the newest copy can be read to its end; `size` in bytes, `fault` a sentence, empty if there is none."""
    if not fault:
        return [DoctorLine("newest copy", Status.OK, f"{name}, {_size(size)}, reads as it was written")]
    return [DoctorLine("newest copy", Status.FAILED, fault, "type: caigou backup FILE; then see the disk")]


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


async def check_telegram(telegram: TelegramReads, now: datetime, wanted: str = "") -> list[DoctorLine]:
    """The bot itself, what it sees in groups, and where its updates go: to `wanted`, or polled if that is empty."""
    try:
        me, webhook = await telegram.get_me(), await telegram.get_webhook_info()
    except Exception as error:
        remedy = "check TELEGRAM_TOKEN, TELEGRAM_API_URL and TELEGRAM_PROXY"
        return [DoctorLine("Telegram", Status.FAILED, _said(error), remedy)]
    first = DoctorLine("Telegram", Status.OK, f"this is @{me.username}")
    return [first, _privacy(me), _webhook(webhook, wanted, now)]


def check_group(title: str, administrator: bool | None) -> DoctorLine:
    """Whether the bot is an administrator of a team's group; None is unknown."""
    name = f"group {title}".strip()
    if administrator:
        return DoctorLine(name, Status.OK, "the bot is an administrator there and sees who is in it")
    if administrator is None:
        return DoctorLine(name, Status.WARNING, "Telegram does not say whether the bot is an administrator there")
    text = "the bot is no administrator: it cannot see whether who decides in private is still in the group"
    return DoctorLine(name, Status.WARNING, text, "make it an administrator there, without any rights")


def _privacy(me: BotSelf) -> DoctorLine:
    if me.can_read_all_group_messages:
        return DoctorLine("privacy mode", Status.OK, "off: plain links in groups are heard")
    return DoctorLine(
        "privacy mode",
        Status.WARNING,
        "on: in groups it hears commands, mentions and replies only, unless it is an administrator there",
        "for plain links: @BotFather, /setprivacy, Disable, then add the bot to the group again",
    )


def _webhook(webhook: WebhookInfo, wanted: str, now: datetime) -> DoctorLine:
    if not webhook.url:
        text = "none yet, the bot sets it at start" if wanted else "none, updates are fetched"
        return DoctorLine("webhook", Status.WARNING if wanted else Status.OK, text, "start the bot: caigou run")
    # The path of the address often contains a secret.
    host = urlsplit(webhook.url).hostname
    if webhook.url != wanted:
        text = f"Telegram sends this bot's updates to {host}"
        return DoctorLine("webhook", Status.FAILED, text, TAKE_BACK if wanted else TAKE_AWAY)
    failed_at = webhook.last_error_date
    if failed_at is not None and now - failed_at < FRESH_ERROR:
        text = f"set, but Telegram could not bring updates to {host}: {webhook.last_error_message or 'no reason given'}"
        return DoctorLine(
            "webhook", Status.WARNING, text, "see that the bot runs and its proxy passes /telegram on to it"
        )
    return DoctorLine("webhook", Status.OK, f"Telegram brings updates to {host}")


async def check_market(
    market: MarketReads, now: Callable[[], datetime], ways: tuple[PayWay, ...], pushes: bool = False
) -> list[DoctorLine]:
    """Check 1688's clock, the account, then every read that the bot needs; create and cancel are never tried.

    `pushes` says whether push messages are received, so that missed ones can be asked for.
    """
    try:
        theirs = await market.server_time()
    except MarketError as error:
        return [_failure("1688 currentTime", error, Status.FAILED)]
    findings, account_name = [_skew(theirs - now())], f"1688 {_short(calls.ACCOUNT)}"
    try:
        account = parse_account(await market.request(calls.ACCOUNT, {}))
        findings.append(DoctorLine(account_name, Status.OK, f"the account is {account.login}"))
    except NotAllowed as error:
        findings.append(_failure(account_name, error, Status.FAILED))
    except MarketError as error:
        return [*findings, _failure(account_name, error, Status.FAILED)]
    except (ValueError, TypeError, KeyError):
        strange = Misunderstood(_short(calls.ACCOUNT), "the account has a form that is not known")
        return [*findings, _failure(account_name, strange, Status.FAILED)]
    for probe in (*probes(now(), ways), *([LOST_PUSHES] if pushes else [])):
        findings.append(await _try(market, probe))
    return [*findings, DoctorLine("1688 create and cancel", Status.OK, "not tried here, shown by the first order")]


def probes(now: datetime, ways: tuple[PayWay, ...]) -> list[Probe]:
    """Every read that the bot needs, with parameters that belong to nobody."""
    order = {"webSite": "1688", "orderId": NO_ORDER}
    product = {"offerDetailParam": write_json({"offerId": int(NO_OFFER), "country": country("en")})}
    words = {"keyword": "手机壳", "beginPage": 1, "pageSize": 1, "country": country("en")}
    picture = {"imageId": NO_OFFER, "beginPage": 1, "pageSize": 1, "country": country("en")}
    month = {"offerId": int(NO_OFFER), "startDate": f"{now - timedelta(days=2):%Y%m%d}", "endDate": f"{now:%Y%m%d}"}
    changed = {"modifyStartTime": stamp(now - timedelta(hours=1)), "page": "1", "pageSize": "1", "isHis": "false"}
    kept_refunds = {"orderId": NO_ORDER, "queryType": "1"}
    listed_refunds = {"orderId": NO_ORDER, "currentPageNum": "0", "pageSize": "20"}
    steps = {"refundId": NO_REFUND, "pageNo": "1", "pageSize": "1"}
    reasons = {"orderId": NO_ORDER, "orderEntryIds": f"[{NO_ORDER}]", "goodsStatus": GoodsStatus.HERE.value}
    limits = limit_params(NO_ORDER, RefundAsk(GoodsStatus.HERE, {NO_ORDER: Pieces(good=1)}))
    simple = {"productID": NO_OFFER, "webSite": "1688"}
    preview = order_params([Line(NO_OFFER, None, 1)], "1")
    return [
        Probe(((calls.PRODUCT, product), (calls.SIMPLE_PRODUCT, simple)), "no offer can be read", Status.FAILED),
        Probe(((calls.PREVIEW, preview),), "no price can be confirmed", Status.FAILED),
        Probe(((calls.ADDRESSES, {}),), "no address can be chosen", Status.FAILED),
        Probe(((calls.ORDERS, changed),), "orders are not watched", Status.FAILED),
        Probe(((calls.ORDER, order),), "orders are not watched", Status.FAILED),
        Probe(((calls.SEARCH, {"offerQueryParam": write_json(words)}),), "/search finds nothing"),
        Probe(((calls.UPLOAD_PICTURE, {"uploadImageParam": write_json({"imageBase64": ""})}),), "photos find no offer"),
        Probe(((calls.SEARCH_PICTURE, {"offerQueryParam": write_json(picture)}),), "photos find no offer"),
        Probe(((calls.MEDIAN_PRICES, {"trendQueryParam": write_json(month)}),), "no price of a month is told"),
        *(_paying(api, ways) for api in dict.fromkeys(PAY_APIS.values()) if ways),
        Probe(((calls.PAY_WAY, {"orderId": NO_ORDER}),), "the time limit for paying is not told"),
        Probe(((calls.PARCELS, order),), "parcels are not told"),
        Probe(((calls.TRACE, order),), "/track shows nothing"),
        Probe(((calls.REFUNDS, kept_refunds), (calls.REFUND_LIST, listed_refunds)), "refunds are not told"),
        Probe(
            ((calls.REFUND, {"refundId": NO_REFUND}),),
            "no time-out of a refund is told",
            bad=Status.OK,
            gain="the time-outs of refunds",
        ),
        Probe(((calls.REFUND_STEPS, steps),), "the steps of a refund are not told"),
        Probe(((calls.REFUND_REASONS, reasons),), "no refund can be asked for"),
        Probe(((calls.REFUND_LIMITS, {"input": write_json(limits)}),), "no refund can be asked for"),
        Probe(((calls.RETURN_ADDRESS, {"mainOrderId": NO_ORDER}),), "where goods go back to stands on 1688 alone"),
        Probe(((calls.CARRIERS, {}),), "no goods can be sent back"),
        Probe(((calls.CHAT_LINK, {"toOpenUid": "0"}),), "there is no chat with the seller"),
    ]


def _paying(api: str, ways: tuple[PayWay, ...]) -> Probe:
    """Whether the app may ask for pay links by a call; those by which nobody pays here are told all the same."""
    by = [way for way in PayWay if PAY_APIS[way] == api]
    wanted = [way for way in by if way in ways]
    links = f"pay link by {' or '.join(wanted or by)}{'' if wanted else ', which ALIBABA_PAY does not name'}"
    ask = (api, pay_params((NO_ORDER,), by[0]))
    return Probe((ask,), f"no {links}", Status.WARNING if wanted else Status.OK, f"a {links}")


async def _try(market: MarketReads, probe: Probe) -> DoctorLine:
    refusals: list[MarketError] = []
    for api, params in probe.asks:
        try:
            await market.request(api, params)
        except Rejected:
            pass  # it was understood: the call is granted, and nobody has this number
        except MarketError as error:
            refusals.append(error)
            continue
        text = "answers" if not refusals else f"answers by {_short(api)}"
        return DoctorLine(probe.name, Status.OK, f"{text}; {probe.gain}" if probe.gain else text)
    return _failure(probe.name, refusals[0], probe.bad, probe.loss)


def _failure(name: str, error: MarketError, status: Status, loss: str = "") -> DoctorLine:
    plain = {
        NotAllowed: "the app was not granted this call",
        LoginNeeded: "1688 does not accept the token",
        Throttled: "1688 says that the app calls too often",
        Unreachable: "1688 gave no clear answer",
    }.get(type(error), error.reason)
    text = f"{plain} ({error.code or error.reason})" if plain != error.reason else plain
    return DoctorLine(name, status, f"{text}; {loss}" if loss else text, error.remedy)


def _skew(skew: timedelta) -> DoctorLine:
    if abs(skew) <= SKEW_NOTED:
        return DoctorLine("1688 currentTime", Status.OK, "answers; the clocks agree")
    seconds = round(skew.total_seconds())
    text = f"answers; its clock is {abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} this machine's"
    status = Status.FAILED if abs(skew) > SKEW_TOO_MUCH else Status.WARNING
    return DoctorLine("1688 currentTime", status, text, "set this machine's clock")


def _short(api: str) -> str:
    return api.rpartition("/")[2].removeprefix("alibaba.")


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
