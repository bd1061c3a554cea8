"""What a comparison asks of 1688, whom it lets look, and what becomes of it; nothing is bought by comparing."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.requests.comparing import AS_SHOWN
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import Stranger
from bot.desk.shared.views import ComparisonView
from bot.market.errors import NotFound, Rejected, Unreachable
from bot.purchasing.choice import Problem
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, Seller, Tier
from bot.purchasing.offers.search import Search
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from tests.cards.samples import SKUS
from tests.desk.conftest import ANNA, BORIS, HOME, OFFER

FIVE = [f"60000000000{n}" for n in range(1, 6)]
STRANGER = Person(9, "Eve", "en")


def named(*ids: str, pieces: int | None = None) -> list[NamedOffer]:
    return [NamedOffer(OfferRef(each, quantity=pieces)) for each in ids]


async def compared(room: Any, *ids: str, by: Person = ANNA, **more: Any) -> ComparisonView:
    await room.desk.people.remember(by, Place(by.id), "private", "")
    view: ComparisonView = await room.desk.comparing.compare(by, Place(by.id), "en", named(*ids), **more)
    return view


def wishes(view: ComparisonView) -> list[tuple[str, ...]]:
    return [side.wishes for side in view.sides]


def asked(room: Any) -> tuple[int, int]:
    """How many offers and prices 1688 was asked for since it was counted last."""
    counted = room.market.calls.count("offer"), room.market.calls.count("preview")
    room.market.calls.clear()
    return counted


async def test_five_offers_are_five_calls_and_five_prices_and_within_ten_minutes_none(room: Any) -> None:
    view = await compared(room, *FIVE, "600000000006", pieces=2)
    assert (asked(room), view.left_out, len(view.sides)) == ((5, 5), 1, 5)
    assert all(side.snapshot is not None and side.snapshot.quantity == 2 for side in view.sides)
    again = view.comparison.id
    room.clock.on(minutes=10)
    await compared(room, number=again)
    assert asked(room) == (0, 0)
    await compared(room, pieces=4, number=again)
    assert asked(room) == (0, 5)
    room.clock.on(minutes=1)
    await compared(room, within=AS_SHOWN, number=again)
    assert asked(room) == (0, 0)
    await compared(room, number=again)
    assert asked(room) == (5, 0)


async def test_one_that_1688_does_not_show_and_one_that_it_does_not_price_stop_no_other(room: Any) -> None:
    shown, priced = room.market.offer, room.market.preview

    async def offer(offer_id: str, language: str) -> Offer:
        if offer_id == FIVE[0]:
            raise NotFound("offer", "no such offer")
        found: Offer = await shown(offer_id, language)
        return replace(found, tiers=(Tier(300, Fen(900)),), minimum=300) if offer_id == FIVE[3] else found

    async def preview(lines: Any, address_id: str) -> Any:
        if lines[0].offer_id == FIVE[1]:
            raise Unreachable("preview", "time is over")
        if lines[0].offer_id == FIVE[2]:
            room.market.heard("preview")
            raise Rejected("preview", "库存不足", "500_004")
        return await priced(lines, address_id)

    room.market.offer, room.market.preview = offer, preview
    view = await compared(room, *FIVE, pieces=2)
    assert [type(side.error) for side in view.sides[:3]] == [NotFound, Unreachable, type(None)]
    problems = [side.finding.problem if side.finding else None for side in view.sides]
    assert problems == [None, None, Problem.NOT_ENOUGH_STOCK, Problem.BELOW_MINIMUM, None]
    assert [side.snapshot is not None for side in view.sides] == [False, False, False, False, True]
    asked(room)
    await compared(room, number=view.comparison.id)
    assert asked(room) == (0, 0), "what 1688 refused is not asked again by looking"


async def test_if_1688_shows_none_of_them_its_error_is_told_and_nothing_is_kept(room: Any) -> None:
    async def offer(offer_id: str, language: str) -> Offer:
        raise Unreachable("offer", "time is over")

    room.market.offer = offer
    with pytest.raises(Unreachable):
        await compared(room, *FIVE)
    with pytest.raises(Refusal, match="comparison-gone"):
        await compared(room, number=1)


async def test_the_quantity_is_the_one_that_was_named_or_the_fewest_at_which_all_can_be_bought(room: Any) -> None:
    assert (await compared(room, *FIVE[:2])).comparison.pieces == OFFER.minimum
    found = await room.desk.comparing.compare(ANNA, HOME, "en", named(*FIVE[:2], pieces=7))
    assert found.comparison.pieces == 7
    more = await compared(room, FIVE[4], number=found.comparison.id)
    assert (more.comparison.pieces, len(more.sides)) == (7, 3)


async def test_a_variant_that_was_named_stays_and_any_other_is_the_cheapest_in_stock(room: Any) -> None:
    skus = tuple(replace(sku, price=Fen(1_000 + 10 * n)) for n, sku in enumerate(SKUS))
    room.market.offer_now = replace(OFFER, skus=skus, tiers=(), stock=None)
    await room.desk.people.remember(ANNA, HOME, "private", "")
    words = [NamedOffer(OfferRef(FIVE[0], words="red L")), *named(FIVE[1])]
    view = await room.desk.comparing.compare(ANNA, HOME, "en", words, pieces=120)
    assert [(each.sku_id, each.named) for each in view.comparison.candidates] == [
        (skus[8].sku_id, True), (skus[1].sku_id, False),
    ]  # fmt: skip
    fewer = await compared(room, number=view.comparison.id, pieces=2)
    assert [each.sku_id for each in fewer.comparison.candidates] == [skus[8].sku_id, skus[0].sku_id]
    asked(room)
    for place, pieces, sku in ((1, 120, skus[8]), (2, 120, skus[1]), (2, 2, skus[0])):  # of the earlier card, too
        taken = await room.desk.comparing.taken(ANNA, HOME, "en", view.comparison.id, place, pieces)
        assert (taken.item.offer_id, taken.item.sku_id, taken.item.quantity) == (FIVE[place - 1], sku.sku_id, pieces)
    assert asked(room) == (0, 0)


async def test_what_was_put_beside_while_1688_was_asked_for_other_pieces_stays(room: Any) -> None:
    number, shown = (await compared(room, *FIVE[:2])).comparison.id, room.market.offer
    room.clock.on(minutes=11)

    async def meanwhile(offer_id: str, language: str) -> Offer:
        room.market.offer = shown
        await compared(room, FIVE[2], number=number)
        room.clock.on(minutes=1)
        found: Offer = await shown(offer_id, language)
        return found

    room.market.offer = meanwhile
    view = await compared(room, number=number, pieces=40)
    assert [each.offer_id for each in view.comparison.candidates] == FIVE[:3]
    assert (view.comparison.pieces, len(view.sides)) == (40, 3)


async def test_what_is_kept_no_longer_gives_its_number_to_nothing_else(room: Any) -> None:
    before = (await compared(room, *FIVE[:2])).comparison.id
    looked_for = await room.desk.finding.begin(ANNA, HOME, Search("mug"))
    async with room.ledger.change() as uow:
        await uow.retention.drop_of_finding(uow.now)
    assert (await compared(room, *FIVE[3:])).comparison.id != before
    assert await room.desk.finding.begin(ANNA, HOME, Search("lamp")) != looked_for
    with pytest.raises(Refusal, match="comparison-gone"):
        await room.desk.comparing.taken(ANNA, HOME, "en", before, 1, 2)


async def test_a_comparison_is_of_its_chat_and_of_those_who_may_read_there(two: Any) -> None:
    number = (await compared(two, *FIVE[:2])).comparison.id
    with pytest.raises(Refusal) as elsewhere:
        await compared(two, by=BORIS, number=number)
    assert elsewhere.value.reason is RefusalReason.COMPARISON_GONE
    for act in (
        compared(two, *FIVE[:2], by=STRANGER),
        two.desk.comparing.wish(Act(STRANGER, place=HOME), number, 1),
        two.desk.comparing.taken(STRANGER, HOME, "en", number, 1, 2),
    ):
        with pytest.raises(Refusal) as strange:
            await act
        assert strange.value.reason is Stranger


async def test_a_wish_is_one_offer_for_each_person_and_said_again_it_is_taken_back(two: Any) -> None:
    number, wish = (await compared(two, *FIVE[:2])).comparison.id, two.desk.comparing.wish
    await two.desk.people.remember(BORIS, HOME, "private", "")
    for by, place in ((ANNA, 1), (BORIS, 1), (ANNA, 2)):
        await wish(Act(by, place=HOME), number, place)
    assert wishes(await compared(two, number=number)) == [("Boris",), ("Anna",)]
    await wish(Act(ANNA, place=HOME), number, 2)
    assert wishes(await compared(two, number=number)) == [("Boris",), ()]
    with pytest.raises(Refusal, match="comparison-gone"):
        await wish(Act(ANNA, place=HOME), number, 3)


async def test_our_own_orders_with_the_seller_stand_beside_what_1688_says(room: Any) -> None:
    room.market.sellers = {FIVE[1]: Seller("other", "another company")}
    await room.sent()
    view = await compared(room, *FIVE[:2], pieces=2)
    assert [(side.orders, side.last) for side in view.sides] == [(1, Fen(1700)), (0, None)]


async def test_a_page_of_a_search_is_asked_for_once_in_ten_minutes_and_if_it_is_empty_there_is_nothing_to_compare(
    room: Any,
) -> None:
    await room.desk.people.remember(ANNA, HOME, "private", "")
    number = await room.desk.finding.begin(ANNA, HOME, Search("mug"))
    for minutes, calls in ((0, 1), (9, 1), (2, 2)):
        room.clock.on(minutes=minutes)
        assert (await room.desk.finding.page(ANNA, HOME, number, 1, "en")).shown == ()
        assert room.market.calls.count("search") == calls
    with pytest.raises(Refusal) as refused:
        await compared(room)
    assert refused.value.reason is RefusalReason.SEARCH_OVER
