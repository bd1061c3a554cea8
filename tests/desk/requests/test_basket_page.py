"""All lines of a request on one page: what is changed of them at once, what that costs in calls, and who may."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Stage
from bot.market.errors import Rejected, Unreachable
from bot.purchasing.choice import Choice, Problem
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Address, MixRule, Seller
from bot.purchasing.person import Act, Person
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.reading.quantity import LARGEST
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from tests.desk.conftest import ANNA, BORIS, HOME
from tests.desk.requests.test_collecting import SKUS

MUG, LAMP, SHIRT = "600000000701", "600000000702", "600000000703"
AWAY = Address("78", "Li", "13800002222", "Harbin", "Border Road 1", False)


@pytest.fixture
async def shop(room: Any) -> Any:
    """A room whose three offers are of two sellers, with a price for whatever is asked."""
    room.market.preview_now = None
    room.market.homes = (*room.market.homes, AWAY)
    room.market.sellers = {MUG: Seller("s1", "Cups"), LAMP: Seller("s2", "Lamps"), SHIRT: Seller("s1", "Cups")}
    return room


async def draft(shop: Any, pieces: tuple[int | None, ...] = (3, 4, 5), by: Person = ANNA) -> int:
    """A draft of as many of the offers, to the first address; its number."""
    await shop.desk.people.remember(by, HOME, "private", "")
    named = [
        NamedOffer(OfferRef(offer, quantity=count)) for offer, count in zip((MUG, LAMP, SHIRT), pieces, strict=False)
    ]
    number, _ = await shop.desk.opening.open(Act(by, place=HOME), named, key=OpenedBy(1, 0))
    await shop.desk.drafting.choose_address(Act(by), number, "77")
    shop.market.calls.clear()
    return int(number)


async def changes(shop: Any, number: int, lines: Any, address: str | None = None, by: Person = ANNA) -> None:
    """What a page says that shows the request as it is now."""
    version = (await shop.purchase(number)).request.version
    await shop.desk.line_pages.change(by, number, version, lines, address)


async def asked(shop: Any, number: int) -> list[tuple[int, Choice]]:
    return [(each.place, each.choice) for each in (await shop.purchase(number)).request.asked]


async def test_three_changes_and_a_new_address_cost_one_question_for_each_seller(shop: Any) -> None:
    number = await draft(shop)
    shop.clock.on(minutes=5)
    await changes(shop, number, {1: {"": 30}, 2: {"": 40}, 3: {}}, "78")
    assert shop.market.calls == ["preview", "preview"]
    request = (await shop.purchase(number)).request
    assert await asked(shop, number) == [(1, Choice.of(30)), (2, Choice.of(40))]
    assert (request.chosen.address_id, request.address_label, request.snapshot.quantity) == (
        "78", "Harbin (Li, Border Road 1)", 70,
    )  # fmt: skip
    assert (await shop.desk.drafting.step(number)).stage is Stage.CONFIRM
    await shop.desk.drafting.cancel(Act(ANNA), number)
    named = [NamedOffer(OfferRef(offer, quantity=2)) for offer in (MUG, LAMP)]
    next_one, _ = await shop.desk.opening.open(Act(ANNA, place=HOME), named, key=OpenedBy(2, 0))
    assert (await shop.purchase(next_one)).request.chosen.address_id == "78"


async def test_what_was_changed_in_the_meantime_is_not_changed_over(shop: Any) -> None:
    number = await draft(shop)
    seen = (await shop.desk.line_pages.seen(ANNA, number)).purchase.request.version
    await shop.desk.drafting.drop_line(Act(ANNA), number, 2)
    with pytest.raises(Refusal) as refused:
        await shop.desk.line_pages.change(ANNA, number, seen, {1: {"": 30}}, None)
    assert refused.value.key == "stale"
    assert await asked(shop, number) == [(1, Choice.of(3)), (3, Choice.of(5))]


async def test_what_is_said_a_second_time_is_stale_and_changes_nothing(shop: Any) -> None:
    number = await draft(shop)
    seen = (await shop.purchase(number)).request.version
    await shop.desk.line_pages.change(ANNA, number, seen, {1: {"": 30}}, None)
    after = (await shop.purchase(number)).request
    with pytest.raises(Refusal):
        await shop.desk.line_pages.change(ANNA, number, seen, {1: {"": 30}}, None)
    assert (await shop.purchase(number)).request == after


async def test_a_second_tap_on_a_quantity_chooses_of_no_other_line(shop: Any) -> None:
    number = await draft(shop, (None, None))
    await shop.desk.drafting.choose_quantity(Act(ANNA), number, 3, 1)
    with pytest.raises(Refusal) as refused:
        await shop.desk.drafting.choose_quantity(Act(ANNA), number, 3, 1)
    assert refused.value.key == "stale"
    assert [choice.quantity for _, choice in await asked(shop, number)] == [3, None]


async def test_variants_of_a_line_are_chosen_beside_changes_of_others(shop: Any) -> None:
    shop.market.offer_now = replace(shop.market.offer_now, skus=SKUS)
    number = await draft(shop)
    assert (await shop.desk.drafting.step(number)).stage is Stage.VARIANT
    assert (await shop.desk.line_pages.line(ANNA, number, 2))[1].place == 2
    await changes(shop, number, {1: {"red-S": 3, "blue-M": 4}, 2: {"red-M": 9}})
    lines = await asked(shop, number)
    assert [each.counted for _, each in lines] == [{"red-S": 3, "blue-M": 4}, {"red-M": 9}, {}]
    step = await shop.desk.drafting.step(number)
    assert (step.stage, step.purchase.request.snapshot.quantity) == (Stage.CONFIRM, 16)


async def test_without_a_change_it_is_priced_while_a_line_still_waits(shop: Any) -> None:
    number = await draft(shop, (3, None))
    assert (await shop.purchase(number)).request.snapshot is None
    await changes(shop, number, {})
    request = (await shop.purchase(number)).request
    assert (request.chosen.line_at, request.snapshot.quantity) == (None, 3)


async def test_the_last_line_that_is_left_is_a_request_of_one_offer_and_stays(shop: Any) -> None:
    number = await draft(shop)
    with pytest.raises(Refusal) as refused:
        await changes(shop, number, {1: {}, 2: {}, 3: {"": 0}})
    assert refused.value.key == "last-line"
    await changes(shop, number, {1: {}, 3: {}})
    request = (await shop.purchase(number)).request
    assert [(each.offer.offer_id, each.choice.quantity) for each in request.asked] == [(LAMP, 4)]
    await changes(shop, number, {1: {"": 9}})
    assert (await shop.purchase(number)).request.snapshot.quantity == 9
    with pytest.raises(Refusal):
        await changes(shop, number, {1: {}})


@pytest.mark.parametrize(
    ("lines", "address"), [({9: {"": 1}}, None), ({1: {"green": 1}}, None), ({1: {"": 1}}, "79"), ({-1: {}}, None)]
)
async def test_a_line_a_variant_or_an_address_that_is_not_there_changes_nothing(
    shop: Any, lines: Any, address: str | None
) -> None:
    number = await draft(shop)
    before = (await shop.purchase(number)).request
    with pytest.raises(Refusal) as refused:
        await changes(shop, number, lines, address)
    assert (refused.value.key, (await shop.purchase(number)).request) == ("stale", before)


@pytest.mark.parametrize("pieces", [-5, LARGEST + 1])
async def test_fewer_pieces_than_none_or_more_than_can_be_asked_for_are_refused(shop: Any, pieces: int) -> None:
    number = await draft(shop)
    with pytest.raises(Refusal) as refused:
        await changes(shop, number, {1: {"": LARGEST}, 2: {"": pieces}})
    assert refused.value.key == "pieces-wrong"
    assert await asked(shop, number) == [(1, Choice.of(3)), (2, Choice.of(4)), (3, Choice.of(5))]


async def test_without_an_answer_of_1688_the_changes_are_kept_and_have_no_price(shop: Any) -> None:
    number = await draft(shop)
    shop.market.down["preview"] = Unreachable("preview", "ReadTimeout")
    with pytest.raises(Unreachable):
        await changes(shop, number, {1: {"": 30}})
    request = (await shop.purchase(number)).request
    assert (request.asked[0].choice.quantity, request.snapshot) == (30, None)
    shop.market.down["addresses"] = Unreachable("addresses", "ReadTimeout")
    shop.desk.drafting.addresses.forget()
    assert (await shop.desk.line_pages.seen(ANNA, number)).purchase.request == request


async def test_nobody_sees_or_changes_the_draft_of_another(shop: Any) -> None:
    number = await draft(shop)
    shop.desk.people.admins = frozenset({ANNA.id, BORIS.id})
    before = (await shop.purchase(number)).request
    pages = shop.desk.line_pages
    for trying in (pages.seen(BORIS, number), pages.line(BORIS, number, 1), changes(shop, number, {1: {}}, by=BORIS)):
        with pytest.raises(Refusal) as refused:
            await trying
        assert refused.value.key == "not-yours"
    assert (await shop.purchase(number)).request == before
    shop.desk.people.admins = frozenset()
    for trying in (pages.seen(ANNA, number), pages.line(ANNA, number, 1), changes(shop, number, {1: {}})):
        with pytest.raises(Refusal) as refused:
            await trying
        assert refused.value.key == "stranger"


async def test_what_was_confirmed_is_shown_and_not_changed_any_more(shop: Any) -> None:
    number = await draft(shop)
    assert (await shop.desk.line_pages.seen(ANNA, number)).able
    snapshot = (await shop.purchase(number)).request.snapshot
    await shop.desk.drafting.confirm(Act(ANNA), number, snapshot.hash)
    seen = await shop.desk.line_pages.seen(ANNA, number)
    assert (seen.own, seen.able, [each.request.part for each in seen.purchase.parts]) == (True, False, [1, 2])
    with pytest.raises(Refusal) as refused:
        await changes(shop, number, {1: {}})
    assert refused.value.key == "no-longer"
    with pytest.raises(Refusal):
        await shop.desk.line_pages.seen(ANNA, 99)


async def test_what_is_left_out_of_a_consent_comes_back_as_one_draft_of_its_own(shop: Any) -> None:
    number = await draft(shop, (3, None, 5))
    await changes(shop, number, {})
    snapshot = (await shop.purchase(number)).request.snapshot
    left = await shop.desk.drafting.confirm(Act(ANNA), number, snapshot.hash)
    assert [(each.offer.offer_id, each.choice.quantity) for each in left.asked] == [(LAMP, None)]
    assert (await shop.purchase(number)).request.snapshot.quantity == 8
    assert await asked(shop, left.id) == [(1, Choice())]


async def test_of_a_seller_who_refuses_all_together_what_alone_would_be_enough_is_bought(shop: Any) -> None:
    shop.market.offer_now = replace(shop.market.offer_now, mix=MixRule(allowed=True, amount=Fen(0), number=4))
    priced = shop.market.preview

    async def preview(lines: Any, address_id: str) -> Any:
        if len(lines) > 1:
            raise Rejected("preview", "the rule for mixed orders", code="500_006")
        return await priced(lines, address_id)

    shop.market.preview = preview
    number = await draft(shop, (1, 4, 5))
    request = (await shop.purchase(number)).request
    assert [each.obstacle.problem if each.obstacle else None for each in request.asked] == [
        Problem.MIX_RULE, None, None,
    ]  # fmt: skip
    assert request.snapshot.quantity == 9
