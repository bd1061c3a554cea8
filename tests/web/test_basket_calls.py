"""The Mini App's calls about all lines of a request: what they tell, what they take, and for whom."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.purchasing.offers.offer import Seller
from bot.purchasing.person import Act
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.web.miniapp import EDITS_CAP
from tests.desk.conftest import ANNA, BORIS, HOME
from tests.desk.requests.test_collecting import SKUS
from tests.web.test_miniapp import asks, session

MUG, LAMP, GONE = "600000000701", "600000000702", "600000000703"


async def draft(street: Any, *named: NamedOffer) -> int:
    """Anna's draft of a mug and a lamp of two sellers, or of what is named; its number."""
    room = street.room
    room.market.preview_now = None
    room.market.sellers = {MUG: Seller("s1", "Cups"), LAMP: Seller("s2", "Lamps")}
    await room.desk.people.remember(ANNA, HOME, "private", "")
    offers = named or (NamedOffer(OfferRef(MUG, quantity=3)), NamedOffer(OfferRef(LAMP, quantity=4)))
    number, _ = await room.desk.opening.open(Act(ANNA, place=HOME), offers, key=OpenedBy(1, 0))
    return int(number)


async def shown(street: Any, number: int, headers: Any) -> Any:
    answer = await asks(street, f"baskets/{number}", headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def lines(told: Any) -> list[tuple[str, int, str, str]]:
    return [
        (group["name"], line["pieces"], line["price"], line["sum"])
        for group in told["groups"]
        for line in group["lines"]
    ]


async def test_a_request_is_told_by_seller_with_prices_sums_and_freight(street: Any) -> None:
    number = await draft(street)
    told = await shown(street, number, await session(street))
    assert lines(told) == [("Cups", 3, "¥\u00a010.00", "¥\u00a030.00"), ("Lamps", 4, "¥\u00a010.00", "¥\u00a040.00")]
    assert [(each["total"], each["sums"]) for each in told["groups"]] == [
        ("¥\u00a035.00", "Goods ¥\u00a030.00 · Freight ¥\u00a05.00"),
        ("¥\u00a045.00", "Goods ¥\u00a040.00 · Freight ¥\u00a05.00"),
    ]
    assert (told["total"], told["counts"], told["able"], told["state"]) == (
        "¥\u00a080.00", "2 lines · 2 sellers", True, "Draft",
    )  # fmt: skip
    (address,) = told["addresses"]
    assert address == {"id": "77", "label": "Default: Guangzhou, Chen Wei, Baiyun Road 5", "chosen": True}


async def test_what_waits_stands_first_with_the_reason_its_note_and_its_tag(street: Any) -> None:
    street.room.market.changes(offer_now=replace(street.room.market.offer_now, minimum=10))
    named = (
        NamedOffer(OfferRef(MUG, quantity=30)),
        NamedOffer(OfferRef(LAMP, quantity=4), note="for <b>Ida</b>", tag="shop"),
    )
    told = await shown(street, await draft(street, *named), await session(street))
    assert [(each["name"], each["waits"]) for each in told["groups"]] == [
        ("To be settled first", True),
        ("Cups", False),
    ]
    (line,) = told["groups"][0]["lines"]
    assert (line["problem"], line["rather"], line["note"], line["tag"], line["price"]) == (
        "The minimum is 10\u00a0pcs.", [10], "for <b>Ida</b>", "shop", "",
    )  # fmt: skip


async def test_pieces_are_changed_and_priced_in_one_call_and_the_new_sums_come_back(street: Any) -> None:
    number, mine = await draft(street), await session(street)
    told = await shown(street, number, mine)
    street.room.market.calls.clear()
    body = {"version": told["version"], "lines": {"1": {"": 30}, "2": {"": 40}}, "address": None}
    answer = await asks(street, f"baskets/{number}", mine, body)
    assert answer.status_code == 200
    assert answer.json()["total"] == "¥\u00a0710.00"
    assert answer.json()["version"] > told["version"]
    assert street.room.market.calls == ["preview", "preview"]


async def test_fewer_pieces_than_none_are_refused_with_a_sentence_and_change_nothing(street: Any) -> None:
    number, mine = await draft(street), await session(street)
    told = await shown(street, number, mine)
    answer = await asks(street, f"baskets/{number}", mine, {"version": told["version"], "lines": {"1": {"": -5}}})
    assert answer.status_code == 409
    assert answer.json()["error"].endswith("So many cannot be bought of it. Another number?")
    assert await shown(street, number, mine) == told


async def test_an_ordered_request_shows_nothing_of_what_moved_to_another_draft(street: Any) -> None:
    named = (NamedOffer(OfferRef(MUG, quantity=3)), NamedOffer(OfferRef(LAMP)))
    number, mine = await draft(street, *named), await session(street)
    desk = street.room.desk
    version = (await shown(street, number, mine))["version"]
    body = {"version": version, "lines": {}, "address": None}
    told = (await asks(street, f"baskets/{number}", mine, body)).json()
    assert [(each["waits"], len(each["lines"])) for each in told["groups"]] == [(True, 1), (False, 1)]
    snapshot = (await street.room.purchase(number)).request.snapshot
    left = await desk.drafting.confirm(Act(ANNA), number, snapshot.hash)
    assert left.offer.offer_id == LAMP
    told = await shown(street, number, mine)
    assert [(each["name"], each["waits"], len(each["lines"])) for each in told["groups"]] == [("Cups", False, 1)]
    assert told["counts"] == "one line · one seller"


async def test_an_older_version_is_refused_with_words_for_the_page(street: Any) -> None:
    number, mine = await draft(street), await session(street)
    body = {"version": (await shown(street, number, mine))["version"], "lines": {"1": {}}}
    assert (await asks(street, f"baskets/{number}", mine, body)).status_code == 200
    answer = await asks(street, f"baskets/{number}", mine, body)
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("This changed meanwhile")
    assert lines(await shown(street, number, mine)) == [("Lamps", 4, "¥\u00a010.00", "¥\u00a040.00")]


async def test_the_variants_of_a_line_are_told_with_its_pieces(street: Any) -> None:
    street.room.market.changes(offer_now=replace(street.room.market.offer_now, skus=SKUS))
    number, mine = await draft(street), await session(street)
    body = {"version": (await shown(street, number, mine))["version"], "lines": {"2": {"red-M": 9, "blue-S": 2}}}
    told = (await asks(street, f"baskets/{number}", mine, body)).json()
    assert [(line["variant"], line["pieces"]) for line in told["groups"][-1]["lines"]] == [
        ("red / M", 9),
        ("blue / S", 2),
    ]
    grid = (await asks(street, f"baskets/{number}/lines/2", mine)).json()
    cells = {cell["spec_id"]: cell["pieces"] for row in grid["rows"] for cell in row["cells"]}
    assert cells == {"red-S": 0, "red-M": 9, "blue-S": 2, "blue-M": 0}
    assert (await asks(street, f"baskets/{number}/lines/3", mine)).status_code == 409


@pytest.mark.threat("T53")
async def test_nobody_reads_or_changes_the_draft_of_another_and_a_stranger_nothing(street: Any) -> None:
    number = await draft(street)
    street.room.desk.people.admins = frozenset({ANNA.id, BORIS.id})
    his = await session(street, BORIS.id)
    version = (await street.room.purchase(number)).request.version
    body = {"version": version, "lines": {"1": {"": 1}}}
    tries = [("", None), ("", body), ("/lines/1", None)]
    for rest, said in tries:
        answer = await asks(street, f"baskets/{number}{rest}", his, said)
        assert (answer.status_code, "Cups" in answer.text) == (409, False)
        assert (await asks(street, f"baskets/{number}{rest}", {}, said)).status_code == 401
    assert (await street.room.purchase(number)).request.version == version
    street.room.desk.people.admins = frozenset()
    mine = await asks(street, f"baskets/{number}", his)
    assert (mine.status_code, "Cups" in mine.text) == (409, False)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"{}", b'{"version": true, "lines": {}}', b'{"version": 1}', b'{"version": 1, "lines": []}',
        b'{"version": 1, "lines": {"x": {}}}', b'{"version": 1, "lines": {"1": 5}}',
        b'{"version": 1, "lines": {"1": {"": 1.5}}}', b'{"version": 1, "lines": {}, "address": 5}',
        "{\"version\": 1, \"lines\": {\"²\": {}}}".encode(), b"[" * 100_000,
    ],
)  # fmt: skip
async def test_what_is_no_change_is_refused(street: Any, body: bytes) -> None:
    number, mine = await draft(street), await session(street)
    answer = await street.http.post(f"{street.url}/app/baskets/{number}", content=body, headers=mine)
    assert answer.status_code == 400


async def test_more_than_a_sheet_can_hold_is_not_read(street: Any) -> None:
    number, mine = await draft(street), await session(street)
    body = json.dumps({"version": 1, "lines": {"1": {"x" * EDITS_CAP: 1}}}).encode()
    answer = await street.http.post(f"{street.url}/app/baskets/{number}", content=body, headers=mine)
    assert answer.status_code == 413
