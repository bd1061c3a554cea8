"""Classifies one web address: a 1688 product, also by an agent's link, a short link, or why it is neither."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote

from bot.purchasing.reading.web_address import AUTHORITY, WebAddress, carried, split

# The digit that stands for 1688 in the links of each agent; most name the market by a word.
_CODES = {
    "gtbuy.com": "0",
    "hipobuy.com": "0",
    "hoobuy.com": "0",
    "litbuy.com": "0",
    "oopbuy.com": "0",
    "panglobalbuy.com": "2",
    "ponybuy.com": "2",
    "sifubuy.com": "1",
    "usfans.com": "1",
}
_AGENTS = frozenset(_CODES) | {
    *("acbuy.com", "allchinabuy.com", "basetao.com", "blikbuy.com", "boonbuy.com", "cnfans.com", "cnshopper.com"),
    *("cssbuy.com", "eastmallbuy.com", "esgobuy.com", "esugargoo.com", "ezbuycn.com", "fansbuy.com", "fishgoo.com"),
    *("hagobuy.com", "hegobuy.com", "hubbuycn.com", "itaobuy.com", "joyabuy.com", "joyagoo.com", "kakobuy.com"),
    *("kameymall.com", "lolobuy.com", "loongbuy.com", "lovegobuy.com", "mulebuy.com", "mycnbox.com", "ootdbuy.com"),
    *("orientdig.com", "pandabuy.com", "pikobuy.com", "rizzitgo.com", "sinabuy.com", "sugargoo.com"),
    *("superbuy.com", "wegobuy.com"),
}
_OURS = "1688"
_NAMED_MARKETS = {
    **dict.fromkeys(("1688", "ali_1688", "ali1688", "alibaba", "ali", "al"), _OURS),
    **dict.fromkeys(("taobao", "tb"), "taobao"),
    **dict.fromkeys(("tmall", "tm"), "tmall"),
    **dict.fromkeys(("weidian", "wd", "micro"), "weidian"),
    **dict.fromkeys(("jd", "jingdong"), "jd"),
    **dict.fromkeys(("pdd", "pinduoduo"), "pinduoduo"),
}
_MARKET_NAMES = {
    *("channel", "malltype", "mall_type", "market", "marketplace", "platform", "platformtype"),
    *("shop_type", "shoptype", "source", "tp", "type"),
}
_CODE_NAMES = {"channel", "type"}
_ID_NAMES = {
    *("goods_id", "goodsid", "id", "item_id", "itemid", "keyword", "num_iid", "offer_id", "offerid"),
    *("product_id", "productid", "tid"),
}
_ID = re.compile(r"[1-9][0-9]{8,12}", re.ASCII)
_PAGE = re.compile(
    r"/(?:detail|goods|item|product)s?[/-](?:agent/|item/)?(?:(?P<market>[a-z0-9_]{1,12})[/-])?"
    r"(?P<id>[1-9][0-9]{8,12})(?:\.html?)?/?",
    re.ASCII | re.IGNORECASE,
)


def _product_id(address: WebAddress) -> str | None:
    """The one product id in an agent's link, of whatever market; None if there is none or several."""
    ids = {value for name, value in address.parameters if name in _ID_NAMES and _ID.fullmatch(value)}
    if page := _page(address):
        ids.add(page["id"])
    return ids.pop() if len(ids) == 1 else None


def _markets(address: WebAddress) -> Iterator[str]:
    """The markets that an agent's link names, in words or by the agent's digit."""
    code = _CODES.get(_domain(address))
    said = [(name, value.lower()) for name, value in address.parameters if name in _MARKET_NAMES]
    if (page := _page(address)) and page["market"]:
        said.append(("type", page["market"].lower()))
    for name, value in said:
        if value in _NAMED_MARKETS:
            yield _NAMED_MARKETS[value]
        elif code and name in _CODE_NAMES and value.isdigit():
            yield _OURS if value == code else "another"


def _page(address: WebAddress) -> re.Match[str] | None:
    """The end of the path, if it names a product; a link may keep its path in the fragment."""
    paths = (address.path, address.fragment.partition("?")[0])
    found = (_PAGE.search(path) for path in paths)
    return next((page for page in found if page and page.end() == len(page.string)), None)


def _domain(address: WebAddress) -> str:
    return ".".join(address.host.split(".")[-2:])


class Reason(StrEnum):
    """Why a text, or a link in it, is no product on 1688."""

    TAOBAO = "taobao"
    TMALL = "tmall"
    TAOBAO_SHORT = "taobao_short"
    ALIBABA_COM = "alibaba_com"
    ALIEXPRESS = "aliexpress"
    WEIDIAN = "weidian"
    JD = "jd"
    PINDUODUO = "pinduoduo"
    SHOP_PAGE = "shop_page"
    SEARCH_PAGE = "search_page"
    COMPANY_SEARCH = "company_search"
    NOT_A_PRODUCT = "not_a_product"
    ORDER_PAGE = "order_page"
    ORDER_NUMBER = "order_number"
    SNAPSHOT = "snapshot"
    CASHIER = "cashier"
    NO_ID = "no_id"
    FOREIGN_HOST = "foreign_host"
    PICTURE = "picture"
    API_ADDRESS = "api_address"
    PHONE_NUMBER = "phone_number"
    SPEC_ID = "spec_id"
    SITE_NAME = "site_name"
    NOTHING = "nothing"
    TOO_MANY = "too_many"
    SHORT_LINK_UNREADABLE = "short_link_unreadable"


@dataclass(frozen=True, slots=True)
class OfferRef:
    """An offer that a text names; `doubt` is a quantity (pieces) that the person has to confirm first.

    `words` are the lines beside it, without the link and a certain `quantity`.
    """

    offer_id: str
    sku_id: str | None = None
    quantity: int | None = None
    bare: bool = False
    doubt: int | None = None
    words: str = field(default="", compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A link that names its offer only after a redirect; quantities and words as in `OfferRef`."""

    url: str
    quantity: int | None = None
    doubt: int | None = None
    words: str = field(default="", compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NoOffer:
    """A part of a text that is no offer, and why; `host` is ASCII, so no letter can imitate another."""

    reason: Reason
    text: str = ""
    host: str | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Item = OfferRef | ShortLink | NoOffer

SHORT_HOSTS = frozenset({"qr.1688.com", "dj.1688.com"})
_SHOP_HOSTS = frozenset({"winport.m.1688.com"})
_MARKETS = {
    "taobao.com": Reason.TAOBAO,
    "tmall.com": Reason.TMALL,
    "tmall.hk": Reason.TMALL,
    "tb.cn": Reason.TAOBAO_SHORT,
    "alibaba.com": Reason.ALIBABA_COM,
    "aliexpress.com": Reason.ALIEXPRESS,
    "aliexpress.ru": Reason.ALIEXPRESS,
    "aliexpress.us": Reason.ALIEXPRESS,
    "weidian.com": Reason.WEIDIAN,
    "jd.com": Reason.JD,
    "jd.hk": Reason.JD,
    "pinduoduo.com": Reason.PINDUODUO,
    "yangkeduo.com": Reason.PINDUODUO,
    "alicdn.com": Reason.PICTURE,
}
OTHER_MARKETS = frozenset(_MARKETS.values()) - {Reason.PICTURE}
# Names that are no shop, although they are written where a shop's name would be.
_PLATFORM = re.compile(
    "www|login|cart|trade|work|my|me|m|detail|open|gw|air|page|view|club|show|pay|buyer|seller|member|order"
    "|rule|service|help|kj|global|re|dj|qr|punish|passport|sale|huodong|plugin|widget|h5|3g|wap|app"
)
_OFFER_PATH = re.compile(r"/offer/(?P<id>[1-9][0-9]{8,12})(?![0-9A-Za-z_-])(?P<page>\.html?)?", re.ASCII)
_OFFER_NAMES = ("offerid", "offer_id", "offerids", "itemid", "item_id")
_OFFER_INSIDE = re.compile(
    r"""(?:offer(?:detail)?/|/pic/|offer_?ids?["']?[:=]["']?)([1-9][0-9]{8,12})(?![0-9A-Za-z_-])""",
    re.ASCII | re.IGNORECASE,
)
_OFFER_ID = re.compile(r"[1-9][0-9]{8,12}", re.ASCII)
_SKU_ID = re.compile(r"[1-9][0-9]{0,19}", re.ASCII)
_LOGIN = ("login.1688.com", "punish.1688.com", "passport.1688.com")
_PUNISHED = "_____tmd_____"
_PAGE_DATA = re.compile(
    r"object_id(?:@|%40)([1-9][0-9]{8,12})(?:\^|%5E)object_type(?:@|%40)offer", re.ASCII | re.IGNORECASE
)
_APP_ADDRESS = re.compile(r"wireless1688://[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x5b\x5d-\x7e]{1,2000}", re.IGNORECASE)
_BODY_READ = 65_536
_DEEPEST = 3
_SHOWN = 200


def read_address(text: str) -> Item:
    """What one web address stands for; without a scheme it is read as a web page."""
    return _read(text, _DEEPEST)


def page_end(text: str) -> int:
    """Where the address of a product page ends, even if text follows without a space; else the whole length."""
    start = AUTHORITY.match(text, text.find("://") + 3 if "://" in text else 0)
    page = _OFFER_PATH.match(text, start.end()) if start else None
    if page is None or page["page"] is None or text[page.end() : page.end() + 1] in ("?", "#"):
        return len(text)
    return page.end()


def is_ours(text: str) -> bool:
    """Whether an address leads to 1688 itself."""
    address = split(text)
    return address.is_plain and address.is_of("1688.com")


def is_known(host: str) -> bool:
    """Whether a host without scheme and path is meant as a link: 1688, its imitators, other shops."""
    return "1688." in host.lower() or _market_of(host.lower()) is not None


def resolve(final_url: str, body: str) -> OfferRef | NoOffer:
    """The offer behind a short link, by its final address and the page there; never a guess."""
    if "://" not in final_url:
        return refused(Reason.SHORT_LINK_UNREADABLE, final_url)
    address = split(final_url)
    if address.host in _LOGIN or _PUNISHED in final_url:
        return refused(Reason.SHORT_LINK_UNREADABLE, final_url, address.host)
    ended = read_address(final_url)
    if isinstance(ended, OfferRef):
        return ended
    if isinstance(ended, NoOffer) and not is_ours(final_url):
        return ended
    inside = _in_page(body[:_BODY_READ])
    if inside is not None:
        return inside
    if isinstance(ended, NoOffer) and ended.reason is not Reason.NOT_A_PRODUCT:
        return ended
    return refused(Reason.SHORT_LINK_UNREADABLE, final_url, address.host)


def refused(reason: Reason, text: str, host: str | None = None) -> NoOffer:
    """A NoOffer with the text cut to 200 characters and the host in ASCII, so that no letter imitates another."""
    return NoOffer(reason, text[:_SHOWN], None if host is None else _ascii_host(host))


def _read(text: str, depth: int) -> Item:
    """What an address stands for; addresses inside of addresses are read `depth` times."""
    address = split(text)
    if address.scheme == "wireless1688":
        return _from_app(address, text, depth)
    if not address.is_plain:
        return refused(Reason.FOREIGN_HOST, text, address.authority)
    if address.is_of("1688.com"):
        return _on_1688(address, text, depth)
    if _domain(address) in _AGENTS:
        return _at_agent(address, text, depth)
    return refused(_market_of(address.host) or Reason.FOREIGN_HOST, text, address.host)


def _on_1688(address: WebAddress, text: str, depth: int) -> Item:
    host = address.host
    if host in SHORT_HOSTS and address.path.strip("/"):
        query = f"?{address.query}" if address.query else ""
        return ShortLink(f"https://{host}{address.path}{query}")
    if (offer := _offer(address)) is not None:
        return offer
    offers = [item for item in _inside(address, depth) if not isinstance(item, NoOffer)]
    if offers and (one := _one_of(offers)):
        return one
    reason = _page_on_1688(host, address.path.lower())
    # The trace that 1688 gives with each offer (`traceInfo`); of a shop or a search it tells only what led there.
    traced = {match[1] for match in _PAGE_DATA.finditer(unquote(f"{address.query}#{address.fragment}"))}
    if len(traced) == 1 and not offers and reason in (Reason.NO_ID, Reason.NOT_A_PRODUCT):
        return OfferRef(traced.pop())
    return refused(reason, text, host)


def _offer(address: WebAddress) -> OfferRef | None:
    page = _OFFER_PATH.match(address.path)
    offer_id = page["id"] if page else _offer_id(address)
    if offer_id is None:
        return None
    sku_id = address.parameter("skuid")
    return OfferRef(offer_id, sku_id if _SKU_ID.fullmatch(sku_id) else None)


def _offer_id(address: WebAddress) -> str | None:
    """The offer that a page of 1688 names in a parameter, or else in its path, its fragment or any other value."""
    parameters = address.parameters
    for wanted in _OFFER_NAMES:
        for name, value in parameters:
            if name == wanted and _OFFER_ID.fullmatch(value):
                return value
    parts = [address.path, address.fragment, *(value for _, value in parameters)]
    plain = (unquote(part) for part in parts)
    found = (_OFFER_INSIDE.search(part) for part in plain if "//" not in part and "\\" not in part)
    return next((match[1] for match in found if match), None)


def _at_agent(address: WebAddress, text: str, depth: int) -> Item:
    """What an agent's link leads to: the address in it decides, or else the market and the id that it names."""
    inside = _inside(address, depth)
    if inside:
        # Another market comes before anything else that is wrong.
        reasons = [item.reason for item in inside if isinstance(item, NoOffer)]
        reason = next((each for each in reasons if each in OTHER_MARKETS), next(iter(reasons), Reason.NO_ID))
        return _one_of(inside) or refused(reason, text, address.host)
    markets, offer_id = set(_markets(address)), _product_id(address)
    if markets == {_OURS} and offer_id:
        return OfferRef(offer_id)
    market = markets.pop() if len(markets) == 1 else None
    return refused(_MARKETS.get(f"{market}.com", Reason.FOREIGN_HOST), text, address.host)


def _inside(address: WebAddress, depth: int) -> list[Item]:
    """What the addresses in an address stand for, as far as they lead to a market."""
    found = [_read(text, depth - 1) for text in carried(address)] if depth > 0 else []
    nowhere = (Reason.FOREIGN_HOST, Reason.PICTURE)
    return [item for item in found if not (isinstance(item, NoOffer) and item.reason in nowhere)]


def _one_of(items: Iterable[Item]) -> OfferRef | ShortLink | None:
    """The one offer or short link; None if there are several, or if another market is named beside it."""
    named: dict[str, OfferRef | ShortLink] = {}
    for item in items:
        if isinstance(item, NoOffer):
            if item.reason in OTHER_MARKETS:
                return None
        elif isinstance(item, ShortLink):
            named[item.url] = item
        elif item.sku_id or item.offer_id not in named:
            named[item.offer_id] = item
    return next(iter(named.values())) if len(named) == 1 else None


def _page_on_1688(host: str, path: str) -> Reason:
    if host in ("s.1688.com", "search.1688.com", "so.1688.com"):
        return Reason.COMPANY_SEARCH if "company" in path else Reason.SEARCH_PAGE
    if host == "trade.1688.com":
        if "snapshot" in path:
            return Reason.SNAPSHOT
        if "cashier" in path:
            return Reason.CASHIER
        return Reason.ORDER_PAGE if path.startswith("/order/") else Reason.NOT_A_PRODUCT
    if host in ("detail.1688.com", "detail.m.1688.com"):
        return Reason.NO_ID
    if host == "m.1688.com":
        if path.startswith(("/offer/", "/page/")):
            return Reason.NO_ID
        if path.startswith("/winport"):
            return Reason.SHOP_PAGE
        return Reason.SEARCH_PAGE if path.startswith("/offer_search") else Reason.NOT_A_PRODUCT
    if host.startswith(("h5api.", "gw.")):
        return Reason.API_ADDRESS
    label = host.removesuffix(".1688.com")
    is_shop = host in _SHOP_HOSTS or ("." not in label and not _PLATFORM.fullmatch(label) and host != "1688.com")
    return Reason.SHOP_PAGE if is_shop else Reason.NOT_A_PRODUCT


def _from_app(address: WebAddress, text: str, depth: int) -> Item:
    """The page that the 1688 app is told to open; the address may be percent-encoded twice."""
    if not address.is_of("1688.com"):
        return refused(Reason.FOREIGN_HOST, text, address.host)
    inner = address.parameter("url")
    if "://" not in inner:
        inner = unquote(inner)
    if inner.lower().startswith(("https://", "http://")):
        return _read(inner, depth - 1)
    named = address.parameter("offerid")
    return OfferRef(named) if _OFFER_ID.fullmatch(named) else refused(Reason.NO_ID, text, address.host)


def _in_page(body: str) -> OfferRef | None:
    """The one offer that a page names in its data or in its app address; None if there is none or several."""
    if _PUNISHED in body or "punish.1688.com" in body:
        return None
    named = {OfferRef(match[1]) for match in _PAGE_DATA.finditer(body)}
    for match in _APP_ADDRESS.finditer(body):
        item = read_address(match[0])
        if isinstance(item, OfferRef):
            named.add(item)
    ids = {offer.offer_id for offer in named}
    return max(named, key=lambda offer: offer.sku_id or "") if len(ids) == 1 else None


def _market_of(host: str) -> Reason | None:
    domains = (domain for domain in _MARKETS if host == domain or host.endswith("." + domain))
    return next((_MARKETS[domain] for domain in domains), None)


def _ascii_host(authority: str) -> str:
    """The host of an authority, without a user or password before it."""
    host = authority.rpartition("@")[2]
    if host.isascii():
        return host[:_SHOWN]
    labels = host[:_SHOWN].split(".")
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)
