"""What every way to buy must do in the pretend world: goods, prices, refusals, orders."""

from collections.abc import Awaitable, Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.market.errors import MarketError, Misunderstood, NotAllowed, NotFound, Rejected
from bot.market.port import Market, Placed, Refused, Unclear, Unsent
from bot.purchasing.money import Fen, fen_from_yuan
from bot.purchasing.offers.offer import PriceBy
from bot.purchasing.offers.search import Search, SearchFilter, SearchPage, Sort
from bot.purchasing.snapshot import Line
from tests.pictures.labels import written

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOME = "761204518"
KINDS = {
    "plain": PriceBy.OFFER,
    "range": PriceBy.OFFER,
    "sku": PriceBy.SKU,
    "sku_range": PriceBy.QUANTITY,
    "lot": PriceBy.OFFER,
    "mixed": PriceBy.OFFER,
    "sold_out": PriceBy.OFFER,
    "delisted": PriceBy.OFFER,
    "no_api": PriceBy.OFFER,
    "split": PriceBy.OFFER,
}


async def test_every_good_of_the_world_is_read_as_it_is(side: Any) -> None:
    rows = await side.look("goods")
    assert {row["kind"] for row in rows} == set(KINDS)
    for row in rows:
        offer = await side.gateway.offer(row["offer_id"], "en")
        assert offer.offer_id == row["offer_id"]
        assert (offer.title, offer.title_translated) == (row["title"], row["title_en"])
        assert (offer.minimum, offer.lot, offer.stock) == (row["min_order"], row["lot"], row["stock"])
        assert offer.on_sale is (row["status"] == "published")
        assert [(s.spec_id, s.sku_id, s.stock) for s in offer.skus] == [
            (s["spec_id"], s["sku_id"], s["stock"]) for s in row["skus"] if s["spec_id"] != s["sku_id"]
        ]
        assert offer.seller.company == row["seller"]
        assert offer.image_url == side.url + row["picture"]


@pytest.mark.parametrize(("kind", "by"), KINDS.items())
async def test_a_price_by_the_page_is_what_the_world_asks(cross: Any, kind: str, by: PriceBy) -> None:
    row = await cross.goods(kind)
    offer = await cross.gateway.offer(row["offer_id"], "en")
    assert offer.price_by is by
    if by is PriceBy.SKU:
        assert [sku.price for sku in offer.skus] == [fen_from_yuan(sku["price"]) for sku in row["skus"]]
    else:
        assert [(t.start, t.price) for t in offer.tiers] == [
            (tier["start"], fen_from_yuan(tier["price"])) for tier in row["tiers"]
        ]


@pytest.mark.parametrize(("language", "key"), [("en", "title_en"), ("ru", "title_ru"), ("zh", "title_en")])
async def test_titles_and_variants_are_translated(cross: Any, language: str, key: str) -> None:
    row = await cross.goods("sku")
    offer = await cross.gateway.offer(row["offer_id"], language)
    assert (offer.title, offer.title_translated) == (row["title"], row[key])
    colour = offer.skus[0].attributes[0]
    assert (colour.name, colour.value) == ("颜色", "白色")
    assert colour.value_translated == {"title_en": "White", "title_ru": "Белый"}[key]


async def test_an_offer_that_is_not_there_is_not_found(side: Any) -> None:
    with pytest.raises(NotFound):
        await side.gateway.offer("600000000000", "en")


async def test_a_search_finds_goods_by_their_words_and_pages_on(side: Any) -> None:
    hits = (await side.gateway.search(Search("mug"), 1, "en")).hits
    offers = {row["offer_id"]: row for row in await side.look("goods")}
    assert hits
    for hit in hits:
        row = offers[hit.offer_id]
        assert (hit.title, hit.title_translated, hit.minimum) == (row["title"], row["title_en"], row["min_order"])
        assert hit.price == fen_from_yuan(row["price"])
    everything = [await side.gateway.search(Search(" "), page, "en") for page in (1, 2, 3)]
    assert [(page.pages, len(page.hits)) for page in everything] == [(2, 20), (2, 13), (2, 0)]
    seen = [hit.offer_id for page in everything for hit in page.hits]
    assert len(seen) == len(set(seen)) == sum(row["status"] == "published" for row in offers.values())
    assert await side.gateway.search(Search("zzzz"), 1, "en") == SearchPage((), 1)


async def photo(side: Any, *titles: str) -> bytes:
    """A JPEG of goods side by side on a table."""
    rows, table = await side.look("goods"), Image.new("RGB", (540 * len(titles), 560), (240, 240, 240))
    for place, title in enumerate(titles):
        row = next(row for row in rows if title in row["title_en"])
        drawn = Image.open(BytesIO((await side.http.get(row["picture"])).content)).convert("RGB").resize((500, 500))
        table.paste(drawn, (540 * place + 20, 30))
    return written(table, "JPEG")


async def test_a_picture_finds_goods_and_another_part_of_it_others(side: Any) -> None:
    number = await side.gateway.upload_picture(await photo(side, "Nordic ceramic mug", "USB rechargeable"))
    pages = [await side.gateway.search(Search(picture=number), 1, "en")]
    pages += [await side.gateway.search(Search(picture=number, region=part), 1, "en") for part in pages[0].regions]
    assert (len(pages), pages[0]) == (3, pages[1])
    firsts = {page.hits[0].title_translated.partition(",")[0] for page in pages}
    assert firsts == {"Nordic ceramic mug", "LED desk lamp"}
    assert all(hit.place.startswith("广东省") for page in pages for hit in page.hits)
    assert (await side.calls("product.image.upload"), await side.calls("product.search.imageQuery")) == (1, 3)


async def test_a_search_is_narrowed_down_and_sorted_by_1688(cross: Any) -> None:
    await cross.sim(f"goods/{(await cross.goods('plain'))['offer_id']}", ship_hours=72)
    everything = (await cross.gateway.search(Search(" "), 1, "en"), await cross.gateway.search(Search(" "), 2, "en"))
    hits = [hit for page in everything for hit in page.hits]
    every = [await cross.gateway.offer(hit.offer_id, "en") for hit in hits]
    soon = {each.offer_id for each in every if each.ship_within in ("24 h", "48 h")}
    for kept, fits in (
        (SearchFilter(lowest=Fen(300), highest=Fen(990)), lambda hit: 300 <= hit.price <= 990),
        (SearchFilter(factory=True), lambda hit: hit.factory),
        (SearchFilter(soon=True), lambda hit: hit.offer_id in soon),
    ):
        pages = [await cross.gateway.search(Search(" ", filter=kept), page, "en") for page in (1, 2)]
        found = {hit.offer_id for page in pages for hit in page.hits}
        assert found == {hit.offer_id for hit in hits if fits(hit)}
        assert 0 < len(found) < len(hits)
    cheap = await cross.gateway.search(Search("mug", filter=SearchFilter(sort=Sort.PRICE)), 1, "en")
    sold = await cross.gateway.search(Search("mug", filter=SearchFilter(sort=Sort.SOLD)), 1, "en")
    assert [hit.price for hit in cheap.hits] == sorted(hit.price for hit in cheap.hits)
    assert {hit.offer_id for hit in sold.hits} == {hit.offer_id for hit in cheap.hits}
    assert sold.hits != cheap.hits


async def test_a_picture_without_a_number_is_not_searched_and_one_of_nothing_finds_nothing(cross: Any) -> None:
    mug = await photo(cross, "Nordic ceramic mug")
    number = await cross.gateway.upload_picture(mug)
    wall = await cross.gateway.upload_picture(written(Image.new("RGB", (800, 600), "white"), "JPEG"))
    assert await cross.gateway.search(Search(picture=wall), 1, "en") == SearchPage((), 1)
    await cross.sim("market", nothing_alike=True, no_picture_id=True)
    assert (await cross.gateway.search(Search(picture=number), 1, "en")).hits == ()
    for picture in (mug, written(Image.new("RGB", (40, 40)), "JPEG"), b"no picture"):
        with pytest.raises(Misunderstood):
            await cross.gateway.upload_picture(picture)
    with pytest.raises(Rejected):
        await cross.gateway.search(Search(picture="1"), 1, "en")


MONTH = (date(2026, 10, 25), date(2026, 11, 24))
FINDING: dict[str, Callable[[Market], Awaitable[object]]] = {
    "product.image.upload": lambda market: market.upload_picture(b""),
    "product.search.imageQuery": lambda market: market.search(Search(picture="1"), 1, "en"),
    "product.analyze.getThirtyDayMedianPriceTrendNew": lambda market: market.median_price("655000111222", *MONTH),
}


@pytest.mark.parametrize("name", FINDING)
async def test_a_call_for_finding_goods_that_is_not_granted_says_so(cross: Any, name: str) -> None:
    await cross.sim("market", denied=[name])
    with pytest.raises(NotAllowed):
        await FINDING[name](cross.gateway)


async def test_the_median_price_of_a_month_is_near_what_is_asked(side: Any) -> None:
    row = await side.goods("plain")
    median = await side.gateway.median_price(row["offer_id"], *MONTH)
    assert median in range(1225, 1276)
    assert await side.gateway.median_price(row["offer_id"], date(2026, 11, 24), date(2026, 11, 24)) is None
    assert await side.calls("product.analyze.getThirtyDayMedianPriceTrendNew") == 2


async def test_what_1688_says_of_a_seller_is_read_with_the_offer(side: Any) -> None:
    told = set()
    for row in await side.look("goods"):
        seller = (await side.gateway.offer(row["offer_id"], "en")).seller
        told.add((seller.company, seller.factory, seller.refund_percent, seller.on_time_percent))
    assert len(told) == 8
    assert {each[1] for each in told} == {True, False}
    assert all(refunded.endswith("%") and punctual.endswith("%") for _, _, refunded, punctual in told)


async def test_the_accounts_addresses_are_read_with_their_default(side: Any) -> None:
    addresses = await side.gateway.addresses()
    assert [address.address_id for address in addresses if address.default] == [HOME]
    assert len(addresses) == 3
    assert addresses[0].city == "金华市"
    assert addresses[0].full.endswith("稠江街道 货运仓库3号楼2层A区")


@pytest.mark.parametrize(("quantity", "unit"), [(10, 320), (99, 320), (100, 290), (999, 290), (1000, 255)])
async def test_a_preview_follows_the_price_tiers(side: Any, quantity: int, unit: int) -> None:
    row = await side.goods("range")
    await side.sim(f"goods/{row['offer_id']}", freight_fen=1500)
    preview = await side.gateway.preview([Line(row["offer_id"], None, quantity)], HOME)
    assert (preview.goods, preview.freight, preview.total) == (unit * quantity, 1500, unit * quantity + 1500)
    assert preview.parts[0].prices[0].price == unit
    assert preview.trade_mode


async def test_a_preview_knows_the_price_of_the_variant(naming: Any) -> None:
    row = await naming.goods("sku")
    for sku in (row["skus"][0], row["skus"][3]):
        preview = await naming.gateway.preview([Line(row["offer_id"], sku["spec_id"], 3)], HOME)
        assert preview.goods == 3 * fen_from_yuan(sku["price"])


async def test_a_preview_reckons_by_weight_where_the_seller_does(naming: Any) -> None:
    row = await naming.goods("plain")
    light, heavy = [await naming.gateway.preview([Line(row["offer_id"], None, pieces)], HOME) for pieces in (1, 20)]
    assert 0 < light.freight < heavy.freight


async def test_a_good_without_a_trade_mode_cannot_be_ordered(side: Any) -> None:
    row = await side.goods("no_api")
    preview = await side.gateway.preview([Line(row["offer_id"], None, row["min_order"])], HOME)
    assert not preview.trade_mode


async def test_a_preview_shows_every_order_of_a_split_one(naming: Any) -> None:
    preview = await naming.gateway.preview([Line((await naming.goods("split"))["offer_id"], None, 30)], HOME)
    assert [part.goods for part in preview.parts] == [20 * 990, 10 * 990]
    assert preview.total == sum(part.total for part in preview.parts)


REFUSALS = {
    "500_001": ("delisted", None, 1),
    "500_002": ("sku", None, 2),
    "500_003": ("sku", "0" * 32, 2),
    "500_004": ("plain", None, 6000),
    "500_005": ("range", None, 9),
    "500_006": ("mixed", None, 1),
    "500_009": ("lot", None, 21),
}


@pytest.mark.parametrize("code", REFUSALS)
async def test_what_cannot_be_bought_is_refused_by_preview_and_create(naming: Any, code: str) -> None:
    kind, spec_id, quantity = REFUSALS[code]
    row = await naming.goods(kind)
    line = Line(row["offer_id"], spec_id, quantity)
    with pytest.raises(Rejected) as refusal:
        await naming.gateway.preview([line], HOME)
    assert (refusal.value.code, type(refusal.value)) == (code, Rejected)
    assert row["offer_id"] in refusal.value.reason
    outcome = await naming.place({**row, "skus": [{"spec_id": spec_id, "price": row["price"]}]}, quantity)
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.reason) == (code, refusal.value.reason)
    assert await naming.ledger() == []


@pytest.mark.parametrize(("kind", "quantity", "code"), [("no_api", 500, "500_001"), ("sold_out", 1, "500_004")])
async def test_what_no_preview_was_asked_for_is_refused_all_the_same(
    naming: Any, kind: str, quantity: int, code: str
) -> None:
    outcome = await naming.place(await naming.goods(kind), quantity)
    assert isinstance(outcome, Refused)
    assert outcome.code == code
    assert await naming.ledger() == []


async def test_a_price_of_nothing_is_refused(naming: Any) -> None:
    row = await naming.goods("sku")
    await naming.sim(f"goods/{row['offer_id']}", price="0")
    with pytest.raises(Rejected) as refusal:
        await naming.gateway.preview([Line(row["offer_id"], row["skus"][0]["spec_id"], 2)], HOME)
    assert refusal.value.code == "500_008"


async def test_an_order_is_placed_with_its_id_and_total(side: Any) -> None:
    outcome = await side.place(await side.goods("plain"), 2)
    assert isinstance(outcome, Placed)
    (order,) = outcome.orders
    (row,) = await side.ledger()
    assert order.order_id == row["id"]
    assert order.total in (row["total_fen"], None)
    assert (order.total is None) is (side.way == "one_click")
    assert outcome.failed == ()
    assert await side.calls(side.create_call) == 1
    assert [(line["quantity"], line["price_fen"]) for line in row["lines"]] == [(2, 1250)]


async def test_what_was_previewed_is_what_is_charged(naming: Any) -> None:
    for kind, quantity in (("range", 100), ("sku", 3), ("sku_range", 100), ("lot", 30), ("mixed", 25)):
        row = await naming.goods(kind)
        placing = naming.placing(row, quantity, f"CG-{kind}")
        preview = await naming.gateway.preview(placing.lines, HOME)
        outcome = await naming.gateway.place(naming.gateway.body(placing))
        assert isinstance(outcome, Placed)
        assert outcome.orders[0].total == preview.total == (await naming.ledger())[-1]["total_fen"]


async def test_reference_address_and_note_arrive(naming: Any) -> None:
    other = next(each for each in await naming.gateway.addresses() if not each.default)
    outcome = await naming.place(
        await naming.goods("sku"), 2, "CG-77", address_id=other.address_id, message="请用大纸箱"
    )
    assert isinstance(outcome, Placed)
    (row,) = await naming.look("orders")
    assert (row["out_order_id"], row["message"]) == ("CG-77", "请用大纸箱")
    assert row["address"] == "广东省 广州市 白云区"
    assert (await naming.gateway.look(outcome.orders[0].order_id)).out_order_id == "CG-77"


async def test_a_split_purchase_is_several_orders_of_one_reference(naming: Any) -> None:
    outcome = await naming.place(await naming.goods("split"), 30, "CG-5")
    assert isinstance(outcome, Placed)
    rows = await naming.ledger()
    assert [(order.order_id, order.total) for order in outcome.orders] == [(r["id"], r["total_fen"]) for r in rows]
    assert [row["lines"][0]["quantity"] for row in rows] == [20, 10]
    found = await naming.gateway.find("CG-5")
    assert sorted(order.order_id for order in found) == sorted(row["id"] for row in rows)


async def test_a_purchase_of_which_a_part_is_gone_is_placed_and_names_what_failed(naming: Any) -> None:
    row = await naming.goods("split")
    outcome = await naming.place(row, 90)
    assert isinstance(outcome, Placed)
    assert [order.order_id for order in outcome.orders] == [each["id"] for each in await naming.ledger()]
    assert [(line.offer_id, line.code) for line in outcome.failed] == [(row["offer_id"], "500_004")]


async def test_refusals_by_words_are_refusals(naming: Any) -> None:
    row = await naming.goods("plain")
    strange_address = await naming.place(row, address_id="1")
    strange_mode = await naming.place(row, trade_mode="barter")
    assert isinstance(strange_address, Refused)
    assert strange_address.reason.startswith("AddressId invalid")
    assert isinstance(strange_mode, Refused)
    assert strange_mode.reason.startswith("not support tradeType")
    assert await naming.ledger() == []


async def test_a_create_call_that_is_not_granted_was_proved_unsent(naming: Any) -> None:
    await naming.sim("market", denied=[naming.create_call])
    outcome = await naming.place(await naming.goods("plain"))
    assert isinstance(outcome, Unsent)
    assert not outcome.needs_look
    assert await naming.ledger() == []


REPEATS = {"second": (Placed, 2), "first": (Placed, 1), "refuse": (Unclear, 1)}


@pytest.mark.parametrize("repeat", REPEATS)
async def test_a_repeated_reference_ends_as_the_market_likes(naming: Any, repeat: str) -> None:
    kind, count = REPEATS[repeat]
    await naming.sim("market", repeat=repeat)
    row = await naming.goods("plain")
    first, second = await naming.place(row), await naming.place(row)
    assert isinstance(first, Placed)
    assert isinstance(second, kind)
    assert len(await naming.ledger()) == count == len(await naming.gateway.find("CG-1"))
    if repeat == "first":
        assert isinstance(second, Placed)
        assert second.orders == first.orders


async def test_what_is_kept_of_an_answer_holds_no_secret(side: Any) -> None:
    outcome = await side.place(await side.goods("plain"))
    assert outcome.raw
    for secret in (side.world.credentials.app_secret, side.world.credentials.access_token):
        assert secret not in outcome.raw


@pytest.mark.parametrize(("switch", "status"), [("paid", "waitsellersend"), ("cancelled", "cancel")])
async def test_one_click_is_placed_whatever_becomes_of_it(one_click: Any, switch: str, status: str) -> None:
    await one_click.sim("market", one_click=switch)
    outcome = await one_click.place(await one_click.goods("plain"))
    assert isinstance(outcome, Placed)
    assert outcome.orders[0].word == switch
    (row,) = await one_click.ledger()
    assert (row["status"], row["paid_fen"]) == (status, row["total_fen"])
    assert row["out_order_id"] is None
    report = await one_click.gateway.look(outcome.orders[0].order_id)
    assert report.word == status


@pytest.mark.parametrize("kind", ["sku", "sold_out", "delisted", "no_api", "split"])
async def test_what_one_click_cannot_buy_is_refused_in_words(one_click: Any, kind: str) -> None:
    row = await one_click.goods(kind)
    outcome = await one_click.place(row, max(2, row["min_order"], 30 if kind == "split" else 0))
    assert isinstance(outcome, Refused)
    assert outcome.reason
    assert await one_click.ledger() == []


async def test_one_click_refuses_another_price(one_click: Any) -> None:
    row = await one_click.goods("plain")
    outcome = await one_click.place({**row, "tiers": [{"start": 1, "price": "11.00"}]})
    assert isinstance(outcome, Refused)
    assert "12.50" in outcome.reason
    assert await one_click.ledger() == []


async def test_one_click_orders_have_no_reference_to_look_for(one_click: Any) -> None:
    with pytest.raises(MarketError):
        await one_click.gateway.find("CG-1")
