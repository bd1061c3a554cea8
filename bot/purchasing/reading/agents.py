"""Shopping agents: their hosts, and how their links say which market a product is from."""

import re
from collections.abc import Iterator

from bot.purchasing.reading.web_address import WebAddress

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
_HOSTS = frozenset(_CODES) | {
    *("acbuy.com", "allchinabuy.com", "basetao.com", "blikbuy.com", "boonbuy.com", "cnfans.com", "cnshopper.com"),
    *("cssbuy.com", "eastmallbuy.com", "esgobuy.com", "esugargoo.com", "ezbuycn.com", "fansbuy.com", "fishgoo.com"),
    *("hagobuy.com", "hegobuy.com", "hubbuycn.com", "itaobuy.com", "joyabuy.com", "joyagoo.com", "kakobuy.com"),
    *("kameymall.com", "lolobuy.com", "loongbuy.com", "lovegobuy.com", "mulebuy.com", "mycnbox.com", "ootdbuy.com"),
    *("orientdig.com", "pandabuy.com", "pikobuy.com", "rizzitgo.com", "sinabuy.com", "sugargoo.com"),
    *("superbuy.com", "wegobuy.com"),
}
OURS = "1688"
_MARKETS = {
    **dict.fromkeys(("1688", "ali_1688", "ali1688", "alibaba", "ali", "al"), OURS),
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


def is_agent(address: WebAddress) -> bool:
    """Whether an address is on the host of an agent that we know."""
    return _domain(address) in _HOSTS


def market_of(address: WebAddress) -> str | None:
    """The one market that an agent's link names in words or by the agent's digit; None if none or several."""
    named = set(_markets(address))
    return named.pop() if len(named) == 1 else None


def product_id(address: WebAddress) -> str | None:
    """The one product id in an agent's link, of whatever market; None if there is none or several."""
    ids = {value for name, value in address.parameters if name in _ID_NAMES and _ID.fullmatch(value)}
    if page := _page(address):
        ids.add(page["id"])
    return ids.pop() if len(ids) == 1 else None


def _markets(address: WebAddress) -> Iterator[str]:
    code = _CODES.get(_domain(address))
    said = [(name, value.lower()) for name, value in address.parameters if name in _MARKET_NAMES]
    if (page := _page(address)) and page["market"]:
        said.append(("type", page["market"].lower()))
    for name, value in said:
        if value in _MARKETS:
            yield _MARKETS[value]
        elif code and name in _CODE_NAMES and value.isdigit():
            yield OURS if value == code else "another"


def _page(address: WebAddress) -> re.Match[str] | None:
    """The end of the path, if it names a product; a link may keep its path in the fragment."""
    paths = (address.path, address.fragment.partition("?")[0])
    found = (_PAGE.search(path) for path in paths)
    return next((page for page in found if page and page.end() == len(page.string)), None)


def _domain(address: WebAddress) -> str:
    return ".".join(address.host.split(".")[-2:])
