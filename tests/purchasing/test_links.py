"""Every form in which people paste a product is understood, and everything else is told apart by its reason."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.reading import quantity
from bot.purchasing.reading.classify_url import NoOffer, OfferRef, Reason, ShortLink, resolve
from bot.purchasing.reading.links import MOST_LINKS, Found, find, merge, parse_buy
from tests.counts import counted

ONE = "https://detail.1688.com/offer/600000000001.html"
TWO = "https://detail.1688.com/offer/600000000002.html"
SHORT = "https://qr.1688.com/s/1OHjjQID"
LENGTH = counted(100_000, 50_000)
"""Characters of a huge text; its square would be felt in either."""


def ids(found: Found) -> list[str]:
    return [offer.offer_id for offer in found.offers]


def wanted(text: str) -> list[tuple[str, int | None]]:
    return [(offer.offer_id, offer.quantity) for offer in find(text).offers]


def reasons(text: str) -> list[Reason]:
    return [rejected.reason for rejected in find(text).rejected]


ACCEPTED = [
    ("https://detail.1688.com/offer/628196518518.html", "628196518518"),
    ("http://detail.1688.com/offer/574273466269.html", "574273466269"),
    ("detail.1688.com/offer/676651652931.html", "676651652931"),
    ("https://detail.1688.com/offer/744681569999.html?spm=test", "744681569999"),
    ("https://detail.1688.com/offer/710891050473.html?fromkv=refer:HVKTIRCH", "710891050473"),
    (
        "https://detail.1688.com/offer/547486647009.html?spm=a260k.home.0.0.1a2b3c&tracelog=p4p&clickid=7f",
        "547486647009",
    ),
    ("https://detail.1688.com/offer/902274547361.html#detail", "902274547361"),
    ("HTTPS://DETAIL.1688.COM/offer/902274547361.html", "902274547361"),
    ("https://m.1688.com/offer/559836312862.html", "559836312862"),
    ("http://m.1688.com/offer/123456789.html", "123456789"),
    ("https://m.1688.com/offer/1049153442030.html?item_id=1049153442030", "1049153442030"),
    ("http://detail.m.1688.com/page/index.html?offerId=984219191844", "984219191844"),
    (
        "http://detail.m.1688.com/page/index.html?offerId=1045281033953&trace_log=normal",
        "1045281033953",
    ),
    ("detail.m.1688.com/page/index.htm?offerId=724363443765", "724363443765"),
    ("https://detail.m.1688.com/page/index.html?trace_log=x&offerId=846715624233", "846715624233"),
    ("https://detail.m.1688.com/page/index.html?trace_log=x&amp;offerId=846715624233", "846715624233"),
    (
        "wireless1688://ma.m.1688.com/plugin?url=https%3A%2F%2Fm.1688.com%2Foffer%2F945020396141.html"
        "%3Fshare_token%3Dtoken%26offerId%3D945020396141",
        "945020396141",
    ),
    (
        "wireless1688://ma.m.1688.com/plugin?url=https%253A%252F%252Fm.1688.com%252Foffer%252F945020396141.html",
        "945020396141",
    ),
    ("wireless1688://ma.m.1688.com/plugin?offerId=945020396141", "945020396141"),
    ("Смотри https://detail.1688.com/offer/876240928352.html, нужно 20 шт", "876240928352"),
    ("（https://detail.1688.com/offer/669929411946.html）。", "669929411946"),
    ("《https://detail.1688.com/offer/669929411946.html》！", "669929411946"),
    ("【https://detail.1688.com/offer/669929411946】", "669929411946"),
    ("看这个https://detail.1688.com/offer/669929411946.html好不好", "669929411946"),
    ("看这个detail.1688.com/offer/669929411946.html好不好", "669929411946"),
    ("ссылка:detail.1688.com/offer/669929411946.html", "669929411946"),
    ("вотhttps://detail.1688.com/offer/669929411946.html", "669929411946"),
    ("👉detail.1688.com/offer/669929411946.html👈", "669929411946"),
    ("[здесь](https://detail.1688.com/offer/669929411946.html)", "669929411946"),
    ("*https://detail.1688.com/offer/669929411946.html*", "669929411946"),
    ("https：//detail.1688.com/offer/669929411946.html", "669929411946"),
    ("https://detail.1688.com:443/offer/669929411946.html", "669929411946"),
    ("detail.1688.com:443/offer/669929411946.html", "669929411946"),
    ("https://detail.1688.com./offer/669929411946.html", "669929411946"),
    ("\u200bhttps://de\u200btail.1688.com/offer/669929411946.html\u200e", "669929411946"),
    ("(https://detail.1688.com/offer/669929411946.html)(да)", "669929411946"),
    ("\u2066https://detail.1688.com/offer/669929411946.html\u2069", "669929411946"),
]


@pytest.mark.parametrize(("text", "offer_id"), ACCEPTED)
def test_a_product_link_gives_its_id(text: str, offer_id: str) -> None:
    found = find(text)
    assert [(offer.offer_id, offer.bare) for offer in found.offers] == [(offer_id, False)]
    assert len(found.items) == 1


@pytest.mark.parametrize(
    ("text", "sku_id"),
    [
        ("https://detail.1688.com/offer/558700975520.html?skuId=3638916762844", "3638916762844"),
        ("http://detail.m.1688.com/page/index.html?offerId=558700975520&skuId=123", "123"),
        ("https://detail.1688.com/offer/558700975520.html?skuId=abc", None),
        ("https://detail.1688.com/offer/558700975520.html?skuId=１２", None),
    ],
)
def test_the_sku_of_a_link_is_kept(text: str, sku_id: str | None) -> None:
    (offer,) = find(text).offers
    assert (offer.offer_id, offer.sku_id) == ("558700975520", sku_id)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (SHORT, SHORT),
        ("https://qr.1688.com/s/7OnLCakq", "https://qr.1688.com/s/7OnLCakq"),
        ("http://QR.1688.com/s/7OnLCakq.", "https://qr.1688.com/s/7OnLCakq"),
        ("qr.1688.com/s/7OnLCakq", "https://qr.1688.com/s/7OnLCakq"),
        (f"【胡桃木杯垫】复制￥BguwABK30Dcav￥，打开【手机阿里】查看：{SHORT} CZ9885", SHORT),
        (f"【杯垫 100件】复制￥qS3RxkY00maat￥,打开【手机阿里】查看：{SHORT} CZ3504", SHORT),
        ("0927 https://qr.1688.com/s/A4vbPK9P", "https://qr.1688.com/s/A4vbPK9P"),
        ("https://dj.1688.com/ci_bb?a=123&ap=2&rp=2", "https://dj.1688.com/ci_bb?a=123&ap=2&rp=2"),
        ("https://dj.1688.com/ci_king?a=1", "https://dj.1688.com/ci_king?a=1"),
        ("https://qr.1688.com/s/7OnLCakq打开", "https://qr.1688.com/s/7OnLCakq"),
    ],
)
def test_a_short_link_waits_for_its_redirect(text: str, url: str) -> None:
    assert find(text).items == (ShortLink(url),)


REJECTED = [
    ("https://item.taobao.com/item.htm?id=679836775118", Reason.TAOBAO),
    ("item.taobao.com/item.htm?id=679836775118", Reason.TAOBAO),
    ("https://detail.tmall.com/item.htm?id=654654136372", Reason.TMALL),
    ("https://m.tb.cn/h.abc123", Reason.TAOBAO_SHORT),
    ("https://www.alibaba.com/product-detail/Example_1600123456789.html", Reason.ALIBABA_COM),
    ("https://www.aliexpress.com/item/1005001234567890.html", Reason.ALIEXPRESS),
    ("https://aliexpress.ru/item/1005001234567890.html", Reason.ALIEXPRESS),
    ("https://weidian.com/item.html?itemID=7236587456", Reason.WEIDIAN),
    ("https://item.jd.com/100012043978.html", Reason.JD),
    ("https://mobile.yangkeduo.com/goods.html?goods_id=1234567890", Reason.PINDUODUO),
    ("https://shop22z83403cs673.1688.com", Reason.SHOP_PAGE),
    ("shop22z83403cs673.1688.com", Reason.SHOP_PAGE),
    ("https://shop22z83403cs673.1688.com这家店", Reason.SHOP_PAGE),
    ("https://shop-example.1688.com/page/offerlist.html?sortType=wangpu_score", Reason.SHOP_PAGE),
    ("https://winport.m.1688.com/page/index.html?memberId=b2b-1000000002", Reason.SHOP_PAGE),
    ("https://m.1688.com/winport/b2b-1000000002.html", Reason.SHOP_PAGE),
    ("https://s.1688.com/selloffer/offer_search.htm?keywords=%68%61%74", Reason.SEARCH_PAGE),
    ("https://m.1688.com/offer_search/-6D7033.html", Reason.SEARCH_PAGE),
    ("https://s.1688.com/company/company_search.htm?keywords=%BC%FC%C5%CC", Reason.COMPANY_SEARCH),
    ("https://www.1688.com/", Reason.NOT_A_PRODUCT),
    ("https://cart.1688.com/", Reason.NOT_A_PRODUCT),
    ("1688.com", Reason.NOT_A_PRODUCT),
    ("https://m.1688.com/", Reason.NOT_A_PRODUCT),
    ("https://qr.1688.com/", Reason.NOT_A_PRODUCT),
    ("https://trade.1688.com/", Reason.NOT_A_PRODUCT),
    ("https://login.1688.com/member/signin.htm?Done=https%3A%2F%2Fdetail.1688.com", Reason.NOT_A_PRODUCT),
    ("https://trade.1688.com/order/order_detail.htm?order_id=3301686771403783779", Reason.ORDER_PAGE),
    ("https://trade.1688.com/order/offer_snapshot.htm?order_entry_id=190938550630498520", Reason.SNAPSHOT),
    ("https://trade.1688.com/order/cashier.htm?orderId=151923545459498520", Reason.CASHIER),
    ("https://detail.1688.com/offer/abc.html", Reason.NO_ID),
    ("https://detail.1688.com/offer/.html", Reason.NO_ID),
    ("https://detail.1688.com/x", Reason.NO_ID),
    ("https://detail.1688.com/offer/12345678.html", Reason.NO_ID),
    ("https://detail.1688.com/offer/12345678901234.html", Reason.NO_ID),
    ("https://detail.1688.com/offer/062819651851.html", Reason.NO_ID),
    ("https://detail.1688.com/offer/６２８１９６５１８５１８.html", Reason.NO_ID),
    ("https://m.1688.com/offer/x.html", Reason.NO_ID),
    ("wireless1688://ma.m.1688.com/plugin", Reason.NO_ID),
    ("https://cbu01.alicdn.com/img/ibank/O1CN01abc.jpg", Reason.PICTURE),
    ("https://h5api.m.1688.com/h5/mtop.x", Reason.API_ADDRESS),
    ("13800000001", Reason.PHONE_NUMBER),
    ("+8613800000001", Reason.PHONE_NUMBER),
    ("8613800000001", Reason.PHONE_NUMBER),
    ("+79161234567", Reason.PHONE_NUMBER),
    ("b222c2964434b1ab3e92753338fa6af2", Reason.SPEC_ID),
    ("3301686771403783779", Reason.ORDER_NUMBER),
    ("1688", Reason.SITE_NAME),
    ("", Reason.NOTHING),
    ("привет", Reason.NOTHING),
    ("name@1688.com", Reason.NOTHING),
    ("т.д. и/или readme.md v1.2/3", Reason.NOTHING),
    ("1234567890", Reason.NOTHING),
    ("067665165293", Reason.NOTHING),
    ("12345678901 шт", Reason.NOTHING),
    ("1.676651652931 ¥676651652931 a676651652931", Reason.NOTHING),
]


@pytest.mark.parametrize(("text", "reason"), REJECTED)
def test_what_is_no_product_is_told_apart(text: str, reason: Reason) -> None:
    found = find(text)
    assert (found.offers, found.short_links) == ((), ())
    assert [rejected.reason for rejected in found.rejected] == [reason]


FOREIGN = [
    ("https://detail.1688.com.evil.example/offer/628196518518.html", "detail.1688.com.evil.example"),
    ("detail.1688.com.evil.example/offer/628196518518.html", "detail.1688.com.evil.example"),
    ("https://evil.example/?u=https://detail.1688.com/offer/628196518518.html", "evil.example"),
    ("https://evil.example/https://detail.1688.com/offer/628196518518.html", "evil.example"),
    ("evil.example/?u=detail.1688.com/offer/628196518518.html", "evil.example"),
    ("https://notdetail1688.com/offer/628196518518.html", "notdetail1688.com"),
    ("https://detail.1688.co/offer/628196518518.html", "detail.1688.co"),
    ("https://detail-1688.com/offer/628196518518.html", "detail-1688.com"),
    ("https://detail.1688.com@evil.example/offer/628196518518.html", "evil.example"),
    ("https://user:secret@evil.example/offer/628196518518.html", "evil.example"),
    ("https://user:secret@detail.1688.com/offer/628196518518.html", "detail.1688.com"),
    ("https://evil.example\\@detail.1688.com/offer/628196518518.html", "evil.example"),
    ("https://detail.1688.com\\.evil.example@x.example/offer/628196518518.html", None),
    ("https://detail.1688.com:8443/offer/628196518518.html", "detail.1688.com:8443"),
    ("detail.1688.com:8443/offer/628196518518.html", "detail.1688.com:8443"),
    ("https://detail.1688.com:80/offer/628196518518.html", "detail.1688.com:80"),
    ("http://detail.1688.com:443/offer/628196518518.html", "detail.1688.com:443"),
    ("ftp://detail.1688.com/offer/628196518518.html", "detail.1688.com"),
    ("https://dеtail.1688.com/offer/628196518518.html", "xn--dtail-zwe.1688.com"),
    ("dеtail.1688.com/offer/628196518518.html", "xn--dtail-zwe.1688.com"),
    ("https://xn--dtail-zwe.1688.com.example/offer/628196518518.html", "xn--dtail-zwe.1688.com.example"),
    ("https://detail.1688.com.中国/offer/628196518518.html", "detail.1688.com.xn--fiqs8s"),
    ("https://evil中/detail.1688.com/offer/628196518518.html", "xn--evil-3f5f"),
    ("https://中文.com/?u=detail.1688.com/offer/628196518518.html", "xn--fiq228c.com"),
    ("https://detail。1688.com/offer/628196518518.html", "detail"),
    ("http://[::1]/offer/628196518518.html", "[::1]"),
    ("http://127.0.0.1/offer/628196518518.html", "127.0.0.1"),
    ("https://detail.1688.com%2eevil.example/offer/628196518518.html", None),
    ("wireless1688://evil.example/plugin?url=https%3A%2F%2Fm.1688.com%2Foffer%2F945020396141.html", None),
    ("wireless1688://ma.m.1688.com/plugin?url=https%3A%2F%2Fevil.example%2Foffer%2F945020396141.html", None),
]


@pytest.mark.parametrize(("text", "host"), FOREIGN)
def test_a_foreign_host_is_named_and_never_read_as_ours(text: str, host: str | None) -> None:
    found = find(text)
    assert (found.offers, found.short_links) == ((), ())
    first = found.rejected[0]
    assert first.reason in (Reason.FOREIGN_HOST, Reason.NO_ID)
    assert first.host is not None
    assert first.host.isascii()
    if host is not None:
        assert (first.reason, first.host) == (Reason.FOREIGN_HOST, host)


@pytest.mark.parametrize(
    ("text", "offer_id"),
    [
        ("676651652931", "676651652931"),
        ("12345678902", "12345678902"),
        ("1045281033953", "1045281033953"),
        ("商品676651652931多少钱", "676651652931"),
        ("id: 676651652931.", "676651652931"),
        ("#676651652931", "676651652931"),
        ("676\u200b651652931", "676651652931"),
    ],
)
def test_a_bare_number_is_asked_about(text: str, offer_id: str) -> None:
    assert find(text).items == (OfferRef(offer_id, bare=True),)


def test_links_come_in_order_without_repetitions() -> None:
    found = find(f"{TWO} и {SHORT}\nhttps://m.tb.cn/h.x {ONE}\n600000000002 {TWO}?spm=1 {SHORT}")
    assert found.items == (
        OfferRef("600000000002"),
        ShortLink(SHORT),
        NoOffer(Reason.TAOBAO_SHORT, "https://m.tb.cn/h.x", "m.tb.cn"),
        OfferRef("600000000001"),
    )
    assert [item.start for item in found.items] == sorted(item.start for item in found.items)


@pytest.mark.parametrize("between", ["", ",", ";", ", ", "\n", "和", "|", " | ", "，"])
def test_links_are_told_apart_however_they_are_joined(between: str) -> None:
    assert ids(find(f"{ONE}{between}{TWO}")) == ["600000000001", "600000000002"]
    assert ids(find(f"{ONE}?spm=a.b{between or ' '}{TWO}")) == ["600000000001", "600000000002"]


def test_two_skus_of_an_offer_are_two_wishes() -> None:
    found = find(f"{ONE}?skuId=1 x5\n{ONE}?skuId=2 x6\n{ONE}")
    assert found.items == (
        OfferRef("600000000001", "1", quantity=5),
        OfferRef("600000000001", "2", quantity=6),
    )


def test_what_is_said_twice_is_joined_and_a_contradiction_is_asked_back() -> None:
    assert find(f"{ONE}\n{ONE}?skuId=7 x5").items == (OfferRef("600000000001", "7", quantity=5),)
    assert find(f"{ONE} x5\n{ONE} x5").items == (OfferRef("600000000001", quantity=5),)
    assert find(f"{ONE} x5\n{ONE} x6").items == (OfferRef("600000000001", doubt=5),)
    assert find(f"{ONE} x5, 20 шт").items == (OfferRef("600000000001", doubt=5),)


@pytest.mark.parametrize(
    "said",
    ["x20", "X20", "×20", "*20", "20 шт", "20 штук", "20件", "20个", "20 pcs", "20pc", "qty 20", "数量20"],
)
def test_a_quantity_beside_a_link_belongs_to_it(said: str) -> None:
    for text in (f"{ONE} {said}", f"{said} {ONE}", f"{ONE}\n{said}", f"{said}\n{ONE}", f"{ONE}, {said}, ok"):
        assert wanted(text) == [("600000000001", 20)]
        assert find(text.replace(ONE, SHORT)).items == (ShortLink(SHORT, quantity=20),)
    assert wanted(f"600000000001 {said}") == [("600000000001", 20)]


@pytest.mark.parametrize("glued", ["×20", "20件", "*20", "，20件", "x20"])
def test_a_quantity_may_be_glued_to_its_link(glued: str) -> None:
    assert wanted(f"{ONE}{glued}") == [("600000000001", 20)]


@pytest.mark.parametrize(
    "text",
    [
        "{a} x20 {b} x30",
        "x20 {a} x30 {b}",
        "{a}\n20 шт\n{b}\n30 шт",
        "20 шт\n{a}\n30 шт\n{b}",
        "{a}\n20 шт\n\n{b}\n\n30 шт",
        "{a}, 20 шт, {b}, 30 шт",
        "20 шт: {a}, 30 шт: {b}",
        "{a} 20件{b} 30件",
        "1) {a} — 20 шт\n2) {b} — 30 шт",
        "{a}\n{b} x30\nx20 {a}",
    ],
)
def test_each_link_takes_its_own_quantity(text: str) -> None:
    assert wanted(text.format(a=ONE, b=TWO)) == [("600000000001", 20), ("600000000002", 30)]


def test_a_quantity_stays_with_the_nearest_link_only() -> None:
    assert wanted(f"{ONE} {TWO} x5") == [("600000000001", None), ("600000000002", 5)]
    assert wanted(f"{ONE}\nвот\nещё\n20 шт") == [("600000000001", None)]
    assert wanted(f"https://m.tb.cn/h.x x9\n{ONE}") == [("600000000001", None)]


@pytest.mark.parametrize(
    "noise", ["CZ9885", "¥20", "20 ₽", "20元", "0927", "【20件装】", "【100件】", "10-20 шт", "x0", "1.5 шт"]
)
def test_codes_prices_and_titles_are_no_quantities(noise: str) -> None:
    for text in (f"{noise} {ONE}", f"{ONE} {noise}"):
        assert find(text).items == (OfferRef("600000000001"),)


@pytest.mark.parametrize("said", ["x１０", "10.0 шт", "x010", "\u202ex10", "x10\u202d"])
def test_an_uncertain_quantity_is_asked_back(said: str) -> None:
    assert find(f"{ONE} {said}").items == (OfferRef("600000000001", doubt=10),)


def test_a_hundred_links_are_read_and_the_rest_is_counted() -> None:
    links = [f"https://detail.1688.com/offer/{600000000001 + n}.html" for n in range(MOST_LINKS + 5)]
    assert MOST_LINKS == 100
    assert (len(find(" ".join(links[:MOST_LINKS])).items), find(" ".join(links[:MOST_LINKS])).left_out) == (100, 0)
    found = find(" ".join([*links, links[0], "https://e.example/"]))
    assert ids(found) == [str(600000000001 + n) for n in range(MOST_LINKS)]
    assert (found.left_out, [each.reason for each in found.rejected]) == (5, [Reason.FOREIGN_HOST])
    assert merge(found, {}).left_out == 5


def test_refusals_never_grow_without_end() -> None:
    found = find(" ".join(f"https://e{n}.example/" for n in range(300)) + f" {ONE}")
    assert len(found.rejected) == MOST_LINKS
    assert ids(found) == ["600000000001"]


def test_a_rejection_shows_only_the_beginning_of_a_long_text() -> None:
    (rejected,) = find("https://evil.example/" + "a" * 4000).rejected
    assert len(rejected.text) == 200


# Where a short link ended.


@pytest.mark.parametrize(
    ("final_url", "body"),
    [
        ("https://m.1688.com/offer/945020396141.html?share_token=x", ""),
        ("https://detail.1688.com/offer/945020396141.html", "<html>"),
        ("wireless1688://ma.m.1688.com/plugin?url=https%3A%2F%2Fm.1688.com%2Foffer%2F945020396141.html", ""),
        (
            SHORT,
            "<script>location='wireless1688://ma.m.1688.com/plugin?url="
            "https%3A%2F%2Fm.1688.com%2Foffer%2F945020396141.html%3Ftoken%3D1'</script>",
        ),
        ("https://dj.1688.com/ci_king?a=1", 'data-x="object_id@945020396141^object_type@offer"'),
        ("https://www.1688.com/x", "object_id%40945020396141%5Eobject_type%40offer"),
        ("https://dj.1688.com/ci_king?a=1", "object_id@945020396141^object_type@offer " * 3),
    ],
)
def test_a_short_link_is_understood_by_where_it_ended(final_url: str, body: str) -> None:
    assert resolve(final_url, body) == OfferRef("945020396141")


@pytest.mark.parametrize(
    ("final_url", "body", "reason"),
    [
        ("https://login.1688.com/member/signin.htm", "", Reason.SHORT_LINK_UNREADABLE),
        (
            "https://login.1688.com/member/signin.htm",
            "object_id@945020396141^object_type@offer",
            Reason.SHORT_LINK_UNREADABLE,
        ),
        ("https://punish.1688.com/x", "", Reason.SHORT_LINK_UNREADABLE),
        ("https://m.1688.com/offer/945020396141.html/_____tmd_____/punish?x5secdata=1", "", None),
        ("https://qr.1688.com/_____tmd_____/punish", "", Reason.SHORT_LINK_UNREADABLE),
        (SHORT, "", Reason.SHORT_LINK_UNREADABLE),
        (SHORT, "_____tmd_____ object_id@945020396141^object_type@offer", Reason.SHORT_LINK_UNREADABLE),
        (
            SHORT,
            "object_id@945020396141^object_type@offer object_id@945020396142^object_type@offer",
            Reason.SHORT_LINK_UNREADABLE,
        ),
        (SHORT, "object_id@945020396141^object_type@shop", Reason.SHORT_LINK_UNREADABLE),
        (SHORT, " " * 70_000 + "object_id@945020396141^object_type@offer", Reason.SHORT_LINK_UNREADABLE),
        ("https://www.1688.com/", "", Reason.SHORT_LINK_UNREADABLE),
        ("", "", Reason.SHORT_LINK_UNREADABLE),
        ("945020396141", "", Reason.SHORT_LINK_UNREADABLE),
        ("https://shop-example.1688.com/", "", Reason.SHOP_PAGE),
        ("https://item.taobao.com/item.htm?id=1", "", Reason.TAOBAO),
        ("https://evil.example/", "object_id@945020396141^object_type@offer", Reason.FOREIGN_HOST),
        ("https://m.1688.com.evil.example/offer/945020396141.html", "", Reason.FOREIGN_HOST),
        (SHORT, "wireless1688://evil.example/p?url=https%3A%2F%2Fm.1688.com%2Foffer%2F945020396141.html", None),
    ],
)
def test_a_short_link_that_leads_elsewhere_is_never_guessed(final_url: str, body: str, reason: Reason | None) -> None:
    ended = resolve(final_url, body)
    assert isinstance(ended, NoOffer)
    assert ended.reason is (reason or Reason.SHORT_LINK_UNREADABLE)


def test_resolved_links_take_their_place_and_their_quantity() -> None:
    other = "https://dj.1688.com/ci_king?a=1"
    found = find(f"{ONE} x2\n{SHORT} x3\n{other}\nhttps://qr.1688.com/s/later")
    merged = merge(
        found,
        {SHORT: OfferRef("600000000009", "5"), other: NoOffer(Reason.SHORT_LINK_UNREADABLE, other)},
    )
    assert merged.items == (
        OfferRef("600000000001", quantity=2),
        OfferRef("600000000009", "5", quantity=3),
        NoOffer(Reason.SHORT_LINK_UNREADABLE, other),
        ShortLink("https://qr.1688.com/s/later"),
    )
    assert [item.start for item in merged.items] == [item.start for item in found.items]


def test_a_resolved_link_to_a_known_offer_is_no_second_offer() -> None:
    found = find(f"{ONE}\n{SHORT} x3")
    assert merge(found, {SHORT: OfferRef("600000000001")}).items == (OfferRef("600000000001", quantity=3),)


# /buy


@pytest.mark.parametrize(
    ("args", "item", "words"),
    [
        ("600000000001 50 white/M", OfferRef("600000000001"), "50 white/M"),
        ("600000000001", OfferRef("600000000001"), ""),
        ("123456789 5", OfferRef("123456789"), "5"),
        ("600000000001, 5, red", OfferRef("600000000001"), ", 5, red"),
        ("600000000001 \u202e12", OfferRef("600000000001"), "\u202e12"),
        (f"{ONE} 50 white/M", OfferRef("600000000001"), "50 white/M"),
        (f"{ONE} white/M x50", OfferRef("600000000001", quantity=50), "white/M x50"),
        (f"{ONE}\n50\nwhite", OfferRef("600000000001"), "50\nwhite"),
        (f"{ONE}?skuId=7 50", OfferRef("600000000001", "7"), "50"),
        (f"50 {ONE} white", OfferRef("600000000001"), "50\nwhite"),
        (f"x50 {ONE}", OfferRef("600000000001", quantity=50), "x50"),
        (f"{SHORT} 50 red", ShortLink(SHORT), "50 red"),
        (f"【杯垫】查看：{SHORT} CZ3504 50 red", ShortLink(SHORT), "50 red"),
        ("商品 600000000001", OfferRef("600000000001", bare=True), "商品"),
    ],
)
def test_a_buy_command_names_one_offer_and_the_words_beside_it(
    args: str, item: OfferRef | ShortLink, words: str
) -> None:
    named = parse_buy(args)
    assert named == item
    assert not isinstance(named, NoOffer)
    assert [line.strip() for line in named.words.split("\n")] == words.split("\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{ONE} 5 {TWO} 3", ["5", "3"]),
        (f"{ONE}\nNavy/M 5\n{TWO}\nred 3", ["Navy/M 5", "red 3"]),
        (f"Navy/M 5\n{ONE}\nred 3\n{TWO}", ["Navy/M 5", "red 3"]),
        (f"1) {ONE} white\n2) {TWO} x3 black", ["white", "black"]),
        (f"Hello,\n{ONE} x5\n{TWO} x3 for the fair", ["Hello,", "for the fair"]),
        (f"0927 {SHORT} CZ3504 white", ["white"]),
        (f"【胡桃木杯垫】复制￥BguwABK30Dcav￥，打开【手机阿里】查看：{SHORT} CZ9885", [""]),
        (f"{ONE} x5\n{ONE} white", ["white"]),
        (f"{ONE} x5, 20 шт", ["x5, 20 шт"]),
    ],
)
def test_each_link_keeps_the_words_beside_it(text: str, words: list[str]) -> None:
    named = [item for item in find(text).items if not isinstance(item, NoOffer)]
    assert [item.words.strip() for item in named] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"【收纳箱】复制￥qS3RxkY00maat￥,打开【手机阿里】查看：{SHORT} CZ3504", ""),
        (f"【收纳箱】复.制，￥xUdl7C32aBao￥，在【手机阿里】或【支付宝】查看。{SHORT}", ""),
        (
            f"吱口令：【外套】￥EjlWVUC96BIav￥，复制这条信息，打开【支付宝】在首页搜索中粘贴该信息查看。CZ1449。{SHORT}",
            "",
        ),
        (f"SearchCode:￥1688精选353589601￥，复制这条信息，打开【支付宝】即可查看商品详情。【外套】CZ2772 {SHORT}", ""),
        (f"【耳罩】￥ipZoSS32hcav￥，复制这条信息，在【手机阿里】或【支付宝】查看。 {SHORT}", ""),
        (f"「2024新款陶瓷杯 350ml」{SHORT} 复制打开1688APP 查看商品👀", ""),
        (f"我在1688发现了一件好货👍：「陶瓷马克杯」，快来看看吧！{SHORT}", ""),
        (f"【1688】{SHORT} 「陶瓷杯 12个装」\n点击链接直接打开 或者 打开1688搜索直接打开", ""),
        (f"【陶瓷杯】长按复制此条消息，打开1688APP即可查看 {SHORT}", ""),
        (f"分享一个商品给你：【陶瓷杯】{SHORT}（来自1688）", ""),
        (f"复制打开👉{SHORT}👈，【陶瓷杯】，白色", "白色"),
        (f"{SHORT} ￥oDuI8ZZ00nSaf￥ CZ2172 白色 / M", "白色 / M"),
        (f"复制打开 {SHORT} 50 white", "50 white"),
        (f"{SHORT} white, M!", "white, M!"),
    ],
)
def test_what_the_app_adds_to_a_shared_product_is_no_word_of_its_sender(text: str, words: str) -> None:
    (named,) = find(text).items
    assert isinstance(named, ShortLink)
    assert (named.url, " ".join(named.words.split()), named.quantity) == (SHORT, words, None)


TRACE = "object_id@620201390233^object_type@offer"


@pytest.mark.parametrize(
    ("link", "read"),
    [
        (f"https://m.1688.com/page/index.html?{TRACE}", "620201390233"),
        (f"https://air.1688.com/app/x.html?traceInfo={quote(TRACE + '^trace@212bbb^keyword@轮胎')}", "620201390233"),
        (f"https://detail.1688.com/offer.html?a=1#{TRACE}", "620201390233"),
        (f"https://detail.1688.com/offer/600000000001.html?traceInfo={TRACE}", "600000000001"),
        (f"https://air.1688.com/app/x.html?a={TRACE}&b=object_id@600000000001^object_type@offer", Reason.NOT_A_PRODUCT),
        (f"https://s.1688.com/youyuan/index.htm?{TRACE}", Reason.SEARCH_PAGE),
        (f"https://winport.m.1688.com/page/index.html?traceInfo={TRACE}", Reason.SHOP_PAGE),
        ("https://air.1688.com/app/x.html?object_id@620201390233^object_type@member", Reason.NOT_A_PRODUCT),
    ],
)
def test_the_trace_of_a_link_names_its_offer_if_nothing_else_does(link: str, read: str | Reason) -> None:
    (item,) = find(link).items
    assert (item.reason if isinstance(item, NoOffer) else getattr(item, "offer_id", "")) == read


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ("", Reason.NOTHING),
        ("blue shirt 50", Reason.NOTHING),
        ("13800000001 5", Reason.PHONE_NUMBER),
        ("https://item.taobao.com/item.htm?id=1 5", Reason.TAOBAO),
        (f"{ONE} {TWO} 5", Reason.TOO_MANY),
    ],
)
def test_a_buy_command_without_one_offer_is_refused(args: str, reason: Reason) -> None:
    refused = parse_buy(args)
    assert isinstance(refused, NoOffer)
    assert refused.reason is reason


# Properties.

offer_ids = st.integers(min_value=10**8, max_value=10**13 - 1).map(str)
FORMS = [
    "https://detail.1688.com/offer/{}.html",
    "http://detail.1688.com/offer/{}.html?spm=a.b&c=1",
    "detail.1688.com/offer/{}.html",
    "https://detail.1688.com/offer/{}.html#detail",
    "HTTPS://DETAIL.1688.COM/offer/{}.html",
    "https://m.1688.com/offer/{}.html",
    "m.1688.com/offer/{}.html?a=b",
    "http://detail.m.1688.com/page/index.html?offerId={}",
    "detail.m.1688.com/page/index.htm?trace_log=x&offerId={}",
    "wireless1688://ma.m.1688.com/plugin?url=https%3A%2F%2Fm.1688.com%2Foffer%2F{}.html",
]
noise = st.text(st.characters(exclude_characters="/", exclude_categories=["Nd", "Cs"]), max_size=60)
before = st.sampled_from([" ", "\n", "（", "，", "看", "《", "\u3000", ": ", "👉"])
after = st.sampled_from([" ", "\n", "）。", "，", ", ", ". ", "好", "！", "\u3000", "》", ") "])


@given(offer_ids, st.sampled_from(FORMS), noise, before, after, noise)
def test_an_offer_is_found_in_any_form_in_any_company(
    offer_id: str, form: str, left: str, opening: str, closing: str, right: str
) -> None:
    assert ids(find(left + opening + form.format(offer_id) + closing + right)) == [offer_id]


@given(st.lists(st.tuples(offer_ids, st.sampled_from(FORMS)), min_size=1, max_size=MOST_LINKS))
def test_all_offers_are_found_in_order(named: list[tuple[str, str]]) -> None:
    found = find("\n".join(form.format(offer_id) for offer_id, form in named))
    assert ids(found) == list(dict.fromkeys(offer_id for offer_id, _ in named))
    assert len(found.items) == len(found.offers)


@given(
    st.lists(
        st.tuples(offer_ids, st.integers(min_value=1, max_value=quantity.LARGEST)),
        min_size=1,
        max_size=MOST_LINKS,
        unique_by=lambda pair: pair[0],
    ),
    st.sampled_from(["x{}", "×{}", "{} шт", "{}件", "{} pcs", "qty {}"]),
    st.sampled_from([" ", ", ", "\n", " — "]),
)
def test_every_link_of_a_list_keeps_its_quantity(lines: list[tuple[str, int]], form: str, between: str) -> None:
    text = "\n".join(f"{FORMS[0].format(i)}{between}{form.format(n)}" for i, n in lines)
    assert wanted(text) == lines


@given(st.text(max_size=300))
def test_no_text_raises_and_none_is_answered_with_silence(text: str) -> None:
    found = find(text)
    assert found.items
    assert isinstance(parse_buy(text), OfferRef | ShortLink | NoOffer)
    assert isinstance(resolve(text, text), OfferRef | NoOffer)


PIECES = (
    "https :// detail . 1688 .com m /offer/ 600000000001 .html ? & skuId= offerId= # @ : \\ 443 x20 20 шт 件 \n"
    " % %2F wireless1688 plugin url= qr s evil.example е 中 ， 【 】 \u200b \u202e * ( ) , ; = + ￥ \ud800"
)
pieces_of_links = st.lists(st.sampled_from([" ", *PIECES.split(" ")]), max_size=40).map("".join)


@given(pieces_of_links)
def test_broken_links_never_raise_and_places_stay_in_order(text: str) -> None:
    found = find(text)
    starts = [item.start for item in found.items]
    assert starts == sorted(starts)
    assert all(item.offer_id.isascii() and item.offer_id.isdigit() for item in found.offers)
    assert all(url.startswith(("https://qr.1688.com/", "https://dj.1688.com/")) for url in _urls(found))
    assert isinstance(parse_buy(text), OfferRef | ShortLink | NoOffer)
    assert isinstance(resolve(text, text), OfferRef | NoOffer)


def _urls(found: Found) -> list[str]:
    return [link.url for link in found.short_links]


@given(offer_ids, st.sampled_from(FORMS[:7]), st.from_regex(r"[a-z]{1,8}(\.[a-z]{2,5}){1,2}", fullmatch=True))
def test_our_page_on_another_host_is_never_ours(offer_id: str, form: str, host: str) -> None:
    link = form.format(offer_id)
    scheme = "https://" if "://" in link else ""
    path = link.partition("://")[2] or link
    assert find(f"{scheme}{host}/{link}").offers == ()
    assert find(f"{scheme}{host}/?u={link}").offers == ()
    assert find(f"https://{path.partition('/')[0]}.{host}/offer/{offer_id}.html").offers == ()
    assert find(f"https://{path.partition('/')[0]}@{host}/offer/{offer_id}.html").offers == ()


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "1", "/", "://", ".", "a.", "a://", "https://", "https://a", "x20 ", "x1 ", "@", ":", "=", "é", "中"),
        *("中a", "-", "*", "【", "【】", "a,", ",a.b", ",a.b/", "%", "&amp;", "?", "1688.", "1688.com ", "1688.com/,"),
        *("https://1688.com/,", "https://1688.com/a", "https://detail.1688.com/offer/", ONE, ONE + " ", "\n x20"),
        *("wireless1688://", "wireless1688://ma.m.1688.com/plugin?url=", "676651652931 ", "1 000 ", "1.1.", "qty "),
        *("http://a,", "https://m.1688.com/page/?&a=", "\u200b", "\u202e", "13800000001 ", "object_id@"),
    ],
    ids=repr,
)
def test_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    text = (unit * LENGTH)[:LENGTH]
    assert find(text).items
    assert isinstance(parse_buy(text), OfferRef | ShortLink | NoOffer)
    assert isinstance(resolve("https://dj.1688.com/ci_king?a=1", text), OfferRef | NoOffer)
