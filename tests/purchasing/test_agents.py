"""Agents' links and every other address of 1688 lead to the offer in them; nothing else does."""

import time
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.reading.classify_url import NoOffer, OfferRef, Reason, ShortLink, read_address
from bot.purchasing.reading.links import find
from tests.counts import counted

ID = "628196518518"
LENGTH = counted(100_000, 50_000)
"""Characters of a huge text; its square would be felt in either."""
PAGE = f"https://detail.1688.com/offer/{ID}.html"
ONCE = quote(PAGE, safe="")
TWICE = quote(ONCE, safe="")
THRICE = quote(TWICE, safe="")
MOBILE = quote(f"https://m.1688.com/offer/{ID}.html?spm=a.b&x=1", safe="")
BASE64 = b64encode(PAGE.encode()).decode()
URLSAFE = urlsafe_b64encode(f"{PAGE}?x=~~~???".encode()).decode().rstrip("=")
TAOBAO = quote("https://item.taobao.com/item.htm?id=679836775118", safe="")
WEIDIAN = quote("https://weidian.com/item.html?itemID=7236587456", safe="")

BY_ADDRESS = [
    f"https://www.superbuy.com/en/page/buy?from=search-input&url={ONCE}&partnercode=a",
    f"https://www.superbuy.com/en/page/buy/?nTag=Home-search&from=search-input&_search=url&position=&url={MOBILE}",
    f"https://m.superbuy.com/en/goodsdetail/?url={ONCE}",
    f"https://m.superbuy.com/home/#/goodsDetail/?userId=2424498&url={ONCE}",
    f"https://m.superbuy.com/home/#/goodsDetail?nTag=Home-search&url={PAGE}",
    f"https://www.wegobuy.com/en/page/buy?from=search-input&url={ONCE}",
    f"https://www.allchinabuy.com/en/page/buy/?from=search-input&url={ONCE}&partnercode=a",
    f"https://www.allchinabuy.com/en/page/buy/?url={BASE64}",
    f"https://www.pandabuy.com/product?ra=500&url={ONCE}&inviteCode=A",
    f"https://www.sugargoo.com/#/home/productDetail?productLink={ONCE}&memberId=341947171345531121",
    f"https://www.sugargoo.com/#/home/productDetail?productLink={TWICE}&memberId=341947171345531121",
    f"https://www.sugargoo.com/index/item/index.html?tp=taobao&searchlang=en&url={ONCE}",
    f"https://www.esugargoo.com/#/home/productDetail?productLink={TWICE}",
    f"https://www.fishgoo.com/#/product?productLink={TWICE}&memberId=ref",
    f"https://www.hagobuy.com/item/details?url={ONCE}",
    f"https://www.hegobuy.com/item/details?url={ONCE}&affcode=a",
    f"https://www.kakobuy.com/item/details?url={ONCE}&affcode=a",
    f"https://www.kakobuy.com/item/details?url={PAGE}&affcode=a",
    f"https://m.kakobuy.com/pages/goods-detail/goods-detail?url={ONCE}",
    f"kakobuy.com/item/details?url={ONCE}",
    f"https://www.kakobuy.com/item/details?url=detail.1688.com/offer/{ID}.html",
    f"https://www.kakobuy.com/item/details?url=//detail.1688.com/offer/{ID}.html",
    f"https://www.kameymall.com/purchases/search/item?url={ONCE}&code=a",
    f"https://www.eastmallbuy.com/index/item/index.html?searchlang=en&url={ONCE}",
    f"https://www.hubbuycn.com/index/item/index.html?searchlang=en&amp;url={ONCE}",
    f"https://www.hubbuycn.com/product/item?url={PAGE}",
    f"https://ezbuycn.com/api/chaid.aspx?key={ONCE}",
    f"https://www.blikbuy.com/?go=item&url={ONCE}&icode=a",
    f"https://www.loongbuy.com/product-details?url={ONCE}&invitecode=a",
    f"https://www.itaobuy.com/product-detail?url={ONCE}&inviteCode=a",
    f"https://www.sifubuy.com/detail?productUrl={TWICE}&type=1",
    f"https://www.lolobuy.com/productDetail/0?url={THRICE}",
    f"https://www.pikobuy.com/product/detail?productUrl={URLSAFE}",
    f"https://www.esgobuy.com/productdetail?url={quote(BASE64, safe='')}",
    f"https://www.cssbuy.com/go/{PAGE}",
    f"https://www.cssbuy.com/go/{ONCE}",
    f"https://www.superbuy.com/en/page/buy?shop=https%3A%2F%2Fshop1.1688.com%2F&url={ONCE}&from={MOBILE}",
    f"https://www.superbuy.com/go?to={quote(f'https://www.kakobuy.com/item/details?url={ONCE}', safe='')}",
    f"https://www.superbuy.com/en/page/buy?url={ONCE}&img=https%3A%2F%2Fcbu01.alicdn.com%2Fa.jpg&ref=https://e.example/x",
]
BY_NAME = [
    f"https://www.cssbuy.com/item-1688-{ID}.html?promotionCode=a",
    f"https://www.cssbuy.com/shop/goodsDetail?type=1688&id={ID}",
    f"https://fansbuy.com/item-1688-{ID}.html",
    f"https://cnfans.com/product/?shop_type=ali_1688&id={ID}&ref=1",
    f"https://cnfans.com/product?id={ID}&platform=ALI_1688",
    f"https://m.cnfans.com/pages/product/product?shoptype=ali_1688&id={ID}",
    f"https://mulebuy.com/product/?shop_type=ali_1688&id={ID}",
    f"https://mulebuy.com/product?id={ID}&platform=ALI_1688",
    f"https://joyabuy.com/product/?shop_type=ali_1688&id={ID}",
    f"https://joyagoo.com/product?id={ID}&platform=ALI_1688",
    f"https://orientdig.com/product/?shop_type=ali_1688&id={ID}",
    f"https://www.hoobuy.com/product/0/{ID}?utm_source=share",
    f"https://hoobuy.com/m/product/0/{ID}",
    f"https://www.oopbuy.com/product/0/{ID}?inviteCode=A",
    f"https://oopbuy.com/product/1688/{ID}",
    f"https://m.oopbuy.com/pages/goods/details?id={ID}&channel=1688",
    f"https://hipobuy.com/product/0/{ID}",
    f"https://hipobuy.com/product/1688/{ID}/",
    f"https://gtbuy.com/product/1688/{ID}",
    f"https://litbuy.com/product/0/{ID}?inviteCode=A",
    f"https://litbuy.com/products/details?id={ID}&channel=ALI",
    f"https://www.usfans.com/product/1/{ID}?ref=A",
    f"https://www.basetao.com/best-taobao-agent-service/products/agent/1688/{ID}.html",
    f"https://www.hubbuycn.com/product/item/1688/{ID}",
    f"https://www.lovegobuy.com/product?id={ID}&shop_type=ali_1688&invite_code=A",
    f"https://www.lovegobuy.com/pc/#/goods/detail?platform=ali_1688&goodsId={ID}",
    f"https://www.ponybuy.com/en-gb/goods?tracking=a&product_id={ID}&platform=1688",
    f"https://panglobalbuy.com/#/details?type=2&offerId={ID}&share_id=6552",
    f"https://www.sifubuy.com/detail?id={ID}&type=1",
    f"https://www.acbuy.com/product/?id={ID}&source=AL&u=A",
    f"https://www.superbuy.com/en/page/buy/?platform=ALIBABA&id={ID}",
    f"https://cnshopper.com/goods/detail?keyword={ID}&platform=1688&invite_id=1",
    f"https://mycnbox.com/goodsDetail?mallType=1688&itemId={ID}&referId=A",
    f"https://ootdbuy.com/goods/details?id={ID}&channel=1688",
]
ON_1688 = [
    f"https://www.1688.com/offer/{ID}.html",
    f"https://1688.com/offer/{ID}.html",
    f"1688.com/offer/{ID}.html",
    f"https://shop22z83403cs673.1688.com/offer/{ID}.html",
    f"https://shop22z83403cs673.1688.com/page/index.html?offerId={ID}",
    f"https://detail.1688.com/offer.html?offerId={ID}",
    f"https://detail.1688.com/offer%2F{ID}.html",
    f"https://detail.1688.com/pic/{ID}.html",
    f"https://detail.1688.com/buyer/offerdetail/{ID}.html",
    f"https://m.1688.com/page/offerRemark.htm?offerId={ID}",
    f"https://m.1688.com/index.html?item_id={ID}",
    f"https://m.1688.com/#/offer/{ID}.html",
    f"https://m.1688.com/index.html#/detail?offerId={ID}",
    f"https://sale.1688.com/factory/card.html?a=1&OFFERID={ID}",
    f"https://air.1688.com/app/x/index.html?offerIds={ID}",
    f"https://s.1688.com/selloffer/similar.htm?offer_id={ID}",
    f"https://air.1688.com/x?data=%7B%22offerId%22%3A%22{ID}%22%7D",
    f"https://login.1688.com/member/signin.htm?Done={ONCE}",
    f"https://login.1688.com/member/signin.htm?Done={TWICE}",
    f"https://login.1688.com/member/signin.htm?Done={PAGE}",
    f"https://login.1688.com/?a={quote(f'https://www.1688.com/jump?to={ONCE}', safe='')}",
    f"https://www.1688.com/jump?target={BASE64}",
    f"https://login.1688.com/member/signin.htm?from=https%3A%2F%2Flogin.taobao.com%2F&Done={ONCE}",
    f"https://m.1688.com/jump?path=%2Foffer%2F{ID}.html",
    f"【杯垫】复制￥qS3Rxk￥，打开【手机阿里】查看：https://m.1688.com/offer/{ID}.html?share_token=a CZ3504",
]


@pytest.mark.parametrize("text", [*BY_ADDRESS, *BY_NAME, *ON_1688])
def test_a_link_leads_to_the_offer_that_it_names(text: str) -> None:
    assert find(text).items == (OfferRef(ID),)


NOT_OURS = [
    (f"https://www.superbuy.com/en/page/buy?url={TAOBAO}", Reason.TAOBAO),
    (f"https://www.superbuy.com/en/page/buy?url={TAOBAO}&from={ONCE}", Reason.TAOBAO),
    (f"https://www.superbuy.com/en/page/buy?url={TAOBAO}&platform=1688&id={ID}", Reason.TAOBAO),
    (f"https://m.superbuy.com/home/#/goodsDetail?url={quote('https://e.tb.cn/h.x?tk=y')}", Reason.TAOBAO_SHORT),
    (f"https://www.kakobuy.com/item/details?url={WEIDIAN}", Reason.WEIDIAN),
    (
        f"https://www.kakobuy.com/item/details?url={b64encode(b'https://weidian.com/item.html').decode()}",
        Reason.WEIDIAN,
    ),
    (f"https://cnfans.com/product?id={ID}&platform=TAOBAO", Reason.TAOBAO),
    (f"https://cnfans.com/product?id={ID}&shop_type=weidian", Reason.WEIDIAN),
    (f"https://www.acbuy.com/product?id={ID}&source=WD", Reason.WEIDIAN),
    (f"https://oopbuy.com/product/weidian/{ID}", Reason.WEIDIAN),
    (f"https://www.cssbuy.com/item-micro-{ID}.html", Reason.WEIDIAN),
    (f"https://www.cssbuy.com/item-{ID}.html", Reason.FOREIGN_HOST),
    (f"https://hoobuy.com/product/1/{ID}", Reason.FOREIGN_HOST),
    (f"https://hoobuy.com/product/2/{ID}", Reason.FOREIGN_HOST),
    (f"https://www.usfans.com/product/2/{ID}", Reason.FOREIGN_HOST),
    (f"https://www.acbuy.com/product/0/{ID}", Reason.FOREIGN_HOST),
    (f"https://panglobalbuy.com/#/details?type=1&offerId={ID}", Reason.FOREIGN_HOST),
    (f"https://panglobalbuy.com/#/details?type=1&platform=1688&offerId={ID}", Reason.FOREIGN_HOST),
    (f"https://cnfans.com/product?id={ID}&platform=1688&shop_type=taobao", Reason.FOREIGN_HOST),
    (f"https://cnfans.com/product?id={ID}", Reason.FOREIGN_HOST),
    (f"https://cnfans.com/product/{ID}", Reason.FOREIGN_HOST),
    (f"https://cnfans.com/product?platform=ALI_1688&id={ID}99", Reason.FOREIGN_HOST),
    ("https://cnfans.com/product?platform=ALI_1688&id=12345678", Reason.FOREIGN_HOST),
    ("https://cnfans.com/product?platform=ALI_1688&id=062819651851", Reason.FOREIGN_HOST),
    (f"https://cnfans.com/product?platform=ALI_1688&id={ID}&goodsId=628196518519", Reason.FOREIGN_HOST),
    (f"https://hoobuy.com/shop/0/{ID}", Reason.FOREIGN_HOST),
    ("https://www.allchinabuy.com/en/page/shop/shop/?shopid=b2b-334868973433e6d&platform=ALIBABA", Reason.FOREIGN_HOST),
    ("https://www.hagobuy.com/item/store?url=https%3A%2F%2Fshop1434560114962.1688.com%2F", Reason.SHOP_PAGE),
    ("https://www.superbuy.com/?url=https%3A%2F%2Fdetail.1688.com%2Foffer%2F62819651851899.html", Reason.NO_ID),
    (f"https://www.superbuy.com/?a={ONCE}&b={ONCE.replace('8518.', '8519.')}", Reason.NO_ID),
    (
        f"https://www.superbuy.com/?url=https%3A%2F%2Fdetail.1688.com.evil.example%2Foffer%2F{ID}.html",
        Reason.FOREIGN_HOST,
    ),
    (f"https://www.superbuy.com/?url=https%3A%2F%2Fevil.example%2F%3Fu%3D{TWICE}", Reason.FOREIGN_HOST),
    (f"https://www.superbuy.com/?url=https%3A%2F%2Fdetail.1688.com%40evil.example%2Foffer%2F{ID}", Reason.FOREIGN_HOST),
    (f"https://www.superbuy.com/?url=javascript%3A%2F%2Fdetail.1688.com%2Foffer%2F{ID}.html", Reason.FOREIGN_HOST),
    (f"https://www.superbuy.com/?url={quote(quote(THRICE, safe=''), safe='')}", Reason.FOREIGN_HOST),
    ("https://www.superbuy.com/?url=aHR0cHM6Ly9kZXRhaWwuMTY4OC5jb20vb2ZmZ!!!!", Reason.FOREIGN_HOST),
    ("https://www.superbuy.com/?url=aHR0c", Reason.FOREIGN_HOST),
    ("https://www.superbuy.com/?url=aHR0cP////////", Reason.FOREIGN_HOST),
    (f"https://superbuy.com.evil.example/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"https://evil-superbuy.com/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"https://xsuperbuy.com/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"https://superbuy.co/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"https://superbuy.com@evil.example/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"https://superbuy.com:8443/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"https://ѕuperbuy.com/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"ftp://superbuy.com/?url={ONCE}", Reason.FOREIGN_HOST),
    (f"https://evil.example/product/1688/{ID}", Reason.FOREIGN_HOST),
    (f"https://login.1688.com/?Done=https%3A%2F%2Fevil.example%2Foffer%2F{ID}.html", Reason.NOT_A_PRODUCT),
    (f"https://www.1688.com/#https://evil.example/offer/{ID}.html", Reason.NOT_A_PRODUCT),
    (f"https://www.1688.com/x?shopId={ID}", Reason.NOT_A_PRODUCT),
    (f"https://www.1688.com/x?offerId={ID}99", Reason.NOT_A_PRODUCT),
    (f"https://www.1688.com/offer/{ID}99.html", Reason.NOT_A_PRODUCT),
    (f"https://login.taobao.com/?redirect_url={ONCE}", Reason.TAOBAO),
    (f"https://www.superbuy.com/?shop=https://shop1.1688.com/&from={ONCE}&url={TAOBAO}", Reason.TAOBAO),
]


@pytest.mark.parametrize(("text", "reason"), NOT_OURS)
def test_what_does_not_say_that_it_is_from_1688_is_no_offer(text: str, reason: Reason) -> None:
    found = find(text)
    assert (found.offers, found.short_links) == ((), ())
    assert [rejected.reason for rejected in found.rejected] == [reason]


def test_a_refused_agent_is_named_by_its_own_host() -> None:
    refused = read_address(f"https://www.kakobuy.com/item/details?url={WEIDIAN}")
    assert isinstance(refused, NoOffer)
    assert refused.host == "www.kakobuy.com"


def test_an_agents_link_keeps_the_sku_and_takes_its_quantity() -> None:
    text = f"https://www.kakobuy.com/item/details?url={quote(f'{PAGE}?skuId=77', safe='')} x20"
    assert find(text).items == (OfferRef(ID, "77", quantity=20),)


def test_an_agents_link_may_carry_a_short_link() -> None:
    text = "https://www.kakobuy.com/item/details?url=https%3A%2F%2Fqr.1688.com%2Fs%2FA4vbPK9P"
    assert find(text).items == (ShortLink("https://qr.1688.com/s/A4vbPK9P"),)


@given(st.integers(min_value=10**8, max_value=10**13 - 1).map(str), st.sampled_from([*BY_NAME, *ON_1688[:18]]))
def test_any_id_is_found_in_any_form(offer_id: str, form: str) -> None:
    assert [offer.offer_id for offer in find(form.replace(ID, offer_id)).offers] == [offer_id]


@given(st.text(max_size=200), st.sampled_from(["superbuy.com", "hoobuy.com", "www.1688.com"]))
def test_no_tail_of_a_known_host_raises(tail: str, host: str) -> None:
    assert find(f"https://{host}/{tail}").items
    assert find(f"https://{host}/?url=aHR0c{tail}").items


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "%25", "%", "/http", "&a=", "&url=//a.b/", "?url=https://superbuy.com/", "#", "#/?", "aHR0c", "offer"),
        *("offer/", "offerid=", "/product/1688", "/product/1688/", "https://superbuy.com/?url=", "&id=628196518518"),
        *("/item-1688-628196518518", "&url=" + ONCE, "https://login.1688.com/?Done=", "?Done=https://m.1688.com/"),
        *("wireless1688://a.1688.com/?url=https://a.1688.com/?url=", "?url=wireless1688://m.1688.com/?url=https://"),
        *("https://a。", "https://superbuy.com/?url=https%3A%2F%2Fsuperbuy.com%2F%3Furl%3D"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("start", ["https://superbuy.com/", "https://www.1688.com/?url=", ""])
def test_a_huge_link_is_read_in_no_time(start: str, unit: str) -> None:
    text = (start + unit * LENGTH)[:LENGTH]
    began = time.process_time()
    assert find(text).items
    assert time.process_time() - began < 5
